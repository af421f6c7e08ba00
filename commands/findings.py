"""What `xuncha findings` does: the ledger for a person, and what a person says of a finding."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer

import rules
from commands.database import with_database
from commands.options import (
    Author,
    Config,
    DatabaseUrl,
    Output,
    Overrides,
    author_of,
    names,
    one_of,
    settings_of,
    write_result,
)
from configured import advice, load_rules
from crawler.urls import join
from model import Confidence, ConfigError, Finding, Json, Site, SiteId
from reports import findings as shown
from reports.finding_story import Event, story_lines, story_record
from rules.catalogue import catalogue
from rules.suggest import as_pattern, choose
from scoring import keep_scores
from settings import Settings
from storage import decisions, findings, ledger, registry, suppressions
from storage.database import Database
from storage.finding_rows import UNSOLVED
from storage.findings import LedgerFinding, Wanted

app = typer.Typer(help="The ledger of findings: what is open, and what people say of it.", no_args_is_help=True)

EXPORTS = ("jsonl", "csv")
Numbers = Annotated[list[int], typer.Argument(metavar="N", help="numbers of findings")]
SiteOption = Annotated[str, typer.Option("--site", help="number, 网站标识码, name or home page of a site")]
Rules = Annotated[str, typer.Option("--rule", metavar="A,B", help="ids or patterns such as freshness/*")]
States = Annotated[
    str, typer.Option("--state", metavar="A,B", help="、".join(findings.STATES) + ", all (default: unsolved ones)")
]
PassOption = Annotated[int | None, typer.Option("--pass", help="seen in the pass with this number")]
Sure = Annotated[str, typer.Option("--confidence", help="confirmed or suspected")]
Older = Annotated[int | None, typer.Option("--older-than", min=0, metavar="DAYS", help="known for at least so many days")]
Newer = Annotated[int | None, typer.Option("--newer-than", min=0, metavar="DAYS", help="known for at most so many days")]
Subject = Annotated[str, typer.Option("--subject", metavar="GLOB", help="pattern over the finding's address")]
Assignee = Annotated[str, typer.Option("--assignee", help="seen to by this person")]
Back = Annotated[bool, typer.Option("--regressed", help="only what had been fixed and came back")]


@app.command("list")
def list_(
    site: SiteOption = "", rule: Rules = "", state: States = "", number: PassOption = None, confidence: Sure = "",
    older: Older = None, newer: Newer = None, subject: Subject = "", assignee: Assignee = "", regressed: Back = False,
    limit: Annotated[int, typer.Option("--limit", min=1)] = 200,
    format: Annotated[str, typer.Option("--format", help="table, jsonl or csv")] = "table",
    overrides: Overrides = None, config: Config = None, database: DatabaseUrl = "",
) -> None:  # fmt: skip
    """List findings; without --state those that are not solved."""
    form = one_of("--format", format, ("table", "jsonl", "csv"))
    base = _wanted(rule, state, confidence, subject)
    wanted = replace(base, pass_id=number, min_days=older, max_days=newer, assignee=assignee, regressed=regressed, limit=limit)

    async def work(db: Database) -> tuple[list[LedgerFinding], dict[str, int]]:
        found, owner = await _listed(db, wanted, site)
        cut = len(found) == limit and form == "table"
        return found, await findings.amounts(db, replace(wanted, site_id=owner.id if owner else None)) if cut else {}

    found, amounts = with_database(settings_of(config, overrides, database), work)
    if form == "csv":
        write_result([shown.csv_text(found)], None)
        return
    write_result(shown.json_lines(found) if form == "jsonl" else shown.table_lines(found, amounts), None)


@app.command()
def export(
    output: Output = None, site: SiteOption = "", rule: Rules = "", state: States = "all", number: PassOption = None,
    format: Annotated[str, typer.Option("--format", help="jsonl or csv (default: by the file's name)")] = "",
    overrides: Overrides = None, config: Config = None, database: DatabaseUrl = "",
) -> None:  # fmt: skip
    """Write every finding to a file; as jsonl with the dismissals behind them."""
    form = one_of("--format", format, EXPORTS) if format else _form_of(output)
    wanted = replace(_wanted(rule, state, "", ""), pass_id=number)

    async def work(db: Database) -> tuple[list[LedgerFinding], list[str]]:
        found, chosen = await _listed(db, wanted, site)
        dismissed = await suppressions.listed(db, chosen.id if chosen else None, everything=True)
        return found, list(shown.suppression_records(dismissed, await site_names(db, dismissed)))

    found, dismissals = with_database(settings_of(config, overrides, database), work)
    if form == "csv":
        # Spreadsheet programs take a file without this mark for GBK.
        write_result([shown.csv_text(found)], output, encoding="utf-8-sig")
        return
    write_result([*shown.json_lines(found), *dismissals], output)


@app.command()
def show(
    number: Annotated[int, typer.Argument(metavar="N", help="number of the finding")],
    format: Annotated[str, typer.Option("--format", help="table or jsonl")] = "table",
    overrides: Overrides = None, config: Config = None, database: DatabaseUrl = "",
) -> None:  # fmt: skip
    """Show one finding with its evidence and everything that happened to it."""
    form = one_of("--format", format, ("table", "jsonl"))
    settings = settings_of(config, overrides, database)
    typer.echo(with_database(settings, lambda db: explain_finding(db, number, form, advice(settings))), nl=False)


@app.command()
def add(
    site: SiteOption,
    message: Annotated[str, typer.Option("--message", help="one sentence for the owner of the site")],
    rule: Annotated[str, typer.Option("--rule", help="id of the rule")] = "manual-finding",
    url: Annotated[str, typer.Option("--url", help="the address it is about (default: the home page)")] = "",
    page: Annotated[str, typer.Option("--page", help="where a person sees it (default: the same)")] = "",
    column: Annotated[str, typer.Option("--column", help="the column (栏目)")] = "",
    evidence: Annotated[list[str] | None, typer.Option("--evidence", metavar="KEY=VALUE", help="repeatable")] = None,
    suspected: Annotated[bool, typer.Option("--suspected", help="somebody else must look before it counts")] = False,
    author: Author = "", overrides: Overrides = None, config: Config = None, database: DatabaseUrl = "",
) -> None:  # fmt: skip
    """Enter a finding that no program can make; it counts like any other."""
    settings, who = settings_of(config, overrides, database), author_of(author)
    rule = as_pattern(rule)
    _prove_rule(rule)
    if not message.strip():
        raise ConfigError("findings add: --message is empty; write one sentence for the owner of the site")
    known = _evidence(evidence or ())

    async def work(db: Database) -> list[str]:
        owner = await registry.find_known(db, site)
        subject = _address(owner, url)
        where = _address(owner, page) if page else subject
        sure = Confidence.SUSPECTED if suspected else Confidence.CONFIRMED
        mark = "" if rule != "manual-finding" else message.strip()
        found = Finding(rule, subject, where, message.strip()[:500], sure, column or None, known, mark[:200])
        number, event = await decisions.enter(db, owner.id, found, who, confirmed=not suspected)
        return [f"问题{number}已{'更新' if event == 'refreshed' else '登记'}\n", *await scores_told(db, settings, owner.id)]

    write_result(with_database(settings, work), None)


@app.command("import")
def import_(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="CSV or XLSX export of 找错 messages, with a header row")],
    site: SiteOption = "",
    as_of: Annotated[datetime | None, typer.Option("--as-of", formats=["%Y-%m-%d"], help="judge as on that day")] = None,
    author: Author = "", overrides: Overrides = None, config: Config = None, database: DatabaseUrl = "",
) -> None:  # fmt: skip
    """Take in messages of 我为政府网站找错: those answered late, or not at all, become findings."""
    from registers.error_reports import import_messages

    settings, who = settings_of(config, overrides, database), author_of(author)
    ruleset = load_rules(settings)
    day = as_of.date() if as_of else suppressions.today()
    report = with_database(settings, lambda db: import_messages(db, file, site, ruleset, day, who))
    write_result(report.lines(file), None)
    raise typer.Exit(2 if report.bad else 0)


async def explain_finding(db: Database, number: int, form: str, advice: Mapping[str, str]) -> str:
    """A finding of the ledger with its evidence and history, as table or jsonl. Raises StorageError when there is none."""
    [found] = await findings.get(db, [number])
    _, rows = await ledger.finding(db, number) or (None, [])
    events = [Event(row.at, row.event, row.state, row.author, row.note) for row in rows]
    if form == "jsonl":
        return shown.json_line(story_record(found, events))
    return "".join(story_lines(found, events, advice.get(found.finding.rule, "")))


def _form_of(output: Path | None) -> str:
    """The form that a file's name asks for. Raises ConfigError for one that is not known."""
    ending = output.suffix.lower().removeprefix(".") if output is not None else "jsonl"
    if ending not in EXPORTS:
        raise ConfigError(f"--output {output}: end its name in .{' or .'.join(EXPORTS)}, or say --format {'|'.join(EXPORTS)}")
    return ending


# --- shared -----------------------------------------------------------------------------------------------------------


def _wanted(rule: str, state: str, confidence: str, subject: str) -> Wanted:
    states = names(state) if state != "all" else findings.STATES
    for each in states:
        one_of("--state", each, findings.STATES)
    sure = Confidence(one_of("--confidence", confidence, tuple(Confidence))) if confidence else None
    chosen = tuple(choose(names(rule), ())) if rule else ()
    return Wanted(rules=chosen, states=states or UNSOLVED, confidence=sure, subject=subject)


async def _listed(db: Database, wanted: Wanted, site: str) -> tuple[list[LedgerFinding], Site | None]:
    await suppressions.expire_everywhere(db)
    owner = await registry.find_known(db, site) if site else None
    return await findings.listed(db, replace(wanted, site_id=owner.id if owner else None)), owner


async def site_names(db: Database, found: Iterable[suppressions.Suppression]) -> dict[int, str]:
    """The names of the sites that some dismissals speak of."""
    numbers = {each.site_id for each in found if each.site_id is not None}
    sites = [await registry.get(db, SiteId(number)) for number in sorted(numbers)]
    return {int(site.id): site.shown_name for site in sites}


async def told(db: Database, settings: Settings, numbers: Iterable[int]) -> list[str]:
    """Score the sites of some findings anew; a line for each whose result that changes."""
    sites = {each.site_id for each in await findings.get(db, list(numbers))}
    return [line for site in sorted(sites) for line in await scores_told(db, settings, site)]


async def scores_told(db: Database, settings: Settings, site: SiteId | None) -> list[str]:
    """The same for a site, or for all of them."""
    sites = [site] if site is not None else [each.id for each in await registry.listed(db)]
    changed = await keep_scores(db, load_rules(settings), sites)
    return [f"{owner.shown_name}：{before} → {after}\n" for owner, before, after in changed]


def _prove_rule(rule: str) -> None:
    rules.select(rules.load(), [rule])
    if rule not in catalogue():
        raise ConfigError(f"--rule {rule}: give one rule, not a pattern")
    if rule == "late-rectification":
        raise ConfigError(f"--rule {rule}: follows from the notices and is never entered by hand")


def _address(site: Site, text: str) -> str:
    joined = join(site.home_url, text or site.home_url)
    if joined.problem:
        raise ConfigError(f"{text}: not a web address")
    return joined.url


def _evidence(pairs: Iterable[str]) -> Json:
    known: Json = {}
    for pair in pairs:
        key, equals, value = pair.partition("=")
        if not equals or not key.strip():
            raise ConfigError(f"--evidence {pair}: write it as KEY=VALUE")
        known[key.strip()] = _value(value)
    return known


def _value(text: str) -> object:
    try:
        return json.loads(text)
    except ValueError:
        return text
