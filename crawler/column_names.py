"""What a page says of the column (栏目) that it is or belongs to, and one form for a column's address."""

from __future__ import annotations

import re

from model import Page, PageKind

_NO_NAMES = frozenset({"文章列表", "列表", "信息列表", "栏目列表", "正文", "内容", "首页"})
_INDEX_NAME = re.compile(r"/(?:index|default)\.\w{2,5}$", re.IGNORECASE)


def is_column(page: Page) -> bool:
    """Whether a page is a column at all; pages of kind OTHER are only when they say so themselves."""
    if page.guide is not None or any(letter.own_page for letter in page.letters):
        return False  # one guide, one letter: they carry the tags of their column and are none
    if page.kind is PageKind.SURVEY:
        return any(block.role == "main" for block in page.lists)  # without a list it is a single 征集
    if page.kind is not PageKind.OTHER:
        return True
    return bool(first_value(page, "columnname")) and not first_value(page, "articletitle") and bool(page.placeholder)


def column_name(page: Page) -> str:
    """The name of the column that a page belongs to (or is), "" when it does not say."""
    tagged = first_value(page, "columnname")
    if tagged and not tagged.isdigit():
        return tagged
    if page.breadcrumb:
        named = [crumb for crumb in page.breadcrumb if crumb not in _NO_NAMES]
        return (named or list(page.breadcrumb))[-1]
    return ""


def first_value(page: Page, tag: str) -> str:
    """The first filled value of a page tag."""
    return next((value.strip() for value in page.tags.get(tag, ()) if value.strip()), "")


def column_key(url: str) -> str:
    """One form of a column's address for its trivial variants: scheme, www., /index.html."""
    return _INDEX_NAME.sub("/", url.split("#", 1)[0].partition("://")[2].removeprefix("www."))
