"""Telephone numbers of offices in a text: area codes, and numbers that are none."""

from __future__ import annotations

import re

_WITH_AREA = re.compile(r"(?<![\d-])[（(]?(0(?:10|2[0-57-9]|[3-9]\d{2}))[)）]?\s*[-—－–]?\s*([2-8]\d{6,7})(?!\d)")
_STUB = re.compile(
    r"(?<!\d)(?:0{5,}|1{7,8}|12345678|1234567|0000-\d+|0\d{2,3}-(?:0{7,8}|1{7,8}|12345678|1234567|x{3,}|X{3,}|×{3,}))(?!\d)|[xX×]{6,}"
)

_SHORT = re.compile(r"(?<![\d-])0(?:10|2[0-57-9]|[3-9]\d{2})[-—－–]([2-8]\d{1,5})(?![\d-]|\s*[-—－–]?\s*\d)")
"""A number with its area code and fewer digits than any has; short numbers such as 12345, 12329, 96198 begin otherwise."""


def area_codes(text: str) -> tuple[str, ...]:
    """The area codes of the landline numbers in a text, each once; numbers without one say nothing."""
    return tuple(dict.fromkeys(match[1] for match in _WITH_AREA.finditer(text)))


def stub(text: str) -> str:
    """A number that stands in for one not yet entered, or lacks digits; "" without one."""
    match = _STUB.search(text) or _SHORT.search(text)
    return match[0] if match else ""
