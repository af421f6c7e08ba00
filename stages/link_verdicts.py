"""The targets of a pass as the checks on links see them: those in trouble, what outside pages show, the ways out.

Works on a reading connection and streams.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field
from urllib.parse import unquote

import msgspec
from sqlalchemy import Connection

from crawler.host_names import may_exist
from crawler.urls import Scope, host_of
from model import Exits, LinkKind, Outcome, Page, PageKind, Place, Shown, Site, SiteId, SitePassId, Verdict
from stages.answers import stored_attempts
from storage import outside, stored_pages
from tools import Tools

PLACES = 20
UNASKED = 200
LOOKED_AT = 3
SHUT = frozenset({"http-status", "connect", "timeout", "reset", "tls", "protocol", "host-down", "empty", "soft-404"})
"""How a site that does not want us any more, or went down, answers."""

NETWORK_ERRORS = frozenset({"dns", "connect", "timeout", "host-down"})
NAMELESS = frozenset({"dns", "host-down"})
"""How a host fails whose name our resolver does not know: by the name, and after some tries without being asked."""


@dataclass(slots=True)
class _Held:
    """Which pages hold a target: the first of them, the home page in any case, and how many there are."""

    home_url: str
    pages: list[str] = field(default_factory=list)
    amount: int = 0

    def add(self, url: str) -> None:
        """One more page; what a script file writes is seen on the home page."""
        self.amount += 1
        url = self.home_url if url.partition("?")[0].endswith(".js") else url
        if len(self.pages) < PLACES or url == self.home_url:
            self.pages.append(url)

    def places(self, words: str) -> tuple[Place, ...]:
        """A dead link on the home page weighs more, and is where a person looks first."""
        return tuple(Place(url, words) for url in sorted(self.pages, key=lambda url: url != self.home_url))


def _held(
    connection: Connection, site_pass: SitePassId, home_url: str, targets: Collection[int], secure_only: Collection[int] = ()
) -> dict[int, _Held]:
    """The pages that hold each target, in one stream over all pages; of `secure_only` those count that came with TLS."""
    found = {number: _Held(home_url) for number in targets}
    for _, url, linked in stored_pages.links_of(connection, site_pass):
        plain = not url.startswith("https:")
        for target in found.keys() & linked:
            if not (plain and target in secure_only):
                found[target].add(url)
    return found


def verdicts(
    tools: Tools, connection: Connection, site: Site, site_pass: SitePassId, resolver_works: bool, *, shut: bool = False
) -> Iterator[Verdict]:
    """The targets of a pass that are broken or could not be verified, with every place that holds them.

    Style sheets and scripts without TLS on pages with it are broken to visitors: browsers block them (mixed-content).

    While our resolver does not know a name that surely exists, an unknown host is our trouble and not theirs. `shut`: the
    site stopped answering us on the way, so that no failure of its own addresses proves anything.
    """
    trouble = stored_pages.trouble_of(connection, site_pass)
    insecure = outside.insecure_code(connection, site_pass)
    blocked = {row.url_id for row in insecure}
    held = _held(connection, site_pass, site.home_url, {row.url_id for row in trouble} | blocked, blocked)
    scope = Scope(site.home_url, site.extra_hosts)
    doubted = our_trouble(tools, connection, site_pass, scope, [(r.url, r.reason) for r in trouble])
    for row in trouble:
        holders = held[row.url_id]
        if not holders.amount:
            continue  # guessed from a pager or a sitemap: no visitor can click it
        external = row.reason != "bad-url" and not scope.contains(row.url)
        unknown_host = not resolver_works and is_nameless(row.reason, host_of(row.url), tools.overrides)
        ours = unknown_host or (external and row.reason in NETWORK_ERRORS and doubted)
        away = shut and not external and row.reason in SHUT
        yield Verdict(
            target=row.url,
            kind=LinkKind(row.kind),
            outcome=Outcome.UNVERIFIED if ours or away else Outcome(row.outcome),
            reason="our-trouble" if ours else "turned-away" if away else row.reason,
            status=row.status,
            attempts=stored_attempts(row.attempts),
            external=external,
            places=holders.places(row.text),
            pages=holders.amount,
        )
    for row in insecure:
        holders = held[row.url_id]
        if holders.amount and not _upgraded(connection, site, holders.pages):
            yield Verdict(
                target=row.url,
                kind=LinkKind(row.kind),
                outcome=Outcome.BROKEN,
                reason="mixed-content",
                status=row.status,
                external=not scope.contains(row.url),
                places=holders.places(row.text),
                pages=holders.amount,
            )


def is_nameless(reason: str, host: str, overrides: Collection[str]) -> bool:
    """Whether a failure says no more than that our resolver knows no such name, though one may well exist.

    After some names that it did not know a host counts as down and is not asked any more: that says nothing else.
    """
    return reason in NAMELESS and host not in overrides and may_exist(host)


def _upgraded(connection: Connection, site: Site, holders: Sequence[str]) -> bool:
    """Whether the pages tell browsers to ask for everything with TLS, so that nothing of theirs is blocked."""
    stored = [stored_pages.page_by_url(connection, site.id, url) for url in holders[:LOOKED_AT]]
    policies = [value for each in stored if each for value in each.page.tags.get("content-security-policy", ())]
    return any("upgrade-insecure-requests" in value.lower() for value in policies)


def shown_verdicts(connection: Connection, site: Site, site_pass: SitePassId) -> Iterator[Verdict]:
    """The outside pages of a pass that answered well, with what they show and every place that holds them."""
    rows = {row.url_id: row for row in outside.shown_targets(connection, site_pass)}
    if not rows:
        return
    held = _held(connection, site_pass, site.home_url, rows)
    concealed: dict[str, dict[str, str]] = {}
    for number, row in rows.items():
        places = held[number].places(row.text)
        if not places:
            continue
        first = places[0].page
        if first not in concealed:
            stored = stored_pages.page_by_url(connection, site.id, first)
            # Of several ways the first counts: what hides a link stands before what only writes it out of the way.
            ways = reversed(stored.page.concealed) if stored else ()
            concealed[first] = {link.target: link.reason for link in ways}
        yield Verdict(
            target=row.url,
            kind=LinkKind(row.kind),
            outcome=Outcome.OK,
            status=row.status,
            external=True,
            places=places,
            pages=held[number].amount,
            shown=msgspec.convert(row.shown, Shown),
            hidden=concealed[first].get(row.url, ""),
        )


_SERVICES = re.compile(
    r"/exposure/|jiucuo\.js|conac\.cn/|hm\.baidu\.com|zz\.bdstatic|push\.zhanzhang|bdimg\.share|cnzz\.com|51\.la/|jiathis|"
    r"google-analytics|googletagmanager",
)
"""Scripts of the 找错 entry, of 党政机关标识, of counters and of sharing: none of them tells a visitor that he leaves."""


def exits_of(connection: Connection, scope: Scope, site: SiteId, site_pass: SitePassId, homes: Sequence[str] = ()) -> Exits:
    """One link to each other host, and what the scripts of the site's pages say about leaving it."""
    guarding, notice, unread = _guards(connection, site_pass)
    first: dict[str, tuple[str, Place]] = {}
    guarded: Counter[str] = Counter()
    concealed: dict[str, frozenset[str]] = {}
    unasked: dict[str, str] = {}
    bare: dict[str, bool] = {}  # pages that lack the script of the notice
    for target, page, words, opens in _home_before_others(connection, site_pass, homes):
        host = host_of(target)
        if host in first or guarded[host] >= LOOKED_AT or scope.contains(target) or host in unquote(page.partition("?")[2]):
            continue  # a page that bears the target in its query stands between: that is the notice itself
        if not opens:
            unasked.setdefault(host, target)
            continue
        if page not in concealed:
            stored = stored_pages.page_by_url(connection, site, page)
            concealed[page] = _unseen(stored.page) if stored else frozenset()
            bare[page] = bool(stored and page not in guarding and _is_whole(stored.page))
        if notice and not bare[page]:
            guarded[host] += 1
        elif target not in concealed[page]:  # what nobody can see nobody can open
            first[host] = (target, Place(page, words))
    further = tuple(target for host, target in unasked.items() if host not in first)
    found = tuple(first.values())
    bare_ones = found if notice and guarding else ()
    return Exits(() if notice else found, notice, unread[:20], further[:UNASKED], bare_ones)


def _guards(connection: Connection, site_pass: SitePassId) -> tuple[frozenset[str], str, tuple[str, ...]]:
    """The pages whose scripts tell visitors that they leave, what the first script says, scripts that were not read whole."""
    guards, notice, unread = set(), "", []
    for number, url, settled, shown in outside.scripts(connection, site_pass):
        if said := shown.get("notice", ""):
            guards.add(number)
            notice = notice or said
        if (not settled or not shown.get("whole", True)) and not _SERVICES.search(url):
            unread.append(url)
    pages = stored_pages.links_of(connection, site_pass) if guards and not unread else ()
    return frozenset(url for _, url, linked in pages if not guards.isdisjoint(linked)), notice, tuple(unread)


_OF_THE_SITE = frozenset({PageKind.HOME, PageKind.HUB, PageKind.LIST, PageKind.SINGLE})
"""Pages of which is known whether their own code gives the notice (Page.leaving)."""


def _is_whole(page: Page) -> bool:
    """Whether a page is one of the site, with a template of its own, and does not give the notice itself."""
    return page.kind in _OF_THE_SITE and bool(page.html_title) and not page.leaving


def _unseen(page: Page) -> frozenset[str]:
    """The targets of a page's links that nobody sees, and of those whose own handler asks; a sheet's menus open."""
    seen = {link.target for link in page.links if not link.hidden}
    concealed = (link.target for link in page.concealed if not link.sheet and link.target not in seen)
    return frozenset((*concealed, *page.asked))


def _home_before_others(
    connection: Connection, site_pass: SitePassId, homes: Sequence[str]
) -> Iterator[tuple[str, str, str, bool]]:
    """The ways out with the page that holds them: first those of the home page, whichever page was read before it."""
    for home in homes:
        own = outside.home_targets(connection, site_pass, home)
        for target, _, words, opens in outside.ways_out(connection, site_pass, own) if own else ():
            yield target, home, words, opens
    yield from outside.ways_out(connection, site_pass)


def our_trouble(
    tools: Tools, connection: Connection, site_pass: SitePassId, scope: Scope, trouble: Sequence[tuple[str, str]]
) -> bool:
    """Whether it is our network that fails: many other hosts cannot be reached, and none could."""
    failed = {
        host_of(url)
        for url, reason in trouble
        if reason in NETWORK_ERRORS and not scope.contains(url) and host_of(url) not in tools.overrides
    }
    if len(failed) < tools.settings.verify.network_doubt:
        return False
    reached = stored_pages.reached_urls(connection, site_pass)
    return not any(not scope.contains(url) and host_of(url) not in tools.overrides for url in reached)
