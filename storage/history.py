"""What earlier passes knew of a site: which pages of lists they read, which addresses they met, which dates they saw."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from itertools import pairwise

from sqlalchemy import Connection, func, or_, select
from sqlalchemy.orm import aliased

from model import ColumnPast, DatePlace, Outcome, PageKind, Redating, SitePassId, SitePassState
from storage import frontier
from storage import tables as t
from storage.columns import column_of
from storage.database import AnyRow
from storage.looked_again import withdrawn
from storage.packing import unpack_page, url_key

WINDOW = 52  # passes that are looked back on: a year of weeks
SHOWN = (DatePlace.SHOWN, DatePlace.TABLE)
DATED_KINDS = (PageKind.ARTICLE, PageKind.POLICY, PageKind.INTERPRETATION)
MAX_REAPPEARED = 300


@dataclass(frozen=True, slots=True)
class EarlierPass:
    """A pass that ended; `at` is the day by which it judged, but not later than the day on which it began."""

    id: SitePassId
    at: datetime


def earlier_passes(connection: Connection, site_id: int, site_pass: SitePassId) -> list[EarlierPass]:
    """The passes of a site before this one that looked at it, oldest first, the last WINDOW of them."""
    s = t.site_passes.c
    states = (SitePassState.DONE, SitePassState.PARTIAL)
    query = (
        select(s.id, s.started_at, s.options)
        .where(s.site_id == site_id, s.id < site_pass, s.state.in_(states), s.started_at.is_not(None))
        .order_by(s.id.desc())
        .limit(WINDOW)
    )
    rows = list(connection.execute(query).all())
    return [EarlierPass(row.id, _moment(row)) for row in reversed(rows)]


def _moment(row: AnyRow) -> datetime:
    judged = (row.options or {}).get("now", "")
    began: datetime = row.started_at
    return min(began, datetime.fromisoformat(judged).astimezone(UTC)) if judged else began


def met(
    connection: Connection, passes: Sequence[SitePassId], urls: Sequence[str], *, read: bool = False
) -> dict[str, set[SitePassId]]:
    """The passes, of some, that met each address; with `read`, those that also got its page."""
    found: dict[str, set[SitePassId]] = {}
    f = t.frontier.c
    keys = list({url_key(url) for url in urls})
    for start in range(0, len(keys), frontier.CHUNK):
        query = (
            select(t.urls.c.url, f.site_pass_id)
            .join(t.urls, t.urls.c.id == f.url_id)
            .where(f.site_pass_id.in_(passes), t.urls.c.key.in_(keys[start : start + frontier.CHUNK]))
        )
        if read:
            query = query.where(f.outcome == Outcome.OK, f.reason == "")
        for row in connection.execute(query):
            found.setdefault(row.url, set()).add(row.site_pass_id)
    return found


def first_seen(connection: Connection, site_id: int, urls: Sequence[str]) -> dict[str, datetime]:
    """When the pages at some addresses were first read."""
    found: dict[str, datetime] = {}
    keys = list({url_key(url) for url in urls})
    for start in range(0, len(keys), frontier.CHUNK):
        query = (
            select(t.urls.c.url, t.pages.c.first_seen)
            .join(t.pages, t.pages.c.url_id == t.urls.c.id)
            .where(t.urls.c.site_id == site_id, t.urls.c.key.in_(keys[start : start + frontier.CHUNK]))
        )
        found.update({row.url: row.first_seen for row in connection.execute(query)})
    return found


def titled_before(connection: Connection, site_id: int, titles: Iterable[str]) -> dict[str, list[tuple[str, datetime]]]:
    """The pages with some titles: title -> (address, when it was first read)."""
    found: dict[str, list[tuple[str, datetime]]] = {}
    wanted = list(set(titles))
    p = t.pages.c
    for start in range(0, len(wanted), frontier.CHUNK):
        query = (
            select(p.title, p.first_seen, t.urls.c.url)
            .join(t.urls, t.urls.c.id == p.url_id)
            .where(p.site_id == site_id, p.title.in_(wanted[start : start + frontier.CHUNK]))
        )
        for row in connection.execute(query):
            found.setdefault(row.title, []).append((row.url, row.first_seen))
    return found


def known_columns(connection: Connection, site_id: int, site_pass: SitePassId) -> list[ColumnPast]:
    """The columns that earlier passes found or a person registered, with what this pass met at their addresses."""
    rows = list(connection.execute(select(t.columns).where(t.columns.c.site_id == site_id).order_by(t.columns.c.id)))
    bases = {row.url: row.url.partition("#")[0] for row in rows}
    outcomes = _outcomes(connection, site_pass, list(bases.values()))
    past = []
    for row in rows:
        now = outcomes.get(bases[row.url])
        outcome, status, reason = (now.outcome or "", now.status, now.reason) if now else ("", None, "")
        past.append(ColumnPast(column_of(row), row.first_seen, row.last_seen, outcome, status, reason))
    return past


def _outcomes(connection: Connection, site_pass: SitePassId, urls: Sequence[str]) -> dict[str, AnyRow]:
    f = t.frontier.c
    found: dict[str, AnyRow] = {}
    keys = list({url_key(url) for url in urls})
    for start in range(0, len(keys), frontier.CHUNK):
        query = (
            select(t.urls.c.url, f.outcome, f.status, f.reason)
            .join(t.urls, t.urls.c.id == f.url_id)
            .where(f.site_pass_id == site_pass, t.urls.c.key.in_(keys[start : start + frontier.CHUNK]))
        )
        found.update({row.url: row for row in connection.execute(query)})
    return found


def redated(connection: Connection, site_id: int, site_pass: SitePassId) -> Iterator[Redating]:
    """Pages of this pass whose text an earlier pass read under an earlier date that it no longer shows."""
    v, p, f = t.page_versions.c, t.pages.c, t.frontier.c
    several = (
        select(v.page_id)
        .join(t.pages, p.id == v.page_id)
        .where(p.site_id == site_id)
        .group_by(v.page_id)
        .having(func.count(func.distinct(v.published)) > 1)
    )
    query = (
        select(p.id, p.title, p.published, t.urls.c.url, v.observed_at, v.body_hash, v.published.label("day"), v.place)
        .join(t.urls, t.urls.c.id == p.url_id)
        .join(t.frontier, f.url_id == p.url_id)
        .join(t.page_versions, v.page_id == p.id)
        .where(p.site_id == site_id, f.site_pass_id == site_pass, f.outcome == Outcome.OK, f.reason == "")
        .where(p.kind.in_(DATED_KINDS), p.id.in_(several))
        .order_by(p.id, v.id)
    )
    versions: dict[int, list[AnyRow]] = {}
    for row in connection.execute(query):
        versions.setdefault(row.id, []).append(row)
    for found in versions.values():
        for before, after in pairwise(found):
            if _moved_on(before, after) and after.day == found[-1].published == found[-1].day:
                day, was = date.fromisoformat(after.day), date.fromisoformat(before.day)
                yield Redating(after.url, after.title, was, day, before.observed_at, after.observed_at)
                break


def _moved_on(before: AnyRow, after: AnyRow) -> bool:
    """Whether the same text shows a later date at the same place."""
    same = bool(before.body_hash) and before.body_hash == after.body_hash
    same = same and before.place == after.place and before.place in SHOWN
    return same and bool(before.day) and bool(after.day) and before.day < after.day


def reappeared(connection: Connection, site_id: int, site_pass: SitePassId) -> Iterator[Redating]:
    """Pages of this pass whose text stood under another address and an earlier date before, an address now met nowhere."""
    new, old = aliased(t.pages), aliased(t.pages)
    f = t.frontier.c
    here = select(f.url_id).where(f.site_pass_id == site_pass, or_(f.outcome.is_(None), ~withdrawn()))
    query = (
        select(
            new.c.url_id,
            new.c.facts,
            new.c.first_seen,
            old.c.facts.label("old_facts"),
            old.c.last_seen,
            old.c.url_id.label("old_id"),
        )
        .join(old, old.c.content_hash == new.c.content_hash)
        .where(new.c.site_id == site_id, old.c.site_id == site_id, old.c.site_pass_id < site_pass)
        .where(new.c.site_pass_id == site_pass, new.c.kind.in_(DATED_KINDS), new.c.content_hash != 0)
        .where(old.c.last_seen < new.c.first_seen, old.c.published < new.c.published, old.c.url_id.not_in(here))
        .where(new.c.facts.is_not(None), old.c.facts.is_not(None))
        .limit(MAX_REAPPEARED)
    )
    for row in connection.execute(query).all():
        page, was = unpack_page(row.facts), unpack_page(row.old_facts)
        dated = [one.published for one in (was, page) if one.published is not None and one.published.place in SHOWN]
        if len(dated) == 2 and page.body_hash and page.body_hash == was.body_hash:
            yield Redating(page.url, page.title, dated[0].day, dated[1].day, row.last_seen, row.first_seen, was.url)
