"""One page from bytes to facts: decode, parse, walk once, then ask each module its question."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import UTC, date, datetime

from selectolax.lexbor import LexborHTMLParser

from crawler.cms import families_of, pager_of, signs_of
from crawler.extract import page_dates
from crawler.extract.about import is_about, read_about
from crawler.extract.addresses import addresses_of
from crawler.extract.areas import mark_areas
from crawler.extract.blocks import Range, settle_roles
from crawler.extract.charset import decode
from crawler.extract.concealed import read_concealed
from crawler.extract.endpoints import with_endpoints
from crawler.extract.features import read_features
from crawler.extract.footer import read_identity
from crawler.extract.guide import read_guide
from crawler.extract.hashes import content_hash, said_hash, simhash
from crawler.extract.injected import read_marks
from crawler.extract.interaction import with_interaction
from crawler.extract.json_list import json_page, looks_like_json
from crawler.extract.kind import Evidence, guide_name, kind_of, same_page
from crawler.extract.leaving import leaving_of
from crawler.extract.links import read_links
from crawler.extract.links_only import read_links_only
from crawler.extract.loose_links import loose_links
from crawler.extract.menu import outside_menu, read_menu
from crawler.extract.meta import first, read_tags
from crawler.extract.offered import offered
from crawler.extract.outline import read_outline
from crawler.extract.page_lists import PROSE, lists_of, sole_list, without_tables
from crawler.extract.properties import may_stand_in_cells, number_near_title, read_properties, with_colons
from crawler.extract.reading import (
    Reading,
    asks,
    awaited,
    body_text,
    breadcrumb,
    cms_source,
    drop_false_body,
    empty_list,
    has_form,
    in_site,
    input_types,
    outside,
    pager_at,
    redirect_of,
    scripted_lists,
    with_list_links,
)
from crawler.extract.related import cited_in, read_related, written_below
from crawler.extract.said import what_is_said
from crawler.extract.script_menu import with_menu
from crawler.extract.scripted import frame_of, why_scripted
from crawler.extract.search_entry import read_search
from crawler.extract.site_map import with_map
from crawler.extract.survey import survey
from crawler.extract.text import archived_of, below_title, find_body, loading_of, placeholder_of, read_blocks, read_lines
from crawler.extract.title import read_title
from crawler.extract.ways_on import content_links, loose_link_count, only_trials
from crawler.urls import Joiners, folder_of
from model import DateFact, Link, LinkKind, Page, PageKind, Properties

_LISTINGS = frozenset(
    {PageKind.HOME, PageKind.HUB, PageKind.LIST, PageKind.MESSAGES, PageKind.SEARCH, PageKind.ERROR, PageKind.INTERSTITIAL}
)
_FRAMES = frozenset({PageKind.HOME, PageKind.HUB, PageKind.LIST, PageKind.SINGLE})
MAX_CHARACTERS = 6_000_000
TRIALS = 2  # links up to which a page may hold nothing but leftovers of a trial
_NEVER = datetime(1, 1, 1, tzinfo=UTC)


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
    joiners: Joiners | None = None,
    links_only: bool = False,
    site_hides: Mapping[str, tuple[str, bool]] | None = None,
) -> Page:
    """The facts of one page. Never raises for anything a server may send; time grows with the size only.

    `today` bounds guessed years; `in_scope` says which pager addresses belong to the site;
    `joiners` keeps the parsed addresses of earlier pages of the same site (menus are on every page). `links_only`: of a
    plain page nothing but its links is wanted. `site_hides`: names that the site's style sheets hide (hiding.hidden_names).
    """
    html, encoding = decode(body, content_type)
    html = html[:MAX_CHARACTERS].replace("\x00", "")
    if looks_like_json(html):
        return json_page(html, encoding, url, requested, status, observed_at, today)
    tree = LexborHTMLParser(html or " ")
    if links_only:
        short = read_links_only(html, encoding, tree, url, home_url, status, in_scope, joiners)
        if short is not None:
            return replace(short, requested=requested, observed_at=observed_at, encoding=encoding)
        tree = LexborHTMLParser(html or " ")
    r = _read(html, encoding, tree, url, today, joiners)
    r.site_hides = site_hides
    page = _facts(r, home_url, status, in_scope)
    if page.kind in (PageKind.HOME, PageKind.SEARCH):
        page = replace(page, search=read_search(r.outline, r.addresses, encoding))
    return replace(page, url=url, requested=requested, status=status, observed_at=observed_at, encoding=encoding, tree=tree)


def _read(html: str, encoding: str, tree: LexborHTMLParser, url: str, today: date, joiners: Joiners | None) -> Reading:
    outline = read_outline(tree)
    counts = survey(outline, today)
    area = mark_areas(outline, counts)
    lines = read_lines(outline)
    base = next((outline.get(i, "href") for i, tag in enumerate(outline.tags[:400]) if tag == "base"), "")
    addresses = addresses_of(url, base, encoding, joiners)
    r = Reading(html, url, outline, counts, area, lines, addresses, today, signs_of(html))
    r.body, r.named = find_body(outline, counts, lines, area)
    return r


def _facts(r: Reading, home_url: str, status: int, in_scope: Callable[[str], bool]) -> Page:
    tags = read_tags(r.outline)
    blocks, ranges = without_tables(r, *lists_of(r, tags))
    drop_false_body(r, ranges)
    source = cms_source(r)
    families = families_of(r.signs)
    blocks += scripted_lists(r, source, families)
    pager = in_site(pager_of(source, families), in_scope)
    candidates = page_dates.date_lines(r.lines, r.outline, r.area, r.today, ranges)
    hint = page_dates.first_dated_node(candidates, r.lines)
    outer = outside(r.lines, ranges)
    properties = read_properties(with_colons(r.outline, outer) if may_stand_in_cells(r.html) else outer, r.today)
    title, title_node = read_title(
        r.outline,
        r.counts,
        r.area,
        tags,
        r.lines,
        properties.title if properties else "",
        r.body,
        hint,
        ranges,
        sole_list(blocks, ranges, paged=pager is not None),
    )
    if not r.body[1] and title_node >= 0 and first(tags, "articletitle"):
        r.body = below_title(r.outline, r.counts, r.area, title_node, len(title))
    shown, shown_line = page_dates.shown_date(candidates, r.lines, title_node, r.body, title)
    if (
        shown
        and properties
        and properties.published
        and r.outline.tags[r.outline.parents[r.lines[shown_line].start]] in ("td", "th")
    ):
        shown = None  # it is the table's own cell
    number = number_near_title(r.lines, r.body, title_node)
    if number and (properties is None or not properties.document_number):
        properties = replace(properties or Properties(), document_number=number)
    facts = ([shown] if shown else []) + page_dates.other_dates(tags, r.url, r.lines, r.body, properties, r.today)
    related, heading, related_ranges = read_related(r.outline, r.counts, r.area, r.lines, r.addresses, r.body)
    for start, end in related_ranges:
        r.area[start:end] = ["related"] * (end - start)
    links, bad = read_links(r.outline, r.counts, r.area, r.addresses, r.body)
    links = with_list_links(links, blocks, ranges)
    source_words = page_dates.source_of(r.lines, r.area, title_node, shown_line, r.body)
    page = Page(
        url=r.url,
        requested=r.url,
        status=status,
        observed_at=_NEVER,
        title=title,
        html_title=r.outline.title,
        tags=tags,
        breadcrumb=breadcrumb(r),
        dates=tuple(facts),
        published=page_dates.published_of(facts),
        date_stated=shown is not None and page_dates.is_stated(r.lines, shown_line),
        source=source_words or (first(tags, "contentsource") if shown else ""),
        lists=tuple(blocks),
        pager=pager,
        properties=properties,
        related=related,
        related_block=heading,
        archived=archived_of(r.lines, r.outline, r.area, ranges),
        identity=read_identity(r.html, r.outline, r.lines, r.body[1]),
        links=links,
        bad_links=bad,
        concealed=read_concealed(r.html, r.outline, r.counts, r.addresses.join, in_scope, r.site_hides),
        marks=read_marks(r.html, r.outline, links, r.addresses.join, in_scope),
    )
    page = with_map(_judged(r, page, ranges, shown, number, home_url))
    if page.map_links:
        page = outside_menu(r, page)
    elif page.kind is PageKind.HOME:
        page = replace(page, menu=read_menu(r))
    if words := offered(r, page):
        page = replace(page, offered=words)
    page = with_interaction(r, page, ranges)
    page = with_endpoints(page, source, families, in_scope, r.addresses, r.today)
    page = with_menu(page, source.scripts, r.addresses)
    # What handles links belongs to the site's frame; articles would only repeat it.
    return replace(page, leaving=leaving_of(r.html, _code_names(r, links))) if page.kind in _FRAMES else page


def _code_names(r: Reading, links: tuple[Link, ...]) -> str:
    """Where a page names what handles its links: addresses of scripts and of pages in between, and its own code."""
    named = [link.target for link in links if link.kind is LinkKind.SCRIPT or "?" in link.target]
    codes = (code[:20_000] for _, code in r.outline.scripts if "href" in code or "confirm" in code)
    return "\n".join((*named, *codes))


def _judged(r: Reading, page: Page, ranges: list[Range], shown: DateFact | None, number: str, home_url: str) -> Page:
    """Add what needs all other facts: roles of lists, kind, emptiness, hashes."""
    home = same_page(page.url, home_url)
    paged = page.pager is not None
    length, prose = body_text(r, ranges, page)
    article = not home and bool(
        (first(page.tags, "articletitle") and not (paged and length < 200))
        or (shown and r.named and length >= 100 and not paged)
    )
    lists = settle_roles(
        list(page.lists),
        ranges,
        r.area,
        article=article,
        home=home,
        paged=paged,
        pager_at=pager_at(r) if paged else -1,
        title=page.title,
        folder=folder_of(page.url),
    )
    text = read_blocks(r.lines, r.area, r.outline, r.body, ranges)
    visible = sum(len(block.text) for block in text)
    redirect = redirect_of(r, page, visible)
    content = "\n".join(block.text for block in text if block.area in ("body", "other", "list"))[:4000]
    items = sum(len(block.items) for block in lists if block.role != "side")
    bare = not items and length < 200
    # Looked for beside lists too: they may prove to be the template's when other pages are known.
    placeholder = placeholder_of(r.lines, r.area, r.outline, ranges) if length < 200 and not article else ""
    if bare and not placeholder and page.pager and page.pager.records == 0:
        placeholder = "共0条"
    linked = content_links(r, neighbours=bare and len(page.breadcrumb) > 2)
    if bare and not placeholder and 1 <= linked <= TRIALS and len(page.breadcrumb) > 1:
        placeholder = only_trials(r)
    kind, reason = kind_of(
        Evidence(
            page.url, home_url, page.status, page.tags, page.title, page.html_title, content,
            "\n".join(code[:4000] for _, code in r.outline.scripts[:20]), lists, length, r.named, shown is not None,
            page.breadcrumb, page.properties, number, redirect, "password" in input_types(r.outline), visible, paged,
            linked, has_form(r.outline), asks(r), placeholder, bare and length <= 20 and empty_list(r),
        )
    )  # fmt: skip
    if kind in (PageKind.LIST, PageKind.MESSAGES, PageKind.HUB) and page.properties and not number:
        page = replace(page, properties=None)
    if kind in _LISTINGS:
        page = replace(page, related=(), related_block="")
    scripted = ""
    if kind in (PageKind.ERROR, PageKind.INTERSTITIAL):
        placeholder = ""
    elif bare and not placeholder and length < 120:
        scripted = why_scripted(r.html, r.outline.scripts, loading_of(r.lines, r.area), frame_of(r.outline))
        if not scripted and kind is PageKind.LIST and (part := awaited(r)):
            scripted = f"列表可能由脚本填入 #{part[:60]}"
    if kind in (PageKind.INTERPRETATION, PageKind.POLICY):
        page = replace(page, related=(*page.related, *loose_links(r, ranges, page.related)))
    if kind is PageKind.POLICY and (line := written_below([block.text for block in text if block.area == "body"])):
        page = replace(page, related_block=f"written {line}")
    if kind is PageKind.INTERPRETATION:
        page = replace(page, cited=cited_in(block.text for block in text if block.area == "body"))
    if kind is PageKind.GUIDE:
        named = guide_name(page.title, page.html_title, page.tags, page.breadcrumb)
        page = replace(page, guide=read_guide(r.html, r.outline, r.area, r.lines, page.links, page.title, named))
        if page.guide is None and page.published is not None and length >= PROSE / 4:
            kind, reason = PageKind.ARTICLE, "文中提到办事要素，不是指南"
    if kind in (PageKind.SINGLE, PageKind.OTHER) and shown is None:
        page = replace(page, date_blank=page_dates.blank_label(r.lines, r.area))
    if is_about(page, kind):
        page = replace(page, about=read_about(r.outline, r.area, r.lines, page))
    whole = "\n".join(block.text for block in text if block.area in ("body", "other", "list"))
    little, said = what_is_said(r, length, items, home=home)
    return replace(
        page, lists=lists, kind=kind, kind_reason=reason, redirect=redirect, placeholder=placeholder, scripted=scripted,
        loose_links=loose_link_count(r, ranges) if kind in (PageKind.LIST, PageKind.HUB) else 0,
        body_length=length, text=_with_title(text, page.title), content_hash=content_hash(page.title, prose, lists),
        simhash=simhash(whole), said_hash=0 if placeholder else said_hash(content), said=said, says_little=little,
        features=read_features(r.html, r.signs, r.outline, r.lines, page, home=home),
    )  # fmt: skip


def _with_title(text: tuple, title: str) -> tuple:  # type: ignore[type-arg]
    return tuple(replace(b, area="title") if b.text == title and b.area in ("other", "body") else b for b in text)
