"""Addresses of data that a page declares for scripts from files: var listUrl = "/bumen/list.json", data-api="/tongji/api.json".

The code that asks them is not on the page; that they stand there under such a name says that it will.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from crawler.cms.source import unescape

_NAME = r"(?:data-[\w-]{0,20})?[\w$.]{0,20}(?:url|api|json|source|src|href|interface)"
_NAMED = re.compile(rf"(?<![\w$-])[\"']?{_NAME}[\"']?\s*[=:]\s*[\"']([^\"'<>\s{{}}]{{3,300}})[\"']", re.IGNORECASE)
_DATA = re.compile(
    r"\.json(?:$|\?)|/api/|/api\?|[?&](?:cat|channel|column|chnl|node|class|type)_?id=[\w-]+(?=.*[?&]page)|[?&]page(?:no|num|index)?=1(?:&|$)",
    re.IGNORECASE,
)
_FRAME = re.compile(
    r"(?:^|[/_\-.])(?:nav|menu|head(?:er)?|foot(?:er)?|banner|weather|tianqi|config|setting|lang|i18n|manifest|site|user|hot|link)s?[\w-]*\.json"
    r"|login|count|visit|click|stat[/_.]|search|suggest|submit|save",
    re.IGNORECASE,
)
"""Files of every page's frame, and what only counts or takes."""
_ATTRIBUTE = re.compile(r"\sdata-[\w-]{1,30}\s*=\s*(?:\"[^\"<>]{3,400}\"|'[^'<>]{3,400}')")
MAX_MARKUP = 200_000
MAX_DECLARED = 4


def declared(scripts: tuple[str, ...], html: str) -> list[str]:
    """The addresses in their order, each once; [] where there are more than MAX_DECLARED."""
    found = list(dict.fromkeys(_values((*scripts, *_attributes(html)))))
    return found if len(found) <= MAX_DECLARED else []


def _attributes(html: str) -> Iterator[str]:
    if "data-" in html:
        yield from (match[0].strip() for match in _ATTRIBUTE.finditer(html[:MAX_MARKUP]))


def _values(pieces: tuple[str, ...]) -> Iterator[str]:
    for piece in pieces:
        if "json" not in piece and "api" not in piece and "page" not in piece:
            continue
        inner = piece[piece.find("=") + 1 :].strip("\"' ") if piece.startswith("data-") and "{" in piece else piece
        for match in _NAMED.finditer(inner[:MAX_MARKUP]):
            value = unescape(match[1]).replace("&amp;", "&")
            if _DATA.search(value) and not _FRAME.search(value):
                yield value
