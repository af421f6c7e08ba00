"""On which line of a TOML text a key stands, so that an error can name it."""

from __future__ import annotations

import re
from collections.abc import Iterable

_HEADER = re.compile(r"^\s*\[\[?\s*(?P<path>[^\[\]]+?)\s*\]\]?\s*(?:#.*)?$")
_KEY = re.compile(r"""^\s*(?P<path>(?:"[^"]*"|'[^']*'|[\w-]+)(?:\s*\.\s*(?:"[^"]*"|'[^']*'|[\w-]+))*)\s*=""")
_STRING = re.compile(r"""'[^']*'|"(?:[^"\\]|\\.)*\"""")
_PART = re.compile(r"""\s*(?:"([^"]*)"|'([^']*)'|([^\s."']+))\s*(?:\.|$)""")

Path = tuple[str, ...]


def _split(dotted: str) -> Path:
    return tuple(next(g for g in match.groups() if g is not None) for match in _PART.finditer(dotted))


def _open_brackets(line: str) -> int:
    bare = _STRING.sub("", line).partition("#")[0]
    return bare.count("[") - bare.count("]")


def key_lines(text: str) -> dict[Path, int]:
    """Every table and key of the text with the number of its first line, from 1."""
    lines: dict[Path, int] = {}
    table: Path = ()
    fence, depth = "", 0  # the quotes of an open multi-line string; open brackets of an array over several lines
    for number, line in enumerate(text.splitlines(), 1):
        if fence:
            fence = "" if fence in line else fence
        elif depth > 0:
            depth += _open_brackets(line)
        elif header := _HEADER.match(line):
            table = _split(header["path"])
            lines.setdefault(table, number)
        elif key := _KEY.match(line):
            lines.setdefault(table + _split(key["path"]), number)
            fence = next((f for f in ('"""', "'''") if line.count(f) % 2), "")
            depth = 0 if fence else _open_brackets(line[key.end() :])
    return lines


def line_of(lines: dict[Path, int], path: Iterable[object]) -> int | None:
    """The line of the key at `path`, or of the nearest table around it; None where the text has none of them."""
    wanted = tuple(str(part) for part in path)
    for length in range(len(wanted), 0, -1):
        if (line := lines.get(wanted[:length])) is not None:
            return line
    return None


def depth_found(lines: dict[Path, int], path: Iterable[object]) -> int:
    """How many leading parts of `path` the text has a line for."""
    wanted = tuple(str(part) for part in path)
    return next((length for length in range(len(wanted), 0, -1) if wanted[:length] in lines), 0)
