"""Likeness of titles; the only importer of rapidfuzz."""

from __future__ import annotations

from rapidfuzz import fuzz


def ratio(one: str, other: str) -> float:
    """Likeness of two strings from 0 to 100 by inserted and deleted characters."""
    return float(fuzz.ratio(one, other))


def longest_common(one: str, other: str) -> int:
    """Length of the longest part that both strings contain; strings over 200 characters are cut."""
    one, other = one[:200], other[:200]
    best, previous = 0, [0] * (len(other) + 1)
    for char in one:
        current = [0] * (len(other) + 1)
        for column, opposite in enumerate(other, 1):
            if char == opposite:
                current[column] = previous[column - 1] + 1
                best = max(best, current[column])
        previous = current
    return best
