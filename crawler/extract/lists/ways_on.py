"""Where the content of a page leads on: its links, menus of neighbours that are none of it, leftovers of a trial."""

from __future__ import annotations

import re
from zlib import crc32

from crawler.extract.lists.blocks import Range
from crawler.extract.outline import Outline
from crawler.extract.reading import Reading, behind_crumb, breadcrumb, footer_start
from crawler.extract.survey import is_no_title

MAX_WAYS = 80
MANY = 2  # links beside a name that make a menu of them
_TRIAL = re.compile(
    r"^(?:测试){1,3}(?:标题|文章|信息|数据|栏目)?\d{0,3}(?:\s*[（(\[][\d\-./]{8,10}[)）\]])?$|^test\d{0,3}$", re.IGNORECASE
)

_ADDRESS = re.compile(r"https?://|/\S|\.{1,2}/|[\w./-]+\.(?:s?html?|aspx?|jsp|php)\b")


def content_links(r: Reading, *, neighbours: bool = False) -> int:
    """How many anchors with words stand in the content: behind the breadcrumb where there is one, outside menus and footer.

    Counted as they stand and not by target: a site map repeats what the menu has. `neighbours`: the page lies deep enough
    for a menu without a name that leads to the page itself to hold the columns beside it, which are not its content.
    """
    start = behind_crumb(r)
    beside = (*_asides(r), *_neighbour_menus(r, start)) if neighbours else _asides(r)
    menu = {r.outline.get(node, "href") for node in r.counts.anchor_text if r.area[node] == "nav"} if not start else set()
    anchors = sum(
        bool(text)
        and not is_no_title(text)
        and not r.area[node]
        and not r.outline.hidden[node]
        and _leads_on(r.outline.get(node, "href"), menu)
        for node, text in r.counts.anchor_text.items()
        if node >= start and not any(begin <= node < end for begin, end in beside)
    )
    return anchors or _choices(r, start)


def _choices(r: Reading, start: int) -> int:
    """How many entries of the content's select lists are addresses to which a choice leads."""
    outline = r.outline
    lists = (node for node in range(start, len(outline)) if outline.tags[node] == "select" and outline.get(node, "onchange"))
    return sum(
        outline.tags[at] == "option" and _ADDRESS.match(outline.get(at, "value")) is not None
        for node in lists
        if not r.area[node]
        for at in range(node, outline.ends[node])
    )


def loose_link_count(r: Reading, ranges: list[Range]) -> int:
    """How many links of the content stand in no list and in no menu of neighbours (one that leads to the page itself too)."""
    start, outline = behind_crumb(r), r.outline
    apart, end = (*ranges, *_asides(r)), footer_start(r, r.lines)
    groups: dict[int, int] = {}
    menus: set[int] = set()
    for node, text in r.counts.anchor_text.items():
        if not start <= node < end or not text:
            continue
        href = outline.get(node, "href")
        holder = _holder(outline, node)
        if _leads_here(r, href):
            menus.add(holder)
        elif not r.area[node] and not outline.hidden[node] and not is_no_title(text) and _leads_on(href, set()):
            groups[holder] = groups.get(holder, 0) + (not any(begin <= node < stop for begin, stop in apart))
    return sum(count for holder, count in groups.items() if holder not in menus)


def ways_of(r: Reading, ranges: list[Range]) -> tuple[int, ...]:
    """Where the content leads outside its lists, a number for each address: what many pages have alike is the template's."""
    found: dict[int, None] = {}
    times: dict[str, int] = {}
    for node, text in r.counts.anchor_text.items():
        href = r.outline.get(node, "href")
        if r.area[node] or r.outline.hidden[node] or is_no_title(text) or not _leads_on(href, set()):
            continue
        if not text and "img" not in r.outline.tags[node : r.outline.ends[node]]:
            continue
        if any(begin <= node < end for begin, end in ranges):
            continue
        url = r.addresses.join(href).url
        times[url] = times.get(url, 0) + 1
        # What the menu has and the content shows once more is the content's own.
        found[way_number(url, times[url])] = None
        if len(found) >= MAX_WAYS:
            break
    return tuple(found)


def way_number(url: str, times: int) -> int:
    """The number of an address among `Page.ways`, where it stands for the `times`-th time."""
    return crc32(f"{url} {times}".encode("utf-8", "replace"))


def only_trials(r: Reading) -> str:
    """The words of the only links in the content behind the breadcrumb, where they are leftovers of a trial (测试); else ""."""
    start = behind_crumb(r)
    beside = _neighbour_menus(r, start) if start else []
    words = [
        text
        for node, text in r.counts.anchor_text.items()
        if node >= start and text and not r.area[node] and not r.outline.hidden[node] and not is_no_title(text)
        and not any(begin <= node < end for begin, end in beside)
    ]  # fmt: skip
    return words[0] if start and words and all(_TRIAL.match(text) for text in words) else ""


def _neighbour_menus(r: Reading, start: int) -> list[Range]:
    """The parts behind the breadcrumb that lead to the page itself, or name it among links: the columns of a group."""
    here = (n for n, text in r.counts.anchor_text.items() if n >= start and text and _leads_here(r, r.outline.get(n, "href")))
    holders = {_holder(r.outline, node) for node in here}
    crumbs = breadcrumb(r)
    name = crumbs[-1] if crumbs else ""
    named = (line for line in r.lines if line.start >= start and line.text == name and not r.area[line.start])
    holders |= {_among_links(r, line.start, name) for line in named} if name else set()
    return [(holder, r.outline.ends[holder]) for holder in holders if holder > 0]


def _among_links(r: Reading, node: int, name: str) -> int:
    """The part in which a name without a link stands as one of several of its kind that have one; -1 for a heading."""
    outline, inner = r.outline, node
    for up in outline.ancestors(node, 4):
        if outline.tags[up] in ("body", "html") or outline.text(up) == name:
            inner = up
            continue
        alike = [c for c in outline.children(up) if c != inner and outline.tags[c] == outline.tags[inner]]
        linked = sum(r.counts.anchors[outline.ends[c]] > r.counts.anchors[c] for c in alike)
        beside = [c for c in outline.children(up) if outline.tags[c] == "a" and c < inner]
        anchors = sum(outline.tags[c] == "a" for c in outline.children(up))
        return up if linked >= MANY or (beside and anchors >= MANY) else -1
    return -1


def _holder(outline: Outline, node: int) -> int:
    """The list or the part in which an anchor stands beside others."""
    above = list(outline.ancestors(node, 3))
    return next((up for up in above if outline.tags[up] in ("ul", "ol", "dl", "table")), above[-1] if above else 0)


def _leads_here(r: Reading, href: str) -> bool:
    return bool(href) and r.url.endswith(href.lstrip("./")[-20:]) and r.addresses.join(href).url == r.url


def _asides(r: Reading) -> list[Range]:
    """What the markup itself calls beside the content."""
    tags = r.outline.tags
    return [(node, r.outline.ends[node]) for node, tag in enumerate(tags) if tag == "aside"] if "aside" in tags else []


def _leads_on(href: str, menu: set[str]) -> bool:
    return bool(href) and href[0] != "#" and not href.lower().startswith("javascript:") and href not in menu
