"""The end of a word that was typed twice: 办公室公室, 联系人人：, 习近平平.

Doubled single characters inside words are the business of checks/lib/typo/doubled.py. Here two characters stand twice that
are hardly a word (公室) behind what makes one of them (办): 83 million characters of official text hold one such place.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from checks.lib.typo import marked
from checks.lib.typo.ngrams import Table
from checks.lib.typo.wrong_form import WrongForm

HARDLY = 6
"""Highest level in the dictionary of two characters that are hardly a word of today (公室, 员会)."""

_TWICE = re.compile(r"(?=([\u4e00-\u9fff]{2})\1)")
_PERSON = re.compile(r"[\u4e00-\u9fff]{2,3}人(?=人(?![\u4e00-\u9fff]))")
"""A word for a person before a mark: 联系人人：, but not 人人 as a word of its own."""

_LEADER = re.compile("习近平(?=平(?![易等均稳安凡静素实和民常时]))")

_COMMITTEE = re.compile("[\u4e00-\u9fff]{2}委(?=委员会(?![议见场上中同员]))(?<![党省市县区州盟旗镇乡纪常团工]委)")
"""The name's short form before its end (评审委委员会); but 市委|委员|会上, 常委|委员|会见."""


def find_tails(text: str, table: Table) -> Iterator[WrongForm]:
    """Every end of a word that stands twice."""
    twice = [match.start() for match in _TWICE.finditer(text) if match[1][0] != match[1][1]]
    pairs = marked.word_levels([text[at : at + 2] for at in twice], table)
    meets = marked.word_levels([text[at + 3 : at + 5] for at in twice], table)  # 等级|分级|分类
    likely = [at for at, pair, meet in zip(twice, pairs, meets, strict=True) if pair <= HARDLY and not meet]
    for at, word in zip(likely, _words(text, [at + 2 for at in likely], table), strict=True):
        if word:
            yield WrongForm(at + 2 - len(word), word + word[-2:], word)
    people = [match.end() for match in _PERSON.finditer(text)]
    for end, word in zip(people, _words(text, people, table), strict=True):
        if word:
            yield WrongForm(end - len(word), word + word[-1], word)
    for match in _COMMITTEE.finditer(text):
        yield WrongForm(match.start(), match[0] + "委员会", match[0] + "员会")
    for match in _LEADER.finditer(text):
        yield WrongForm(match.start(), match[0] + match[0][-1], match[0])


def _words(text: str, ends: list[int], table: Table) -> list[str]:
    """The longest word of three or four characters that ends at each place; "" for none."""
    parts = [text[max(0, end - length) : end] for end in ends for length in (4, 3)]
    known = [part if level else "" for part, level in zip(parts, marked.word_levels(parts, table), strict=True)]
    return [four or three for four, three in zip(known[::2], known[1::2], strict=True)]
