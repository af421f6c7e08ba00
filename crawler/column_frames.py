"""Documents in a frame: the list that they show is that of the page around them, and they are no columns of their own."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from crawler.column_names import column_name
from crawler.column_pages import Seen
from model import Page, PageKind


def framed_documents(pages: Iterable[Seen]) -> dict[str, Seen]:
    """The documents that other pages show in a frame, with the further pages of their lists; by address.

    One that says itself which column it is can be opened by itself, and stays what it is.
    """
    known = {seen.url: seen for seen in pages}
    waiting = [e.url for seen in known.values() for e in seen.page.endpoints if e.frame and e.url != seen.url]
    found: dict[str, Seen] = {}
    while waiting:
        url = waiting.pop()
        seen = known.get(url)
        if seen is None or url in found or column_name(seen.page):
            continue
        found[url] = seen
        waiting += seen.page.pager.next_urls if seen.page.pager else ()
        waiting += [endpoint.url for endpoint in seen.page.endpoints]
    return found


def as_answer(page: Page) -> Page:
    """A framed document as what fills the page around it."""
    blocks = [block for block in page.lists if block.role != "side"]
    main = [block for block in blocks if block.role == "main"] or blocks
    return replace(page, kind=PageKind.DATA, lists=tuple(replace(block, role="main") for block in main))
