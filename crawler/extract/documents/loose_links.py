"""Links of a document's page to its counterpart that stand under no heading: icons, 解读：…, a title below the text.

Asked only of policy documents and interpretations. Menus, lists, the pages before and after, and names of columns are none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from crawler.extract.addresses import handler_targets
from crawler.extract.lists.blocks import Range
from crawler.extract.outline import TEXT
from crawler.extract.reading import Reading
from crawler.extract.survey import NOT_A_TITLE
from crawler.urls import link_kind
from model import Link, LinkKind

MAX_LINKS = 20
A_TITLE = 9  # characters from which the words of a link may be a title
_LABEL = re.compile(r"(?:解读|原文|图解)\s*(?:[】\]）)]\s*[:：]?|[:：])\s*$")
"""Words before a link that say what it is: 【解读】十问十答."""
_TOLD = re.compile(r"[一二三四五六七八九十百\d]+问|解读|图解|读懂|看懂|图说|问答|发布会|访谈|专访|起草说明|政策文件|原文")
_DOCUMENT = re.compile(r"关于.{4,120}(?:通知|意见|决定|办法|规定|方案|细则|措施)|《.{4,120}》")
"""The words of a file that is the document itself: an interpretation may hold it instead of a link."""
_NEIGHBOUR = re.compile(r"(?:上|下|前|后)一?(?:篇|条|页|则|个)\s*(?:信息|文章)?\s*[\]】>]?\s*[:：]?\s*$")
_OWN_NEIGHBOUR = re.compile(r"^\s*[\[【<]?\s*(?:上|下|前|后)一?(?:篇|条|页|则|个)")
_COLUMN = re.compile(r"/(?:[\w-]*|(?:index|default|list)(?:_\d+)?\.\w+)$")
_ONE_OF_MANY = re.compile(r"(?:^|&)(?:[ai]?id|(?:content|info|news|article|art|doc)_?id)=\w", re.IGNORECASE)
"""The query of a page that a program makes of its number: a=show&catid=3&id=88."""
_INVITES = re.compile(
    r"^[【\[（(]?(?:请)?(?:点击|点此|戳)?(?:查看|阅读|打开|进入|浏览|观看)?(?:原?文件?|文件原文|全文|原件|正文|政策|详情|详细(?:内容)?|链接|这里|此处|我|视频|图片|大图)?"
    r"[】\]）)]?\s*[>»›→…。.]*$"
)
"""Words that only ask to go on: 点击查看>>, 查看文件, 全文."""
_BEFORE = 8  # nodes before a link in which 上一篇： may stand


def loose_links(r: Reading, ranges: Sequence[Range], known: Sequence[Link]) -> tuple[Link, ...]:
    """The further links of the content that may lead to the counterpart."""
    held = {link.target for link in known}
    lists = [(start, end) for start, end in ranges if sum(start <= node < end for node in r.counts.anchor_text) > 1]
    found: list[Link] = []
    for node, text in r.counts.anchor_text.items():
        if r.area[node] or any(start <= node < end for start, end in lists):
            continue
        link = _link(r, node, text)
        if link is not None and link.target not in held:
            held.add(link.target)
            found.append(link)
        if len(found) >= MAX_LINKS:
            break
    found += [link for link in _on_pictures(r) if link.target not in held] if "usemap" in r.html else []
    return tuple(found)


def _on_pictures(r: Reading) -> Iterator[Link]:
    """Links that are parts of a picture (map and area): a long picture leads to its document so."""
    for node, tag in enumerate(r.outline.tags):
        if tag != "area" or r.area[node] or not (href := r.outline.get(node, "href")):
            continue
        joined = r.addresses.join(href)
        if joined.url and not joined.problem and link_kind(joined.url) is LinkKind.PAGE:
            words = r.outline.get(node, "alt") or r.outline.get(node, "title")
            yield Link(joined.url, LinkKind.PAGE, words[:200], r.outline.hidden[node], "body", joined.fragment)


def _link(r: Reading, node: int, text: str) -> Link | None:
    words = text or next(iter(_pictures(r, node)), "")
    invites = _invites(r, node, words)
    if not invites and (not words or NOT_A_TITLE.match(words) or _OWN_NEIGHBOUR.match(words)):
        return None
    if _NEIGHBOUR.search(_before(r, node)):
        return None
    told = _TOLD.search(words) is not None or _LABEL.search(_before(r, node)[-12:]) is not None
    if not told and not invites and len(words) < A_TITLE:
        return None
    href = r.outline.get(node, "href")
    if not href or href[0] == "#" or href[:11].lower() == "javascript:":
        href = next(iter(handler_targets(f"{href};{r.outline.get(node, 'onclick')}")), "")
    joined = r.addresses.join(href) if href and href[0] != "#" and href[:11].lower() != "javascript:" else None
    if joined is None or joined.problem or not joined.url:
        return None
    kind = link_kind(joined.url)
    if kind not in (LinkKind.PAGE, LinkKind.ATTACHMENT, LinkKind.MEDIA) or (
        kind is not LinkKind.PAGE and not told and not _DOCUMENT.search(words)
    ):
        return None
    path, _, query = joined.url.partition("?")
    if len(words) < A_TITLE and _COLUMN.search(path) and not _ONE_OF_MANY.search(query):
        return None  # the name of a column in a menu
    return Link(joined.url, kind, words[:200], r.outline.hidden[node], "body", joined.fragment)


def _invites(r: Reading, node: int, words: str) -> bool:
    """Whether the link is a picture without words, or asks to go on without saying where."""
    if words:
        return _INVITES.match(words) is not None
    return any(r.outline.tags[inner] == "img" for inner in range(node, min(r.outline.ends[node], node + 12)))


def _before(r: Reading, node: int) -> str:
    """The words that stand last before a link."""
    for other in range(node - 1, max(node - _BEFORE, -1), -1):
        if r.outline.tags[other] == TEXT and r.outline.texts[other].strip():
            return r.outline.texts[other].strip()
    return ""


def _pictures(r: Reading, node: int) -> Iterator[str]:
    for inner in range(node, min(r.outline.ends[node], node + 12)):
        label = r.outline.get(inner, "alt") or r.outline.get(inner, "title")
        if label.strip():
            yield " ".join(label.split())
