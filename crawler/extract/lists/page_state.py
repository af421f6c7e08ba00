"""What the state of a page that its server rendered (Nuxt, Next, Vuex) says of an empty list: no rows, a total of 0.

Such a page brings all its data along for the script that takes it over. Where these hold an empty array beside a total of
0, and nothing that could be an item, the list is empty and no script will fill it.
"""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from typing import Any

_STATE = re.compile(r"__(?:NUXT|INITIAL_STATE|PRELOADED_STATE|INITIAL_DATA|APOLLO_STATE|NEXT_DATA)\w*__\s*=")
_TOTAL_NAME = r"(?:total\w{0,10}|(?:record|row|item)s?_?count)"
_TOTAL = re.compile(rf"[\"']?\b{_TOTAL_NAME}[\"']?\s*:\s*[\"']?(\d{{1,9}})\b", re.IGNORECASE)
_PAGES = re.compile(r"pages?$", re.IGNORECASE)
_NO_ROWS = re.compile(r"[\"']?\b[A-Za-z_]\w{1,30}[\"']?\s*:\s*\[\s*\]")
_ITEM = re.compile(r"[\"']?\b\w{0,10}(?:title|subject|headline)\w{0,4}[\"']?\s*:\s*[\"'][^\"']{8,}", re.IGNORECASE)
_DAY = re.compile(r"[\"'](?:19|20)\d\d[-/.年]\d{1,2}[-/.月]\d{1,2}")
MAX_STATE = 200_000


def brings_no_rows(scripts: Sequence[tuple[int, str]]) -> bool:
    """Whether the page's own state has an empty list with a total of 0 and nothing like an item."""
    for _, code in scripts:
        if "otal" not in code and "ount" not in code:
            continue
        text = code[:MAX_STATE]
        if _STATE.search(text[:4000]) or text.lstrip()[:1] in ("{", "["):
            return _is_empty(text) or _is_empty_by_reference(text)
    return False


def _is_empty(text: str) -> bool:
    totals = [int(match[1]) for match in _TOTAL.finditer(text) if not _PAGES.search(match[0].partition(":")[0].strip(" \"'"))]
    if not totals or any(totals) or _ITEM.search(text) or _DAY.search(text):
        return False
    return _NO_ROWS.search(text) is not None


def _is_empty_by_reference(text: str) -> bool:
    """The state of Nuxt 3: one flat array, in which values name others by their place."""
    if not text.lstrip().startswith("["):
        return False
    try:
        flat = json.loads(text)
    except (ValueError, RecursionError):
        return False
    if not isinstance(flat, list) or any(isinstance(value, str) and _DAY.match(f'"{value}') for value in flat):
        return False
    objects = [value for value in flat if isinstance(value, dict)]
    totals = [_at(flat, at) for one in objects for name, at in one.items() if re.fullmatch(_TOTAL_NAME, name, re.IGNORECASE)]
    empty = any(_at(flat, at) == [] for one in objects for at in one.values())
    return bool(totals) and all(total == 0 for total in totals) and empty


def _at(flat: list[Any], place: object) -> object:
    return flat[place] if type(place) is int and 0 <= place < len(flat) else None
