"""What a guide says beside its labels: telephone numbers for complaints, and sums of money that it asks for."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from crawler.extract.guides.pieces import Piece
from crawler.extract.guides.words import COMPLAINT

_CHARGED = re.compile(r"[^。；;，,\n]{0,16}(?:收取|缴纳|交纳|须交|需交)[^。；;，,\n]{0,16}?[1-9]\d*(?:\.\d+)?\s*元")
_NOT_CHARGED = re.compile(
    r"不|免|取消|罚|保证金|押金|税|补贴|补助|注册资本|超过|以上|以下|社会保险|保费|公积金|最低|停止|原来|曾"
)
"""Sums that are no fee of the service: fines, deposits, taxes, limits."""


def asked_for(texts: Iterable[str]) -> str:
    """The words of the first line without a label that asks for a sum of money, "" without any."""
    for text in texts:
        found = _CHARGED.search(text) if "元" in text else None
        if found and not _NOT_CHARGED.search(found[0]):
            return found[0].strip()[:40]
    return ""


def of_complaints(parts: Sequence[Piece]) -> set[int]:
    """Where the lines stand that belong to a label of complaints: its own, and those up to the next label."""
    found: set[int] = set()
    within = False
    for piece in parts:
        within = COMPLAINT in piece.classes or (within and not piece.classes)
        if within:
            found.add(piece.start)
    return found


def is_of_complaint(text: str) -> bool:
    return re.search(r"监督|投诉|举报", text) is not None
