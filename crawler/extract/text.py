"""The text of a page as a person reads it: lines, the body, blocks by area, and words that mark it as archived."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from crawler.extract.outline import BLOCKS, TEXT, Outline, squeeze
from crawler.extract.survey import Survey
from model import TextBlock

MAX_BLOCKS = 4000
MAX_BLOCK = 8000

_STRONG_BODY = re.compile(
    r"(?:^|\s)(?:trs_editor|trs_editor_view|trs_ueditor|view trs_ueditor|zoom|ucap-?content|j-fontcontent|ivs_content|"
    r"v_news_content|vsb_content(?:_\w+)?|con_con|fontzoom|cmsarticlecontent|pages_content|wp_articlecontent|article-?_?content|articlecontent|"
    r"content-?_?text|contenttext|artical_content|news-?_?content|newscontent|zoomcon|infocontent|main-txt|article_con|article-con|entry-content|post-content|"
    r"art_con|artcon|con_text|nr_content|detail-?_?content|detailcontent|zw_?content|zwcontent|textcontent|content_body|article-?body|"
    r"rich_media_content|xl_?content|newstext|news_text|bt-content|mainttext|maintext|main-text|xxnr|wzcon|pagecontent)(?:\s|$)"
)
_ON = r"(?:于?(?:19|20)\d\d[\d年月日.\-/\s]{1,15})"
_ENDED = r"(?:停止更新|不再更新|停更|归档)"
_ARCHIVED = re.compile(
    r"已归档|归档(?:时间|日期)|历史归档|(?:专题|栏目|页面)?(?:已经|已)停止更新"
    rf"|(?:专题|专栏|栏目|频道|网站|页面)(?:内容|信息|文章)?(?:自?{_ON}起?|(?:现?已经?){_ON}?起?)(?:整体)?{_ENDED}"
    rf"|(?:本|该|此)(?:专题|专栏|栏目|频道|页面)(?:内容|信息|文章)?(?:现|自{_ON}起?)?{_ENDED}"
    rf"|(?:专题|专栏|栏目|频道|网站|页面)[^。；;]{{0,25}}?(?:已经?|(?<![将拟])于){_ON}?(?:整体)?{_ENDED}|归档说明\s*[:：]"
    rf"|{_ENDED}[，,、；]?(?:并|且|现)?(?:已|于){_ON}?{_ENDED}"
)
RECORD = re.compile(r"网站标识码|ICP备|公网安备|版权所有|^\s*(?:主办单位|主管单位|主\s*办)\s*[:：]")
"""A line of a footer."""


@dataclass(frozen=True, slots=True)
class Line:
    """A line as a browser would break it by blocks: nodes start … end-1 and their text."""

    start: int
    end: int
    text: str


def read_lines(outline: Outline) -> list[Line]:
    """The lines of the whole page in order, hidden ones too; empty ones left out."""
    lines: list[Line] = []
    parts: list[str] = []
    begin, block_end = 0, [len(outline)]
    tags, ends, texts = outline.tags, outline.ends, outline.texts

    def flush(end: int) -> None:
        text = squeeze("".join(parts)) if parts else ""
        if text:
            lines.append(Line(begin, end, text))
        parts.clear()

    for i in range(len(outline)):
        while i >= block_end[-1] and len(block_end) > 1:
            flush(i)
            block_end.pop()
        tag = tags[i]
        if tag == TEXT:
            if not parts:
                begin = i
            parts.append(texts[i])
        elif tag in BLOCKS:
            if parts:
                flush(i)
            if ends[i] > i + 1 and tag != "br":
                block_end.append(ends[i])
    flush(len(outline))
    return lines


def find_body(outline: Outline, counts: Survey, lines: list[Line], area: list[str]) -> tuple[tuple[int, int], bool]:
    """The nodes of the main text, and whether its container was known by name; ((0, 0), False) where there is none."""
    named = _named_body(outline, counts)
    if named is not None:
        return named, True
    return _densest(outline, counts, lines, area), False


_BESIDE_TITLE = 40
"""Characters beside the title that are more than its own line of particulars."""


def below_title(outline: Outline, counts: Survey, area: list[str], title: int, length: int) -> tuple[int, int]:
    """The part under a title of `length` characters, for an article so short or tabular that no prose tells its body.

    The smallest part around the title that holds more words than it, and no menu, path or footer; (0, 0) without one.
    """
    for up in outline.ancestors(title, 6):
        end = outline.ends[up]
        if outline.tags[up] in ("html", "body") or any(area[up:end]):
            return (0, 0)
        plain = counts.chars[end] - counts.chars[up] - (counts.link_chars[end] - counts.link_chars[up])
        if plain >= length + _BESIDE_TITLE and outline.tags[up] not in ("tr", "thead", "ul", "dl"):
            return (up, end)
    return (0, 0)


def _named_body(outline: Outline, counts: Survey) -> tuple[int, int] | None:
    best, size, until = None, -1, 0
    for i, attrs in enumerate(outline.attrs):
        tag = outline.tags[i]
        if (
            i < until
            or not (attrs or tag == "ucapcontent")
            or tag in ("a", "span", "img", "script", "link", "input", "meta", "body")
        ):
            continue
        named = "class" in attrs or "id" in attrs
        if tag not in ("ucapcontent", "article") and not (named and _names_a_body(outline.names(i))):
            continue
        end = outline.ends[i]
        plain = counts.chars[end] - counts.chars[i] - (counts.link_chars[end] - counts.link_chars[i])
        dates, anchors = counts.dates[end] - counts.dates[i], counts.anchors[end] - counts.anchors[i]
        if dates >= 3 and anchors >= 3:
            continue
        until = end
        # A second, equal copy is for phones: the first one counts.
        if plain > size * 1.2 + 20:
            best, size = (i, end), plain
    return best


def _names_a_body(names: str) -> bool:
    return _short_names_a_body(names) if len(names) < 80 else _STRONG_BODY.search(names) is not None


@lru_cache(4096)
def _short_names_a_body(names: str) -> bool:
    return _STRONG_BODY.search(names) is not None


def _densest(outline: Outline, counts: Survey, lines: list[Line], area: list[str]) -> tuple[int, int]:
    """The container whose own lines carry the most prose."""
    score: dict[int, float] = {}
    for line in lines:
        size = len(line.text)
        if size < 12 or area[line.start] or outline.hidden[line.start]:
            continue
        last = line.end - 1
        linked = counts.link_chars[last + 1] - counts.link_chars[line.start]
        if linked * 2 > size or not re.search(r"[，。；：！？、,.;]", line.text):
            continue
        holder = _holder(outline, line.start)
        weight = min(size, 300)
        for step, up in enumerate([holder, *outline.ancestors(holder, 2)]):
            score[up] = score.get(up, 0.0) + weight / (1, 1.6, 3.2)[step]
    if not score:
        return (0, 0)
    top = max(score, key=lambda node: score[node])
    if score[top] < 60 or (outline.tags[top] in ("html", "body") and len(score) > 6):
        return (0, 0) if score[top] < 60 else (top, outline.ends[top])
    return (top, outline.ends[top])


def _holder(outline: Outline, node: int) -> int:
    """The block around the block of a line, so that paragraphs count for their common parent."""
    node = outline.parents[node]
    while node > 0 and outline.tags[node] not in BLOCKS:
        node = outline.parents[node]
    if node > 0 and outline.tags[node] in ("p", "h1", "h2", "h3", "h4", "li", "pre", "center"):
        return outline.parents[node]
    return max(node, 0)


def read_blocks(
    lines: list[Line], area: list[str], outline: Outline, body: tuple[int, int], lists: list[tuple[int, int]]
) -> tuple[TextBlock, ...]:
    """The visible lines with the part of the page they stand in."""
    blocks: list[TextBlock] = []
    listed = iter(sorted(lists))
    current = next(listed, (0, 0))
    for line in lines:
        while current[1] and line.start >= current[1]:
            current = next(listed, (0, 0))
        if outline.hidden[line.start] or outline.tags[outline.parents[line.start]] == "option":
            continue
        where = area[line.start]
        in_list = current[0] <= line.start < current[1]
        if where in ("nav", "crumb", "pager"):
            kind = "nav"
        elif where in ("footer", "friend"):
            kind = "footer"
        elif body[0] <= line.start < body[1]:
            kind = "body"
        else:
            kind = "list" if in_list else "other"
        blocks.append(TextBlock(line.text[:MAX_BLOCK], kind))  # type: ignore[arg-type]
        if len(blocks) >= MAX_BLOCKS:
            break
    return tuple(blocks)


def folded_words(lines: list[Line], outline: Outline, area: list[str]) -> str:
    """The first words of the content that a click shows: panels behind tabs."""
    hidden = outline.hidden
    return "\n".join(line.text[:200] for line in lines if hidden[line.start] and not area[line.start])[:4000]


def archived_of(lines: list[Line], outline: Outline, area: list[str], lists: list[tuple[int, int]]) -> str:
    """The short line that marks the page as archived, "" without one. A link or an item of a list speaks of another page."""
    for line in lines:
        if (
            len(line.text) <= 60
            and ("归档" in line.text or "更新" in line.text or "停更" in line.text)
            and _ARCHIVED.search(line.text)
            and not _elsewhere(line, outline, area)
            and not any(begin <= line.start < end for begin, end in lists)
        ):
            return line.text
    return ""


def _elsewhere(line: Line, outline: Outline, area: list[str]) -> bool:
    """Whether a line is the name of another page: a link (but that of the breadcrumb is the page's own) or a choice."""
    above = {outline.tags[up] for up in outline.ancestors(line.start, 4)}
    return "option" in above or ("a" in above and area[line.start] != "crumb") or outline.tags[line.start] == "a"
