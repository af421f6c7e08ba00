"""The score: findings x ruleset -> vetoes first, then capped deductions and bonus, as a table of lines.

The arithmetic (国办秘函〔2019〕19号): a veto ends it for every site. Where the pack scores this kind of site, the score is
the total less the deductions, each item at most its cap; below the pass mark the site fails; above `bonus_from` the bonus
is added. A body without outward services leaves one group out, and the rest is scaled up to the total.
Only confirmed findings count; a veto that no person has confirmed is 疑似.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal

from model import Confidence, Coverage, Finding, SiteKind
from rules.deductions import Line, counted_in, deductions
from rules.reasons import PARTIAL_BY_PLAN, REASONS
from rules.ruleset import Ruleset
from rules.vetoes import Circumstances, Veto, find_serious, find_vetoes

__all__ = ["Line", "Result", "Score", "Veto", "behind", "score"]

Result = Literal["合格", "不合格", "疑似单项否决", "未判定"]


@dataclass(frozen=True, slots=True)
class Score:
    """A site's score with everything that led to it."""

    total: float | None  # None: a confirmed veto, nothing was looked at, or this kind of site has no score in this pack
    result: Result  # 未判定: not one page was looked at, or more was left unread than was read
    vetoes: tuple[Veto, ...]
    candidates: tuple[Veto, ...]  # would be vetoes if the findings that a person must look at are confirmed
    serious: tuple[Veto, ...]
    lines: tuple[Line, ...]
    bonus: float  # what was added
    provisional: bool  # caps or points of the pack are not those of the original table
    complete: bool  # the pass looked at everything
    notes: tuple[str, ...]
    pack: str
    hash: str


def _nobody(finding: Finding) -> bool:
    return False


def score(
    findings: Iterable[Finding],
    ruleset: Ruleset,
    site_kind: SiteKind,
    *,
    home_url: str,
    confirmed_only: bool = True,
    person_confirmed: Callable[[Finding], bool] = _nobody,
    as_of: date | None = None,
    coverage: Coverage | None = None,
    bonus: float = 0.0,
    no_service: bool = False,
    also_home: Collection[str] = (),
    subjects: Mapping[str, int] | None = None,
) -> Score:
    """Score one site.

    `confirmed_only=False` counts suspected findings too: the score if all of them prove right. `bonus` is entered by hand.
    `as_of` is the day of the inspection (for replies that are months late). `also_home` are pages that count as the home
    page where that is only a navigation entry. `subjects` says how many pages or items each rule has examined.
    """
    distinct = _distinct(findings, ruleset)
    counted = [f for f in distinct if not confirmed_only or f.confidence is Confidence.CONFIRMED or person_confirmed(f)]
    about = Circumstances(person_confirmed, as_of, subjects, no_service)
    vetoes = find_vetoes(counted, ruleset, about)
    known = {(veto.rule, veto.bucket) for veto in vetoes}
    possible = find_vetoes(distinct, ruleset, about)
    candidates = [veto for veto in possible if (veto.rule, veto.bucket) not in known]

    scored = site_kind in ruleset.pack.scored_kinds
    lines: list[Line] = []
    total: float | None = None
    added = 0.0
    if scored:
        home = frozenset({home_url, *also_home})
        lines = deductions(counted, ruleset, home=home, no_service=no_service, subjects=subjects or {})
        total, added = _total(lines, ruleset, bonus, no_service)
    vetoed = any(not veto.suspected for veto in vetoes)
    failed = total is not None and total < ruleset.pack.pass_mark
    unseen = coverage is not None and not vetoes and not failed and _is_too_little(coverage)
    result = _result(vetoed, bool(vetoes), unseen, total, ruleset.pack.pass_mark)
    if vetoed or unseen:
        total, added = None, 0.0
    provisional = scored and ruleset.pack.status == "provisional"
    complete = coverage is None or coverage.complete
    return Score(
        total,
        result,
        tuple(vetoes),
        tuple(candidates),
        tuple(find_serious(counted, ruleset, about)),
        tuple(lines),
        added,
        provisional,
        complete,
        _notes(ruleset, site_kind, scored, provisional, coverage),
        ruleset.pack.name,
        ruleset.hash,
    )


def behind(
    findings: Iterable[Finding],
    ruleset: Ruleset,
    *,
    home_url: str,
    person_confirmed: Callable[[Finding], bool] = _nobody,
    no_service: bool = False,
    also_home: Collection[str] = (),
    subjects: Mapping[str, int] | None = None,
) -> dict[tuple[str, str], list[Finding]]:
    """(item, rule) of each line of `score` -> the findings that it counts; the arguments are those of `score`."""
    counted = [f for f in _distinct(findings, ruleset) if f.confidence is Confidence.CONFIRMED or person_confirmed(f)]
    home = frozenset({home_url, *also_home})
    return counted_in(counted, ruleset, home=home, no_service=no_service, subjects=subjects)


def _distinct(findings: Iterable[Finding], ruleset: Ruleset) -> list[Finding]:
    return list({(f.rule, f.url, f.discriminator): f for f in findings if f.rule in ruleset.rules}.values())


def _total(lines: Iterable[Line], ruleset: Ruleset, bonus: float, no_service: bool) -> tuple[float, float]:
    """The score and the bonus in it."""
    pack = ruleset.pack
    base = pack.total
    if no_service and pack.exempt_group:
        base -= ruleset.groups[pack.exempt_group].total
    plain = round((base - sum(line.points for line in lines)) * pack.total / base, 2)
    if pack.bonus_from is None or plain <= pack.bonus_from:
        return plain, 0.0
    added = round(min(max(bonus, 0.0), pack.bonus_cap), 2)
    return round(plain + added, 2), added


def _is_too_little(coverage: Coverage) -> bool:
    """Whether a pass that was stopped left more addresses unread than it has read: a good score cannot stand on that."""
    stopped = not coverage.complete and coverage.reason not in PARTIAL_BY_PLAN
    return coverage.pages == 0 or (stopped and coverage.pending > coverage.pages)


def _result(vetoed: bool, suspected: bool, unseen: bool, total: float | None, pass_mark: float) -> Result:
    if vetoed:
        return "不合格"
    if suspected:
        return "疑似单项否决"
    if unseen:
        return "未判定"
    return "不合格" if total is not None and total < pass_mark else "合格"


def _notes(ruleset: Ruleset, kind: SiteKind, scored: bool, provisional: bool, coverage: Coverage | None) -> tuple[str, ...]:
    notes: list[str] = []
    if not scored:
        notes.append(f"{ruleset.pack.title}对{kind.value}网站只判定是否单项否决，不计分")
    if provisional:
        notes.append("分值待核：部分分值和各项上限为暂定值")
    if coverage is not None and not coverage.complete:
        why = (
            PARTIAL_BY_PLAN.get(coverage.reason)
            or f"检查未完成（{REASONS.get(coverage.reason, coverage.reason) or '原因不明'}）"
        )
        notes.append(f"{why}，结果只反映已检查的部分")
    return tuple(notes)
