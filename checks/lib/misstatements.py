"""Finds candidates of 严重表述错误: slipped fixed wordings, forbidden ones, lists out of order, slipped titles of laws.

Every hit is for a person to look at. Offsets count Unicode characters from 0.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from checks.lib import fixed_wordings, near_matches, protected
from checks.lib.fixed_wordings import Order, Phrase, Wording
from checks.lib.law_titles import slipped_titles
from checks.lib.typo.typos import CONTEXT_LENGTH, MAX_TEXT, sentence_bounds

MAX_HITS = 200
"""Hits of one text that are judged; a text with more is a list of wrong wordings."""

LAW_SOURCE = "全国人大法律目录、国务院行政法规目录"
LISTED_SOURCE = "新华社《新闻信息报道中的禁用词和慎用词（2016年7月修订）》"

_STUDY = ("学习", "练习", "实习", "复习", "温习", "研习", "见习", "补习", "自习", "演习")
_OPEN, _CLOSE = "“‘「『\"'《", "”’」』\"'》"
_APART = re.compile(r"来自|的[^、，]{1,10}(?:[、和及与，]|以及)")
"""Two lists, not one: 来自香港、澳门的青年和来自泰国等国家的学生."""
_AMONG_STATES = re.compile(
    r"(?:台湾|香港|澳门|港澳台|港澳|台港澳)(?:[、和及与以][^。；;，,：:！？\n]{0,20})?等(?:[一二三四五六七八九十两多几\d]{1,3}余?个)?"
    r"(?:国家|国)(?=[，。；、！？）)”的留旅出入开地进]|$)(?!的?[（(]?[和与及或、]?地区)"
)
_BOTH = re.compile(r"国家[和与及或、（(]{1,2}地区|国家（地区|国家\(地区|国家/地区")


@dataclass(frozen=True, slots=True)
class Misstatement:
    """A wording that a person must look at."""

    offset: int
    wrong: str
    right: tuple[str, ...]
    context: str
    source: str  # where the right form is stated


def find_misstatements(text: str) -> list[Misstatement]:
    """Every candidate of a text in order of place; of overlapping ones the longest."""
    text = text[:MAX_TEXT]
    found: list[tuple[int, str, tuple[str, ...], str]] = []
    found += _wordings(text)
    found += ((at, wrong, (right,), LAW_SOURCE) for at, wrong, right in slipped_titles(text) if "《" in text)
    found += _among_states(text)
    for order in fixed_wordings.shipped().orders:
        found += _out_of_order(text, order)
    kept: list[Misstatement] = []
    taken: set[int] = set()
    for at, wrong, right, source in sorted(found[:MAX_HITS], key=lambda hit: (-len(hit[1]), hit[0])):
        place = range(at, at + len(wrong))
        if taken.isdisjoint(place):
            taken.update(place)
            kept.append(Misstatement(at, wrong, right, _context(text, at, at + len(wrong)), source))
    return sorted(kept, key=lambda hit: hit.offset)


@cache
def _index() -> near_matches.Index:
    return near_matches.build(fixed_wordings.shipped())


def _wordings(text: str) -> Iterator[tuple[int, str, tuple[str, ...], str]]:
    for at, wrong, meant in _index().iter(text):
        end = at + len(wrong)
        first, last = sentence_bounds(text, at, end)
        sentence = text[first:last]
        if protected.talk_about_writing(sentence, at - first, end - first):
            continue
        if isinstance(meant, Wording):
            if not _is_right(text, sentence, at, end, meant):
                yield at, wrong, meant.right, meant.source
        elif _counts(text, at, end, meant):
            yield at, wrong, (meant.text,), meant.source


def _is_right(text: str, sentence: str, at: int, end: int, wording: Wording) -> bool:
    """Whether a wrong wording is right where it stands: a longer word, a quotation, talk of words or of history."""
    if any(protected.covers(text, at, end, word) for word in wording.protect):
        return True
    if wording.near and not any(word in sentence for word in wording.near):
        return True
    if any(word in sentence for word in wording.unless):
        return True
    if wording.quoted and protected.quoted(text[max(0, at - 40) : end + 40], min(at, 40), min(at, 40) + end - at):
        return True
    if wording.titled:
        return False
    opened = text.rfind("《", max(0, at - 60), at)
    return opened != -1 and "》" not in text[opened:at] and "》" in text[end : end + 60]


def _counts(text: str, at: int, end: int, phrase: Phrase) -> bool:
    """Whether a slipped phrase is one: not 学习|X平同志, and a short one only in its fixed place."""
    if text[at] == "习" and text[max(0, at - 1) : at + 1] in _STUDY:
        return False
    # 习近平总书记 behind another 习, or the same characters as the end of a longer word, is no slip.
    if text[at : at + 1] != phrase.text[:1] and text[at + 1 : end + 1] == phrase.text:
        return False
    if any(text[at - shift : at - shift + len(phrase.text)] == phrase.text for shift in (1, 0, -1) if at >= shift):
        return False
    if not phrase.verbs:
        return True
    before, after = text[max(0, at - 8) : at], text[end : end + 1]
    if before[-1:] in tuple(_OPEN) and after in tuple(_CLOSE):
        return True
    return before.endswith(phrase.verbs)


def _among_states(text: str) -> Iterator[tuple[int, str, tuple[str, ...], str]]:
    """港澳台 listed as countries: “……等国家” without “和地区”."""
    if "国" not in text or not any(name in text for name in ("台湾", "香港", "澳门", "港澳")):
        return
    for match in _AMONG_STATES.finditer(text):
        if _APART.search(match[0]):
            continue
        first, last = sentence_bounds(text, match.start(), match.end())
        if protected.talk_about_writing(text[first:last], match.start() - first, match.end() - first):
            continue
        if not _BOTH.search(text, first, last):
            yield match.start(), match[0], (match[0] + "和地区",), LISTED_SOURCE


def _out_of_order(text: str, order: Order) -> Iterator[tuple[int, str, tuple[str, ...], str]]:
    if not all(part in text for part in order.parts):
        return
    one = "|".join(re.escape(part) for part in order.parts)
    for match in re.finditer(rf"(?:{one})(?:[、，]\s?(?:{one})){{{len(order.parts) - 1}}}", text):
        parts = re.findall(one, match[0])
        first, last = sentence_bounds(text, match.start(), match.end())
        if order.near and not any(word in text[first:last] for word in order.near):
            continue
        if set(parts) == set(order.parts) and tuple(parts) != order.parts:
            yield match.start(), match[0], ("、".join(order.parts),), order.source


def _context(text: str, start: int, end: int) -> str:
    first, last = sentence_bounds(text, start, end)
    if last - first > CONTEXT_LENGTH:
        room = max(0, CONTEXT_LENGTH - (end - start)) // 2
        first, last = max(first, start - room), min(last, end + room)
    return " ".join(text[first:last].split())
