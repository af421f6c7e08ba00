"""Pages of a pass by words in their titles: announcements and their results among thousands of articles."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from sqlalchemy import ColumnElement, Connection, or_, select

from model import ListItem, Outcome, Page, PageKind, SitePassId
from storage import tables as t
from storage.packing import unpack_page


def _titled(site_pass: SitePassId, words: Sequence[str]) -> tuple[ColumnElement[bool], ...]:
    f = t.frontier.c
    said = or_(*(t.pages.c.title.contains(word, autoescape=True) for word in words))
    return f.site_pass_id == site_pass, f.job == "crawl", f.outcome == Outcome.OK, f.reason == "", said


def articles_titled(connection: Connection, site_pass: SitePassId, words: Sequence[str]) -> Iterator[Page]:
    """The articles that a pass read whose title holds one of the words, streamed in the order of their discovery."""
    query = (
        select(t.pages.c.facts)
        .join(t.frontier, t.frontier.c.url_id == t.pages.c.url_id)
        .where(*_titled(site_pass, words), t.pages.c.kind == str(PageKind.ARTICLE), t.pages.c.facts.is_not(None))
        .order_by(t.frontier.c.url_id)
    )
    for row in connection.execution_options(yield_per=100).execute(query):
        yield unpack_page(row.facts)


def titles_with(connection: Connection, site_pass: SitePassId, words: Sequence[str], limit: int) -> list[ListItem]:
    """Title and address of every page of a pass whose title holds one of the words."""
    query = (
        select(t.pages.c.title, t.urls.c.url)
        .join(t.urls, t.urls.c.id == t.pages.c.url_id)
        .join(t.frontier, t.frontier.c.url_id == t.pages.c.url_id)
        .where(*_titled(site_pass, words))
        .order_by(t.frontier.c.url_id)
        .limit(limit)
    )
    return [ListItem(row.title, row.url) for row in connection.execute(query)]
