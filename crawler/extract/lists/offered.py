"""What a column page without a list offers: a file to download, an entry to another place, a picture, a sentence."""

from __future__ import annotations

import re

from crawler.extract.reading import Reading, behind_menu, has_form
from model import LINKED_PICTURE, LinkKind, Page, PageKind

_COLUMNS = frozenset({PageKind.LIST, PageKind.HUB, PageKind.OTHER})
_CONTENT = frozenset({"", "body", "related"})  # a column has nothing related: what a heading like 视频新闻 heads is its own
_ENTRY = re.compile(
    r"^(?:点击|请)?(?:进入|前往|访问|登录|打开|点击查看|点此|点击此处|点击这里)|(?:入口|查询系统|专题网站?|进入>*)$"
)
_TITLE = 12
_LITTLE = 80
"""Characters of text beyond which the page is a document whatever it links to."""
_BOXES = 24
"""Items of lists that may all be boxes of the template (crawler.column_sides)."""
_EMBEDDED = {"video": "视频", "audio": "音频", "embed": "嵌入的文件", "object": "嵌入的文件"}
_SOURCES = ("src", "data", "poster", "controls", "type")
_TOLD = re.compile(r"[\u4e00-\u9fff，、]{6,}[。！；]$|(?<!\d)(?:0\d{2,3}\D{0,2})?\d{7,8}(?!\d)|(?<!\d)1[23]\d{3,9}(?!\d)|\w@\w")
_NO_CHART = re.compile(
    r"icon|ico[\W_]|logo|btn|button|arrow|spacer|blank|dot\.|line\.|qrcode|ewm|share|banner|loading|nodata|no_data|empty|jianshe|建设|"
    r"building|construct|暂无|维护|weihu",
    re.IGNORECASE,
)
"""Addresses and names of pictures that show nothing, or that say that there is nothing."""

_FRAMELESS = 5  # links up to which a page without a menu is taken to have no frame


def offered(r: Reading, page: Page) -> str:
    """The words of the file, entry or picture, "" where there is none or the page has a list or text of its own.

    A list without a date, or a short one, may prove to be the template's; what the page offers besides is looked for all
    the same.
    """
    if page.kind not in _COLUMNS or page.body_length > _LITTLE or page.placeholder:
        return ""
    shown = [block for block in page.lists if block.role != "side"]
    if any(item.date for block in shown for item in block.items) and sum(len(block.items) for block in shown) > _BOXES:
        return ""
    own = [link for link in page.links if link.area in _CONTENT and not link.hidden and link.text]
    files = (link for link in own if link.kind is LinkKind.ATTACHMENT)
    entries = (link for link in own if link.kind is LinkKind.PAGE and _leads(link.text) and link.target != page.url)
    return next((link.text[:60] for link in (*files, *entries)), "") or _picture(r) or _shown(r) or _told(r) or _form(r)


def _form(r: Reading) -> str:
    return "表单" if has_form(r.outline) else ""


def _leads(words: str) -> bool:
    """Whether the words of a link are an entry's, or the title of a document: too long for the name of a column."""
    return bool(_ENTRY.search(words)) or len(words) >= _TITLE


def _content_start(r: Reading) -> int:
    """The first node behind the menus and the breadcrumb, 0 where there are none; a menu beside the content stands later."""
    path = max((i for i, where in enumerate(r.area) if where == "crumb"), default=-1) + 1
    return max(path, behind_menu(r))


def _shown(r: Reading) -> str:
    """A film, a sound or a document that the content embeds."""
    start = _content_start(r)
    nodes = range(start, len(r.outline)) if start else range(0)
    shown = (i for i in nodes if r.outline.tags[i] in _EMBEDDED and r.area[i] in _CONTENT and not r.outline.hidden[i])
    return next((_EMBEDDED[r.outline.tags[i]] for i in shown if any(r.outline.get(i, name) for name in _SOURCES)), "")


def _told(r: Reading) -> str:
    """A short sentence that says something to the visitor (请登录国家信访局网站提交。), a telephone number, an address.

    Where no menu tells what is frame, a footer would count too; a page of few links has hardly a frame.
    """
    start = _content_start(r)
    if not start and len(r.counts.anchor_text) > _FRAMELESS:
        return ""
    lines = (line for line in r.lines if line.start >= start and not r.area[line.start] and not r.outline.hidden[line.start])
    return next((line.text[:60] for line in lines if _TOLD.search(line.text) and not _NO_CHART.search(line.text)), "")


def _picture(r: Reading) -> str:
    """A picture below the menus and the breadcrumb, as a chart of the offices is; above them stand those of the frame."""
    menus = [i for i, where in enumerate(r.area) if where in ("nav", "crumb")]
    if not menus:
        return ""
    linked = ""
    for i in range(menus[-1] + 1, len(r.outline)):
        if r.outline.tags[i] != "img" or r.area[i] not in _CONTENT or r.outline.hidden[i]:
            continue
        alt, source = r.outline.get(i, "alt").strip(), r.outline.get(i, "src")
        if source and not _NO_CHART.search(f"{alt} {source}"):
            anchor = next((up for up in r.outline.ancestors(i, 3) if r.outline.tags[up] == "a"), -1)
            if anchor < 0:
                return alt[:60] or "图片"
            linked = linked or (LINKED_PICTURE if r.outline.get(anchor, "href").strip("/#") else "")
    return linked
