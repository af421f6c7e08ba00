"""Dates as Chinese government pages write them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from functools import lru_cache

from model import DateFact, DatePlace

_WIDE = str.maketrans("０１２３４５６７８９：∶﹕／．－–—‐‑﹣　\u00a0", "0123456789:::/.------  ")
_WIDE_ANY = re.compile("[" + re.escape("".join(map(chr, _WIDE))) + "]")
_DIGITS = {c: d for d, cs in enumerate(("〇○零ＯO", "一", "二", "三", "四", "五", "六", "七", "八", "九")) for c in cs}

_CLOCK = r"(?:\s*T?\s*(?P<h>[01]?\d|2[0-4])\s*[:时点]\s*(?P<mi>[0-5]\d)(?!\d)\s*分?(?:\s*[:]?\s*(?P<se>[0-5]\d)(?!\d)\s*秒?)?)?"
_FULL = re.compile(
    r"(?<![\d/.\-])(?P<y>(?:19|20)\d{2})\s*(?:(?P<sep>[-/.])\s*(?P<m>\d{1,2})\s*(?P=sep)\s*(?P<d>\d{1,2})(?![\d/\-]|\.\d)"
    r"|年\s*(?P<m2>\d{1,2})\s*月\s*(?P<d2>\d{1,2})\s*[日号]?(?!\d))" + _CLOCK
)
_COMPACT = re.compile(r"^\s*(?P<y>(?:19|20)\d{2})(?P<m>\d{2})(?P<d>\d{2})(?:\s*(?P<h>\d{2}):?(?P<mi>\d{2})(?::?\d{2})?)?\s*$")
_SPELLED = re.compile(
    r"(?P<y>[一二][〇○零ＯO一二三四五六七八九]{3})年(?P<m>[一二三四五六七八九十]{1,2})月(?P<d>[一二三四五六七八九十廿卅]{1,3})日"
)
_SHORT = re.compile(
    r"(?<![\d/.\-年])(?P<m>\d{1,2})\s*(?:(?P<sep>[-/.])\s*(?P<d>\d{1,2})(?![\d/.\-%])|月\s*(?P<d2>\d{1,2})\s*日)" + _CLOCK
)
_SHORT_YEAR = re.compile(
    r"^['‘’]?(?P<y>\d{2})(?:(?P<sep>[-/.])(?P<m>\d{1,2})(?P=sep)(?P<d>\d{1,2})|年(?P<m2>\d{1,2})月(?P<d2>\d{1,2})日)"
    + _CLOCK
    + r"$"
)
_RELATIVE = re.compile(r"(?P<n>\d{1,3})\s*(?P<unit>分钟|小时|天|日|周|个月)前|(?P<word>今天|刚刚|昨天|前天)")
_AGO = {"今天": 0, "刚刚": 0, "昨天": 1, "前天": 2, "天": 1, "日": 1, "周": 7, "个月": 28, "小时": 0, "分钟": 0}
_URL_DAY = (
    re.compile(r"/t((?:19|20)\d{2})(\d{2})(\d{2})_\d"),
    re.compile(r"/((?:19|20)\d{2})[-/](\d{1,2})[-/](\d{1,2})(?=/)"),
    re.compile(r"/((?:19|20)\d{2})[-/]?(\d{2})[-/]?(\d{2})(?=[/_])"),
    re.compile(r"[/_]((?:19|20)\d{2})(\d{2})(\d{2})\d{0,12}\.s?html?$"),
)
MAX_TEXT = 20_000


def plain(text: str) -> str:
    """Full-width digits, colons, dashes and blanks as their ASCII twins; the length is kept."""
    return text.translate(_WIDE) if _WIDE_ANY.search(text) else text


def parse_dates(text: str, place: DatePlace, today: date) -> list[DateFact]:
    """Every date in `text` in order: with a year always; without one, and relative ones, only for lists."""
    text = text[:MAX_TEXT]
    even = plain(text)
    found: list[tuple[int, DateFact]] = []
    for match in _FULL.finditer(even):
        fact = _fact(match, match["y"], match["m"] or match["m2"], match["d"] or match["d2"], text, place)
        if fact:
            found.append((match.start(), fact))
    if "年" in even:
        found += [(m.start(), f) for m in _SPELLED.finditer(text) if (f := _spelled(m, place))]
    if place is DatePlace.LIST and not found:
        found = _without_year(even, text, today)
    return [fact for _, fact in sorted(found, key=lambda pair: pair[0])]


def parse_day(text: str, place: DatePlace, today: date) -> DateFact | None:
    """The first date of a value that should be one (a tag, a table cell), also as 20220815; None where there is none."""
    found = parse_dates(text[:200], place, today)
    if found:
        return found[0]
    match = _COMPACT.match(plain(text[:40]))
    return _fact(match, match["y"], match["m"], match["d"], text[:40], place) if match else None


def url_date(url: str) -> DateFact | None:
    """The day in an address (t20220815_, /2022/8/15/, /202208/15/, /2022-08/15/), None where there is none."""
    path = url[:500].split("?", 1)[0]
    for pattern in _URL_DAY:
        for match in pattern.finditer(path):
            day = _day(int(match[1]), int(match[2]), int(match[3]))
            if day:
                return DateFact(day, match[0].strip("/_"), DatePlace.URL)
    return None


def short_year(even: str, today: date) -> DateFact | None:
    """The date of a text that is one with a year of two digits (26-08-15, 26.8.15) and nothing else."""
    match = _SHORT_YEAR.match(even)
    if match is None or int(match["y"]) > today.year % 100 + 1:
        return None
    return _fact(match, f"20{match['y']}", match["m"] or match["m2"], match["d"] or match["d2"], even, DatePlace.LIST)


def nearest_not_after(month: int, day: int, today: date) -> date | None:
    """The latest such day that is not after `today`."""
    for year in range(today.year, today.year - 9, -1):
        found = _day(year, month, day)
        if found and found <= today:
            return found
    return None


def settle_year(fact: DateFact, url: str) -> DateFact:
    """Give a date without a year the year of its item's address where day and month agree within some days."""
    if fact.certain:
        return fact
    hint = url_date(url)
    if hint is None:
        return fact
    for year in (hint.day.year, hint.day.year - 1, hint.day.year + 1):
        day = _day(year, fact.day.month, fact.day.day)
        if day and abs((day - hint.day).days) <= 10:
            return replace(fact, day=day, certain=True)
    return fact


def settle_years(facts: Sequence[DateFact | None]) -> list[DateFact | None]:
    """Lower guessed years where a list that runs from new to old would jump forward by most of a year."""
    out: list[DateFact | None] = []
    last: date | None = None
    for fact in facts:
        if fact is not None and not fact.certain and last and (fact.day - last).days > 0 and (fact.day - last).days > 180:
            earlier = _day(fact.day.year - 1, fact.day.month, fact.day.day)
            fact = replace(fact, day=earlier) if earlier and earlier <= last else fact
        if fact is not None and (len(out) > 0 or fact.certain or last is None):
            last = fact.day
        out.append(fact)
    return out


def _without_year(even: str, text: str, today: date) -> list[tuple[int, DateFact]]:
    found: list[tuple[int, DateFact]] = []
    for match in _SHORT.finditer(even):
        day = nearest_not_after(int(match["m"]), int(match["d"] or match["d2"]), today)
        if day:
            raw = text[match.start() : match.end()].strip()
            found.append((match.start(), DateFact(day, raw, DatePlace.LIST, _clock(match), certain=False)))
    if found:
        return found
    for match in _RELATIVE.finditer(even):
        back = _AGO[match["word"]] if match["word"] else int(match["n"]) * _AGO[match["unit"]]
        certain = match["unit"] not in ("小时", "分钟", "周", "个月")
        fact = DateFact(today - timedelta(days=back), match[0], DatePlace.LIST, certain=certain)
        found.append((match.start(), fact))
    return found


def _fact(match: re.Match[str], year: str, month: str, day: str, text: str, place: DatePlace) -> DateFact | None:
    found = _day(int(year), int(month), int(day))
    if found is None:
        return None
    return DateFact(found, text[match.start() : match.end()].strip(), place, _clock(match))


def _clock(match: re.Match[str]) -> str:
    hour, minute = match["h"], match["mi"]
    return f"{int(hour):02d}:{minute}" if hour and minute and int(hour) < 24 else ""


def _spelled(match: re.Match[str], place: DatePlace) -> DateFact | None:
    year = int("".join(str(_DIGITS[c]) for c in match["y"]))
    found = _day(year, _number(match["m"]), _number(match["d"]))
    return DateFact(found, match[0], place) if found else None


def _number(text: str) -> int:
    """十五 15, 二十 20, 廿三 23, 三十一 31; 0 where it is none."""
    text = text.replace("廿", "二十").replace("卅", "三十")
    if "十" not in text:
        return _DIGITS.get(text, 0) if len(text) == 1 else 0
    tens, _, ones = text.partition("十")
    return (_DIGITS.get(tens, 0) if tens else 1) * 10 + (_DIGITS.get(ones, 0) if ones else 0)


@lru_cache(maxsize=8192)
def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
