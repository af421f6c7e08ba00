"""Entries where a visitor can leave a message: labels of links and buttons, addresses of unnamed pictures, forms."""

from __future__ import annotations

import re
from collections.abc import Iterator

from crawler.extract.reading import Reading
from model import Page, PageKind

LABEL = 18
KEPT = 12
_WORDS = re.compile(
    r"信箱|留言|咨询|写信|问政|建言|献策|投诉|建议|12345|诉求|互动|参与|提问|我要(?:问|说|写|评)|呼声|热线|有问必答|民声|民意|"
    r"接诉即办|问答|书记|区长|市长|县长|局长"
)
_ADDRESS = re.compile(
    r"hdjl|zmhd|zxzx|zxts|zxly|/lyb|liuyan|lyzx|ldxx|szxx|xzxx|jzxx|qzxx|gzcy|12345|mailbox|guestbook|message|interact|"
    r"wlwz|wszx|tszx|wsxx|xinxiang|lingdaoxinxiang|zhengmin|hudong",
    re.IGNORECASE,
)
_PLACE = re.compile(r"互动|参与|信箱|留言|咨询|问政|投诉|建言|写信|交流|提问|诉求|12345")
_PLACES = frozenset({PageKind.HUB, PageKind.LIST, PageKind.SINGLE, PageKind.MESSAGES, PageKind.SEARCH, PageKind.OTHER})


_BOX = re.compile(r"信箱|邮箱|留言|咨询|投诉|建言|写信|互动")
_ADDRESS_ONLY = re.compile(r"[\w.\-]{2,30}[@＠][\w\-]{1,30}\.\w{2,5}|(?:0\d{2,3}[-—－]?)?[2-8]\d{6,7}(?!\d)|1[3-9]\d{9}")
_ENTERS = re.compile(
    r"写信(?!\s*(?:[寄至到邮给]|的))|来信(?!\s*(?:请|可以?)?\s*(?:[寄至到邮]|地址))|"
    r"留言|提交|登录|在线|进入|查询|回复|平台|12345|提问|问政"
)
_BUILT = re.compile(r"id=[\"']app[\"']|\bvue\b|\breact|layui\.form|\$\.(?:ajax|post|get)|axios|验证码", re.IGNORECASE)
_ANOTHER_WAY = re.compile(r"[^。；;\n]*(?:信访|纪检|监察|举报|违纪|检举)[^。；;\n]*[。；;]?")
"""A sentence that sends visitors to a channel of another kind, on line as it may be."""
ONLY = "仅电话邮箱："
SHORT = 400  # characters of a page that names an address and nothing else


def may_offer(page: Page) -> bool:
    """A cheap test: the home page, and column pages whose names speak of interaction."""
    if page.kind is PageKind.HOME:
        return True
    if page.kind not in _PLACES:
        return False
    names = (page.title, *page.breadcrumb, *page.tags.get("columnname", ()), *page.tags.get("columntype", ()))
    return any(_PLACE.search(name) for name in names)


def read_channel(r: Reading, page: Page) -> str:
    """The labels that may be entries, a line each and the first ones only; "" where there are none.

    `表单：` in front of a page's name says that the page itself asks for a message, `地址：` that a link without words
    leads there; `仅电话邮箱：` that the page named 信箱 or 咨询 holds a telephone number or a mailbox and no more.
    """
    found: dict[str, None] = {f"{ONLY}{page.title[:40]}": None} if _only_addresses(r, page) else {}
    for label in _labels(r):
        found.setdefault(label, None)
        if len(found) >= KEPT:
            break
    if page.kind is not PageKind.HOME and "textarea" in r.outline.tags:
        found.setdefault(f"表单：{page.title[:40]}", None)
    return "\n".join(found)


def _only_addresses(r: Reading, page: Page) -> bool:
    """Whether a page that is called a place for messages names a number or a mailbox, with nothing to fill in or to open."""
    if page.kind is PageKind.HOME or not _BOX.search(page.title) or page.letters or page.scripted or page.lists:
        return False
    words = "\n".join(block.text for block in page.text if block.area in ("body", "other", "list"))
    if len(words) > SHORT or not _ADDRESS_ONLY.search(words) or {"textarea", "iframe"} & set(r.outline.tags):
        return False
    if _BUILT.search(r.html):
        return False  # a script may put a form there
    words = _ANOTHER_WAY.sub("", words)
    own = (text for node, text in r.counts.anchor_text.items() if r.area[node] in ("", "body"))
    return not any(_ENTERS.search(text) for text in own if text != page.title) and not _ENTERS.search(
        words.replace(page.title, "")
    )


def _labels(r: Reading) -> Iterator[str]:
    for node, text in r.counts.anchor_text.items():
        label = "".join(text.split())
        if r.outline.get(node, "href")[:7].lower() == "mailto:":
            yield f"{label[:LABEL]}（邮箱）"
        elif 2 <= len(label) <= LABEL and _WORDS.search(label):
            yield label
        elif not label and _ADDRESS.search(href := r.outline.get(node, "href")[:300]):
            yield f"地址：{href}"
    for node, tag in enumerate(r.outline.tags):
        if tag not in ("button", "input", "area", "span", "div", "li", "td", "p", "img"):
            continue
        attrs = r.outline.attrs[node]
        if not attrs or not ("onclick" in attrs or "@click" in attrs or tag in ("button", "input", "area")):
            continue
        words = attrs.get("value") or attrs.get("title") or attrs.get("alt") or ""
        label = "".join((words or (r.outline.text(node) if r.outline.ends[node] - node < 12 else "")).split())
        if 2 <= len(label) <= LABEL and _WORDS.search(label):
            yield label
        elif _ADDRESS.search(address := (attrs.get("href") or attrs.get("onclick") or "")[:300]):
            yield f"地址：{address}"
