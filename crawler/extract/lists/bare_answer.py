"""What an interface's answer without any item says: that its list is empty, that nothing came, or that something failed."""

from __future__ import annotations

from typing import Any

from crawler.extract.placeholders import says_nothing

NO_ROWS = "接口返回0条"
NOTHING = "接口没有返回任何内容"
"""Words of an answer that is null, "" or {}: it proves an empty list only where the interface fills other columns."""
NULLS = frozenset({"null", '""', "''", "undefined", "\ufeff"})
_ARRAYS = frozenset({"data", "rows", "list", "records", "items", "articles", "result", "results", "datas", "content", "docs"})
_STATES = ("code", "status", "errno", "errcode", "ret", "retcode", "resultcode")
_WELL = frozenset({"", "1", "200", "ok", "success", "true"})
_DEPTH = 4
_LONGEST = 40


def why_bare(data: Any, records: int | None) -> str:
    """Why an answer without items is an empty list, "" where it may be a failure. `records`: the count that it states."""
    if records == 0:
        return NO_ROWS
    if data == {}:
        return NOTHING
    if data is None or (isinstance(data, dict) and not _is_well(data)):
        return ""
    stated = isinstance(data, dict) and any(str(name).lower() in (*_STATES, "success") for name in data)
    arrays = list(_arrays(data, "data", _DEPTH))
    rows = sum(name in _ARRAYS for name, _ in arrays)
    if (rows == 1 or (rows and stated)) and not any(found for _, found in arrays):
        return NO_ROWS
    if not isinstance(data, dict) or arrays:
        return ""
    words = (value for value in data.values() if isinstance(value, str) and 2 <= len(value) <= _LONGEST)
    said = next((value for value in words if says_nothing(value)), "")
    blank = [name for name, value in data.items() if str(name).lower() in _ARRAYS and value in (None, "", {})]
    return said or (NOTHING if blank and stated else "")


def _is_well(data: dict[str, Any]) -> bool:
    """Whether an answer reports no failure: no code, or one of success (0, "0000", 1, 200)."""
    low = {str(key).lower(): value for key, value in data.items()}
    if low.get("success") is False:
        return False
    stated = [str(low[name]).lower() for name in _STATES if isinstance(low.get(name), str | int)]
    return all(value.lstrip("0") in _WELL for value in stated)


def _arrays(value: Any, name: str, depth: int) -> list[tuple[str, list[Any]]]:
    """The arrays in an answer with their names, down to some depth."""
    if isinstance(value, list):
        return [(name, value)]
    if not isinstance(value, dict) or depth == 0:
        return []
    return [found for key, inner in value.items() for found in _arrays(inner, str(key).lower(), depth - 1)]
