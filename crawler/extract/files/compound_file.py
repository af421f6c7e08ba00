"""Streams out of an OLE compound file (doc, wps, ppt, dps of strangers): chains are bounded and may not run in circles."""

from __future__ import annotations

import struct
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from crawler.extract.files.zipped_text import Broken

MAGIC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_HEADER = 512
_ENTRY = 128
_LAST_SECTOR = 0xFFFFFFFA  # larger numbers are marks: free, end of chain
_MAX_ENTRIES = 4_096
_IN_HEADER = 109  # sectors of the allocation table that the header itself names
_STREAM, _ROOT = 2, 5


class _Entry(NamedTuple):
    """One line of the directory; neighbours and child by their numbers."""

    name: str
    kind: int
    left: int
    right: int
    child: int
    start: int
    length: int


@dataclass(frozen=True, slots=True)
class _Sectors:
    """Equal pieces of `data` and for each the number of the next one."""

    data: bytes
    size: int
    offset: int
    following: tuple[int, ...]

    def chain(self, first: int, length: int) -> bytes:
        """At most `length` bytes of the chain that begins at `first`. Raises Broken for one that runs in a circle."""
        pieces: list[bytes] = []
        at, taken = first, 0
        for _ in range(len(self.following) + 1):
            if at >= _LAST_SECTOR or taken >= length:
                return b"".join(pieces)[:length]
            start = self.offset + at * self.size
            piece = self.data[start : start + self.size]
            if at >= len(self.following) or not piece:
                return b"".join(pieces)[:length]  # cut off: what there is
            pieces.append(piece)
            taken += len(piece)
            at = self.following[at]
        raise Broken("damaged")


def streams_of(body: bytes, wanted: frozenset[str]) -> Mapping[str, bytes]:
    """The streams of those names at the top of the file: what stands deeper belongs to embedded objects.

    Raises Broken where it is no such file.
    """
    if len(body) < _HEADER or not body.startswith(MAGIC):
        raise Broken("damaged")
    shift, mini_shift = struct.unpack_from("<HH", body, 30)
    if shift not in (9, 12) or mini_shift != 6:
        raise Broken("damaged")
    table_sectors, first_directory = struct.unpack_from("<I", body, 44)[0], struct.unpack_from("<I", body, 48)[0]
    cutoff, first_mini = struct.unpack_from("<II", body, 56)
    size = 1 << shift
    sectors = _Sectors(body, size, size, _allocation(body, size, table_sectors))
    entries = _entries(sectors.chain(first_directory, _MAX_ENTRIES * _ENTRY))
    if not entries or entries[0].kind != _ROOT:
        raise Broken("damaged")
    mini_table = _numbers(sectors.chain(first_mini, len(body)))
    mini = _Sectors(sectors.chain(entries[0].start, len(body)), 1 << mini_shift, 0, mini_table)
    found: dict[str, bytes] = {}
    for entry in _at_the_top(entries):
        if entry.kind == _STREAM and entry.name in wanted:
            place = mini if entry.length < cutoff else sectors
            found[entry.name] = place.chain(entry.start, min(entry.length, len(body)))
    return found


def _at_the_top(entries: list[_Entry]) -> Iterator[_Entry]:
    """What hangs on the root: its child, and the tree of that one's neighbours."""
    waiting, seen = [entries[0].child], {0}
    while waiting:
        number = waiting.pop()
        if number >= len(entries) or number in seen:
            continue
        seen.add(number)
        yield entries[number]
        waiting += (entries[number].right, entries[number].left)


def _allocation(body: bytes, size: int, count: int) -> tuple[int, ...]:
    """For every sector the next one of its chain."""
    named = list(struct.unpack_from(f"<{_IN_HEADER}I", body, 76))
    further, seen = struct.unpack_from("<I", body, 68)[0], 0
    per_sector = size // 4 - 1
    while further < _LAST_SECTOR and len(named) < count and seen * size < len(body):
        piece = _numbers(body[size + further * size : size + (further + 1) * size])
        if len(piece) <= per_sector:
            break
        named += piece[:per_sector]
        further, seen = piece[per_sector], seen + 1
    table: list[int] = []
    for number in named[: min(count, len(body) // size + 1)]:
        if number < _LAST_SECTOR:
            table += _numbers(body[size + number * size : size + (number + 1) * size])
    return tuple(table)


def _numbers(data: bytes) -> tuple[int, ...]:
    whole = len(data) // 4
    return struct.unpack(f"<{whole}I", data[: whole * 4])


def _entries(directory: bytes) -> list[_Entry]:
    found = []
    for at in range(0, len(directory) - _ENTRY + 1, _ENTRY):
        length, kind, _, left, right, child = struct.unpack_from("<HBBIII", directory, at + 64)
        name = directory[at : at + min(max(length - 2, 0), 64)].decode("utf-16-le", "replace")
        start, size = struct.unpack_from("<II", directory, at + 116)
        found.append(_Entry(name, kind, left, right, child, start, size))
    return found
