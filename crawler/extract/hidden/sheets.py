"""Which style sheets tell what a site hides: those of its home page and of typical inner pages, and what they import."""

from __future__ import annotations

import re
from collections.abc import Iterable
from urllib.parse import urlsplit

MAX_IMPORTS = 8
_IMPORT = re.compile(r"@import\s+(?:url\(\s*)?[\"']?([^\"')\s;]{1,500})[\"']?\s*\)?\s*([^;{}]{0,200});", re.IGNORECASE)
_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_OTHER_MEDIA = re.compile(r"\b(?:print|speech|aural)\b|max-(?:device-)?width", re.IGNORECASE)
_FACE = re.compile(r"@font-face\s*\{([^{}]{0,60000})\}", re.IGNORECASE)
URL = re.compile(r"url\(\s*[\"']?([^\"')\s]{1,500})", re.IGNORECASE)
_OLD_FORM = re.compile(r"\.(?:eot|svg)(?:[?#]|$)", re.IGNORECASE)
_HEAD = 8_000
_ARTICLE = re.compile(r"\d{4}|[0-9a-f]{16}")
_INDEX = re.compile(r"(?:index|default|list)[^/]{0,12}$", re.IGNORECASE)
"""The file of a column, whatever numbers its folder bears."""


def imported(sheet: str) -> list[str]:
    """The addresses of the sheets that a sheet imports for screens, as written. Imports stand at its beginning."""
    if "@import" not in sheet[:_HEAD]:
        return []
    head = _COMMENT.sub("", sheet[:_HEAD])
    return [match[1] for match in _IMPORT.finditer(head) if not _OTHER_MEDIA.search(match[2])][:MAX_IMPORTS]


def fonts(sheet: str) -> list[str]:
    """The files of fonts, as written, that have no stand-in: of several forms of one font a browser takes what it gets."""
    if "@font-face" not in sheet:
        return []
    found = []
    for face in _FACE.findall(_COMMENT.sub("", sheet)):
        forms = [address for address in URL.findall(face) if not _OLD_FORM.search(address)]
        if len(forms) == 1 and not forms[0].startswith("data:") and "local(" not in face:
            found.append(forms[0])
    return found[:MAX_IMPORTS]


def typical(targets: Iterable[str]) -> list[str]:
    """One column and one article of a home page's links, which stand for the templates of the others."""
    column = article = ""
    for target in targets:
        parts = urlsplit(target)
        if not parts.path.strip("/"):
            continue
        if _ARTICLE.search(f"{_INDEX.sub('', parts.path).rpartition('/')[2]}?{parts.query}"):
            article = article or target
        else:
            column = column or target
        if column and article:
            break
    return [each for each in (column, article) if each]
