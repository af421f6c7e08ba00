"""The same list at two places of the navigation: one address is another's copy, but under another parent."""

from __future__ import annotations

from collections.abc import Iterable

from crawler.frontier import page_number
from model import Page, PageKind

SAME = 5  # items that must agree, in order


def twins_of(page: Page, others: Iterable[tuple[str, Page]]) -> tuple[str, ...]:
    """The addresses that show the page's list under another breadcrumb; second prefixes of one place are none."""
    own, items = _place(page), _items(page)
    if len(own) < 2 or len(items) < SAME:
        return ()
    return tuple(
        url
        for url, other in others
        if other.kind is not PageKind.DATA
        and page_number(url) is None
        and len(_place(other)) >= 2
        and _place(other) != own
        and _items(other)[:SAME] == items[:SAME]
    )


def _place(page: Page) -> tuple[str, ...]:
    return tuple("".join(crumb.split()) for crumb in page.breadcrumb)


def _items(page: Page) -> list[str]:
    return [item.url for block in page.lists if block.role == "main" for item in block.items]
