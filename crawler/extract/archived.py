"""A picture that marks a topic as archived (已归档), where no line of the page says so."""

from __future__ import annotations

from crawler.extract.reading import Reading

_LONGEST = 12


def archived_picture(r: Reading) -> str:
    """The words of the picture, "" without one. A picture in a link speaks of another page."""
    if "归档" not in r.html:
        return ""
    for node, tag in enumerate(r.outline.tags):
        words = r.outline.get(node, "alt").strip() if tag == "img" and not r.area[node] else ""
        if "归档" in words and len(words) <= _LONGEST and not _in_link(r, node):
            return words
    return ""


def _in_link(r: Reading, node: int) -> bool:
    return any(r.outline.tags[up] == "a" for up in r.outline.ancestors(node, 4))
