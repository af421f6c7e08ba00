"""What passes read back of the pages that they or earlier ones stored."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, Connection, and_, or_, select

from model import DateFact, DatePlace, Outcome, Page, PageKind, SitePassId
from storage import coverage, frontier
from storage import tables as t
from storage.database import AnyRow, streamed
from storage.packing import (
    PageResults,
    unpack_numbers,
    unpack_page,
    unpack_results,
    url_key,
)


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
    result = streamed(connection, query, 100)
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
    for row in streamed(connection, query, 500):
        yield row.url_id, row.url, unpack_numbers(row.links)


def trouble_of(connection: Connection, site_pass: SitePassId) -> list[AnyRow]:
    """Every target of a pass that is broken or could not be verified."""
    return list(connection.execute(coverage.trouble_query(site_pass)).all())


def outcomes_of(connection: Connection, site_pass: SitePassId, urls: Sequence[str]) -> dict[str, AnyRow]:
    """What a pass found out about some addresses."""
    found: dict[str, AnyRow] = {}
    f = t.frontier.c
    keys = [url_key(url) for url in urls]
    for start in range(0, len(keys), frontier.CHUNK):
        query = (
            select(t.urls.c.url, f.url_id, f.state, f.outcome, f.reason, f.status, f.kind, f.job)
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


def addresses_of(connection: Connection, site_id: int, kinds: Iterable[PageKind]) -> Iterator[str]:
    """The addresses of the stored pages of some kinds, streamed, the last read first."""
    query = (
        select(t.urls.c.url)
        .join(t.pages, t.urls.c.id == t.pages.c.url_id)
        .where(t.pages.c.site_id == site_id, t.pages.c.status == 200, t.pages.c.kind.in_(list(kinds)))
        .order_by(t.pages.c.id.desc())
    )
    yield from (row.url for row in streamed(connection, query, 500))


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
        for row in streamed(connection, query, 100):
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
    yield from (row.url for row in streamed(connection, query, 200))
