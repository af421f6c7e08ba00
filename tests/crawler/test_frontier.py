"""What is walked next and what is a trap; each trap beside an honest look-alike."""

import pytest

from crawler.frontier import Budget, Planner, page_number, trap_of, value_of
from crawler.urls import Scope
from model import LinkKind

HOME = "http://www.x.gov.cn/"


def planner(**budget: object) -> Planner:
    return Planner(Scope(HOME), Budget(**budget), lambda url: "/private/" not in url)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("path", "trap"),
    [
        ("xxgk/xxgk/xxgk/a.html", "repeating path"),
        ("a/b/a/b/a/b/", "repeating path"),
        ("zwgk/xxgk/zwgk/xwzx/zwgk/tzgg/zwgk/a.html", "repeating path"),
        ("/".join("abcdefghijklmnopq"), "deep path"),
        ("gate/big5/www.x.gov.cn/a.html", "gate"),
        ("art/print.html?id=3", "print view"),
        ("art/3_print.shtml", "print view"),
        ("wap/index.html", "phone copy"),
        ("m/news/1.html", "phone copy"),
        ("search.shtml?searchWord=a", "search"),
        ("login.jsp?to=1", "login"),
        ("count.jsp?id=7", "counter"),
        ("list.html?sort=desc", "view switch"),
        ("list.html?fontsize=16", "view switch"),
        ("xxgk/xxgk/a.html", ""),
        ("2026/11/11/a.html", ""),
        ("art/2022/8/15/art_60085_10577777.html", ""),
        ("zwgk/blueprint/1.html", ""),
        ("index.php?m=content&c=index&a=show&catid=6&id=20231", ""),
        ("program/app.html", ""),
        ("research/a.html", ""),
        ("map/a.html", ""),
        ("xwzx/account/1.html", ""),
    ],
)
def test_traps_by_form(path: str, trap: str) -> None:
    assert trap_of(HOME + path) == trap


def test_a_calendar_ends_and_articles_by_number_do_not() -> None:
    plans = planner()
    months = [plans.plan(f"{HOME}rl/?month={2000 + n // 12}-{n % 12 + 1:02}", LinkKind.PAGE, 3) for n in range(200)]
    assert 0 < sum(not plan.skip for plan in months) <= 60
    articles = [plans.plan(f"{HOME}index.php?a=show&id={20_000 + n}", LinkKind.PAGE, 3) for n in range(400)]
    assert not any(plan.skip for plan in articles)


def test_endless_paging_ends_where_the_content_repeats() -> None:
    plans = planner()
    assert plans.note(f"{HOME}list.jsp?page=8", 1)
    assert plans.note(f"{HOME}list.jsp?page=9", 2)
    assert plans.note(f"{HOME}list.jsp?page=10", 2)
    assert plans.plan(f"{HOME}list.jsp?page=11", LinkKind.PAGE, 4).skip == "trap: page number"
    assert plans.plan(f"{HOME}list.jsp?page=9", LinkKind.PAGE, 4).skip == ""
    assert plans.plan(f"{HOME}other.jsp?page=11", LinkKind.PAGE, 4).skip == ""
    assert plans.plan(f"{HOME}fresh.jsp?page=999999", LinkKind.PAGE, 4).skip == "trap: page number"


def test_the_same_content_under_ever_new_addresses_is_not_followed_for_ever() -> None:
    plans = planner()
    followed = [plans.note(f"{HOME}a/{n}.html", 77) for n in range(40)]
    assert followed[0]
    assert not followed[-1]


def test_the_bare_name_and_https_do_not_lead_through_the_same_site_again() -> None:
    twin = HOME.replace("://www.", "://")
    assert twin != HOME
    plans = Planner(Scope(HOME), Budget(), lambda url: True, home_url=HOME)
    assert plans.note(f"{HOME}a/1.html", 7) and plans.note(f"{HOME}a/2.html", 7)
    assert not plans.note(f"{twin}a/1.html", 7)
    assert not plans.note(f"{HOME.replace('http://', 'https://')}a/1.html", 7)
    assert plans.note(f"{twin}b/1.html", 8)  # shown there alone
    turns = [plans.plan(url, LinkKind.PAGE, 1).priority for url in (f"{HOME}a/9.html", f"{twin}tzgg/", f"{twin}a/9.html")]
    assert turns == sorted(turns) and len(set(turns)) == 3
    assert plans.note("http://zwgk.other.gov.cn/a/1.html", 7)  # another host of the site
    assert plans.note(f"{twin}b/2.html", 0) and plans.note(f"{twin}b/3.html", 0)  # content that is not known


def test_query_variants_of_one_path_are_bounded() -> None:
    plans = planner(max_similar=20)
    skips = [plans.plan(f"{HOME}q.jsp?a={n}&b=1", LinkKind.PAGE, 2).skip for n in range(30)]
    assert skips[:20] == [""] * 20
    assert set(skips[20:]) == {"trap: too many of one pattern"}


@pytest.mark.parametrize(
    ("url", "kind", "job", "skip"),
    [
        (HOME + "a/", LinkKind.PAGE, "crawl", ""),
        (HOME + "a.pdf", LinkKind.PAGE, "verify", ""),
        (HOME + "a.jpg", LinkKind.IMAGE, "verify", ""),
        (HOME + "frame.html", LinkKind.FRAME, "crawl", ""),
        (HOME + "private/a.html", LinkKind.PAGE, "crawl", "robots"),
        ("http://www.y.com/", LinkKind.PAGE, "verify", ""),
        ("http://big5.x.gov.cn/gate/big5/www.x.gov.cn/", LinkKind.PAGE, "verify", "trap: gate"),
        (HOME + "wap/a.html", LinkKind.PAGE, "verify", ""),  # looked at once, not walked
    ],
)
def test_plans(url: str, kind: LinkKind, job: str, skip: str) -> None:
    plan = planner().plan(url, kind, 1)
    assert (plan.job, plan.skip) == (job, skip)


def test_limits_of_depth_and_of_leaving_the_site() -> None:
    assert planner(max_depth=2).plan(HOME + "a/", LinkKind.PAGE, 3).skip == "depth"
    assert planner(external=False).plan("http://www.y.com/", LinkKind.PAGE, 1).skip == "external links are off"


def test_columns_before_list_pages_before_articles() -> None:
    column = value_of(HOME + "xwzx/", 1, "nav")
    second = value_of(HOME + "xwzx/index_1.html", 2, "")
    recent = value_of(HOME + "xwzx/202611/t20261101_1.html", 2, "list")
    other = value_of(HOME + "xwzx/202611/t20261101_1.html", 2, "")
    assert column < second < recent < other


@pytest.mark.parametrize(
    ("path", "number"),
    [("index_3.html", 3), ("list2.htm", 2), ("x?page=12", 12), ("x?a=1&p=4", 4), ("t20260815_12.html", None), ("", None)],
)
def test_page_numbers(path: str, number: int | None) -> None:
    assert page_number(HOME + path) == number


def test_the_twin_of_a_page_is_that_page_and_what_a_twin_alone_shows_is_its_own() -> None:
    twin, secure = HOME.replace("://www.", "://"), HOME.replace("http://", "https://")
    plans = Planner(Scope(HOME), Budget(), lambda url: True, home_url=HOME)
    plans.note(f"{HOME}a/1.html", 7)
    plans.note(f"{HOME}list.jsp?id=1", 8)
    plans.note(f"{twin}c/1.html", 9)
    for door in (twin, secure):
        assert plans.is_shown_at_home(f"{door}a/1.html", 7)
        assert plans.is_shown_at_home(f"{door}list.jsp?id=1", 8)
        assert not plans.is_shown_at_home(f"{door}a/1.html", 6)  # another page under that name
        assert not plans.is_shown_at_home(f"{door}b/1.html", 7)  # the same text at another address: published twice
        assert not plans.is_shown_at_home(f"{door}list.jsp?id=2", 8)
        assert not plans.is_shown_at_home(f"{door}c/1.html", 9)  # nothing of it was seen at the home page's door
        assert not plans.is_shown_at_home(f"{door}a/2.html", 0)
    assert not plans.is_shown_at_home(f"{HOME}a/1.html", 7)
    assert not plans.is_shown_at_home("http://zwgk.other.gov.cn/a/1.html", 7)
