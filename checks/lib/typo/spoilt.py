"""Set phrases with one character that sounds or looks like the right one: 川流不熄, 意犹末尽, 众志成诚.

The counts alone are never sure of them: official reports hold few, so that what was meant is hardly better known than what
stands. But three characters of a set phrase in their places and the fourth taken for another are no chance where official
text does not know what stands. What is set off by marks (“兵至如归”, 《声入人心》) plays on a phrase, as does what begins with
another character at the head of a line or clause (声入人心，, 童心协力); what two words make that meet (精神|入人心) is none.
Of 15 places found in 83 million characters of official text and news 12 were slips, two were puns that are silent now, and one
(行迹可疑) is another spelling.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

import numpy as np

from checks.lib.typo import candidates, cutter, idioms, marked, ngrams
from checks.lib.typo.candidates import NEAR, SAME, SHAPE
from checks.lib.typo.ngrams import PAD, Table
from checks.lib.typo.wrong_form import WrongForm

LENGTH = idioms.LENGTH
STRANGE_PAIR, A_PHRASE = 2, 7
"""Highest level of the pairs that the wrong character makes in the phrase, and least level of that in the dictionary."""

AT_HOME, A_WORD = 8, 6
"""Least levels, in the counts and in the dictionary, of a phrase in which the wrong character may go well with a neighbour."""

AROUND = 20
"""Characters to either side in which the borders of words are looked for."""

_HAN = re.compile("[\u4e00-\u9fff]")
_SET_OFF = frozenset("“”‘’《》〈〉「」『』\"'·")


def find_spoilt(text: str, table: Table) -> Iterator[WrongForm]:
    """Every set phrase of a text with one wrong character."""
    coded = ngrams.codes(text)
    begin, at, right = idioms.shipped().nearly(coded)
    kind = candidates.confusions().kinds(coded[begin + at], right)
    for row in np.flatnonzero(kind & (SAME | NEAR | SHAPE)):
        start, place = int(begin[row]) - PAD, int(at[row])
        wrong = text[start : start + LENGTH]
        meant = wrong[:place] + chr(int(right[row])) + wrong[place + 1 :]
        alike = bool(kind[row] & (SAME | SHAPE))
        if not alike and not place:
            continue
        if _is_slip(wrong, meant, place, alike, table) and not _in_earnest(text, start, place):
            yield WrongForm(start, wrong, meant)


def _is_slip(wrong: str, meant: str, place: int, alike: bool, table: Table) -> bool:
    """Whether official text does not know what stands, and knows the phrase well enough for how strange that is.

    `alike`: the characters sound the same or look alike; those of near sounds must be stranger.
    """
    if marked.word_levels([wrong], table)[0] or _held(wrong) or any(_levels(wrong, place, 3, table)):
        return False
    phrase = marked.word_levels([meant], table)[0]
    if phrase >= A_PHRASE and max(_levels(wrong, place, 2, table)) <= STRANGE_PAIR:
        return True
    return alike and phrase >= A_WORD and _levels(meant, place, LENGTH, table)[0] >= AT_HOME


def _held(string: str) -> bool:
    columns = [np.array([ord(ch)], dtype=np.uint64) for ch in string]
    return bool(cutter.shipped().holds(ngrams.join(columns, len(columns)))[0])


def _levels(phrase: str, place: int, length: int, table: Table) -> list[int]:
    """Levels of the strings of a length within the phrase that hold the place."""
    parts = [phrase[at : at + length] for at in range(LENGTH - length + 1) if at <= place < at + length]
    columns = [np.array([ord(part[at]) for part in parts], dtype=np.uint64) for at in range(length)]
    found: list[int] = table.levels(ngrams.join(columns, length)).tolist()
    return found


def _in_earnest(text: str, start: int, place: int) -> bool:
    """Whether what stands plays on the phrase, or a word reaches over its edge."""
    end = start + LENGTH
    if place == 0 and not _HAN.match(text[max(0, start - 1) : start]):
        return True
    if not _SET_OFF.isdisjoint((text[start - 1 : start], text[end : end + 1])):
        return True
    low = max(0, start - AROUND)
    return cutter.crossed(text[low : end + AROUND], start - low, end - low)
