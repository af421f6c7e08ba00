"""Labels of a guide that are no words of ours: they stand where its other labels stand, with something behind them.

What a guide seems to lack may be said there (到哪个窗口递件), so that nobody is sure of its absence.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from crawler.extract.guides.endings import class_by_ending
from crawler.extract.guides.pieces import Piece
from crawler.extract.guides.words import numbering, read_label, without_marks
from crawler.extract.outline import Outline

MOST = 12
_VALUE = 200
_LEAST_ALIKE = 2
"""So many labels of the guide stand in the same way."""
_MANY_ALIKE = 4
_FEW_OF = 3
_FOR_LABELS = frozenset({"label", "dt", "legend", "h2", "h3", "h4", "h5", "h6"})
"""Elements that are heads by nature, so that fewer known ones will do."""

_SHORT = re.compile(r"[^，。；;,！]{0,4}[\u4e00-\u9fff][^，。；;,！：:]{1,15}[?？:：]?")
_WITH_COLON = re.compile(
    r"\s*((?:[（(]?[一二三四五六七八九十\d]{1,3}[、.．)）])?[^，。；;,：:]{2,14})[:：]\s*(\S.*)", re.DOTALL
)
_RUN_IN = re.compile(r"\s*([（(]?[一二三四五六七八九十\d]{1,3}[、.．)）][^，。；;,：:]{2,14})。\s*(\S.*)", re.DOTALL)
"""（一）事项简称。…"""
_NUMBERED = re.compile(r"\s*[（(]?[一二三四五六七八九十\d]{1,3}[、.．)）][^，。；;,：:]{2,14}。\s*")
"""The same with its value in the next lines."""
_BRACKETED = re.compile(r"\s*[【\[〔][^【】\[\]]{2,18}[】\]〕]\s*")
_STEP = re.compile(r"(?:申请人|当事人|群众|企业|监护人)(?:提交|提供|准备|递交|报送)(?:申请|相关|有关)?(?:材料|资料)")
_CELLS = frozenset({"td", "th"})
_PARTS = 6  # of a way with two elements around the piece


Way = tuple[object, ...]
"""How a piece stands: its element and the one around it, the column of a cell, the style of its number, a colon."""


def ways_of(outline: Outline, parts: Sequence[Piece]) -> list[Way]:
    """How each piece of a guide stands on its page.

    In cells of a class that half of the labels have the column says nothing: the first row of a group has one cell more.
    """
    ways = [_way(outline, piece) for piece in parts]
    every, known = Counter(way[0] for way in ways), Counter(w[0] for w, p in zip(ways, parts, strict=True) if p.classes)
    marks = {
        cell for cell, count in known.items() if _is_classed_cell(cell) and count >= _MANY_ALIKE and count * 2 >= every[cell]
    }
    return [(*way[:2], -1, *way[3:]) if way[0] in marks and len(way) == _PARTS else way for way in ways]


def _is_classed_cell(kind: object) -> bool:
    return isinstance(kind, tuple) and kind[0] in _CELLS and bool(kind[1])


def strange_labels(parts: Sequence[Piece], ways: Sequence[Way]) -> tuple[tuple[str, str], ...]:
    """(label, what stands behind it) of the labels that name no element known to us, in the order of the page."""
    alike = Counter(way for way, piece in zip(ways, parts, strict=True) if piece.classes)
    numbers = Counter(numbering(piece.text) for piece in parts if piece.classes and piece.rest)
    numbered = {style for style, count in numbers.items() if style and count >= _MANY_ALIKE}
    return tuple(_found(parts, ways, {way for way, count in alike.items() if count >= _LEAST_ALIKE}, numbered))[:MOST]


def standing_as_labels(parts: Sequence[Piece], ways: Sequence[Way]) -> frozenset[int]:
    """Where the pieces begin that name no known element and stand as next to nothing but labels does (each in an h4).

    With a colon (办理地点及交通：…) they may stand among the lines of a value, so that their last word must name an element.
    """
    heads = _heads(parts, ways)
    alike = Counter(way for way, piece in zip(ways, parts, strict=True) if piece.classes)
    return frozenset(
        piece.start
        for way, piece in zip(ways, parts, strict=True)
        if not piece.classes
        and (
            piece.marked
            or (way in heads and _SHORT.fullmatch(piece.text))
            or (alike[way] >= _MANY_ALIKE and _named_by_ending(piece.text))
        )
    )


def within_values(parts: Sequence[Piece], ways: Sequence[Way]) -> frozenset[int]:
    """Where the pieces begin that read as labels and stand where few others do, of elements whose label stands elsewhere.

    They are steps (申请人提交材料) and heads of a table within a value (材料名称); or the value itself (结果名称|许可证件).
    """
    all_of = Counter(ways)
    known = Counter(way for way, piece in zip(ways, parts, strict=True) if piece.classes)
    few = {way for way, count in all_of.items() if count >= _FEW_OF and known[way] < _MANY_ALIKE and known[way] * 2 <= count}
    labelled = {""} | {name for way, piece in zip(ways, parts, strict=True) if way not in few for name in piece.classes}
    return frozenset(
        piece.start
        for at, (way, piece) in enumerate(zip(ways, parts, strict=True))
        if way in few
        and piece.classes
        and not piece.rest
        and (
            labelled.issuperset(piece.classes)
            or _STEP.fullmatch(piece.text)
            or (at > 0 and _is_head(parts[at - 1]) and ways[at - 1] not in few)
        )
    )


def _is_head(piece: Piece) -> bool:
    return bool(piece.classes) and not piece.rest


def _heads(parts: Sequence[Piece], ways: Sequence[Way]) -> set[Way]:
    """The ways in which next to nothing but bare labels stands."""
    all_of = Counter(ways)
    known = Counter(way for way, piece in zip(ways, parts, strict=True) if piece.classes and not piece.rest)
    return {
        way
        for way, count in known.items()
        if (count >= _MANY_ALIKE and count * 3 >= all_of[way] * 2)
        or (_stands_in(way) in _FOR_LABELS and count >= _FEW_OF and count * 4 >= all_of[way])
    }


def _stands_in(way: Way) -> str:
    """The tag of the element around the words."""
    nearest = way[0]
    return str(nearest[0]) if isinstance(nearest, tuple) else ""


def _named_by_ending(text: str) -> bool:
    own = _WITH_COLON.fullmatch(text) or _RUN_IN.fullmatch(text)
    return own is not None and bool(class_by_ending(without_marks(own[1])))


def _found(parts: Sequence[Piece], ways: Sequence[Way], of_labels: set[Way], numbered: set[str]) -> Iterator[tuple[str, str]]:
    """`numbered`: styles of the numbers of many labels with a colon; they tell such a label wherever it stands."""
    for at, piece in enumerate(parts):
        stands = ways[at] in of_labels
        if piece.classes or read_label(piece.text) or not (stands or numbering(piece.text) in numbered):
            continue
        if own := _WITH_COLON.fullmatch(piece.text) or _RUN_IN.fullmatch(piece.text):
            yield own[1].strip(), own[2][:_VALUE]
        elif (
            stands
            and (_SHORT.fullmatch(piece.text) or _NUMBERED.fullmatch(piece.text))
            and (value := _behind(parts, ways, at, of_labels))
        ):
            yield piece.text.rstrip("。 "), value


def _behind(parts: Sequence[Piece], ways: Sequence[Way], at: int, of_labels: set[Way]) -> str:
    """The lines from a label to the next thing that stands as labels do."""
    held: list[str] = []
    for other, way in zip(parts[at + 1 :], ways[at + 1 :], strict=True):
        if other.classes or way in of_labels or sum(map(len, held)) > _VALUE:
            break
        held.append(other.text)
    return "\n".join(held)[:_VALUE]


def _way(outline: Outline, piece: Piece) -> Way:
    near = list(outline.ancestors(piece.start, 3))
    kinds = tuple((outline.tags[node], outline.get(node, "class")) for node in near[:2])
    cell = next((node for node in near if outline.tags[node] in _CELLS), -1)
    column = -1
    if cell >= 0:  # a head of several rows before it moves a th aside
        is_head = outline.tags[cell] == "th"
        column = 0 if is_head else sum(1 for other in outline.children(outline.parents[cell]) if other < cell)
    plain = kinds and kinds[0][0] in ("p", "div", "td", "li", "span") and not kinds[0][1] and cell < 0
    bracketed = _BRACKETED.fullmatch(piece.text) is not None
    return (*kinds, column, numbering(piece.text), bool(plain and re.search(r"[:：]", piece.text[:16])), bracketed)
