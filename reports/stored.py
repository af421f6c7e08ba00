"""An audit read back from the database as a record for the reports."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime
from urllib.parse import urlsplit

from sqlalchemy import Connection

from model import SHANGHAI, Coverage, Pass, PassKind, Site, SitePassId
from reports.audit_record import AuditRecord, coverage_of, score_of
from reports.passes import KINDS
from rules.confirmed_words import confirmed_words
from rules.score import Score
from storage import ledger, reporting, stored_pages
from storage.passes import SitePass
from storage.reporting import Noted


def record(
    connection: Connection,
    site: Site,
    number: SitePassId,
    *,
    title: str,
    started: datetime,
    as_of: str,
    rules: tuple[str, ...],
    coverage: Coverage,
    score: Score | None,
    advice: Mapping[str, str],
) -> AuditRecord:
    """The record of one site's pass; findings are read from `connection` as long as it is open."""
    return AuditRecord(
        site=site if site.name else replace(site, name=_own_name(connection, site)),
        title=title,
        started=started,
        as_of=as_of,
        rules=rules,
        coverage=coverage,
        score=score,
        unknowns=tuple(ledger.unknowns_of(connection, number)),
        tallies=reporting.tallies(connection, number),
        findings=lambda: map(_worded, reporting.noted(connection, number)),
        advice=advice,
    )


def stored_record(
    connection: Connection, site: Site, inspection: Pass, row: SitePass, advice: Mapping[str, str]
) -> AuditRecord:
    """The record of a pass that has ended, from what it left in the database."""
    started = row.started_at or datetime.now(UTC)
    judged = str(row.options.get("now") or started.astimezone(SHANGHAI).isoformat())
    return record(
        connection,
        site,
        row.id,
        title=title_of(inspection),
        started=started,
        as_of=judged[:10],
        rules=tuple(row.options.get("rules") or ()),
        coverage=coverage_of(row.coverage),
        score=score_of(row.score),
        advice=advice,
    )


def _worded(each: Noted) -> Noted:
    """What a person has confirmed is told as a fact."""
    if not each.by_person:
        return each
    message = confirmed_words(each.finding.rule, each.finding.message)
    return replace(each, finding=replace(each.finding, message=message))


def _own_name(connection: Connection, site: Site) -> str:
    """What an unregistered site calls itself: its SiteName tag, else its host."""
    home = stored_pages.page_by_url(connection, site.id, site.home_url)
    names = home.page.tags.get("sitename", ()) if home else ()
    return next((name.strip() for name in names if name.strip()), "") or urlsplit(site.home_url).hostname or site.home_url


def title_of(inspection: Pass) -> str:
    """月监测 2026-11; the key of a one-off audit says nothing to a reader."""
    name = KINDS[inspection.kind]
    return name if inspection.kind is PassKind.AUDIT else f"{name} {inspection.period}"
