"""What `xuncha sites` offers: the register of sites."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer

from addresses import home_of
from commands import register
from commands.options import Author, Config, DatabaseUrl, Overrides, SiteName, author_of, day_of, names, settings_of
from model import Site, SiteId, SiteKind
from registers.sites import state_of

STATE_WORDS = "运行, 临时下线 or 关停; only sites in service are inspected"
app = typer.Typer(help="The register of sites.", no_args_is_help=True)
On = Annotated[
    datetime | None, typer.Option("--on", formats=["%Y-%m-%d"], help="the day from which its new state holds [default: now]")
]
Opened = Annotated[datetime | None, typer.Option("--opened", formats=["%Y-%m-%d"], help="开设日期; 新开设 in that year")]


@app.command("add")
def sites_add(
    url: Annotated[str, typer.Argument(metavar="URL", help="首页网址")],
    name: Annotated[str, typer.Option("--name", help="名称")],
    code: Annotated[str, typer.Option("--code", help="网站标识码")] = "",
    owner: Annotated[str, typer.Option("--owner", help="主办单位")] = "",
    kind: Annotated[SiteKind, typer.Option("--kind", help="门户, 部门 or 专项")] = SiteKind.DEPARTMENT,
    state: Annotated[str, typer.Option("--state", help=STATE_WORDS)] = "运行",
    host_group: Annotated[str, typer.Option("--host-group", help="the shared platform it lives on")] = "",
    extra_hosts: Annotated[str, typer.Option("--extra-hosts", metavar="A,B", help="further hosts of the site")] = "",
    columns: Annotated[str, typer.Option("--columns", metavar="A,B", help="columns that it must have")] = "",
    opened: Opened = None,
    author: Author = "",
    overrides: Overrides = None,
    config: Config = None,
    database: DatabaseUrl = "",
) -> None:
    """Register one site."""
    home = home_of(url)
    site = Site(
        SiteId(0), home, name, code, owner, kind, state_of(state), host_group, names(extra_hosts), names(columns)
    )  # fmt: skip
    typer.echo(register.add_site(settings_of(config, overrides, database), site, day_of(opened), author_of(author)), nl=False)


@app.command("import")
def sites_import(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="a CSV or XLSX file with a header row")],
    partial: Annotated[bool, typer.Option("--partial", help="register the good rows although there are bad ones")] = False,
    overrides: Overrides = None,
    config: Config = None,
    database: DatabaseUrl = "",
) -> None:
    """Register sites from a file: all or none."""
    raise typer.Exit(register.import_sites(settings_of(config, overrides, database), file, partial=partial))


@app.command("list")
def sites_list(overrides: Overrides = None, config: Config = None, database: DatabaseUrl = "") -> None:
    """List the registered sites."""
    typer.echo(register.list_sites(settings_of(config, overrides, database)), nl=False)


@app.command("show")
def sites_show(site: SiteName, overrides: Overrides = None, config: Config = None, database: DatabaseUrl = "") -> None:
    """Show one site with its columns and passes."""
    typer.echo(register.show_site(settings_of(config, overrides, database), site), nl=False)


@app.command("change")
def sites_change(
    site: SiteName,
    name: Annotated[str | None, typer.Option("--name", help="名称")] = None,
    code: Annotated[str | None, typer.Option("--code", help="网站标识码")] = None,
    owner: Annotated[str | None, typer.Option("--owner", help="主办单位")] = None,
    kind: Annotated[SiteKind | None, typer.Option("--kind", help="门户, 部门 or 专项")] = None,
    state: Annotated[str | None, typer.Option("--state", help=STATE_WORDS)] = None,
    host_group: Annotated[str | None, typer.Option("--host-group", help="the shared platform it lives on")] = None,
    extra_hosts: Annotated[str | None, typer.Option("--extra-hosts", metavar="A,B", help="further hosts of the site")] = None,
    columns: Annotated[str | None, typer.Option("--columns", metavar="A,B", help="columns that it must have")] = None,
    on: On = None,
    opened: Opened = None,
    author: Author = "",
    overrides: Overrides = None,
    config: Config = None,
    database: DatabaseUrl = "",
) -> None:
    """Correct a registered site, take it out of service for a time, or bring it back; what is not named stays."""
    given = {
        "name": name, "code": code, "owner": owner, "kind": kind, "state": None if state is None else state_of(state),
        "host_group": host_group, "extra_hosts": None if extra_hosts is None else names(extra_hosts),
        "expected_columns": None if columns is None else names(columns),
    }  # fmt: skip
    new = {field: value for field, value in given.items() if value is not None}
    days = register.Days(day_of(on), day_of(opened), author=author_of(author))
    typer.echo(register.change_site(settings_of(config, overrides, database), site, new, days), nl=False)


@app.command("retire")
def sites_retire(
    site: SiteName,
    on: On = None,
    merged: Annotated[bool, typer.Option("--merged", help="整合迁移: its contents are on another site now")] = False,
    author: Author = "",
    overrides: Overrides = None,
    config: Config = None,
    database: DatabaseUrl = "",
) -> None:
    """Take a site out of inspection for good; its history is kept."""
    days = register.Days(day_of(on), merged=merged, author=author_of(author))
    typer.echo(register.retire_site(settings_of(config, overrides, database), site, days), nl=False)
