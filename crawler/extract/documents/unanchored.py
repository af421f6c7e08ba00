"""Ways from a document to its counterpart that are no anchors: addresses in scripts, handlers and plain words, frames, videos.

Asked only of policy documents and interpretations.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from crawler.extract.addresses import handler_targets
from crawler.extract.documents.written_in import is_ornament
from crawler.extract.outline import TEXT
from crawler.extract.reading import Reading
from crawler.urls import link_kind
from model import Link, LinkKind

_TOLD = re.compile(
    r"解读|图解|[读看]懂|原文|政策文件|相关文件|(?:查看|阅读|打开)(?:本|该)?(?:文件|政策)|(?:文件|政策)(?:全文|正文|链接)|问答|答记者问|发布会"
)
_IN_SCRIPT = re.compile(r"[\"'\\(=]((?:https?:)?/{0,2}[\w./?=&%:-]{0,300}?\.s?html?(?:\?[\w=&%-]{0,80})?)[\"'\\]")
_NEAR = 160  # characters around an address in a script in which the words stand that say what it is
_CODE = 20_000
_MAX = 10
_HELD = ("data-href", "data-url", "data-link")
_PLAYERS = frozenset({"video", "iframe", "embed", "object", "audio"})
_PLAIN = re.compile(r"(?:解读|原文|政策文件|相关文件)[^:：]{0,8}[:：]\s*(https?://[\w./?=&%:-]{8,200})")
"""An address that is written out and no link."""
_FILLS = re.compile(r"解读|原文|相关|关联|延伸")
_HEADING = 24


def further_links(r: Reading) -> Iterator[Link]:
    """Links to the counterpart that scripts write, or that a click on an element with a data attribute opens."""
    if "data-" in r.html or "onclick" in r.html or "<option" in r.html:
        yield from _in_attributes(r)
    for line in r.lines if "：http" in r.html or ":http" in r.html else ():
        if match := _PLAIN.search(line.text):
            yield from _link(r, match[1], match[0][:12])
    for _, script in r.outline.scripts:
        if len(script) > _CODE or not _TOLD.search(script):
            continue
        for match in list(_IN_SCRIPT.finditer(script))[:_MAX]:
            around = script[max(0, match.start() - _NEAR) : match.end() + _NEAR]
            if words := _TOLD.search(around):
                yield from _link(r, match[1], words[0])


def _in_attributes(r: Reading) -> Iterator[Link]:
    for node, attrs in enumerate(r.outline.attrs):
        tag = r.outline.tags[node]
        if not attrs or tag == "a" or (r.area[node] and tag != "option"):
            continue
        address = next((value for name in _HELD if (value := attrs.get(name))), "")
        address = address or next(iter(handler_targets(attrs.get("onclick") or "")), "")
        if tag == "option" and "/" in (attrs.get("value") or ""):
            address = attrs.get("value") or ""
        words = r.outline.text(node)[:60] if address else ""
        if words and _TOLD.search(words):
            yield from _link(r, address, words)


def _link(r: Reading, address: str, words: str) -> Iterator[Link]:
    joined = r.addresses.join(address)
    if joined.url and not joined.problem and link_kind(joined.url) is LinkKind.PAGE and joined.url != r.url:
        yield Link(joined.url, LinkKind.PAGE, words, "", "related", joined.fragment)


def filled_later(r: Reading, heading: str) -> str:
    """What stands under a heading of a related block without links: "played" for a video, a frame or a picture, "scripted"
    for an empty element that a script of the page names, "" for neither.
    """
    if not heading or not _FILLS.search(heading):
        return ""
    named = (line for line in r.lines if r.area[line.start] in ("", "related"))
    at = next((line.start for line in named if line.text.strip(" 【】[]：:").startswith(heading)), -1)
    if at < 0:
        return ""
    holder = r.outline.parents[max(r.outline.parents[at], 0)]
    for node in range(at, min(r.outline.ends[max(holder, 0)], at + 60)):
        if r.outline.tags[node] in _PLAYERS or (r.outline.tags[node] == "img" and not is_ornament(r.outline.get(node, "src"))):
            return "played"
        name = r.outline.get(node, "id")
        if name and _is_empty(r, node) and _is_named_in_script(r, name):
            return "scripted"
    return ""


def _is_named_in_script(r: Reading, name: str) -> bool:
    return any(f"#{name}" in code or f"'{name}'" in code or f'"{name}"' in code for _, code in r.outline.scripts)


def _is_empty(r: Reading, node: int) -> bool:
    inside = range(node + 1, r.outline.ends[node])
    return len(inside) < 12 and not any(r.outline.tags[inner] == TEXT and r.outline.texts[inner].strip() for inner in inside)
