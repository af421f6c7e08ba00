"""A box of another page that passes for a column: the home page of a sub-site shows the newest of its only list."""

from __future__ import annotations

import re
from collections.abc import Sequence

from crawler.column_names import column_name
from crawler.column_pages import Group
from model import ColumnView

_ENTRANCE = re.compile(r"/(?:(?:index|default|main|home)\w{0,4}\.\w{2,5})?$", re.IGNORECASE)


def without_boxes(groups: Sequence[Group], views: Sequence[ColumnView]) -> list[ColumnView]:
    """The views less those whose page stands at the entrance of a folder, says nowhere that it is a column, and shows
    only items of the column that its heading names."""
    held: dict[str, list[ColumnView]] = {}
    for group, view in zip(groups, views, strict=True):
        if not _is_entrance(group):
            held.setdefault(view.column.name, []).append(view)
    return [view for group, view in zip(groups, views, strict=True) if not (_is_entrance(group) and _shown_in(view, held))]


def _is_entrance(group: Group) -> bool:
    """Whether the page may be a sub-site's home page: neither a tag nor a breadcrumb names its column."""
    page = group.root.page
    return not column_name(page) and not group.others and bool(_ENTRANCE.search(group.root.url.partition("?")[0]))


def _shown_in(view: ColumnView, held: dict[str, list[ColumnView]]) -> bool:
    own = _addresses(view)
    named = (one for one in held.get(view.column.name, ()) if one.column.url != view.column.url)
    return bool(own) and not view.column.registered and any(own <= _addresses(other) for other in named)


def _addresses(view: ColumnView) -> set[str]:
    return {item.url for item in view.items}
