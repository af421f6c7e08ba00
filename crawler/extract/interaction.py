"""What a page says of interaction: letters, surveys, entries for messages. Gated, so that other pages pay next to nothing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from crawler.extract.frame.channels import may_offer, read_channel
from crawler.extract.letters.cards import FEWEST
from crawler.extract.letters.kept_record import kept_record
from crawler.extract.letters.maybe import may_hold_letters
from crawler.extract.letters.page_letters import kept_in_scripts, read_letters
from crawler.extract.lists.blocks import Range
from crawler.extract.opinion_surveys import is_survey, read_surveys
from crawler.extract.reading import Reading
from model import ListBlock, ListItem, Page, PageKind

_NONE = frozenset({PageKind.ERROR, PageKind.INTERSTITIAL})
_COLUMNS = frozenset({PageKind.LIST, PageKind.SINGLE, PageKind.OTHER, PageKind.HUB})
_DOCUMENTS = frozenset({PageKind.ARTICLE, PageKind.SINGLE, PageKind.OTHER})


def with_interaction(r: Reading, page: Page, ranges: Sequence[Range]) -> Page:
    """The page with its letters, surveys and entries. A document that proves to be one letter becomes a MESSAGE."""
    if page.kind in _NONE:
        return page
    if may_offer(page):
        page = replace(page, channel=read_channel(r, page))
    if page.kind is PageKind.HOME:
        return page
    if page.kind is PageKind.SURVEY or is_survey(page):
        page = _as_document(replace(page, surveys=read_surveys(r, page)))
    if page.surveys:
        return page
    if kept := kept_in_scripts(r, page):
        return as_box(replace(page, lists=tuple(b for b in page.lists if b.source != "jpage"), letters=kept))
    document = page.kind in _DOCUMENTS or (page.kind in _COLUMNS and not page.lists)
    letters = kept_record(r, page) if document else ()
    if letters:
        return replace(page, kind=PageKind.MESSAGE, kind_reason="来信和答复由本页的脚本写出", letters=letters, scripted="")
    if not may_hold_letters(page, r.html):
        return page
    letters = read_letters(r, page, ranges)
    if len(letters) == 1 and letters[0].own_page and page.kind in _DOCUMENTS:
        page = replace(page, kind=PageKind.MESSAGE, kind_reason=f"含来信、回复要素：{letters[0].received_label}")
    return as_box(replace(page, letters=letters)) if letters else page


def as_box(page: Page) -> Page:
    """A page that shows several letters whole is their list, whatever else it looks like."""
    alone = [letter for letter in page.letters if not letter.url]
    if len(alone) < FEWEST or any(block.role == "main" for block in page.lists):
        return page
    if page.kind is PageKind.HUB and not any(letter.own_page for letter in alone):
        return page  # rows that a script opens, one of several lists
    items = tuple(ListItem(letter.title or letter.number, "", letter.received) for letter in alone)
    box = ListBlock(items, page.title, role="main", path="letters", source="letters")
    lists = (*page.lists, box)
    return replace(
        page, kind=PageKind.MESSAGES, kind_reason="留言列表，来信和答复都在本页", lists=lists, placeholder="", scripted=""
    )


def _as_document(page: Page) -> Page:
    """A survey's own page whose result is still empty (结果反馈：暂无) is a document, not an empty column."""
    alone = len(page.surveys) == 1 and page.surveys[0].own_page and bool(page.surveys[0].end or page.surveys[0].state)
    if not alone or not (page.kind in _COLUMNS or page.placeholder):
        return page
    return replace(page, kind=PageKind.ARTICLE, kind_reason="征集调查页，有起止时间或状态", placeholder="")
