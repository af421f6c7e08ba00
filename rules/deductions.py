"""Deductions (扣分): what each confirmed finding takes from its scoring item, and one line for each rule and item."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from random import Random

from model import Finding
from rules.catalogue import catalogue
from rules.ruleset import MARKS, UNSURE, Amount, Ruleset, RuleSetting
from rules.vetoes import elements


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the score table."""

    rule: str
    name: str
    basis: str
    item: str
    count: int  # findings that count
    points: float  # deducted, after the caps; the score is the total less the sum of these
    cap: float  # of the item
    mark: str  # the least certain mark among its numbers
    note: str  # 待核, 封顶, 抽查


@dataclass(frozen=True, slots=True)
class _Piece:
    """One finding's deduction."""

    finding: Finding
    item: str
    points: float
    mark: str

    @property
    def rule(self) -> str:
        """The finding's rule."""
        return self.finding.rule

    @property
    def url(self) -> str:
        """The finding's subject."""
        return self.finding.url


def deductions(
    findings: Iterable[Finding],
    ruleset: Ruleset,
    *,
    home: Collection[str],
    no_service: bool = False,
    subjects: Mapping[str, int] | None = None,
) -> list[Line]:
    """The lines of every item, in the order of the items. All of `findings` count; `home` are addresses of the home page."""
    kept, notes = _pieces(findings, ruleset, home, no_service, subjects or {})
    return [line for item in ruleset.items for line in _lines(item, kept, ruleset, notes)]


def counted_in(
    findings: Iterable[Finding],
    ruleset: Ruleset,
    *,
    home: Collection[str],
    no_service: bool = False,
    subjects: Mapping[str, int] | None = None,
) -> dict[tuple[str, str], list[Finding]]:
    """(item, rule) -> the findings that make its line; what is drawn by nobody, or deducted elsewhere, stands in none."""
    kept, _ = _pieces(findings, ruleset, home, no_service, subjects or {})
    behind: dict[tuple[str, str], list[Finding]] = {}
    for piece in kept:
        behind.setdefault((piece.item, piece.rule), []).append(piece.finding)
    return behind


def _pieces(
    findings: Iterable[Finding], ruleset: Ruleset, home: Collection[str], no_service: bool, subjects: Mapping[str, int]
) -> tuple[list[_Piece], dict[str, str]]:
    """What is deducted, and by rule what a line says of a sample."""
    by_rule: dict[str, list[Finding]] = {}
    for finding in findings:
        by_rule.setdefault(finding.rule, []).append(finding)
    homes = frozenset(_bare(url) for url in home)
    notes: dict[str, str] = {}
    pieces: list[_Piece] = []
    for rule in catalogue():
        setting = ruleset.rules[rule]
        group = by_rule.get(rule, [])
        drawn = _sample(group, setting, subjects.get(rule))
        if len(drawn) < len(group):
            notes[rule] = f"按抽查计{len(drawn)}个，共发现{len(group)}个"
        pieces += _distinct(drawn, setting) if setting.distinct else _plain(drawn, setting, homes)
    exempt = ruleset.pack.exempt_group if no_service else ""
    pieces = [p for p in pieces if p.points > 0 and ruleset.items[p.item].group != exempt]
    return _once(pieces, ruleset), notes


def _sample(findings: Sequence[Finding], setting: RuleSetting, population: int | None) -> list[Finding]:
    """As an inspection draws `sample` subjects; where it is unknown how many there are, at most so many findings."""
    if setting.sample is None:
        return list(findings)
    ordered = sorted(findings, key=lambda f: (f.url, f.discriminator))
    if not population or population <= len(ordered):
        population = len(ordered)
    size = min(setting.sample, population)
    drawn = Random(f"{setting.id} {population}").sample(range(population), size)
    return [ordered[index] for index in sorted(drawn) if index < len(ordered)]


def _amount(finding: Finding, setting: RuleSetting) -> Amount:
    """The case that the evidence chooses: the longest key that is there, else the rule's own item and points."""
    words = [str(finding.evidence.get(key) or "") for key in setting.by]
    for length in range(len(words), 0, -1):
        if case := setting.cases.get("/".join(words[:length])):
            return case
    return Amount(setting.item, setting.points, setting.mark_of("points"))


def _plain(findings: Iterable[Finding], setting: RuleSetting, homes: Collection[str]) -> list[_Piece]:
    pieces: list[_Piece] = []
    for finding in findings:
        amount = _amount(finding, setting)
        points, mark = amount.points, amount.mark
        if setting.points_home is not None and _on_home(finding, homes):
            points, mark = setting.points_home, setting.mark_of("points_home")
        times = max(1, elements(finding, setting.each)) if setting.each else 1
        if amount.item:
            pieces.append(_Piece(finding, amount.item, points * times, mark))
    return pieces


def _distinct(findings: Sequence[Finding], setting: RuleSetting) -> list[_Piece]:
    """Each element of the evidence list costs once, at the first finding that has it."""
    seen: set[str] = set()
    pieces: list[_Piece] = []
    for finding in findings:
        amount = _amount(finding, setting)
        new = [str(x) for x in finding.evidence.get(setting.each) or () if str(x) not in seen]
        seen.update(new)
        if new and amount.item:
            pieces.append(_Piece(finding, amount.item, amount.points * len(new), amount.mark))
    return pieces


def _once(pieces: Sequence[_Piece], ruleset: Ruleset) -> list[_Piece]:
    """One fault is deducted once: in an item the first rule that took an address keeps it, and a residual item
    (其他栏目) takes no address that another item has taken."""
    owner: dict[tuple[str, str], str] = {}
    taken = {piece.url for piece in pieces if not ruleset.items[piece.item].residual}
    kept: list[_Piece] = []
    for piece in pieces:
        if ruleset.items[piece.item].residual and piece.url in taken:
            continue
        if owner.setdefault((piece.item, piece.url), piece.rule) == piece.rule:
            kept.append(piece)
    return kept


def _lines(item: str, pieces: Iterable[_Piece], ruleset: Ruleset, notes: Mapping[str, str]) -> list[Line]:
    cap = left = ruleset.items[item].cap
    by_rule: dict[str, list[_Piece]] = {}
    for piece in pieces:
        if piece.item == item:
            by_rule.setdefault(piece.rule, []).append(piece)
    lines: list[Line] = []
    for rule, group in by_rule.items():
        setting, known = ruleset.rules[rule], catalogue()[rule]
        due = round(sum(piece.points for piece in group), 4)
        taken = round(min(due, left, setting.cap if setting.cap is not None else due), 4)
        left = round(left - taken, 4)
        mark = max((piece.mark for piece in group), key=list(MARKS).index)
        said = [notes.get(rule, ""), f"应扣{due:g}分，封顶" if taken < due else "", "待核" if _doubtful(mark) else ""]
        note = "；".join(text for text in said if text)
        lines.append(Line(rule, known.name, setting.basis or known.basis, item, len(group), taken, cap, mark, note))
    return lines


def _doubtful(mark: str) -> bool:
    return mark in UNSURE


_INDEX = re.compile(r"/(?:index|default|home)\.(?:s?html?|jsp|aspx?|php)$|/$", re.IGNORECASE)


def _bare(url: str) -> str:
    """An address without scheme, www and index page, for the question whether two are the same page."""
    return _INDEX.sub("", re.sub(r"^https?://(?:www\.)?", "", url.strip(), flags=re.IGNORECASE)).lower()


def _on_home(finding: Finding, homes: Collection[str]) -> bool:
    if finding.evidence.get("on_home"):
        return True
    places = finding.evidence.get("places")
    listed = places if isinstance(places, list | tuple) else ()
    pages = (place.get("page") if isinstance(place, dict) else place for place in listed)
    return any(isinstance(page, str) and _bare(page) in homes for page in (finding.page, *pages))
