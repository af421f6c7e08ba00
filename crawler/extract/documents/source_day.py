"""When the source of a reprint published it, as the page says: 原文发布时间, 中国政府网（2026-11-04）, 新华社北京11月4日电."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, timedelta

from crawler.extract.dates import nearest_not_after, parse_dates
from model import DateFact, DatePlace

_HINTS = ("原文", "新华社", "中国政府网", "国务院", "新华网", "人民日报", "转自", "转载")
_DATE = r"(?:19|20)\d\d\s*[-/.年]\s*\d{1,2}\s*[-/.月]\s*\d{1,2}\s*日?"
_TIME = r"\d{1,2}\s*[:：时]\s*\d{0,2}(?:[:：]\d\d|分)?"
_AGENCY = r"(?:中国政府网|国务院(?:办公厅)?网站|新华社|新华网|人民日报|人民网)"
_STATED = (
    re.compile(
        rf"原文\s*(?:的)?(?:(?:发布|刊[登发载]|发表|首发)?\s*(?:时间|日期|于)\s*[:：]?|(?:发布|刊[登发载]|发表|首发)\s*[:：])\s*({_DATE})"
    ),
    re.compile(rf"(?:转自|转载自?|摘自|原载|来源)\s*[:：]?[^。；\n]{{0,20}}?{_AGENCY}[^。；\n\d]{{0,8}}({_DATE})"),
    re.compile(rf"{_AGENCY}\s*[（(]?\s*({_DATE})(?:\s*{_TIME})?\s*[)）]?\s*(?:发布|刊发|刊登|讯|电|$)"),
)
_DATELINE = re.compile(r"^\s*(?:据)?新华社\S{0,10}?(\d{1,2})月(\d{1,2})日(?:电|讯)")
_CLOCK = 9  # characters behind a day in which its hour stands
_MOST = 200  # characters of a paragraph that are looked at, at its beginning and its end


def source_day(paragraphs: Sequence[str], published: DateFact | None, today: date) -> DateFact | None:
    """The day, with its hour where that is told; certain where the page states it with its year.

    None where the page says nothing, or names a day after its own.
    """
    if published is None or not any(word in text for text in (*paragraphs[:3], *paragraphs[-3:]) for word in _HINTS):
        return None
    for text in paragraphs:
        for part in (text[:_MOST], text[-_MOST:]) if "20" in text else ():
            match = next((found for pattern in _STATED if (found := pattern.search(part))), None)
            facts = parse_dates(part[match.start(1) : match.end(1) + _CLOCK], DatePlace.SHOWN, today) if match else []
            if facts and facts[0].day <= published.day:
                return facts[0]
    for text in paragraphs[:3]:
        if match := _DATELINE.match(text):
            day = nearest_not_after(int(match[1]), int(match[2]), published.day + timedelta(days=1))
            return DateFact(day, match[0].strip(), DatePlace.SHOWN, certain=False) if day and day <= published.day else None
    return None
