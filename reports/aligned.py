"""Plain text tables whose columns stand straight although a Chinese character is two cells wide.

On a terminal that is too narrow for a table its widest columns are wrapped; addresses, and a text that would become a
thin strip, stand under their row. Written to a file or a pipe, a row stays a line.
"""

from __future__ import annotations

import shutil
import sys
import unicodedata
from collections.abc import Iterator, Sequence

from reports.table import plain

GAP = "  "
LEAST = 14
"""Cells to which a column is narrowed at most."""
READABLE = 30
"""Cells that a text needs beside the others; with fewer it stands under its row."""
MOST = "…"


def aligned(rows: Sequence[Sequence[str]], *, numbers: frozenset[int] = frozenset(), room: int | None = None) -> Iterator[str]:
    """Rows as text, a head row first, every column as wide as its widest cell; those in `numbers` are flush right.

    `room` is how many cells a line may have (default: those of the terminal; 0: any number).
    """
    cells = [[plain(cell) for cell in row] for row in rows]
    widths = [max(map(width, column)) for column in zip(*cells, strict=True)] if cells else []
    room = _screen() if room is None else room
    if not room or sum(widths) + len(GAP) * (len(widths) - 1) <= room:
        for row in cells:
            yield _line(row, widths, numbers)
        return
    below = [index for index in range(1, len(widths)) if any(row[index].startswith(("http://", "https://")) for row in cells)]
    beside = [index for index in range(len(widths)) if index not in below]
    narrow = _narrowed([widths[index] for index in beside], room)
    longest = max(range(1, len(beside)), key=lambda place: widths[beside[place]], default=0)
    if longest and narrow[longest] < min(READABLE, widths[beside[longest]]):
        below = sorted([*below, beside.pop(longest)])
        narrow = _narrowed([widths[index] for index in beside], room)
    right = frozenset(place for place, index in enumerate(beside) if index in numbers)
    for position, row in enumerate(cells):
        parts = [_wrapped(row[index], to) for index, to in zip(beside, narrow, strict=True)]
        for number in range(max(map(len, parts))):
            yield _line([part[number] if number < len(part) else "" for part in parts], narrow, right)
        if position:
            yield from (f"{GAP * 2}{line}\n" for index in below if row[index] for line in _below(row[index], room))


def _below(text: str, room: int) -> list[str]:
    """What stands under its row: a text wrapped, an address whole."""
    return [text] if text.startswith("http") else _wrapped(text, room - 2 * len(GAP))


def shortened(text: str, most: int) -> str:
    """A text of at most so many characters, with a mark where something was left out."""
    return text if len(text) <= most else text[: most - 1] + MOST


def width(text: str) -> int:
    """Cells of a terminal that a text takes."""
    return sum(_cells(character) for character in text)


def _screen() -> int:
    """Cells of a line of the terminal, 0 where a file or a pipe is written."""
    return shutil.get_terminal_size().columns if sys.stdout.isatty() else 0


def _line(row: Sequence[str], widths: Sequence[int], numbers: frozenset[int]) -> str:
    padded = [_pad(cell, widths[i], right=i in numbers) for i, cell in enumerate(row)]
    return GAP.join(padded).rstrip() + "\n"


def _narrowed(widths: Sequence[int], room: int) -> list[int]:
    """The widest columns narrowed until a line fits, as far as that can be read."""
    made = list(widths)
    over = sum(made) + len(GAP) * (len(made) - 1) - room
    while over > 0 and (widest := max(made)) > LEAST:
        made[made.index(widest)] -= 1
        over -= 1
    return made


def _wrapped(text: str, to: int) -> list[str]:
    """The text in lines of at most so many cells, broken at a space where there is one near the end."""
    lines, rest = [], text
    while width(rest) > to:
        taken, used = 0, 0
        while used + _cells(rest[taken]) <= to:
            used += _cells(rest[taken])
            taken += 1
        space = rest.rfind(" ", taken // 2, taken)
        taken = space + 1 if space > 0 else max(taken, 1)
        lines.append(rest[:taken].rstrip())
        rest = rest[taken:].lstrip()
    return [*lines, rest]


def _cells(character: str) -> int:
    if unicodedata.combining(character):
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1


def _pad(text: str, to: int, *, right: bool) -> str:
    blank = " " * (to - width(text))
    return blank + text if right else text + blank
