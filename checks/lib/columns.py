"""Facts about columns that several freshness checks need."""

from __future__ import annotations

from collections.abc import Mapping

from model import ColumnView


def has_list(view: ColumnView) -> bool:
    """Whether any item of the column's list was seen."""
    return bool(view.items or view.item_count)


def children(view: ColumnView, columns: Mapping[str, ColumnView]) -> list[ColumnView]:
    """The sub-columns that were looked at; two columns that name each other are neighbours, not parent and child."""
    found = (columns.get(url) for url in view.sub_columns if url != view.column.url)
    return [child for child in found if child is not None and view.column.url not in child.sub_columns]


def judged_by_children(view: ColumnView, columns: Mapping[str, ColumnView]) -> bool:
    """Whether the column is a hub: its sub-columns carry the lists and are judged one by one."""
    below = children(view, columns)
    return any(has_list(child) or child.scripted or not child.reliable for child in below)


def mostly_external(view: ColumnView, share: float) -> bool:
    """Whether more than `share` of the items lead to other sites."""
    total = len(view.items) or view.item_count
    return total > 0 and view.external > share * total
