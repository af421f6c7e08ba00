"""Boxes beside the lists of a template's columns are told from a column's own list by their place."""

from dataclasses import replace
from datetime import date

from crawler.column_pages import Seen
from crawler.column_sides import without_sides
from model import DateFact, DatePlace, ListBlock, ListItem, PageKind
from tests.crawler.test_column_structure import HOME, page

LEFT, RIGHT = "body > div.row > div.left > ul", "body > div.row > div.right > ul"
DAY = DateFact(date(2026, 11, 1), "2026-11-01", DatePlace.LIST)


def block(name: str, path: str, role: str = "main") -> ListBlock:
    items = tuple(ListItem(f"第{n}号文件", f"{HOME}{name}/{n}.html", DAY) for n in range(4))
    return ListBlock(items, role=role, path=path)  # type: ignore[arg-type]


def column(name: str, *blocks: ListBlock) -> Seen:
    one = page(f"{name}/", name, "首页", name, lists=blocks)
    return Seen(one.url, 1, one)


SISTERS = [column(name, block(name, LEFT), block("hot", RIGHT, "side")) for name in "abcd"]


def roles(*blocks: ListBlock) -> list[str]:
    *_, last = without_sides([*SISTERS, column("e", *blocks)])
    return [each.role for each in last.page.lists]


def test_what_stands_in_the_place_of_the_sisters_boxes_is_no_list() -> None:
    assert roles(block("hot", RIGHT)) == ["side"]
    assert roles(block("a", RIGHT)) == ["side"]  # other items at random: those of a sister


def test_a_box_of_equal_weight_leaves_the_column_its_own_list() -> None:
    assert roles(block("e", LEFT, "block"), block("hot", RIGHT, "block")) == ["main", "side"]


def test_items_that_no_other_page_has_are_the_column_s_own() -> None:
    assert roles(block("e", RIGHT)) == ["main"]


def test_three_sisters_make_no_template() -> None:
    few = [*SISTERS[:3], column("e", block("hot", RIGHT))]
    assert without_sides(few) == few


def test_pages_that_are_no_columns_stay_as_they_are() -> None:
    other = column("e", block("hot", RIGHT))
    other = Seen(other.url, 1, replace(other.page, kind=PageKind.SINGLE))
    *_, last = without_sides([*SISTERS, other])
    assert last == other
