"""A title inside a message: quotation marks within quotation marks are single ones (GB/T 15834—2011)."""

from __future__ import annotations

_INNER = str.maketrans({"“": "‘", "”": "’"})


def in_quotes(title: str) -> str:
    """“title”, with its own “…” as ‘…’."""
    return f"“{title.translate(_INNER)}”"
