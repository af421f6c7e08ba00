"""Figures over time from passes and events, on both databases."""

from datetime import UTC, date, datetime, timedelta

from sqlalchemy import update

from model import Finding, PassKind, SitePassState
from storage import passes, registry, suppressions, trends
from storage import tables as t
from storage.database import Database
from tests.storage.inspected import HOME, look, typo

NOW = datetime(2026, 11, 18, 4, tzinfo=UTC)  # a Wednesday


async def moved(db: Database, event: str, days_ago: float, finding: int | None = None) -> None:
    """Date the newest events of a kind back."""
    e = t.finding_events.c
    statement = update(t.finding_events).where(e.event == event).values(at=NOW - timedelta(days=days_ago))
    async with db.write() as connection:
        await connection.execute(statement.where(e.finding_id == finding) if finding else statement)


async def test_weeks_and_times_to_fix(db: Database) -> None:
    await look(db, "p1", [typo(), typo(wrong="帐户"), typo("far")])
    await suppressions.dismiss_findings(db, [2], "引文", None, "王某")
    await look(db, "p2", [])
    await moved(db, "opened", 14)
    await moved(db, "suppressed", 7)
    await moved(db, "fixed", 4)
    with db.read_sync() as connection:
        found = trends.weeks(connection, NOW, count=4)
        total, typos = trends.times_to_fix(connection)
        other = trends.times_to_fix(connection, site_id=99)
        later = trends.times_to_fix(connection, since=NOW)
    assert [(w.monday, w.opened, w.fixed, w.suppressed) for w in found] == [
        (date(2026, 10, 26), 0, 0, 0),
        (date(2026, 11, 2), 3, 0, 0),
        (date(2026, 11, 9), 0, 1, 1),
        (date(2026, 11, 16), 0, 0, 0),
    ]
    assert found[0].name == "2026-W44"
    # One was fixed after ten days, one was no fault, one still waits.
    assert (total.rule, total.fixed, total.mean_days, total.waiting) == ("", 1, 10.0, 1)
    assert (typos.rule, typos.median_days) == ("typo", 10.0)
    assert [(each.fixed, each.waiting) for each in other] == [(0, 0)]
    assert (later[0].fixed, later[0].waiting) == (0, 1)


async def test_a_fault_that_came_back_is_timed_from_its_return(db: Database) -> None:
    for period, findings in (("p1", [typo()]), ("p2", []), ("p3", [typo()]), ("p4", [])):
        await look(db, period, findings)
    await moved(db, "opened", 40)
    await moved(db, "regressed", 5)
    async with db.write() as connection:
        e = t.finding_events.c
        for number, days in ((2, 30), (4, 3)):
            await connection.execute(update(t.finding_events).where(e.id == number).values(at=NOW - timedelta(days=days)))
    with db.read_sync() as connection:
        total = trends.times_to_fix(connection)[0]
    assert (total.fixed, total.mean_days, total.waiting) == (2, 6.0, 0)  # 10 days, then 2


async def scored(db: Database, kind: PassKind, period: str, home: str, score: dict[str, object] | None) -> None:
    site = await registry.for_audit(db, home)
    number, _ = await passes.create(db, kind, period, "chk-2019", "hash", [site.id], {})
    row = next(row for row in await passes.sites_of(db, number) if row.site_id == site.id)
    async with db.write() as connection:
        values = {"state": SitePassState.DONE if score else SitePassState.FAILED, "score": score}
        await connection.execute(update(t.site_passes).where(t.site_passes.c.id == row.id).values(values))


async def test_pass_rates_count_what_was_judged(db: Database) -> None:
    results = {
        "a": ("合格", 90.0),
        "b": ("合格", 80.0),
        "c": ("不合格", None),
        "d": ("疑似单项否决", 70.0),
        "e": ("未判定", None),
    }
    for name, (result, total) in results.items():
        await scored(db, PassKind.MONTHLY, "2026-10", f"http://{name}.gov.cn/", {"result": result, "total": total})
    await scored(db, PassKind.MONTHLY, "2026-10", "http://f.gov.cn/", None)
    await scored(db, PassKind.AUDIT, "x", "http://a.gov.cn/", {"result": "不合格", "total": None})
    await scored(db, PassKind.MONTHLY, "2026-11", "http://f.gov.cn/", None)
    with db.read_sync() as connection:
        october, november = trends.pass_rates(connection)
        of_a = trends.pass_rates(connection, site_id=1)
    assert (october.sites, october.judged, october.passed, october.failed, october.suspected) == (6, 4, 2, 1, 1)
    assert (october.rate, october.mean_score) == (0.5, 80.0)
    assert (november.judged, november.rate, november.mean_score) == (0, None, None)
    assert [(each.period, each.rate) for each in of_a] == [("2026-10", 1.0)]


async def test_the_worst_columns(db: Database) -> None:
    def at(path: str, rule: str, column: str | None) -> Finding:
        return Finding(rule, HOME + path, HOME, "……", column=column)

    found = [
        at("1", "typo", "要闻"),
        at("2", "typo", "要闻"),
        at("3", "broken-link", "要闻"),
        at("4", "typo", "公告"),
        at("5", "typo", None),
    ]
    await look(db, "p1", found)
    with db.read_sync() as connection:
        worst = trends.worst_columns(connection)
        assert trends.worst_columns(connection, limit=1) == worst[:1]
        assert trends.worst_columns(connection, site_id=99) == []
    assert [(each.column, each.open, each.rules) for each in worst] == [
        ("要闻", 3, (("typo", 2), ("broken-link", 1))),
        ("公告", 1, (("typo", 1),)),
    ]


async def test_a_dismissed_finding_is_counted_in_no_pass(db: Database) -> None:
    await look(db, "2026-W46", [typo(), typo("b")], kind=PassKind.WEEKLY)
    await suppressions.dismiss_findings(db, [1], "引文", None, "王某")
    with db.read_sync() as connection:
        assert [each.findings for each in trends.pass_rates(connection)] == [1]
