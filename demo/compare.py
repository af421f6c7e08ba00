"""Findings against the truth: found, missed and wrong for each rule, with precision and recall."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import unquote

from demo.truth import Expected, Truth


@dataclass(frozen=True, slots=True)
class Wrong:
    """A false alarm; `spared` tells which look-alike it fell for, "" if it was none of those."""

    url: str
    detail: str
    spared: str = ""


@dataclass(frozen=True, slots=True)
class RuleResult:
    """One rule: planted defects that were found, that were missed, and findings that are wrong."""

    rule: str
    found: tuple[Expected, ...] = ()
    missed: tuple[Expected, ...] = ()
    wrong: tuple[Wrong, ...] = ()

    @property
    def precision(self) -> float | None:
        """Share of the findings that are right; None where nothing was reported."""
        reported = len(self.found) + len(self.wrong)
        return len(self.found) / reported if reported else None

    @property
    def recall(self) -> float | None:
        """Share of the planted defects that were found; None where nothing is planted."""
        planted = len(self.found) + len(self.missed)
        return len(self.found) / planted if planted else None


@dataclass(frozen=True, slots=True)
class Comparison:
    """All judged rules, and how many findings were of rules that the truth says nothing about."""

    rules: tuple[RuleResult, ...]
    unjudged: Mapping[str, int]

    @property
    def perfect(self) -> bool:
        """Everything found and nothing wrong."""
        return not any(result.missed or result.wrong for result in self.rules)


def address(url: str) -> str:
    """One form for an address and its trivial variants (index.html, percent-encoding, a final slash)."""
    plain = unquote(re.sub(r"^https://", "http://", url.strip().split("#", 1)[0]))
    plain = re.sub(r"/index\.s?html?$", "/", plain, flags=re.I)
    return plain.rstrip("/")


def _matches(finding: Mapping[str, Any], expected: Expected) -> bool:
    if finding["rule"] != expected.rule or address(str(finding["url"])) != address(expected.url):
        return False
    wrong = _detail(finding)
    return not expected.detail or not wrong or expected.detail in wrong or wrong in expected.detail


def _detail(finding: Mapping[str, Any]) -> str:
    return str((finding.get("evidence") or {}).get("wrong", ""))


def compare(
    findings: Iterable[Mapping[str, Any]], truth: Truth, *, skip_needs: Collection[str] = (), site: str = ""
) -> Comparison:
    """Hold the findings of one audit (objects of interface.md) against the truth of that site.

    `skip_needs` leaves out planted defects that this machine cannot settle (and findings about them);
    `site` takes the part of one site from a truth of several.
    """
    part = truth.of(site) if site else truth
    planted = list(part.expected)
    unjudged: Counter[str] = Counter()
    found: set[Expected] = set()
    wrong: dict[str, list[Wrong]] = {}
    for finding in findings:
        rule = str(finding["rule"])
        if rule not in part.rules:
            unjudged[rule] += 1
            continue
        hit = [e for e in planted if _matches(finding, e)]
        # Two findings about one defect are one right and one wrong, unless they name different words.
        fresh = [e for e in hit if e not in found]
        if fresh:
            found.add(fresh[0])
        elif not hit or not _detail(finding):
            wrong.setdefault(rule, []).append(_wrong(finding, part))
    return Comparison(tuple(_result(rule, part, found, wrong, skip_needs) for rule in part.rules), dict(unjudged))


def _result(
    rule: str, part: Truth, found: set[Expected], wrong: dict[str, list[Wrong]], skip_needs: Collection[str]
) -> RuleResult:
    planted = [e for e in part.expected if e.rule == rule and e.needs not in skip_needs]
    return RuleResult(
        rule,
        tuple(e for e in planted if e in found),
        tuple(e for e in planted if e not in found),
        tuple(wrong.get(rule, ())),
    )


def _wrong(finding: Mapping[str, Any], part: Truth) -> Wrong:
    url = str(finding["url"])
    why = [s.why for s in part.spared if address(s.url) == address(url) and s.rule in ("*", finding["rule"])]
    return Wrong(url, _detail(finding), why[0] if why else "")


def merge(comparisons: Iterable[Comparison]) -> Comparison:
    """Several audits as one."""
    rules: dict[str, RuleResult] = {}
    unjudged: Counter[str] = Counter()
    for comparison in comparisons:
        unjudged.update(comparison.unjudged)
        for new in comparison.rules:
            old = rules.get(new.rule, RuleResult(new.rule))
            rules[new.rule] = RuleResult(new.rule, old.found + new.found, old.missed + new.missed, old.wrong + new.wrong)
    return Comparison(tuple(rules.values()), dict(unjudged))


def _share(value: float | None) -> str:
    return "     -" if value is None else f"{value * 100:5.1f}%"


def render(comparison: Comparison, *, details: bool = True) -> str:
    """A plain text table; with `details` every missed defect and every false alarm below it."""
    lines = [f"{'rule':<26}{'found':>6}{'missed':>8}{'wrong':>7}  precision  recall"]
    for r in comparison.rules:
        counts = f"{len(r.found):>6}{len(r.missed):>8}{len(r.wrong):>7}"
        lines.append(f"{r.rule:<26}{counts}     {_share(r.precision)}  {_share(r.recall)}")
    if comparison.unjudged:
        named = ", ".join(f"{rule} {count}" for rule, count in sorted(comparison.unjudged.items()))
        lines.append(f"not judged: {named}")
    if details:
        for r in comparison.rules:
            lines += [f"missed {e.rule}: {e.url} {e.detail} ({e.why})" for e in r.missed]
            lines += [f"WRONG  {r.rule}: {w.url} {w.detail} ({w.spared or 'not planted'})" for w in r.wrong]
    return "\n".join(lines) + "\n"
