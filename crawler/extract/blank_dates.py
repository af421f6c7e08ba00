"""The date of a page that shows none: a place for it that is blank, or code of the page that writes it.

Asked only of documents without any date. A blank place alone proves nothing, since a script from a file may fill it; beside
articles of the same column that bring their date with them it does.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from crawler.extract.outline import Outline
from crawler.extract.page_dates import blank_label
from crawler.extract.reading import Reading
from crawler.extract.text import Line
from model import DatePlace, Page, PageKind

_DATED = frozenset({PageKind.ARTICLE, PageKind.POLICY, PageKind.INTERPRETATION, PageKind.SINGLE, PageKind.OTHER})
_UNSEEN = frozenset({DatePlace.URL, DatePlace.GENERATED})
_TEXT = 50  # characters from which on a page should say when it was published

_HOLDERS = frozenset(
    {"span", "em", "i", "b", "p", "div", "td", "font", "strong", "time", "label", "small", "dd", "li", "h4", "h5"}
)
_NAME = re.compile(
    r"(?:^|[\s_\-]|pub|publish|fb|fabu|release|create|add|post|news|art|article|info|doc|content|show)"
    r"(?:date|time|riqi|rq|sj|shijian)\d?(?=$|[\s_\-])",
    re.IGNORECASE,
)
_NO_PLACE = re.compile(r"icon|ico\b|img|picker|axis|clock|now|today|local|server|line|weather|星期", re.IGNORECASE)
_WRITES = re.compile(r"document\.write|innerHTML|innerText|textContent|\.(?:html|text|append|prepend|before|after)\s*\(")
_A_DAY = re.compile(r"[\"'>](?:19|20)\d\d\s*[-/.年]\s*\d{1,2}\s*[-/.月]\s*\d")
_DAY = re.compile(r"\s*(?:19|20)\d\d-\d{1,2}-\d")
_DATE_WORD = re.compile(r"date|time|riqi|shijian|fbsj|fbrq|发布", re.IGNORECASE)
_CLOCK = re.compile(r"new\s+Date\s*\(\s*\)|getFullYear|getDay\(")
_BOUND = ("v-", "ms-", ":ms", "ng-", "x-", "data-bind", ":text")
_PART = re.compile(
    r"(?<![\d.])\d{1,2}\s*(?:月\s*\d{1,2}\s*日|[-/]\s*\d{1,2}(?![\d%]))|\d+\s*(?:天|小时|周|分钟|个?月)前|"
    r"\b(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\b"
)
_ABOVE, _LINE = 5, 60
_MAX_CODE = 20_000


def with_date_place(r: Reading, page: Page, kind: PageKind, length: int) -> Page:
    """A document of `length` characters that shows no date, with what became of the place for one; others as they are."""
    if kind not in _DATED or length < _TEXT or any(fact.place not in _UNSEEN for fact in page.dates):
        return page
    place = "scripted" if _in_part(r, page.title) else date_place(r.lines, r.area, r.outline)
    return replace(page, date_blank=place == "blank", date_scripted=place == "scripted")


def date_place(lines: list[Line], area: list[str], outline: Outline) -> str:
    """ "scripted" where code or a <time> of the page gives the date or fills its place, "blank" where that is empty, or ""."""
    codes = [code[:_MAX_CODE] for _, code in outline.scripts]
    if any(_writes_a_day(code) for code in codes) or _has_time(area, outline):
        return "scripted"
    blanks = list(_blanks(area, outline))
    if any(_is_bound(outline, node) or any(_speaks_of(outline, node, code) for code in codes) for node in blanks):
        return "scripted"
    return "blank" if blanks or blank_label(lines, area) else ""


def _in_part(r: Reading, title: str) -> bool:
    """Whether a short line between title and text tells a day without its year, in English or by its distance."""
    above = [line.text for line in r.lines if line.start < r.body[0] and not r.area[line.start]][-_ABOVE:]
    below_title = above[above.index(title) + 1 :] if title in above else []
    return any(len(text) <= _LINE and _PART.search(text) for text in below_title)


def _writes_a_day(code: str) -> bool:
    if not _WRITES.search(code):
        return False
    return bool(_A_DAY.search(code)) or ("document.write" in code and bool(_DATE_WORD.search(code)) and not _CLOCK.search(code))


def _has_time(area: list[str], outline: Outline) -> bool:
    """Whether a <time> outside menus and footer names a day for programs, whatever it shows to a person."""
    return "time" in outline.tags and any(
        tag == "time" and not area[node] and _DAY.match(outline.get(node, "datetime")) for node, tag in enumerate(outline.tags)
    )


def _blanks(area: list[str], outline: Outline) -> Iterator[int]:
    """Empty visible elements outside menus and footer that are named after a date."""
    for node, attrs in enumerate(outline.attrs):
        if not attrs or outline.tags[node] not in _HOLDERS or area[node] or outline.hidden[node]:
            continue
        names = f"{outline.get(node, 'id')} {outline.get(node, 'class')}".strip()
        if names and _NAME.search(names) and not _NO_PLACE.search(names) and not outline.text(node):
            yield node


def _is_bound(outline: Outline, node: int) -> bool:
    return any(str(name).startswith(_BOUND) for part in range(node, outline.ends[node]) for name in outline.attrs[part])


def _speaks_of(outline: Outline, node: int, code: str) -> bool:
    """Whether code names an element by its id or one of its classes, as a string or a selector."""
    names = (outline.get(node, "id"), *outline.get(node, "class").split())
    return any(name and re.search(rf"[\"'#.]{re.escape(name)}[\"'\s)\]]", code) for name in names)
