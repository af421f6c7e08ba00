"""What an answer is to the walk: readable or not, a page, an error page, bytes seen before; and when to ask again."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from checks.lib.hosts import is_known
from crawler.extract.error_words import shows_nothing
from crawler.extract.lists.json_list import looks_like_json
from crawler.fetch import Response
from crawler.link_kinds import is_menu_file
from crawler.outside import read_outside
from crawler.urls import host_of
from crawler.verify import ErrorPage, is_error_page
from model import HEAD, Attempt, Json, LinkKind, Outcome, Page, PageKind
from storage.frontier import Waiting
from storage.glance import Glance
from storage.packing import PageResults, plain
from storage.pages import PageRecord
from workers.messages import PageHead, PageInput, PageOutput

HTML_TYPES = ("text/html", "application/xhtml", "application/vnd.wap.xhtml")
XML_RECORDS = (b"<item", b"<record", b"<row", b"<news", b"<article", b"<list")  # what the script of a page asks for
FEEDS = (b"<rss", b"<urlset", b"<sitemapindex", b"<feed")  # read as such
_LINKS_OF_A_HOME, _SHARED = 10, 0.92
MAYBE_HTML = frozenset({"", "application/octet-stream", "text/plain", "text/xml", "application/xml"})


@dataclass(frozen=True, slots=True)
class Fetched:
    """A page on its way to a parse worker."""

    waiting: Waiting
    response: Response
    attempts: list[Attempt]


_SITE_IN_PATH = re.compile(r"://[^/]+/(?:.*/)?(?:https?:?/|www\.[\w-]+\.(?:[\w-]+\.)*(?:cn|com|net|org)(?:/|$))", re.IGNORECASE)
"""www.example.gov.cn within the path of an address: a link that lacks its http://."""


def error_of(
    page: PageHead, response: Response, sample: ErrorPage | None, kind: LinkKind = LinkKind.PAGE
) -> tuple[Outcome, str] | None:
    """Whether an answer with status 200 is an error page, or proves nothing."""
    data = page.kind is PageKind.DATA or _begins(response.body[:200], b"<?xml")
    if response.status == 200 and not response.truncated and not data and shows_nothing(response.body):
        # A white window; a frame may be empty on purpose: blank.htm, a page that keeps the session alive.
        return None if kind is LinkKind.FRAME else (Outcome.BROKEN, "empty")
    if page.kind is PageKind.INTERSTITIAL and not page.redirect and not page.kind_reason.startswith("登录"):
        return Outcome.UNVERIFIED, "refused"
    if page.kind is PageKind.ERROR:
        return Outcome.BROKEN, "soft-404"
    moved = response.url if response.hops else ""
    if sample is not None and moved and moved == sample.final and _SITE_IN_PATH.search(response.requested):
        return Outcome.BROKEN, "soft-404"  # nothing can stand where the address of another site was put without its http://
    if sample is None or sample.honest or page.kind is PageKind.HOME:
        return None  # a host may show its home page for what does not exist, but not the other way round
    if sample.same_as_home:
        return (Outcome.UNVERIFIED, "home-for-unknown") if moved and moved == sample.final else None
    alike = is_error_page(
        sample, final=moved, title=page.html_title, simhash=page.simhash, body_length=page.body_length, said_hash=page.said_hash
    )
    return (Outcome.BROKEN, "soft-404") if alike else None


def shown_elsewhere(response: Response, own: Callable[[str], bool]) -> Json | None:
    """What another site shows to which an address of this one sends its visitors on (/go.php?url=http://…)."""
    outside = response.hops and not own(response.url) and not is_known(host_of(response.url))
    shown = read_outside(response) if outside else None
    return plain(shown) if shown is not None else None


def looks_like(home: PageOutput, page: PageOutput) -> bool:
    """Whether a page is the home page again: the same content, or the same links where counters and the weather stand on it."""
    if page.head.html_title != home.head.html_title or not home.head.content_hash:
        return False
    if page.head.content_hash == home.head.content_hash:
        return True
    ours, theirs = ({link.target for link in output.links} for output in (home, page))
    return len(ours) >= _LINKS_OF_A_HOME and len(ours & theirs) >= _SHARED * len(ours | theirs)


def record_of(number: int, response: Response, output: PageOutput, checks_hash: str) -> PageRecord:
    """A page as storage keeps it."""
    headers, head = response.headers, output.head
    return PageRecord(
        url_id=number,
        status=head.status,
        observed_at=head.observed_at,
        kind=head.kind,
        title=head.title,
        published=head.published,
        content_hash=head.content_hash,
        facts=output.facts,
        results=PageResults(output.findings, output.unknowns),
        links=(*(link.target for link in output.links if link.area != HEAD), *_sent_away(head)),
        etag=headers.get("etag", "")[:500],
        modified=headers.get("last-modified", "")[:100],
        steady_hash=output.steady_hash,
        checks_hash=checks_hash,
        body=response.body if output.findings else b"",
        published_place=head.published_place,
        body_hash=head.body_hash,
    )


def _sent_away(head: PageHead) -> tuple[str, ...]:
    """The other host to which a page sends its visitors by itself: for them it leads there as a link does."""
    return (head.redirect,) if head.redirect and host_of(head.redirect) != host_of(head.url) else ()


def wait_of(waiting: Waiting, spacing: float) -> float:
    """Seconds that must pass before an address is asked again."""
    if not waiting.attempts:
        return 0.0
    last = datetime.fromisoformat(waiting.attempts[-1]["at"])
    return spacing - (datetime.now(UTC) - last).total_seconds()


def stored_attempts(attempts: Sequence[Json] | None) -> tuple[Attempt, ...]:
    """The requests made so far, as they were stored."""
    return tuple(Attempt(**{**a, "at": datetime.fromisoformat(a["at"])}) for a in attempts or ())


def attempts_with(waiting: Waiting, latest: Attempt, began: datetime | None) -> list[Attempt]:
    """The looks at an address that count together; what an earlier pass saw counts only while the answer is the same."""
    earlier = stored_attempts(waiting.attempts)
    inherited = bool(earlier) and began is not None and earlier[-1].at < began
    if inherited and (earlier[-1].status, earlier[-1].error) != (latest.status, latest.error):
        return [latest]
    return [*earlier, latest]


def page_input(number: int, requested: str, response: Response) -> PageInput:
    """A fetched page as it goes to a worker."""
    return PageInput(
        id=number,
        url=response.url,
        requested=requested,
        status=response.status or 0,
        content_type=response.headers.get("content-type", ""),
        observed_at=response.observed_at,
        body=response.body,
        policy=response.headers.get("content-security-policy", "")[:2000],
    )


def is_readable(response: Response, *, script: bool = False) -> bool:
    """Whether an answer may be a page to read, or data of one: by its type, else by its first bytes.

    `script`: it was asked for as a file of a page's own scripts; those that are only checked never come here.
    """
    kind = response.headers.get("content-type", "").partition(";")[0].strip().lower()
    if "attachment" in response.headers.get("content-disposition", "").lower():
        return False
    if not response.body and (not kind or kind.endswith("json")):
        return True  # a white window, an interface that says nothing
    if kind.endswith(("json", "javascript")):
        return script or looks_like_json(response.body[:200].decode("utf-8", "replace")) or is_menu_file(response.url)
    if kind in MAYBE_HTML:
        head = response.body[:1024].lower()
        if script and _begins(head, b"<") and b"<a" in response.body.lower():
            return True  # a piece of a page: inc/head.txt
        if b"<datastore" in head or looks_like_json(head[:200].decode("utf-8", "replace")):
            return True
        if _begins(head, b"<?xml") and any(mark in head for mark in XML_RECORDS):
            return not any(mark in head for mark in FEEDS)
        return any(mark in head for mark in (b"<html", b"<!doctype html", b"<body", b"<head")) and b"\x00\x00\x00" not in head
    return kind.startswith(HTML_TYPES)


def _begins(head: bytes, mark: bytes) -> bool:
    """Whether a body begins with a mark, behind the sign of its encoding and blanks."""
    return head.lstrip(b"\xef\xbb\xbf \r\n\t").startswith(mark)


def has_guesses(page: Page | Glance) -> bool:
    """Whether a page's facts hold dates whose year was guessed from the day of the reading: they are read anew."""
    dates = [item.date for block in page.lists for item in block.items if item.date] + list(page.dates)
    return any(not fact.certain for fact in dates)
