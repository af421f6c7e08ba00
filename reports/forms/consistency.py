"""Values of a form that cannot be true together: sums, more done than came in, numbers put into the wrong cell."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from reports.forms.fields import QUARTER_WORDS, QUARTERS, YEAR, Form, amount, written


@dataclass(frozen=True, slots=True)
class Sum:
    """The parts make the total; `exact=False`: they are not more than it."""

    total: str
    parts: tuple[str, ...]
    exact: bool = True


@dataclass(frozen=True, slots=True)
class AtMost:
    """One cell is not greater than another."""

    less: str
    more: str


@dataclass(frozen=True, slots=True)
class Rate:
    """A percentage is that of two cells."""

    rate: str
    part: str
    whole: str


@dataclass(frozen=True, slots=True)
class Differ:
    """Two cells that are equal only by mistake."""

    one: str
    other: str
    why: str


@dataclass(frozen=True, slots=True)
class Needs:
    """A cell that must be filled where another says 是."""

    yes: str
    needed: str


Check = Sum | AtMost | Rate | Differ | Needs

_WORK: tuple[Check, ...] = (
    Sum("cases", ("cases_people", "cases_bodies")),
    AtMost("services_online", "services"),
    AtMost("surveys_results", "surveys"),
    AtMost("visitors", "visits"),
    Differ("services", "cases", "事项数量与办件总数相同，可能把办件量填进了事项数量"),
)
CHECKS: Mapping[str, tuple[Check, ...]] = {
    "regulatory-year": (
        Sum("called", ("called_talk", "called_review", "called_circular", "called_warning", "called_removal", "called_other")),
        AtMost("checked", "site_total"),
        AtMost("failed", "checked"),
        Rate("check_share", "checked", "site_total"),
        Sum("letters", ("letters_on_time", "letters_late"), exact=False),
        AtMost("fakes_handled", "fakes"),
        AtMost("opened", "running"),
        Needs("performance", "performance_share"),
    ),
    "regulatory-year-gx": (
        AtMost("checked", "site_total"),
        AtMost("failed", "checked"),
        AtMost("mended", "problems"),
        AtMost("safety_mended", "safety_problems"),
        AtMost("errors_on_time", "errors"),
        AtMost("mails_on_time", "mails"),
        AtMost("fakes_handled", "fakes"),
    ),
    "work-year": (
        *_WORK,
        Sum("items", ("items_overview", "items_news", "items_disclosed"), exact=False),
        Sum("interpretations", ("interpretations_text", "interpretations_media", "interpretations_press")),
        AtMost("messages_done", "messages"),
        AtMost("messages_public", "messages_done"),
        AtMost("safety_mended", "safety_problems"),
        AtMost("interviews_answers", "interviews_messages"),
        AtMost("topics_new", "topics"),
    ),
    "work-year-gx": (
        *_WORK,
        AtMost("messages_accepted", "messages"),
        AtMost("messages_on_time", "messages"),
        AtMost("interviews_answers", "interviews_messages"),
        AtMost("patrol_mended", "patrol_problems"),
        Rate("messages_rate", "messages_on_time", "messages"),
    ),
    "circular": (
        AtMost("letters_on_time", "letters"),
        AtMost("letters_same_day", "letters_on_time"),
        AtMost("errors_on_time", "errors"),
        AtMost("media_checked", "media_total"),
        AtMost("media_failed", "media_checked"),
    ),
}
TOLERANCE = 0.1
"""Percentage points by which a rounded rate may differ."""


def derive(form: Form, values: dict[str, str]) -> None:
    """Fill rates that follow from other cells and that nobody has entered."""
    for check in CHECKS.get(form.id, ()):
        if isinstance(check, Rate) and check.rate in form.cells() and not values.get(check.rate):
            part, whole = amount(values.get(check.part, "")), amount(values.get(check.whole, ""))
            if part is not None and whole:
                values[check.rate] = f"{written(round(part / whole * 100, 1))}%"


def doubts(form: Form, values: Mapping[str, str]) -> Iterator[str]:
    """What cannot be true, in Chinese, a sentence each."""
    labels = {key: label for each in form.fields for key, label in each.cells()}
    for check in CHECKS.get(form.id, ()):
        quarterly = any(f"{key}_{QUARTERS[0]}" in labels for key in _keys(check))
        if not quarterly:
            yield from _doubt(check, values, labels, "")
            continue
        for suffix, words in zip((*QUARTERS, YEAR), (*QUARTER_WORDS, "年度"), strict=True):
            yield from _doubt(check, values, labels, suffix, words)


def _keys(check: Check) -> tuple[str, ...]:
    if isinstance(check, Sum):
        return (check.total, *check.parts)
    if isinstance(check, AtMost):
        return (check.less, check.more)
    if isinstance(check, Rate):
        return (check.rate, check.part, check.whole)
    return (check.one, check.other) if isinstance(check, Differ) else (check.yes, check.needed)


def _doubt(check: Check, values: Mapping[str, str], labels: Mapping[str, str], suffix: str, words: str = "") -> Iterator[str]:
    def at(key: str) -> str:
        return f"{key}_{suffix}" if suffix and f"{key}_{suffix}" in labels else key

    def number(key: str) -> float | None:
        return amount(values.get(at(key), ""))

    def name(key: str) -> str:
        return f"“{labels.get(at(key), key)}”{values.get(at(key), '')}"

    if isinstance(check, Sum):
        known = [part for key in check.parts if (part := number(key)) is not None]
        total = number(check.total)
        if total is None or not known:
            return
        whole = len(known) == len(check.parts)
        if sum(known) > total or (check.exact and whole and sum(known) != total):
            yield f"{name(check.total)}与各分项之和{written(sum(known))}不符"
    elif isinstance(check, AtMost):
        less, more = number(check.less), number(check.more)
        if less is not None and more is not None and less > more:
            yield f"{name(check.less)}大于{name(check.more)}"
    elif isinstance(check, Rate):
        rate, part, total = number(check.rate), number(check.part), number(check.whole)
        if rate is not None and part is not None and total and abs(part / total * 100 - rate) > TOLERANCE:
            yield f"{name(check.rate)}与数量不符，应为{written(round(part / total * 100, 1))}%"
    elif isinstance(check, Differ):
        one = number(check.one)
        if one and one == number(check.other):
            yield f"{name(check.one)}：{check.why}"
    elif values.get(at(check.yes)) == "是" and not values.get(at(check.needed)):
        yield f"“{labels[at(check.yes)]}”为是，“{labels[at(check.needed)]}”未填"
