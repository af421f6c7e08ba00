"""Sites that were opened, closed or taken out of service for a time in a year: counted by quarter, and listed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import date

from reports.forms.facts import Facts
from reports.forms.fields import NOTHING, Computed
from storage.service_history import Service
from storage.site_changes import CLOSED, MERGED, PAUSED, RESUMED

WORDS: Mapping[str, str] = {PAUSED: "临时下线", CLOSED: "永久下线", MERGED: "永久下线（整合迁移）"}
Dated = tuple[str, date | None]
"""A change with its day, None where nobody knows it."""


def by_quarter(facts: Facts, cells: Mapping[str, str]) -> dict[str, str]:
    """Cell -> how many sites changed so in each quarter; `cells` maps a change to the key of its field.

    A quarter without such a change has no cell: that nothing was entered does not say that nothing happened.
    """
    found = Counter(f"{cells[event]}_q{(day.month + 2) // 3}" for event, day in _dated(facts) if event in cells)
    return {cell: str(amount) for cell, amount in found.items()}


def in_year(facts: Facts, event: str) -> str:
    """How many sites changed so in the year, "" where none is known."""
    amount = sum(each == event for each, _ in _dated(facts))
    return str(amount) if amount else ""


def list_closed(made: Computed, facts: Facts, form: str) -> None:
    """The rows of sites that went out of service in the year, that still were for a time, or of which no day is known."""
    rows: list[dict[str, str]] = []
    unknown = 0
    for service in facts.services:
        listed = _listed(facts, service)
        if listed is None:
            continue
        event, day, back = listed
        unknown += day is None
        state = WORDS[event] + (f"，{back.isoformat()}恢复" if back else "")
        site, number = service.site, str(len(rows) + 1)
        written = day.isoformat() if day else ""
        rows.append({"number": number, "name": site.shown_name, "code": site.code, "state": state, "date": written})
    made.tables["rows"] = rows or [dict.fromkeys(("number", "code", "state", "date"), "") | {"name": NOTHING}]
    if unknown:
        made.warnings.append(f"下线网站有{unknown}个不知日期，未计入各季度：forms set {form} closed_on 2026-05-01 --site …")


def _dated(facts: Facts) -> Iterator[tuple[str, date]]:
    """The changes of all sites in the year."""
    year = _year(facts)
    for service in facts.services:
        yield from ((event, day) for event, day in _changes(facts, service) if day is not None and day.year == year)


def _listed(facts: Facts, service: Service) -> tuple[str, date | None, date | None] | None:
    """How and when a site went out of service, and when it came back; None for one that is not to be listed."""
    year, last = _year(facts), None
    back: date | None = None
    for event, day in _changes(facts, service):
        if event in WORDS and (day is None or day.year <= year):
            last, back = (event, day), None
        elif event == RESUMED and day is not None and last is not None:
            back = day
    if last is None:
        return None
    event, day = last
    ended_before = event != PAUSED or (back is not None and back.year < year)
    return None if day is not None and day.year < year and ended_before else (event, day, back)


def _changes(facts: Facts, service: Service) -> list[Dated]:
    """A site's changes up to the form's moment; where the register lacks the day of the last, the one that a person says."""
    assert facts.period is not None
    end = min(facts.period.end, facts.moment)
    found: list[Dated] = [(each.event, each.day) for each in service.changes if each.at is None or each.at < end]
    if found and found[-1][0] in WORDS and (said := _said(facts, service)):
        found[-1] = (found[-1][0], said)
    return found


def _said(facts: Facts, service: Service) -> date | None:
    """The day on which a person says that a site went out of service."""
    try:
        return date.fromisoformat(facts.hand("closed_on", service.site))
    except ValueError:
        return None


def _year(facts: Facts) -> int:
    assert facts.period is not None
    return facts.period.year
