"""What `xuncha columns` does: the columns of a registered site, found by the crawler and corrected by a person."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Annotated

import typer

from commands.database import with_database
from commands.options import Config, DatabaseUrl, Overrides, SiteName, settings_of
from crawler.column_names import column_key
from crawler.urls import Scope, canonical, join
from model import Column, ColumnKind, ConfigError, Site
from reports.aligned import aligned
from settings import Settings
from storage import columns, registry
from storage.database import Database

app = typer.Typer(help="The columns of a registered site: found ones, and what a person said of them.", no_args_is_help=True)


def list_columns(settings: Settings, site: str) -> str:
    """The columns of a site, a line each."""

    async def work(db: Database) -> list[Column]:
        return await columns.columns(db, (await registry.find(db, site)).id)

    return "".join(_lines(with_database(settings, work)))


def _lines(found: Iterable[Column]) -> Iterator[str]:
    rows = [["类型", "栏目", "网址", "状态", "类型依据"]]
    rows += [[c.kind.value, c.name, c.url, _state(c), c.kind_reason] for c in found]
    if len(rows) == 1:
        yield "尚未发现栏目；检查一次后列出，也可以用 xuncha columns add 登记\n"
        return
    yield from aligned(rows)
    yield f"共{len(rows) - 1}个栏目\n"


def _state(column: Column) -> str:
    if column.ignored:
        return "不检查"
    return "登记" if column.registered else "发现"


def set_kind(settings: Settings, site: str, url: str, kind: ColumnKind) -> str:
    """Say what a known column publishes."""

    async def work(db: Database) -> str:
        known = await _known(db, await registry.find(db, site), url)
        await columns.set_kind(db, *known, kind)
        return known[1]

    return f"已登记 {with_database(settings, work)} 的类型为{kind.value}，下次检查起按此判断\n"


def ignore(settings: Settings, site: str, url: str) -> str:
    """Leave a known column out of every judgement."""

    async def work(db: Database) -> str:
        known = await _known(db, await registry.find(db, site), url)
        await columns.ignore(db, *known)
        return known[1]

    return f"不再检查栏目 {with_database(settings, work)}；用 xuncha columns set-kind 恢复\n"


def add(settings: Settings, site: str, url: str, name: str, kind: ColumnKind) -> str:
    """Register a column that the crawler does not find by itself."""
    if not name.strip():
        raise ConfigError(f"{url}: a column needs a name")

    async def work(db: Database) -> str:
        owner = await registry.find(db, site)
        _, address = await _known(db, owner, url)
        if not Scope(owner.home_url, owner.extra_hosts).contains(address):
            raise ConfigError(
                f"{url}: not an address of {owner.home_url}; a column's host must be the site's or registered with it"
            )
        await columns.add(db, owner.id, address, name.strip(), kind)
        return address

    return f"已登记栏目 {name.strip()} {with_database(settings, work)}（{kind.value}）\n"


async def _known(db: Database, site: Site, text: str) -> tuple[int, str]:
    """(site, address of the column as stored), by its name or by whatever trivial variant of its address was written."""
    stored = await columns.columns(db, site.id)
    named = [column.url for column in stored if column.name == text.strip()]
    if len(named) > 1:
        raise ConfigError(f"{text}: {len(named)} columns have this name; give the address: {'  '.join(named[:5])}")
    if named:
        return site.id, named[0]
    joined = join(site.home_url, text)
    if joined.problem:
        raise ConfigError(f"{text}: not a web address")
    if not text.isascii() and "/" not in text:
        raise ConfigError(f"{text}: no column of {site.shown_name} has this name; see xuncha columns list")
    address = canonical(joined.url)
    return site.id, next((column.url for column in stored if column_key(column.url) == column_key(address)), address)


ColumnUrl = Annotated[str, typer.Argument(metavar="COLUMN", help="the column's name or address")]
Kind = Annotated[ColumnKind, typer.Argument(metavar="KIND", help="、".join(ColumnKind))]


@app.command("list")
def columns_list(site: SiteName, overrides: Overrides = None, config: Config = None, database: DatabaseUrl = "") -> None:
    """List the columns of a site with kind, state and reason."""
    typer.echo(list_columns(settings_of(config, overrides, database), site), nl=False)


@app.command("set-kind")
def columns_set_kind(
    site: SiteName, url: ColumnUrl, kind: Kind, overrides: Overrides = None, config: Config = None, database: DatabaseUrl = ""
) -> None:
    """Say what a known column publishes; later passes judge it so."""
    typer.echo(set_kind(settings_of(config, overrides, database), site, url, kind), nl=False)


@app.command("ignore")
def columns_ignore(
    site: SiteName, url: ColumnUrl, overrides: Overrides = None, config: Config = None, database: DatabaseUrl = ""
) -> None:
    """Leave a known column out of every judgement."""
    typer.echo(ignore(settings_of(config, overrides, database), site, url), nl=False)


@app.command("add")
def columns_add(
    site: SiteName,
    url: Annotated[str, typer.Argument(metavar="URL", help="the column's address")],
    name: Annotated[str, typer.Argument(metavar="NAME", help="its name")],
    kind: Kind,
    overrides: Overrides = None, config: Config = None, database: DatabaseUrl = "",
) -> None:  # fmt: skip
    """Register a column that the crawler does not find by itself."""
    typer.echo(add(settings_of(config, overrides, database), site, url, name, kind), nl=False)
