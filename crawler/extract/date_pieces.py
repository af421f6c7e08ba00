"""Dates that a list shows in pieces: 15 over 11月 over 2026, 2026 - 11 - 15 in three elements, Nov with its day beside it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from crawler.extract.dates import nearest_not_after
from crawler.extract.outline import Outline
from model import DateFact, DatePlace

_MARKS = frozenset("年月日")
_NAMES = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]{0,6}\.?"
PIECE = re.compile(
    rf"^(?:[年月日]|\d{{1,2}}[年月日]?|(?:19|20)\d\d年?|(?:19|20)\d\d\s*[-./年]\s*\d{{1,2}}月?|\d{{1,2}}[-./]\d{{1,2}}"
    rf"|{_MONTH}(?:,?\s*(?:19|20)\d\d)?|{_MONTH}\s*\d{{1,2}}(?:,\s*(?:19|20)\d\d)?|\d{{1,2}}\s*{_MONTH}(?:,?\s*(?:19|20)\d\d)?)$",
    re.IGNORECASE,
)
"""What may be a piece of a date, or a date with the English name of its month."""
LONGEST = 18
_WITH_NAME = re.compile(r"\d\W{0,3}[A-Za-z]{3}|[A-Za-z]{3}\W{0,3}\d")
_TOKEN = re.compile(r"(\d{1,4})\s*([年月日]?)|([A-Za-z]{3,9})|([年月日])")
_JOINED = re.compile(r"\d[-./]\d")
_GAP = 6  # nodes between two pieces
_APART = frozenset({"tr", "table", "tbody", "thead", "ul", "ol", "select", "body", "html"})
_WHOLE_LISTS = frozenset({"table", "ul", "ol", "dl"})
_MOST = 6


@dataclass(frozen=True, slots=True)
class Piece:
    """A text that may belong to a date: its node and its words."""

    node: int
    words: str


@dataclass(frozen=True, slots=True)
class _Read:
    """A day in pieces; without a year 0. `first` is 1 where the day stands before the month, -1 where behind, 0 if unclear."""

    year: int
    one: int
    two: int
    first: int


def is_mark(word: str) -> bool:
    """Whether a text without a digit may be a piece: 年, 月, 日, Nov."""
    return word in _MARKS or (word.isascii() and word[:3].lower() in _NAMES)


def from_pieces(
    outline: Outline, pieces: Sequence[Piece], found: Mapping[int, DateFact], today: date
) -> dict[int, tuple[DateFact, tuple[int, ...]]]:
    """The dates that runs of pieces make, by the node of the first piece, with the nodes of all."""
    read: list[tuple[list[Piece], _Read]] = []
    for run in _runs(outline, pieces):
        if any(piece.node in found for piece in run) or not _in_one_part(outline, run):
            continue
        if one := _read([piece.words for piece in run]):
            read.append((run, one))
    orders = {one.first for _, one in read if one.first}
    out: dict[int, tuple[DateFact, tuple[int, ...]]] = {}
    for run, one in read:
        # 05 over 11 over 2026: which is the day, only another item of the page tells, where one of the two exceeds 12.
        first = one.first or (orders.copy().pop() if len(orders) == 1 else 0)
        fact = _fact(one, first, " ".join(piece.words for piece in run), today) if first else None
        if fact:
            out[run[0].node] = fact, tuple(piece.node for piece in run)
    return out


def _runs(outline: Outline, pieces: Sequence[Piece]) -> Iterator[list[Piece]]:
    """Neighbouring pieces; a piece alone counts where it has the name of a month."""
    run: list[Piece] = []
    for piece in pieces:
        if run and not _follows(outline, run[-1].node, piece.node):
            yield from _whole(run)
            run = []
        run.append(piece)
    yield from _whole(run)


def _follows(outline: Outline, before: int, node: int) -> bool:
    """Whether a piece stands next to another, with nothing but marks (-, /) between them."""
    return node - before <= _GAP and not any(len(text.strip()) > 1 for text in outline.texts[before + 1 : node])


def _whole(run: list[Piece]) -> Iterator[list[Piece]]:
    if 2 <= len(run) <= _MOST or (len(run) == 1 and _WITH_NAME.search(run[0].words)):
        yield run


def _in_one_part(outline: Outline, run: Sequence[Piece]) -> bool:
    """Whether the pieces stand together in a small part; the cells of a row are figures of their own.

    A list ends between the day of its last item and the heading of the month below it (25日, then 2026年4月).
    """
    first, last = run[0].node, run[-1].node
    part = next((up for up in outline.ancestors(first, 4) if outline.ends[up] > last), -1)
    return part >= 0 and outline.tags[part] not in _APART and not list_ends_between(outline, first, last)


def list_ends_between(outline: Outline, first: int, last: int) -> bool:
    """Whether a list that holds the first of two nodes ends before the second."""
    inside = (up for up in outline.ancestors(first, 6) if outline.ends[up] <= last)
    return any(outline.tags[up] in _WHOLE_LISTS for up in inside)


def _read(words: Sequence[str]) -> _Read | None:
    numbers: list[tuple[int, str]] = []
    year = 0
    at = -1
    for word in words:
        for match in _TOKEN.finditer(word):
            if match[4]:
                if not numbers and not year:
                    return None
                if numbers and match[4] != "年" and not numbers[-1][1]:
                    numbers[-1] = numbers[-1][0], match[4]
            elif match[3]:
                if match[3][:3].lower() not in _NAMES:
                    return None
                numbers.append((_NAMES.index(match[3][:3].lower()) + 1, "月"))
            elif len(match[1]) == 4:
                if year:
                    return None
                year, at = int(match[1]), len(numbers)
            elif len(match[1]) == 3 or match[2] == "年":
                return None
            else:
                numbers.append((int(match[1]), match[2]))
    if len(numbers) != 2:
        return None
    (one, mark), (two, other) = numbers
    first = _order(
        one, two, mark, other, year_first=bool(year) and at == 0, joined=any(re.search(r"\d[-./]\d", w) for w in words)
    )
    marked = "月" in (mark, other)
    return _Read(year, one, two, first) if year or marked else None


def _order(one: int, two: int, mark: str, other: str, *, year_first: bool, joined: bool) -> int:
    """1: the day stands before the month; -1: behind it; 0: the pieces do not say."""
    if mark == "月" or other == "日":
        return -1
    if other == "月" or mark == "日":
        return 1
    if year_first or joined or two > 12:
        return -1
    return 1 if one > 12 else 0


def _fact(one: _Read, first: int, raw: str, today: date) -> DateFact | None:
    day, month = (one.one, one.two) if first > 0 else (one.two, one.one)
    if not (1 <= month <= 12 and 1 <= day <= 31):
        return None
    if not one.year:
        near = nearest_not_after(month, day, today)
        return DateFact(near, raw, DatePlace.LIST, certain=False) if near else None
    try:
        return DateFact(date(one.year, month, day), raw, DatePlace.LIST)
    except ValueError:
        return None
