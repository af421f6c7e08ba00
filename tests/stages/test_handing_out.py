"""Which addresses are handed out: by value, those in trouble when they are due, and no look at the database for nothing."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from types import SimpleNamespace
from typing import cast

import pytest

from model import Attempt
from settings import Settings
from stages.handing_out import HandingOut
from storage import frontier
from storage.database import Database
from storage.frontier import Settled, Waiting
from storage.packing import plain
from storage.pages import Batch
from tests.storage.test_audit_storage import HOME, candidate, new_store
from tools import Tools


def tools(db: Database) -> Tools:
    return cast(Tools, SimpleNamespace(db=db, settings=Settings()))


def trouble(seconds_ago: float) -> Settled:
    """An answer that must be confirmed, so long ago."""
    at = datetime.now(UTC) - timedelta(seconds=seconds_ago)
    return Settled(None, "http-status", 404, plain([Attempt(at, "GET", 404, "", 10)]))


async def test_what_waits_comes_first_and_then_what_is_due(sqlite_db: Database) -> None:
    store = await new_store(sqlite_db)
    out = HandingOut(tools(sqlite_db), store, "crawl", 10)
    await store.commit(Batch(candidates=[candidate(HOME + "b", 20), candidate(HOME + "a", 10)]))
    ready, _ = await out.next()
    assert [waiting.url for waiting in ready] == [HOME + "a", HOME + "b"]
    assert not out.resting.is_set()
    for waiting in ready:
        await out.hand_out(waiting)
    assert await out.next() == ([], None)
    assert not out.resting.is_set()  # what is under way may still lead on
    await store.commit(Batch(settled={ready[0].id: trouble(60), ready[1].id: trouble(0)}))
    out.under_way.clear()
    due, _ = await out.next()
    assert [waiting.url for waiting in due] == [HOME + "a"]
    await store.commit(Batch(settled={due[0].id: trouble(0)}))
    later, due_in = await out.next()
    assert not later
    assert due_in is not None and 0 < due_in <= Settings().verify.spacing
    assert out.resting.is_set()


async def test_the_database_is_not_asked_again_before_something_is_written(
    sqlite_db: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = 0
    window: Callable[..., object] = frontier.window

    async def counted(*arguments: object) -> list[Waiting]:
        nonlocal asked
        asked += 1
        return await window(*arguments)  # type: ignore[misc, no-any-return]

    monkeypatch.setattr(frontier, "window", counted)
    store = await new_store(sqlite_db)
    out = HandingOut(tools(sqlite_db), store, "verify", 10)
    assert await out.next() == await out.next() == ([], None)
    assert asked == 2  # once for what waits, once for what waits for another look
    await store.commit(Batch(candidates=[candidate(HOME)]))
    await out.next()
    assert asked == 4


async def test_what_no_fetcher_has_begun_stays_waiting(sqlite_db: Database) -> None:
    store = await new_store(sqlite_db)
    out = HandingOut(tools(sqlite_db), store, "crawl", 10)
    await store.commit(Batch(candidates=[candidate(HOME)]))
    ready, _ = await out.next()
    await out.hand_out(ready[0])
    out.take_back()
    assert not out.under_way
    assert (await out.next())[0] == ready
