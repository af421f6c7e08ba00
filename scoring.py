"""The score of one site's pass from what is stored: what it saw, what people dismissed, confirmed, entered, and the bonus."""

from __future__ import annotations

import asyncio
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from sqlalchemy import Connection

from model import Coverage, Finding, Json, PageKind, Site, SiteId, SitePassId
from rules import Ruleset
from rules.score import Score, behind, score
from storage import bonuses, findings, ledger, passes, registry, scores, stored_pages
from storage.database import Database
from storage.packing import fingerprint, plain
from storage.passes import SitePass

HOME_PAGES = 5


@dataclass(frozen=True, slots=True)
class Scored:
    """A score with the findings that went into it."""

    findings: tuple[Finding, ...]  # suspected ones too; dismissed ones are left out
    confirmed: frozenset[str]  # fingerprints of those that a person confirmed
    score: Score
    behind: Mapping[tuple[str, str], Sequence[Finding]] = field(default_factory=dict)  # (item, rule) -> what it counts

    def by_person(self, finding: Finding) -> bool:
        """Whether a person confirmed it."""
        return mark_of(finding) in self.confirmed


def mark_of(finding: Finding) -> str:
    """The fingerprint of a finding."""
    return fingerprint(finding.rule, finding.url, finding.discriminator)


def score_pass(
    connection: Connection,
    ruleset: Ruleset,
    site: Site,
    site_pass: SitePassId,
    *,
    as_of: date,
    started: datetime | None,
    coverage: Coverage | None,
    also_home: Collection[str] = (),
    observed: Sequence[Finding] | None = None,
    bonus: float | None = None,
    no_service: bool = False,
    subjects: Mapping[str, int] | None = None,
    explain: bool = False,
) -> Scored:
    """Score one site's pass. `observed` replaces the findings of the pass, `bonus` the entered one.

    `explain` adds which findings each line counts.
    """
    seen = list(ledger.observed(connection, site_pass)) if observed is None else list(observed)
    entered: list[Finding] = []
    if started is not None:
        entered = findings.entered_by(connection, site.id, started, passes.next_start(connection, site.id, site_pass))
    confirmed = findings.confirmed_in(connection, site.id, site_pass)
    every = (*seen, *entered)
    result = score(
        every,
        ruleset,
        site.kind,
        home_url=site.home_url,
        also_home=also_home,
        person_confirmed=lambda finding: mark_of(finding) in confirmed,
        as_of=as_of,
        coverage=coverage,
        bonus=bonuses.total(connection, site_pass) if bonus is None else bonus,
        no_service=no_service,
        subjects=subjects,
    )
    if not explain:
        return Scored(every, confirmed, result)
    counted = behind(
        every,
        ruleset,
        home_url=site.home_url,
        also_home=also_home,
        person_confirmed=lambda finding: mark_of(finding) in confirmed,
        no_service=no_service,
        subjects=subjects,
    )
    return Scored(every, confirmed, result, counted)


def score_stored(
    connection: Connection,
    ruleset: Ruleset,
    site: Site,
    row: SitePass,
    *,
    observed: Sequence[Finding] | None = None,
    bonus: float | None = None,
    no_service: bool = False,
    explain: bool = False,
) -> Scored:
    """Score an ended pass again."""
    return score_pass(
        connection,
        ruleset,
        site,
        row.id,
        as_of=moment_of(row).date(),
        started=row.started_at,
        coverage=coverage_of(row),
        also_home=homes_in(connection, row.id),
        observed=observed,
        bonus=bonus,
        no_service=no_service,
        subjects=subjects_of((row.coverage or {}).get("figures", {})),
        explain=explain,
    )


def subjects_of(figures: Json) -> dict[str, int]:
    """How many subjects a rule has examined: of fewer than five guides, all are the line of the veto."""
    guides = figures.get("guides", {"total": 0, "unread": 0})
    return {"incomplete-service-guide": guides["total"] - guides["unread"]}


def moment_of(row: SitePass) -> datetime:
    """The moment by which a pass judged."""
    return datetime.fromisoformat(row.options["now"])


def coverage_of(row: SitePass) -> Coverage:
    """What a pass looked at, as stored."""
    stored = row.coverage or {"complete": False, "reason": row.reason}
    known = Coverage.__dataclass_fields__
    return Coverage(**{name: value for name, value in stored.items() if name in known})


def homes_in(connection: Connection, site_pass: SitePassId) -> tuple[str, ...]:
    """The addresses under which a pass met the home page."""
    found: list[str] = []
    for seen in stored_pages.pages_of(connection, site_pass, [PageKind.HOME]):
        if seen.depth == 0:
            found.append(seen.url)
        if len(found) >= HOME_PAGES:
            break
    return tuple(found)


async def keep_scores(db: Database, ruleset: Ruleset, sites: Iterable[SiteId]) -> list[tuple[Site, str, str]]:
    """After people have spoken: score the passes of some sites that still stand anew; the sites whose result changed.

    Each with its result before and after. A pass that was judged by other rules keeps its score.
    """
    changed: dict[tuple[Site, str, str], None] = {}
    for number in sorted(set(sites)):
        for row in await passes.standing(db, number):
            inspection = await passes.get(db, row.pass_id)
            if inspection is None or row.score is None or inspection.ruleset_hash != ruleset.hash:
                continue
            site = await registry.get(db, number)
            result = await asyncio.to_thread(_stored, db, ruleset, site, row)
            await scores.keep(db, row.id, plain(result))
            before = str(row.score.get("result"))
            if before != result.result:
                changed[(site, before, result.result)] = None
    return list(changed)


def _stored(db: Database, ruleset: Ruleset, site: Site, row: SitePass) -> Score:
    with db.read_sync() as connection:
        return score_stored(connection, ruleset, site, row).score
