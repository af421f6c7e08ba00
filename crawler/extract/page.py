"""One page from bytes to facts: decode, parse, walk once, then ask each module its question."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, datetime

from selectolax.lexbor import LexborHTMLParser

from crawler.cms import Family, families_of, pager_of, records_of
from crawler.cms.numbered import ONWARD, PAGE_WORD
from crawler.cms.source import Source
from crawler.extract import page_dates
from crawler.extract.addresses import Addresses
from crawler.extract.areas import mark_areas
from crawler.extract.blocks import Range, read_lists, settle_roles
from crawler.extract.charset import decode
from crawler.extract.footer import read_identity
from crawler.extract.hashes import content_hash, simhash
from crawler.extract.json_list import looks_like_json, read_json_list
from crawler.extract.kind import Evidence, kind_of, same_page
from crawler.extract.links import read_links
from crawler.extract.meta import first, read_tags, refresh_target
from crawler.extract.outline import TEXT, Outline, read_outline
from crawler.extract.properties import number_near_title, read_properties
from crawler.extract.related import read_related
from crawler.extract.scripted import script_redirect, why_scripted
from crawler.extract.survey import Survey, survey
from crawler.extract.text import Line, archived_of, find_body, loading_of, placeholder_of, read_blocks, read_lines
from crawler.extract.title import read_title
from crawler.urls import link_kind
from model import DateFact, Link, ListBlock, Page, PageKind, Pager, Properties

_CRUMB_SPLIT = re.compile(r"\s*(?:>{1,2}|›|»|＞|→|-?->|/|\\|::)\s*")
_CRUMB_LABEL = re.compile(r"^.{0,12}?位置\s*[是为]?\s*[:：]?\s*")
_COUNTS = re.compile(r"共|总|第|/\s*\d")
_LISTINGS = frozenset({PageKind.HOME, PageKind.HUB, PageKind.LIST, PageKind.MESSAGES, PageKind.SEARCH, PageKind.ERROR, PageKind.INTERSTITIAL})
MAX_CHARACTERS = 6_000_000


@dataclass(slots=True)
class _Reading:
    """What the modules share while one page is read."""

    html: str
    url: str
    outline: Outline
    counts: Survey
    area: list[str]
    lines: list[Line]
    addresses: Addresses
    today: date
    body: Range = (0, 0)
    named: bool = False


def read_page(
    body: bytes,
    *,
    url: str,
    requested: str,
    status: int,
    content_type: str,
    observed_at: datetime,
    today: date,
    home_url: str,
    in_scope: Callable[[str], bool],
) -> Page:
    """The facts of one page. Never raises for anything a server may send; time grows with the size only.

    `today` bounds guessed years; `in_scope` says which pager addresses belong to the site.
    """
    html, encoding = decode(body, content_type)
    html = html[:MAX_CHARACTERS].replace("\x00", "")
    if looks_like_json(html):
        return _json_page(html, encoding, url, requested, status, observed_at, today)
    tree = LexborHTMLParser(html or " ")
    r = _read(html, encoding, tree, url, today)
    page = _facts(r, home_url, status, in_scope)
    return replace(
        page, url=url, requested=requested, status=status, observed_at=observed_at, encoding=encoding, tree=tree
    )


def _read(html: str, encoding: str, tree: LexborHTMLParser, url: str, today: date) -> _Reading:
    outline = read_outline(tree)
    counts = survey(outline, today)
    area = mark_areas(outline, counts)
    lines = read_lines(outline)
    base = next((outline.get(i, "href") for i, tag in enumerate(outline.tags[:400]) if tag == "base"), "")
    addresses = Addresses(url, encoding)
    if base and not (joined := addresses.join(base)).problem:
        addresses = Addresses(joined.url, encoding)
    r = _Reading(html, url, outline, counts, area, lines, addresses, today)
    r.body, r.named = find_body(outline, counts, lines, area)
    return r


def _facts(r: _Reading, home_url: str, status: int, in_scope: Callable[[str], bool]) -> Page:
    tags = read_tags(r.outline)
    blocks, ranges = read_lists(
        r.outline, r.counts, r.area, r.lines, r.addresses, r.today, r.body if r.named else (0, 0)
    )
    _drop_false_body(r, ranges)
    source = _source(r)
    families = families_of(r.html)
    blocks += _scripted_lists(r, source, families)
    pager = _in_scope(pager_of(source, families), in_scope)
    candidates = page_dates.date_lines(r.lines, r.outline, r.area, r.today, ranges)
    hint = page_dates.first_dated_node(candidates, r.lines)
    properties = read_properties(_outside(r.lines, ranges), r.today)
    title, title_node = read_title(
        r.outline, r.counts, r.area, tags, r.lines, properties.title if properties else "", r.body, hint, ranges, ranges[0][0] if len(ranges) == 1 or (pager and ranges) else -1)
    shown, shown_line = page_dates.shown_date(candidates, r.lines, title_node, r.body)
    if shown and properties and properties.published and r.outline.tags[r.outline.parents[r.lines[shown_line].start]] in ("td", "th"):
        shown = None  # it is the table's own cell
    number = number_near_title(r.lines, r.body, title_node)
    if number and (properties is None or not properties.document_number):
        properties = replace(properties or Properties(), document_number=number)
    facts = ([shown] if shown else []) + page_dates.other_dates(tags, r.url, r.lines, r.body, properties, r.today)
    related, heading, related_ranges = read_related(r.outline, r.counts, r.area, r.lines, r.addresses, r.body)
    for start, end in related_ranges:
        r.area[start:end] = ["related"] * (end - start)
    links, bad = read_links(r.outline, r.counts, r.area, r.addresses, r.body)
    links = _with_list_links(links, blocks, ranges)
    page = Page(
        url=r.url, requested=r.url, status=status, observed_at=datetime.min, title=title, html_title=r.outline.title, tags=tags,
        breadcrumb=_breadcrumb(r), dates=tuple(facts), published=page_dates.published_of(facts),
        source=page_dates.source_of(r.lines, r.area, title_node, shown_line, r.body) or (first(tags, "contentsource") if shown else ""),
        lists=tuple(blocks), pager=pager, properties=properties, related=related, related_block=heading,
        archived=archived_of(r.lines), identity=read_identity(r.html, r.outline, r.lines, r.body[1]), links=links, bad_links=bad,
    )  # fmt: skip
    return _judged(r, page, ranges, shown, number, home_url)


def _judged(r: _Reading, page: Page, ranges: list[Range], shown: DateFact | None, number: str, home_url: str) -> Page:
    """Add what needs all other facts: roles of lists, kind, emptiness, hashes."""
    home = same_page(page.url, home_url)
    paged = page.pager is not None
    length, body_text = _body_text(r, ranges, page)
    article = not home and bool(
        (first(page.tags, "articletitle") and not (paged and length < 200))
        or (shown and r.named and length >= 100 and not paged)
    )
    lists = settle_roles(list(page.lists), ranges, r.area, article=article, home=home, paged=paged, pager_at=_pager_at(r) if paged else -1)
    text = read_blocks(r.lines, r.area, r.outline, r.body, ranges)
    visible = sum(len(block.text) for block in text)
    redirect = _redirect(r, page, visible)
    content = "\n".join(block.text for block in text if block.area in ("body", "other", "list"))[:4000]
    kind, reason = kind_of(
        Evidence(
            page.url, home_url, page.status, page.tags, page.title, page.html_title, content,
            "\n".join(code[:4000] for _, code in r.outline.scripts[:20]), lists, length, r.named, shown is not None,
            page.breadcrumb, page.properties, number, redirect, "password" in _input_types(r.outline), visible, paged,
        )
    )  # fmt: skip
    if kind in (PageKind.LIST, PageKind.MESSAGES, PageKind.HUB) and page.properties and not number:
        page = replace(page, properties=None)
    if kind in _LISTINGS:
        page = replace(page, related=(), related_block="")
    items = sum(len(block.items) for block in lists if block.role != "side")
    placeholder = scripted = ""
    if not items and kind not in (PageKind.ERROR, PageKind.INTERSTITIAL) and length < 200:
        placeholder = placeholder_of(r.lines, r.area, r.outline, ranges)
        if not placeholder and length < 120:
            scripted = why_scripted(r.html, r.outline.scripts, loading_of(r.lines, r.area))
    whole = "\n".join(block.text for block in text if block.area in ("body", "other", "list"))
    return replace(
        page, lists=lists, kind=kind, kind_reason=reason, redirect=redirect, placeholder=placeholder, scripted=scripted,
        body_length=length, text=_with_title(text, page.title), content_hash=content_hash(page.title, body_text, lists),
        simhash=simhash(whole),
    )  # fmt: skip


def _with_title(text: tuple, title: str) -> tuple:  # type: ignore[type-arg]
    return tuple(replace(b, area="title") if b.text == title and b.area in ("other", "body") else b for b in text)


def _drop_false_body(r: _Reading, ranges: list[Range]) -> None:
    """A densest part that is mostly a list is no text."""
    if r.named or not r.body[1]:
        return
    sums = r.counts.chars
    inside = sum(
        sums[min(b, r.body[1])] - sums[max(a, r.body[0])] for a, b in ranges if a < r.body[1] and b > r.body[0]
    )
    if inside * 5 > (sums[r.body[1]] - sums[r.body[0]]) * 2:
        r.body = (0, 0)


def _outside(lines: list[Line], ranges: list[Range]) -> list[Line]:
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


def _pager_at(r: _Reading) -> int:
    """The node where the pager stands: its first onward link, or the script that writes it; -1 when unknown."""
    for node, text in r.counts.anchor_text.items():
        if ONWARD.search(text) and PAGE_WORD.match(text):
            return node
    return next((i for i, code in r.outline.scripts if "createPage" in code or "countPage" in code), -1)


def _body_text(r: _Reading, ranges: list[Range], page: Page) -> tuple[int, str]:
    """Length and text of the body; without a container, of the lines that belong to nothing else."""
    free = _outside(r.lines, ranges)
    if r.body[1]:
        inside = [line.text for line in free if r.body[0] <= line.start < r.body[1]]
    else:
        inside = [
            line.text
            for line in free
            if not r.area[line.start] and not r.outline.hidden[line.start] and line.text != page.title and len(line.text) > 4
            and r.counts.link_chars[line.end] - r.counts.link_chars[line.start] < len(line.text) // 2
        ]  # fmt: skip
    return sum(len(text) for text in inside), "\n".join(inside)


def _source(r: _Reading) -> Source:
    anchors = []
    for node, text in r.counts.anchor_text.items():
        if len(text) <= 12 and r.outline.tags[node] == "a":
            href = r.outline.get(node, "href")
            target = r.addresses.join(href).url if href and href[0] != "#" else ""
            anchors.append((text, target))
    counting = [line.text for line in r.lines if len(line.text) <= 200 and _COUNTS.search(line.text)]
    return Source(
        r.html, r.url, tuple(code for _, code in r.outline.scripts), tuple(anchors),
        lambda raw: r.addresses.join(raw).url, "\n".join(counting[-60:]),
    )  # fmt: skip


def _scripted_lists(r: _Reading, source: Source, families: tuple[Family, ...]) -> list[ListBlock]:
    """Lists whose markup stands in a script, read as if it stood on the page."""
    found: list[ListBlock] = []
    for fragment in records_of(source, families):
        outline = read_outline(LexborHTMLParser(fragment.html))
        counts = survey(outline, r.today)
        blocks, _ = read_lists(outline, counts, [""] * len(outline), [], r.addresses, r.today)
        found += [replace(block, source=fragment.source, path=fragment.source) for block in blocks]
    return found


def _in_scope(pager: Pager | None, in_scope: Callable[[str], bool]) -> Pager | None:
    if pager is None:
        return None
    return replace(pager, next_urls=tuple(u for u in pager.next_urls if in_scope(u)))


def _with_list_links(links: tuple[Link, ...], blocks: list[ListBlock], ranges: list[Range]) -> tuple[Link, ...]:
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


def _breadcrumb(r: _Reading) -> tuple[str, ...]:
    for i, where in enumerate(r.area):
        if where != "crumb" or r.outline.tags[i] == TEXT:
            continue
        end = r.outline.ends[i]
        if not any(tag == "a" for tag in r.outline.tags[i:end]):
            continue
        text = _CRUMB_LABEL.sub("", r.outline.text(i))
        names = [name.strip(" :：") for name in _CRUMB_SPLIT.split(text)]
        if len(names) < 2:
            names = [r.outline.text(k) for k in range(i, end) if r.outline.tags[k] == "a"]
        names = [name[:60] for name in names if name]
        if names:
            return tuple(names[:12])
    return ()


def _redirect(r: _Reading, page: Page, visible: int) -> str:
    refresh = refresh_target(page.tags)
    raw = refresh[1] if refresh and refresh[0] <= 10 else script_redirect(r.outline.scripts, visible)
    if not raw:
        return ""
    target = r.addresses.join(raw).url
    return "" if target == page.url else target


def _input_types(outline: Outline) -> set[str]:
    return {(attrs.get("type") or "").lower() for tag, attrs in zip(outline.tags, outline.attrs, strict=True) if tag == "input"}


def _json_page(html: str, encoding: str, url: str, requested: str, status: int, observed_at: datetime, today: date) -> Page:
    blocks = tuple(read_json_list(html, Addresses(url, encoding), today))
    links = {item.url: Link(item.url, link_kind(item.url), item.title[:200], area="list") for b in blocks for item in b.items if item.url}
    return Page(
        url, requested, status, observed_at, encoding=encoding, lists=blocks, links=tuple(links.values()),
        kind=PageKind.LIST if blocks else PageKind.OTHER, kind_reason="JSON 列表" if blocks else "JSON 数据",
        content_hash=content_hash("", "", blocks), pager=Pager("json") if blocks else None,
    )  # fmt: skip
