"""Pages whose bottom lacks something, brought together by kind and column."""

from __future__ import annotations

from checks.lib.bottoms import Group, groups
from model import Page, PageKind
from tests.checks.lib.test_frames import HOME, page, view


def lacking(*pages: Page) -> list[Group]:
    home = page("", PageKind.HOME)
    found = groups(view(home, *pages, home=home), lambda one: "x" if "bad" in one.url else None, least=3, template=5)
    return [group for _, group in found]


def article(name: str, column: str = "动态") -> Page:
    return page(name, breadcrumb=("首页", column))


def test_most_pages_of_a_kind_are_one_group() -> None:
    [group] = lacking(*[article(f"bad{n}.html") for n in range(3)], article("a.html"))
    assert (group.word, len(group.pages), group.of, group.whole) == ("内容页", 3, 4, True)


def test_a_template_of_a_column_is_one_group_and_others_stand_alone() -> None:
    good = [article(f"{n}.html") for n in range(20)]
    topic = [article(f"zt/bad{n}.html", "专题") for n in range(5)]
    found = lacking(*good, *topic, article("bad.html"))
    assert [(len(group.pages), group.of, group.whole) for group in found] == [(5, 5, False), (1, 1, False)]
    assert found[1].pages == (HOME + "bad.html",)


def test_guides_and_letters_have_a_bottom_too() -> None:
    found = lacking(page("bad1.html", PageKind.GUIDE), page("2.html", PageKind.GUIDE), page("bad2.html", PageKind.MESSAGES))
    assert [group.word for group in found] == ["办事指南页", "留言列表页"]


def test_what_a_script_fills_lacks_nothing() -> None:
    assert lacking(page("bad.html", features={"scripted_footer": "foot.js"})) == []
