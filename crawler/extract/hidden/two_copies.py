"""A sentence that stands in only one of a page's two copies of its text, one for screens and one for phones.

Templates write the text twice. Who inserts praise of a firm into a genuine article often forgets the second copy.
"""

from __future__ import annotations

import re
from difflib import SequenceMatcher

from crawler.extract.outline import Outline
from crawler.extract.text import Line
from model import Mark

LONG = 24
"""Characters of a line that is a paragraph."""
MAX_LINES = 200
_LEAST = 2  # paragraphs that both copies must share
_SHARED = 70  # characters of them
_UP = 7
_COPY = re.compile(
    r"(?:^|[\s_-])(?:pc|mobile|phone|wap|sj|sjb|app|m|xs|visible-xs|hidden-xs|visible-sm|hidden-sm|hidden-md|hidden-lg)"
    r"(?:[\s_-]|$)|mobile|phone"
)
_PARTICULARS = re.compile(
    r"编辑|责编|来源|记者|供稿|撰稿|审核|校对|附件|图片|图为|摄影|分享|扫码|扫一扫|二维码|点击|展开|收起|字号|打印|版权|下载|视频|浏览|相关链接|原标题|https?:"
)
_WORDS = re.compile(r"[\u4e00-\u9fff]")


def read_insertion(lines: list[Line], outline: Outline) -> tuple[Mark, ...]:
    """The sentence as a `Mark` of the reason one-copy-only; nothing on a page that has its text once."""
    long = [line for line in lines if len(line.text) >= LONG]
    texts = [line.text for line in long]
    if len(texts) - len(set(texts)) < _LEAST or len(texts) > MAX_LINES:
        return ()
    cut = next(at for at, text in enumerate(texts) if text in texts[:at])
    cut = _start_of_copy(texts, cut)
    one, other = long[:cut], long[cut:]
    if not _are_copies(one, other, outline):
        return ()
    found = _lacking([line.text for line in one], [line.text for line in other], one, outline)
    return (Mark("one-copy-only", found[:200]),) if found else ()


def _start_of_copy(texts: list[str], cut: int) -> int:
    """Where the second copy begins: one paragraph earlier where the first one was changed."""
    again = texts.index(texts[cut])
    return cut - 1 if again and _inserted(texts[again - 1], texts[cut - 1]) else cut


def _are_copies(one: list[Line], other: list[Line], outline: Outline) -> bool:
    """Whether the later lines are the text for other screens: hidden, or in a part that says so; cells of a table are data."""
    first = next((line for line in one if any(line.text == twin.text for twin in other)), None)
    if first is None:
        return False
    second = next(line for line in other if line.text == first.text)
    if all(any(outline.tags[up] in ("td", "th", "li") for up in outline.ancestors(line.start, 2)) for line in (first, second)):
        return False
    if bool(outline.hidden[first.start]) != bool(outline.hidden[second.start]):
        return True
    shared = set(outline.ancestors(first.start, _UP))
    return any(_COPY.search(outline.names(up)) for up in outline.ancestors(second.start, _UP) if up not in shared)


def _lacking(one: list[str], other: list[str], lines: list[Line], outline: Outline) -> str:
    """What the first copy says and the second, else whole, does not; "" where they differ otherwise or not at all."""
    steps = SequenceMatcher(None, one, other, autojunk=False).get_opcodes()
    same = [step for step in steps if step[0] == "equal"]
    shared = [text for step in same for text in one[step[1] : step[2]]]
    if len(shared) < _LEAST or sum(map(len, shared)) < _SHARED:
        return ""
    end = same[-1]
    extra = []
    for step in steps[: steps.index(end) + 2]:
        kind, a, b, c, d = step
        if kind == "replace" and (b - a, d - c) == (1, 1) and (words := _inserted(one[a], other[c])):
            extra.append(words)
        elif kind == "delete" and a and (same[0][1] <= a < end[1] or _stands_with(lines[a], lines[a - 1], outline)):
            extra.append(one[a])
        elif kind != "equal" and same[0][1] <= a < end[1]:
            return ""
    said = [words for words in extra if len(_WORDS.findall(words)) >= LONG / 2 and not _PARTICULARS.search(words)]
    return said[0] if len(extra) == len(said) == 1 else ""


def _inserted(whole: str, part: str) -> str:
    """What makes `whole` longer than `part`, which is its beginning and its end."""
    if len(whole) <= len(part):
        return ""
    at = next((i for i, (x, y) in enumerate(zip(whole, part, strict=False)) if x != y), len(part))
    return whole[at : at + len(whole) - len(part)] if whole.endswith(part[at:]) else ""


def _stands_with(line: Line, before: Line, outline: Outline) -> bool:
    """Whether a line is the next paragraph of the same text."""
    return outline.parents[outline.parents[line.start]] == outline.parents[outline.parents[before.start]]
