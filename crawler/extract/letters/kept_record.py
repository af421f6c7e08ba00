"""A letter that its own page keeps as one object in a script, and writes from there (var mail = {"sendTime": …, …}).

The object stands behind an assignment, in a call, in quotes for JSON.parse, or alone in a script of data (application/json).
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

from crawler.extract.letters.json_letters import MAY_HOLD, own_letter
from crawler.extract.reading import Reading
from model import Letter, Page

_OBJECT = re.compile(r"(?:=|^|\w\(|JSON\.parse\(\s*['`])\s*(?=\{\s*[\"'][A-Za-z_]\w{0,30}[\"']\s*:)")
MAX_OBJECTS, MAX_CODE = 8, 60_000


def kept_record(r: Reading, page: Page) -> tuple[Letter, ...]:
    """The page's letter; () where its scripts hold none, or more than one."""
    found = [letter for record in _objects(r) if (letter := own_letter(record, page.url, r.addresses, r.today))]
    return tuple(found) if len(found) == 1 else ()


def _objects(r: Reading) -> Iterator[dict[str, Any]]:
    left = MAX_OBJECTS
    for _, code in r.outline.scripts:
        if not MAY_HOLD.search(code[:MAX_CODE]):
            continue
        for match in _OBJECT.finditer(code[:MAX_CODE]):
            left -= 1
            if left < 0:
                return
            try:
                data, _ = json.JSONDecoder().raw_decode(code[match.end() : match.end() + MAX_CODE])
            except (ValueError, RecursionError):
                continue
            if isinstance(data, dict):
                yield data
