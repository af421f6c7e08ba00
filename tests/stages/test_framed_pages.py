"""The pages of a small site are read from storage once while it is judged, those of a larger one each time."""

import pytest
from sqlalchemy import Connection, event

from model import Outcome, Page, PageKind
from pagework import pack_facts
from stages import site_views
from stages.site_views import FramedPages
from storage import frontier
from storage.database import Database
from storage.frontier import FrontierState, Settled
from storage.packing import PageResults
from storage.pages import Batch, PageRecord
from tests.storage.test_audit_storage import HOME, NOW, candidate, new_store

KINDS = {"a": PageKind.ARTICLE, "b": PageKind.LIST, "c": PageKind.ARTICLE}


def page(name: str) -> Page:
    return Page(HOME + name, HOME + name, 200, NOW, title=name, kind=KINDS[name])


@pytest.mark.parametrize(("few", "asked"), [(3, 1), (2, 4)])
async def test_every_walk_gives_the_same_pages(
    sqlite_db: Database, few: int, asked: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(site_views, "FEW", few)
    store = await new_store(sqlite_db)
    await store.commit(Batch(candidates=[candidate(HOME + name) for name in KINDS]))
    rows = await frontier.window(sqlite_db, store.id, FrontierState.PENDING, None, 10, ())
    records = [
        PageRecord(row.id, 200, NOW, KINDS[row.url[-1]], "题", "", 1, pack_facts(page(row.url[-1])), PageResults(), ())
        for row in rows
    ]
    await store.commit(Batch(records, settled={row.id: Settled(Outcome.OK) for row in rows}))
    with sqlite_db.read_sync() as connection:
        statements = counted(connection)
        pages = FramedPages(connection, store.id)
        assert {each.title for each in pages} == {"a", "b", "c"}
        assert {each.title for each in pages.of([PageKind.ARTICLE])} == {"a", "c"}
        assert [each.title for each in pages.of([PageKind.LIST, PageKind.MESSAGE])] == ["b"]
        assert len(statements) == asked


def counted(connection: Connection) -> list[str]:
    found: list[str] = []
    event.listen(connection, "before_cursor_execute", lambda *args: found.append(args[2]))
    return found
