"""`xuncha report`: a stored audit or pass once more, in any form."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer

from commands.database import with_database
from commands.options import Config, DatabaseUrl, Overrides, settings_of
from configured import advice
from model import SHANGHAI, ConfigError, Pass, PassId, Site
from reports import delivery
from reports.stored import stored_record, title_of
from settings import Settings
from storage import passes, registry, trends
from storage.database import Database
from storage.passes import SitePass

Chosen = tuple[Site, Pass, SitePass]


def report(
    subject: Annotated[str, typer.Argument(metavar="SITE|PASS", help="网站标识码, name or home page; or a pass's number")],
    site: Annotated[str, typer.Option("--site", help="of a pass: this site only")] = "",
    format: Annotated[
        str,
        typer.Option("--format", help="table, jsonl, html, xlsx, docx or junit (default: by the name of --output, else table)"),
    ] = "",
    output: Annotated[
        Path | None,
        typer.Option(
            "--output",
            help="write to this file; for a pass of many sites, into this folder, or as xlsx all of them to this file",
        ),
    ] = None,
    overrides: Overrides = None,
    config: Config = None,
    database: DatabaseUrl = "",
) -> None:
    """Print a stored audit again: the newest of a site, or a pass by its number (xuncha passes list)."""
    run(settings_of(config, overrides, database), subject, site, delivery.form_for(format, output), output)


def run(settings: Settings, subject: str, site: str, form: str, output: Path | None) -> None:
    """Find what is meant and write it. Raises ConfigError."""
    if form not in delivery.FORMS:
        raise ConfigError(f"--format {form}: unknown; {', '.join(delivery.FORMS)} are known")
    into_file = output is not None and not output.is_dir()
    if output is None or into_file:
        delivery.need_output(form, output)
        delivery.prove_writable(output)

    async def work(db: Database) -> None:
        chosen = await _chosen(db, subject, site)
        if form == "xlsx" and len(chosen) > 1 and output is not None and into_file:
            _write_pass(db, chosen, output, advice(settings))
            return
        mending = advice(settings)
        for each, place in _places(chosen, form, output):
            _write(db, each, form, place, mending)

    with_database(settings, work)


async def _chosen(db: Database, subject: str, site: str) -> list[Chosen]:
    """The sites' passes that are meant."""
    if subject.isdigit() and len(subject) < 10:
        return await _of_pass(db, PassId(int(subject)), site)
    found = await registry.find_known(db, subject)
    row = await passes.newest(db, found.id)
    if row is None:
        raise ConfigError(f"{subject}: no audit of this site has ended in this database; run xuncha audit or sweep first")
    inspection = await passes.get(db, row.pass_id)
    assert inspection is not None
    return [(found, inspection, row)]


async def _of_pass(db: Database, number: PassId, site: str) -> list[Chosen]:
    inspection = await passes.get(db, number)
    if inspection is None:
        raise ConfigError(f"pass {number}: there is none with this number; see xuncha passes list")
    rows = await passes.sites_of(db, number)
    if site:
        wanted = (await registry.find_known(db, site)).id
        rows = [row for row in rows if row.site_id == wanted]
        if not rows:
            raise ConfigError(f"--site {site}: not in pass {number}; see xuncha passes show {number}")
    ended = [row for row in rows if row.state in passes.ENDED]
    if not ended:
        raise ConfigError(f"pass {number}: none of its sites has been audited to the end yet; see xuncha passes show {number}")
    return [(await registry.get(db, row.site_id), inspection, row) for row in ended]


def _places(chosen: list[Chosen], form: str, output: Path | None) -> list[tuple[Chosen, Path | None]]:
    """Where each report goes."""
    if output is None or not output.is_dir():
        if len(chosen) > 1 and (output is not None or form not in delivery.STREAMS):
            raise ConfigError(f"{len(chosen)} sites in this pass: name one with --site, or an existing folder with --output")
        return [(each, output) for each in chosen]
    suffix = {"table": "txt", "junit": "xml"}.get(form, form)
    return [(each, output / f"{each[0].code or f'site-{each[0].id}'}-{each[1].id}.{suffix}") for each in chosen]


def _write_pass(db: Database, chosen: list[Chosen], place: Path, mending: Mapping[str, str]) -> None:
    """All sites of a pass in one workbook."""
    from reports import pass_workbook  # slow to load

    title = title_of(chosen[0][1])
    with db.read_sync() as connection, delivery.whole_file(place) as draft:
        records = [stored_record(connection, site, inspection, row, mending) for site, inspection, row in chosen]
        pass_workbook.write(title, records, draft)
    sys.stderr.write(f"{place}\n")


def _write(db: Database, chosen: Chosen, form: str, place: Path | None, mending: Mapping[str, str]) -> None:
    site, inspection, row = chosen
    with db.read_sync() as connection:
        record = stored_record(connection, site, inspection, row, mending)
        if form == "html":
            record = replace(record, trends=trends.every(connection, datetime.now(SHANGHAI), site_id=site.id))
        for made in delivery.deliver(record, form, place):
            sys.stderr.write(f"{made}\n")
