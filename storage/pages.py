"""Pages and what they say, over the passes: the batch writer of one audit, and the streams that site checks read."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from model import Finding, PageKind, Site, SitePassId, Unknown
from storage import attachments, frontier, outcomes, passes
from storage import tables as t
from storage.database import Database
from storage.frontier import Candidate, KnownUrls, Settled, Waiting
from storage.glance import Glance, glance_at
from storage.packing import (
    PageResults,
    fingerprint,
    pack_body,
    pack_numbers,
    pack_results,
    plain,
    signed,
    unpack_numbers,
    unpack_results,
)
from storage.passes import SitePass


@dataclass(frozen=True, slots=True)
class PageRecord:
    """A page that was read in this pass."""

    url_id: int
    status: int
    observed_at: datetime
    kind: PageKind
    title: str
    published: str  # ISO day, "" when unknown
    content_hash: int
    facts: bytes  # as the parse worker packed them
    results: PageResults
    links: tuple[str, ...]  # every distinct address it leads to
    etag: str = ""
    modified: str = ""
    steady_hash: str = ""
    checks_hash: str = ""
    body: bytes = b""  # kept where a finding rests on it
    published_place: str = ""  # DatePlace
    body_hash: int = 0


@dataclass(frozen=True, slots=True)
class UnchangedPage:
    """A page that is what an earlier pass read, as far as that concerns this one."""

    url_id: int
    site_pass_id: int  # of the earlier pass
    seen: Glance
    results: PageResults
    links: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Batch:
    """What one transaction of an audit writes."""

    pages: Sequence[PageRecord] = ()
    unchanged: Sequence[UnchangedPage] = ()
    settled: Mapping[int, Settled] | None = None
    candidates: Sequence[Candidate] = ()


class SiteStore:
    """The writer of one site's pass. Everything goes through `commit`, in one transaction a batch."""

    def __init__(self, db: Database, site: Site, mine: SitePass, lease_seconds: float) -> None:
        self.db = db
        self.site = site
        self.mine = mine
        self.known = KnownUrls()
        self.commits = 0  # so far; whoever found nothing waiting need not ask again before the next one
        self.gains = 0  # pages and addresses that were written so far
        self.fresh: tuple[int, ...] = ()  # passes of this site whose good verdicts on links still hold
        self.gone: Mapping[int, Settled] = {}  # what the pass before proved to be gone; one look confirms it
        self._lease_seconds = lease_seconds

    @property
    def id(self) -> SitePassId:
        """The site's pass."""
        return self.mine.id

    def forget(self) -> None:
        """Give back the memory of known addresses; what is asked for again is looked up."""
        self.known = KnownUrls()

    async def commit(self, batch: Batch) -> None:
        """Write pages, their links and findings, outcomes and new addresses, all or nothing."""
        async with self.db.write() as connection:
            await passes.still_mine(connection, self.mine, self._lease_seconds)
            known = (self.fresh, self.gone)
            numbers = await frontier.enqueue(connection, self.db, self.site.id, self.id, batch.candidates, *known)
            await self._write_pages(connection, batch.pages, numbers)
            await self._carry_over(connection, batch.unchanged)
            await outcomes.settle(connection, self.id, batch.settled or {})
        self.commits += 1
        self.gains += len(batch.pages) + len(batch.unchanged) + len(batch.candidates)
        self.known.update(numbers)

    async def observe(self, findings: Sequence[Finding], unknowns: Sequence[Unknown]) -> None:
        """Keep what site and link checks found."""
        async with self.db.write() as connection:
            await passes.still_mine(connection, self.mine, self._lease_seconds)
            await self._observe(connection, findings, unknowns)

    async def keep_files(self, files: Sequence[attachments.ReadFile]) -> None:
        """Keep what this pass made of attachments, for the next one."""
        async with self.db.write() as connection:
            await passes.still_mine(connection, self.mine, self._lease_seconds)
            await attachments.keep_files(connection, self.db, self.site.id, self.id, files)

    async def keep_alive(self) -> None:
        """Renew the lease while nothing is written."""
        async with self.db.write() as connection:
            await passes.still_mine(connection, self.mine, self._lease_seconds)

    async def _write_pages(self, connection: AsyncConnection, records: Sequence[PageRecord], new: Mapping[str, int]) -> None:
        if not records:
            return
        known, told = self.known.numbers, set[str]().union(*(r.links for r in records))
        looked_up = await frontier.number(connection, self.db, self.site.id, told.difference(new, known))
        before = await _versions(connection, [r.url_id for r in records])
        # Those of this batch alone: they are few, and each page asks for a hundred of them.
        numbers = {url: number for url in told if (number := known.get(url) or new.get(url) or looked_up.get(url))}
        rows = [self._row(r, numbers) for r in records]
        insert = self.db.insert(t.pages)
        kept = {"id", "first_seen", "url_id", "site_id"}
        changes = {c.name: insert.excluded[c.name] for c in t.pages.c if c.name not in kept}
        await connection.execute(insert.on_conflict_do_update(index_elements=["url_id"], set_=changes), rows)
        await self._write_versions(connection, [r for r in records if before.get(r.url_id) != _version(r)])
        await self._write_bodies(connection, records)
        await self._observe(
            connection,
            [finding for r in records for finding in r.results.findings],
            [unknown for r in records for unknown in r.results.unknowns],
        )

    def _row(self, record: PageRecord, numbers: Mapping[str, int]) -> dict[str, Any]:
        return {
            "site_id": self.site.id,
            "url_id": record.url_id,
            "site_pass_id": self.id,
            "first_seen": record.observed_at,
            "last_seen": record.observed_at,
            "status": record.status,
            "kind": record.kind,
            "title": record.title,
            "published": record.published or None,
            "etag": record.etag,
            "modified": record.modified,
            "steady_hash": record.steady_hash,
            "content_hash": signed(record.content_hash),
            "checks_hash": record.checks_hash,
            "facts": record.facts,
            "links": pack_numbers(filter(None, map(numbers.get, record.links))),
            "findings": pack_results(record.results),
        }

    async def _write_versions(self, connection: AsyncConnection, changed: Sequence[PageRecord]) -> None:
        if not changed:
            return
        query = select(t.pages.c.id, t.pages.c.url_id).where(t.pages.c.url_id.in_([r.url_id for r in changed]))
        ids = {row.url_id: row.id for row in (await connection.execute(query)).all()}
        rows = [
            {
                "page_id": ids[r.url_id],
                "observed_at": r.observed_at,
                "content_hash": signed(r.content_hash),
                "title": r.title,
                "published": r.published or None,
                "place": r.published_place,
                "body_hash": signed(r.body_hash),
            }
            for r in changed
        ]
        await connection.execute(self.db.insert(t.page_versions), rows)

    async def _write_bodies(self, connection: AsyncConnection, records: Sequence[PageRecord]) -> None:
        rows = []
        for record in records:
            if record.body and record.results.findings:
                digest, packed = pack_body(record.body)
                rows.append({"hash": digest, "size": len(record.body), "body": packed})
        if rows:
            await connection.execute(self.db.insert(t.blobs).on_conflict_do_nothing(), rows)

    async def _carry_over(self, connection: AsyncConnection, unchanged: Sequence[UnchangedPage]) -> None:
        if not unchanged:
            return
        statement = update(t.pages).where(t.pages.c.url_id.in_([s.url_id for s in unchanged]))
        await connection.execute(statement.values(site_pass_id=self.id, last_seen=datetime.now(UTC)))
        await self._observe(
            connection,
            [finding for s in unchanged for finding in s.results.findings],
            [unknown for s in unchanged for unknown in s.results.unknowns],
        )

    async def _observe(self, connection: AsyncConnection, findings: Sequence[Finding], unknowns: Sequence[Unknown]) -> None:
        observed = {fingerprint(f.rule, f.url, f.discriminator): f for f in findings}
        rows = [
            {
                "site_pass_id": self.id, "fingerprint": key, "rule": f.rule, "url": f.url, "page": f.page,
                "column": f.column, "confidence": f.confidence, "message": f.message, "evidence": plain(f.evidence),
                "discriminator": f.discriminator,
            }
            for key, f in observed.items()
        ]  # fmt: skip
        if rows:
            insert = self.db.insert(t.observations)
            changes = {name: insert.excluded[name] for name in ("page", "column", "confidence", "message", "evidence")}
            key = ["site_pass_id", "fingerprint"]
            await connection.execute(insert.on_conflict_do_update(index_elements=key, set_=changes), rows)
        doubts = {(u.rule, u.url): u.reason for u in unknowns}
        if doubts:
            values = [{"site_pass_id": self.id, "rule": r, "url": u, "reason": why} for (r, u), why in doubts.items()]
            await connection.execute(self.db.insert(t.unknowns).on_conflict_do_nothing(), values)


def _version(record: PageRecord) -> tuple[int, str | None]:
    """What makes a page another version: its content, or the same content under another date."""
    return signed(record.content_hash), record.published or None


async def _versions(connection: AsyncConnection, url_ids: Sequence[int]) -> dict[int, tuple[int, str | None]]:
    p = t.pages.c
    query = select(p.url_id, p.content_hash, p.published).where(p.url_id.in_(url_ids))
    return {row.url_id: (row.content_hash, row.published) for row in (await connection.execute(query)).all()}


def unchanged_of(waiting: Waiting) -> UnchangedPage | None:
    """The page behind an address as an earlier pass left it, None where none read it in the same way."""
    past = waiting.past
    if past is None:
        return None
    return UnchangedPage(
        url_id=waiting.id,
        site_pass_id=past.site_pass_id,
        seen=glance_at(past.facts),
        results=unpack_results(past.findings),
        links=tuple(unpack_numbers(past.links)),
    )
