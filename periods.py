"""The calendar: which period a moment belongs to, and when the passes of a period begin (crontab notation)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from typing import Protocol

from apscheduler.triggers.combining import OrTrigger
from apscheduler.triggers.cron import CronTrigger

from model import SHANGHAI, ConfigError, PassKind
from settings import Settings

KINDS = (PassKind.WEEKLY, PassKind.MONTHLY, PassKind.QUARTERLY)
"""The passes of the calendar, the shortest first."""

_DAYS = ("sun", "mon", "tue", "wed", "thu", "fri", "sat")
_PART = re.compile(r"(\*|(\w+)(?:-(\w+))?)(?:/(\d+))?")
_FOR_EVER = timedelta(days=366 * 5)


class Trigger(Protocol):
    """When something fires."""

    def get_next_fire_time(self, previous_fire_time: datetime | None, now: datetime) -> datetime | None:
        """The first moment at or after `now`, None when there is none."""


def period_key(kind: PassKind, now: datetime) -> str:
    """The period of a moment, in Asia/Shanghai: "2026-W47" (ISO week), "2026-11", "2026-Q4"."""
    day = now.astimezone(SHANGHAI)
    if kind is PassKind.WEEKLY:
        return f"{day:%G-W%V}"
    if kind is PassKind.MONTHLY:
        return f"{day:%Y-%m}"
    if kind is PassKind.QUARTERLY:
        return f"{day:%Y}-Q{(day.month + 2) // 3}"
    raise ValueError("a one-off audit has no period")


def period_start(kind: PassKind, now: datetime) -> datetime:
    """The first moment of the period of a moment."""
    day = now.astimezone(SHANGHAI).replace(hour=0, minute=0, second=0, microsecond=0)
    if kind is PassKind.WEEKLY:
        return day - timedelta(days=day.weekday())
    month = day.month if kind is PassKind.MONTHLY else (day.month - 1) // 3 * 3 + 1
    return day.replace(month=month, day=1)


def span_of(period: str) -> tuple[datetime, datetime]:
    """The first moment of a period and that of the next, in Asia/Shanghai. Raises ConfigError."""
    found = re.fullmatch(r"(\d{4})-(?:Q([1-4])|W(\d\d)|(\d\d))", period.strip())
    try:
        if found is None:
            raise ValueError
        year, quarter, week, month = (int(part) if part else 0 for part in found.groups())
        if week:
            begin = datetime.fromisocalendar(year, week, 1).replace(tzinfo=SHANGHAI)
            return begin, begin + timedelta(days=7)
        first = quarter * 3 - 2 if quarter else month
        last = first + (3 if quarter else 1)
        end = datetime(year + (last > 12), (last - 1) % 12 + 1, 1, tzinfo=SHANGHAI)
        return datetime(year, first, 1, tzinfo=SHANGHAI), end
    except ValueError:
        raise ConfigError(f"{period}: not a period; write it as 2026-Q3, 2026-11 or 2026-W47") from None


def triggers(settings: Settings) -> Mapping[PassKind, Trigger]:
    """When each kind of pass begins; a kind whose line is empty never does. Raises ConfigError that names the key."""
    lines = {kind: getattr(settings.calendar, kind.value).strip() for kind in KINDS}
    return {kind: _trigger(f"calendar.{kind.value}", line) for kind, line in lines.items() if line}


def is_due(kind: PassKind, trigger: Trigger, now: datetime) -> bool:
    """Whether the pass of the current period should have begun by now."""
    first = trigger.get_next_fire_time(None, period_start(kind, now))
    return first is not None and first <= now


def _trigger(key: str, line: str) -> Trigger:
    try:
        trigger = crontab(line)
        start = datetime.now(SHANGHAI)
        first = trigger.get_next_fire_time(None, start)
    except ValueError as error:
        raise ConfigError(f'{key}: "{line}" is not crontab notation ({error}); write it as "0 1 * * sat"') from None
    if first is None or first - start > _FOR_EVER:
        raise ConfigError(f'{key}: "{line}" names a day that never comes; leave it empty to switch the pass off')
    return trigger


def crontab(line: str) -> Trigger:
    """A crontab line (minute, hour, day, month, day of week) as a trigger in Asia/Shanghai. Raises ValueError.

    As in crontab 0 and 7 are Sunday, and where both days are restricted either of them counts.
    """
    fields = line.split()
    if len(fields) != 5:
        raise ValueError(f"{len(fields)} fields instead of 5")
    minute, hour, day, month, weekday = fields
    weekdays = ",".join(_weekdays(weekday))
    if day == "*" or weekday == "*":
        return _cron(minute, hour, month, day, "*" if weekday == "*" else weekdays)
    either: Trigger = OrTrigger([_cron(minute, hour, month, day, "*"), _cron(minute, hour, month, "*", weekdays)])
    return either


def _cron(minute: str, hour: str, month: str, day: str, weekday: str) -> Trigger:
    trigger: Trigger = CronTrigger(minute=minute, hour=hour, month=month, day=day, day_of_week=weekday, timezone=SHANGHAI)
    return trigger


def _weekdays(text: str) -> Iterable[str]:
    """Names of days; the scheduling library counts from Monday, crontab from Sunday."""
    for part in text.lower().split(","):
        found = _PART.fullmatch(part)
        if found is None:
            raise ValueError(f'"{part}" is no day of the week')
        first, last = (0, 6) if found[1] == "*" else (_weekday(found[2]), _weekday(found[3] or found[2]))
        if found[4] and found[1] != "*" and not found[3]:
            last = 6
        if last < first:
            last += 7
        step = int(found[4] or 1)
        if not step:
            raise ValueError("a step of 0")
        yield from (_DAYS[number % 7] for number in range(first, last + 1, step))


def _weekday(text: str) -> int:
    if text in _DAYS:
        return _DAYS.index(text)
    if text.isdecimal() and int(text) <= 7:
        return int(text)
    raise ValueError(f'"{text}" is no day of the week')
