"""Pages and what they say, over the passes: the batch writer of one audit, and the streams that site checks read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, and_, or_, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from model import DateFact, DatePlace, Finding, Outcome, Page, PageKind, Site, SitePassId, Unknown
from storage import frontier, passes
from storage import tables as t
from storage.database import AnyRow, Database
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
    unpack_page,
    unpack_results,
    url_key,
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
class StoredPage:
    """A page as an earlier pass left it."""

    url_id: int
    site_pass_id: int
    page: Page
    results: PageResults
    links: tuple[int, ...]
    steady_hash: str
    content_hash: int
    checks_hash: str


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
        self.fresh: tuple[int, ...] = ()  # passes of this site whose good verdicts on links still hold
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
            numbers = await frontier.enqueue(connection, self.db, self.site.id, self.id, batch.candidates, self.fresh)
            await self._write_pages(connection, batch.pages, numbers)
            await self._carry_over(connection, batch.unchanged)
            await frontier.settle(connection, self.id, batch.settled or {})
        self.commits += 1
        self.known.update(numbers)

    async def observe(self, findings: Sequence[Finding], unknowns: Sequence[Unknown]) -> None:
        """Keep what site and link checks found."""
        async with self.db.write() as connection:
            await passes.still_mine(connection, self.mine, self._lease_seconds)
            await self._observe(connection, findings, unknowns)

    async def keep_alive(self) -> None:
        """Renew the lease while nothing is written."""
        async with self.db.write() as connection:
            await passes.still_mine(connection, self.mine, self._lease_seconds)

    async def _write_pages(self, connection: AsyncConnection, records: Sequence[PageRecord], new: Mapping[str, int]) -> None:
        if not records:
            return
        missing = {url for r in records for url in r.links if url not in new and self.known.get(url) is None}
        looked_up = await frontier.number(connection, self.db, self.site.id, missing)
        before = await _versions(connection, [r.url_id for r in records])
        numbers = {**looked_up, **new}
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

    def _row(self, record: PageRecord, new: Mapping[str, int]) -> dict[str, Any]:
        numbers = (new[url] if url in new else self.known.get(url) for url in record.links)
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
            "links": pack_numbers(n for n in numbers if n is not None),
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


def _stored(row: AnyRow) -> StoredPage:
    return StoredPage(
        url_id=row.url_id,
        site_pass_id=row.site_pass_id,
        page=unpack_page(row.facts),
        results=unpack_results(row.findings),
        links=tuple(unpack_numbers(row.links)),
        steady_hash=row.steady_hash,
        content_hash=row.content_hash,
        checks_hash=row.checks_hash,
    )


@dataclass(frozen=True, slots=True)
class SeenPage:
    """A page of a pass with how it was reached."""

    url_id: int
    url: str
    depth: int
    page: Page


def _read_in(site_pass: SitePassId) -> tuple[ColumnElement[bool], ...]:
    """Pages that a pass read; a later pass may have read them again, which must not take them out of this one.

    Order them by the frontier's numbers, which are in the order of its key: a sort would hold all their facts in memory.
    """
    f = t.frontier.c
    return f.site_pass_id == site_pass, f.job == "crawl", f.outcome == Outcome.OK, f.reason == ""


def pages_of(connection: Connection, site_pass: SitePassId, kinds: Iterable[PageKind] | None = None) -> Iterator[SeenPage]:
    """The pages that a pass looked at, streamed in the order of their discovery."""
    f = t.frontier.c
    query = (
        select(t.pages.c.url_id, t.urls.c.url, f.depth, t.pages.c.facts)
        .join(t.urls, t.urls.c.id == t.pages.c.url_id)
        .join(t.frontier, f.url_id == t.pages.c.url_id)
        .where(*_read_in(site_pass), t.pages.c.facts.is_not(None))
        .order_by(f.url_id)
    )
    if kinds is not None:
        query = query.where(t.pages.c.kind.in_([str(kind) for kind in kinds]))
    result = connection.execution_options(yield_per=100).execute(query)
    for row in result:
        yield SeenPage(row.url_id, row.url, row.depth, unpack_page(row.facts))


def links_of(connection: Connection, site_pass: SitePassId) -> Iterator[tuple[int, str, list[int]]]:
    """(page number, page address, numbers of its targets) of every page a pass looked at, streamed."""
    query = (
        select(t.pages.c.url_id, t.urls.c.url, t.pages.c.links)
        .join(t.urls, t.urls.c.id == t.pages.c.url_id)
        .join(t.frontier, t.frontier.c.url_id == t.pages.c.url_id)
        .where(*_read_in(site_pass))
        .order_by(t.frontier.c.url_id)
    )
    for row in connection.execution_options(yield_per=500).execute(query):
        yield row.url_id, row.url, unpack_numbers(row.links)


def trouble_of(connection: Connection, site_pass: SitePassId) -> list[AnyRow]:
    """Every target of a pass that is broken or could not be verified."""
    return list(connection.execute(frontier.trouble_query(site_pass)).all())


def outcomes_of(connection: Connection, site_pass: SitePassId, urls: Sequence[str]) -> dict[str, AnyRow]:
    """What a pass found out about some addresses."""
    found: dict[str, AnyRow] = {}
    f = t.frontier.c
    keys = [url_key(url) for url in urls]
    for start in range(0, len(keys), frontier.CHUNK):
        query = (
            select(t.urls.c.url, f.url_id, f.state, f.outcome, f.reason, f.status, f.kind)
            .join(t.urls, t.urls.c.id == f.url_id)
            .where(f.site_pass_id == site_pass, t.urls.c.key.in_(keys[start : start + frontier.CHUNK]))
        )
        found.update({row.url: row for row in connection.execute(query)})
    return found


def page_by_url(connection: Connection, site_id: int, url: str) -> StoredPage | None:
    """A page of a site by its address."""
    query = (
        select(t.pages)
        .join(t.urls, t.urls.c.id == t.pages.c.url_id)
        .where(t.pages.c.site_id == site_id, t.urls.c.key == url_key(url), t.pages.c.facts.is_not(None))
    )
    row = connection.execute(query).first()
    return _stored(row) if row is not None else None


def published_of(connection: Connection, site_id: int, urls: Sequence[str]) -> dict[str, DateFact]:
    """The publication dates of some pages of a site, where they have one."""
    found: dict[str, DateFact] = {}
    keys = [url_key(url) for url in urls]
    for start in range(0, len(keys), frontier.CHUNK):
        query = (
            select(t.urls.c.url, t.pages.c.published)
            .join(t.urls, t.urls.c.id == t.pages.c.url_id)
            .where(
                t.urls.c.site_id == site_id,
                t.urls.c.key.in_(keys[start : start + frontier.CHUNK]),
                t.pages.c.published.is_not(None),
            )
        )
        for row in connection.execute(query):
            found[row.url] = DateFact(date.fromisoformat(row.published), row.published, DatePlace.SHOWN)
    return found


def pages_at(connection: Connection, site_pass: SitePassId, site_id: int, urls: Sequence[str]) -> Iterator[Page]:
    """What was last read at some addresses of a site, but for those that this pass found in trouble."""
    f = t.frontier.c
    here = and_(f.url_id == t.urls.c.id, f.site_pass_id == site_pass)
    keys = list({url_key(url) for url in urls})
    for start in range(0, len(keys), frontier.CHUNK):
        query = (
            select(t.pages.c.facts)
            .join(t.urls, t.urls.c.id == t.pages.c.url_id)
            .join(t.frontier, here, isouter=True)
            .where(
                t.urls.c.site_id == site_id,
                t.urls.c.key.in_(keys[start : start + frontier.CHUNK]),
                t.pages.c.facts.is_not(None),
                or_(f.outcome.is_(None), f.outcome == Outcome.OK),
            )
        )
        for row in connection.execution_options(yield_per=100).execute(query):
            yield unpack_page(row.facts)


def words_on(connection: Connection, site_pass: SitePassId, urls: Sequence[str], limit: int) -> list[str]:
    """The words of the links that were first met on some pages of a pass, also of those to other sites."""
    f = t.frontier.c
    holders = select(t.urls.c.id).where(t.urls.c.key.in_([url_key(url) for url in urls]))
    query = select(f.text).where(f.site_pass_id == site_pass, f.from_url.in_(holders), f.text != "").distinct().limit(limit)
    return list(connection.execute(query).scalars())


def reached_urls(connection: Connection, site_pass: SitePassId) -> Iterator[str]:
    """Targets outside the walk that answered well, streamed."""
    f = t.frontier.c
    query = (
        select(t.urls.c.url)
        .join(t.urls, t.urls.c.id == f.url_id)
        .where(f.site_pass_id == site_pass, f.job == "verify", f.outcome == Outcome.OK)
    )
    yield from connection.execution_options(yield_per=200).execute(query).scalars()


__all__ = [
    "Batch",
    "PageRecord",
    "SeenPage",
    "SiteStore",
    "StoredPage",
    "UnchangedPage",
    "links_of",
    "outcomes_of",
    "page_by_url",
    "pages_at",
    "pages_of",
    "published_of",
    "reached_urls",
    "trouble_of",
    "unchanged_of",
    "words_on",
]
