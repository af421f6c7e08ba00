"""Findings over time: a pass opens, refreshes or closes them; every change of state is an appended event.

A pass closes only what it looked at again: `looked_again.py` says what that means for a finding. Everything else stays
open as "not checked".
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Connection, func, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from model import Finding, Json, Outcome, SitePassId, SitePassState
from storage import moved_findings, over_time, passes, suppressions
from storage import tables as t
from storage.database import AnyRow, Database, streamed
from storage.finding_rows import UNSOLVED, finding_of
from storage.frontier import CHUNK
from storage.looked_again import (
    SETTLED,
    UNREAD,
    closable,
    compared_with,
    doubtful,
    held_by,
    looked_at_in,
    rebuilt,
    told_with_others,
)
from storage.passes import SitePass

CLOSED = ("fixed", "closed")
ENGINE = "xuncha"


@dataclass(frozen=True, slots=True)
class Reconciled:
    """What a pass changed in the ledger."""

    opened: int = 0
    refreshed: int = 0
    regressed: int = 0
    fixed: int = 0
    not_checked: int = 0
    proved: int = 0  # findings of earlier passes that this one made certain


async def reconcile(
    db: Database,
    mine: SitePass,
    *,
    rules: Collection[str],
    link_rules: Collection[str],
    complete: bool,
    state: SitePassState,
    reason: str,
    coverage: Json,
    score: Json | None,
    absent: Collection[str] = (),
    proves_since: datetime | None = None,
) -> Reconciled:
    """Bring the site's findings up to date with a pass and end the pass, in one transaction.

    `rules` are those that ran; `link_rules` those whose subject is a link's target. `absent` are targets of which every
    page that held them was read again, and none does any more. `proves_since`: what this pass is certain of is certain in
    those that ended after that moment, too.
    """
    now = datetime.now(UTC)
    async with db.write() as connection:
        opened, refreshed, regressed = await _take_in(connection, db, mine, now)
        proved = await over_time.prove_earlier(connection, mine, proves_since) if proves_since else 0
        await suppressions.settle(connection, db, mine.site_id, mine.id, now)
        fixed, left = await _close(connection, db, mine, now, rules, link_rules, complete, absent)
        await passes.end(connection, mine, state, reason, coverage, score)
    return Reconciled(opened, refreshed, regressed, fixed, left, proved)


async def _take_in(connection: AsyncConnection, db: Database, mine: SitePass, now: datetime) -> tuple[int, int, int]:
    opened = refreshed = regressed = 0
    async for chunk in _observed(connection, mine.id):
        known = await _known(connection, mine.site_id, [row.fingerprint for row in chunk])
        if await moved_findings.adopt(connection, db, mine, [row for row in chunk if row.fingerprint not in known], now):
            known = await _known(connection, mine.site_id, [row.fingerprint for row in chunk])
        new = [row for row in chunk if row.fingerprint not in known]
        await _open(connection, db, mine, new, now)
        back = [row for row in chunk if row.fingerprint in known and known[row.fingerprint].state in CLOSED]
        await _refresh(connection, mine, [row for row in chunk if row.fingerprint in known], known, now)
        await _event(connection, db, [known[row.fingerprint].id for row in back], "regressed", "open", mine.id, now)
        opened, refreshed, regressed = (
            opened + len(new),
            refreshed + len(chunk) - len(new) - len(back),
            regressed + len(back),
        )
    return opened, refreshed, regressed


async def _observed(connection: AsyncConnection, site_pass: SitePassId) -> AsyncIterator[Sequence[AnyRow]]:
    """The observations of a pass in chunks, by key so that memory stays flat."""
    last = ""
    o = t.observations
    while True:
        query = select(o).where(o.c.site_pass_id == site_pass, o.c.fingerprint > last).order_by(o.c.fingerprint).limit(CHUNK)
        rows = (await connection.execute(query)).all()
        if not rows:
            return
        yield rows
        last = rows[-1].fingerprint


async def _known(connection: AsyncConnection, site_id: int, fingerprints: Sequence[str]) -> dict[str, AnyRow]:
    f = t.findings.c
    query = select(f.id, f.fingerprint, f.state).where(f.site_id == site_id, f.fingerprint.in_(fingerprints))
    return {row.fingerprint: row for row in (await connection.execute(query)).all()}


def _content(row: AnyRow) -> dict[str, Any]:
    names = ("rule", "url", "page", "column", "confidence", "message", "evidence", "discriminator")
    return {name: getattr(row, name) for name in names}


async def _open(connection: AsyncConnection, db: Database, mine: SitePass, rows: Sequence[AnyRow], now: datetime) -> None:
    if not rows:
        return
    values = [
        _content(row)
        | {
            "site_id": mine.site_id, "fingerprint": row.fingerprint, "state": "open", "first_seen": now,
            "last_seen": now, "last_pass_id": mine.id, "seen_passes": 1,
        }
        for row in rows
    ]  # fmt: skip
    await connection.execute(db.insert(t.findings), values)
    new = await _known(connection, mine.site_id, [row.fingerprint for row in rows])
    await _event(connection, db, [row.id for row in new.values()], "opened", "open", mine.id, now)


async def _refresh(
    connection: AsyncConnection, mine: SitePass, rows: Sequence[AnyRow], known: Mapping[str, AnyRow], now: datetime
) -> None:
    for row in rows:
        old = known[row.fingerprint]
        values = _content(row) | {
            "last_seen": now,
            "last_pass_id": mine.id,
            "seen_passes": t.findings.c.seen_passes + 1,
        }
        if old.state in CLOSED:
            values["state"] = "open"
        await connection.execute(update(t.findings).where(t.findings.c.id == old.id).values(values))


async def _close(
    connection: AsyncConnection,
    db: Database,
    mine: SitePass,
    now: datetime,
    rules: Collection[str],
    link_rules: Collection[str],
    complete: bool,
    absent: Collection[str],
) -> tuple[int, int]:
    fixed = left = 0
    moved = not complete and await rebuilt(connection, mine)
    async for chunk in _unseen(connection, mine):
        named = {row.id: compared_with(row.evidence) for row in chunk}
        held = {row.id: held_by(row.evidence) if row.rule in link_rules else () for row in chunk}
        others = (url for urls in (*named.values(), *held.values()) for url in urls)
        looked_at = await looked_at_in(connection, mine, [*(r.url for r in chunk), *(r.page for r in chunk), *others])
        unsure = await doubtful(connection, mine.id, [r.url for r in chunk])
        unsure |= await told_with_others(connection, mine.id, {r.rule for r in chunk} - set(link_rules), chunk)
        gone = [
            row.id
            for row in chunk
            if row.rule in rules
            and (row.rule, row.url) not in unsure
            and closable(row.url, row.page, looked_at, is_link=row.rule in link_rules, complete=complete or row.url in absent)
            and not (moved and looked_at.get(row.page) == Outcome.BROKEN)
            and (looked_at.get(row.url) == Outcome.OK or all(looked_at.get(url) != UNREAD for url in held[row.id]))
            and (complete or all(looked_at.get(url) in SETTLED for url in named[row.id]))
        ]
        if gone:
            await connection.execute(update(t.findings).where(t.findings.c.id.in_(gone)).values(state="fixed"))
            await _event(connection, db, gone, "fixed", "fixed", mine.id, now)
        fixed, left = fixed + len(gone), left + len(chunk) - len(gone)
    return fixed, left


async def _unseen(connection: AsyncConnection, mine: SitePass) -> AsyncIterator[Sequence[AnyRow]]:
    last = 0
    f = t.findings.c
    while True:
        query = (
            select(f.id, f.rule, f.url, f.page, f.evidence)
            .where(f.site_id == mine.site_id, f.state.in_(UNSOLVED), ~f.entered, f.last_pass_id != mine.id, f.id > last)
            .order_by(f.id)
            .limit(CHUNK)
        )
        rows = (await connection.execute(query)).all()
        if not rows:
            return
        yield rows
        last = rows[-1].id


async def _event(
    connection: AsyncConnection,
    db: Database,
    ids: Sequence[int],
    event: str,
    state: str,
    site_pass: SitePassId,
    now: datetime,
) -> None:
    common = {"at": now, "event": event, "state": state, "author": ENGINE, "note": "", "site_pass_id": site_pass}
    rows = [common | {"finding_id": number} for number in ids]
    if rows:
        await connection.execute(db.insert(t.finding_events), rows)


async def open_finding_pages(db: Database, site_id: int, limit: int) -> list[str]:
    """Pages on which an open finding stands, those looked at longest ago first."""
    f = t.findings.c
    query = (
        select(f.page)
        .where(f.site_id == site_id, f.state.in_(UNSOLVED))
        .group_by(f.page)
        .order_by(func.min(f.last_seen), f.page)
        .limit(limit)
    )
    async with db.read() as connection:
        return list((await connection.execute(query)).scalars())


def observed(connection: Connection, site_pass: SitePassId) -> Iterator[Finding]:
    """The findings of one pass, by rule and address, streamed; what a person dismissed is left out."""
    o = t.observations
    dismissed = suppressions.dismissed_in(connection, site_pass)
    query = select(o).where(o.c.site_pass_id == site_pass).order_by(o.c.rule, o.c.url, o.c.fingerprint)
    for row in streamed(connection, query, 200):
        if dismissed and dismissed.of(row.rule, row.url, row.fingerprint) is not None:
            continue
        yield finding_of(row)


def dismissed_count(connection: Connection, site_pass: SitePassId) -> int:
    """How many findings of one pass are left out because a person dismissed them."""
    dismissed = suppressions.dismissed_in(connection, site_pass)
    if not dismissed:
        return 0
    o = t.observations.c
    rows = connection.execute(select(o.rule, o.url, o.fingerprint).where(o.site_pass_id == site_pass))
    return sum(dismissed.of(row.rule, row.url, row.fingerprint) is not None for row in rows)


def unknowns_of(connection: Connection, site_pass: SitePassId) -> list[tuple[str, str, str]]:
    """(rule, address, reason) of what a pass could not judge."""
    u = t.unknowns.c
    query = select(u.rule, u.url, u.reason).where(u.site_pass_id == site_pass).order_by(u.rule, u.url)
    return [(row.rule, row.url, row.reason) for row in connection.execute(query).all()]


async def finding(db: Database, number: int) -> tuple[AnyRow, list[AnyRow]] | None:
    """One finding of the ledger with its events, oldest first."""
    async with db.read() as connection:
        row = (await connection.execute(select(t.findings).where(t.findings.c.id == number))).first()
        if row is None:
            return None
        events = select(t.finding_events).where(t.finding_events.c.finding_id == number).order_by(t.finding_events.c.id)
        return row, list((await connection.execute(events)).all())
