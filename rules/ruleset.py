"""The types of a loaded rule pack: what each rule counts as, its points, parameters, items and passes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from model import Counts, Json, PassKind, SiteKind

MARKS: Mapping[str, str] = {
    "V": "已核实（原文或官方通报）",
    "V2": "间接核实（自查报告、通报报道、技术文章）",
    "I": "由已核实的内容推算",
    "M+": "凭记忆，把握大",
    "M": "凭记忆，待核",
    "M-": "凭记忆，把握小，待核",
    "P": "本程序的暂定值，待核",
}
"""The marks of certainty with their meaning."""

UNSURE = frozenset({"M", "M-", "P"})
"""Marks whose numbers print as 待核."""


@dataclass(frozen=True, slots=True)
class PackMeta:
    """The head of a pack: where it comes from and how its score is built."""

    name: str
    title: str
    basis: str
    extends: tuple[str, ...] = ()  # parent, grandparent, ...
    status: str = ""  # "provisional": caps or points are not those of the original table
    total: float = 100.0
    pass_mark: float = 60.0
    bonus_from: float | None = None  # the bonus is added above this score; None: there is none
    bonus_cap: float = 0.0
    scored_kinds: tuple[SiteKind, ...] = ()
    exempt_group: str = ""  # left out, and the rest scaled, for a body without outward services


@dataclass(frozen=True, slots=True)
class ScoreGroup:
    """A group of scoring items with its total of points."""

    name: str
    total: float
    mark: str


@dataclass(frozen=True, slots=True)
class Item:
    """A scoring item: the deductions of its rules never exceed `cap` points."""

    name: str
    group: str
    cap: float
    mark: str
    residual: bool = False  # takes no address that another item has already taken


@dataclass(frozen=True, slots=True)
class Amount:
    """What one finding costs: points of a scoring item."""

    item: str
    points: float
    mark: str


@dataclass(frozen=True, slots=True)
class Confirm:
    """How often or how long a monitored site must show a fault before it counts."""

    passes: int | None = None
    hours: float | None = None


@dataclass(frozen=True, slots=True)
class RuleSetting:
    """One rule as a pack sets it."""

    id: str
    counts: Counts
    mark: str
    marks: Mapping[str, str] = field(default_factory=dict)  # mark of single numbers, where other than `mark`
    basis: str = ""
    item: str = ""  # scoring item that it deducts from; "" deducts nothing
    points: float = 0.0
    points_home: float | None = None  # for what stands on the home page
    cap: float | None = None  # the most that this rule may take
    each: str = ""  # key of an evidence list; points for each element
    distinct: bool = False  # an element counts once, whatever the number of findings
    sample: int | None = None  # at most so many findings count
    by: tuple[str, ...] = ()  # evidence keys that choose one of `cases`
    cases: Mapping[str, Amount] = field(default_factory=dict)
    when: Mapping[str, int] = field(default_factory=dict)  # the condition of a counted veto
    buckets: Mapping[str, int] = field(default_factory=dict)  # evidence bucket -> count that is a veto
    params: Json = field(default_factory=dict)  # for the check
    confirm: Confirm = Confirm()
    note: str = ""

    def mark_of(self, number: str) -> str:
        """The mark of one number of this rule: "points", "days", a kind of column."""
        return self.marks.get(number, self.mark)


@dataclass(frozen=True, slots=True)
class PassSetting:
    """What one kind of pass looks at; None is no limit."""

    kind: PassKind
    title: str
    basis: str
    mark: str
    rules: tuple[str, ...]
    skip: tuple[str, ...]
    depth: int | None
    max_pages: int | None
    sample: float  # share of the articles that is read
    external: bool
    first: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Ruleset:
    """A resolved pack: every rule of the catalogue has a setting."""

    pack: PackMeta
    rules: Mapping[str, RuleSetting]
    groups: Mapping[str, ScoreGroup]
    items: Mapping[str, Item]
    passes: Mapping[PassKind, PassSetting]
    holidays: Mapping[date, bool]  # corrections of the calendar: True is a working day
    hash: str  # sha256 of everything above
