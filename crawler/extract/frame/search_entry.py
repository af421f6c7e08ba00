"""The search that a page offers: its forms, a link to a search page, or whatever else speaks of one."""

from __future__ import annotations

import re
from collections.abc import Iterator

from crawler.extract.addresses import Addresses
from crawler.extract.outline import TEXT, Outline
from model import SearchEntry, SearchForm

_LABEL = re.compile(
    r"^\W{0,3}(?:(?:站内|全站|本站|站群|智能|智慧|高级|全文|信息|政务|一键|综合|内容|文件|点击|请?输入)?.{0,4}(?:搜\s*索|检\s*索)|搜一搜|搜一下|搜本站|search)"
    r".{0,8}$",
    re.IGNORECASE,
)
_SAYS = re.compile(
    r"搜\s*索|检\s*索|(?<!re)search|sousuo|jiansuo|so_?su|chaxun|key_?words?|(?<!j)query|(?:^|[^a-z])(?:ss|so|sou|qt|wd)(?:$|[^a-z])",
    re.IGNORECASE,
)
_FIELD = re.compile(
    r"search|key|query|word|title|sousuo|(?:^|[^a-z])(?:q|s|k|kw|wd|qt|qtext|so|ss|sw|content|text)(?:$|[^a-z])|搜|检索|关键",
    re.IGNORECASE,
)
_NAMES = ("id", "class", "name", "placeholder", "value", "alt", "title", "aria-label", "onclick", "href", "src", "action")
_TYPED = frozenset({"", "text", "search"})
_SENDS_BY_SCRIPT = re.compile(r"^\s*(?:javascript:|#)", re.IGNORECASE)
_OTHERS = re.compile(r"beian\.|conac|zfwzgl|miit\.gov", re.IGNORECASE)
"""Addresses that every page bottom holds; some have a search of their own in their path."""
_ALWAYS_STOPS = re.compile(r"return\s+false\s*;?\s*$", re.IGNORECASE)
_MOST_FORMS, _MOST_VALUES, _LONGEST = 5, 30, 300


def read_search(outline: Outline, addresses: Addresses, encoding: str) -> SearchEntry:
    """What one page offers. Forms come first met first; words in headlines are no entry."""
    forms: list[SearchForm] = []
    for node, tag in enumerate(outline.tags):
        if tag == "form" and len(forms) < _MOST_FORMS and (form := _form(outline, node, addresses, encoding)):
            forms.append(form)
    page, hint = _link(outline, addresses), ""
    if not forms and not page:
        hint = next(_hints(outline), "")
    targets = {outline.get(node, "href") for node, tag in enumerate(outline.tags) if tag in ("a", "area")}
    return SearchEntry(tuple(forms), page, hint, len(targets - {"", "#"}))


def _form(outline: Outline, node: int, addresses: Addresses, encoding: str) -> SearchForm | None:
    """The form as a search, None when it is another: a login, a letter, a survey."""
    typed: list[int] = []
    values: list[tuple[str, str]] = []
    words = [_words(outline, node), outline.get(node, "onsubmit")[:_LONGEST]]
    for inner in range(node + 1, outline.ends[node]):
        tag = outline.tags[inner]
        kind = outline.get(inner, "type").lower()
        if kind in ("password", "file") or outline.tags[inner] == "textarea":
            return None
        if tag == "input" and kind in _TYPED:
            typed.append(inner)
        elif tag in ("input", "select") and len(values) < _MOST_VALUES:
            values += _value(outline, inner, kind)
        if tag in ("input", "button", "a", "img"):
            words.append(_words(outline, inner))
        if tag == TEXT and len(outline.texts[inner]) <= 20:
            words.append(outline.texts[inner].strip())
    if not 1 <= len(typed) <= 2 or not any(_SAYS.search(each) for each in words if each):
        return None
    field = next((i for i in typed if _FIELD.search(_words(outline, i))), typed[0])
    return _as_form(outline, node, outline.get(field, "name"), values, addresses, encoding)


def _as_form(
    outline: Outline, node: int, field: str, values: list[tuple[str, str]], addresses: Addresses, encoding: str
) -> SearchForm:
    raw = outline.get(node, "action").strip()
    joined = addresses.join(raw) if raw and not _SENDS_BY_SCRIPT.match(raw) else None
    action = joined.url if joined and not joined.problem else ""
    scripted = ""
    if not action:
        scripted = "表单没有写明提交地址"
    elif not field:
        scripted = "搜索框没有名称"
    elif _ALWAYS_STOPS.search(outline.get(node, "onsubmit")) and "(" not in outline.get(node, "onsubmit"):
        scripted = "表单由脚本提交"
    charset = outline.get(node, "accept-charset").lower().split(",")[0].strip() or encoding.lower()
    kept = tuple((name[:100], value[:_LONGEST]) for name, value in values if name and name != field)
    method = "post" if outline.get(node, "method").strip().lower() == "post" else "get"
    handled = any(outline.get(i, "onsubmit") or outline.get(i, "onclick") for i in range(node, outline.ends[node]))
    charset = "" if charset in ("utf-8", "utf8") else charset[:20]
    return SearchForm(action, field[:100], method, kept, charset, scripted, handled)


def _value(outline: Outline, node: int, kind: str) -> list[tuple[str, str]]:
    """What one further field of a form sends when nobody touches it."""
    name = outline.get(node, "name")
    if not name or kind in ("submit", "button", "image", "reset"):
        return []
    if outline.tags[node] == "select":
        options = [i for i in range(node + 1, outline.ends[node]) if outline.tags[i] == "option"]
        chosen = next((i for i in options if "selected" in outline.attrs[i]), options[0] if options else -1)
        if chosen < 0:
            return []
        return [(name, outline.get(chosen, "value") or outline.text(chosen))]
    if kind in ("checkbox", "radio") and "checked" not in outline.attrs[node]:
        return []
    return [(name, outline.get(node, "value"))]


def _words(outline: Outline, node: int) -> str:
    """What an element's attributes say of it."""
    attrs = outline.attrs[node]
    if not attrs:
        return ""
    return " ".join(value[:_LONGEST] for name in _NAMES if (value := attrs.get(name)))


def _link(outline: Outline, addresses: Addresses) -> str:
    """Where a link named search leads, "" without one."""
    for node, tag in enumerate(outline.tags):
        if tag != "a" or outline.ends[node] - node > 12:
            continue
        href = outline.get(node, "href").strip()
        if not href or _SENDS_BY_SCRIPT.match(href):
            continue
        label = outline.text(node) or outline.get(node, "title")
        if not label:
            inner = range(node + 1, outline.ends[node])
            label = next((alt for i in inner if (alt := outline.get(i, "alt") or outline.get(i, "title"))), "")
        if len(label) <= 12 and _LABEL.match(label):
            joined = addresses.join(href)
            if not joined.problem:
                return joined.url
    return ""


def _hints(outline: Outline) -> Iterator[str]:
    """Whatever else speaks of a search: a labelled element, a text field, a name in the markup, a script."""
    for node, tag in enumerate(outline.tags):
        if tag == TEXT:
            text = outline.texts[node].strip()
            if 1 < len(text) <= 12 and _LABEL.match(text):
                yield text
            continue
        if tag == "input" and outline.get(node, "type").lower() in _TYPED:
            yield "搜索框或输入框"
        if tag in ("link", "meta", "head", "html", "title"):
            continue
        words = _words(outline, node)
        if words and len(words) < 600 and _SAYS.search(words) and not _OTHERS.search(words):
            yield words[:80]
    for _, code in outline.scripts:
        if match := re.search(
            r"搜索|检索|search\w{0,12}\s*[(=:]|[/\"'][\w/.-]{0,60}search[\w/.-]{0,40}", code[:60_000], re.IGNORECASE
        ):
            yield match[0][:80]
