"""What `xuncha notices` does: rectification notices (整改通知) from issue to close."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Annotated

import typer

from checks.lib import workdays
from commands.database import with_database
from commands.forms import print_notices, prove_printable
from commands.options import (
    AsOf,
    Author,
    Config,
    DatabaseUrl,
    Overrides,
    Resolve,
    author_of,
    day_of,
    names,
    one_of,
    settings_of,
    write_result,
)
from commands.recheck import printed
from configured import load_rules
from model import ConfigError, Site
from opening import parse_overrides
from rechecks import Rechecked, recheck, summary
from rectification import days_of, is_hint, notifiable, refresh, today
from reports import notices as shown
from rules.suggest import choose
from settings import Settings
from storage import findings, notices, registry
from storage.database import Database
from storage.finding_rows import SUPPRESSED
from storage.notices import Notice

app = typer.Typer(help="Rectification notices (整改通知): findings of a site with a deadline.", no_args_is_help=True)

Number = Annotated[int, typer.Argument(metavar="NOTICE", help="number of the notice")]
Day = datetime | None
Note = Annotated[str, typer.Option("--note", help="kept with the event")]


@app.command()
def create(
    site: Annotated[str, typer.Argument(metavar="SITE", help="number, 网站标识码, name or home page")] = "",
    everyone: Annotated[bool, typer.Option("--all", help="every registered site that has open findings")] = False,
    finding: Annotated[list[int] | None, typer.Option("--finding", help="only this finding (repeatable)")] = None,
    rule: Annotated[str, typer.Option("--rule", metavar="A,B", help="only findings of these rules (ids or patterns)")] = "",
    days: Annotated[int | None, typer.Option("--days", min=1, help="working days (default: by the pack)")] = None,
    issued: Annotated[Day, typer.Option("--issued", formats=["%Y-%m-%d"], help="day of issue (default: today)")] = None,
    number: Annotated[str, typer.Option("--number", help="文号")] = "",
    period: Annotated[str, typer.Option("--period", help="what it belongs to: 2026-Q4, 2026-11")] = "",
    note: Note = "", author: Author = "",
    output: Annotated[
        Path | None, typer.Option("--output", help="also print it as 整改通知书: a .docx or .xlsx file; with --all a folder")
    ] = None,
    overrides: Overrides = None, config: Config = None, database: DatabaseUrl = "",
) -> None:  # fmt: skip
    """Issue a notice on the certain and confirmed open findings of a site that stand in no open notice yet, without hints."""
    if bool(site) == everyone:
        raise ConfigError("notices create: name a site, or give --all")
    prove_printable(output, folder=everyone)
    settings, who = settings_of(config, overrides, database), author_of(author)
    ruleset = load_rules(settings)
    rules_, day = set(choose(names(rule), ())), issued.date() if issued else today()
    working = days or days_of(ruleset)
    deadline = workdays.deadline(day, working, ruleset.holidays)

    fresh: list[int] = []

    async def one(db: Database, owner: Site) -> list[str]:
        able = [f for f in await notices.open_findings(db, owner.id) if notifiable(f) and f.rule in rules_]
        named = bool(finding or rule)
        chosen = [f.id for f in able if (f.id in finding if finding else named or not is_hint(f, ruleset))]
        hints = len(able) - len(chosen) if not named else 0
        if missing := sorted(set(finding or ()) - set(chosen)):
            raise ConfigError(
                f"finding {missing[0]}: not an open finding of {owner.shown_name} that may be sent out"
                " (suspected ones are confirmed first: xuncha findings confirm)"
            )
        if not chosen:
            return [] if everyone else [f"{owner.shown_name}：没有可通知的问题（已列入通知的不重复列入，疑似的须先确认）\n"]
        made = await notices.create(
            db, owner.id, chosen, issued_on=day, working_days=working, deadline=deadline, author=who, number=number,
            period=period, note=note,
        )  # fmt: skip
        unknown = f"{working}个工作日内（工作日历未发布，日期待核）"
        until = f"{deadline.isoformat()}（含）前" if deadline else unknown
        fresh.append(made)
        left = f"（另有提示{hints}个未列入，需要时用 --rule 或 --finding 指明）" if hints else ""
        return [f"整改通知{made}：{owner.shown_name}，问题{len(chosen)}个，{until}整改{left}\n"]

    async def work(db: Database) -> list[str]:
        owners = await registry.listed(db) if everyone else [await registry.find_known(db, site)]
        lines = [line for owner in owners for line in await one(db, owner)]
        return lines or ["没有可通知的问题\n"]

    write_result(with_database(settings, work), None)
    if output is not None:
        print_notices(settings, fresh, output)
    elif fresh:
        sys.stderr.write(f"打印整改通知书：xuncha forms make notice --notice {fresh[0]} --output 整改通知书{fresh[0]}.docx\n")


@app.command("list")
def list_(
    site: Annotated[str, typer.Option("--site", help="of one site")] = "",
    state: Annotated[str, typer.Option("--state", metavar="A,B", help="issued, answered, rechecked, closed")] = "",
    overdue: Annotated[bool, typer.Option("--overdue", help="only those whose deadline has passed")] = False,
    format: Annotated[str, typer.Option("--format", help="table or jsonl")] = "table",
    overrides: Overrides = None, config: Config = None, database: DatabaseUrl = "",
) -> None:  # fmt: skip
    """List notices with deadline and what is left; brings the late-rectification findings up to date."""
    form = one_of("--format", format, ("table", "jsonl"))
    states = tuple(one_of("--state", each, (*notices.OPEN_STATES, "closed")) for each in names(state))
    settings = settings_of(config, overrides, database)

    async def work(db: Database) -> Sequence[Notice]:
        await _refresh(db, settings)
        owner = await registry.find_known(db, site) if site else None
        found = await notices.listed(db, site_id=owner.id if owner else None, states=states)
        return [notice for notice in found if not overdue or notice.overdue(today())]

    found = with_database(settings, work)
    write_result(shown.json_lines(found) if form == "jsonl" else shown.table_lines(found, today()), None)


@app.command()
def show(number: Number, overrides: Overrides = None, config: Config = None, database: DatabaseUrl = "") -> None:
    """Show one notice with its findings and steps."""
    settings = settings_of(config, overrides, database)

    async def work(db: Database) -> Notice:
        await _refresh(db, settings)
        return await notices.get(db, number)

    write_result(shown.notice_lines(with_database(settings, work), today()), None)


@app.command()
def answer(
    number: Number,
    text: Annotated[str, typer.Option("--text", help="what the owner reports")],
    on: Annotated[Day, typer.Option("--on", formats=["%Y-%m-%d"], help="the day it came in (default: today)")] = None,
    author: Author = "", overrides: Overrides = None, config: Config = None, database: DatabaseUrl = "",
) -> None:  # fmt: skip
    """Enter the owner's answer. It settles nothing: the re-check does."""
    settings, who, day = settings_of(config, overrides, database), author_of(author), on.date() if on else today()
    if day > today():
        raise ConfigError(f"--on {day}: lies in the future")

    async def work(db: Database) -> Notice:
        if day < (await notices.get(db, number)).issued_on:
            raise ConfigError(f"--on {day}: is before the notice was issued")
        await notices.answer(db, number, text, day, who)
        await _refresh(db, settings)
        return await notices.get(db, number)

    notice = with_database(settings, work)
    late = "，已超过期限" if notice.answered_late(day) else ""
    typer.echo(f"已登记整改通知{number}的报送情况{late}；下一步：xuncha notices recheck {number}")


@app.command("recheck")
def recheck_notice(
    number: Number, format: Annotated[str, typer.Option("--format", help="table or jsonl")] = "table",
    resolve: Resolve = None, as_of: AsOf = None,
    author: Author = "", overrides: Overrides = None, config: Config = None, database: DatabaseUrl = "",
) -> None:  # fmt: skip
    """Look at the findings of a notice again: 0 all gone, 1 some still there, 3 some not settled."""
    form = one_of("--format", format, ("table", "jsonl"))
    settings, who, hosts = settings_of(config, overrides, database), author_of(author), parse_overrides(resolve or ())

    async def work(db: Database) -> list[Rechecked]:
        notice = await notices.get(db, number)
        if notice.state == "closed":
            raise ConfigError(f"notice {number}: is closed; see xuncha notices reopen")
        found = await findings.get(db, [each.id for each in notice.findings if each.state != SUPPRESSED])
        results = await recheck(db, settings, found, hosts, f"整改通知{number}复查", day_of(as_of))
        await notices.rechecked(db, number, summary(results), who)
        await _refresh(db, settings)
        return results

    raise typer.Exit(printed(with_database(settings, work), form))


@app.command()
def close(
    number: Number, note: Note = "",
    anyway: Annotated[bool, typer.Option("--anyway", help="although findings are still there")] = False,
    author: Author = "", overrides: Overrides = None, config: Config = None, database: DatabaseUrl = "",
) -> None:  # fmt: skip
    """End a notice whose findings are gone."""
    settings, who = settings_of(config, overrides, database), author_of(author)

    async def work(db: Database) -> list[Notice]:
        await notices.close(db, number, note, who, anyway=anyway)
        return await _refresh(db, settings)

    with_database(settings, work)
    typer.echo(f"整改通知{number}已办结")


@app.command()
def reopen(
    number: Number, note: Note = "", author: Author = "",
    overrides: Overrides = None, config: Config = None, database: DatabaseUrl = "",
) -> None:  # fmt: skip
    """Open a closed notice again."""
    settings, who = settings_of(config, overrides, database), author_of(author)

    async def work(db: Database) -> list[Notice]:
        await notices.reopen(db, number, note, who)
        return await _refresh(db, settings)

    with_database(settings, work)
    typer.echo(f"整改通知{number}已恢复办理")


async def _refresh(db: Database, settings: Settings, day: date | None = None) -> list[Notice]:
    return await refresh(db, load_rules(settings).holidays, day or today())
