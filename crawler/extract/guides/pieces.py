"""The lines of a guide cut at the labels in them: each piece is a label with what follows it on its line, or plain text."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from crawler.extract.guides.cells import leads_on
from crawler.extract.guides.words import FOLD, pieces, read_label
from crawler.extract.outline import TEXT, Outline, squeeze
from crawler.extract.text import Line

_BELOW = re.compile(
    r"[\[【(（]?\s*(?:[上下前后]一?[条篇页则个]\s*[:：\]】)）]|上一[条篇页]|下一[条篇页]|打印|关闭|分享到|责任编辑|编辑\s*[:：]|"
    r"浏览次数|扫一扫|相关(?:链接|阅读|文档|文件|解读|事项)\s*[:：]?\s*$|返回(?:顶部|列表))"
)
_NUMBERED_HALF = re.compile(r"[（(]?[一二三四五六七八九十\d]{1,3}[、.．)）]\s*[\u4e00-\u9fff]{1,4}")
_SHORTEST = 4
_LEAST_MARKS = 4


@dataclass(slots=True)
class Piece:
    """A run of text of the content: a label with what follows it on its line, or plain text."""

    start: int
    end: int
    text: str
    classes: tuple[str, ...] = ()  # () plain text
    label: str = ""
    style: str = ""
    rest: str = ""
    marked: bool = False  # no known label, in an element that holds labels


Mark = tuple[str, str]
"""Tag and class of an element."""


def label_marks(outline: Outline, lines: Sequence[Line]) -> frozenset[Mark]:
    """The elements with a class of their own that hold labels and next to nothing else: <span class="t">办理事项</span>."""
    known: Counter[Mark] = Counter()
    every: Counter[Mark] = Counter()
    for line in lines:
        for node in range(line.start, line.end):
            if outline.tags[node] == TEXT and (mark := _mark(outline, node))[1] and (text := squeeze(outline.texts[node])):
                every[mark] += 1
                known[mark] += read_label(text) is not None
    return frozenset(mark for mark, count in known.items() if count >= _LEAST_MARKS and count * 3 >= every[mark] * 2)


def _mark(outline: Outline, node: int) -> Mark:
    above = outline.parents[node]
    return (outline.tags[above], outline.get(above, "class")) if above >= 0 else ("", "")


def pieces_of(outline: Outline, line: Line, marks: Collection[Mark] = ()) -> list[Piece]:
    """A line cut at the labels in it: those that fill an element of their own, those with a colon, those in one of `marks`."""
    cut: list[tuple[int, str]] = []
    marked: set[int] = set()
    ended = False
    for node in range(line.start, line.end):
        if outline.tags[node] != TEXT or not (text := squeeze(outline.texts[node])) or FOLD.fullmatch(text):
            continue
        strange = bool(marks) and read_label(text) is None and _mark(outline, node) in marks
        if cut and not strange and not ended and (read_label(text) is None or _goes_on(cut[-1][1], text)):
            cut[-1] = (cut[-1][0], cut[-1][1] + _between(cut[-1][1], text))
        else:
            cut.append((node, text))
        ended = strange
        if strange:
            marked.add(node)
    found: list[Piece] = []
    for number, (start, text) in enumerate(cut):
        end = cut[number + 1][0] if number + 1 < len(cut) else line.end
        for part in pieces(text):
            read = read_label(part)
            if read is None:
                read = _label_element(outline, start, end, part)
            named = read is not None and (bool(read[3]) or not _is_link(outline, start))
            found.append(Piece(start, end, part, *read) if read and named else Piece(start, end, part, marked=start in marked))
    return found


def _goes_on(before: str, label: str) -> bool:
    """Whether what reads as a label is the second half of one that elements cut in two: 四、申报|材料."""
    first, whole = read_label(before), read_label(f"{before} {label}")
    is_one = whole is not None and not whole[3]
    if first is not None:
        return is_one and whole is not None and first[0] == whole[0]  # 咨询|电话
    return len(before) < _SHORTEST or is_one or _NUMBERED_HALF.fullmatch(before) is not None


def _is_link(outline: Outline, node: int) -> bool:
    return any(leads_on(outline, up) for up in outline.ancestors(node, 3))


def _between(before: str, after: str) -> str:
    return after if before.endswith((":", "：")) or after.startswith((":", "：")) else f" {after}"


def _label_element(outline: Outline, start: int, end: int, part: str) -> tuple[tuple[str, ...], str, str, str] | None:
    """A label that fills the first text node of a line, with the value behind it and no colon between."""
    first = squeeze(outline.texts[start])
    if not first or first == part or not part.startswith(first):
        return None
    read = read_label(first)
    return (read[0], read[1], read[2], part[len(first) :].strip()) if read and not read[3] else None


def is_below_text(text: str) -> bool:
    """Whether a line is what a template puts under every text (上一条, 打印): never the value of the last label."""
    return _BELOW.match(text) is not None
