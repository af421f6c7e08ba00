"""Dates of a page, each with its place."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class DatePlace(StrEnum):
    """Where on a page a date stands; the places are different facts (cms.md 1.2)."""

    SHOWN = "shown"  # beside the title
    LIST = "list"
    TAG = "tag"  # PubDate
    URL = "url"
    TABLE = "table"  # property table of 信息公开: 发布日期
    WRITTEN = "written"  # 成文日期
    GENERATED = "generated"
    SIGNED = "signed"


@dataclass(frozen=True, slots=True)
class DateFact:
    """A date as written, with its place."""

    day: date
    raw: str
    place: DatePlace
    clock: str = ""  # "10:53" where a time is written
    certain: bool = True  # False: the year or the day had to be guessed
