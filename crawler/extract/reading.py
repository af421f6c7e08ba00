"""What the questions about one page share, and the small answers that need several modules at once."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date

from selectolax.lexbor import LexborHTMLParser

from crawler.cms import Family, records_of
from crawler.cms.numbered import ONWARD, PAGE_WORD
from crawler.cms.source import Fragment, Source
from crawler.extract.addresses import Addresses
from crawler.extract.crumb_lines import crumb_line
from crawler.extract.lists.blocks import Range, read_lists
from crawler.extract.lists.empty_data import empty_data
from crawler.extract.lists.scripted import script_redirect
from crawler.extract.meta import refresh_target
from crawler.extract.outline import TEXT, Outline, read_outline, squeeze
from crawler.extract.survey import Survey, survey
from crawler.extract.text import RECORD, Line
from crawler.urls import link_kind
from model import Link, ListBlock, Page, Pager

_CRUMB_SPLIT = re.compile(r"\s*(?:>{1,2}|›|»|＞|→|-?->|/|\\|::)\s*")
_CRUMB_LABEL = re.compile(r"^.{0,12}?位置\s*[是为]?\s*[:：]?\s*")
_PARTS = frozenset({"div", "ul", "ol", "dl", "tbody", "table", "section"})
_SHOWN = frozenset({"img", "input", "iframe", "object", "embed", "video"})
_FRAME_PART = re.compile(
    r"share|pag(?:e|er|ing|ination)|fenye|code|foot|top|bottom|float|clear|line|print|qr|ewm|kefu|wza|ad[s_\d]|visit|count|tj|bg|mask|"
    r"menu|nav|head|logo|search|login|weather|tianqi|date|time|banner|lang",
    re.IGNORECASE,
)
_COUNTS = re.compile(r"共|总|第|/\s*\d")


@dataclass(slots=True)
class Reading:
    """What the modules share while one page is read."""

    html: str
    url: str
    outline: Outline
    counts: Survey
    area: list[str]
    lines: list[Line]
    addresses: Addresses
    today: date
    signs: str = ""  # crawler.cms.signs_of the page
    body: Range = (0, 0)
    named: bool = False
    site_hides: Mapping[str, tuple[str, bool]] | None = None
    crumb_end: int | None = None  # behind_crumb, once it was asked for


def pager_at(r: Reading) -> int:
    """The node where the pager stands: its first onward link, or the script that writes it; -1 when unknown."""
    for node, text in r.counts.anchor_text.items():
        if ONWARD.search(text) and PAGE_WORD.match(text):
            return node
    return next((i for i, code in r.outline.scripts if "createPage" in code or "countPage" in code), -1)


def body_text(r: Reading, ranges: list[Range], page: Page) -> tuple[int, str]:
    """Length and text of the body; without a container, of the lines that belong to nothing else."""
    free = outside(r.lines, ranges)
    if r.body[1]:
        inside = [line.text for line in free if r.body[0] <= line.start < r.body[1]]
    else:
        end = footer_start(r, free)
        inside = [
            line.text
            for line in free
            if line.start < end and not r.area[line.start] and not r.outline.hidden[line.start]
            and line.text != page.title and len(line.text) > 4
            and r.counts.link_chars[line.end] - r.counts.link_chars[line.start] < len(line.text) // 2
        ]  # fmt: skip
    return sum(len(text) for text in inside), "\n".join(inside)


def footer_start(r: Reading, lines: list[Line]) -> int:
    """The node where a footer begins that no class names: its first line with a number of record, in the later half."""
    n = len(r.outline)
    found = (
        line.start for line in lines if line.start * 2 > n and not r.area[line.start] and len(line.text) <= 60
        and RECORD.search(line.text)
    )  # fmt: skip
    return next(found, n)


def cms_source(r: Reading) -> Source:
    anchors = []
    for node, text in r.counts.anchor_text.items():
        if PAGE_WORD.match(text) and r.outline.tags[node] == "a":
            href = r.outline.get(node, "href")
            target = r.addresses.join(href).url if href and href[0] != "#" else ""
            anchors.append((text, target))
    counting = [line.text for line in r.lines if len(line.text) <= 200 and _COUNTS.search(line.text)]
    return Source(
        r.html, r.url, tuple(code for _, code in r.outline.scripts), tuple(anchors),
        lambda raw: r.addresses.join(raw).url, "\n".join(counting[-60:]),
    )  # fmt: skip


def scripted_lists(r: Reading, source: Source, families: tuple[Family, ...]) -> list[ListBlock]:
    """Lists whose markup stands in a script, read as if it stood on the page."""
    return [block for fragment in records_of(source, families) for block in lists_of_fragment(fragment, r.addresses, r.today)]


def lists_of_fragment(fragment: Fragment, addresses: Addresses, today: date) -> list[ListBlock]:
    """The lists of one piece of such markup, named by where it was kept."""
    outline = read_outline(LexborHTMLParser(fragment.html))
    blocks, _ = read_lists(outline, survey(outline, today), [""] * len(outline), [], addresses, today)
    return [replace(block, source=fragment.source, path=fragment.source) for block in blocks]


def in_site(pager: Pager | None, in_scope: Callable[[str], bool]) -> Pager | None:
    if pager is None:
        return None
    return replace(pager, next_urls=tuple(u for u in pager.next_urls if in_scope(u)))


def with_list_links(links: tuple[Link, ...], blocks: list[ListBlock], ranges: list[Range]) -> tuple[Link, ...]:
    """Mark the links of lists, and add those that only a script shows."""
    listed = {item.url for block in blocks for item in block.items if item.url}
    known = {link.target for link in links}
    marked = [replace(link, area="list") if not link.area and link.target in listed else link for link in links]
    for block in blocks:
        if block.source == "html":
            continue
        for item in block.items:
            if item.url and item.url not in known:
                known.add(item.url)
                marked.append(Link(item.url, link_kind(item.url), item.title[:200], area="list"))
    return tuple(marked)


def with_record_links(
    links: tuple[Link, ...], source: Source, families: tuple[Family, ...], addresses: Addresses
) -> tuple[Link, ...]:
    """With the links of records that are too few to be a list (one picture, two friends): the page's script shows them, too."""
    known = {link.target for link in links}
    found: dict[str, str] = {}
    for fragment in records_of(source, families):
        for anchor in LexborHTMLParser(fragment.html).css("a[href]") if fragment.source == "jpage" else ():
            raw = (anchor.attributes.get("href") or "").strip()
            if raw and raw[0] not in "#{$[" and (url := addresses.join(raw).url) and url not in known:
                found.setdefault(url, squeeze(anchor.text(deep=True)))
    return (*links, *(Link(url, link_kind(url), words[:200]) for url, words in found.items()))


def breadcrumb(r: Reading) -> tuple[str, ...]:
    for i, where in enumerate(r.area):
        if where != "crumb" or r.outline.tags[i] == TEXT:
            continue
        end, text = _crumb_run(r, i)
        if not any(tag == "a" for tag in r.outline.tags[i:end]):
            continue
        text = _CRUMB_LABEL.sub("", text)
        names = [name.strip(" :：") for name in _CRUMB_SPLIT.split(text)]
        if len(names) < 2:
            names = [r.outline.text(k) for k in range(i, end) if r.outline.tags[k] == "a"]
        names = [name[:60] for name in names if name]
        if names:
            return tuple(names[:12])
    return crumb_line(r.lines)


_NO_PLACES = frozenset({"列表", "文章列表", "信息列表", "栏目列表", "首页", "网站首页"})


WORDLESS = 20  # characters of text up to which a page says nothing


def ends_here(page: Page, length: int) -> bool:
    """Whether a page has hardly a word and its breadcrumb ends at itself; 列表 behind it names no place."""
    names = [name for name in page.breadcrumb if name not in _NO_PLACES]
    return length <= WORDLESS and len(page.breadcrumb) >= 2 and bool(page.title) and names[-1:] == [page.title]


def _crumb_run(r: Reading, start: int) -> tuple[int, str]:
    """Where a breadcrumb ends and its text: a part of its own, or neighbours in one line of a larger part."""
    outline, end = r.outline, r.outline.ends[start]
    following = r.area[end] if end < len(r.area) else ""
    if following != "crumb" or r.area[outline.parents[start]] == "crumb":
        return end, outline.text(start)
    while end < len(r.area) and r.area[end] == "crumb":
        end += 1
    return end, squeeze("".join(outline.texts[start:end]))


def redirect_of(r: Reading, page: Page, visible: int) -> str:
    refresh = refresh_target(page.tags)
    raw = refresh[1] if refresh and refresh[0] <= 10 else script_redirect(r.outline.scripts, visible)
    if not raw:
        return ""
    target = r.addresses.join(raw).url
    return "" if target == page.url else target


def input_types(outline: Outline) -> set[str]:
    return {(attrs.get("type") or "").lower() for tag, attrs in zip(outline.tags, outline.attrs, strict=True) if tag == "input"}


def outside(lines: list[Line], ranges: list[Range]) -> list[Line]:
    """The lines that stand in no list, in one sweep."""
    out: list[Line] = []
    ordered = sorted(ranges)
    k = 0
    for line in lines:
        while k < len(ordered) and line.start >= ordered[k][1]:
            k += 1
        if k >= len(ordered) or line.start < ordered[k][0]:
            out.append(line)
    return out


def drop_false_body(r: Reading, ranges: list[Range]) -> None:
    """A densest part that is mostly a list is no text."""
    if r.named or not r.body[1]:
        return
    sums = r.counts.chars
    inside = sum(sums[min(b, r.body[1])] - sums[max(a, r.body[0])] for a, b in ranges if a < r.body[1] and b > r.body[0])
    if inside * 5 > (sums[r.body[1]] - sums[r.body[0]]) * 2:
        r.body = (0, 0)


def behind_crumb(r: Reading) -> int:
    """The first node behind the breadcrumb, 0 where there is none; a path at the bottom of the page tells nothing."""
    if r.crumb_end is None:
        last = max((node for node, where in enumerate(r.area) if where == "crumb"), default=-1)
        r.crumb_end = last + 1 if last * 10 <= len(r.area) * 9 else 0
    return r.crumb_end


def behind_menu(r: Reading) -> int:
    """The first node behind the navigation that stands above the content, 0 where there is none."""
    upper = len(r.area) * 7 // 10
    return max((node for node, where in enumerate(r.area[:upper]) if where == "nav"), default=-1) + 1


def empty_list(r: Reading) -> bool:
    """Whether the content, behind the breadcrumb, has the frame of a list and nothing in it."""
    outline = r.outline
    start = max((node for node, where in enumerate(r.area) if where == "crumb"), default=-1) + 1
    return bool(start) and any(
        tag in ("ul", "ol", "dl", "table", "tbody")
        and not r.area[node]
        and not outline.hidden[node]
        and r.counts.chars[outline.ends[node]] == r.counts.chars[node]
        and not any(
            inner in ("img", "input", "iframe", "object", "embed", "video") for inner in outline.tags[node : outline.ends[node]]
        )
        for node, tag in enumerate(outline.tags[start:], start)
    )


def awaited(r: Reading) -> str:
    """The id of an empty part of the content that a script of the page, or one from a file, may fill; "" without one."""
    outline, start = r.outline, behind_crumb(r) or behind_menu(r)
    parts = [
        node
        for node, tag in enumerate(outline.tags[start:], start)
        if tag in _PARTS and not r.area[node] and not outline.hidden[node]
        and r.counts.chars[outline.ends[node]] == r.counts.chars[node] and outline.get(node, "id")
        and not any(inner in _SHOWN for inner in outline.tags[node : outline.ends[node]])
    ]  # fmt: skip
    names = [name for node in parts if not _FRAME_PART.search(name := outline.get(node, "id"))]
    if not names:
        return ""
    scripts = [code for _, code in outline.scripts]
    codes = "\n".join(code[:20_000] for code in scripts if not empty_data((code,), scripts))
    files = any(tag == "script" and outline.get(node, "src") for node, tag in enumerate(outline.tags))
    return next((name for name in names if files or name in codes), "")


def has_form(outline: Outline) -> bool:
    """Whether the page asks for more than a search word: a text area, an upload, or several fields."""
    fields = 0
    for node, tag in enumerate(outline.tags):
        if tag == "textarea":
            return True
        if tag != "input":
            continue
        kind = outline.get(node, "type").lower() or "text"
        if kind == "file":
            return True
        fields += kind in ("text", "tel", "email", "radio", "date")
    return fields >= 4
