"""One page from bytes to facts: decode, parse, walk once, then ask each module its question."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date, datetime

from selectolax.lexbor import LexborHTMLParser

from crawler.cms import families_of, pager_of, signs_of
from crawler.extract import page_dates
from crawler.extract.addresses import Addresses, addresses_of
from crawler.extract.anchors import KnownAnchors
from crawler.extract.archived import archived_picture
from crawler.extract.areas import mark_areas
from crawler.extract.bounded import bounded
from crawler.extract.charset import decode
from crawler.extract.documents.related import read_related
from crawler.extract.frame.entrance import ENTRANCE, entrance_to
from crawler.extract.frame.footer import read_identity
from crawler.extract.frame.home_files import with_home_files
from crawler.extract.frame.leaving import A_TEXT, asked_in, is_between, leaving_of, unasked
from crawler.extract.frame.menu import outside_menu, read_menu
from crawler.extract.frame.menu_file import is_script, menu_page, with_table
from crawler.extract.frame.script_menu import with_menu
from crawler.extract.frame.search_entry import read_search
from crawler.extract.frame.site_map import with_map
from crawler.extract.heading import read_heading
from crawler.extract.hidden.concealed import read_concealed
from crawler.extract.hidden.injected import read_marks
from crawler.extract.hidden.two_copies import read_insertion
from crawler.extract.interaction import with_interaction
from crawler.extract.links import read_links
from crawler.extract.links_only import read_links_only
from crawler.extract.lists.blocks import Range
from crawler.extract.lists.endpoints import with_endpoints
from crawler.extract.lists.json_list import json_page, looks_like_json
from crawler.extract.lists.list_file import with_list_file, with_rows
from crawler.extract.lists.offered import offered
from crawler.extract.lists.page_lists import lists_of, without_tables
from crawler.extract.meta import first, read_tags
from crawler.extract.outline import read_outline
from crawler.extract.purpose import with_purpose
from crawler.extract.reading import (
    Reading,
    breadcrumb,
    cms_source,
    drop_false_body,
    in_site,
    scripted_lists,
    with_list_links,
    with_record_links,
)
from crawler.extract.survey import survey
from crawler.extract.text import archived_of, find_body, read_lines
from crawler.extract.written_pairs import with_written_pairs
from crawler.urls import Joiners
from model import NEVER, Link, LinkKind, Page, PageKind

_FRAMES = frozenset({PageKind.HOME, PageKind.HUB, PageKind.LIST, PageKind.SINGLE})
MAX_CHARACTERS = 6_000_000


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
    anchors: KnownAnchors | None = None,
    links_only: bool = False,
    site_hides: Mapping[str, tuple[str, bool]] | None = None,
) -> Page:
    """The facts of one page. Never raises for anything a server may send; time grows with the size only.

    `today` bounds guessed years; `in_scope` says which pager addresses belong to the site;
    `joiners` and `anchors` keep the parsed addresses and the anchors of earlier pages of the same site (menus are on
    every page). `links_only`: of a plain page nothing but its links is wanted. `site_hides`: names that the site's style
    sheets hide (hiding.hidden_names).
    """
    html, encoding = decode(body, content_type)
    html = bounded(html[:MAX_CHARACTERS].replace("\x00", ""))
    if looks_like_json(html):
        return with_table(json_page(html, encoding, url, requested, status, observed_at, today), html, home_url)
    if is_script(content_type):
        page = with_rows(menu_page(html, url, home_url, encoding), html, Addresses(url, encoding), today)
        return replace(page, requested=requested, status=status, observed_at=observed_at)
    tree = LexborHTMLParser(html or " ")
    if links_only:
        short = read_links_only(html, encoding, tree, url, home_url, status, in_scope, joiners, anchors)
        if short is not None:
            return replace(short, requested=requested, observed_at=observed_at, encoding=encoding)
        tree = LexborHTMLParser(html or " ")
    r = _read(html, encoding, tree, url, today, joiners)
    if (written := with_written_pairs(html, r.outline.scripts)) != html:
        tree = LexborHTMLParser(written)
        r = _read(written, encoding, tree, url, today, joiners)
    r.site_hides = site_hides
    page = _facts(r, home_url, status, in_scope)
    if page.kind in (PageKind.HOME, PageKind.SEARCH):
        page = replace(page, search=read_search(r.outline, r.addresses, encoding))
    if target := entrance_to(page, in_scope):
        page = replace(page, redirect=target, kind_reason=ENTRANCE)
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
    heading = read_heading(r, tags, blocks, ranges, paged=pager is not None)
    shown = heading.shown
    dates = ([shown] if shown else []) + page_dates.other_dates(tags, r.url, r.lines, r.body, heading.properties, r.today)
    related, related_block, related_ranges = read_related(r.outline, r.counts, r.area, r.lines, r.addresses, r.body)
    for start, end in related_ranges:
        r.area[start:end] = ["related"] * (end - start)
    links, bad = read_links(r.outline, r.counts, r.area, r.addresses, r.body, r.html)
    links = with_record_links(with_list_links(links, blocks, ranges), source, families, r.addresses)
    source_words = page_dates.source_of(r.lines, r.area, heading.node, heading.line, r.body)
    page = Page(
        url=r.url,
        requested=r.url,
        status=status,
        observed_at=NEVER,
        title=heading.title,
        html_title=r.outline.title,
        tags=tags,
        breadcrumb=breadcrumb(r),
        dates=tuple(dates),
        published=page_dates.published_of(dates),
        date_stated=shown is not None and page_dates.is_stated(r.lines, heading.line),
        source=source_words or (first(tags, "contentsource") if shown else ""),
        lists=tuple(blocks),
        pager=pager,
        properties=heading.properties,
        related=related,
        related_block=related_block,
        archived=archived_of(r.lines, r.outline, r.area, ranges) or archived_picture(r),
        identity=read_identity(r.html, r.outline, r.lines, r.body[1]),
        links=links,
        bad_links=bad,
        asked=asked_in(r.html, zip(r.outline.tags, r.outline.attrs, strict=True), lambda raw: r.addresses.join(raw).url),
        concealed=read_concealed(r.html, r.outline, r.counts, r.addresses.join, in_scope, r.site_hides),
        marks=(*read_marks(r.html, r.signs, r.outline, links, r.addresses.join, in_scope), *read_insertion(r.lines, r.outline)),
    )
    page = with_map(with_purpose(r, page, ranges, heading, home_url))
    page = with_endpoints(_with_entries(r, page, ranges), source, families, in_scope, r.addresses, r.today)
    page = with_list_file(r, page, in_scope)
    return with_home_files(with_menu(page, source.scripts, r.addresses), source, in_scope)


def _with_entries(r: Reading, page: Page, ranges: list[Range]) -> Page:
    """The page with its navigation, what it offers instead of a list, its letters and surveys, and what handles links."""
    if page.map_links:
        page = outside_menu(r, page)
    elif page.kind is PageKind.HOME:
        page = replace(page, menu=read_menu(r))
    if words := offered(r, page):
        page = replace(page, offered=words)
    page = with_interaction(r, page, ranges)
    # What handles links belongs to the site's frame; articles would only repeat it.
    handles = (
        page.kind in _FRAMES and not is_between(page.url) and (page.kind is not PageKind.SINGLE or page.body_length < A_TEXT)
    )
    return replace(page, leaving=leaving_of(unasked(r.html), _code_names(r, page.links))) if handles else page


def _code_names(r: Reading, links: tuple[Link, ...]) -> str:
    """Where a page names what handles its links: addresses of scripts and of pages in between, and its own code."""
    named = [link.target for link in links if link.kind is LinkKind.SCRIPT or "?" in link.target]
    codes = (code[:20_000] for _, code in r.outline.scripts if "href" in code or "confirm" in code)
    return "\n".join((*named, *codes))
