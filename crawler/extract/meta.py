"""Page tags (网页标签): every `<meta name content>` of a page, names in lower case, all values kept in order."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from crawler.extract.outline import Outline

_QUOTES = "”“\"'‘’＂"
_MAX_VALUES = 8
_MAX_LENGTH = 2000
_REFRESH = re.compile(r"url\s*=\s*[\"'“”]?\s*([^\"'“”>]+)", re.IGNORECASE)


def read_tags(outline: Outline) -> dict[str, tuple[str, ...]]:
    """Names to values as written (outer blanks kept out). http-equiv and property count as names too, after name."""
    return tags_in(outline.attrs[node] for node, tag in enumerate(outline.tags) if tag == "meta")


def tags_in(metas: Iterable[Mapping[str, str | None]]) -> dict[str, tuple[str, ...]]:
    """The same from the attributes of the `<meta>` elements alone."""
    tags: dict[str, list[str]] = {}
    for attrs in metas:
        raw = attrs.get("name") or attrs.get("property") or attrs.get("http-equiv") or ""
        name = raw.strip().strip(_QUOTES).strip().lower()[:80]
        values = tags.setdefault(name, []) if name else []
        if name and len(values) < _MAX_VALUES:
            values.append((attrs.get("content") or "").strip()[:_MAX_LENGTH])
    return {name: tuple(values) for name, values in tags.items()}


def first(tags: Mapping[str, tuple[str, ...]], *names: str) -> str:
    """The first filled value of the first name that has one, blanks collapsed."""
    for name in names:
        for value in tags.get(name, ()):
            if value.strip():
                return " ".join(value.split())
    return ""


def refresh_target(tags: Mapping[str, tuple[str, ...]]) -> tuple[float, str] | None:
    """Delay in seconds and raw target of a meta refresh that leads somewhere, None without one."""
    for value in tags.get("refresh", ()):
        match = _REFRESH.search(value)
        if not match:
            continue
        delay = re.match(r"\s*(\d{1,6}(?:\.\d{0,3})?)", value)
        return (float(delay[1]) if delay else 0.0), match[1].strip()
    return None
