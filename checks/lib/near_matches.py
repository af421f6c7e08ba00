"""Finds phrases in which exactly one thing slipped: one character replaced, missing, doubled, or two neighbours swapped.

One automaton holds both halves of every phrase (a replaced character leaves one half whole) and every form with a missing,
doubled or swapped character. A candidate found by a half is compared character by character; a correct phrase costs one
comparison. Characters are replaced by such of like sound or shape, unless the phrase is `free`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any

from checks.lib import words
from checks.lib.fixed_wordings import Phrase, Wording, Wordings
from checks.lib.typo import candidates, shielded

LONG = 8
"""Two characters side by side may be replaced in a phrase of so many."""

WHOLE = 12
"""A free phrase of so many characters is also looked for with two of its words swapped; of two more, with one missing."""

SHORT = 6
"""A phrase of fewer characters is not looked for with a character missing, unless it is a person's."""

LAST_TELLS = 7
"""Of so many characters of a `free` phrase, all but the last are proof enough (政治协商会义); before it a verb may stand
(筑牢|中华民族共同体意识)."""

_NUMERALS = frozenset("一二三四五六七八九十百")

Found = tuple[int, str, Phrase | Wording]


@dataclass(frozen=True, slots=True)
class Half:
    """A part of a phrase that stands whole while another may have slipped: where it stands, and two characters of the other."""

    phrase: Phrase
    offset: int
    size: int
    near: int
    near_is: str
    far: int
    far_is: str


def _half(phrase: Phrase, start: int, end: int) -> Half:
    text = phrase.text
    near, far = (end, len(text) - 1) if start == 0 else (0, start - 1)
    return Half(phrase, start, len(text), near, text[near], far, text[far])


def _parts(phrase: Phrase) -> Iterator[tuple[int, int]]:
    """Both halves; of a person with his office the office alone, since only the name may slip."""
    size, middle = len(phrase.text), len(phrase.text) // 2
    if phrase.last < size:
        yield phrase.last, size
    else:
        yield 0, middle
        yield middle, size


@dataclass(frozen=True, slots=True)
class Index:
    """The automaton: `exact` forms are wrong as they stand, `halves` are where a phrase may stand."""

    automaton: Any
    allowed: frozenset[str]

    def iter(self, text: str) -> Iterator[Found]:
        """(offset, wrong, what it should be) of every candidate; overlapping ones are all given."""
        size = len(text)
        for last, (length, halves, exact) in self.automaton.iter(text):
            start = last - length + 1
            for meant in exact:
                yield start, text[start : last + 1], meant
            for half in halves:
                first = start - half.offset
                if first < 0 or first + half.size > size:
                    continue
                # Most of what begins like a phrase goes on otherwise: two looks tell.
                if text[first + half.near] != half.near_is and text[first + half.far] != half.far_is:
                    continue
                window = text[first : first + half.size]
                if window != half.phrase.text and self._slipped(window, half.phrase):
                    yield first, window, half.phrase

    def _slipped(self, window: str, phrase: Phrase) -> bool:
        differing = [at for at, (one, other) in enumerate(zip(window, phrase.text, strict=True)) if one != other]
        if window in self.allowed or not all(phrase.first <= at < phrase.last for at in differing):
            return False
        pairs = [(window[at], phrase.text[at]) for at in differing]
        if not all(_han(one) and _han(other) and not shielded.same_class(one, other) for one, other in pairs):
            return False
        if len(pairs) == 2:  # a whole word of like sound: 注意 for 主义
            one, other = differing
            together = other == one + 1 and one > 0 and other < len(window) - 1
            return together and len(window) >= LONG and all(alike(*pair) for pair in pairs)
        return len(pairs) == 1 and _at_a_place_that_tells(differing[0], phrase, *pairs[0])


def _at_a_place_that_tells(at: int, phrase: Phrase, old: str, new: str) -> bool:
    """At its edges a phrase may only seem to stand there: 科学发展|规律, 健全|省人民代表大会常务委员会."""
    last = len(phrase.text) - 1
    if phrase.verbs:
        return alike(old, new)
    if phrase.last <= last:  # a person's name before its office
        return alike(old, new) or (phrase.free and at > phrase.first)
    if alike(old, new):
        return 0 < at < last or (at == last and phrase.free and len(phrase.text) >= LAST_TELLS)
    return phrase.free and 1 < at < last - 1


def _han(ch: str) -> bool:
    return "\u4e00" <= ch <= "\u9fff"


def build(wordings: Wordings) -> Index:
    """The index of some wordings."""
    entries: dict[str, tuple[list[Half], list[Phrase | Wording]]] = {}
    for phrase in wordings.phrases:
        for start, end in _parts(phrase):
            entries.setdefault(phrase.text[start:end], ([], []))[0].append(_half(phrase, start, end))
        for form in _forms(phrase):
            # A form that is part of a right wording proves nothing.
            if not any(form in right for right in wordings.allowed):
                entries.setdefault(form, ([], []))[1].append(phrase)
    for wording in wordings.wordings:
        entries.setdefault(wording.wrong, ([], []))[1].append(wording)
    found = words.automaton({text: (len(text), tuple(halves), tuple(exact)) for text, (halves, exact) in entries.items()})
    return Index(found, wordings.allowed)


def _forms(phrase: Phrase) -> Iterator[str]:
    """The phrase with two neighbours swapped, or with an inner character missing, doubled or repeated."""
    text, first, last = phrase.text, phrase.first, phrase.last
    for at in range(first, last - 1):
        one, other = text[at], text[at + 1]
        if one != other and _han(one) and _han(other) and not {one, other} <= _NUMERALS:
            yield text[:at] + other + one + text[at + 2 :]
    if not phrase.missing or (len(text) < SHORT and last == len(text)):
        return
    inner = 1 if phrase.free else 2
    for at in range(max(first, inner), min(last, len(text) - inner)):
        if _han(text[at]) and text[at] not in _NUMERALS:
            yield text[:at] + text[at + 1 :]
            yield text[:at] + text[at] + text[at:]
            if len(text) >= LAST_TELLS and last == len(text) and text[at] != text[at + 1]:
                yield text[: at + 2] + text[at] + text[at + 2 :]  # written once more behind its neighbour: 人民人共和国
    if phrase.free and last == len(text) >= WHOLE:
        yield from _words_slipped(text)


def _words_slipped(text: str) -> Iterator[str]:
    """A long phrase with two neighbouring words of two characters swapped (新时代特色中国…), or one of them missing."""
    for at in range(2, len(text) - 5):
        one, other = text[at : at + 2], text[at + 2 : at + 4]
        if one != other and not set(one + other) & _NUMERALS:
            yield text[:at] + other + one + text[at + 4 :]
    if len(text) >= WHOLE + 2:
        for at in range(2, len(text) - 3):
            if not set(text[at : at + 2]) & _NUMERALS:
                yield text[:at] + text[at + 2 :]


@cache
def _sounds() -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for syllable, characters in candidates.read_table(candidates.SOUNDS).items():
        for ch in characters:
            found.setdefault(ch, set()).add(syllable)
    return {ch: frozenset(syllables) for ch, syllables in found.items()}


@cache
def _shapes() -> dict[str, str]:
    return candidates.read_table(candidates.SHAPES)


@lru_cache(maxsize=8192)
def alike(one: str, other: str) -> bool:
    """Whether two characters sound or look alike, so that one is written for the other."""
    if other in _shapes().get(one, "") or one in _shapes().get(other, ""):
        return True
    mine, theirs = _sounds().get(one, frozenset()), _sounds().get(other, frozenset())
    if mine & theirs:
        return True
    return any(near & theirs for syllable in mine for near in candidates.near_sounds(syllable))
