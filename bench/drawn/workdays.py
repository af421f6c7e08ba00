"""Working days by the published calendar, counted apart from the program's own."""

from __future__ import annotations

from datetime import date, timedelta

import chinese_calendar


def is_workday(day: date) -> bool:
    """Whether offices work; of a year whose holidays are not published yet, Monday to Friday."""
    try:
        return bool(chinese_calendar.is_workday(day))
    except NotImplementedError:
        return day.weekday() < 5


def after(day: date, count: int) -> date:
    """The working day that is so many working days after `day`, which counts none itself."""
    while count:
        day += timedelta(days=1)
        count -= is_workday(day)
    return day
