"""What `xuncha findings recheck` and `xuncha lookback` do: look again at single findings, or at those of a past period."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Annotated

import typer

from commands.database import with_database
from commands.findings import Numbers, app
from commands.options import AsOf, Config, DatabaseUrl, Overrides, Resolve, day_of, names, one_of, settings_of, write_result
from configured import load_rules
from exit_statuses import FINISHED, FOUND, INCOMPLETE
from model import ConfigError
from opening import parse_overrides
from periods import span_of
from rechecks import WORDS, Rechecked, by_program, recheck, summary
from reports import findings as shown
from reports.aligned import aligned, shortened
from reports.audit_record import rule_of
from rules.suggest import choose
from storage import findings, registry
from storage.database import Database
from storage.finding_rows import SUPPRESSED
from storage.findings import LedgerFinding

Format = Annotated[str, typer.Option("--format", help="table or jsonl")]


@app.command("recheck")
def recheck_findings(
    numbers: Numbers, format: Format = "table", resolve: Resolve = None, as_of: AsOf = None,
    overrides: Overrides = None, config: Config = None, database: DatabaseUrl = "",
) -> None:  # fmt: skip
    """Look at single findings again, with as few requests as settle them: 0 all gone, 1 some still there, 3 not settled."""
    form = one_of("--format", format, ("table", "jsonl"))
    settings, hosts = settings_of(config, overrides, database), parse_overrides(resolve or ())
    load_rules(settings)

    async def work(db: Database) -> list[Rechecked]:
        found = await findings.get(db, numbers)
        able = {each.id for each in by_program(found, settings)}
        if hand := [each.id for each in found if each.id not in able]:
            raise ConfigError(f"finding {hand[0]}: no program can look at it again (entered by hand, or dismissed)")
        return await recheck(db, settings, found, hosts, "复查", day_of(as_of))

    raise typer.Exit(printed(with_database(settings, work), form))


def lookback(
    period: Annotated[str, typer.Argument(metavar="PERIOD", help="2026-Q3, 2026-11 or 2026-W47")],
    site: Annotated[list[str] | None, typer.Option("--site", help="only this site (repeatable)")] = None,
    rule: Annotated[str, typer.Option("--rule", metavar="A,B", help="only these rules (ids or patterns)")] = "",
    format: Format = "table", resolve: Resolve = None, as_of: AsOf = None,
    overrides: Overrides = None, config: Config = None, database: DatabaseUrl = "",
) -> None:  # fmt: skip
    """回头看: look again at everything that was found in a past period, also at what had been fixed since."""
    form = one_of("--format", format, ("table", "jsonl"))
    begin, end = span_of(period)
    settings, hosts = settings_of(config, overrides, database), parse_overrides(resolve or ())
    load_rules(settings)
    chosen = set(choose(names(rule), ()))

    async def work(db: Database) -> list[Rechecked]:
        sites = {(await registry.find_known(db, name)).id for name in site or ()}
        found = await found_in(db, begin, end)
        wanted = [f for f in found if f.finding.rule in chosen and (not sites or f.site_id in sites)]
        return await recheck(db, settings, wanted, hosts, f"回头看{period}", day_of(as_of))

    raise typer.Exit(printed(with_database(settings, work), form))


async def found_in(db: Database, begin: datetime, end: datetime) -> list[LedgerFinding]:
    """The findings of a period but for what was dismissed."""
    return [each for each in await findings.seen_between(db, begin, end) if each.state != SUPPRESSED]


def printed(results: Sequence[Rechecked], form: str) -> int:
    """Print what a re-check showed; the exit status."""
    write_result(json_lines(results) if form == "jsonl" else table_lines(results), None)
    outcomes = {each.outcome for each in results}
    if outcomes & {"still-there", "regressed"}:
        return FOUND
    return INCOMPLETE if outcomes & {"not-settled", "by-hand"} else FINISHED


def table_lines(results: Sequence[Rechecked]) -> Iterator[str]:
    """A line for each finding, then the sums by site."""
    if not results:
        yield "没有需要复查的问题\n"
        return
    rows = [["编号", "网站", "问题", "复查结果", "说明"]]
    for each in results:
        before, words = each.before, WORDS[each.outcome] + (f"（{each.why}）" if each.why else "")
        message = shortened(shown.message_of(before), shown.MESSAGE)
        rows.append([str(before.id), _name(each), rule_of(before.finding.rule).name, words, message])
    yield from aligned(rows, numbers=frozenset({0}))
    by_site: dict[str, list[Rechecked]] = {}
    for each in results:
        by_site.setdefault(_name(each), []).append(each)
    for name, mine in by_site.items() if len(by_site) > 1 else ():
        yield f"{name}：{summary(mine)}\n"
    yield f"共{len(results)}个：{summary(results)}\n"


def json_lines(results: Sequence[Rechecked]) -> Iterator[str]:
    """One object for each finding."""
    for each in results:
        yield shown.json_line(shown.record(each.before) | {"type": "recheck", "outcome": each.outcome, "why": each.why or None})


def _name(each: Rechecked) -> str:
    return shortened(each.before.site_name or each.before.home_url, 24)
