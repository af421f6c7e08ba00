"""Places of a page without a list that hold nothing, or no more than a few words.

Where the sister columns of the same template have their lists in such a place, the page's own list is empty, whatever
the words in it are (crawler.column_siblings).
"""

from __future__ import annotations

from crawler.extract.lists.blocks import path_of
from crawler.extract.reading import Reading, behind_crumb, behind_menu
from model import Vacancy

_PLACES = frozenset({"ul", "ol", "dl", "table", "tbody", "div", "section"})
_HOLDS = frozenset({"img", "input", "select", "textarea", "iframe", "object", "embed", "video", "audio", "form", "button"})
MAX_WORDS = 40
MAX_PLACES = 24


def vacancies(r: Reading) -> tuple[Vacancy, ...]:
    """The places behind menus and breadcrumb in which there is no link and nothing to see but a few words."""
    outline, counts = r.outline, r.counts
    found: list[Vacancy] = []
    for node in range(behind_crumb(r) or behind_menu(r), len(outline)):
        if outline.tags[node] not in _PLACES or r.area[node] or outline.hidden[node]:
            continue
        end = outline.ends[node]
        if counts.chars[end] - counts.chars[node] > MAX_WORDS or counts.dates[end] > counts.dates[node]:
            continue
        if any(outline.tags[i] in _HOLDS or counts.anchor_text.get(i, "") for i in range(node, end)):
            continue
        found.append(Vacancy(path_of(outline, node), " ".join(outline.text(node).split())[:MAX_WORDS]))
        if len(found) >= MAX_PLACES:
            break
    return tuple(dict.fromkeys(found))
