"""An empty column is known by its sisters: where they have their lists it has nothing."""

from datetime import date

import pytest

from crawler.column_pages import Seen
from crawler.column_siblings import with_vacancies
from model import AWAITED, DateFact, DatePlace, ListBlock, ListItem, Page, PageKind, Stray, Vacancy
from tests.crawler.test_column_structure import HOME, page

PLACE = "body > div.main > div.right > ul.list"
WAITS = f"{AWAITED}list"
DAY = DateFact(date(2026, 11, 1), "2026-11-01", DatePlace.LIST)


def sister(name: str, path: str = PLACE, source: str = "html") -> Seen:
    items = tuple(ListItem(f"第{n}号文件", f"{HOME}{name}/{n}.html", DAY) for n in range(4))
    return seen(page(f"{name}/", name, "首页", name, lists=(ListBlock(items, role="main", path=path, source=source),)))


def seen(one: Page) -> Seen:
    return Seen(one.url, 1, one)


def judged(*sisters: Seen, place: Vacancy, scripted: str = WAITS, kind: PageKind = PageKind.LIST) -> tuple[bool, str]:
    empty = seen(page("e/", "空", "首页", "空", vacancies=(place,), scripted=scripted, kind=kind))
    *_, last = with_vacancies([*sisters, empty])
    return last.page.vacant, last.page.scripted


@pytest.mark.parametrize(
    "place",
    [Vacancy(PLACE), Vacancy(PLACE, "信息稍后与您见面"), Vacancy("html > body > div.main > div.right")],
)
def test_the_place_of_the_sisters_lists_is_empty_and_waits_for_no_script(place: Vacancy) -> None:
    assert judged(sister("a"), sister("b"), place=place) == (True, "")


def test_what_else_the_page_waits_for_it_still_waits_for() -> None:
    assert judged(sister("a"), sister("b"), place=Vacancy(PLACE), scripted="列表由脚本填充") == (False, "列表由脚本填充")


@pytest.mark.parametrize(
    ("sisters", "place"),
    [
        ([sister("a")], Vacancy(PLACE)),  # one column proves no template
        ([sister("a"), sister("b")], Vacancy("body > div.main > div.left > ul.list")),
        ([sister("a"), sister("b")], Vacancy(PLACE, "数据加载中")),
        ([sister("a", source="jpage"), sister("b", source="jpage")], Vacancy(PLACE)),
        ([sister("a"), sister("b")], Vacancy("html > body > div.main > div.right", "电话 12345")),  # a wrapper with words
    ],
)
def test_what_proves_nothing(sisters: list[Seen], place: Vacancy) -> None:
    assert judged(*sisters, place=place) == (False, WAITS)


ONE = ListItem("关于耕地保护的通知", f"{HOME}e/1.html")


def listed(*paths: str, kind: PageKind = PageKind.HUB) -> list[ListItem]:
    few = seen(page("e/", "空", "首页", "空", strays=(Stray(ONE, paths),), kind=kind))
    *_, last = with_vacancies([sister("a"), sister("b"), few])
    return [item for block in last.page.lists for item in block.items]


def test_a_link_in_the_place_of_the_sisters_lists_is_an_item() -> None:
    assert listed("x > div.main > div.right > ul.list > li", PLACE) == [ONE]


def test_links_elsewhere_are_ways_to_other_pages() -> None:
    assert listed("body > div.main > div.left > ul.menu") == []
    assert listed(PLACE, kind=PageKind.SINGLE) == []


def test_a_link_beside_its_day_is_an_item_also_without_sisters() -> None:
    dated = Stray(ListItem("停水通知", f"{HOME}e/1.html", DAY), ("body > div.x",))
    plain = Stray(ONE, ("body > div.y",))

    def found(**facts: object) -> list[ListItem]:
        [one] = with_vacancies([seen(page("e/", "空", "首页", "空", **{"strays": (plain, dated), **facts}))])
        return [item for block in one.page.lists for item in block.items]

    assert found() == [dated.item]
    assert found(strays=(plain,)) == []
    assert found(placeholder="暂无内容") == []  # the link is the frame's
    assert found(scripted="列表由脚本填充") == []
