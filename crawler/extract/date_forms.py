"""Dates of lists in forms that need more than their own text: 15/03/2024 beside others, 2024_03_15, 二〇二四年三月十五日."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from crawler.extract.dates import parse_dates
from model import DateFact, DatePlace

_TURNED = re.compile(r"^(\d{1,2})\s*([-/.])\s*(\d{1,2})\s*\2\s*((?:19|20)\d\d)(?:\s+\d{1,2}:\d{2}(?::\d{2})?)?$")
_ODD = re.compile(r"^((?:19|20)\d\d)\s?([_·•\\\s])\s?(\d{1,2})\s?\2\s?(\d{1,2})$")
_SPELLED = re.compile(
    r"^(?:二[〇○零ＯO]|一九)[〇○零ＯO一二三四五六七八九]{2}年[一二三四五六七八九十]{1,2}月[一二三四五六七八九十廿卅]{1,3}日$"
)


@dataclass(frozen=True, slots=True)
class Turned:
    """A date that ends with its year: which of the other two numbers is the day, only other dates of the page tell."""

    node: int
    one: int
    two: int
    year: int
    raw: str


def is_spelled(word: str) -> bool:
    """Whether a text is a date in Chinese numerals and nothing else."""
    return word[-1:] == "日" and _SPELLED.match(word) is not None


def odd_form(even: str, raw: str, today: date) -> DateFact | None:
    """The date of a text that is one with unusual marks, or in Chinese numerals, and nothing else."""
    if match := _ODD.match(even):
        found = parse_dates(f"{match[1]}-{match[3]}-{match[4]}", DatePlace.LIST, today)
        return DateFact(found[0].day, raw, DatePlace.LIST) if found else None
    found = parse_dates(raw, DatePlace.LIST, today) if is_spelled(raw) else []
    return found[0] if found else None


def turned(node: int, even: str, raw: str) -> Turned | None:
    """The text as a date that ends with its year, None where it is none."""
    match = _TURNED.match(even)
    return Turned(node, int(match[1]), int(match[3]), int(match[4]), raw) if match else None


def in_order(dates: Sequence[Turned]) -> dict[int, DateFact]:
    """The dates that end with their year, by node, once one of them shows a day beyond 12; {} where none or both sides do."""
    first, second = any(d.one > 12 for d in dates), any(d.two > 12 for d in dates)
    if first == second:
        return {}
    found: dict[int, DateFact] = {}
    for d in dates:
        day, month = (d.one, d.two) if first else (d.two, d.one)
        try:
            found[d.node] = DateFact(date(d.year, month, day), d.raw, DatePlace.LIST)
        except ValueError:
            continue
    return found
