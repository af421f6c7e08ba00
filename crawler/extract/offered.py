"""What a column page without a list offers in its content: a file to download, or an entry to a place of its own."""

from __future__ import annotations

import re

from model import LinkKind, Page, PageKind

_CONTENT = frozenset({"", "body"})
_ENTRY = re.compile(
    r"^(?:点击|请)?(?:进入|前往|访问|登录|打开|点击查看|点此|点击此处|点击这里)|(?:入口|查询系统|专题网站?|进入>*)$"
)
_TITLE = 12
_LITTLE = 80
"""Characters of text beyond which the page is a document whatever it links to."""


def _leads(words: str) -> bool:
    """Whether the words of a link are an entry's, or the title of a document: too long for the name of a column."""
    return bool(_ENTRY.search(words)) or len(words) >= _TITLE


def offered(page: Page) -> str:
    """The words of the file or entry, "" where there is none or the page has a list or text of its own."""
    if page.kind is not PageKind.LIST or page.body_length > _LITTLE or any(block.role != "side" for block in page.lists):
        return ""
    own = [link for link in page.links if link.area in _CONTENT and not link.hidden and link.text]
    files = (link for link in own if link.kind is LinkKind.ATTACHMENT)
    entries = (link for link in own if link.kind is LinkKind.PAGE and _leads(link.text) and link.target != page.url)
    return next((link.text[:60] for link in (*files, *entries)), "")
