"""The same text twice in one column, dates that contradict each other, and what only looks like it."""

from __future__ import annotations

from demo.external import FIRM
from demo.press import Press


def plant_copies(press: Press, column: str, age: int) -> None:
    """One article published again word for word, and one under another title."""
    first, second = press.article(column, age + 6), press.article(column, age + 8)
    again = press.article(column, age, first.title, first.body)
    press.plant("duplicate-content", again.path, "the same title and text six days later")
    renamed = press.article(column, age + 1, press.writer.news(), second.body)
    press.plant("duplicate-content", renamed.path, "the same text under another title")


def spare_copies(press: Press, column: str, other: str, age: int) -> None:
    """A numbered series with one text, and one document in two columns."""
    body = press.writer.body()
    for serial, number in enumerate(("第一批", "第二批", "第三批")):
        item = press.article(column, age + 7 * serial, f"便民服务点调整情况公示（{number}）", body)
        press.spare("duplicate-content", item.path, "a numbered series")
    here = press.article(column, age + 2, press.writer.notice())
    there = press.article(other, age + 1, here.title, here.body)
    for article in (here, there):
        press.spare("duplicate-content", article.path, "the same document in two columns")


def plant_list_date(press: Press, column: str, age: int) -> None:
    """An old article whose list item claims a new day; and one whose list item is two days off."""
    old = press.article(column, age + 160)
    old.listed = press.day(age)
    press.plant("abnormal-date", old.path, "the list shows a day months after the article's own")
    near = press.article(column, age + 2)
    near.listed = press.day(age)
    press.spare("abnormal-date", near.path, "list and article differ by two days")


def plant_undated(press: Press, column: str, age: int) -> None:
    """An article that says nowhere when it was published; and one that says it at its end."""
    undated = press.article(column, age)
    undated.tags = {"PubDate": ()}
    undated.layout = "undated"
    press.plant("missing-date", undated.path, "no day beside the title, none in the tags")
    press.plant("page-tags", undated.path, "no PubDate")
    signed = press.article(column, age + 1, press.writer.notice())
    signed.tags = {"PubDate": ()}
    signed.layout = "undated"
    day = signed.day
    signed.body += f"\n<p align='right'>{press.identity.owner}</p>\n<p align='right'>{day.year}年{day.month}月{day.day}日</p>"
    press.spare("missing-date", signed.path, "dated where it is signed")
    press.plant("page-tags", signed.path, "no PubDate")


def plant_linked_out(press: Press, column: str, ages: tuple[int, ...]) -> None:
    """A column whose items lead to a firm's site."""
    for number, age in enumerate(ages):
        article = press.article(column, age)
        article.address = f"{FIRM}/ok.html?from=gov&id=1" if number % 2 else f"{FIRM}/ok.html"
    press.plant("external-content", press.columns[column].path, "all items lead to a site that is no government's")
