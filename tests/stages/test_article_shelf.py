"""Articles taken off the shelf are those of the stored pages, in their column's order, also from a file."""

from datetime import date

import pytest

from crawler.columns import article_of
from model import DateFact, DatePlace, Outcome, Page, PageKind
from pagework import pack_facts
from stages import article_shelf
from stages.article_shelf import ArticleShelf
from storage import frontier
from storage.database import Database
from storage.frontier import FrontierState, Settled
from storage.packing import PageResults
from storage.pages import Batch, PageRecord
from tests.storage.test_audit_storage import HOME, NOW, candidate, new_store


def page(name: str) -> Page:
    dated = DateFact(date(2026, 11, 1), "2026-11-01", DatePlace.SHOWN)
    return Page(
        HOME + name, HOME + name, 200, NOW, title=f"关于{name}的通知", kind=PageKind.ARTICLE, published=dated, dates=(dated,)
    )


@pytest.mark.parametrize("in_memory", [1 << 20, 10])
async def test_articles_in_the_order_of_each_column(
    sqlite_db: Database, in_memory: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(article_shelf, "IN_MEMORY", in_memory)
    store = await new_store(sqlite_db)
    pages = {each.url: each for each in map(page, "abc")}
    await store.commit(Batch(candidates=[candidate(url) for url in (*pages, HOME + "lost")]))
    rows = await frontier.window(sqlite_db, store.id, FrontierState.PENDING, None, 10, ())
    records = [
        PageRecord(row.id, 200, NOW, PageKind.ARTICLE, "题", "", 1, pack_facts(pages[row.url]), PageResults(), ())
        for row in rows
        if row.url in pages
    ]
    await store.commit(Batch(records, settled={row.id: Settled(Outcome.OK) for row in rows}))
    with sqlite_db.read_sync() as connection:
        shelf = ArticleShelf(connection, store.id, store.site.id)
        first = shelf.articles_at([HOME + "b", HOME + "lost", HOME + "a", HOME + "b"])
        second = shelf.articles_at([HOME + "c", HOME + "a"])
        assert list(first) == [article_of(page("b")), article_of(page("a"))]
        assert list(second) == [article_of(page("c")), article_of(page("a"))]
        assert list(first) == list(first)
        assert (len(first), bool(shelf.articles_at([HOME + "lost"]))) == (2, False)
