"""Dismissals: what they take out, for how long, and how they end, on both databases."""

from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import update

from model import Outcome, PassKind, StorageError
from storage import ledger, reporting, suppressions, tables
from storage.database import Database
from storage.suppressions import Suppression, today
from tests.storage.inspected import HOME, events, look, states, typo

REASON = "引用原文"


def observed(db: Database, site_pass: int) -> list[str]:
    with db.read_sync() as connection:
        return [finding.url for finding in ledger.observed(connection, site_pass)]  # type: ignore[arg-type]


async def test_a_dismissed_finding_stays_dismissed_when_it_is_seen_again(db: Database) -> None:
    first, _ = await look(db, "p1", [typo(), typo("a")])
    assert await suppressions.dismiss_findings(db, [1], REASON, None, "王某") == [1]
    assert await suppressions.dismiss_findings(db, [1], REASON, None, "王某") == []
    second, _ = await look(db, "p2", [typo(), typo("a")])
    assert await states(db) == {1: "suppressed", 2: "open"}
    assert await events(db, 1) == ["opened", "suppressed"]
    # A false alarm is taken out of the report of the pass that raised it, too.
    assert observed(db, first.id) == observed(db, second.id) == [HOME + "a"]


async def test_a_pattern_takes_out_what_is_there_and_what_comes(db: Database) -> None:
    store, _ = await look(db, "p1", [typo(), typo("old/1.html")])
    site = store.site.id
    number, taken = await suppressions.dismiss_pattern(db, site, "ty*", HOME + "old/*", "历史文档", None, "王某")
    assert (number, taken) == (1, 1)
    await look(db, "p2", [typo(), typo("old/1.html"), typo("old/2.html")])
    assert await states(db) == {1: "open", 2: "suppressed", 3: "suppressed"}
    assert await events(db, 3) == ["opened", "suppressed"]
    with pytest.raises(StorageError, match="--pattern 1"):
        await suppressions.withdraw_of_findings(db, [3], "李某")
    assert await suppressions.withdraw(db, [1], "李某") == 2
    assert await suppressions.withdraw(db, [1], "李某") == 0
    assert await states(db) == {1: "open", 2: "open", 3: "open"}
    assert (await events(db, 3))[-1] == "restored"


async def test_a_pattern_for_every_site_reaches_every_site_and_one_sites_no_other(db: Database) -> None:
    other = "http://www.other.gov.cn/"
    first, _ = await look(db, "p1", [typo()])
    await look(db, "p2", [typo()], home=other)  # the same address, as another site's finding
    await suppressions.dismiss_pattern(db, first.site.id, "typo", "*", REASON, None, "王某")
    assert await states(db) == {1: "suppressed", 2: "open"}
    _, taken = await suppressions.dismiss_pattern(db, None, "typo", "*", REASON, None, "王某")
    assert (taken, await states(db)) == (1, {1: "suppressed", 2: "suppressed"})


async def test_a_dismissal_runs_out(db: Database) -> None:
    store, _ = await look(db, "p1", [typo()])
    await suppressions.dismiss_findings(db, [1], "本年不适用", today(), "王某")
    await suppressions.expire_everywhere(db)
    assert await states(db) == {1: "suppressed"}
    yesterday = today() - timedelta(days=1)
    await suppressions.withdraw_of_findings(db, [1], "王某")
    await suppressions.dismiss_findings(db, [1], "本年不适用", yesterday, "王某")
    assert await suppressions.expire_everywhere(db) == 1
    assert await states(db) == {1: "open"}
    assert await events(db, 1) == ["opened", "suppressed", "restored", "suppressed", "expired"]
    assert observed(db, store.id) == [HOME]


async def test_what_ran_out_and_was_mended_is_fixed_by_the_pass_that_sees_it(db: Database) -> None:
    await look(db, "p1", [typo()])
    await suppressions.dismiss_findings(db, [1], "本年不适用", today() - timedelta(days=1), "王某")
    await look(db, "p2", [])
    assert await events(db, 1) == ["opened", "suppressed", "expired", "fixed"]


async def test_a_dismissed_finding_that_is_not_seen_is_not_called_fixed(db: Database) -> None:
    await look(db, "p1", [typo()])
    await suppressions.dismiss_findings(db, [1], REASON, None, "王某")
    _, done = await look(db, "p2", [])
    assert (done.fixed, await states(db)) == (0, {1: "suppressed"})


async def test_what_comes_back_although_dismissed_is_dismissed_again(db: Database) -> None:
    store, _ = await look(db, "p1", [typo("x")], also={HOME + "x": Outcome.OK})
    await look(db, "p2", [], also={HOME + "x": Outcome.OK})
    await suppressions.dismiss_pattern(db, store.site.id, "*", HOME + "x", REASON, None, "王某")
    await look(db, "p3", [typo("x")], also={HOME + "x": Outcome.OK})
    assert await events(db, 1) == ["opened", "fixed", "regressed", "suppressed"]


def test_the_last_day_is_still_dismissed() -> None:
    last = date(2026, 12, 31)
    one = Suppression(1, None, "typo", "*", "", REASON, last, "王某", None)  # type: ignore[arg-type]
    assert one.holds(last) and not one.holds(last + timedelta(days=1))
    assert one.matches("typo", HOME, "x") and not one.matches("typos", HOME, "x")


async def test_an_old_report_stays_as_it_was_when_a_dismissal_has_run_out(db: Database) -> None:
    old, _ = await look(db, "p1", [typo(), typo("a")], kind=PassKind.WEEKLY)
    s = tables.site_passes.c
    async with db.write() as connection:
        ended = update(tables.site_passes).where(s.id == old.id)
        await connection.execute(ended.values(ended_at=datetime.now(UTC) - timedelta(days=5)))
    await suppressions.dismiss_findings(db, [1], REASON, today() - timedelta(days=3), "王某")
    await suppressions.expire_everywhere(db)
    assert await states(db) == {1: "open", 2: "open"}
    new, _ = await look(db, "p2", [typo(), typo("a")], kind=PassKind.WEEKLY)
    with db.read_sync() as connection:
        assert [noted.finding.url for noted in reporting.noted(connection, old.id)] == [HOME + "a"]
        assert len(list(reporting.noted(connection, new.id))) == 2
        told = [reporting.tallies(connection, number)["typo"] for number in (old.id, new.id)]
        assert [(tally.shown, tally.suppressed) for tally in told] == [(1, 1), (2, 0)]
        assert [reporting.found_in(connection, each.mine.pass_id) for each in (old, new)] == [{old.id: 1}, {new.id: 2}]
