"""What a search answered: its links with their words, its text, whether it says that there is nothing, whether a script
would still fill it. Plain text work over bounded input; nothing is parsed or run."""

from __future__ import annotations

import html
import re
from dataclasses import dataclass
from urllib.parse import unquote, urlsplit

from crawler.extract.charset import decode

_MOST = 600_000
_UNSEEN = frozenset({"script", "style", "template", "noscript", "title", "textarea"})
_NAME = re.compile(r"/?([a-zA-Z][a-zA-Z0-9]{0,15})")
_HREF = re.compile(r"href\s{0,5}=\s{0,5}(?:\"([^\"]{1,1500})\"|'([^']{1,1500})'|([^\s>]{1,1500}))", re.IGNORECASE)
_LONGEST_TAG, _LONGEST_LABEL = 4_000, 2_000
_OUTSIDE_WORDS = re.compile(r"[\W_]+")
_NOTHING = re.compile(
    r"(?:没有|未|无法?|暂无)(?:能)?(?:找到|检索到|搜索到|查询到|查到|搜到|发现)|无(?:相关|符合|匹配|检索|搜索)(?:的)?(?:结果|信息|记录|内容|数据)|"
    r"(?:暂无|没有)(?:相关|符合.{0,6}|匹配的?)?(?:结果|信息|记录|内容|数据)|(?:共|约|找到|为您找到|相关结果)[^0-9一-龥]{0,6}(?:约|到)?\s*0\s*(?:条|个|篇|项)"
)
_BY_SCRIPT = re.compile(
    r"\$\.(?:ajax|get|post|getJSON)\b|axios\b|fetch\s*\(|XMLHttpRequest|new\s+Vue|createApp|v-for|v-if|ng-repeat|\{\{|ms-repeat|"
    r"template\s*\(|innerHTML|\.html\s*\(|\.append\s*\(|加载中|正在(?:搜索|检索|加载|查询)|<div[^>]{0,80}id=[\"']?(?:app|root)\b",
    re.IGNORECASE,
)
_PREFIX = 12


@dataclass(frozen=True, slots=True)
class SearchAnswer:
    """One page of results as a person would see it before any script ran."""

    links: frozenset[tuple[str, str]]  # (path with query, bare words)
    text: str  # letters and figures alone
    nothing: bool  # it says that nothing was found
    scripted: bool  # scripts may fill or change it


def read_answer(body: bytes, content_type: str = "") -> SearchAnswer:
    """The answer to one search."""
    source, _ = decode(body[:_MOST], content_type)
    links, text = _walk(source[:_MOST])
    whole = html.unescape(text)
    nothing = _NOTHING.search("".join(whole.split())) is not None
    return SearchAnswer(frozenset(links), bare(whole), nothing, _BY_SCRIPT.search(source) is not None)


def _walk(source: str) -> tuple[set[tuple[str, str]], str]:
    """The links and the text that are shown, in one pass whose time grows with the size only."""
    lower = source.lower()
    links: set[tuple[str, str]] = set()
    text: list[str] = []
    href, since, at = "", 0, 0
    while (opens := source.find("<", at)) >= 0:
        text.append(source[at:opens])
        name = _NAME.match(source, opens + 1)
        if name is None and not source.startswith("<!", opens):
            text.append("<")
            at = opens + 1
            continue
        mark = "-->" if source.startswith("<!--", opens) else ">"
        ends = source.find(mark, opens)
        if ends < 0:
            return links, "".join(text)
        tag = name[1].lower() if name else ""
        closing = source.startswith("</", opens)
        at = ends + len(mark)
        if tag in _UNSEEN and not closing:
            shut = lower.find(f"</{tag}", at)
            if shut < 0:
                return links, "".join(text)
            at = shut
        if tag == "a":
            if href:
                links.add((path_of(html.unescape(href)), bare("".join(text[since:])[:_LONGEST_LABEL])))
            found = None if closing else _HREF.search(source, opens, min(ends + 1, opens + _LONGEST_TAG))
            href, since = (next(filter(None, found.groups()), "") if found else ""), len(text)
    text.append(source[at:])
    return links, "".join(text)


def bare(text: str) -> str:
    """Text without blanks and punctuation, in lower case: what two ways to print one title share."""
    return _OUTSIDE_WORDS.sub("", html.unescape(text)).lower()


def path_of(url: str) -> str:
    """The part of an address that names the page within its host, the same for all ways to write it."""
    try:
        parts = urlsplit(url.strip())
    except ValueError:
        return ""
    return unquote(parts.path).lstrip("./") + (f"?{parts.query}" if parts.query else "")


def finds(answer: SearchAnswer, url: str, title: str) -> bool:
    """Whether a known page is among the results: by its address, by its title or the title's beginning."""
    path, words = path_of(url), bare(title)
    start = words[:_PREFIX]
    for found, label in answer.links:
        if path and (found == path or found.endswith("/" + path) or path in unquote(found)):
            return True
        if len(words) >= 4 and (words in label or (len(start) >= _PREFIX and label.startswith(start))):
            return True
    # Results need not be links; but the page also repeats what was asked.
    return not answer.nothing and answer.text.count(words) > 1
