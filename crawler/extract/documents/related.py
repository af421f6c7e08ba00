"""相关解读 and 相关文件: the block on a policy or interpretation page that leads to its counterpart, and links in the text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

from crawler.extract.addresses import Addresses, handler_targets
from crawler.extract.documents.related_data import links_kept, links_written
from crawler.extract.documents.written_in import LEAST
from crawler.extract.links import made_link
from crawler.extract.outline import Outline
from crawler.extract.survey import Survey, is_no_title
from crawler.extract.text import Line
from crawler.urls import link_kind
from model import Link, LinkKind

_HEADING = re.compile(
    r"^[【\[（(·■◆●\s]*(?:相关|关联|政策|文件|延伸|原文|解读|配套|部门|文字|图文|图片|视频|音频|动漫|媒体|专家)?(?:政策)?"
    r"(?:解读(?:材料|链接|文件|信息)?|文件(?:链接)?|政策(?:文件|原文|链接)?|文档|链接|阅读|原文(?:链接)?|新闻|图解|信息|稿件|报道|附件)"
    r"[】\]）)\s]*[:：]?\s*$"
)
_INLINE = re.compile(
    r"^[【\[（(\s]*((?:相关|关联|政策|原文|解读)(?:解读|文件|政策|链接|原文|文档|阅读)|解读文件|文件链接|政策原文|原文链接)[】\]）)\s]*[:：]\s*\S"
    r"|^\s*[【\[](?:相关|关联|政策|延伸)(?:解读|文件|政策|链接|阅读)[】\]]\s*\S"
)
_HEADING_ENDS = re.compile(r"[：:】\]]")
_LAST_WORD = re.compile(r"[读件策档接文闻解息道]")
"""Every heading and every inline label holds one of these."""
_SPACED = re.compile(r"(?<=[\u4e00-\u9fff])\s+(?=[\u4e00-\u9fff])")
_EMPTY_SCRIPT = re.compile(r"rel_\d|xgjd|xgwj|relat|jiedu|xgxx", re.IGNORECASE)
_NEIGHBOUR = re.compile(r"^\s*[\[【<]?\s*(?:上|下|前|后)一?(?:篇|条|页|则|个|条信息|篇文章)\s*[\]】>]?\s*(?:[:：]|$)")
_HOLDER = re.compile(r"relat|xg(?:jd|wj|wd|nr|xx|yd|zc|lj)|jiedu|rel[_-]?(?:news|file|list)|xiangguan", re.IGNORECASE)
_COUNTERPARTS = re.compile(r"解读|图解|一图|答记者问|[一问]问一?答|问答|原文|视频|动漫|《")
_NAMES_IT = re.compile(
    r"[【\[（(▶►>»\s]*(?:点击)?(?:查看|阅读|进入)?(?:本文件|该文件|政策|文字|图文|相关|文件)?的?(?:解读|图解|原文|全文)(?:材料|链接|文件)?[】\]）)>»\s]*"
)
"""The whole words of a link that can only lead to the counterpart."""
_RELATED_FRAME = re.compile(r"(?:^|[/_.-])(?:rel|relat\w{0,6}|xg\w{0,4}|glwj|gljd|jiedu|jdlj)(?=[\d._/-])", re.IGNORECASE)
_A_COLUMN = re.compile(r"(?:^|/)(?:(?:index|list|default)[\w-]{0,12}\.\w{2,5})?(?:[?#].*)?$", re.IGNORECASE)
MAX_LINKS = 60
FEW = 4  # links that a row of a property table may have
_COUNTERPART = re.compile(r"解读|原文|相关文件|政策文件")
_CITED = re.compile(
    r"《[^《》]{4,120}(?:〈[^〉]{2,80}〉[^《》]{0,60})?》|[\u4e00-\u9fff]{2,12}[〔\[（(［][12]\d{3}[〕\]）)］]\s*第?\d{1,5}号"
)
CITED_LENGTH = 500
_FIRST_LINES = 8
_BUTTON = 80  # characters of what a button that leads to a document may say


def read_related(
    outline: Outline, counts: Survey, area: list[str], lines: list[Line], joiner: Addresses, body: tuple[int, int]
) -> tuple[tuple[Link, ...], str, list[tuple[int, int]]]:
    """The links, the heading of the block ("scripted 相关解读" where a script fills it, "written 政策解读" where the
    interpretation itself stands under it), and the blocks' node ranges.
    """
    heading, ranges = "", []
    links: dict[str, Link] = {}
    for line in lines:
        if not _is_heading(line.text) or area[line.start] in ("nav", "crumb", "footer", "pager"):
            continue
        # 相关链接 may head the links of friends; a class xglj alone makes no friends of 政策原文.
        friends = area[line.start] == "friend" and not _COUNTERPART.search(line.text[:20])
        if outline.hidden[line.start] or (line.start < body[0] and not _in_table(outline, line)):
            continue
        if _is_link(outline, counts, line):
            continue  # the name of a column in a menu, or above its newest items
        start, end = _block(outline, counts, line)
        if line.start < body[0] and counts.anchors[end] - counts.anchors[start] > FEW:
            continue  # the newest interpretations of the site, beside the text
        neighbours = [n for n in lines if start <= n.start < end and _NEIGHBOUR.match(n.text)]
        if neighbours:
            end = max(line.end, neighbours[0].start)
        end = next((node for node in range(line.end, end) if area[node] == "footer"), end)  # a block left open holds it
        inside = _links(outline, counts, joiner, start, end, "related")
        if friends and not (inside := [link for link in inside if _COUNTERPARTS.search(link.text)]):
            continue
        kept = None if inside else links_kept(outline, start, end, joiner)
        inside = inside or kept or []
        scripted = not inside and kept is None and _scripted(outline, start, end)
        name = line.text.strip(" 【】[]（）()：:·■◆●")
        name = _HEADING_ENDS.split(name, maxsplit=1)[0][:20]
        if not heading or (inside and not links):
            long = not inside and "解读" in name and counts.chars[end] - counts.chars[line.end] >= LEAST
            written = long and outline.text(line.end, end).count("。") >= 2
            heading = f"scripted {name}" if scripted else f"written {name}" if written else name
        ranges.append((start, end))
        for link in inside:
            links.setdefault(link.target, link)
    if body[1] and not links:
        for link in _beside(outline, counts, area, joiner, body[1]):
            links.setdefault(link.target, link)
    if body[1]:
        for link in (*_body_links(outline, counts, lines, joiner, body), *_by_handler(outline, area, joiner, body[0])):
            links.setdefault(link.target, link)
    if not links and not heading and body[1]:
        for link in links_written(outline, body[0], joiner):
            links.setdefault(link.target, link)
    if not links and not heading and _framed(outline, area, body[0]):
        heading = "scripted 框架"
    return tuple(links.values())[:MAX_LINKS], heading, ranges


def _framed(outline: Outline, area: list[str], first: int) -> bool:
    """Whether a frame below the beginning of the text is named for what is related: its links cannot be seen here."""
    frames = (node for node in range(first, len(outline)) if outline.tags[node] == "iframe" and not area[node])
    return "iframe" in outline.tags and any(
        _RELATED_FRAME.search(outline.get(node, "src").partition("?")[0]) for node in frames
    )


def _is_heading(text: str) -> bool:
    return len(text) <= 200 and _heads_a_block(text)


@lru_cache(4096)
def _heads_a_block(text: str) -> bool:
    if not _LAST_WORD.search(text, 0, 40):
        return False
    close = _SPACED.sub("", text[:40])  # 相 关 解 读
    return (len(close) <= 14 and bool(_HEADING.match(close))) or bool(_INLINE.match(close))


def _is_link(outline: Outline, counts: Survey, line: Line) -> bool:
    """Whether the whole line is one link that leads somewhere."""
    anchor = next((node for node in range(max(line.start - 2, 0), line.end) if counts.anchor_text.get(node) == line.text), -1)
    href = outline.get(anchor, "href") if anchor >= 0 else ""
    return bool(href) and href[0] != "#" and href[:11].lower() != "javascript:"


def _in_table(outline: Outline, line: Line) -> bool:
    """Whether a heading above the text is a label of the document's property table: 政策解读 | 《…》解读."""
    if not _COUNTERPART.search(line.text[:20]):
        return False
    tags = [outline.tags[up] for up in outline.ancestors(line.start, 4)]
    return any(tag in ("td", "th", "dt") for tag in tags) or bool(_INLINE.match(line.text))


def _block(outline: Outline, counts: Survey, line: Line) -> tuple[int, int]:
    """The part that belongs to a heading: the smallest ancestor that holds more than the heading, unless it is too large."""
    best = (line.start, line.end)
    for up in outline.ancestors(line.start, 5):
        end = outline.ends[up]
        if outline.tags[up] in ("body", "html") or counts.chars[end] - counts.chars[line.start] > 3000:
            break
        best = (line.start, end)
        if end > line.end and _HOLDER.search(f"{outline.get(up, 'class')} {outline.get(up, 'id')}"):
            break
        if counts.anchors[end] - counts.anchors[line.end] > 0:
            break
        if _scripted(outline, line.start, end):
            break
    return best


def _scripted(outline: Outline, start: int, end: int) -> bool:
    return any(
        outline.tags[i] == "script" or (outline.attrs[i] and _EMPTY_SCRIPT.search(outline.get(i, "id")))
        for i in range(start, end)
    )


def _links(outline: Outline, counts: Survey, joiner: Addresses, start: int, end: int, area: str) -> list[Link]:
    found: list[Link] = []
    if counts.anchors[start] == counts.anchors[end]:
        return found
    for i in range(start, end):
        text = counts.anchor_text.get(i)
        if text is None or is_no_title(text):
            continue
        raw = outline.get(i, "href")
        if not raw or raw[0] == "#" or raw.lstrip()[:11].lower() == "javascript:":
            raw = next(iter(handler_targets(f"{raw};{outline.get(i, 'onclick')}")), raw)
        if raw[:1] == "#":
            continue  # it leads nowhere, whatever its words
        joined = joiner.join(raw)
        kind = link_kind(joined.url) if joined.url else LinkKind.PAGE
        pictured = kind is LinkKind.IMAGE and area == "related" and _COUNTERPARTS.search(text)
        if joined.url and (pictured or kind in (LinkKind.PAGE, LinkKind.ATTACHMENT, LinkKind.MEDIA)):
            found.append(made_link(joined.url, kind, text[:200], outline.hidden[i], area, joined.fragment))
        if len(found) >= MAX_LINKS:
            break
    return found


def _beside(outline: Outline, counts: Survey, area: list[str], joiner: Addresses, end: int) -> list[Link]:
    """Links to a counterpart after the text without a heading: in a part named for them (class xgwd), or called 解读, 原文."""
    found: list[Link] = []
    for i, text in counts.anchor_text.items():
        if i < end or area[i] or outline.hidden[i] or not _COUNTERPARTS.search(text):
            continue
        named = _NAMES_IT.fullmatch(text.strip()) and not _A_COLUMN.search(outline.get(i, "href"))
        if named or any(_HOLDER.search(outline.names(up)) for up in outline.ancestors(i, 3)):
            found += _links(outline, counts, joiner, i, i + 1, "related")
    return found


def _body_links(outline: Outline, counts: Survey, lines: list[Line], joiner: Addresses, body: tuple[int, int]) -> list[Link]:
    """Links to pages in the first and last lines of the text: where interpretations name their document."""
    inside = [line for line in lines if body[0] <= line.start < body[1]]
    chosen = inside if len(inside) <= 2 * _FIRST_LINES else inside[:_FIRST_LINES] + inside[-_FIRST_LINES:]
    found: list[Link] = []
    for line in chosen:
        found += [link for link in _links(outline, counts, joiner, line.start, line.end, "body") if link.kind is LinkKind.PAGE]
    return found


def _by_handler(outline: Outline, area: list[str], joiner: Addresses, first: int) -> Iterator[Link]:
    """Pictures and buttons that lead to a counterpart when they are clicked (查看原文 with an onclick)."""
    for node in range(first, len(outline)):
        attrs = outline.attrs[node]
        if not attrs or "onclick" not in attrs or outline.tags[node] == "a" or area[node] or outline.hidden[node]:
            continue
        words = attrs.get("alt") or attrs.get("title") or attrs.get("value") or outline.text(node)
        if not words or len(words) > _BUTTON or not _COUNTERPARTS.search(words):
            continue
        for raw in handler_targets(attrs["onclick"] or "")[:1]:
            joined = joiner.join(raw)
            if joined.url and link_kind(joined.url) is LinkKind.PAGE:
                yield made_link(joined.url, LinkKind.PAGE, words, "", "related", joined.fragment)


def cited_in(body: Iterable[str]) -> tuple[str, ...]:
    """The documents that the first lines of a text name, by 《title》 or number, each once."""
    head = ""
    for line in body:
        head += line + "\n"
        if len(head) >= CITED_LENGTH:
            break
    return tuple(dict.fromkeys(_CITED.findall(head[:CITED_LENGTH])))
