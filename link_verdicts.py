"""The targets of a pass as the checks on links see them: those in trouble, what outside pages show, the ways out.

Works on a reading connection and streams.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

import msgspec
from sqlalchemy import Connection

from answers import stored_attempts
from crawler.host_names import may_exist
from crawler.urls import Scope, host_of
from model import Exits, LinkKind, Outcome, Place, Shown, Site, SiteId, SitePassId, Verdict
from storage import outside, pages
from tools import Tools

PLACES = 20
UNASKED = 200
LOOKED_AT = 3
SHUT = frozenset({"http-status", "connect", "timeout", "reset", "tls", "protocol", "host-down", "empty", "soft-404"})
"""How a site that does not want us any more, or went down, answers."""

NETWORK_ERRORS = frozenset({"dns", "connect", "timeout"})


def verdicts(
    tools: Tools, connection: Connection, site: Site, site_pass: SitePassId, resolver_works: bool, *, shut: bool = False
) -> Iterator[Verdict]:
    """The targets of a pass that are broken or could not be verified, with every place that holds them.

    Style sheets and scripts without TLS on pages with it are broken to visitors: browsers block them (mixed-content).

    While our resolver does not know a name that surely exists, an unknown host is our trouble and not theirs. `shut`: the
    site stopped answering us on the way, so that no failure of its own addresses proves anything.
    """
    trouble = pages.trouble_of(connection, site_pass)
    insecure = outside.insecure_code(connection, site_pass)
    blocked = {row.url_id for row in insecure}
    holders: dict[int, list[str]] = {row.url_id: [] for row in (*trouble, *insecure)}
    amounts = dict.fromkeys(holders, 0)
    for _, url, targets in pages.links_of(connection, site_pass):
        for target in targets:
            if target not in holders or (target in blocked and not url.startswith("https:")):
                continue
            amounts[target] += 1
            if len(holders[target]) < PLACES or url == site.home_url:
                holders[target].append(url)
    scope = Scope(site.home_url, site.extra_hosts)
    doubted = our_trouble(tools, connection, site_pass, scope, [(r.url, r.reason) for r in trouble])
    names = {row.url_id: row.url for row in trouble}
    for row in trouble:
        if not amounts[row.url_id]:
            continue  # guessed from a pager or a sitemap: no visitor can click it
        external = row.reason != "bad-url" and not scope.contains(names[row.url_id])
        ours = external and row.reason in NETWORK_ERRORS and doubted
        away = shut and not external and row.reason in SHUT
        if row.reason == "dns" and not resolver_works:
            ours = ours or may_exist(host_of(row.url))
        yield Verdict(
            target=row.url,
            kind=LinkKind(row.kind),
            outcome=Outcome.UNVERIFIED if ours or away else Outcome(row.outcome),
            reason="our-trouble" if ours else "turned-away" if away else row.reason,
            status=row.status,
            attempts=stored_attempts(row.attempts),
            external=external,
            places=tuple(Place(url, row.text) for url in _home_first(holders[row.url_id], site.home_url)),
            pages=amounts[row.url_id],
        )
    for row in insecure:
        if amounts[row.url_id] and not _upgraded(connection, site, holders[row.url_id]):
            places = tuple(Place(url, row.text) for url in _home_first(holders[row.url_id], site.home_url))
            yield Verdict(
                target=row.url,
                kind=LinkKind(row.kind),
                outcome=Outcome.BROKEN,
                reason="mixed-content",
                status=row.status,
                external=not scope.contains(row.url),
                places=places,
                pages=amounts[row.url_id],
            )


def _upgraded(connection: Connection, site: Site, holders: Sequence[str]) -> bool:
    """Whether the pages tell browsers to ask for everything with TLS, so that nothing of theirs is blocked."""
    stored = [pages.page_by_url(connection, site.id, url) for url in holders[:LOOKED_AT]]
    policies = [value for each in stored if each for value in each.page.tags.get("content-security-policy", ())]
    return any("upgrade-insecure-requests" in value.lower() for value in policies)


def shown_verdicts(connection: Connection, site: Site, site_pass: SitePassId) -> Iterator[Verdict]:
    """The outside pages of a pass that answered well, with what they show and every place that holds them."""
    rows = {row.url_id: row for row in outside.shown_targets(connection, site_pass)}
    if not rows:
        return
    holders: dict[int, list[str]] = {number: [] for number in rows}
    amounts = dict.fromkeys(rows, 0)
    for _, url, targets in pages.links_of(connection, site_pass):
        for target in rows.keys() & targets:
            amounts[target] += 1
            if len(holders[target]) < PLACES or url == site.home_url:
                holders[target].append(url)
    concealed: dict[str, dict[str, str]] = {}
    for number, row in rows.items():
        places = tuple(Place(url, row.text) for url in _home_first(holders[number], site.home_url))
        if not places:
            continue
        first = places[0].page
        if first not in concealed:
            stored = pages.page_by_url(connection, site.id, first)
            concealed[first] = {link.target: link.reason for link in stored.page.concealed} if stored else {}
        yield Verdict(
            target=row.url,
            kind=LinkKind(row.kind),
            outcome=Outcome.OK,
            status=row.status,
            external=True,
            places=places,
            pages=amounts[number],
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
    first: dict[str, tuple[str, Place]] = {}
    concealed: dict[str, frozenset[str]] = {}
    unasked: dict[str, str] = {}
    for target, page, words, opens in _home_before_others(connection, site_pass, homes):
        host = host_of(target)
        if host in first or scope.contains(target):
            continue
        if not opens:
            unasked.setdefault(host, target)
            continue
        if page not in concealed:
            stored = pages.page_by_url(connection, site, page)
            links = stored.page.concealed if stored else ()
            concealed[page] = frozenset(link.target for link in links if not link.sheet)  # a sheet's menus open
        if target not in concealed[page]:  # what nobody can see nobody can open
            first[host] = (target, Place(page, words))
    notice, unread = "", []
    for url, settled, shown in outside.scripts(connection, site_pass):
        notice = notice or shown.get("notice", "")
        if (not settled or not shown.get("whole", True)) and not _SERVICES.search(url):
            unread.append(url)
    further = tuple(target for host, target in unasked.items() if host not in first)
    return Exits(tuple(first.values()), notice, tuple(unread[:20]), further[:UNASKED])


def _home_before_others(
    connection: Connection, site_pass: SitePassId, homes: Sequence[str]
) -> Iterator[tuple[str, str, str, bool]]:
    """The ways out with the page that holds them: first those of the home page, whichever page was read before it."""
    for home in homes:
        own = outside.home_targets(connection, site_pass, home)
        for target, _, words, opens in outside.ways_out(connection, site_pass, own) if own else ():
            yield target, home, words, opens
    yield from outside.ways_out(connection, site_pass)


def _home_first(holders: list[str], home_url: str) -> list[str]:
    """A dead link on the home page weighs more, and is where a person looks first."""
    return sorted(holders, key=lambda url: url != home_url)


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
    reached = pages.reached_urls(connection, site_pass)
    return not any(not scope.contains(url) and host_of(url) not in tools.overrides for url in reached)
