"""Items of the year by the kind of their column, as the yearly report of a site asks for them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from urllib.parse import urlsplit

from model import Column, ColumnKind

KINDS: Mapping[ColumnKind, str] = {
    **dict.fromkeys((ColumnKind.OVERVIEW, ColumnKind.ORGANISATION, ColumnKind.LEADERS), "items_overview"),
    ColumnKind.NEWS: "items_news",
    **dict.fromkeys(
        (
            ColumnKind.POLICY, ColumnKind.PLAN, ColumnKind.PERSONNEL, ColumnKind.BUDGET, ColumnKind.STATISTICS,
            ColumnKind.DISCLOSURE_GUIDE, ColumnKind.DISCLOSURE_REPORT,
        ),
        "items_disclosed",
    ),
}  # fmt: skip
"""Kinds that clearly belong to one cell. Notices stand now among the news, now in the disclosure directory: in none."""


def items_by_cell(urls: Iterable[str], columns: Sequence[Column]) -> dict[str, int]:
    """How many pages lie in the folders of columns of each kind, by cell; the deepest folder decides."""
    folders = {place: column.kind for column in columns if (place := _folder(column.url))}
    found: dict[str, int] = {}
    for url in urls:
        if cell := KINDS.get(_kind(_folder(url), folders)):
            found[cell] = found.get(cell, 0) + 1
    return found


def _kind(place: str, folders: Mapping[str, ColumnKind]) -> ColumnKind:
    while place:
        if place in folders:
            return folders[place]
        place = place[: place.rstrip("/").rfind("/") + 1]
    return ColumnKind.OTHER


def _folder(url: str) -> str:
    """host/path/ of an address, "" for the root and for addresses whose place stands in a query."""
    parts = urlsplit(url)
    path = parts.path[: parts.path.rfind("/") + 1]
    return f"{parts.netloc.lower()}{path}" if path not in ("", "/") and not parts.query else ""
