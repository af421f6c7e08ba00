"""Passes and claims: unique, leased, and closed to a worker whose lease was given away."""

import asyncio
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import update

from model import PassKind, Site, SiteId, SitePassState, StaleAttempt
from storage import dispatch, passes, registry
from storage.database import Database
from storage.tables import site_passes

LEASE = 60.0


async def sites(db: Database, amount: int) -> list[SiteId]:
    return await registry.add(db, [Site(SiteId(0), f"http://www.s{i}.gov.cn/", f"站{i}") for i in range(amount)])


async def end(db: Database, mine: passes.SitePass, state: SitePassState = SitePassState.DONE) -> None:
    async with db.write() as connection:
        await passes.end(connection, mine, state, "", {"complete": True}, None)


async def test_pass_of_a_period_is_made_once(db: Database) -> None:
    numbers = await sites(db, 2)
    first, made = await passes.create(db, PassKind.WEEKLY, "2026-W47", "chk-2019", "h", numbers, {"n": 1})
    again, made_again = await passes.create(db, PassKind.WEEKLY, "2026-W47", "other", "h2", numbers, {"n": 2})
    assert (made, made_again, again) == (True, False, first)
    rows = await passes.sites_of(db, first)
    assert [(row.site_id, row.options) for row in rows] == [(n, {"n": 1}) for n in numbers]
    inspection = await passes.get(db, first)
    assert inspection is not None and inspection.ruleset == "chk-2019"
    assert await passes.exists(db, PassKind.WEEKLY, "2026-W47")
    assert not await passes.exists(db, PassKind.MONTHLY, "2026-W47")


async def test_two_makers_at_once_make_one_pass(db: Database) -> None:
    numbers = await sites(db, 3)
    async with Database(db.url) as other:
        made = await asyncio.gather(
            *(passes.create(d, PassKind.MONTHLY, "2026-11", "p", "h", numbers, {}) for d in (db, other))
        )
    assert len({number for number, _ in made}) == 1
    assert sorted(new for _, new in made) == [False, True]
    assert len(await passes.sites_of(db, made[0][0])) == 3


async def test_sites_that_come_later_are_added_and_reopen_the_pass(db: Database) -> None:
    [one, two] = await sites(db, 2)
    number, _ = await passes.create(db, PassKind.WEEKLY, "2026-W47", "p", "h", [one], {})
    [row] = await passes.sites_of(db, number)
    mine = await passes.claim(db, row.id, "a", LEASE)
    assert mine is not None
    await end(db, mine)
    inspection = await passes.get(db, number)
    assert inspection is not None and inspection.finished_at is not None

    await passes.create(db, PassKind.WEEKLY, "2026-W47", "p", "h", [one], {})
    inspection = await passes.get(db, number)
    assert inspection is not None and inspection.finished_at is not None, "nothing new, so it stays finished"

    await passes.create(db, PassKind.WEEKLY, "2026-W47", "p", "h", [one, two], {})
    inspection = await passes.get(db, number)
    assert inspection is not None and inspection.finished_at is None
    assert [r.state for r in await passes.sites_of(db, number)] == [SitePassState.DONE, SitePassState.DUE]


async def test_only_one_worker_gets_a_site(db: Database) -> None:
    [site] = await sites(db, 1)
    number, _ = await passes.create(db, PassKind.WEEKLY, "2026-W47", "p", "h", [site], {})
    [row] = await passes.sites_of(db, number)
    async with Database(db.url) as other:
        got = await asyncio.gather(*(passes.claim(d, row.id, "w", LEASE) for d in (db, other, db, other)))
    [mine] = [g for g in got if g is not None]
    assert (mine.state, mine.attempt) == (SitePassState.RUNNING, 1)
    await end(db, mine)
    assert await passes.claim(db, row.id, "late", LEASE) is None, "what has ended is not claimed again"


async def test_worker_whose_lease_ended_writes_nothing_more(db: Database) -> None:
    [site] = await sites(db, 1)
    number, _ = await passes.create(db, PassKind.WEEKLY, "2026-W47", "p", "h", [site], {})
    [row] = await passes.sites_of(db, number)
    slow = await passes.claim(db, row.id, "slow", -1.0)
    assert slow is not None
    quick = await passes.claim(db, row.id, "quick", LEASE)
    assert quick is not None and quick.attempt == 2
    assert quick.started_at == slow.started_at
    with pytest.raises(StaleAttempt):
        await end(db, slow)
    with pytest.raises(StaleAttempt):
        async with db.write() as connection:
            await passes.still_mine(connection, slow, LEASE)
    await passes.release(db, slow, {})
    [row] = await passes.sites_of(db, number)
    assert row.state is SitePassState.RUNNING, "a stale worker cannot give back what it does not have"
    async with db.write() as connection:
        await passes.still_mine(connection, quick, LEASE)


async def test_a_lease_from_a_clock_that_was_ahead_holds_nobody_up(db: Database) -> None:
    [site] = await sites(db, 1)
    number, _ = await passes.create(db, PassKind.WEEKLY, "2026-W47", "chk-2019", "h", [site], {})
    [row] = await passes.sites_of(db, number)
    stale = await passes.claim(db, row.id, "dead", LEASE)
    assert stale is not None
    async with db.write() as connection:
        until = datetime.now(UTC) + timedelta(days=30)
        await connection.execute(update(site_passes).where(site_passes.c.id == row.id).values(lease_until=until))
    assert await dispatch.live_owners(db, site) == []
    assert [item.row.id for item in await dispatch.waiting(db, [])] == [row.id]
    mine = await passes.claim(db, row.id, "next", LEASE)
    assert mine is not None and mine.attempt == 2
    assert await passes.claim(db, row.id, "third", LEASE) is None


async def test_released_site_can_be_claimed_at_once(db: Database) -> None:
    [site] = await sites(db, 1)
    number, _ = await passes.create(db, PassKind.WEEKLY, "2026-W47", "p", "h", [site], {})
    [row] = await passes.sites_of(db, number)
    mine = await passes.claim(db, row.id, "a", LEASE)
    assert mine is not None
    await passes.release(db, mine, {"pages": 7})
    again = await passes.claim(db, row.id, "b", LEASE)
    assert again is not None
    assert (again.attempt, again.coverage) == (2, {"pages": 7})


async def test_an_open_audit_is_found_for_its_person(db: Database) -> None:
    [site] = await sites(db, 1)
    number, _ = await passes.create(db, PassKind.AUDIT, "x", "p", "h", [site], {})
    waiting = await passes.last_open_audit(db, site)
    assert waiting is not None and waiting.pass_id == number


async def test_pass_is_finished_with_its_last_site(db: Database) -> None:
    numbers = await sites(db, 2)
    number, _ = await passes.create(db, PassKind.WEEKLY, "2026-W47", "p", "h", numbers, {})
    began = datetime.now(UTC) - timedelta(seconds=5)
    for left, row in zip((1, 0), await passes.sites_of(db, number), strict=True):
        mine = await passes.claim(db, row.id, "a", LEASE)
        assert mine is not None
        await end(db, mine, SitePassState.PARTIAL)
        inspection = await passes.get(db, number)
        assert inspection is not None and (inspection.finished_at is None) == bool(left)
    assert inspection is not None and inspection.finished_at is not None and inspection.finished_at > began
    [(listed, counts)] = await passes.listed(db)
    assert (listed.id, counts) == (number, {SitePassState.PARTIAL: 2})


async def test_what_people_say_reaches_the_passes_that_forms_print(db: Database) -> None:
    [site] = await sites(db, 1)
    made = []
    for kind, period in (
        (PassKind.QUARTERLY, "2026-Q3"), (PassKind.QUARTERLY, "2026-Q4"), (PassKind.MONTHLY, "2026-11"), (PassKind.WEEKLY, "2026-W47"),
        (PassKind.WEEKLY, "2026-W48"),
    ):  # fmt: skip
        number, _ = await passes.create(db, kind, period, "p", "h", [site], {})
        [row] = await passes.sites_of(db, number)
        mine = await passes.claim(db, row.id, "a", LEASE)
        assert mine is not None
        await end(db, mine)
        made.append(row.id)
    assert {row.id for row in await passes.standing(db, site)} == {made[1], made[2], made[4]}
