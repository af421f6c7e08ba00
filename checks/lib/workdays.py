"""Working days of the Chinese calendar: holidays, and weekend days that are worked (调休).

`override` corrects the calendar library (True: a working day); a year with at least one entry in it is known. The day of
receipt or publication is day 0 and a limit of n working days ends with the n-th working day after it. A year that nobody
knows is not guessed: the answer is None, and whoever asks must yield `Unknown`.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta

import chinese_calendar

ONE = timedelta(days=1)
LONGEST = 2000
"""Days that a search goes at most; no limit is longer."""


def is_workday(day: date, override: Mapping[date, bool] | None = None) -> bool | None:
    """Whether offices work on that day; None where the calendar of its year is not known."""
    entered = override or {}
    if day in entered:
        return entered[day]
    try:
        return bool(chinese_calendar.is_workday(day))
    except NotImplementedError:
        known = any(other.year == day.year for other in entered)
        return day.weekday() < 5 if known else None


def deadline(start: date, days: int, override: Mapping[date, bool] | None = None) -> date | None:
    """The `days`-th working day after `start`: the last day of the limit. None where the calendar is not known.

    ValueError for a negative number of days.
    """
    if days < 0:
        raise ValueError("a limit has no negative number of working days")
    day, left = start, days
    for _ in range(LONGEST):
        if not left:
            return day
        day += ONE
        works = is_workday(day, override)
        if works is None:
            return None
        left -= works
    return None


def elapsed(start: date, end: date, override: Mapping[date, bool] | None = None) -> int | None:
    """Working days after `start` up to and with `end`; 0 when `end` is not later. None where the calendar is not known."""
    if (end - start).days > LONGEST:
        return None
    count, day = 0, start
    while day < end:
        day += ONE
        works = is_workday(day, override)
        if works is None:
            return None
        count += works
    return count


def overdue(start: date, end: date, days: int, override: Mapping[date, bool] | None = None) -> bool | None:
    """Whether `end` is later than `days` working days after `start`; None where the calendar is not known."""
    last = deadline(start, days, override)
    if last is not None:
        return end > last
    return False if end <= start else None
