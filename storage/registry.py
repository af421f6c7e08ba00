"""Sites: the register."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Select, func, or_, select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncConnection

from model import Site, SiteId, SiteKind, SiteState, StorageError
from storage import site_changes
from storage import tables as t
from storage.database import AnyRow, Database


async def add(db: Database, new: Sequence[Site], *, opened: datetime | None = None, author: str = "") -> list[SiteId]:
    """Register sites, all or none. A site known from an audit becomes a registered one. `opened`: when they were (新开设)."""
    numbers = []
    async with db.write() as connection:
        for site in new:
            number = await _add(connection, db, site)
            numbers.append(number)
            added = replace(site, id=number)
            if opened is not None:
                await site_changes.date_opening(connection, db, added, opened, author)
            if site.state is not SiteState.RUNNING:
                event = site_changes.event_to(site.state)
                await site_changes.record(connection, db, added, event, None, author)
    return numbers


async def _add(connection: AsyncConnection, db: Database, site: Site) -> SiteId:
    values = _values(site) | {"registered": True, "created_at": datetime.now(UTC), "retired_at": None}
    row = (await connection.execute(select(t.sites).where(t.sites.c.home_url == site.home_url))).first()
    if row is not None and row.registered:
        raise StorageError(
            f"{site.home_url}: already registered as {row.name or row.code or row.id}; change or retire that one"
        )
    try:
        if row is not None:
            await connection.execute(update(t.sites).where(t.sites.c.id == row.id).values(values))
            return SiteId(row.id)
        return SiteId((await connection.execute(db.insert(t.sites).values(values).returning(t.sites.c.id))).scalar_one())
    except IntegrityError:
        raise StorageError(f"{site.home_url}: the code {site.code} belongs to another registered site") from None


async def taken(db: Database, new: Sequence[Site]) -> dict[int, str]:
    """Which of some sites cannot be registered, by their position, and why: the code or the home page is taken."""
    table = t.sites.c
    query = select(table.id, table.name, table.code, table.home_url, table.retired_at).where(table.registered)
    async with db.read() as connection:
        rows = (await connection.execute(query)).all()
    homes = {row.home_url: row for row in rows}
    codes = {row.code: row for row in rows if row.code}
    found: dict[int, str] = {}
    for position, site in enumerate(new):
        holder, what = homes.get(site.home_url), "首页网址"
        if holder is None:
            holder, what = codes.get(site.code), "网站标识码"
        if holder is not None:
            state = "，已停用" if holder.retired_at is not None else ""
            found[position] = f"{what}已被登记：{holder.name or holder.home_url}（编号{holder.id}{state}）"
    return found


async def home_of_another(db: Database, site: Site, url: str) -> str:
    """The name of another registered site whose home page `url` is, "" where it is none's."""
    table, wanted = t.sites.c, _bare(url)
    query = select(table.name, table.home_url).where(table.registered, table.retired_at.is_(None), table.id != site.id)
    host = wanted.partition("/")[0]
    async with db.read() as connection:
        rows = (await connection.execute(query.where(table.home_url.contains(host, autoescape=True)))).all()
    return next((row.name or row.home_url for row in rows if _bare(row.home_url) == wanted), "")


_INDEX = re.compile(r"/(?:index|default)\.\w{2,5}$", re.IGNORECASE)


def _bare(url: str) -> str:
    return _INDEX.sub("/", url.partition("://")[2]).removeprefix("www.").rstrip("/").lower()


async def for_audit(db: Database, home_url: str) -> Site:
    """The site of a home page, made (unregistered) when it is new."""
    async with db.write() as connection:
        values = _values(Site(SiteId(0), home_url)) | {"registered": False, "created_at": datetime.now(UTC)}
        await connection.execute(db.insert(t.sites).values(values).on_conflict_do_nothing())
        row = (await connection.execute(select(t.sites).where(t.sites.c.home_url == home_url))).one()
    return site_of(row)


async def find(db: Database, text: str) -> Site:
    """The registered site with this number, code, name or home page. Raises StorageError when none or several match."""
    table = t.sites.c
    conditions = [
        table.code == text,
        table.name == text,
        table.home_url == text,
        table.home_url == text.rstrip("/") + "/",
    ]
    if text.isdigit() and len(text) < 10:
        conditions.append(table.id == int(text))
    async with db.read() as connection:
        rows = (await connection.execute(select(t.sites).where(table.registered, or_(*conditions)))).all()
    if len(rows) != 1:
        what = "no registered site" if not rows else "several registered sites"
        near = await _near(db, text) if not rows else ""
        raise StorageError(f"{text}: {what} with this number, code, name or home page; {near}see xuncha sites list")
    return site_of(rows[0])


async def _near(db: Database, text: str) -> str:
    """The names that hold a text, as a hint."""
    names = [site.name for site in await listed(db) if text.strip() and text.strip() in site.name]
    return f"did you mean {' or '.join(names[:3])}? " if names else ""


async def find_known(db: Database, text: str) -> Site:
    """The same, or a site that only a one-off audit of this home page has made known; http:// may be left out."""
    address = text.strip().rstrip("/")
    named = [address] if "://" in address else [f"{scheme}://{address}" for scheme in ("http", "https")]
    homes = {text, *(f"{each}/" for each in named), *(f"{each.lower()}/" for each in named)}
    async with db.read() as connection:
        rows = (await connection.execute(select(t.sites).where(t.sites.c.home_url.in_(homes)))).all()
    found = [row for row in rows if row.registered] or rows
    return site_of(found[0]) if len(found) == 1 else await find(db, text)


async def listed(db: Database, *, running: bool = False) -> list[Site]:
    """Every registered site that is not retired, by name; `running`: only those in service."""
    query: Select[Any] = select(t.sites).where(t.sites.c.registered, t.sites.c.retired_at.is_(None)).order_by(t.sites.c.id)
    if running:
        query = query.where(t.sites.c.state == SiteState.RUNNING)
    async with db.read() as connection:
        return [site_of(row) for row in (await connection.execute(query)).all()]


async def get(db: Database, site_id: SiteId) -> Site:
    """A site by its number."""
    async with db.read() as connection:
        return site_of((await connection.execute(select(t.sites).where(t.sites.c.id == site_id))).one())


async def retire(db: Database, site_id: SiteId, *, on: datetime | None = None, merged: bool = False, author: str = "") -> None:
    """Take a site out of service for good: kept with its history, never inspected again. `merged`: 整合迁移.

    Raises StorageError.
    """
    await change(db, replace(await get(db, site_id), state=SiteState.CLOSED), on=on, merged=merged, author=author)


async def change(
    db: Database,
    site: Site,
    *,
    on: datetime | None = None,
    opened: datetime | None = None,
    merged: bool = False,
    author: str = "",
) -> None:
    """Bring a registered site's row up to date; a site in service again is no longer retired. Raises StorageError.

    `on` is when its state changed (now), or the right day of the last change where its state stays; `opened` when it was.
    """
    table = t.sites.c
    left_out = {"home_url"}  # its history belongs to the home page
    values = {name: value for name, value in _values(site).items() if name not in left_out}
    async with db.write() as connection:
        before = (await connection.execute(select(table.state, table.retired_at).where(table.id == site.id))).one()
        values["retired_at"] = (on or before.retired_at or datetime.now(UTC)) if site.state is SiteState.CLOSED else None
        if opened is not None:
            await site_changes.date_opening(connection, db, site, opened, author)
        if before.state != site.state:
            event = site_changes.MERGED if merged else site_changes.event_to(site.state)
            await site_changes.record(connection, db, site, event, on or datetime.now(UTC), author)
        elif on is not None:
            await site_changes.date_last(connection, site, on)
        try:
            await connection.execute(update(t.sites).where(table.id == site.id, table.registered).values(values))
        except IntegrityError:
            raise StorageError(f"{site.home_url}: the code {site.code} belongs to another registered site") from None


async def count(db: Database) -> int:
    """How many registered sites are in the register."""
    async with db.read() as connection:
        return int((await connection.execute(select(func.count()).where(t.sites.c.registered))).scalar_one())


def _values(site: Site) -> dict[str, Any]:
    return {
        "home_url": site.home_url,
        "name": site.name,
        "code": site.code,
        "owner": site.owner,
        "kind": site.kind,
        "state": site.state,
        "host_group": site.host_group,
        "extra_hosts": list(site.extra_hosts),
        "expected_columns": list(site.expected_columns),
    }


def site_of(row: AnyRow) -> Site:
    """A row of the table as its type."""
    return Site(
        id=SiteId(row.id),
        home_url=row.home_url,
        name=row.name,
        code=row.code,
        owner=row.owner,
        kind=SiteKind(row.kind),
        state=SiteState(row.state),
        host_group=row.host_group,
        extra_hosts=tuple(row.extra_hosts),
        expected_columns=tuple(row.expected_columns),
    )
