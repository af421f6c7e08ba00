"""Sentences of an article that tell of something held after the day on which the article is said to be published."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date

_SENTENCE = re.compile(r"[^。！？；\n]{8,200}")
_DAY = re.compile(r"(?<!\d)(20\d\d)年(\d{1,2})月(\d{1,2})日")
_HELD = re.compile(r"(?:举行|召开|举办|开幕|闭幕|启动|揭牌|签约|开展|成立|结束|完成|落幕)")
_WAS = re.compile(
    r"(?:举行|召开|举办|开幕|闭幕|启动|揭牌|签约|开展|成立|完成)了|(?:余|多|[\d一二三四五六七八九十百千两]+)(?:余|多)?(?:人|名|位|家)[^，。]{0,12}"
    r"(?:到场|参加|参与|出席|观看|参会)|圆满|落幕|顺利|吸引了?"
)
_TO_COME = re.compile(
    r"将|拟|定于|计划|预计|届时|请|欢迎|报名|截止|截至|之?前|以前|至|起|施行|实施|生效|有效|到期|安排|预告|准备|即日|为期|期间|力争|确保|目标|要"
)


def held_later(lines: Iterable[str], published: date, today: date, days: int) -> tuple[date, str] | None:
    """(day, sentence) of the first thing that was held more than `days` after the publication; None where there is none.

    What is announced stands in the same form but for the words that it is over: people came, it was held.
    """
    for line in lines:
        for sentence in _SENTENCE.findall(line) if "年" in line else ():
            day = next((found for match in _DAY.finditer(sentence) if (found := _date(match))), None)
            if day is None or not published < day <= today or (day - published).days <= days:
                continue
            if _HELD.search(sentence) and _WAS.search(sentence) and not _TO_COME.search(sentence):
                return day, sentence.strip()
    return None


def _date(match: re.Match[str]) -> date | None:
    try:
        return date(int(match[1]), int(match[2]), int(match[3]))
    except ValueError:
        return None
