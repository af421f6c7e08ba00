"""At the end of a site's pass: the checks on verdicts and on the whole site, and the score.

Runs in a thread with a reading connection, streams, and hands findings to the writer in chunks.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice

import structlog
from sqlalchemy import Connection

import checks
from answers import stored_attempts
from checks import Check
from crawler.columns import COLUMN_KINDS, DOCUMENT_KINDS, article_of, column_key, column_name, read_site
from crawler.host_names import may_exist
from crawler.urls import Scope, host_of
from model import (
    ArticleView,
    ColumnView,
    ConfigError,
    Coverage,
    Finding,
    LinkKind,
    Outcome,
    Page,
    PageKind,
    Place,
    Site,
    SitePassId,
    SiteView,
    Unknown,
    Verdict,
)
from pagework import Job
from storage import columns, pages, probes
from tools import Plan, Tools

log = structlog.get_logger()

PLACES = 20
LINK_WORDS = 3_000
NETWORK_ERRORS = frozenset({"dns", "connect", "timeout"})
STRUCTURAL = (PageKind.HOME, *sorted(COLUMN_KINDS), *sorted(DOCUMENT_KINDS))
FRAMED = (PageKind.HOME, PageKind.HUB, PageKind.LIST, PageKind.SINGLE, PageKind.ARTICLE, *sorted(DOCUMENT_KINDS))
FRAMED_PAGES = 20_000  # pages of a pass that the checks of tags and entries look at, the first ones found
Results = Iterator[Finding | Unknown]


@dataclass(frozen=True, slots=True)
class Chosen:
    """A check that runs in this audit, with its parameters."""

    check: Check
    params: checks.Params


def chosen(tools: Tools, rules: Iterable[str], subject: type) -> list[Chosen]:
    """The checks of some rules that look at one kind of subject."""
    known = checks.registry(frozenset(tools.settings.rules.disabled_plugins))
    found = []
    for rule in rules:
        setting = tools.ruleset.rules.get(rule)
        for check in known.get(rule, ()):
            if check.subject is subject:
                values = dict(setting.params) if setting else {}
                found.append(Chosen(check, check.params.model_validate(values)))
    return found


def checked_rules(tools: Tools, rules: Iterable[str]) -> tuple[str, ...]:
    """The rules among `rules` for which a check exists."""
    known = checks.registry(frozenset(tools.settings.rules.disabled_plugins))
    return tuple(rule for rule in rules if rule in known)


def link_rules() -> frozenset[str]:
    """Rules whose subject is a link's target."""
    return frozenset(rule for rule, found in checks.registry().items() if any(check.subject is Verdict for check in found))


def checks_hash(job: Job) -> str:
    """Identity of the page checks and their parameters: results are carried over only while it stays the same."""
    text = json.dumps(dict(job.rules), sort_keys=True, ensure_ascii=False, default=str)
    return hashlib.blake2b(text.encode(), digest_size=16).hexdigest()


def run(selected: Sequence[Chosen], subject: object, errors: dict[str, int]) -> Results:
    """Every result of some checks on one subject; a check that raises is counted and loses this subject."""
    for item in selected:
        try:
            yield from item.check.run(subject, item.params)
        except ConfigError:
            raise
        except Exception as error:  # the check's boundary
            errors[item.check.rule] = errors.get(item.check.rule, 0) + 1
            log.warning("check.failed", rule=item.check.rule, error=f"{type(error).__name__}: {error}")


def verdict_results(
    tools: Tools,
    connection: Connection,
    site: Site,
    site_pass: SitePassId,
    plan: Plan,
    errors: dict[str, int],
    resolver_works: bool,
) -> Results:
    """What the link checks say of every target in trouble."""
    selected = chosen(tools, plan.rules, Verdict)
    if not selected:
        return
    for verdict in verdicts(tools, connection, site, site_pass, resolver_works):
        yield from run(selected, verdict, errors)


def verdicts(
    tools: Tools, connection: Connection, site: Site, site_pass: SitePassId, resolver_works: bool
) -> Iterator[Verdict]:
    """The targets of a pass that are broken or could not be verified, with every place that holds them.

    While our resolver does not know a name that surely exists, an unknown host is our trouble and not theirs.
    """
    trouble = pages.trouble_of(connection, site_pass)
    holders: dict[int, list[str]] = {row.url_id: [] for row in trouble}
    amounts = dict.fromkeys(holders, 0)
    for _, url, targets in pages.links_of(connection, site_pass):
        for target in targets:
            if target not in holders:
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
        if row.reason == "dns" and not resolver_works:
            ours = ours or may_exist(host_of(row.url))
        yield Verdict(
            target=row.url,
            kind=LinkKind(row.kind),
            outcome=Outcome.UNVERIFIED if ours else Outcome(row.outcome),
            reason="our-trouble" if ours else row.reason,
            status=row.status,
            attempts=stored_attempts(row.attempts),
            external=external,
            places=tuple(Place(url, row.text) for url in _home_first(holders[row.url_id], site.home_url)),
            pages=amounts[row.url_id],
        )


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


def site_view(
    tools: Tools, connection: Connection, site: Site, site_pass: SitePassId, plan: Plan, coverage: Coverage
) -> SiteView:
    """The site as this pass saw it."""
    scope = Scope(site.home_url, site.extra_hosts)
    seen = ((p.url, p.depth, p.page) for p in pages.pages_of(connection, site_pass, STRUCTURAL))
    reading = read_site(
        seen,
        home_url=site.home_url,
        today=plan.now.date(),
        in_scope=scope.contains,
        published=lambda urls: pages.published_of(connection, site.id, urls),
        registered={column_key(column.url): column for column in columns.corrected(connection, site.id)},
    )
    homes = list(dict.fromkeys((site.home_url, reading.home.url if reading.home else site.home_url)))
    return SiteView(
        site=site,
        now=plan.now,
        coverage=coverage,
        home=reading.home,
        columns=_with_articles(connection, site, site_pass, reading.columns),
        documents=reading.documents,
        pages=FramedPages(connection, site_pass),
        link_words=tuple(pages.words_on(connection, site_pass, homes, LINK_WORDS)),
        probes=probes.of_pass(connection, site_pass),
    )


REMOTE = frozenset({"uptime", "tls"})
"""Probes that say something of a site whose home page does not open."""


def results_from_afar(
    tools: Tools, connection: Connection, site: Site, site_pass: SitePassId, plan: Plan, errors: dict[str, int]
) -> Results:
    """What the checks that rest on such probes alone say of a site of which nothing was read."""
    selected = [c for c in chosen(tools, plan.rules, SiteView) if c.check.needs and REMOTE.issuperset(c.check.needs)]
    coverage = Coverage(complete=False, reason="unreachable")
    facts = probes.of_pass(connection, site_pass)
    yield from run(selected, SiteView(site, plan.now, coverage, None, (), (), probes=facts), errors)


@dataclass(frozen=True, slots=True)
class FramedPages:
    """The facts of a pass's home, column and content pages; read from storage each time they are walked."""

    connection: Connection
    site_pass: SitePassId

    def __iter__(self) -> Iterator[Page]:
        seen = pages.pages_of(self.connection, self.site_pass, FRAMED)
        return (each.page for each in islice(seen, FRAMED_PAGES))


def _with_articles(
    connection: Connection, site: Site, site_pass: SitePassId, views: Sequence[ColumnView]
) -> tuple[ColumnView, ...]:
    """Columns with the pages behind their items; a page that several columns list is read once."""
    known: dict[str, ArticleView] = {}
    found = []
    for view in views:
        new = [item.url for item in view.items if item.url not in known]
        known.update((page.url, article_of(page)) for page in pages.pages_at(connection, site_pass, site.id, new))
        urls = dict.fromkeys(item.url for item in view.items)
        found.append(replace(view, articles=tuple(known[url] for url in urls if url in known)))
    return tuple(found)


def place(connection: Connection, site: Site, results: Iterable[Finding | Unknown]) -> Iterator[Finding | Unknown]:
    """Results with the column of the page on which they stand, where that page says it."""
    names: dict[str, str] = {}
    for result in results:
        if isinstance(result, Unknown) or result.column:
            yield result
            continue
        if result.page not in names:
            stored = pages.page_by_url(connection, site.id, result.page)
            names[result.page] = column_name(stored.page) if stored and stored.page.kind is not PageKind.HOME else ""
        yield replace(result, column=names[result.page] or None)
