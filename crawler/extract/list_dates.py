"""The dates of a page's lists: texts that are a date and nothing else, with a label, in pieces, or beside an office."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache

from crawler.extract.date_context import YEAR_ALONE, Years, settled
from crawler.extract.date_forms import Turned, in_order, is_spelled, odd_form, turned
from crawler.extract.date_pieces import LONGEST, PIECE, Piece, from_pieces, is_mark, list_ends_between
from crawler.extract.dates import parse_dates, parse_day, plain, short_year
from crawler.extract.month_headings import under_months
from crawler.extract.outline import Outline
from model import DateFact, DatePlace

_EDGE = " \t\r\n\u00a0\u3000[]()（）【】〔〕<>《》|·•:：,，;；/-—…"
_LABEL = re.compile(
    r"^(?:发布|发文|公开|更新|生成|成文|上传|录入|添加|来信|写信|咨询|提交|留言|提问|征集|开始|信息)?(?:时间|日期|于)?\s*[:：]?\s*$"
)
_SHORT_ALONE = re.compile(r"^\d{1,2}\s*(?:[-/.]\s*\d{1,2}|月\s*\d{1,2}\s*日)(?:\s+\d{1,2}:\d{2})?$")
_RELATIVE_ALONE = re.compile(r"^(?:\d{1,3}\s*(?:分钟|小时|天|日|周|个月)前|今天|昨天|前天|刚刚)(?:\s*\d{1,2}:\d{2})?$")
_DAY_ALONE = re.compile(r"^(\d{1,2})日?$")
_MONTH_DAY_ALONE = re.compile(r"^(\d{1,2})[-/.月](\d{1,2})日?$")
_YEAR_MONTH = re.compile(r"^((?:19|20)\d{2})\s*[-/.年]\s*(\d{1,2})月?$")
_CLOCK_TEXT = re.compile(r"今天是|今日是|(?:星期|周)[一二三四五六日天]|农历|更新于|页面生成")
_EVENT = re.compile(
    r"归档|到期|出生|截[止至]|[至到]|有效|生效|实施|施行|失效|废止|成文|生成|印发|会议|活动|开始|结束|办结|答复|回复|召开|举行|通过|修订|报名|考试|出生|[，。；！？]"
)
_ENDS = re.compile(
    r"归档|截[止至]|有效期|失效|废止|到期|结束|开通|开设|开栏|建站|改版|(?:栏目|网站|本站|频道|平台|系统).{0,4}(?:上线|启用|建立|创建)"
)
"""Labels of days that are no item's: its end, or when the column or the site began."""
_BETWEEN = " \t\r\n\u00a0\u3000|｜丨/·:：于"
_LISTS = frozenset({"ul", "ol", "table", "tbody", "body"})
_LONGEST = 48
_ITEM_NODES = 60
_MOST_WORDS = 60
_TITLE = 6
_DIGIT = re.compile(r"\d|[０-９]|天$")


@dataclass(slots=True)
class _Gathered:
    """What one pass over the texts of a page finds."""

    found: dict[int, DateFact] = field(default_factory=dict)
    years: Years = field(default_factory=Years)
    pieces: list[Piece] = field(default_factory=list)
    turned: list[Turned] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Word:
    """What a short text says of days, whatever stands around it."""

    even: str = ""  # with plain digits; "" for a mark without any
    is_clock: bool = False
    year: int = 0  # 2026年 alone
    piece: str = ""  # what may be a piece of a date


@lru_cache(8192)
def _word(word: str) -> _Word | None:
    """The word, None for one that says nothing of days; menus and titles are on every page of a site."""
    if not _DIGIT.search(word):
        if is_spelled(word):
            return _Word(word)
        return _Word(piece=word) if len(word) <= 10 and is_mark(word) else None
    if _CLOCK_TEXT.search(word):
        return _Word(is_clock=True)
    even = plain(word)
    if len(even) > LONGEST:
        return _Word(even)
    year = YEAR_ALONE.match(even)
    return _Word(even, year=int(year[1]) if year else 0, piece=even if PIECE.match(even) else "")


def list_dates(outline: Outline, today: date) -> dict[int, DateFact]:
    """The dates that may be those of list items, by node; days without a year take the nearest year not after `today`."""
    g = _Gathered()
    found, years = g.found, g.years
    previous: tuple[int, str] = (-99, "")
    for i, text in enumerate(outline.texts):
        if not text or len(text) > 400 or not (word := text.strip(_EDGE)):
            continue
        said = _word(word) if len(word) <= _MOST_WORDS else None
        if said is None:
            previous = (i, "")
            continue
        if said.piece:
            g.pieces.append(Piece(i, said.piece))
        if not said.even:
            if said.is_clock and (fact := _beside(outline, i, word, today)):
                found[i] = fact
            previous = (i, "")
            continue
        if said.year:
            years.at[i] = said.year
        fact = _alone(said.even, word, today)
        if fact is None and (last := turned(i, said.even, word)):
            g.turned.append(last)
        split = None if fact and fact.certain else _split(previous[1], said.even, today)
        if split and i - previous[0] <= 8 and not list_ends_between(outline, previous[0], i):
            if i in years.at and (alone := found.get(previous[0])):
                years.joined[i] = (previous[0], previous[0], alone)
            elif fact and previous[0] in years.at:
                years.joined[previous[0]] = (previous[0], i, fact)
            found.pop(previous[0], None)
            found[previous[0]] = split
            fact = None
        elif fact is None:
            fact = _beside(outline, i, word, today)
        if fact:
            found[i] = fact
        previous = (i, said.even)
    if g.turned:
        found.update(in_order(g.turned))
    if len(g.pieces) > 2:
        below, heads = under_months(outline, g.pieces, today)
        if below:
            found = g.found = {**{node: fact for node, fact in found.items() if node not in heads}, **below}
            years.at = {node: year for node, year in years.at.items() if node not in heads}
    for node, (fact, nodes) in from_pieces(outline, g.pieces, found, today).items():
        found[node] = fact
        for one in nodes:
            years.at.pop(one, None)
    return settled(outline, dict(sorted(found.items())), years, today)


def _beside(outline: Outline, node: int, word: str, today: date) -> DateFact | None:
    """A full date beside an office or a day of the week, in an item of a list: 来源：县政府办 2026-11-15, 2026-11-15 星期日."""
    if len(word) > _LONGEST or "20" not in word:
        return None
    fact = _full(word, today)
    return fact if fact and _in_item(outline, node) else None


@lru_cache(4096)
def _full(word: str, today: date) -> DateFact | None:
    """The one full date of a short text that tells of no event."""
    if _EVENT.search(word) or _ENDS.search(word):
        return None
    if word.isdigit():
        compact = parse_day(word, DatePlace.LIST, today) if len(word) == 8 else None
        return compact if compact and compact.day <= today else None
    facts = parse_dates(word, DatePlace.LIST, today)
    if len(facts) != 1 or not facts[0].certain or facts[0].day == today:
        return None  # today's may be the visitor's clock
    start = word.find(facts[0].raw)
    before, after = word[:start], word[start + len(facts[0].raw) :].strip(_EDGE)
    if len(after) > 12 or (before and (after or before[-1] not in _BETWEEN)):
        return None
    return facts[0]


def _in_item(outline: Outline, node: int) -> bool:
    """Whether other words of an item with a link stand beside a text."""
    for up in outline.ancestors(node, 4):
        end = outline.ends[up]
        if outline.tags[up] in _LISTS or end - up > _ITEM_NODES:
            return False
        inside = range(up, end)
        if outline.tags[up] == "a" or any(outline.tags[i] == "a" for i in inside):
            return any(i != node and len(outline.texts[i].strip()) >= _TITLE for i in inside)
    return False


@lru_cache(8192)
def _alone(even: str, word: str, today: date) -> DateFact | None:
    """The date of a text that is nothing else, or a date at its beginning or end beside a label."""
    if _SHORT_ALONE.match(even) or _RELATIVE_ALONE.match(even):
        facts = parse_dates(word, DatePlace.LIST, today)
        return facts[0] if facts else None
    if not re.search(r"(?:19|20)\d{2}", even):
        return short_year(even, today) or (odd_form(even, word, today) if is_spelled(word) else None)
    facts = parse_dates(word, DatePlace.LIST, today)
    if not facts:
        return odd_form(even, word, today)
    if not facts[0].certain:
        return None
    start = word.find(facts[0].raw)
    before, after = word[:start], word[start + len(facts[0].raw) :]
    if _LABEL.match(before.strip(_EDGE)):
        return facts[0] if len(after.strip(_EDGE)) <= 40 and len(facts) <= 2 else None
    if not after.strip(_EDGE) and len(before) <= 12 and before.rstrip().endswith((":", "：")) and not _ENDS.search(before):
        return facts[0]
    return None


def _split(before: str, here: str, today: date) -> DateFact | None:
    """A date on two lines of a card: 15 and 2022-08, or 08-15 and 2022, in either order."""
    for day, year in ((before, here), (here, before)):
        short, month = _DAY_ALONE.match(day), _YEAR_MONTH.match(year)
        if short and month:
            return _built(f"{month[1]}-{month[2]}-{short[1]}", today)
        both, alone = _MONTH_DAY_ALONE.match(day), YEAR_ALONE.match(year)
        if both and alone:
            return _built(f"{alone[1]}-{both[1]}-{both[2]}", today)
    return None


def _built(raw: str, today: date) -> DateFact | None:
    facts = parse_dates(raw, DatePlace.LIST, today)
    return facts[0] if facts else None
