"""Traces of strangers in a page's source: encoded titles, hidden frames, foreign scripts, redirects for some visitors.

Structure only, words are for the check. Every question is gated by a search for a plain string, so that a page without
such things pays next to nothing.
"""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Iterator

from crawler.extract.hidden.unscrambled import plain, unscramble
from crawler.extract.outline import Outline
from crawler.urls import Joined, host_of, is_government
from model import Link, LinkKind, Mark

MAX_MARKS = 40
_HEAD = 30_000
_MAX_CODE = 100_000
_TEXT = 200
_ENTITY = re.compile(r"&#(?:\d{4,6}|x[0-9a-f]{3,5});?", re.IGNORECASE)
_ENCODED = 4
"""References in a title that are a way of writing and no odd character."""
_TITLE = re.compile(r"<title[^>]{0,100}>([^<]{2,2000})</title", re.IGNORECASE)
_META = re.compile(r"<meta\b[^>]{0,3000}>", re.IGNORECASE)
_META_NAME = re.compile(r"name\s*=\s*[\"']?\s*(keywords|description)", re.IGNORECASE)
_META_CONTENT = re.compile(r"content\s*=\s*(\"[^\"]{0,3000}\"|'[^']{0,3000}')", re.IGNORECASE)
_SOURCE = re.compile(r"<(script|iframe)\b[^>]{0,300}?\bsrc\s*=\s*[\\\"']{0,2}((?:https?:)?//[^\"'\\\s>]{4,500})", re.IGNORECASE)
_LOCATION = re.compile(
    r"location(?:[\"']\s*\])?(?:\s*\.\s*href|\s*\[\s*[\"']href[\"']\s*\])?\s*(?:=(?!=)|\.\s*(?:replace|assign)\s*\()\s*\(?\s*[\"']((?:https?:)?//[^\"'\s]{4,500})[\"']",
    re.IGNORECASE,
)
_SENDS = re.compile(
    r"\s*(?:<!--\s*)?(?:(?:window\.)?setTimeout\s*\(\s*(?:function\s*\(\s*\)\s*\{|\(\s*\)\s*=>\s*\{?|[\"'])\s*)?"
    r"(?:(?:window|top|self|parent|document)\s*\.\s*)*location(?:\s*\.\s*href)?\s*(?:=(?!=)|\.\s*(?:replace|assign)\s*\()"
    r"\s*[\"']((?:https?:)?//[^\"'\s]{4,500})[\"']\s*\)?\s*;?\s*(?:\}?[\"']?\s*,\s*\d+\s*\)\s*;?)?\s*(?://\s*-->)?\s*$"
)
"""A script that does nothing but send every visitor away."""
_MAX_SENDING = 600
_ENGINE = re.compile(r"baidu|sogou|\bso\.com|haosou|360\.cn|google|bing|sm\.cn|toutiao|yahoo|soso|youdao", re.IGNORECASE)
_REFERRER = re.compile(r"\breferrer\b")
_ASKED, _BEFORE, _BEHIND = 20, 300, 600  # times that a script file asks; characters around it that belong to the question
_SPIDER = re.compile(r"spider|googlebot|bingbot|slurp|yisou|\bbot\b|crawler", re.IGNORECASE)
_PHONES = re.compile(r"iphone|android|mobile", re.IGNORECASE)
_TITLE_SET = re.compile(r"document\s*\.\s*title\s*=\s*[\"']([^\"']{2,300})[\"']")
_SMALL = frozenset({"0", "1", "2", "0px", "1px", "0%"})
_DEFACED = re.compile(r"(?:hacked|h4cked|hack3d|owned|0wned|pwned|defaced)\s+by\s+\w|被黑[了客]?!|黑客到此一游", re.IGNORECASE)

_DEFACED_LINE = re.compile(r">\s*\W{0,6}(?:hacked|h4cked|hack3d|pwned|defaced)\s+by\s+(\w[^<]{0,60})<", re.IGNORECASE)
"""A line of its own that begins so; a sentence about an attack goes on behind it, or begins otherwise."""


_BOAST = re.compile(
    r"(?<=>)\s*\W{0,4}(?:(?:本站|此站|该站|贵站)[^<>。，]{0,4}被[^<>。，]{1,16}(?:攻破|攻陷|黑了|黑掉|入侵|拿下)"
    r"|管理员[，,：:！!\s]{0,2}(?:你|您)的?(?:网?站|服务器)[^<>。]{0,12}(?:太差|不安全|漏洞|被黑))"
)
"""What those who broke in write on the wall; an article on an attack is longer, and speaks of others."""
_A_WALL = 6_000


def read_marks(
    page: str,
    signs: str,
    outline: Outline,
    links: tuple[Link, ...],
    join: Callable[[str], Joined],
    in_scope: Callable[[str], bool],
) -> tuple[Mark, ...]:
    """The traces of a page, at most `MAX_MARKS`. `signs`: its ASCII characters in lower case (crawler.cms.signs_of)."""

    def foreign(raw: str) -> str:
        url = join(raw.strip()).url
        return "" if not url or in_scope(url) or is_government(host_of(url)) else url

    found: dict[Mark, None] = {}
    for mark in _all(page, signs, outline, links, foreign):
        found.setdefault(mark)
        if len(found) >= MAX_MARKS:
            break
    return tuple(found)


def _all(page: str, signs: str, outline: Outline, links: tuple[Link, ...], foreign: Callable[[str], str]) -> Iterator[Mark]:
    if "&#" in page[:_HEAD]:
        yield from _encoded(page)
    if outline.title and (match := _DEFACED.search(outline.title)):
        yield Mark("defaced", match[0])
    elif match := _defaced_line(page, signs) or (_BOAST.search(page) if len(page) < _A_WALL else None):
        yield Mark("defaced", match[0].strip("<> \n")[:_TEXT])
    yield from (
        Mark("foreign-script", "", link.target) for link in links if link.kind is LinkKind.SCRIPT and foreign(link.target)
    )
    if "iframe" in outline.tags:
        yield from _frames(outline, foreign)
    for _, code in outline.scripts:
        yield from _in_script(code[:_MAX_CODE], foreign)
    yield from _behind_the_end(page, foreign)


def _defaced_line(page: str, signs: str) -> re.Match[str] | None:
    """A short visible line in which somebody boasts; the plain words are looked for first, which costs next to nothing."""
    if not any(word in signs for word in ("hacked", "h4cked", "hack3d", "pwned", "defaced")):
        return None
    return _DEFACED_LINE.search(page)


def _encoded(page: str) -> Iterator[Mark]:
    """Title, keywords and description written as numbers, while the text of the page is not."""
    head = page[:_HEAD]
    body = page[page.find("<body", 0, 200_000) :][:100_000] if "<body" in page[:200_000] else ""
    everywhere = len(_ENTITY.findall(body)) > 200
    title = _TITLE.search(head)
    if title and len(_ENTITY.findall(title[1])) >= _ENCODED:
        yield Mark("encoded-everywhere" if everywhere else "encoded-title", html.unescape(title[1])[:_TEXT])
    for tag in _META.finditer(head):
        name, content = _META_NAME.search(tag[0]), _META_CONTENT.search(tag[0])
        if name and content and len(_ENTITY.findall(content[1])) >= _ENCODED:
            way = "encoded-everywhere" if everywhere else f"encoded-{name[1].lower()}"
            yield Mark(way, html.unescape(content[1].strip("\"'"))[:_TEXT])


def _frames(outline: Outline, foreign: Callable[[str], str]) -> Iterator[Mark]:
    at, tags = -1, outline.tags
    for _ in range(tags.count("iframe")):
        at = tags.index("iframe", at + 1)
        source = outline.get(at, "src")
        target = foreign(source) if source else ""
        if not target:
            continue
        width, height = outline.get(at, "width").strip().lower(), outline.get(at, "height").strip().lower()
        style = "".join(outline.get(at, "style").lower().split())
        tiny = (width in _SMALL or height in _SMALL) or re.search(
            r"(?:^|;)(?:width|height):[012](?:px)?(?:;|$)", style
        ) is not None
        if tiny or outline.hidden[at]:
            yield Mark("hidden-frame", "no-size" if tiny else outline.hidden[at], target)


def _in_script(code: str, foreign: Callable[[str], str]) -> Iterator[Mark]:
    if len(code) < 20:
        return
    if len(code) < _MAX_SENDING and "location" in code and (sent := _SENDS.match(code)) and (target := foreign(sent[1])):
        yield Mark("script-leaves", "", target)
    scrambled = unscramble(code)
    if scrambled:
        yield from _written(scrambled, "encoded-script", foreign)
    asks = "referrer" in code or "userAgent" in code or "referrer" in scrambled
    titles = "document.title" in code or "document.title" in scrambled
    if not asks and not titles:
        return
    text = f"{plain(code)}\n{scrambled}"
    if asks and ("location" in text or "write" in text):
        yield from _for_some(text, foreign)
    for match in _TITLE_SET.finditer(text) if titles else ():
        yield Mark("script-title", match[1][:_TEXT])


def _written(code: str, way: str, foreign: Callable[[str], str]) -> Iterator[Mark]:
    """Scripts, frames and redirects that scrambled code brings in."""
    for match in _SOURCE.finditer(code):
        if target := foreign(match[2]):
            yield Mark(way, match[1].lower(), target)
    for match in _LOCATION.finditer(code):
        if target := foreign(match[1]):
            yield Mark(way, "location", target)


def _for_some(code: str, foreign: Callable[[str], str]) -> Iterator[Mark]:
    """Another place, or another text, for visitors from a search engine or for its robots."""
    ways = []
    if "referrer" in code and _ENGINE.search(code):
        ways.append("referrer-redirect")
    if "userAgent" in code and _SPIDER.search(code):
        ways.append("robot-redirect")
    if "userAgent" in code and _PHONES.search(code):
        yield from (Mark("phone-redirect", "", target) for match in _LOCATION.finditer(code) if (target := foreign(match[1])))
    for way in ways:
        for pattern, group in ((_LOCATION, 1), (_SOURCE, 2)):
            yield from (Mark(way, "", target) for match in pattern.finditer(code) if (target := foreign(match[group])))


def sends_searchers(code: str) -> str:
    """Where a script file sends visitors who come from a search engine, "" where none is sent: told within a few lines."""
    scrambled = unscramble(code)
    text = f"{plain(code)}\n{scrambled}" if "referrer" in code or "referrer" in scrambled else ""
    for asked in list(_REFERRER.finditer(text))[:_ASKED]:
        lines = text[max(0, asked.start() - _BEFORE) : asked.end() + _BEHIND]
        if _ENGINE.search(lines) and (sent := _LOCATION.search(text, asked.end(), asked.end() + _BEHIND)):
            return sent[1]
    return ""


def _behind_the_end(page: str, foreign: Callable[[str], str]) -> Iterator[Mark]:
    at = max(page.rfind("</html>"), page.rfind("</HTML>"))
    tail = page[at + 7 : at + 20_000] if at >= 0 else ""
    if len(tail) < 20:
        return
    for match in _SOURCE.finditer(tail):
        if target := foreign(match[2]):
            yield Mark("script-behind-the-end", match[1].lower(), target)
