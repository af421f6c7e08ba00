"""What `xuncha score`, `bonus` and `rejudge` do: a score line by line, the bonus by hand, another pack on a stored pass."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import Annotated

import typer

import rules
from commands.database import with_database
from commands.options import Author, Config, DatabaseUrl, Overrides, SiteName, author_of, one_of, settings_of, write_result
from configured import load_rules, params_of
from model import ConfigError, Pass, PassId, Site
from opening import open_tools
from rejudging import rejudge as judge_again
from reports import rejudged
from reports import score as shown
from reports.score import ScoreSheet
from rules import Ruleset
from scoring import keep_scores, score_stored
from settings import Settings
from storage import bonuses, passes, registry
from storage.database import Database
from storage.passes import SitePass

app = typer.Typer(help="Bonus points (加分), which only people can give.", no_args_is_help=True)

PassOption = Annotated[int | None, typer.Option("--pass", help="number of a pass (default: the newest of the site)")]
Pack = Annotated[str, typer.Option("--pack", metavar="NAME", help="a pack or its file (default: the configured one)")]
Format = Annotated[str, typer.Option("--format", help="table or jsonl")]
NoService = Annotated[bool, typer.Option("--no-service", help="a body without outward services: 办事服务 is left out")]


def score(
    site: SiteName, number: PassOption = None, pack: Pack = "",
    explain: Annotated[bool, typer.Option("--explain", help="with the findings behind each line")] = False,
    bonus: Annotated[float | None, typer.Option("--bonus", min=0, help="as if so many points had been entered")] = None,
    no_service: NoService = False, format: Format = "table",
    overrides: Overrides = None, config: Config = None, database: DatabaseUrl = "",
) -> None:  # fmt: skip
    """Score a site's pass as it stands now, with what people confirmed, dismissed and entered since."""
    form = one_of("--format", format, ("table", "jsonl"))
    settings = _with_pack(settings_of(config, overrides, database), pack)
    ruleset = load_rules(settings)

    async def work(db: Database) -> ScoreSheet:
        owner, row, inspection = await _row(db, site, number)
        return await asyncio.to_thread(_sheet, db, ruleset, owner, row, inspection, bonus, no_service, explain)

    sheet = with_database(settings, work)
    write_result([shown.json_record(sheet)] if form == "jsonl" else shown.table_lines(sheet, explain=explain), None)


def rejudge(
    number: Annotated[int, typer.Argument(metavar="PASS", help="number of a pass; see xuncha passes list")],
    pack: Annotated[str, typer.Option("--pack", metavar="NAME", help="the other pack, or its file")],
    site: Annotated[str, typer.Option("--site", help="only this site")] = "",
    format: Format = "table", overrides: Overrides = None, config: Config = None, database: DatabaseUrl = "",
) -> None:  # fmt: skip
    """Judge a stored pass by another pack without one request: what would be found, what score it would make."""
    form = one_of("--format", format, ("table", "jsonl"))
    settings = _with_pack(settings_of(config, overrides, database), pack)
    load_rules(settings)

    async def work(db: Database) -> list[str]:
        inspection = await passes.get(db, PassId(number))
        if inspection is None:
            raise ConfigError(f"pass {number}: there is none with this number; see xuncha passes list")
        chosen = [(await registry.find_known(db, site)).id] if site else []
        # The tools bring the rules; their network and workers start with the first use, and there is none.
        async with open_tools(settings, db, sites=[], overrides={}, stop=asyncio.Event()) as tools:
            found = await judge_again(tools, inspection, _rules_then(settings, inspection), chosen)
        lines = rejudged.json_lines(found) if form == "jsonl" else rejudged.table_lines(found, tools.ruleset)
        return list(lines)

    write_result(with_database(settings, work), None)


@app.command("add")
def bonus_add(
    site: SiteName,
    points: Annotated[float, typer.Argument(metavar="POINTS", min=0.1, help="points")],
    reason: Annotated[str, typer.Option("--reason", help="what they are given for")],
    area: Annotated[str, typer.Option("--area", help="信息发布, 解读回应, 办事服务, 互动交流, 功能设计, 创新发展")] = "",
    number: PassOption = None, author: Author = "",
    overrides: Overrides = None, config: Config = None, database: DatabaseUrl = "",
) -> None:  # fmt: skip
    """Enter bonus points for a site's pass."""
    settings, who = settings_of(config, overrides, database), author_of(author)
    ruleset = load_rules(settings)

    async def work(db: Database) -> int:
        owner, row, _ = await _row(db, site, number)
        entry = await bonuses.add(db, row.id, area, points, reason, who)
        await keep_scores(db, ruleset, [owner.id])
        return entry

    typer.echo(f"已登记加分{with_database(settings, work)}：{points:g}分")


@app.command("withdraw")
def bonus_withdraw(
    number: Annotated[int, typer.Argument(metavar="NUMBER", help="number of the entry, as bonus add told it")],
    overrides: Overrides = None,
    config: Config = None,
    database: DatabaseUrl = "",
) -> None:
    """Take an entry back."""
    settings = settings_of(config, overrides, database)
    with_database(settings, lambda db: bonuses.withdraw(db, number))
    typer.echo(f"已撤销加分{number}")


async def _row(db: Database, site: str, number: int | None) -> tuple[Site, SitePass, Pass]:
    owner = await registry.find_known(db, site)
    row = await passes.newest(db, owner.id, passes.SCORABLE, PassId(number) if number is not None else None)
    inspection = await passes.get(db, row.pass_id) if row is not None else None
    if row is None or inspection is None or row.score is None:
        where = f" in pass {number}" if number is not None else ""
        raise ConfigError(f"{owner.shown_name}: no ended inspection{where} that saw the site; see xuncha passes list")
    return owner, row, inspection


def _sheet(
    db: Database, ruleset: Ruleset, site: Site, row: SitePass, inspection: Pass, bonus: float | None, no_service: bool,
    explain: bool,
) -> ScoreSheet:  # fmt: skip
    with db.read_sync() as connection:
        scored = score_stored(connection, ruleset, site, row, bonus=bonus, no_service=no_service, explain=explain)
        entered = bonuses.listed(connection, row.id) if bonus is None else []
    remarks = []
    if inspection.ruleset_hash != ruleset.hash:
        remarks.append(
            f"检查时用规则包{inspection.ruleset}，本表按{ruleset.pack.name}重新计分，问题沿用检查时的判定；"
            f"要重新判定：xuncha rejudge {inspection.id} --pack {ruleset.pack.name}"
        )
    return ScoreSheet(
        site, inspection, ruleset, scored.score, scored.findings, scored.confirmed, entered, no_service, remarks, scored.behind
    )


def _with_pack(settings: Settings, pack: str) -> Settings:
    """The settings with another pack chosen."""
    if not pack:
        return settings
    return settings.model_copy(update={"rules": settings.rules.model_copy(update={"pack": pack})})


def _rules_then(settings: Settings, inspection: Pass) -> Ruleset | None:
    """The rules by which a pass was judged, None when they are gone or were changed since."""
    folders = [Path(folder) for folder in settings.rules.folders]
    try:
        found = rules.load(inspection.ruleset, folders, params_model=params_of(settings))
    except ConfigError:
        return None
    return found if found.hash == inspection.ruleset_hash else None
