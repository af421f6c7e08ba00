"""How a person would mark a slip: with the rest of its word; and what the dictionary and the counts say of the place."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from checks.lib.typo import cutter, evidence, ngrams
from checks.lib.typo.ngrams import PAD, Table
from checks.lib.typo.slips import Slip

A_WORD = 4
"""Least level of a word of the dictionary that is one beyond doubt: rarer ones hold slips themselves."""

LONGEST = 4
"""Characters of the longest word that is marked as a whole."""

_HAN_ONLY = re.compile(r"[\u4e00-\u9fff]+")


@dataclass(frozen=True, slots=True)
class Marked:
    """A slip with the rest of its word: where that begins, how it stands, how it was meant.

    `is_word`: it stands as a word; `is_phrase`: it was meant as part of a phrase of official text.
    """

    slip: Slip
    offset: int
    wrong: str
    right: str
    is_word: bool
    is_phrase: bool

    def moved(self, by: int) -> Marked:
        """The same in a text that begins so many characters later."""
        return replace(self, slip=replace(self.slip, offset=self.slip.offset - by), offset=self.offset - by)


def marked(text: str, found: Sequence[Slip], table: Table) -> list[Marked]:
    """The slips of a text with the rest of their words. Many are looked up at once, which is what makes it fast."""
    wide = [_widest(text, slip) for slip in found]
    levels = iter(word_levels([right for parts in wide for _, _, right in parts], table))
    chosen = []
    for slip, parts in zip(found, wide, strict=True):
        known = [(len(part[2]), level, part) for part, level in zip(parts, levels, strict=False) if level]
        chosen.append(max(known)[2] if known else (slip.offset, slip.wrong, slip.right))
    stands = word_levels([wrong for _, wrong, _ in chosen], table)
    meant = _are_phrases(text, found, table)
    rows = zip(found, chosen, stands, meant, strict=True)
    return [Marked(slip, *part, level >= A_WORD, phrase) for slip, part, level, phrase in rows]


def _widest(text: str, slip: Slip) -> list[tuple[int, str, str]]:
    """Every string of some Chinese characters that holds a slip: where it begins, as it stands, as it was meant."""
    end = slip.offset + len(slip.wrong)
    parts = []
    for before in range(min(LONGEST, slip.offset + 1)):
        for after in range(min(LONGEST - before, len(text) - end + 1)):
            start, stop = slip.offset - before, end + after
            right = text[start : slip.offset] + slip.right + text[end:stop]
            if 2 <= len(right) <= LONGEST and _HAN_ONLY.fullmatch(right):
                parts.append((start, text[start:stop], right))
    return parts


def word_levels(strings: Sequence[str], table: Table) -> list[int]:
    """Levels of strings as words; 0 for what is none and what is shorter or longer than words are."""
    found = [0] * len(strings)
    for length in range(2, evidence.LONGEST + 1):
        nth = [at for at, string in enumerate(strings) if len(string) == length]
        if not nth:
            continue
        codes = np.array([[ord(ch) & 0xFFFF for ch in strings[at]] for at in nth], dtype=np.uint64)
        levels = cutter.word_levels([[codes[:, at] for at in range(length)]], table)[0]
        for at, level in zip(nth, levels.tolist(), strict=True):
            found[at] = level
    return found


def _are_phrases(text: str, found: Sequence[Slip], table: Table) -> list[bool]:
    """Whether with what was meant the place is a string of five characters that official text holds again and again."""
    coded = ngrams.codes(text)
    place = np.array([slip.offset for slip in found], dtype=np.int64) + PAD
    around = np.minimum(place[:, None] + np.arange(-PAD, PAD + 2), len(coded) - 1)
    rows = coded[around]
    rows[:, PAD] = [ord(slip.right[0]) & 0xFFFF for slip in found]
    double = np.array([len(slip.right) > 1 for slip in found], dtype=np.bool_)
    rows[double, PAD + 1] = [ord(slip.right[1]) & 0xFFFF for slip in found if len(slip.right) > 1]
    han = ngrams.is_han(rows)
    whole = np.stack([han[:, at : at + evidence.LONGEST].all(axis=1) for at in range(PAD + 2)], axis=1)
    whole[:, -1] &= double  # the last window is beyond reach of a single character
    row, at = np.nonzero(whole)
    known = table.levels(ngrams.join([rows[row, at + step] for step in range(evidence.LONGEST)], evidence.LONGEST)) > 0
    of_phrases = set(row[known].tolist())
    return [at in of_phrases for at in range(len(found))]
