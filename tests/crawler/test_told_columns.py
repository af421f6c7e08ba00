"""What a person said of columns holds against what the pages say."""

from collections.abc import Mapping
from datetime import UTC, date, datetime

import pytest

from crawler.columns import article_of, column_key, read_site
from model import Column, ColumnKind, ColumnView, DateFact, DatePlace, ListBlock, ListItem, Page, PageKind

HOME = "http://www.a.gov.cn/"
NOW = datetime(2026, 11, 20, 1, tzinfo=UTC)


def page(path: str, kind: PageKind = PageKind.LIST, name: str = "工作动态") -> Page:
    day = DateFact(date(2026, 11, 1), "2026-11-01", DatePlace.LIST)
    block = ListBlock(tuple(ListItem(f"{path}{n}", f"{HOME}{path}{n}.html", day) for n in range(4)))
    lists = () if kind is PageKind.OTHER else (block,)
    url = HOME + path
    return Page(url, url, 200, NOW, title=name, kind=kind, lists=lists, tags={"columnname": (name,)}, content_hash=hash(path))


def columns(told: Mapping[str, Column], *pages: Page) -> list[ColumnView]:
    reading = read_site(
        [(one.url, 1, one) for one in pages],
        home_url=HOME,
        today=NOW.date(),
        in_scope=lambda url: url.startswith(HOME),
        published=lambda urls: {},
        registered=told,
    )
    return list(reading.columns)


def told(url: str, *, kind: ColumnKind = ColumnKind.STATISTICS, ignored: bool = False) -> dict[str, Column]:
    return {column_key(url): Column(url, "数据", kind, "登记", registered=not ignored, ignored=ignored)}


@pytest.mark.parametrize("url", [HOME + "dt/", HOME + "dt/index.html", "https://a.gov.cn/dt/"])
def test_a_registered_kind_and_name_win(url: str) -> None:
    [view] = columns(told(url), page("dt/"))
    assert (view.column.kind, view.column.name, view.column.registered) == (ColumnKind.STATISTICS, "数据", True)
    assert view.column.url == HOME + "dt/"


def test_an_ignored_column_is_not_judged_but_its_neighbours_are() -> None:
    views = columns(told(HOME + "dt/", ignored=True), page("dt/"), page("yw/", name="要闻"))
    assert [view.column.url for view in views] == [HOME + "yw/"]


def test_a_page_that_says_nothing_is_a_column_when_a_person_says_so() -> None:
    nothing = page("x/", PageKind.OTHER, "")
    assert columns({}, nothing) == []
    assert [view.column.name for view in columns(told(HOME + "x/"), nothing)] == ["数据"]


def test_an_article_says_its_column_and_dates() -> None:
    shown = DateFact(date(2026, 11, 1), "2026-11-01", DatePlace.SHOWN)
    read = Page(
        HOME + "1.html", HOME + "1.html", 200, NOW, title="题", kind=PageKind.ARTICLE, breadcrumb=("首页", "通知公告"),
        dates=(shown,), published=shown, body_hash=7, figures_hash=8, body_sketch=(9,), body_length=10,
    )  # fmt: skip
    article = article_of(read)
    assert (article.column, article.published, article.dated(DatePlace.SHOWN)) == ("通知公告", shown, shown)
    assert article.dated(DatePlace.TAG) is None
    assert (article.body_hash, article.figures_hash, article.body_sketch, article.body_length) == (7, 8, (9,), 10)
