"""Where what a brace opens in code or in a style sheet ends."""

from __future__ import annotations

import re

_BRACE = re.compile(r"[{}]")


def closing(text: str, at: int, limit: int) -> int:
    """The place of the brace that closes the one opened before `at`; the length of the text where none up to `limit` does."""
    depth = 1
    for brace in _BRACE.finditer(text, at, limit):
        depth += 1 if brace[0] == "{" else -1
        if not depth:
            return brace.start()
    return len(text)
