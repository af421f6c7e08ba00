"""Numbers that name a person or an account: whether they are valid, and how they are shown masked."""

from __future__ import annotations

import re
from datetime import date

_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CHECK = "10X98765432"
_PROVINCES = frozenset(
    [
        "11",
        "12",
        "13",
        "14",
        "15",
        "21",
        "22",
        "23",
        "31",
        "32",
        "33",
        "34",
        "35",
        "36",
        "37",
        "41",
        "42",
        "43",
        "44",
        "45",
        "46",
        "50",
        "51",
        "52",
        "53",
        "54",
        "61",
        "62",
        "63",
        "64",
        "65",
        "71",
        "81",
        "82",
        "83",
    ]
)
EXAMPLES = frozenset({"44052418800101001X", "11010519491231002X", "110105194912310021", "34052419800101001X"})
"""Numbers that GB 11643 and manuals print as examples."""

_LONG_NUMBER = re.compile(r"(?<![0-9A-Za-z])[0-9A-Za-z]?\d[\d \-]{4,24}[0-9Xx](?![0-9A-Za-z])")
_DIGITS = re.compile(r"\d")


def is_resident_id(text: str, today: date) -> bool:
    """Whether 18 characters are a resident's number (公民身份号码): province, a birthday of this life, check character."""
    number = text.upper()
    if len(number) != 18 or number[:2] not in _PROVINCES or number in EXAMPLES:
        return False
    try:
        born = date(int(number[6:10]), int(number[10:12]), int(number[12:14]))
    except ValueError:
        return False
    if not born.year >= 1900 or born > today:
        return False
    return _CHECK[sum(int(digit) * weight for digit, weight in zip(number, _WEIGHTS, strict=False)) % 11] == number[17]


def is_old_resident_id(text: str, today: date) -> bool:
    """The same for the 15 digits of before 1999; they have no check digit."""
    if len(text) != 15 or text[:2] not in _PROVINCES:
        return False
    try:
        return date(1900 + int(text[6:8]), int(text[8:10]), int(text[10:12])) <= today
    except ValueError:
        return False


def is_card_number(digits: str) -> bool:
    """Whether 16 to 19 digits begin as a Chinese bank card does (银联62) and pass the Luhn test."""
    if not 16 <= len(digits) <= 19 or not digits.startswith("62") or len(set(digits)) < 4:
        return False
    total = 0
    for at, digit in enumerate(reversed(digits)):
        value = int(digit) * (2 if at % 2 else 1)
        total += value - 9 if value > 9 else value
    return total % 10 == 0


def masked(number: str) -> str:
    """A number with all but its first three and last two characters hidden; of a short one all but the first."""
    kept = (3, 2) if len(number) >= 9 else (1, 0)
    return number[: kept[0]] + "*" * (len(number) - sum(kept)) + (number[-kept[1] :] if kept[1] else "")


def masked_text(text: str) -> str:
    """A text in which every longer number is masked."""
    return _LONG_NUMBER.sub(lambda match: masked(match[0]) if len(_DIGITS.findall(match[0])) >= 7 else match[0], text)
