"""The command line: one function a command, no logic. `xuncha --help` is its manual."""

from __future__ import annotations

import os
import sys
import traceback
from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer

import one_off
from commands import columns as column_commands
from commands import decisions as decision_commands
from commands import forms as form_commands
from commands import lexicon as lexicon_commands
from commands import media as media_commands
from commands import notices as notice_commands
from commands import program, wrong_usage
from commands import recheck as recheck_commands
from commands import reports as report_commands
from commands import scores as score_commands
from commands import sites as site_commands
from commands import trends as trend_commands
from commands.options import Config, DatabaseUrl, Overrides, Resolve, names, settings_of
from model import ConfigError, XunchaError
from reports import delivery

app = typer.Typer(
    help="巡查 (xuncha): audits Chinese government websites against the official inspection indicators.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    add_completion=False,
)
passes_app = typer.Typer(help="What ran, what it looked at and what it did not.", no_args_is_help=True)
rules_app = typer.Typer(help="The rules and the packs.", no_args_is_help=True)
app.add_typer(site_commands.app, name="sites")
app.add_typer(column_commands.app, name="columns")
app.add_typer(passes_app, name="passes")
app.add_typer(rules_app, name="rules")
app.add_typer(lexicon_commands.app, name="lexicon")
app.add_typer(media_commands.app, name="media")
app.command("report")(report_commands.report)
app.add_typer(form_commands.app, name="forms")
app.add_typer(decision_commands.app, name="findings")
app.add_typer(notice_commands.app, name="notices")
app.command()(recheck_commands.lookback)
app.command()(score_commands.score)
app.command()(score_commands.rejudge)
app.command("trends")(trend_commands.figures)
app.add_typer(score_commands.app, name="bonus")


def _version(asked: bool) -> None:
    if asked:
        typer.echo(f"xuncha {program.version()}")
        raise typer.Exit


@app.callback()
def _program(
    version: Annotated[bool, typer.Option("--version", is_eager=True, callback=_version, help="the version, and end")] = False,
) -> None:
    """巡查 (xuncha): audits Chinese government websites against the official inspection indicators."""


@app.command()
def audit(
    url: Annotated[str, typer.Argument(metavar="URL", help="the home page of the site")],
    format: Annotated[
        str,
        typer.Option("--format", help="table, jsonl, html, xlsx, docx or junit (default: by the name of --output, else table)"),
    ] = "",
    output: Annotated[Path | None, typer.Option("--output", help="write the result to this file")] = None,
    rules: Annotated[str, typer.Option("--rules", metavar="A,B", help="only these rules (ids or globs)")] = "",
    skip: Annotated[str, typer.Option("--skip", metavar="A,B", help="all but these rules")] = "",
    max_pages: Annotated[int | None, typer.Option("--max-pages", min=1, help="stop after this many pages")] = None,
    max_depth: Annotated[int | None, typer.Option("--max-depth", min=0, help="clicks from the home page")] = None,
    max_seconds: Annotated[float | None, typer.Option("--max-seconds", min=0, help="stop after this time")] = None,
    concurrency: Annotated[int | None, typer.Option("--concurrency", min=1, help="requests at once on one host")] = None,
    delay: Annotated[float | None, typer.Option("--delay", min=0, help="least seconds between two on one host")] = None,
    as_of: Annotated[datetime | None, typer.Option("--as-of", formats=["%Y-%m-%d"], help="judge as on that day")] = None,
    resolve: Resolve = None,
    external: Annotated[bool | None, typer.Option("--external/--no-external", help="verify links that leave the site")] = None,
    overrides: Overrides = None,
    config: Config = None,
    database: DatabaseUrl = "",
    resume: Annotated[bool, typer.Option("--resume", help="go on with the last audit of this site that did not end")] = False,
    no_progress: Annotated[bool, typer.Option("--no-progress", help="no progress display")] = False,
) -> None:
    """Audit one site once and print what was found."""
    chosen = {"crawler.concurrency": concurrency, "crawler.delay": delay}
    more = [f"{key}={value}" for key, value in chosen.items() if value is not None]
    request = one_off.Request(
        url=url,
        format=one_off.format_of(delivery.form_for(format, output)),
        output=output,
        only=names(rules),
        skip=names(skip),
        max_pages=max_pages,
        max_depth=max_depth,
        max_seconds=max_seconds,
        as_of=as_of.date() if as_of else None,
        resolve=tuple(resolve or ()),
        external=external,
        resume=resume,
        progress=not no_progress,
    )
    raise typer.Exit(one_off.run(request, settings_of(config, [*(overrides or []), *more], database)))


@app.command()
def explain(
    subject: Annotated[str, typer.Argument(metavar="URL|N", help="a page's address, or a finding's number")],
    database: DatabaseUrl = "",
    resolve: Resolve = None,
    overrides: Overrides = None,
    config: Config = None,
    format: Annotated[str, typer.Option("--format", help="table or jsonl")] = "table",
) -> None:
    """Show how the program understands a page and why, or what a finding rests on."""
    typer.echo(program.explain(settings_of(config, overrides, database), subject, tuple(resolve or ()), format), nl=False)


@app.command()
def text(
    source: Annotated[str, typer.Argument(metavar="FILE|-", help="a paragraph a line, or id<TAB>text a line")],
    format: Annotated[str, typer.Option("--format", help="table or jsonl")] = "table",
) -> None:
    """Check plain text without a crawl: one answer for every line."""
    import plain_text

    plain_text.run(source, plain_text.format_of(format), sys.stdout, lexicon_commands.own_words(settings_of(None, None)))


@app.command()
def demo(
    words: Annotated[
        list[str] | None, typer.Argument(metavar="WORD", help="only the sites whose address holds one of these words")
    ] = None,
    keep: Annotated[bool, typer.Option("--serve", help="only serve the demo sites, until Ctrl-C")] = False,
    overrides: Overrides = None,
) -> None:
    """Serve the built-in demo sites on loopback, audit them, compare with what was planted."""
    settings = settings_of(None, ["crawler.delay=0", "verify.spacing=0.5", *(overrides or [])])
    raise typer.Exit(program.demo(settings, words or (), serve=keep))


@app.command()
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
    settings = settings_of(config, overrides, database)
    raise typer.Exit(
        program.sweep(settings, program.kind_of(kind), tuple(site or ()), tuple(resolve or ()), shown=not no_progress)
    )


@app.command()
def daemon(resolve: Resolve = None, overrides: Overrides = None, config: Config = None, database: DatabaseUrl = "") -> None:
    """Run the weekly, monthly and quarterly passes of the calendar until stopped."""
    program.daemon(settings_of(config, overrides, database), tuple(resolve or ()))


@app.command()
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


@app.command()
def plugins() -> None:
    """List the installed check plugins."""
    typer.echo(program.plugins(), nl=False)


@passes_app.command("list")
def passes_list(overrides: Overrides = None, config: Config = None, database: DatabaseUrl = "") -> None:
    """List the newest passes."""
    typer.echo(program.list_passes(settings_of(config, overrides, database)), nl=False)


@passes_app.command("show")
def passes_show(
    number: Annotated[int, typer.Argument(metavar="PASS", help="number of the pass")],
    overrides: Overrides = None,
    config: Config = None,
    database: DatabaseUrl = "",
) -> None:
    """Show one pass site by site: what it looked at and what it did not."""
    typer.echo(program.show_pass(settings_of(config, overrides, database), number), nl=False)


@rules_app.command("list")
def rules_list(overrides: Overrides = None, config: Config = None) -> None:
    """List every rule with what it counts as in the configured pack."""
    typer.echo(program.list_rules(settings_of(config, overrides)), nl=False)


@rules_app.command("explain")
def rules_explain(
    rule: Annotated[str, typer.Argument(metavar="RULE", help="id of the rule")],
    overrides: Overrides = None,
    config: Config = None,
) -> None:
    """Explain one rule: official basis, thresholds, how it is decided, what is not a finding."""
    typer.echo(program.explain_rule(settings_of(config, overrides), rule), nl=False)


def main() -> None:
    """The entry point: a user's mistake is one line and exit status 2, never a traceback."""
    command, words = typer.main.get_command(app), sys.argv[1:]
    try:
        # Typer's own `app()` would print several lines for a wrong word, and end with statuses of its own.
        with command.make_context("xuncha", list(words)) as context:
            command.invoke(context)
        sys.stdout.flush()
    except typer.Exit as end:
        sys.exit(end.exit_code)
    except typer.TyperException as error:
        told = wrong_usage.one_line(error, command, words)
        sys.stderr.write(f"xuncha: {told}\n" if told else "")
        sys.exit(one_off.WRONG)
    except ConfigError as error:
        sys.stderr.write(f"xuncha: {error}\n")
        sys.exit(one_off.WRONG)
    except XunchaError as error:
        sys.stderr.write(f"xuncha: {error}\n")
        sys.exit(one_off.status_of_error(error))
    except BrokenPipeError:  # whoever read the result has gone: head, less
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(one_off.INCOMPLETE)
    except KeyboardInterrupt:
        sys.stderr.write("xuncha: interrupted\n")
        sys.exit(one_off.INCOMPLETE)
    except Exception:  # our own fault: shown in full, and never the status of a complete audit
        traceback.print_exc()
        sys.exit(one_off.INCOMPLETE)


if __name__ == "__main__":
    main()
