"""Titles of laws in 《》 that differ by one character from a law that exists."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from rapidfuzz.distance import OSA

from checks.lib.near_matches import alike
from checks.lib.typo import shielded

LAWS = Path(__file__).resolve().parents[2] / "rules" / "lexicon" / "misstatement" / "laws.txt"
STATE = "中华人民共和国"
SHORTEST = 5
WORD = 2
"""Characters of a word that a title may lack: 道路交通[安全]法."""

_TITLE = re.compile(r"《(中华人民共和国)?([\u4e00-\u9fff、]{1,32}(?:法|条例|条列|法实施细则|发))》")
_ELSEWHERE = re.compile("台湾|香港|澳门|美国|日本|韩国|英国|法国|德国|欧盟|俄罗斯|外国|清末|民国|苏区|根据地|[省市县州区]《")

_PROPOSED = re.compile("制定|出台|立法|草案|升格|上升为|尽快|审议|起草|建议")
"""Beside a law that somebody asks for; what is a regulation today may be one tomorrow."""


@cache
def laws() -> frozenset[str]:
    """Names without the State's name in front."""
    lines = LAWS.read_text("utf-8").splitlines()
    return frozenset(line.partition("\t")[0] for line in lines if line and not line.startswith("#"))


@cache
def _by_length() -> dict[int, tuple[str, ...]]:
    found: dict[int, list[str]] = {}
    for law in sorted(laws()):
        found.setdefault(len(law), []).append(law)
    return {length: tuple(names) for length, names in found.items()}


def slipped_titles(text: str) -> Iterator[tuple[int, str, str]]:
    """(offset, the title as written, the law's name) of titles that are one character away from exactly one law."""
    for match in _TITLE.finditer(text):
        state, name = match[1] or "", match[2]
        regulation = _regulation(name) if state else ""
        if regulation and not _PROPOSED.search(text, max(0, match.start() - 20), match.end() + 12):
            yield match.start(1), state + name, state + regulation
            continue
        short = len(name) < SHORTEST - bool(state) and not (state and name.endswith("发"))  # 中华人民共和国刑发
        if name in laws() or short:
            continue
        if _ELSEWHERE.search(text, max(0, match.start() - 30), match.end() + 1):
            continue
        near = [law for law in _candidates(name) if OSA.distance(name, law, score_cutoff=1) <= 1]
        if not near and state and name.endswith("法"):
            near = [law for law in _by_length().get(len(name) + WORD, ()) if _lacks_a_word(name, law)]
            near = near or [law for law in _by_length().get(len(name), ()) if _swaps_words(name, law)]
            whole = len(near) == 1
        else:
            whole = len(near) == 1 and _is_slip(name, near[0], full=bool(state))
        if whole:
            yield match.start(1 if state else 2), state + name, state + near[0]


def _regulation(name: str) -> str:
    """The regulation (条例) that a title with the State's name in front calls a law (法); "" where such a law exists."""
    found = name.removesuffix("法") + "条例"
    return found if name.endswith("法") and name not in laws() and found in laws() else ""


def _candidates(name: str) -> Iterator[str]:
    for length in (len(name) - 1, len(name), len(name) + 1):
        yield from _by_length().get(length, ())


def _lacks_a_word(name: str, law: str) -> bool:
    """Whether a law's full title lost one word inside; without its first word it may be another, older law."""
    return any(law[:at] + law[at + WORD :] == name for at in range(2, len(name)))


def _swaps_words(name: str, law: str) -> bool:
    """Whether two words of a law's title changed places: 道路[安全][交通]法."""
    places = range(len(law) - 2 * WORD)
    turned = (law[:at] + law[at + WORD : at + 2 * WORD] + law[at : at + WORD] + law[at + 2 * WORD :] for at in places)
    return name in turned


def _is_slip(name: str, law: str, *, full: bool) -> bool:
    """A local rule or a regulation may have a like name: only slips of the pen count there, also a missing character.

    A law (法) with the State's name in front is known to be none if the list does not hold it.
    """
    if len(name) != len(law):
        return full or len(name) < len(law)
    differing = [pair for pair in zip(name, law, strict=True) if pair[0] != pair[1]]
    if len(differing) == 2:
        return True
    if shielded.same_class(*differing[0]):
        return False
    return alike(*differing[0]) or (full and name.endswith("法"))
