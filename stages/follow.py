"""From what a page leads to, to candidates of the frontier."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from crawler.fetch import Response
from crawler.frontier import ENDPOINT, Planner
from crawler.sitemaps import parse
from model import LinkKind, Outcome, PageKind
from storage.frontier import Candidate, Settled, Waiting
from storage.glance import Glance
from workers.messages import LinkOut, PageHead


def candidate_of(planner: Planner, waiting: Waiting, link: LinkOut, explore: bool) -> Candidate:
    """The frontier's plan for one link. `explore` False: the page was met too often for its new links to lead on."""
    # What a script file of the home page writes stands on the home page.
    kind, depth = LinkKind(link.kind), waiting.depth + (waiting.kind is not LinkKind.SCRIPT)
    if link.bad:
        settled = Settled(Outcome.BROKEN, "bad-url", None, [])
        return Candidate(link.target, kind, "verify", 99, depth, waiting.id, link.text, settled=settled)
    plan = planner.plan(link.target, kind, depth, area=link.area)
    skip = plan.skip or ("" if explore else "trap: same content")
    return Candidate(link.target, kind, plan.job, plan.priority, depth, waiting.id, link.text, skip)


@dataclass(frozen=True, slots=True)
class Lead:
    """Where a page leads on beside its anchors, and by what it is told from others."""

    url: str
    kind: PageKind
    redirect: str
    next_urls: tuple[str, ...]
    endpoints: tuple[str, ...]
    content_hash: int


def lead_of(seen: Glance) -> Lead:
    """The lead of a page that an earlier pass read."""
    further = seen.pager.next_urls if seen.pager else ()
    endpoints = tuple(endpoint.url for endpoint in seen.endpoints if endpoint.url)
    return Lead(seen.url, seen.kind, seen.redirect, further, endpoints, seen.content_hash)


def implied_links(page: PageHead | Lead, requested: str) -> Iterator[LinkOut]:
    """Addresses that no anchor shows: where the page sends its visitor on, further pages of its list, where it was found."""
    area = ENDPOINT if page.kind is PageKind.DATA else ""  # an interface's answer leads on to the interface
    for url in (page.redirect, *page.next_urls, page.url if page.url != requested else ""):
        if url:
            yield LinkOut(url, LinkKind.PAGE, area=area)
    yield from (LinkOut(url, LinkKind.PAGE, area=ENDPOINT) for url in page.endpoints)


def feed_links(response: Response, planner: Planner) -> Iterator[LinkOut]:
    """The pages of the site that a feed or sitemap names, nothing for any other answer."""
    if "xml" not in response.headers.get("content-type", "") or not planner.contains(response.url):
        return
    pages, _ = parse(response.body, response.url)
    yield from (LinkOut(url, LinkKind.PAGE) for url in pages if planner.contains(url))
