"""Pages of a pass found by words of their titles, on both databases."""

from dataclasses import replace

from model import Outcome
from storage.database import Database
from storage.frontier import FrontierState, Settled, window
from storage.pages import Batch
from storage.titled_pages import articles_titled, titles_with
from tests.storage.test_audit_storage import HOME, candidate, new_store, record

TITLES = {HOME + "a": "关于征求意见的公告", HOME + "b": "100%完成任务", HOME + "c": "征求意见采纳情况"}


async def test_words_in_titles(db: Database) -> None:
    store = await new_store(db)
    await store.commit(Batch(candidates=[candidate(url) for url in TITLES]))
    ids = {row.url: row.id for row in await window(db, store.id, FrontierState.PENDING, None, 100, ())}
    read = [replace(record(ids[url], url), title=title) for url, title in TITLES.items()]
    await store.commit(Batch(read, settled={number: Settled(Outcome.OK) for number in ids.values()}))
    with db.read_sync() as connection:
        assert {page.url for page in articles_titled(connection, store.id, ("征求", "问卷"))} == {HOME + "a", HOME + "c"}
        found = titles_with(connection, store.id, ("采纳", "0%完"), 10)
        assert {(item.title, item.url) for item in found} == {(TITLES[u], u) for u in (HOME + "b", HOME + "c")}
        assert titles_with(connection, store.id, ("_",), 10) == []
