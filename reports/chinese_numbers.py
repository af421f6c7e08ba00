"""Counting in Chinese: 一, 十二, 二十, for headings and for 一是…二是…."""

from __future__ import annotations

DIGITS = "零一二三四五六七八九"


def chinese(number: int) -> str:
    """1 to 99 in Chinese; beyond that the figures themselves."""
    if not 0 <= number < 100:
        return str(number)
    tens, ones = divmod(number, 10)
    if not tens:
        return DIGITS[ones]
    return ("" if tens == 1 else DIGITS[tens]) + "十" + (DIGITS[ones] if ones else "")
