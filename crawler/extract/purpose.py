"""What a page is for, and what follows from that: the parts its lists play, why it is empty, facts of its kind alone."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import islice

from crawler.cms.xhr import calls
from crawler.extract.about import is_about, read_about
from crawler.extract.blank_dates import with_date_place
from crawler.extract.documents.loose_links import loose_links
from crawler.extract.documents.related import cited_in
from crawler.extract.documents.source_day import source_day
from crawler.extract.documents.unanchored import filled_later, further_links
from crawler.extract.documents.written_in import pictured, written_aside, written_below
from crawler.extract.evidence import Evidence
from crawler.extract.fields_asked import asks
from crawler.extract.frame.features import read_features
from crawler.extract.guides.guide import read_guide
from crawler.extract.hashes import content_hash, said_hash, simhash
from crawler.extract.heading import Heading
from crawler.extract.kind import guide_name, kind_of, same_page
from crawler.extract.lists.blocks import Range
from crawler.extract.lists.cycle import stated_cycle
from crawler.extract.lists.page_lists import PROSE
from crawler.extract.lists.page_state import brings_no_rows
from crawler.extract.lists.roles import settle_roles
from crawler.extract.lists.script_calls import script_calls
from crawler.extract.lists.scripted import came_along, frame_of, why_scripted
from crawler.extract.lists.strays import BESIDE, MAX_STRAYS, strays
from crawler.extract.lists.vacancy import vacancies
from crawler.extract.lists.ways_on import content_links, loose_link_count, only_trials, ways_of
from crawler.extract.meta import first
from crawler.extract.placeholders import loading_of, pictured_placeholder, placeholder_of, written_placeholder
from crawler.extract.reading import (
    Reading,
    awaited,
    body_text,
    empty_list,
    ends_here,
    has_form,
    input_types,
    pager_at,
    redirect_of,
)
from crawler.extract.said import what_is_said
from crawler.extract.text import folded_words, read_blocks
from crawler.extract.told_period import are_of_services, is_of_figures, newest_period
from crawler.urls import folder_of
from model import AWAITED, CITED, Link, LinkKind, ListBlock, Page, PageKind, Pager, Stray, TextBlock

_SOURCED = frozenset({PageKind.ARTICLE, PageKind.POLICY, PageKind.INTERPRETATION})
_LISTINGS = frozenset(
    {PageKind.HOME, PageKind.HUB, PageKind.LIST, PageKind.MESSAGES, PageKind.SEARCH, PageKind.ERROR, PageKind.INTERSTITIAL}
)
_MAY_WAIT = frozenset({PageKind.LIST, PageKind.HUB, PageKind.OTHER})
_READ = ("body", "other", "list")  # areas whose text is the page's own
TRIALS = 2  # links up to which a page may hold nothing but leftovers of a trial
_MAX_CITED = 40
_BEHIND, _SHORT_LINE = 4, 80  # lines behind a text, and their characters, that may name its source
BARE = 200  # characters of body below which a page without a list may be an empty column


@dataclass(frozen=True, slots=True)
class _Content:
    """What a page holds besides its frame."""

    lists: tuple[ListBlock, ...]
    length: int  # characters of the body
    prose: str
    text: tuple[TextBlock, ...]
    bare: bool  # neither items nor much of a text
    article: bool
    linked: int  # links outside menus, breadcrumb and footer
    own_text: str  # outside menus, side boxes and footer

    @property
    def body(self) -> list[str]:
        """The paragraphs of the body."""
        return [block.text for block in self.text if block.area == "body"]


def with_purpose(r: Reading, page: Page, ranges: list[Range], heading: Heading, home_url: str) -> Page:
    """The page with its kind, the roles of its lists, its text and hashes, and what only pages of its kind show."""
    home = same_page(page.url, home_url)
    content = _content(r, page, ranges, heading, home=home)
    visible = sum(len(block.text) for block in content.text)
    redirect = redirect_of(r, page, visible)
    placeholder = _placeholder(r, page, ranges, content)
    kind, reason = kind_of(_evidence(r, page, heading, content, home_url, placeholder, redirect, visible))
    if kind in (PageKind.ERROR, PageKind.INTERSTITIAL):
        placeholder = scripted = ""
    else:
        scripted = "" if placeholder else _why_scripted(r, kind, content, page.pager)
    page = replace(page, kind=kind, kind_reason=reason, lists=content.lists, redirect=redirect, placeholder=placeholder)
    page = _of_kind(r, page, ranges, heading, content)
    items = sum(len(block.items) for block in content.lists if block.role != "side")
    little, said = what_is_said(r, content.length, items, home=home)
    return replace(
        page,
        scripted=scripted,
        loose_links=loose_link_count(r, ranges) if kind in (PageKind.LIST, PageKind.HUB) else 0,
        ways=ways_of(r, ranges) if kind in _MAY_WAIT else (),
        calls=script_calls(r) if kind in _MAY_WAIT else (),
        strays=_strays(r, kind, content, items) if not home else (),
        vacancies=vacancies(r) if kind in _MAY_WAIT and content.bare else (),
        body_length=content.length,
        text=_with_title(content.text, page.title),
        content_hash=content_hash(page.title, content.prose, content.lists),
        simhash=simhash(content.own_text),
        said_hash=0 if placeholder else said_hash(content.own_text[:4000]),
        said=said,
        says_little=little,
        features=read_features(r.html, r.signs, r.outline, r.lines, page, home=home) | _period(r, page, content, items),
    )


def _period(r: Reading, page: Page, content: _Content, items: int) -> dict[str, str]:
    """The newest month of the figures of services that a page shows."""
    if "受理" not in r.html and "办件" not in r.html and "办结" not in r.html:
        return {}
    shown = [block.text for block in content.text if block.area not in ("nav", "footer")]
    if not is_of_figures(() if items else (page.title, *page.breadcrumb[-1:]), shown):  # a list of notices is no table
        return {}
    period = newest_period(shown, r.today)
    return {"period": period, **({"figures": "services"} if are_of_services(shown) else {})} if period else {}


def _strays(r: Reading, kind: PageKind, content: _Content, items: int) -> tuple[Stray, ...]:
    """The links of a page without a list, or with a few items that may prove to be the template's."""
    if kind not in _MAY_WAIT or not (content.bare or (0 < items <= MAX_STRAYS and content.length < BARE)):
        return ()
    return strays(r) if content.bare else strays(r, BESIDE)


def _content(r: Reading, page: Page, ranges: list[Range], heading: Heading, *, home: bool) -> _Content:
    paged = page.pager is not None
    length, prose = body_text(r, ranges, page)
    article = not home and bool(
        (first(page.tags, "articletitle") and not (paged and length < 200))
        or (heading.shown and r.named and length >= 100 and not paged)
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
    bare = length < BARE and not any(block.items for block in lists if block.role != "side")
    linked = content_links(r, neighbours=bare and len(page.breadcrumb) > 2)
    own_text = "\n".join(block.text for block in text if block.area in _READ)
    return _Content(tuple(lists), length, prose, text, bare, article, linked, own_text)


def _placeholder(r: Reading, page: Page, ranges: list[Range], content: _Content) -> str:
    """The words that say "nothing here"; looked for beside lists too: they may prove to be the template's."""
    words = placeholder_of(r.lines, r.area, r.outline, ranges) if content.length < BARE and not content.article else ""
    if words or not content.bare:
        return words
    if pictured := pictured_placeholder(r.outline, r.area):
        return pictured
    if "document.write" in r.html and (said := written_placeholder(r.outline)):
        return said
    if page.pager and page.pager.records == 0:
        return "共0条"
    if 1 <= content.linked <= TRIALS and len(page.breadcrumb) > 1:
        return only_trials(r)
    return ""


def _evidence(
    r: Reading, page: Page, heading: Heading, content: _Content, home_url: str, placeholder: str, redirect: str, visible: int
) -> Evidence:
    wordless = content.bare and ends_here(page, content.length)
    # Only a page that is called a guide is asked for its folded words.
    named = guide_name(page.title, page.html_title, page.tags, page.breadcrumb)
    return Evidence(
        url=page.url,
        home_url=home_url,
        status=page.status,
        tags=page.tags,
        title=page.title,
        html_title=page.html_title,
        text=content.own_text[:4000],
        folded=folded_words(r.lines, r.outline, r.area) if named else "",
        scripts="\n".join(code[:4000] for _, code in r.outline.scripts[:20]),
        lists=content.lists,
        body_length=content.length,
        named_body=r.named,
        has_shown_date=heading.shown is not None,
        breadcrumb=page.breadcrumb,
        properties=page.properties,
        number=heading.number,
        redirect=redirect,
        has_password="password" in input_types(r.outline),
        visible=visible,
        paged=page.pager is not None,
        content_links=content.linked,
        form=has_form(r.outline),
        asks=asks(r),
        placeholder=placeholder,
        empty_list=wordless and empty_list(r),
        wordless=wordless,
    )


def _why_scripted(r: Reading, kind: PageKind, content: _Content, pager: Pager | None) -> str:
    """Why the content of a bare page may be written by a script, "" where nothing says so."""
    if not content.bare or content.length >= 120:
        return ""
    if brings_no_rows(r.outline.scripts) and not calls(tuple(code for _, code in r.outline.scripts), r.html):
        return ""
    why = why_scripted(r.html, r.outline.scripts, loading_of(r.lines, r.area), frame_of(r.outline))
    if not why and kind in _MAY_WAIT and not came_along(pager) and (part := awaited(r)):
        return f"{AWAITED}{part[:60]}"
    return why


def _of_kind(r: Reading, page: Page, ranges: list[Range], heading: Heading, content: _Content) -> Page:
    """The page with the facts of its kind alone, without those that only other kinds have."""
    kind = page.kind
    if kind in (PageKind.LIST, PageKind.MESSAGES, PageKind.HUB) and page.properties and not heading.number:
        page = replace(page, properties=None)
    if kind in _LISTINGS:
        page = replace(page, related=(), related_block="", cycle=stated_cycle(r))
    if kind in (PageKind.INTERPRETATION, PageKind.POLICY):
        page = _with_counterparts(r, page, ranges)
    if kind is PageKind.POLICY:
        told = written_below(content.body) or pictured(r.outline, r.lines, r.body) or written_aside(r.outline, r.lines)
        page = replace(page, related_block=f"written {told}") if told else page
    if kind is PageKind.INTERPRETATION:
        page = replace(page, cited=cited_in(content.body))
    if kind is PageKind.GUIDE:
        page = _with_guide(r, page, content)
    if kind in _SOURCED and page.published is not None:
        page = replace(page, source_day=source_day([*content.body, *_below(r)], page.published, r.today))
    page = with_date_place(r, page, page.kind, content.length)
    if is_about(page, page.kind):
        about = read_about(r.outline, r.area, r.lines, page)
        page = replace(page, about=about)
        if kind is PageKind.OTHER and about.names == 1 and about.told:
            page = replace(page, kind=PageKind.SINGLE, kind_reason="一位领导的介绍")  # too short for a kind by its text
    return page


def _below(r: Reading) -> list[str]:
    """The short lines behind the text that belong to it: 来源, 原文链接."""
    if not r.body[1]:
        return []
    behind = (line for line in r.lines if line.start >= r.body[1] and not r.area[line.start])
    return [line.text for line in islice(behind, _BEHIND) if len(line.text) <= _SHORT_LINE]


def _with_counterparts(r: Reading, page: Page, ranges: list[Range]) -> Page:
    """A document or interpretation with every link that may lead to its counterpart, and what stands for such links."""
    related = (*page.related, *loose_links(r, ranges, page.related))
    held = {link.target for link in related}
    more = {link.target: link for link in further_links(r) if link.target not in held}
    held |= more.keys()
    cited = {link.target: replace(link, area=CITED) for link in page.links if _is_in_text(link) and link.target not in held}
    page = replace(page, related=(*related, *more.values(), *islice(cited.values(), _MAX_CITED)))
    if any(link.area == "related" for link in page.related) or " " in page.related_block:
        return page
    later = filled_later(r, page.related_block)
    if later == "played" and "解" in page.related_block:
        return replace(page, related_block=f"written {page.related_block}")
    return replace(page, related_block=f"scripted {page.related_block}") if later == "scripted" else page


def _is_in_text(link: Link) -> bool:
    return link.area == "body" and link.kind is LinkKind.PAGE


def _with_guide(r: Reading, page: Page, content: _Content) -> Page:
    """The elements of a guide; a dated text that has none of them only speaks of guides."""
    named = guide_name(page.title, page.html_title, page.tags, page.breadcrumb)
    guide = read_guide(r.html, r.outline, r.area, r.lines, page.links, page.title, named)
    if guide is None and page.published is not None and content.length >= PROSE / 4:
        return replace(page, guide=None, kind=PageKind.ARTICLE, kind_reason="文中提到办事要素，不是指南")
    return replace(page, guide=guide)


def _with_title(text: tuple[TextBlock, ...], title: str) -> tuple[TextBlock, ...]:
    return tuple(replace(b, area="title") if b.text == title and b.area in ("other", "body") else b for b in text)
