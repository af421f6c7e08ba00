"""Text out of RTF, which offices also save under .doc: control words undone, in one sweep however deep its groups are."""

from __future__ import annotations

import re
from collections.abc import Iterator

_TOKEN = re.compile(
    r"\\([a-z]{1,32})(-?\d{1,10})?[ ]?|\\'([0-9a-f]{2})|\\([^a-z'])|([{}])|[\r\n]+|([^\\{}\r\n]+)", re.IGNORECASE
)
_BREAKS = frozenset({"par", "line", "cell", "row", "page", "sect", "tab"})
_NOT_TEXT = """
fonttbl colortbl stylesheet info pict object objdata themedata colorschememapping latentstyles datastore rsidtbl generator
listtable listoverridetable filetbl fldinst bkmkstart bkmkend xmlnstbl mmathPr panose falt wgrffmtfilter nonshppict
background shpinst sp private
"""
_SILENT = frozenset(_NOT_TEXT.split())
_MAX_DEPTH = 2_000


def rich_text(body: bytes) -> Iterator[str]:
    """The paragraphs and cells of an RTF file."""
    text = body.decode("latin-1")
    silent: list[bool] = [False]  # for every open group, whether what stands in it is shown
    line: list[str] = []
    raw = bytearray()  # bytes of the code page that wait for their second half
    skip = 0  # stand-ins that follow a \u
    for match in _TOKEN.finditer(text):
        word, number, hexed, sign, brace, plain = match.groups()
        if hexed is not None:
            if skip:
                skip -= 1
            elif not silent[-1]:
                raw.append(int(hexed, 16))
            continue
        if raw and (plain or word or brace or sign):
            if plain and len(raw) % 2 and not silent[-1] and raw[-1] >= 0x81:
                raw.append(ord(plain[0]) & 0xFF)  # a second half may be an ordinary letter
                plain = plain[1:]
            line.append(raw.decode("gb18030", "replace"))
            raw.clear()
        if brace == "{":
            silent.append(silent[-1]) if len(silent) < _MAX_DEPTH else None
        elif brace == "}":
            silent.pop() if len(silent) > 1 else None
        elif word in _SILENT or sign == "*":
            silent[-1] = True
        elif silent[-1]:
            continue
        elif word in _BREAKS:
            yield "".join(line)
            line = []
        elif word == "u" and number:
            line.append(chr(int(number) & 0xFFFF))
            skip = 1
        elif plain:
            line.append(plain[skip:] if skip else plain)
            skip = 0
        elif sign == "~":
            line.append(" ")
        elif sign and sign in "{}\\":
            line.append(sign)
    yield "".join(line) + raw.decode("gb18030", "replace")
