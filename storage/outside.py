"""What was learnt of targets outside a site: what they show, verdicts that the sites of one pass share, ways out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Connection, or_, select

from model import LinkKind, Outcome, PassId, SitePassId
from storage import tables as t
from storage.database import AnyRow, Database, streamed
from storage.frontier import CHUNK, FrontierState, Settled
from storage.packing import unpack_numbers, url_key

_PAGES = (LinkKind.PAGE, LinkKind.FRAME)
MOST_HOME_LINKS = 5_000
_ANSWERED = frozenset({"refused", "login", "other-tls"})
"""Unverified for a reason that shows that somebody is there."""
Key = tuple[str, LinkKind]
_HOLDERS = t.urls.alias()
"""The addresses of the pages that hold others. Made once: it takes longer than to ask a small site's database."""


async def shared(db: Database, pass_id: PassId, wanted: Sequence[Key]) -> dict[Key, Settled]:
    """What another site of this pass has found out about some outside targets."""
    if not wanted:
        return {}
    s = t.shared_verdicts.c
    kinds = dict(wanted)
    found: dict[Key, Settled] = {}
    async with db.read() as connection:
        for start in range(0, len(wanted), CHUNK):
            keys = [url_key(url) for url, _ in wanted[start : start + CHUNK]]
            query = select(t.shared_verdicts).where(s.pass_id == pass_id, s.key.in_(keys))
            for row in (await connection.execute(query)).all():
                if kinds.get(row.url) == row.kind:
                    settled = Settled(Outcome(row.outcome), row.reason, row.status, row.attempts or [], row.shown)
                    found[row.url, LinkKind(row.kind)] = settled
    return found


async def share(db: Database, pass_id: PassId, settled: Mapping[Key, Settled]) -> None:
    """Keep verdicts on outside targets for the other sites of this pass; the first one stands."""
    now = datetime.now(UTC)
    rows = [
        {
            "pass_id": pass_id, "key": url_key(url), "url": url, "kind": kind, "outcome": s.outcome, "reason": s.reason,
            "status": s.status, "attempts": s.attempts, "shown": s.shown, "settled_at": now,
        }
        for (url, kind), s in settled.items()
        if s.outcome is not None
    ]  # fmt: skip
    if not rows:
        return
    async with db.write() as connection:
        await connection.execute(db.insert(t.shared_verdicts).on_conflict_do_nothing(), rows)


def shown_targets(connection: Connection, site_pass: SitePassId) -> list[AnyRow]:
    """Outside pages of a pass that answered well and were read, with what they show; also those that own addresses lead to.

    Of the scripts those that send some visitors away.
    """
    f = t.frontier.c
    query = (
        select(f.url_id, t.urls.c.url, f.kind, f.status, f.text, f.shown)
        .join(t.urls, t.urls.c.id == f.url_id)
        .where(
            f.site_pass_id == site_pass,
            f.outcome == Outcome.OK,
            f.kind.in_((*_PAGES, LinkKind.SCRIPT)),
            f.shown.is_not(None),
        )
        .order_by(f.url_id)
    )
    rows = (row for row in connection.execute(query) if row.shown)
    return [row for row in rows if row.kind != LinkKind.SCRIPT or row.shown.get("final") or row.shown.get("conceals")]


def home_targets(connection: Connection, site_pass: SitePassId, home_url: str) -> list[int]:
    """The numbers of what a pass's home page leads to."""
    query = (
        select(t.pages.c.links)
        .join(t.urls, t.urls.c.id == t.pages.c.url_id)
        .join(t.frontier, t.frontier.c.url_id == t.pages.c.url_id)
        .where(t.frontier.c.site_pass_id == site_pass, t.urls.c.key == url_key(home_url))
    )
    return unpack_numbers(connection.execute(query).scalar())


def ways_out(
    connection: Connection, site_pass: SitePassId, among: Sequence[int] | None = None
) -> Iterator[tuple[str, str, str, bool]]:
    """(target, page that led there first, words, whether it opens) of the links that were not walked, by their addresses.

    Not in the order in which pages happened to be read, so that one link of a host stands for it in every pass. `among`:
    only these targets, as they were met. Broken ones are left out. One that nobody asked, or that could not be reached
    from here, is not known to open.
    """
    f = t.frontier.c
    query = (
        select(t.urls.c.url, _HOLDERS.c.url.label("page"), f.text, f.outcome, f.reason)
        .join(t.urls, t.urls.c.id == f.url_id)
        .join(_HOLDERS, _HOLDERS.c.id == f.from_url)
        .where(
            f.site_pass_id == site_pass,
            f.job == "verify",
            f.kind == LinkKind.PAGE,  # a frame is seen where it stands, nobody leaves for it
            or_(f.outcome.is_(None), f.outcome != Outcome.BROKEN),
        )
    )
    if among is None:
        query = query.order_by(t.urls.c.url)
    else:
        query = query.where(f.url_id.in_(among[:MOST_HOME_LINKS])).order_by(f.url_id)
    for row in streamed(connection, query, 500):
        opens = row.outcome == Outcome.OK or (row.outcome == Outcome.UNVERIFIED and row.reason in _ANSWERED)
        yield row.url, row.page, row.text, opens


def insecure_code(connection: Connection, site_pass: SitePassId) -> list[AnyRow]:
    """Style sheets and scripts that answered well at an address without TLS."""
    f = t.frontier.c
    query = (
        select(f.url_id, t.urls.c.url, f.kind, f.status, f.text)
        .join(t.urls, t.urls.c.id == f.url_id)
        .where(
            f.site_pass_id == site_pass,
            f.kind.in_((LinkKind.STYLE, LinkKind.SCRIPT)),
            f.outcome == Outcome.OK,
            t.urls.c.url.startswith("http://", autoescape=True),
        )
        .order_by(f.url_id)
    )
    return list(connection.execute(query).all())


def scripts(connection: Connection, site_pass: SitePassId) -> Iterator[tuple[int, str, bool, Mapping[str, Any]]]:
    """(number, address, whether it is settled, what it says about leaving) of every script of a pass's pages."""
    f = t.frontier.c
    query = (
        select(f.url_id, t.urls.c.url, f.state, f.outcome, f.shown)
        .join(t.urls, t.urls.c.id == f.url_id)
        .where(f.site_pass_id == site_pass, f.kind == LinkKind.SCRIPT)
    )
    for row in connection.execute(query):
        settled = row.state == FrontierState.DONE and row.outcome in (Outcome.OK, Outcome.BROKEN)
        yield row.url_id, row.url, settled, row.shown or {}
