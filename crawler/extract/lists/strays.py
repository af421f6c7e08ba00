"""Links in the content of a page without a list, each with the places in which it stands.

One or two items without a date look like ways to other columns. Where the sister columns of the same template have their
lists in the same place, they are the items of this one (crawler.column_siblings).
"""

from __future__ import annotations

from crawler.extract.lists.blocks import path_of
from crawler.extract.reading import Reading, behind_crumb
from crawler.extract.survey import NOT_A_TITLE
from crawler.urls import link_kind
from model import DateFact, LinkKind, ListItem, Stray

MAX_STRAYS = 12
BESIDE = 24  # beside lists of no more than MAX_STRAYS items, which may prove to be the template's
LEVELS = 5
MAX_PART = 40  # nodes of a card
_ROW = frozenset({"li", "tr", "dd", "dl", "p", "article"})
SHORTEST = 4  # characters of a title


def strays(r: Reading, most: int = MAX_STRAYS) -> tuple[Stray, ...]:
    """The links with words outside menus and footer; () where there are more than `most`, too many to be a few items."""
    found: list[Stray] = []
    start = behind_crumb(r)
    for node, text in r.counts.anchor_text.items():
        if node < start or len(text) < SHORTEST or r.area[node] or NOT_A_TITLE.match(text) or r.outline.tags[node] != "a":
            continue
        href = r.outline.get(node, "href")
        joined = r.addresses.join(href) if href and href[0] != "#" else None
        if joined is None or joined.problem or link_kind(joined.url) is not LinkKind.PAGE or joined.url == r.url:
            continue
        if len(found) >= most:
            return ()
        above = tuple(r.outline.ancestors(node, LEVELS))
        title = r.outline.get(node, "title").split("\n")[0].strip() or text
        paths = tuple(path_of(r.outline, up) for up in above)
        found.append(Stray(ListItem(title[:200], joined.url, _date(r, above)), paths))
    return tuple(found)


def _date(r: Reading, above: tuple[int, ...]) -> DateFact | None:
    """The first date in the row around a link, else in the small part around it that has one."""
    small = [up for up in above if r.outline.ends[up] - up <= MAX_PART]  # the row of a layout's table is none of a list
    row = next((up for up in small if r.outline.tags[up] in _ROW), -1)
    parts = [row] if row >= 0 else small
    inside = (i for up in parts for i in range(up, r.outline.ends[up]))
    return next((r.counts.date_at[i] for i in inside if i in r.counts.date_at), None)
