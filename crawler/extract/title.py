"""The title that a person reads: the heading on the page, checked against the page's own title and tag."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from crawler.extract.documents.properties import label_of
from crawler.extract.meta import first
from crawler.extract.outline import Outline, squeeze
from crawler.extract.survey import Survey
from crawler.extract.text import Line

_HEADINGS = {"h1": 25, "h2": 14, "h3": 8, "h4": 4, "ucaptitle": 40}
_NEVER_TITLES = frozenset({"a", "li", "body", "script", "meta", "link", "td"})  # unless they are headings
_NAMED = re.compile(r"(?:^|[\s_-])(?:[a-z]{0,12}-?_?)?(?:title|titles|tit|biaoti|bt|headline|subject|ti)\d?(?:$|[\s_-])")
_SEPARATOR = re.compile(r"\s*(?:[_|丨｜–—―»>]|--+|-(?!\d)|\s-\s)\s*")
_SITE = re.compile(
    r"(?:网|网站|门户|平台|政府|委员会|办公室|[厅局部署委办院社会站]|信息公开|中心|首页|大厅|[省市县区州旗镇乡])(?:官网|首页)?$"
)
_LOOSE = re.compile(r"[\s\u00a0\u3000]+|[“”\"'‘’()（）]")
_ANY_SEPARATOR = re.compile(r"[-_|丨｜–—―»>]")
_ENGLISH = re.compile(r"^([\u4e00-\u9fff]{2,12})\s+[A-Z][A-Za-z&,. ]{3,60}$")
_SURE = re.compile(r"_|--|\s-\s")
_PARTICULARS = re.compile(
    r"[\s|｜]*(?:(?:发布)?(?:时间|日期)?[:：]?\s*(?:19|20)\d\d\s*[年./-]\s*\d{1,2}\s*[月./-]\s*\d{1,2}日?"
    r"(?:\s*\d{1,2}[:：]\d\d(?:[:：]\d\d)?)?\s*)?"
    r"(?:信息来源|文章来源|来源|作者|点击(?:数|量|次数)?|浏览(?:数|量|次数)?|阅读(?:数|量|次数)?|发布(?:时间|日期)|字[号体])\s*[:：].*$",
    re.DOTALL,
)
_BRACKET_DATE = re.compile(r"\s*[（(\[【]\s*(?:19|20)\d\d\s*[年./-]\s*\d{1,2}\s*[月./-]\s*\d{1,2}\s*日?\s*[)）\]】]$")
_UNFILLED = re.compile(r"\{\{|\$\{|<\$|\[#|<%")
"""Template code where a title should stand: the page's faulty tag, and nobody's title."""
MAX_TITLE = 300
_LONGEST = 160


def without_particulars(text: str) -> str:
    """A heading less the line of date, source and clicks that some templates put into the same element."""
    if "：" not in text and ":" not in text:
        return text
    bare = _PARTICULARS.sub("", text)
    return bare if len(bare) >= 4 else text


def without_bracket_date(text: str, *names: str) -> str:
    """A heading less the date of publication in brackets behind it, where the page's own names of it have no such date."""
    match = _BRACKET_DATE.search(text)
    if match is None:
        return text
    bare = text[: match.start()]
    return bare if any(name and loose(name) == loose(bare) for name in names) else text


def loose(text: str) -> str:
    """A title without blanks, quotes and brackets, to compare by."""
    return _LOOSE.sub("", text)


def without_site(html_title: str, site: str) -> str:
    """The <title> less the name of the site and column, at the end or in front; unchanged when only that is left."""
    text = squeeze(html_title.replace("nbsp;", " ").replace("&nbsp", " "))
    parts = [p for p in _SEPARATOR.split(text) if p]
    if site and len(parts) == 1 and text.startswith(site + " ") and len(text) > len(site) + 3:
        return text[len(site) :].strip().split(" ", 1)[-1]
    if site and len(parts) == 1 and text.endswith(" " + site) and len(text) > len(site) + 3:
        return text[: -len(site)].strip()
    if len(parts) < 2:
        return text
    start, end = 0, len(parts)
    while end - start > 1 and (_is_site(parts[end - 1], site) or _is_cut_surely(text, parts[end - 1])):
        end -= 1
    while end - start > 1 and site and _same(parts[start], site):
        start += 1
    if (start, end) == (0, len(parts)):
        return text
    # Cut the original at the separators, so that separators inside the title survive.
    first_part, last_part = parts[start], parts[end - 1]
    begin = text.find(first_part)
    return text[begin : text.rfind(last_part) + len(last_part)] if begin >= 0 else last_part


def _is_cut_surely(text: str, last: str) -> bool:
    """Whether a short last part is set off by a separator that titles themselves do not use."""
    at = text.rfind(last)
    return len(last) <= 15 and at > 0 and bool(_SURE.search(text[max(0, at - 3) : at]))


def _is_site(part: str, site: str) -> bool:
    return bool(site and _same(part, site)) or (len(part) <= 30 and bool(_SITE.search(part)) and "关于" not in part)


def _same(part: str, site: str) -> bool:
    a, b = loose(part), loose(site)
    return a == b or (len(a) >= 4 and (a in b or b in a))


@dataclass(frozen=True, slots=True)
class _Known:
    """What a page says of its title elsewhere, and where its date, text and list stand."""

    site: str
    stated: str  # by the tag ArticleTitle
    in_table: str  # by the property table
    page: str  # <title> without the site's name
    html_title: str
    body: tuple[int, int]
    dated: int
    sole_list: int

    @property
    def said(self) -> str:
        """What tag or table say."""
        return self.stated or self.in_table


def read_title(
    outline: Outline,
    counts: Survey,
    area: list[str],
    tags: Mapping[str, tuple[str, ...]],
    lines: list[Line],
    property_title: str,
    body: tuple[int, int],
    dated: int,
    lists: list[tuple[int, int]],
    sole_list: int = -1,
) -> tuple[str, int]:
    """The title and the node that shows it (-1 when only the head names it). `dated` is the node of the shown date, or -1."""
    site = first(tags, "sitename")
    stated = squeeze(first(tags, "articletitle"))
    stated = "" if _UNFILLED.search(stated) else stated
    page = without_site(outline.title, site)
    known = _Known(site, stated, property_title, page, outline.title, body, dated, sole_list)
    best, best_node, best_score = "", -1, 0
    for rank, (node, text) in enumerate(_candidates(outline, area, lists, known), 1):
        score = _score(outline, counts, node, text, known) - (5 if rank > 3 else 0)
        if score > best_score:
            best, best_node, best_score = text, node, score
    if best_score >= (40 if stated else 30):
        return _ENGLISH.sub(r"\1", best)[:MAX_TITLE], best_node
    if known.said:
        return known.said[:MAX_TITLE], -1
    shown = _shown_part(outline.title, lines)
    return (shown[0], shown[1]) if shown else (page[:MAX_TITLE], -1)


def _candidates(outline: Outline, area: list[str], lists: list[tuple[int, int]], known: _Known) -> Iterator[tuple[int, str]]:
    """Headings, and elements named as a title, outside frame and lists: node and text, in document order."""
    for node, tag in enumerate(outline.tags):
        if tag not in _HEADINGS and not (outline.attrs[node] and tag not in _NEVER_TITLES and _is_named(outline, node)):
            continue
        if area[node] or outline.hidden[node] or outline.ends[node] - node > 40 or any(a <= node < b for a, b in lists):
            continue
        text = without_bracket_date(without_particulars(outline.text(node)), known.stated, known.in_table, known.page)
        if 2 <= len(text) <= _LONGEST:
            yield node, text


def _score(outline: Outline, counts: Survey, node: int, text: str, known: _Known) -> int:
    """How much speaks for a candidate; 0 for what is a label."""
    base = _HEADINGS.get(outline.tags[node], 0)
    above_list = known.sole_list - node
    agreement = _agreement(text, known.said, known.page, known.html_title)
    if (not base and len(text) < 6 and not agreement and not 0 < above_list <= 12) or label_of(text) is not None:
        return 0
    score = (base or 10) + agreement + _position(node, known.body, known.dated)
    score += 15 if base >= 14 and 0 < above_list <= 150 else 0
    score += 25 if 0 < above_list <= 12 and len(text) <= 20 else 0
    score -= 100 if known.site and loose(text) == loose(known.site) else 0
    score -= 15 if counts.link_chars[outline.ends[node]] - counts.link_chars[node] >= len(loose(text)) else 0
    return score


def _shown_part(html_title: str, lines: list[Line]) -> tuple[str, int] | None:
    """The front part of the <title> that stands on the page as a line of its own."""
    parts = {html_title[: m.start()].strip() for m in _ANY_SEPARATOR.finditer(html_title)}
    for line in lines:
        if len(line.text) >= 6 and line.text in parts:
            return line.text, line.start
    return None


def _is_named(outline: Outline, node: int) -> bool:
    names = outline.names(node)
    return len(names) < 80 and _names_a_title(names)


@lru_cache(4096)
def _names_a_title(names: str) -> bool:
    return _NAMED.search(names) is not None


def _agreement(text: str, article: str, page: str, html_title: str) -> int:
    mine = loose(text)
    if article and mine == loose(article):
        return 100
    if page and mine == loose(page):
        return 80
    if len(mine) >= 6 and (mine in loose(html_title) or (article and mine in loose(article))):
        return 50
    whole = loose(page)
    if len(whole) >= 8 and whole.rstrip("….") in mine:
        return 45
    return 20 if len(mine) >= 2 and whole.startswith(mine) else 0


def _position(node: int, body: tuple[int, int], dated: int) -> int:
    score = 0
    if body[1]:
        score += 20 if body[0] - 120 <= node < body[0] else 0
        score += 12 if body[0] <= node < body[0] + 12 else 0
        score -= 30 if node >= body[1] else 0
    if dated >= 0 and 0 < dated - node <= 40:
        score += 20
    return score
