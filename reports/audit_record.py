"""One site's audit as every report of it reads it: a one-off audit that has just ended, or a stored pass."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, fields
from datetime import datetime
from typing import Any, TypeVar

from model import Coverage, Group, Json, Rule, Site
from rules.catalogue import catalogue
from rules.explain import GROUPS
from rules.score import Line, Score, Veto
from storage.reporting import Noted, Tally
from storage.trends import Trends

T = TypeVar("T", Line, Veto)
DANGEROUS = frozenset({"hidden-link", "harmful-link", "commercial-content", "tampered-page", "fake-site"})
"""Rules whose subject no report leads to: a reader's click must not open a gambling page or a planted script."""
DANGEROUS_PAGES = frozenset({"tampered-page", "fake-site"})


@dataclass(frozen=True, slots=True)
class AuditRecord:
    """What was looked at, what was found, what it counts as. `findings` streams anew at each call, ordered by rule."""

    site: Site
    title: str  # 单次检查, 季普查 2026-Q4
    started: datetime
    as_of: str
    rules: tuple[str, ...]
    coverage: Coverage
    score: Score | None
    unknowns: tuple[tuple[str, str, str], ...]
    tallies: Mapping[str, Tally]
    findings: Callable[[], Iterator[Noted]]
    advice: Mapping[str, str] = field(default_factory=dict)  # how to mend what a rule finds, by rule
    trends: Trends | None = None  # figures of the site over time, where a report shows them

    @property
    def amount(self) -> int:
        """Findings that are shown."""
        return sum(tally.shown for tally in self.tallies.values())

    @property
    def suppressed(self) -> int:
        """Findings that a person has left out."""
        return sum(tally.suppressed for tally in self.tallies.values())

    def found(self) -> list[tuple[Rule, Tally]]:
        """The rules with findings, in the order of the catalogue."""
        rules = [(rule, self.tallies[rule.id]) for rule in catalogue().values() if rule.id in self.tallies]
        known = {rule.id for rule, _ in rules}
        rules += [(rule_of(name), tally) for name, tally in self.tallies.items() if name not in known]
        return [(rule, tally) for rule, tally in rules if tally.shown]

    def by_group(self) -> list[tuple[str, int, int]]:
        """(group, confirmed, suspected) for each group of rules that has findings."""
        sums: dict[str, tuple[int, int]] = {}
        for rule, tally in self.found():
            name = GROUPS[rule.group]
            one, two = sums.get(name, (0, 0))
            sums[name] = (one + tally.confirmed, two + tally.suspected)
        return [(name, one, two) for name, (one, two) in sums.items()]


def rule_of(rule: str) -> Rule:
    """A rule of the catalogue; a plugin's rule that it does not hold goes by its id."""
    known = catalogue().get(rule)
    if known is not None:
        return known
    model = next(iter(catalogue().values()))
    return Rule(rule, rule, Group.WORKFLOW, model.counts, model.how)


def coverage_of(stored: Json | None) -> Coverage:
    """A stored coverage as its type; keys of other versions are left out."""
    names = {each.name for each in fields(Coverage)}
    return Coverage(**{"complete": False, **{key: value for key, value in (stored or {}).items() if key in names}})


def score_of(stored: Json | None) -> Score | None:
    """A stored score as its type, None where there is none."""
    if not stored:
        return None
    return Score(
        total=stored.get("total"),
        result=stored.get("result", "未判定"),
        vetoes=_all(Veto, stored.get("vetoes")),
        candidates=_all(Veto, stored.get("candidates")),
        serious=_all(Veto, stored.get("serious")),
        lines=_all(Line, stored.get("lines")),
        bonus=stored.get("bonus", 0.0),
        provisional=stored.get("provisional", False),
        complete=stored.get("complete", False),
        notes=tuple(stored.get("notes", ())),
        pack=stored.get("pack", ""),
        hash=stored.get("hash", ""),
    )


def _all(kind: type[T], stored: Any) -> tuple[T, ...]:
    names = {each.name for each in fields(kind)}
    return tuple(kind(**{key: value for key, value in each.items() if key in names}) for each in stored or ())
