"""What a date in a list owes to its surroundings: the year of a heading above it, the full day of its own element.

A list under year headings (2024年, then 03-18, 02-11 …) shows days without a year; <time datetime="2024-03-18"> says in an
attribute what its text says in part or in other words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from crawler.extract.dates import parse_day
from crawler.extract.outline import Outline
from model import DateFact, DatePlace

YEAR_ALONE = re.compile(r"^((?:19|20)\d{2})\s*(?:年度?)?$")
_ATTRIBUTES = ("datetime", "title", "data-time", "data-date")
_TOLD = re.compile(r"前$|^(?:今天|昨天|前天|刚刚)$")  # from the day of the writing
_CLIMB = 5
_CHOICES = frozenset({"a", "option", "select", "label", "button"})
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6", "dt", "legend", "caption"})
_AGREE = 7  # days by which 3天前 and the day of its own element may differ


@dataclass(slots=True)
class Years:
    """The texts of a page that are a year and nothing else, by their nodes.

    `joined` has for some of them the node that got the date put together with a day beside it, and the node of that day
    with what it says alone.
    """

    at: dict[int, int] = field(default_factory=dict)
    joined: dict[int, tuple[int, int, DateFact]] = field(default_factory=dict)


def settled(outline: Outline, found: dict[int, DateFact], years: Years, today: date) -> dict[int, DateFact]:
    """The dates of a page by node, those without a year completed by what stands above or around them."""
    if "time" in outline.tags:
        found = _with_times(outline, found, today)
    vague = [node for node, fact in found.items() if not fact.certain or _TOLD.search(fact.raw)]
    found = {**found, **{node: _by_element(outline, node, found[node], today) for node in vague}}
    return _under_headings(outline, found, years, today) if years.at else found


def _with_times(outline: Outline, found: dict[int, DateFact], today: date) -> dict[int, DateFact]:
    """The dates with those of time elements without any text: a script writes it."""
    empty = [i for i, tag in enumerate(outline.tags) if tag == "time" and outline.ends[i] == i + 1]
    more = {i: fact for i in empty if (fact := _of_attribute(outline, i, today))}
    return dict(sorted({**found, **more}.items())) if more else found


def _of_attribute(outline: Outline, node: int, today: date) -> DateFact | None:
    for name in _ATTRIBUTES if outline.attrs[node] else ():
        value = outline.get(node, name).strip()
        if (
            value[:2] in ("19", "20")
            and len(value) <= 40
            and (fact := parse_day(value.replace("T", " "), DatePlace.LIST, today))
        ):
            return fact
    return None


def _by_element(outline: Outline, node: int, fact: DateFact, today: date) -> DateFact:
    """A day without a year, or one that is told from today (3天前), beside the full day that its element has."""
    full = next((one for up in outline.ancestors(node, 2) if (one := _of_attribute(outline, up, today))), None)
    if full is None:
        return fact
    if _lacks_year(fact):
        alike = (full.day.month, full.day.day) == (fact.day.month, fact.day.day)
        return replace(fact, day=full.day, certain=True) if alike else fact
    # What is told from today is true on the day of the writing only; where both contradict, neither is sure.
    return replace(fact, day=full.day, certain=abs((full.day - fact.day).days) <= _AGREE)


def _lacks_year(fact: DateFact) -> bool:
    return not fact.certain and not _TOLD.search(fact.raw)


def _under_headings(outline: Outline, found: dict[int, DateFact], years: Years, today: date) -> dict[int, DateFact]:
    """Days without a year below a year that stands above several of them take that year.

    A year beside each day (a card's 08-15 over 2024) heads nothing. Years side by side are a choice, not headings.
    """
    order = [node for node in sorted(years.at) if _may_head(outline, node)]
    heads = set(_heading(outline, found, years, order))
    if not heads or (len(heads) == 1 and not _is_sure(outline, next(iter(heads)))):
        return found
    out = dict(found)
    for node in heads & years.joined.keys():
        given, own, alone = years.joined[node]
        out.pop(given, None)
        out[own] = alone
    for node in heads | set(_heading(outline, out, years, order)):
        for day in _below(outline, out, node, order):
            out[day] = _in_year(out[day], years.at[node], today)
    return dict(sorted(out.items()))


def _is_sure(outline: Outline, node: int) -> bool:
    """Whether the only year of a page is written as one (2024年) or stands in a heading."""
    return "年" in outline.texts[node] or any(outline.tags[up] in _HEADINGS for up in outline.ancestors(node, 2))


def _may_head(outline: Outline, node: int) -> bool:
    return not outline.hidden[node] and all(outline.tags[up] not in _CHOICES for up in outline.ancestors(node, 3))


def _heading(outline: Outline, found: dict[int, DateFact], years: Years, order: Sequence[int]) -> Iterator[int]:
    """The years that have days without a year below them, and are not the last of a row of years."""
    last = -1
    for node in order:
        beside = last >= 0 and years.at[last] != years.at[node] and not any(last <= day < node for day in found)
        last = node
        if not beside and any(True for _ in _below(outline, found, node, order)):
            yield node


def _below(outline: Outline, found: dict[int, DateFact], node: int, order: Sequence[int]) -> Iterator[int]:
    """The nodes of the days without a year between a year and the next, in the nearest part that holds a date behind it."""
    after = [day for day in found if day > node]
    within = (outline.ends[up] for up in outline.ancestors(node, _CLIMB) if outline.tags[up] not in ("html", "body"))
    end = next((end for end in within if any(day < end for day in after)), node)
    end = min([end, *(other for other in order if other > node)])
    return (day for day in after if day < end and _lacks_year(found[day]))


def _in_year(fact: DateFact, year: int, today: date) -> DateFact:
    try:
        day = fact.day.replace(year=year)
    except ValueError:
        return fact
    return replace(fact, day=day, certain=True) if day <= today else fact
