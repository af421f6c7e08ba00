"""What became of addresses: told together or one by one, it reads the same."""

import pytest
from sqlalchemy import select

from model import Json, LinkKind, Outcome, PassKind
from storage import frontier, passes, registry
from storage import tables as t
from storage.database import Database
from storage.frontier import Candidate, FrontierState, Settled
from storage.pages import Batch, SiteStore

HOME = "http://www.store.gov.cn/"
LOOKS: list[Json] = [{"at": "2026-11-20T01:00:00+00:00", "method": "GET", "status": 404}]
TOLD = {
    "a": Settled(Outcome.OK, "", 200),
    "b": Settled(Outcome.OK, "", 200),
    "c": Settled(Outcome.OK, "redirected", 200),
    "d": Settled(Outcome.BROKEN, "http-status", 404, LOOKS),
    "e": Settled(None, "http-status", 404, LOOKS),
    "f": Settled(Outcome.OK, "", 200, shown={"title": "题"}),
}


async def new_store(db: Database) -> SiteStore:
    site = await registry.for_audit(db, HOME)
    number, _ = await passes.create(db, PassKind.AUDIT, "p1", "chk-2019", "hash", [site.id], {})
    [row] = await passes.sites_of(db, number)
    mine = await passes.claim(db, row.id, "me", 60)
    assert mine is not None
    store = SiteStore(db, site, mine, 60)
    found = [Candidate(HOME + name, LinkKind.PAGE, "crawl", 10, 1) for name in (*TOLD, "still waiting")]
    await store.commit(Batch(candidates=found))
    return store


async def written(store: SiteStore) -> dict[str, tuple[object, ...]]:
    f = t.frontier.c
    query = select(t.urls.c.url, f.state, f.outcome, f.reason, f.status, f.attempts, f.shown).join(
        t.urls, t.urls.c.id == f.url_id
    )
    async with store.db.read() as connection:
        return {row.url.removeprefix(HOME): tuple(row)[1:] for row in (await connection.execute(query)).all()}


async def test_what_is_written_together_is_what_each_would_be(db: Database) -> None:
    store = await new_store(db)
    numbers = {row.url: row.id for row in await frontier.window(db, store.id, FrontierState.PENDING, None, 100, ())}
    await store.commit(Batch(settled={numbers[HOME + name]: settled for name, settled in TOLD.items()}))
    for name, seen in (await written(store)).items():
        told = TOLD.get(name)
        if told is None:
            assert seen[:5] == (FrontierState.PENDING, None, "", None, None)
        else:
            assert seen == (told.state, told.outcome, told.reason, told.status, told.attempts, told.shown)


@pytest.mark.parametrize("amount", [1, frontier.CHUNK, frontier.CHUNK + 1])
async def test_more_than_one_statement_may_name_are_all_written(db: Database, amount: int) -> None:
    store = await new_store(db)
    await store.commit(Batch(candidates=[Candidate(f"{HOME}{n}", LinkKind.PAGE, "crawl", 1, 1) for n in range(amount)]))
    rows = await frontier.window(db, store.id, FrontierState.PENDING, None, amount, ())
    await store.commit(Batch(settled={row.id: Settled(Outcome.OK, "", 200) for row in rows}))
    left = await frontier.window(db, store.id, FrontierState.PENDING, None, 100, ())
    assert len(rows) == amount
    assert len(left) == len(TOLD) + 1


async def test_an_address_keeps_the_number_that_it_has(db: Database) -> None:
    store = await new_store(db)
    async with db.write() as connection:
        first = await frontier.number(connection, db, store.site.id, [HOME + "x", HOME + "y"])
        later = await frontier.number(connection, db, store.site.id, [HOME + "y", HOME + "z", HOME + "x"])
    assert {url: later[url] for url in first} == first
    assert len(set(later.values())) == 3
