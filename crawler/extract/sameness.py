"""Two numbers that tell whether two pages say the same: one of the body's text and files, one of the figures in it.

Title, dates of publication and what stands around the body are left out, so the same text under another title has the
same number. A monthly table differs in its figures, a form letter in the files that hang on it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from hashlib import blake2b

from model import LinkKind, Page

_PARTICULARS = re.compile(
    r"(?:发布|发稿|发表|更新)?(?:时间|日期)\s*[:：]|来\s*源\s*[:：]|浏览|点击|阅读(?:次|量)|上一[篇条]|下一[篇条]|责任?编辑|字体|打印|扫一扫|分享到"
)
_SHORT = 60
_FEW = 400  # characters below which the pictures are the content
_BLANK = re.compile(r"\s+")
_FIGURES = re.compile(r"\d+(?:\.\d+)?")
_FILES = frozenset({LinkKind.ATTACHMENT, LinkKind.FRAME, LinkKind.MEDIA})


def body_marks(page: Page) -> tuple[int, int]:
    """(hash of the body, hash of its figures), 64 bits each; (0, 0) where the page has no body of its own.

    Needs `page.text` and `page.links`, which live in the parse worker only.
    """
    lines = [block.text for block in page.text if block.area == "body"]
    text = "".join(_BLANK.sub("", line) for line in lines if len(line) > _SHORT or not _PARTICULARS.search(line))
    if not text:
        return 0, 0
    files = _files(page, pictures=len(text) < _FEW)
    return _number([text, *files]), _number([*_FIGURES.findall(text), *files])


def _files(page: Page, *, pictures: bool) -> list[str]:
    """What hangs on the body: attachments and players, and the pictures where there is little text."""
    wanted = _FILES | {LinkKind.IMAGE} if pictures else _FILES
    return sorted({link.target for link in page.links if link.kind in wanted and link.area == "body"})


def _number(parts: Iterable[str]) -> int:
    joined = "\n".join(parts)
    return int.from_bytes(blake2b(joined.encode("utf-8", "replace"), digest_size=8).digest(), "big")
