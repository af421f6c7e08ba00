"""What `xuncha audit` offers: one site, once."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer

import one_off
from commands.options import Config, DatabaseUrl, Overrides, Resolve, names, settings_of
from reports import delivery


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
