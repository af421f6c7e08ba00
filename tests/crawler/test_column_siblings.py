"""An empty column is known by its sisters: where they have their lists it has nothing."""

from dataclasses import replace
from datetime import date

import pytest

from crawler.column_pages import Seen, without_furniture
from crawler.column_siblings import with_vacancies
from model import AWAITED, DateFact, DatePlace, ListBlock, ListItem, Page, PageKind, Stray, Vacancy
from tests.crawler.extract.qingshan import read, whole
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
    [
        Vacancy(PLACE),
        Vacancy(PLACE, "信息稍后与您见面"),
        Vacancy("html > body > div.main > div.right"),
        Vacancy("html > body > div.main > div.right", "空"),  # nothing but the column's name
    ],
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
    ranking = ListBlock((dated.item,), "阅读排行", role="side", path="body > div.x")
    assert found(lists=(ranking,)) == [dated.item]  # the item of the box, and none of the column


def test_a_page_whose_lists_prove_the_template_s_keeps_its_own_link_as_an_item() -> None:
    hot = ListBlock(tuple(ListItem(f"最新第{n}条", f"{HOME}hot/{n}.html", DAY) for n in range(4)), role="main")
    pages = [page(f"{n}/", f"栏目{n}", "首页", f"栏目{n}", lists=(hot,), content_hash=n) for n in range(4)]
    own = Stray(ListItem("行业动态一则", f"{HOME}3/1.html", DAY), ("body > div.rows",))
    boxed = tuple(Stray(item, ("body > div.hot",)) for item in hot.items)
    pages[3] = page("3/", "栏目3", "首页", "栏目3", lists=(hot,), strays=(own, *boxed), content_hash=3)
    found = with_vacancies(without_furniture([seen(one) for one in pages]))
    assert [[item for block in one.page.lists for item in block.items] for one in found] == [[], [], [], [own.item]]
    assert [one.page.offered for one in found] == ["", "", "", "行业动态一则"]


def with_calls(one: Seen, *calls: int) -> Seen:
    return seen(replace(one.page, calls=calls))


def test_a_script_that_no_sister_with_a_list_has_may_bring_the_list() -> None:
    sisters = [with_calls(sister(name), 1, 2) for name in "ab"]
    for own, scripted in (((1, 2), False), ((1,), False), ((1, 2, 3), True)):
        empty = seen(page("e/", "空", "首页", "空", vacancies=(Vacancy(PLACE),), calls=own))
        *_, last = with_vacancies([*sisters, empty])
        assert (bool(last.page.scripted), last.page.vacant) == (scripted, not scripted)


def test_scripts_of_a_sister_whose_list_an_interface_brings_prove_nothing() -> None:
    loaded = with_calls(sister("a", source="json"), 7)
    empty = seen(page("e/", "空", "首页", "空", calls=(7,)))
    *_, last = with_vacancies([loaded, sister("b"), empty])
    assert last.page.scripted


def test_a_page_with_a_list_or_with_words_keeps_its_own_scripts_for_itself() -> None:
    sisters = [with_calls(sister(name), 1) for name in "ab"]
    says = seen(page("e/", "空", "首页", "空", calls=(9,), placeholder="暂无内容"))
    *_, listed, last = with_vacancies([*sisters, with_calls(sister("c"), 9), says])
    assert (listed.page.scripted, last.page.scripted) == ("", "")


TAG = '<meta name="ColumnName" content="统计数据">'


def test_what_the_scripts_of_a_column_call() -> None:
    def calls(code: str) -> tuple[int, ...]:
        return read(whole(f'<div class="list"></div>{code}', head=TAG)).calls

    plain = calls("")
    assert calls("<script>getArticles(12);</script>") == calls("<script>getArticles(7, 'a(b)');</script>") != plain
    assert calls('<script src="/js/l2.js?v=3"></script>') == calls('<script src="../../js/l4.js"></script>') != plain
    assert calls('<script>createPageHTML(0, 0, "index", "html");</script>') == plain
    assert calls('<script src="http://dcs.conac.cn/js/CA1.js"></script>') == plain


def test_a_page_that_says_no_more_than_its_sisters_beside_their_lists_says_nothing() -> None:
    sisters = [sister(name) for name in "abcd"]
    sisters = [seen(replace(one.page, body_length=32, content_hash=n)) for n, one in enumerate(sisters)]

    def said(length: int, **facts: object) -> int:
        *_, last = with_vacancies([*sisters, seen(page("e/", "空", "首页", "空", body_length=length, **facts))])
        return last.page.body_length

    assert said(32) == 0
    assert said(49) == 49  # a sentence of its own
    assert said(32, kind=PageKind.SINGLE) == 32
    assert [one.page.body_length for one in with_vacancies(sisters)] == [32] * 4


def test_a_link_that_stands_on_many_pages_is_not_what_a_column_offers() -> None:
    ranked = tuple(Stray(ListItem(f"阅读最多的第{n}篇文章", f"{HOME}top/{n}.html"), ("body > ol",)) for n in range(3))
    own = Stray(ListItem("本栏目的一份办事说明", f"{HOME}x/1.html"), ("body > div.rows",))
    cut = "阅读最多的第0篇…"
    pages = [page(f"{n}/", f"栏目{n}", "首页", f"栏目{n}", strays=ranked, offered=cut, content_hash=n) for n in range(4)]
    pages[3] = replace(pages[3], strays=(*ranked, own))
    found = [one.page.offered for one in without_furniture([seen(one) for one in pages])]
    assert found == ["", "", "", own.item.title]
    assert [one.page.offered for one in without_furniture([seen(one) for one in pages[:3]])] == [cut] * 3
