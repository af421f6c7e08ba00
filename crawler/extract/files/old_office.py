"""Text out of Word 6–2003 files (doc, dot, wps) and PowerPoint 97–2003 files (ppt, pps, dps).

Word: the piece table says where each stretch of the text stands and whether it has one byte or two a character.
PowerPoint: atoms of text in a tree of records. Formats: [MS-DOC] 2.4.1, [MS-PPT] 2.3.1.
"""

from __future__ import annotations

import re
import struct
from collections.abc import Iterator, Mapping

from crawler.extract.files.compound_file import streams_of
from crawler.extract.files.zipped_text import Broken

WORD = "WordDocument"
SLIDES = "PowerPoint Document"
_TABLES = ("0Table", "1Table")
WANTED = frozenset({WORD, SLIDES, *_TABLES, "Current User", "EncryptedSummary"})
_WORD_MARKS = frozenset({0xA5EC, 0xA5DC, 0xA5DB, 0xA697})
_WORD_97 = 101  # nFib below: Word 6 and 95
_ENCRYPTED, _SECOND_TABLE = 0x0100, 0x0200
_PIECES_AT = 0x01A2  # fcClx, lcbClx
_BYTE_PIECE = 0x4000_0000
_MAX_PIECES = 100_000
_FIELD = re.compile("\x13[^\x13\x14\x15]{0,4000}\x14|\x13[^\x13\x14\x15]{0,4000}\x15|\x15|\x14")
_ENDS = re.compile("[\r\x07\x0b\x0c]")
_PICTURES = str.maketrans({"\x01": "", "\x02": "", "\x08": "", "\x1e": "-", "\x1f": "", "\xa0": " "})
_TEXT_CHARS, _TEXT_BYTES = 4000, 4008
_CONTAINER = 0xF
_LOCKED_SLIDES = 0xF3D1C4DF
_MAX_RECORDS = 500_000


def old_office(body: bytes) -> Iterator[str]:
    """The lines of an old Word or PowerPoint file. Raises Broken where it is neither, locked or damaged."""
    streams = streams_of(body, WANTED)
    if WORD in streams:
        return word_paragraphs(streams)
    if SLIDES in streams:
        return slide_lines(streams)
    raise Broken("old-format")


def word_paragraphs(streams: Mapping[str, bytes]) -> Iterator[str]:
    """The paragraphs and cells of a Word file, without the instructions of its fields."""
    document = streams[WORD]
    if len(document) < 68 or struct.unpack_from("<H", document)[0] not in _WORD_MARKS:
        raise Broken("damaged")
    version, flags = struct.unpack_from("<H", document, 2)[0], struct.unpack_from("<H", document, 10)[0]
    if flags & _ENCRYPTED:
        raise Broken("encrypted")
    text = (
        _old_text(document)
        if version < _WORD_97
        else _by_pieces(document, streams.get(_TABLES[bool(flags & _SECOND_TABLE)], b""))
    )
    for _ in range(4):  # fields stand within fields
        shorter = _FIELD.sub("", text)
        if shorter == text:
            break
        text = shorter
    yield from _ENDS.split(text.translate(_PICTURES))


def _old_text(document: bytes) -> str:
    first, last = struct.unpack_from("<II", document, 24)
    return document[first : max(first, last)].decode("gb18030", "replace")


def _by_pieces(document: bytes, table: bytes) -> str:
    if len(document) < _PIECES_AT + 8:
        raise Broken("damaged")
    start, length = struct.unpack_from("<II", document, _PIECES_AT)
    pieces = _piece_table(table[start : start + length])
    count = (len(pieces) - 4) // 12
    if count < 1 or count > _MAX_PIECES:
        raise Broken("damaged")
    ends = struct.unpack_from(f"<{count + 1}I", pieces)
    parts: list[str] = []
    for number in range(count):
        place = struct.unpack_from("<I", pieces, 4 * (count + 1) + 8 * number + 2)[0]
        amount = max(0, ends[number + 1] - ends[number])
        if place & _BYTE_PIECE:
            at = (place & ~_BYTE_PIECE) // 2
            parts.append(document[at : at + amount].decode("cp1252", "replace"))
        else:
            parts.append(document[place : place + 2 * amount].decode("utf-16-le", "replace"))
        if ends[number + 1] > len(document):
            break  # more characters than there are bytes: the rest of the table lies
    return "".join(parts)


def _piece_table(complex_part: bytes) -> bytes:
    """The piece table, which stands behind blocks of properties."""
    at = 0
    while at + 3 <= len(complex_part) and complex_part[at] == 1:
        at += 3 + struct.unpack_from("<H", complex_part, at + 1)[0]
    if at + 5 > len(complex_part) or complex_part[at] != 2:
        raise Broken("damaged")
    length = struct.unpack_from("<I", complex_part, at + 1)[0]
    return complex_part[at + 5 : at + 5 + length]


def slide_lines(streams: Mapping[str, bytes]) -> Iterator[str]:
    """The lines of a presentation in the order in which they are stored."""
    user = streams.get("Current User", b"")
    if "EncryptedSummary" in streams or (len(user) >= 16 and struct.unpack_from("<I", user, 12)[0] == _LOCKED_SLIDES):
        raise Broken("encrypted")
    data, at = streams[SLIDES], 0
    for _ in range(_MAX_RECORDS):
        if at + 8 > len(data):
            return
        kind, length = struct.unpack_from("<HI", data, at + 2)
        inside = struct.unpack_from("<H", data, at)[0] & 0xF == _CONTAINER
        at += 8
        if inside:
            continue  # its records follow
        if kind == _TEXT_CHARS:
            yield from _ENDS.split(data[at : at + length].decode("utf-16-le", "replace"))
        elif kind == _TEXT_BYTES:
            yield from _ENDS.split(data[at : at + length].decode("latin-1"))
        at += length
