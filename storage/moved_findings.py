"""Findings whose page moved keep their history: the site went to https, or was redesigned and has new addresses.

The same page under the other scheme is the same page, and so is that of the host to which the whole site moved.
A page that is gone, while another says exactly the same, has moved:
its fault is neither fixed nor new. Dismissals and what earlier passes saw go along.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from urllib.parse import urlsplit

from sqlalchemy import and_, or_, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from model import Outcome
from storage import tables as t
from storage.database import AnyRow, Database
from storage.finding_rows import SUPPRESSED, UNSOLVED
from storage.frontier import CHUNK
from storage.looked_again import withdrawn
from storage.packing import fingerprint, url_key
from storage.passes import SitePass

ENGINE = "xuncha"
_OTHER = {"http": "https", "https": "http"}
_OF_COLUMNS = frozenset({"stale-column", "empty-column"})
_TOLD_BY_LISTS = frozenset({"overdue-reply"})
"""Rules that a list can prove without the page behind it: a person sees the fault there, and the page is its subject."""
_SINCE = re.compile(r"(?:至今|距今|历时)\d+个?(?:工作日|天|日|个月)")
"""What a message counts anew on every day."""
_TELLS = 12
"""Characters from which on a message says what it is about."""


async def adopt(connection: AsyncConnection, db: Database, mine: SitePass, new: Sequence[AnyRow], now: datetime) -> int:
    """Give findings that a pass sees at another address only their new address; how many there were.

    `new` are observations of the pass that the ledger does not know.
    """
    moves = await _under_the_other_scheme(connection, mine, new)
    taken = {row.fingerprint for _, row in moves}
    moves += await _on_other_pages(connection, mine, [row for row in new if row.fingerprint not in taken])
    for old, row in moves:
        await _move(connection, mine, old, row)
    if moves:
        common = {"at": now, "event": "moved", "author": ENGINE, "site_pass_id": mine.id}
        events = [common | {"finding_id": old.id, "state": old.state, "note": f"原网址：{old.url}"} for old, _ in moves]
        await connection.execute(db.insert(t.finding_events), events)
    return len(moves)


async def _under_the_other_scheme(
    connection: AsyncConnection, mine: SitePass, new: Sequence[AnyRow]
) -> list[tuple[AnyRow, AnyRow]]:
    """Also under the registered host, where the site moved to another. What the pass sees under both stays two."""
    home = (await connection.execute(select(t.sites.c.home_url).where(t.sites.c.id == mine.site_id))).scalar_one_or_none()
    host = urlsplit(home or "").netloc
    twins = {twin: row for row in new for twin in _twins(row, host)}
    if not twins:
        return []
    f = t.findings.c
    query = select(f.id, f.fingerprint, f.state, f.url).where(
        f.site_id == mine.site_id, f.fingerprint.in_(twins.keys()), ~f.entered
    )
    known = (await connection.execute(query)).all()
    seen = await _seen(connection, mine, [old.fingerprint for old in known])
    pairs = {twins[old.fingerprint].fingerprint: (old, twins[old.fingerprint]) for old in known if old.fingerprint not in seen}
    return list(pairs.values())


def _twins(row: AnyRow, host: str) -> list[str]:
    """The fingerprints that an observation would have at the addresses where its subject may have stood before."""
    parts = urlsplit(row.url)
    other = _OTHER.get(parts.scheme)
    if other is None:
        return []
    places = [(other, parts.netloc)]
    if host and parts.netloc != host and parts.netloc == urlsplit(row.page).netloc:
        places += [(parts.scheme, host), (other, host)]
    return [fingerprint(row.rule, parts._replace(scheme=s, netloc=n).geturl(), row.discriminator) for s, n in places]


async def _on_other_pages(connection: AsyncConnection, mine: SitePass, new: Sequence[AnyRow]) -> list[tuple[AnyRow, AnyRow]]:
    """Findings of pages that are gone, of which exactly one new observation says the same."""
    told = _by_what_they_say(row for row in new if row.page == row.url or row.rule in _TOLD_BY_LISTS)
    if not told:
        return []
    f = t.findings.c
    query = select(f.id, f.fingerprint, f.state, f.rule, f.url, f.page, f.column, f.message, f.evidence).where(
        f.site_id == mine.site_id,
        f.rule.in_({row.rule for row in told.values()}),
        f.state.in_((*UNSOLVED, SUPPRESSED)),
        or_(f.page == f.url, f.rule.in_(_TOLD_BY_LISTS)),
        f.last_pass_id != mine.id,
        ~f.entered,
    )
    old = _by_what_they_say((await connection.execute(query)).all())
    pairs = {says: (old[says], row) for says, row in told.items() if says in old}
    seen = await _seen(connection, mine, [was.fingerprint for was, _ in pairs.values()])
    gone = await _gone(connection, mine, [was.url for was, _ in pairs.values()])
    return [(was, row) for was, row in pairs.values() if was.fingerprint not in seen and was.url in gone]


def _by_what_they_say(rows: Iterable[AnyRow]) -> Mapping[tuple[str, ...], AnyRow]:
    """Those that alone say what they say. What is said of a column changes with the days; its name and last date do not."""
    found: dict[tuple[str, ...], list[AnyRow]] = defaultdict(list)
    for row in rows:
        if row.rule in _OF_COLUMNS and row.column:
            found[row.rule, row.column, str(row.evidence.get("latest"))].append(row)
        elif row.rule not in _OF_COLUMNS and len(row.message) >= _TELLS:
            found[row.rule, _SINCE.sub("", row.message)].append(row)
    return {says: several[0] for says, several in found.items() if len(several) == 1}


async def _seen(connection: AsyncConnection, mine: SitePass, marks: Sequence[str]) -> set[str]:
    """Fingerprints that the pass saw itself."""
    o = t.observations.c
    query = select(o.fingerprint).where(o.site_pass_id == mine.id, o.fingerprint.in_(marks))
    return {row.fingerprint for row in (await connection.execute(query)).all()} if marks else set()


async def _gone(connection: AsyncConnection, mine: SitePass, urls: Sequence[str]) -> set[str]:
    """Addresses that the pass asked and that lead to nothing, or elsewhere."""
    f, found = t.frontier.c, set()
    away = or_(withdrawn(), and_(f.outcome == Outcome.OK, f.reason == "redirected"))
    for start in range(0, len(urls), CHUNK):
        keys = [url_key(url) for url in urls[start : start + CHUNK]]
        query = select(t.urls.c.url).join(t.urls, t.urls.c.id == f.url_id)
        rows = await connection.execute(query.where(f.site_pass_id == mine.id, t.urls.c.key.in_(keys), away))
        found |= {row.url for row in rows.all()}
    return found


async def _move(connection: AsyncConnection, mine: SitePass, old: AnyRow, row: AnyRow) -> None:
    """What earlier passes saw keeps its finding, so that their reports can be printed again."""
    new = row.fingerprint
    await connection.execute(update(t.findings).where(t.findings.c.id == old.id).values(fingerprint=new, url=row.url))
    s = t.suppressions.c
    holding = and_(s.site_id == mine.site_id, s.fingerprint == old.fingerprint)
    await connection.execute(update(t.suppressions).where(holding).values(fingerprint=new))
    o, own = t.observations.c, select(t.site_passes.c.id).where(t.site_passes.c.site_id == mine.site_id)
    other = t.observations.alias()
    both = select(other.c.site_pass_id).where(other.c.fingerprint == new)
    earlier = and_(o.fingerprint == old.fingerprint, o.site_pass_id.in_(own), o.site_pass_id.not_in(both))
    await connection.execute(update(t.observations).where(earlier).values(fingerprint=new))
