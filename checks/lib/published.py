"""Paragraphs of a page that solicit for something, with a way to get at it; none on a page that fights such things."""

from __future__ import annotations

from collections.abc import Iterator

from checks.lib import harm
from checks.lib.sales import pitch
from model import Confidence, Finding, Page, PageKind

_UNREAD = frozenset({PageKind.ERROR, PageKind.INTERSTITIAL, PageKind.SEARCH})
_SHORT = 12


def solicitations(page: Page) -> Iterator[tuple[str, harm.Hit]]:
    """(paragraph, what it solicits for) in the order of the page.

    A paragraph beside one that warns is a quotation: reports describe what the accused offered.
    """
    if page.kind in _UNREAD or not page.text:
        return
    blocks = [b.text for b in page.text if len(b.text) >= _SHORT and b.area not in ("nav", "footer")]
    whole = "\n".join(blocks)
    if not harm.may_publish(whole):
        return
    for number, text in enumerate(blocks):
        hit = harm.published(text) if harm.may_solicit(text) else None
        hit = hit or pitch(text)
        beside = (page.title, page.html_title, *blocks[max(0, number - 1) : number], *blocks[number + 1 : number + 2])
        if hit is not None and not any(harm.speaks_against(near, hit, text) for near in beside):
            yield text, hit


def published_finding(rule: str, page: Page, text: str, hit: harm.Hit, what: str) -> Finding:
    """The finding about words that the site itself published."""
    at = min((i for word in hit.words if (i := harm.folded(text).find(word)) >= 0), default=0)
    shown = harm.folded(text)[max(0, at - 30) : at + 70]
    return Finding(
        rule=rule,
        url=page.url,
        page=page.url,
        confidence=Confidence.SUSPECTED,
        message=f"页面“{page.heading[:40]}”中有招揽{hit.name}的文字“{shown[:40]}”，疑似发布{what}。",
        evidence={"reason": "published", "text": shown, "category": hit.name, "words": list(hit.words[:10]), "pages": 1},
    )
