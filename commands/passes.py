"""What `xuncha sweep`, `daemon`, `probe` and `passes` offer: the passes of the calendar."""

from __future__ import annotations

from typing import Annotated

import typer

from commands.database import with_database
from commands.options import Config, DatabaseUrl, Overrides, Resolve, settings_of, write_result
from model import ConfigError, PassKind
from periods import KINDS
from reports import passes as shown

app = typer.Typer(help="What ran, what it looked at and what it did not.", no_args_is_help=True)


def sweep(
    kind: Annotated[str, typer.Argument(metavar="KIND", help="weekly, monthly or quarterly")],
    site: Annotated[list[str] | None, typer.Option("--site", help="only this registered site (repeatable)")] = None,
    resolve: Resolve = None,
    no_progress: Annotated[bool, typer.Option("--no-progress", help="no progress display")] = False,
    overrides: Overrides = None,
    config: Config = None,
    database: DatabaseUrl = "",
) -> None:
    """Run the pass of the current period once, from cron: 0 clean, 1 findings, 3 not complete."""
    from scheduler import sweep as run  # reads the whole crawler; `passes list` has no need of it

    settings, resolved = settings_of(config, overrides, database), tuple(resolve or ())
    raise typer.Exit(run(settings, _kind_of(kind), sites=tuple(site or ()), resolve=resolved, shown=not no_progress))


def daemon(resolve: Resolve = None, overrides: Overrides = None, config: Config = None, database: DatabaseUrl = "") -> None:
    """Run the weekly, monthly and quarterly passes of the calendar until stopped."""
    from scheduler import daemon as run

    run(settings_of(config, overrides, database), resolve=tuple(resolve or ()))


def probe(
    site: Annotated[list[str] | None, typer.Option("--site", help="only this registered site (repeatable)")] = None,
    resolve: Resolve = None,
    overrides: Overrides = None,
    config: Config = None,
    database: DatabaseUrl = "",
) -> None:
    """Visit the home pages once and keep the record, from cron: 0 all opened, 1 some failed, 3 nothing learnt."""
    import monitoring

    settings = settings_of(config, overrides, database)
    raise typer.Exit(monitoring.probe(settings, sites=tuple(site or ()), resolve=tuple(resolve or ())))


@app.command("list")
def passes_list(overrides: Overrides = None, config: Config = None, database: DatabaseUrl = "") -> None:
    """List the newest passes."""
    write_result(with_database(settings_of(config, overrides, database), shown.render_passes), None)


@app.command("show")
def passes_show(
    number: Annotated[int, typer.Argument(metavar="PASS", help="number of the pass")],
    overrides: Overrides = None,
    config: Config = None,
    database: DatabaseUrl = "",
) -> None:
    """Show one pass site by site: what it looked at and what it did not."""
    write_result(with_database(settings_of(config, overrides, database), lambda db: shown.show_pass(db, number)), None)


def _kind_of(text: str) -> PassKind:
    """A pass of the calendar by its name. Raises ConfigError."""
    known = [kind.value for kind in KINDS]
    if text not in known:
        raise ConfigError(f"sweep {text}: no pass of the calendar; {', '.join(known)} are (one site at once: xuncha audit URL)")
    return PassKind(text)
