"""Paragraphs of a page that solicit for something, with a way to get at it; none on a page that fights such things."""

from __future__ import annotations

from collections.abc import Iterator

from checks import ARTICLE_KINDS, NO_CONTENT_KINDS
from checks.lib import harm
from checks.lib.sales import pitch, speaks_for_offices
from model import Confidence, Finding, Page

_SHORT = 12
_AN_ARTICLE = 80
"""Characters of other paragraphs that make an article of its own."""
_AN_ADVERT = 600
"""Characters up to which a whole page may be one advertisement, its phrases spread over the paragraphs."""


def solicitations(page: Page) -> Iterator[tuple[str, harm.Hit]]:
    """(paragraph, what it solicits for) in the order of the page.

    A paragraph beside one that warns is a quotation: reports describe what the accused offered.
    """
    if page.kind in NO_CONTENT_KINDS or not page.text:
        return
    blocks = [b.text for b in page.text if len(b.text) >= _SHORT and b.area not in ("nav", "footer")]
    whole = "\n".join(blocks)
    if not harm.may_publish(whole):
        return
    body = "\n".join(block.text for block in page.text if block.area == "body")
    if (
        0 < len(body) <= _AN_ADVERT
        and (hit := pitch(f"{page.title}\n{body}"))
        and not harm.speaks_against(page.title, hit, body)
    ):
        yield body, hit
        return
    aside = speaks_for_offices(page.title)
    for number, text in enumerate(blocks):
        hit = harm.published(text) if harm.may_solicit(text) else None
        hit = hit or (None if aside else pitch(text))
        beside = (page.title, page.html_title, *blocks[max(0, number - 1) : number], *blocks[number + 1 : number + 2])
        if hit is not None and not any(harm.speaks_against(near, hit, text) for near in beside):
            yield text, hit


def is_injected(page: Page, text: str, hit: harm.Hit) -> bool:
    """Whether a paragraph stands in an article on something else: none of its matter's words is in the rest of the text."""
    if page.kind not in ARTICLE_KINDS or not hit.harmful or hit.category in harm.SERVICES:
        return False
    rest = [block.text for block in page.text if block.area == "body" and block.text != text]
    others = [other for other in rest if (told := harm.published(other)) is None or told.category != hit.category]
    plain = harm.folded("\n".join((page.title, *others)))
    return sum(map(len, others)) >= _AN_ARTICLE and not any(word in plain for word in hit.words[: hit.strong])


def published_finding(rule: str, page: Page, text: str, hit: harm.Hit, what: str) -> Finding:
    """The finding about words that the site itself published."""
    shown = _quoted(text, hit)
    words = "推销的文字" if hit.name == what else f"招揽{hit.name}的文字"
    return Finding(
        rule=rule,
        url=page.url,
        page=page.url,
        confidence=Confidence.SUSPECTED,
        message=f"页面“{page.heading[:40]}”中有{words}“{shown[:40]}”，疑似发布{what}。",
        evidence={"reason": "published", "text": shown, "category": hit.name, "words": list(hit.words[:10]), "pages": 1},
    )


def _quoted(text: str, hit: harm.Hit) -> str:
    """The words around the first hit, as they stand on the page; its words were found with signs and blanks left out."""
    plain = harm.folded(text)
    at = min((i for word in hit.words if (i := plain.find(word)) >= 0), default=0)
    share = at / max(len(plain), 1)
    near = [i for word in hit.words if (i := text.lower().find(word)) >= 0]
    begin = max(0, min(near, default=int(share * len(text))) - 30)
    return " ".join(text[begin : begin + 100].split())
