"""What `xuncha sites` offers: the register of sites."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

import commands
from addresses import home_of
from command_options import Config, DatabaseUrl, Overrides, SiteName, names, settings_of
from model import Site, SiteId, SiteKind, SiteState

app = typer.Typer(help="The register of sites.", no_args_is_help=True)


@app.command("add")
def sites_add(
    url: Annotated[str, typer.Argument(metavar="URL", help="首页网址")],
    name: Annotated[str, typer.Option("--name", help="名称")],
    code: Annotated[str, typer.Option("--code", help="网站标识码")] = "",
    owner: Annotated[str, typer.Option("--owner", help="主办单位")] = "",
    kind: Annotated[SiteKind, typer.Option("--kind", help="门户, 部门 or 专项")] = SiteKind.DEPARTMENT,
    state: Annotated[SiteState, typer.Option("--state")] = SiteState.RUNNING,
    host_group: Annotated[str, typer.Option("--host-group", help="the shared platform it lives on")] = "",
    extra_hosts: Annotated[str, typer.Option("--extra-hosts", metavar="A,B", help="further hosts of the site")] = "",
    columns: Annotated[str, typer.Option("--columns", metavar="A,B", help="columns that it must have")] = "",
    overrides: Overrides = None,
    config: Config = None,
    database: DatabaseUrl = "",
) -> None:
    """Register one site."""
    home = home_of(url)
    site = Site(SiteId(0), home, name, code, owner, kind, state, host_group, names(extra_hosts), names(columns))
    typer.echo(commands.add_site(settings_of(config, overrides, database), site), nl=False)


@app.command("import")
def sites_import(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="a CSV or XLSX file with a header row")],
    partial: Annotated[bool, typer.Option("--partial", help="register the good rows although there are bad ones")] = False,
    overrides: Overrides = None,
    config: Config = None,
    database: DatabaseUrl = "",
) -> None:
    """Register sites from a file: all or none."""
    raise typer.Exit(commands.import_sites(settings_of(config, overrides, database), file, partial=partial))


@app.command("list")
def sites_list(overrides: Overrides = None, config: Config = None, database: DatabaseUrl = "") -> None:
    """List the registered sites."""
    typer.echo(commands.list_sites(settings_of(config, overrides, database)), nl=False)


@app.command("show")
def sites_show(site: SiteName, overrides: Overrides = None, config: Config = None, database: DatabaseUrl = "") -> None:
    """Show one site with its columns and passes."""
    typer.echo(commands.show_site(settings_of(config, overrides, database), site), nl=False)


@app.command("retire")
def sites_retire(site: SiteName, overrides: Overrides = None, config: Config = None, database: DatabaseUrl = "") -> None:
    """Take a site out of inspection; its history is kept."""
    typer.echo(commands.retire_site(settings_of(config, overrides, database), site), nl=False)
