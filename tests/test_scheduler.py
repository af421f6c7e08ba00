"""The calendar: each site once a period, whoever asks; what was missed is made up once; what was interrupted goes on."""

import asyncio
from collections import Counter
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

import pytest
import structlog

from configured import load_rules
from inspection import PassOutcome, plan_of, run_pass
from model import SHANGHAI, ConfigError, PassKind, Site, SiteId, SitePassState, SiteState, StorageError
from opening import open_tools
from periods import triggers
from reports.passes import outcome_lines, render_passes, show_pass
from scheduler import begin_due, keep_calendar
from settings import Settings, load
from storage import dispatch, passes, registry
from storage.database import Database
from storage.passes import SitePass
from tools import Plan, Progress, Tools

WEEK = "2026-W47"
SATURDAY = datetime(2026, 11, 21, 9, 0, tzinfo=SHANGHAI)
FRIDAY = SATURDAY - timedelta(days=1)


@dataclass
class Crew:
    """Audits that only take a moment, and remember whom they met."""

    seconds: float = 0.01
    wanted: int = 0  # the first ones wait until so many are under way, also on a machine that is slow to start them
    broken: str = ""  # the site that raises
    error: Exception = field(default_factory=lambda: ValueError("a page of stone"))
    looked: Counter[str] = field(default_factory=Counter)
    plans: dict[str, Plan] = field(default_factory=dict)
    attempts: dict[str, int] = field(default_factory=dict)
    under_way: Counter[str] = field(default_factory=Counter)
    most: int = 0
    collisions: list[str] = field(default_factory=list)

    async def audit(self, tools: Tools, site: Site, mine: SitePass, plan: Plan, progress: Progress) -> None:
        if self.under_way[site.home_url]:
            self.collisions.append(site.home_url)
        self.under_way[site.home_url] += 1
        self.most = max(self.most, sum(self.under_way.values()))
        try:
            await asyncio.sleep(self.seconds)
            for _ in range(400 if self.most < self.wanted else 0):
                await asyncio.sleep(0.05 if self.most < self.wanted else 0)
        finally:
            self.under_way[site.home_url] -= 1
        if tools.stop.is_set():
            await passes.release(tools.db, mine, {"complete": False, "reason": "interrupted", "pages": 1})
            return
        if site.name == self.broken:
            raise self.error
        self.looked[site.home_url] += 1
        self.plans[site.home_url], self.attempts[site.home_url] = plan, mine.attempt
        async with tools.db.write() as connection:
            await passes.end(connection, mine, SitePassState.DONE, "", {"complete": True, "pages": 5}, None)


def settings_of(*more: str) -> Settings:
    calendar = ["calendar.check_seconds=0.05", "calendar.lease_seconds=5", "calendar.monthly=''", "calendar.quarterly=''"]
    return load(None, [*calendar, "workers.processes=1", "log.level=error", *more])


@asynccontextmanager
async def opened(db: Database, settings: Settings, stop: asyncio.Event | None = None) -> AsyncIterator[Tools]:
    sites = await registry.listed(db)
    async with open_tools(settings, db, sites=sites, overrides={}, stop=stop or asyncio.Event()) as tools:
        yield tools


async def register(db: Database, amount: int, group: str = "", first: int = 0) -> list[Site]:
    new = [Site(SiteId(0), f"http://www.s{i}.gov.cn/", f"站{i}", host_group=group) for i in range(first, first + amount)]
    await registry.add(db, new)
    return await registry.listed(db)


async def sweep(db: Database, crew: Crew, settings: Settings | None = None, kind: PassKind = PassKind.WEEKLY) -> PassOutcome:
    async with opened(db, settings or settings_of()) as tools:
        return await run_pass(tools, kind, WEEK, audit=crew.audit)


async def until(condition: Callable[[], bool]) -> None:
    async with asyncio.timeout(10):
        while not condition():  # noqa: ASYNC110 (what is awaited is in the database)
            await asyncio.sleep(0.01)


@asynccontextmanager
async def daemon(db: Database, crew: Crew, now: datetime, settings: Settings | None = None) -> AsyncIterator[None]:
    settings, stop = settings or settings_of(), asyncio.Event()
    task = asyncio.create_task(keep_calendar(settings, db, triggers(settings), stop, audit=crew.audit, clock=lambda: now))
    try:
        yield
    finally:
        stop.set()
        async with asyncio.timeout(10):
            await task


# --- sweeps ----------------------------------------------------------------------------------------------------------


async def test_sweep_audits_every_site_once_a_period(db: Database) -> None:
    await register(db, 3)
    crew = Crew()
    first = await sweep(db, crew)
    assert (first.status, first.idle, first.count(SitePassState.DONE)) == (0, False, 3)
    second = await sweep(db, crew)
    assert (second.status, second.idle) == (0, True)
    assert set(crew.looked.values()) == {1}
    assert "本期已检查过" in "".join(outcome_lines(second.inspection, second.sites, idle=second.idle))


async def test_two_sweeps_at_once_never_audit_a_site_twice(db: Database) -> None:
    await register(db, 12)
    crew = Crew(seconds=0.03)
    async with Database(db.url) as other:
        outcomes = await asyncio.gather(*(sweep(d, crew) for d in (db, other)))
    assert crew.collisions == []
    assert len(crew.looked) == 12
    assert set(crew.looked.values()) == {1}
    assert len({outcome.inspection.id for outcome in outcomes}) == 1


async def test_weekly_and_monthly_at_once_never_meet_on_a_site(db: Database) -> None:
    await register(db, 4)
    crew = Crew(seconds=0.03)
    async with Database(db.url) as other:
        await asyncio.gather(sweep(db, crew), sweep(other, crew, kind=PassKind.MONTHLY))
    assert crew.collisions == []
    assert set(crew.looked.values()) == {2}


async def test_limits_of_process_and_host_group_hold(sqlite_db: Database) -> None:
    await register(sqlite_db, 4, "平台")
    await register(sqlite_db, 4, first=10)
    crew = Crew(seconds=0.03, wanted=3)
    await sweep(sqlite_db, crew, settings_of("crawler.sites_at_once=3", "crawler.per_host_group=1"))
    assert crew.most == 3
    assert len(crew.looked) == 8
    alone = Crew(seconds=0.02)
    await registry.add(sqlite_db, [Site(SiteId(0), f"http://x{i}.gov.cn/", f"x{i}", host_group="另一平台") for i in range(3)])
    await sweep(sqlite_db, alone, settings_of("crawler.per_host_group=1"))
    assert (alone.most, len(alone.looked)) == (1, 3)


async def test_site_that_raises_is_recorded_and_the_others_go_on(db: Database) -> None:
    await register(db, 3)
    with structlog.testing.capture_logs() as lines:
        outcome = await sweep(db, Crew(broken="站1"))
    assert outcome.status == 3
    assert outcome.count(SitePassState.DONE) == 2
    [failed] = [site for site in outcome.sites if site.row.state is SitePassState.FAILED]
    assert (failed.name, failed.row.reason) == ("站1", "ValueError: a page of stone")
    [line] = [line for line in lines if line["event"] == "site.failed"]
    assert line["exc_info"] and line["log_level"] == "error"
    assert sum(line["event"] == "pass.done" for line in lines) == 1
    assert (await sweep(db, Crew())).status == 3, "what failed in this period is not called done by a second look"


@pytest.mark.parametrize("error", [StorageError("the disk is full"), ConfigError("a pack is broken")])
async def test_what_is_nobody_s_fault_ends_the_sweep_and_blames_no_site(sqlite_db: Database, error: Exception) -> None:
    await register(sqlite_db, 1)
    with pytest.raises(type(error), match=str(error)):
        await sweep(sqlite_db, Crew(broken="站0", error=error))
    [(inspection, counts)] = await passes.listed(sqlite_db)
    assert counts == {SitePassState.RUNNING: 1}
    assert inspection.finished_at is None


async def test_site_of_another_live_process_is_left_to_it(sqlite_db: Database) -> None:
    sites = await register(sqlite_db, 2)
    number, _ = await passes.create(sqlite_db, PassKind.WEEKLY, WEEK, "p", "h", [s.id for s in sites], plan_json())
    held, _ = await passes.sites_of(sqlite_db, number)
    assert await dispatch.take(sqlite_db, held, "elsewhere", 60, per_group=2, options=plan_json()) is not None
    crew = Crew()
    outcome = await sweep(sqlite_db, crew)
    assert outcome.status == 3
    assert outcome.count(SitePassState.RUNNING) == 1
    assert list(crew.looked) == [sites[1].home_url]
    assert "由另一进程检查" in "".join(outcome_lines(outcome.inspection, outcome.sites, idle=outcome.idle))


async def test_interrupted_site_is_continued_after_its_lease(db: Database) -> None:
    sites = await register(db, 1)
    number, _ = await passes.create(db, PassKind.WEEKLY, WEEK, "p", "h", [sites[0].id], plan_json())
    [row] = await passes.sites_of(db, number)
    killed = datetime.now(UTC) - timedelta(seconds=61)
    assert await dispatch.take(db, row, "killed", 60, per_group=2, options=plan_json(), now=killed) is not None
    crew = Crew()
    outcome = await sweep(db, crew)
    assert outcome.status == 0
    assert crew.attempts == {sites[0].home_url: 2}


async def test_stopped_sweep_gives_its_sites_back(db: Database) -> None:
    await register(db, 2)
    stop, crew = asyncio.Event(), Crew(seconds=0.2)
    async with opened(db, settings_of("crawler.sites_at_once=1"), stop) as tools:
        work = asyncio.create_task(run_pass(tools, PassKind.WEEKLY, WEEK, audit=crew.audit))
        await until(lambda: crew.most > 0)
        stop.set()
        outcome = await work
    assert outcome.status == 3
    assert outcome.count(SitePassState.DUE) == 2
    assert crew.looked == {}
    assert (await sweep(db, Crew())).status == 0


async def test_what_another_pass_began_on_a_site_is_ended_first(sqlite_db: Database) -> None:
    sites = await register(sqlite_db, 1)
    weekly, _ = await passes.create(sqlite_db, PassKind.WEEKLY, "2026-W46", "p", "h", [sites[0].id], plan_json())
    [row] = await passes.sites_of(sqlite_db, weekly)
    mine = await dispatch.take(sqlite_db, row, "x", 60, per_group=2, options=plan_json())
    assert mine is not None
    await passes.release(sqlite_db, mine, {})
    crew = Crew()
    outcome = await sweep(sqlite_db, crew, kind=PassKind.MONTHLY)
    assert outcome.status == 0
    assert crew.looked[sites[0].home_url] == 2
    [row] = await passes.sites_of(sqlite_db, weekly)
    assert row.state is SitePassState.DONE


async def test_site_closed_since_is_left_out_and_counts_nowhere(sqlite_db: Database) -> None:
    sites = await register(sqlite_db, 2)
    await passes.create(sqlite_db, PassKind.WEEKLY, WEEK, "p", "h", [s.id for s in sites], plan_json())
    await registry.retire(sqlite_db, sites[0].id)
    crew = Crew()
    outcome = await sweep(sqlite_db, crew)
    assert (outcome.status, list(crew.looked)) == (0, [sites[1].home_url])
    assert outcome.inspection.finished_at is not None


async def test_named_sites_only(sqlite_db: Database) -> None:
    sites = await register(sqlite_db, 3)
    crew = Crew()
    async with opened(sqlite_db, settings_of()) as tools:
        outcome = await run_pass(tools, PassKind.WEEKLY, WEEK, sites=sites[:1], audit=crew.audit)
    assert (len(outcome.sites), list(crew.looked)) == (1, [sites[0].home_url])
    assert len((await sweep(sqlite_db, crew)).sites) == 3
    assert set(crew.looked.values()) == {1}


# --- plans -----------------------------------------------------------------------------------------------------------


def plan_json() -> dict[str, object]:
    settings = settings_of()
    return plan_of(settings, load_rules(settings), PassKind.WEEKLY, WEEK, FRIDAY).to_json()


def test_plan_of_a_pass_is_the_pack_s_within_the_configuration_s_limits() -> None:
    settings = settings_of("crawler.max_pages=500")
    ruleset = load_rules(settings)
    plan = plan_of(settings, ruleset, PassKind.WEEKLY, WEEK, SATURDAY)
    setting = ruleset.passes[PassKind.WEEKLY]
    assert (plan.kind, plan.max_depth, plan.sample, plan.external) == (
        PassKind.WEEKLY,
        setting.depth,
        setting.sample,
        setting.external,
    )
    assert plan.max_pages == 500
    assert "stale-column" in plan.rules and "slow-response" not in plan.rules
    assert Plan.from_json(plan.to_json()) == plan
    quarterly = plan_of(settings, ruleset, PassKind.QUARTERLY, "2026-Q4", SATURDAY)
    assert quarterly.max_depth == settings.crawler.max_depth
    assert quarterly.sample_key != plan.sample_key


async def test_site_is_judged_by_the_day_on_which_it_is_looked_at(sqlite_db: Database) -> None:
    sites = await register(sqlite_db, 1)
    await passes.create(sqlite_db, PassKind.WEEKLY, WEEK, "p", "h", [sites[0].id], plan_json())
    crew = Crew()
    async with opened(sqlite_db, settings_of()) as tools:
        await run_pass(tools, PassKind.WEEKLY, WEEK, audit=crew.audit, clock=lambda: SATURDAY)
    assert crew.plans[sites[0].home_url].now == SATURDAY
    [(inspection, _)] = await passes.listed(sqlite_db)
    [row] = await passes.sites_of(sqlite_db, inspection.id)
    assert Plan.from_json(row.options).now == SATURDAY


# --- the daemon ------------------------------------------------------------------------------------------------------


async def test_missed_pass_is_made_up_once(db: Database) -> None:
    await register(db, 2)
    crew = Crew()
    async with daemon(db, crew, SATURDAY):
        await until(lambda: len(crew.looked) == 2)
        await asyncio.sleep(0.2)
    async with daemon(db, crew, SATURDAY + timedelta(days=1)):
        await asyncio.sleep(0.2)
    assert set(crew.looked.values()) == {1}
    [(inspection, _)] = await passes.listed(db)
    assert inspection.period == WEEK and inspection.finished_at is not None


async def test_nothing_runs_before_its_moment_nor_for_a_period_that_is_over(sqlite_db: Database) -> None:
    await register(sqlite_db, 1)
    crew = Crew()
    for now in (FRIDAY, SATURDAY + timedelta(days=2)):
        async with daemon(sqlite_db, crew, now):
            await asyncio.sleep(0.2)
    assert await passes.listed(sqlite_db) == []


async def test_two_daemons_and_a_sweep_at_once_are_harmless(db: Database) -> None:
    await register(db, 6)
    crew = Crew(seconds=0.03)
    async with (
        Database(db.url) as second,
        Database(db.url) as third,
        daemon(db, crew, SATURDAY),
        daemon(second, crew, SATURDAY),
    ):
        await sweep(third, crew)
        await until(lambda: len(crew.looked) == 6)
    assert crew.collisions == []
    assert set(crew.looked.values()) == {1}
    assert len(await passes.listed(db)) == 1


async def test_daemon_goes_on_with_what_was_interrupted(sqlite_db: Database) -> None:
    sites = await register(sqlite_db, 1)
    number, _ = await passes.create(sqlite_db, PassKind.MONTHLY, "2026-11", "p", "h", [sites[0].id], plan_json())
    [row] = await passes.sites_of(sqlite_db, number)
    killed = datetime.now(UTC) - timedelta(seconds=59.7)
    assert await dispatch.take(sqlite_db, row, "killed", 60, per_group=2, options=plan_json(), now=killed) is not None
    crew = Crew()
    async with daemon(sqlite_db, crew, FRIDAY):
        await until(lambda: bool(crew.looked))
    assert crew.attempts == {sites[0].home_url: 2}


async def test_daemon_leaves_a_person_s_audit_alone(sqlite_db: Database) -> None:
    sites = await register(sqlite_db, 1)
    await passes.create(sqlite_db, PassKind.AUDIT, "x", "p", "h", [sites[0].id], plan_json())
    crew = Crew()
    async with daemon(sqlite_db, crew, FRIDAY):
        await asyncio.sleep(0.2)
    assert crew.looked == {}


async def test_site_registered_meanwhile_joins_the_pass(sqlite_db: Database) -> None:
    await register(sqlite_db, 1)
    crew = Crew()
    async with daemon(sqlite_db, crew, SATURDAY):
        await until(lambda: len(crew.looked) == 1)
        await register(sqlite_db, 1, first=7)
        await until(lambda: len(crew.looked) == 2)
    assert len(await passes.listed(sqlite_db)) == 1


async def test_nothing_is_begun_without_sites(sqlite_db: Database) -> None:
    settings = settings_of()
    await registry.add(sqlite_db, [Site(SiteId(0), "http://www.s.gov.cn/", "站", state=SiteState.PAUSED)])
    await begin_due(sqlite_db, settings, load_rules(settings), triggers(settings), SATURDAY)
    assert await passes.listed(sqlite_db) == []


# --- what a person reads ---------------------------------------------------------------------------------------------


async def test_passes_are_listed_and_shown(sqlite_db: Database) -> None:
    await register(sqlite_db, 2)
    outcome = await sweep(sqlite_db, Crew(broken="站1"))
    [head, line] = await render_passes(sqlite_db)
    assert head.split()[:3] == ["编号", "检查", "周期"]
    assert line.split()[1:3] == ["周检测", WEEK]
    text = "".join(await show_pass(sqlite_db, outcome.inspection.id))
    assert "已完成1个，未能检查1个" in text
    assert "站1：ValueError: a page of stone" in text
    with pytest.raises(ConfigError, match="pass 99"):
        await show_pass(sqlite_db, 99)
