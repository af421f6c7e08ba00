"""The one-off audit of one site: claims or resumes it, watches for Ctrl-C, prints the result, says how it ended."""

from __future__ import annotations

import asyncio
import contextlib
import os
import platform
import secrets
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from pathlib import Path
from typing import Literal

import rules
from addresses import home_of
from audit import audit_site
from configured import advice, database_url, load_rules
from exit_statuses import FINISHED, FOUND, INCOMPLETE
from interrupts import stop_on_signals
from model import SHANGHAI, ConfigError, Finding, PassKind, Site
from opening import new_workers, open_tools, parse_overrides
from progress import Display
from reports import delivery, json_lines, stored, table
from reports.passes import KINDS
from rules import Ruleset
from rules.catalogue import catalogue
from settings import Settings
from stages.closing import AuditResult
from stages.judge import checked_rules
from storage import dispatch, ledger, passes, registry
from storage.database import Database
from storage.passes import SitePass
from tools import Plan, Progress, Tools

Format = Literal["table", "jsonl", "html", "xlsx", "docx", "junit"]


@dataclass(frozen=True, slots=True)
class Request:
    """What the command line asked for."""

    url: str
    format: Format = "table"
    output: Path | None = None
    only: tuple[str, ...] = ()
    skip: tuple[str, ...] = ()
    max_pages: int | None = None
    max_depth: int | None = None
    max_seconds: float | None = None
    as_of: date | None = None
    resolve: tuple[str, ...] = ()
    external: bool | None = None
    resume: bool = False
    progress: bool = True


def format_of(text: str) -> Format:
    """A result's form as named on the command line. Raises ConfigError."""
    if text not in delivery.FORMS:
        raise ConfigError(f"--format {text}: unknown; {', '.join(delivery.FORMS)} are known")
    return text  # type: ignore[return-value]


def run(request: Request, settings: Settings) -> int:
    """Audit one site and print the result; the exit status."""
    delivery.need_output(request.format, request.output)
    delivery.prove_writable(request.output)
    return asyncio.run(_run(request, settings, home_of(request.url)))


async def _run(request: Request, settings: Settings, home: str) -> int:
    overrides = parse_overrides(request.resolve)
    stop = asyncio.Event()
    with stop_on_signals(stop):
        async with new_workers(settings) as workers, Database(database_url(settings)) as db:
            workers.begin()  # their process reads its modules while this one reads the rules
            rules.select(load_rules(settings), request.only, request.skip)  # an unknown rule ends it before any request
            site = await registry.for_audit(db, home)
            opened = open_tools(settings, db, sites=[site], overrides=overrides, stop=stop, workers=workers)
            async with opened as tools:
                mine, plan = await _claim(tools, site, request)
                progress = Progress(site.home_url)
                with Display([progress], shown=request.progress):
                    result = await audit_site(tools, site, mine, plan, progress)
                await asyncio.to_thread(_print, request, settings, db, result, plan)
            found = await asyncio.to_thread(_has_findings, db, result)
    return status_of(result, found=found)


def status_of(result: AuditResult, *, found: bool) -> int:
    """The exit status of an audit."""
    if not result.coverage.complete:
        return INCOMPLETE
    return FOUND if found else FINISHED


def _has_findings(db: Database, result: AuditResult) -> bool:
    """Whether the audit found anything that no person had dismissed."""
    with db.read_sync() as connection:
        return next(ledger.observed(connection, result.site_pass.id), None) is not None


async def _claim(tools: Tools, site: Site, request: Request) -> tuple[SitePass, Plan]:
    busy = [owner for owner in await dispatch.live_owners(tools.db, site.id) if is_alive(owner)]
    if busy:
        raise ConfigError(f"{site.home_url}: is being audited by {busy[0]} in this database; wait for it or end it")
    if request.resume:
        waiting = await passes.last_open_audit(tools.db, site.id)
        if waiting is None:
            raise ConfigError(f"{site.home_url}: no interrupted audit to resume in this database; run it without --resume")
        mine = await passes.claim(tools.db, waiting.id, tools.owner, tools.settings.calendar.lease_seconds, take_over=True)
        assert mine is not None
        return mine, Plan.from_json(mine.options)
    plan = plan_of(request, tools.settings, tools.ruleset, tools)
    period = f"{datetime.now(SHANGHAI):%Y-%m-%dT%H:%M:%S}-{secrets.token_hex(3)}"
    number, _ = await passes.create(
        tools.db, PassKind.AUDIT, period, tools.ruleset.pack.name, tools.ruleset.hash, [site.id], plan.to_json()
    )
    [row] = await passes.sites_of(tools.db, number)
    mine = await passes.claim(tools.db, row.id, tools.owner, tools.settings.calendar.lease_seconds)
    assert mine is not None
    return mine, plan


def is_alive(owner: str) -> bool:
    """Whether the process that holds a lease may still run; only of this machine's own is more than the lease known."""
    host, _, rest = owner.partition(":")
    number = rest.partition(":")[0]
    if host != platform.node() or not number.isdigit():
        return True
    try:
        os.kill(int(number), 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return int(number) != os.getpid()


def plan_of(request: Request, settings: Settings, ruleset: Ruleset, tools: Tools) -> Plan:
    """What the audit looks for and how far it goes."""
    c = settings.crawler
    selected = rules.select(ruleset, request.only, request.skip)
    return Plan(
        rules=checked_rules(tools, selected),
        now=moment_of(request.as_of),
        max_pages=request.max_pages if request.max_pages is not None else c.max_pages,
        max_depth=request.max_depth if request.max_depth is not None else c.max_depth,
        max_seconds=request.max_seconds if request.max_seconds is not None else c.max_seconds,
        external=request.external if request.external is not None else settings.verify.external,
    )


def moment_of(as_of: date | None) -> datetime:
    """The moment by which an audit judges: now, or the end of a given day."""
    now = datetime.now(SHANGHAI)
    if as_of is None or as_of == now.date():
        return now
    return datetime.combine(as_of, time(23, 59, 59), SHANGHAI)


def _print(request: Request, settings: Settings, db: Database, result: AuditResult, plan: Plan) -> None:
    if request.format in delivery.STREAMS:
        _stream(request, db, result, plan)
        return
    with db.read_sync() as connection:
        record = stored.record(
            connection,
            result.site,
            result.site_pass.id,
            title=KINDS[PassKind.AUDIT],
            started=result.site_pass.started_at or datetime.now(UTC),
            as_of=plan.now.date().isoformat(),
            rules=plan.rules,
            coverage=result.coverage,
            score=result.score,
            advice=advice(settings),
        )
        delivery.deliver(record, request.format, request.output)


def _stream(request: Request, db: Database, result: AuditResult, plan: Plan) -> None:
    with db.read_sync() as connection, _output(request.output) as write:
        findings: Iterator[Finding] = ledger.observed(connection, result.site_pass.id)
        unknowns = ledger.unknowns_of(connection, result.site_pass.id)
        dismissed = ledger.dismissed_count(connection, result.site_pass.id)
        started = result.site_pass.started_at or datetime.now(UTC)
        if request.format == "jsonl":
            produced = json_lines.lines(
                site=result.site.home_url,
                started=started,
                as_of=plan.now.date().isoformat(),
                rules=plan.rules,
                findings=findings,
                unknowns=unknowns,
                coverage=result.coverage,
                score=result.score,
                dismissed=dismissed,
            )
        else:
            produced = table.lines(
                site=result.site.home_url,
                findings=findings,
                unknowns=unknowns,
                coverage=result.coverage,
                score=result.score,
                catalogue=catalogue(),
                dismissed=dismissed,
            )
        for line in produced:
            write(line)


@contextlib.contextmanager
def _output(path: Path | None) -> Iterator[Callable[[str], object]]:
    """Standard output, or a file that appears only when it is whole."""
    if path is None:
        yield sys.stdout.write
        sys.stdout.flush()
        return
    with delivery.whole_file(path) as draft, draft.open("w", encoding="utf-8") as file:
        yield file.write
