"""The record of visits, and the facts of probes, on both databases."""

from datetime import UTC, date, datetime, timedelta

import pytest

from model import PassKind, Site, SiteId, StaleAttempt
from storage import passes, probes, registry, visits
from storage.database import Database
from storage.visits import Visit

NOW = datetime(2026, 11, 21, 4, 0, tzinfo=UTC)  # noon in Shanghai


async def site_of(db: Database) -> SiteId:
    [number] = await registry.add(db, [Site(SiteId(0), "http://www.a.gov.cn/", "甲")])
    return number


async def test_a_record_is_counted_by_the_days_of_shanghai(db: Database) -> None:
    site = await site_of(db)
    evening = datetime(2026, 11, 19, 17, 0, tzinfo=UTC)  # already the 20th in Shanghai
    await visits.add(
        db,
        [
            Visit(site, evening, "ok", 200, milliseconds=300),
            Visit(site, evening + timedelta(hours=1), "failed", None, "timeout", 15000),
            Visit(site, evening + timedelta(hours=2), "refused", 412),
            Visit(site, NOW - timedelta(hours=1), "ours", None, "dns"),
            Visit(site, NOW, "ok", 200, milliseconds=500),
        ],
    )
    with db.read_sync() as connection:
        record = visits.history(connection, site, NOW, 8)
        nothing = visits.history(connection, SiteId(99), NOW, 8)
    assert [tuple(day.values()) for day in record["days"]] == [("2026-11-20", 2, 1, 1, 0), ("2026-11-21", 1, 0, 0, 1)]
    assert (record["opened"], record["median_ms"]) == (2, 500)
    assert record["failures"] == [
        {"at": "2026-11-20T02:00:00+08:00", "status": None, "error": "timeout", "milliseconds": 15000}
    ]
    assert nothing == {}
    assert await visits.latest(db) == {site: NOW}


async def test_old_visits_are_forgotten(db: Database) -> None:
    site = await site_of(db)
    await visits.add(db, [Visit(site, NOW - timedelta(days=200), "ok")])
    await visits.add(db, [Visit(site, NOW, "ok")])
    await visits.add(db, [])
    with db.read_sync() as connection:
        assert len(visits.history(connection, site, NOW, 365)["days"]) == 1


async def test_facts_of_probes_stay_with_the_pass_and_its_worker(db: Database) -> None:
    site = await site_of(db)
    number, _ = await passes.create(db, PassKind.AUDIT, "p", "chk-2019", "h", [site], {})
    [row] = await passes.sites_of(db, number)
    first = await passes.claim(db, row.id, "one", 60)
    second = await passes.claim(db, row.id, "two", 60, take_over=True)
    assert first is not None and second is not None
    with pytest.raises(StaleAttempt):
        await probes.save(db, first, {"tls": {}}, 60)
    await probes.save(db, second, {"tls": {"hosts": []}}, 60)
    with db.read_sync() as connection:
        assert probes.of_pass(connection, row.id) == {"tls": {"hosts": []}}
        assert probes.titles(connection, row.id, date(2026, 1, 1), date(2026, 12, 1)) == []
        assert probes.secure_addresses(connection, row.id, ["www.a.gov.cn"]) == []
        assert probes.second_level(connection, row.id, 5) == []
