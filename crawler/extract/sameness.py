"""What tells whether two pages say the same: a number of the body and its files, one of its figures, a sketch of its clauses.

Title, dates of publication and what stands around the body are left out, so the same text under another title has the
same number. A monthly table differs in its figures, a form letter in the files that hang on it. A text in which some words
were changed shares most of its clauses with the first one.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from hashlib import blake2b
from zlib import crc32

from model import SKETCH, DatePlace, LinkKind, Page

_PARTICULARS = re.compile(
    r"(?<![\u4e00-\u9fff])(?:信息|文章|稿件)?(?:发布|发稿|发表|更新|生成|公开)?(?:时间|日期)\s*[:：]|来\s*源\s*[:：]|浏览|点击|阅读(?:次|量)|上一[篇条]|下一[篇条]|责任?编辑|字体|打印|扫一扫|分享到"
)
_SHORT = 60
_HEAD = 3  # first lines of a body, where a day alone, or with time and office, is that of the publication
_DAY = re.compile(
    r"\W{0,3}(?:19|20)\d\d(?:年\d{1,2}月\d{1,2}日?|[-/.]\d{1,2}[-/.]\d{1,2})(?:\s*\d{1,2}[:：∶]\d{2}(?:[:：∶]\d{2})?)?"
    r"[^\w]{0,8}(?:\s?[\u4e00-\u9fff]{2,14}(?:局|委|办|办公室|政府|中心|厅|处|院|站|会|网|报|社|镇|乡|街道))?\W*$"
)
_FEW = 400  # characters below which the pictures are the content
_VERY_FEW = 200  # below which a text with another picture is another one, though it says the same
_CLAUSE_ENDS = "。；：、！？“”（）,;:()"
_MAX_TEXT = 8_000
_FIGURES = re.compile(r"\d+(?:\.\d+)?")
_FILES = frozenset({LinkKind.ATTACHMENT, LinkKind.FRAME, LinkKind.MEDIA})


def body_marks(page: Page) -> tuple[int, int]:
    """(hash of the body, hash of its figures in any order), 64 bits each; (0, 0) where the page has no body of its own.

    Needs `page.text` and `page.links`, which live in the parse worker only.
    """
    text = _text_of(page)
    if not text:
        return 0, 0
    files, few = _files(page, pictures=len(text) < _FEW), _files(page, pictures=len(text) < _VERY_FEW)
    return _number([text, *files]), _number([*sorted(_FIGURES.findall(text)), *few])


def body_sketch(page: Page) -> tuple[int, ...]:
    """The smallest 32-bit hashes of the body's clauses, at most `SKETCH`, in order; of a long text an even sample.

    The share that two sketches have in common is about the share of the texts (`checks.lib.similarity.shared`).
    """
    text = _text_of(page)[:_MAX_TEXT]
    for end in _CLAUSE_ENDS:
        text = text.replace(end, "，")
    return tuple(sorted({crc32(clause.encode("utf-8", "replace")) for clause in text.split("，") if len(clause) > 1})[:SKETCH])


def _text_of(page: Page) -> str:
    lines = [_without_filing(block.text, page) for block in page.text if block.area == "body"]
    lines = [line for n, line in enumerate(lines) if n >= _HEAD or len(line) > _SHORT or not _tells_its_day(line, page)]
    return "".join("".join(line.split()) for line in lines if len(line) > _SHORT or not _PARTICULARS.search(line))


def _tells_its_day(line: str, page: Page) -> bool:
    """Whether a short line at the head of a body is on its publication: a day alone, or the day that the page goes by."""
    shown = page.published if page.published is not None and page.published.place is DatePlace.SHOWN else None
    return bool(_DAY.match(line)) or (shown is not None and shown.raw in line and "。" not in line)


def _without_filing(line: str, page: Page) -> str:
    """A row of the table above a document without its index number and its days: every page has other ones."""
    filed = page.properties
    if filed is None or len(line) > _SHORT:
        return line
    for value in (filed.index_number, *(fact.raw for fact in (filed.published, filed.written) if fact)):
        line = line.replace(value, "") if value else line
    return line


def _files(page: Page, *, pictures: bool) -> list[str]:
    """What hangs on the body: attachments and players, and the pictures where there is little text."""
    wanted = _FILES | {LinkKind.IMAGE} if pictures else _FILES
    return sorted({link.target for link in page.links if link.kind in wanted and link.area == "body"})


def _number(parts: Iterable[str]) -> int:
    joined = "\n".join(parts)
    return int.from_bytes(blake2b(joined.encode("utf-8", "replace"), digest_size=8).digest(), "big")
