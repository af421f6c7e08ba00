"""How often a column must be updated: limits as written in a rule pack, and the default table (CHK-2019, SUR-2015).

A limit is a number of days, or "14d", "6m", "1y", "none". Months and years are calendar months back from the day of
judgement, same day number or the month's end; the window's end is now in Asia/Shanghai.
"""

from __future__ import annotations

import calendar
import re
from datetime import date, datetime, timedelta
from typing import Annotated, Literal
from zoneinfo import ZoneInfo

from pydantic import AfterValidator

from model import ColumnKind

SHANGHAI = ZoneInfo("Asia/Shanghai")

Bucket = Literal["A", "B", ""]
"""Which veto counter a stale column feeds: A "together 5", B "10 or more", "" none."""

_FORM = re.compile(r"(\d{1,4})\s*([dwmy])")
_UNITS = {"d": "天", "w": "周", "m": "个月", "y": "年"}


def _checked(limit: int | str) -> int | str:
    if isinstance(limit, int):
        if limit <= 0:
            raise ValueError("a limit must be positive")
        return limit
    if limit != "none" and not _FORM.fullmatch(limit):
        raise ValueError(f'limit {limit!r} is not a number of days, "14d", "6m", "1y" or "none"')
    return limit


Limit = Annotated[int | str, AfterValidator(_checked)]
"""A limit as a rule pack writes it."""

LIMITS: dict[ColumnKind, Limit] = {
    ColumnKind.NEWS: "14d",
    ColumnKind.NOTICE: "6m",
    ColumnKind.POLICY: "6m",
    ColumnKind.INTERPRETATION: "6m",
    ColumnKind.REPRINT: "14d",
    ColumnKind.PLAN: "1y",
    ColumnKind.PERSONNEL: "1y",
    ColumnKind.BUDGET: "1y",
    ColumnKind.STATISTICS: "1y",
    ColumnKind.OVERVIEW: "1y",
    ColumnKind.ORGANISATION: "none",
    ColumnKind.LEADERS: "none",
    ColumnKind.DISCLOSURE_GUIDE: "none",
    ColumnKind.DISCLOSURE_REPORT: "none",
    ColumnKind.SITE_REPORT: "none",
    ColumnKind.MESSAGES: "2m",
    ColumnKind.SURVEY: "1y",
    ColumnKind.INTERVIEW: "1y",
    ColumnKind.SERVICE: "none",
    ColumnKind.TOPIC: "6m",
    ColumnKind.RESPONSE: "1y",
    ColumnKind.QUESTIONS: "1y",
    ColumnKind.OTHER: "1y",
}
"""Longest allowed age of the newest item per kind; reports that are due by 31 January have rules of their own."""

BUCKETS: dict[ColumnKind, Bucket] = {
    ColumnKind.NEWS: "A",
    ColumnKind.REPRINT: "A",
    ColumnKind.NOTICE: "A",
    ColumnKind.POLICY: "A",
    ColumnKind.QUESTIONS: "",
}
"""Kinds that are not in bucket B."""


def today_of(now: datetime) -> date:
    """The business day (Asia/Shanghai) of a moment."""
    return now.astimezone(SHANGHAI).date()


def cutoff(today: date, limit: Limit) -> date | None:
    """The oldest day that is still inside the window; None where there is no limit."""
    if limit == "none":
        return None
    if isinstance(limit, int):
        return today - timedelta(days=limit)
    match = _FORM.fullmatch(limit)
    if match is None:
        raise ValueError(f"not a limit: {limit!r}")
    amount, unit = int(match[1]), match[2]
    if unit in "dw":
        return today - timedelta(days=amount * (7 if unit == "w" else 1))
    return months_back(today, amount * (12 if unit == "y" else 1))


def months_back(today: date, months: int) -> date:
    """The same day number `months` calendar months earlier, or that month's last day."""
    index = today.year * 12 + today.month - 1 - months
    year, month = divmod(index, 12)
    return date(year, month + 1, min(today.day, calendar.monthrange(year, month + 1)[1]))


def limit_days(today: date, limit: Limit) -> int | None:
    """The limit in days as it is on that day, None where there is none."""
    oldest = cutoff(today, limit)
    return None if oldest is None else (today - oldest).days


def limit_words(limit: Limit) -> str:
    """A limit as an inspector writes it: 14天, 6个月, 1年."""
    if limit == "none":
        return "不限"
    match = _FORM.fullmatch(str(limit))
    return f"{match[1]}{_UNITS[match[2]]}" if match else f"{limit}天"


def chinese_day(day: date) -> str:
    """2026年11月21日."""
    return f"{day.year}年{day.month}月{day.day}日"
