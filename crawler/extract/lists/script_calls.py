"""What a column's scripts call and which files they come from, as numbers to be compared with those of its sisters.

A call or a file that no sister with a readable list has may bring the list of a page that shows none.
"""

from __future__ import annotations

import re
from zlib import crc32

from crawler.extract.lists.scripted import is_service
from crawler.extract.reading import Reading

_CALL = re.compile(r"([A-Za-z_$][\w$]{1,60})\s*\(")
_QUOTED = re.compile(r"\"[^\"\n]*\"|'[^'\n]*'|//[^\n]*")
_LANGUAGE = frozenset(
    {"if", "for", "while", "switch", "function", "return", "catch", "typeof", "unescape", "Date", "write", "log"}
)
_PAGERS = frozenset({"createPageHTML", "createPage", "_showDynClicks", "AddFavorite", "SetHome", "addFavorite", "setHome"})
"""They count, or show the numbers of a list's pages, also of an empty one."""
_NUMBERS = re.compile(r"\d+")
MAX_CODE = 20_000
MAX_CALLS = 200


def script_calls(r: Reading) -> tuple[int, ...]:
    """The names that the page's code calls, and its script files without numbers; known services left out."""
    found: dict[int, None] = {}
    for node, code in r.outline.scripts:
        address = r.outline.get(node, "src")
        if is_service(address or code[:MAX_CODE]):
            continue
        source = address.partition("?")[0].rpartition("/")[2]
        called = _CALL.findall(_QUOTED.sub("", code[:MAX_CODE])) if not source else ()
        names = set(called).difference(_LANGUAGE, _PAGERS) or {_NUMBERS.sub("", source)} - {""}
        for name in sorted(names):
            found[crc32(name.encode("utf-8", "replace"))] = None
        if len(found) >= MAX_CALLS:
            break
    return tuple(found)[:MAX_CALLS]
