"""What a pass looked at again: only of that may it say that a finding is fixed."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import ColumnElement, and_, func, or_, select
from sqlalchemy.ext.asyncio import AsyncConnection

from model import Outcome, PageKind, SitePassId
from storage import tables as t
from storage.database import AnyRow
from storage.earlier import GONE
from storage.frontier import CHUNK
from storage.packing import url_key
from storage.passes import SitePass

SETTLED = (Outcome.OK, Outcome.BROKEN)
UNREAD = "unread"
"""Stands for the outcome of a page of the site that failed without saying that it is gone: nobody saw what is on it."""
COMPARED = ("duplicate_of", "policy", "interpretation", "other")
"""Keys of evidence that name another page of the site."""

_PASSES = 100
"""So many earlier passes are asked for one that read everything: weekly ones of two years."""
_CONTENT = (
    PageKind.ARTICLE, PageKind.POLICY, PageKind.INTERPRETATION, PageKind.MESSAGE, PageKind.GUIDE, PageKind.SURVEY,
)  # fmt: skip


def withdrawn() -> ColumnElement[bool]:
    """Of the frontier: addresses that say of themselves that nothing is there. A failing server says nothing of its pages."""
    f = t.frontier.c
    says_so = or_(f.reason == "soft-404", and_(f.reason == "http-status", f.status.in_(GONE)))
    return and_(f.outcome == Outcome.BROKEN, says_so)


def is_unread(row: AnyRow) -> bool:
    """Whether a row of the frontier is a page of the site that failed without being withdrawn."""
    if row.outcome != Outcome.BROKEN or row.job != "crawl":
        return False
    return row.reason != "soft-404" and not (row.reason == "http-status" and row.status in GONE)


def closable(url: str, page: str, looked_at: Mapping[str, str], *, is_link: bool, complete: bool) -> bool:
    """Whether a pass that did not find a finding again may call it fixed.

    `looked_at` maps each address that the pass met to its outcome, "" where it has none yet, UNREAD where a page of the
    site failed (503, no answer) without being withdrawn. A link is fixed when its
    target answers, or when a complete pass read the page that held it and met the target nowhere. Anything else is
    fixed when its page was read again, or is gone; where the subject is a target on that page (暗链), also when a complete
    pass met it nowhere.
    """
    if not is_link:
        settled = looked_at.get(url) in SETTLED or (complete and url not in looked_at)
        return looked_at.get(page) in SETTLED and settled
    if url in looked_at:
        return looked_at[url] == Outcome.OK
    return complete and looked_at.get(page) in SETTLED


def compared_with(evidence: Mapping[str, Any]) -> tuple[str, ...]:
    """Other pages on which a finding rests: a pass that did not read them says nothing when it does not find it again."""
    return tuple(url for key in COMPARED if isinstance(url := evidence.get(key), str) and url.startswith("http"))


def held_by(evidence: Mapping[str, Any]) -> tuple[str, ...]:
    """Pages that are known to have held a link: while one of them fails, nobody knows whether it holds the link still."""
    places = evidence.get("places")
    listed = places if isinstance(places, list | tuple) else ()
    told = (place.get("page") if isinstance(place, Mapping) else place for place in listed)
    return tuple(dict.fromkeys(url for url in told if isinstance(url, str) and url))


async def told_with_others(
    connection: AsyncConnection, site_pass: SitePassId, rules: Collection[str], chunk: Sequence[AnyRow]
) -> set[tuple[str, str]]:
    """(rule, address) of findings whose page another finding of this pass names: the fault is there, told elsewhere.

    A rule may tell the same fault of many pages once; which page then stands for them differs from pass to pass.
    """
    o = t.observations.c
    query = select(o.rule, o.evidence).where(o.site_pass_id == site_pass, o.rule.in_(list(rules)))
    found: set[tuple[str, str]] = set()
    for row in (await connection.execute(query)).all():
        pages = row.evidence.get("pages")
        if isinstance(pages, list):
            cut = int(row.evidence.get("count") or 0) > len(pages)  # the list is not whole, so it may be any page
            found |= (
                {(row.rule, each.url) for each in chunk if each.rule == row.rule} if cut else {(row.rule, p) for p in pages}
            )
    return found


async def rebuilt(connection: AsyncConnection, mine: SitePass) -> bool:
    """Whether the site got new addresses since it was last read whole: most articles known then that this pass asked are gone.

    Then a page that is gone was moved more likely than mended, and a pass that read only a sample has not met its new
    address; one that reads everything will.
    """
    f, page = t.frontier.c, t.pages.c
    query = (
        select(f.outcome, func.count())
        .join(t.pages, page.url_id == f.url_id)
        .where(
            f.site_pass_id == mine.id,
            f.outcome.in_(SETTLED),
            page.kind.in_(_CONTENT),
            page.first_seen <= await _last_whole(connection, mine),
        )
        .group_by(f.outcome)
    )
    met = {row[0]: row[1] for row in (await connection.execute(query)).all()}
    return bool(met.get(Outcome.BROKEN, 0) > met.get(Outcome.OK, 0))


async def _last_whole(connection: AsyncConnection, mine: SitePass) -> datetime:
    """When the newest earlier pass of the site ended that read everything; when this one began where none did."""
    s = t.site_passes.c
    query = (
        select(s.ended_at, s.coverage)
        .where(s.site_id == mine.site_id, s.id < mine.id, s.ended_at.is_not(None))
        .order_by(s.id.desc())
        .limit(_PASSES)
    )
    rows = (await connection.execute(query)).all()
    whole = next((row.ended_at for row in rows if (row.coverage or {}).get("complete")), None)
    return whole or mine.started_at or datetime.now(UTC)


async def doubtful(connection: AsyncConnection, site_pass: SitePassId, urls: Sequence[str]) -> set[tuple[str, str]]:
    u = t.unknowns.c
    query = select(u.rule, u.url).where(u.site_pass_id == site_pass, u.url.in_(urls))
    return {(row.rule, row.url) for row in (await connection.execute(query)).all()}


async def looked_at_in(connection: AsyncConnection, mine: SitePass, urls: Sequence[str]) -> dict[str, str]:
    f = t.frontier.c
    bases = {url: url.partition("#")[0] for url in urls if "#" in url}  # several columns of one page: its catalogue
    keys = list({url_key(url) for url in (*urls, *bases.values())})
    found: dict[str, str] = {}
    for start in range(0, len(keys), CHUNK):
        query = (
            select(t.urls.c.url, f.outcome, f.reason, f.status, f.job)
            .join(t.urls, t.urls.c.id == f.url_id)
            .where(
                f.site_pass_id == mine.id,
                t.urls.c.key.in_(keys[start : start + CHUNK]),
            )
        )
        rows = (await connection.execute(query)).all()
        found.update({row.url: UNREAD if is_unread(row) else row.outcome or "" for row in rows})
    return {url: found[base] for url, base in bases.items() if base in found} | found
