"""Likeness of titles and of texts; the only importer of rapidfuzz."""

from __future__ import annotations

from collections.abc import Sequence

from rapidfuzz import fuzz

from model import SKETCH


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


def shared(one: Sequence[int], other: Sequence[int]) -> float:
    """The share of clauses, 0 to 1, that two texts have in common by their sketches (`Page.body_sketch`)."""
    first, second = set(one), set(other)
    union = sorted(first | second)
    if max(len(one), len(other)) >= SKETCH:
        union = union[:SKETCH]  # the smallest of both are an even sample of both
    if not first or not second:
        return 0.0
    alike = sum(clause in first and clause in second for clause in union)
    return 2 * alike / (alike + len(union))


def contained(one: Sequence[int], other: Sequence[int]) -> float:
    """The share of the clauses of the shorter text, 0 to 1, that stand in the longer one too, by their sketches."""
    short, long = sorted((one, other), key=len)
    if not short:
        return 0.0
    if len(long) >= SKETCH:  # of a long text only the smallest hashes are known
        last = long[-1]
        short = [clause for clause in short if clause <= last]
    within = set(long)
    return sum(clause in within for clause in short) / len(short) if short else 0.0
