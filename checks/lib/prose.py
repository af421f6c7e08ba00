"""The text of a page that a person reads as such: the title once, the body, and whole sentences elsewhere."""

from __future__ import annotations

from collections.abc import Iterator

from model import Page

AREAS = {"title": "标题", "body": "正文", "other": "页面文字"}
SENTENCE = 12
"""Characters from which text outside title and body is a sentence; names and menus stand there, too."""


def prose(page: Page) -> Iterator[tuple[str, str]]:
    """(text, area) of every block of title and body, and of sentences outside them."""
    titled = False
    for block in page.text:
        if block.area == "other":
            if len(block.text) >= SENTENCE and any(mark in block.text for mark in "，。；！？"):
                yield block.text, "other"
        elif block.area in AREAS:
            titled = titled or block.area == "title"
            yield block.text, block.area
    if page.title and not titled:
        yield page.title, "title"
