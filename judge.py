"""At the end of a site's pass: the checks on verdicts and on the whole site, and the score.

Runs in a thread with a reading connection, streams, and hands findings to the writer in chunks.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from importlib.metadata import version
from itertools import islice

import msgspec
import structlog
from sqlalchemy import Connection

import checks
from answers import stored_attempts
from checks import Check
from checks.lib.figures import site_figures
from crawler.columns import COLUMN_KINDS, DOCUMENT_KINDS, article_of, column_key, column_name, read_site
from crawler.host_names import may_exist
from crawler.interaction import Interaction
from crawler.newcomers import new_in
from crawler.urls import Scope, host_of
from model import (
    ArticleView,
    ColumnView,
    ConfigError,
    Coverage,
    Exits,
    Finding,
    History,
    Json,
    LinkKind,
    Newcomer,
    Outcome,
    Page,
    PageKind,
    Place,
    Shown,
    Site,
    SiteId,
    SitePassId,
    SiteView,
    Unknown,
    Verdict,
)
from pagework import Job
from storage import columns, outside, pages, titled_pages
from storage import history as past
from storage import probes as stored_probes
from tools import Plan, Tools

log = structlog.get_logger()

PLACES = 20
LINK_WORDS = 3_000
SHOWN_RULES = frozenset({"hidden-link", "harmful-link", "commercial-content"})  # look at what outside pages show
NETWORK_ERRORS = frozenset({"dns", "connect", "timeout"})
STRUCTURAL = (PageKind.HOME, PageKind.DATA, *sorted(COLUMN_KINDS), *sorted(DOCUMENT_KINDS))
ANNOUNCED = ("征求", "征集", "问卷", "调查", "建言", "献策")  # in the titles of articles that may announce a survey
RESULTS = ("结果", "采纳", "反馈", "汇总", "情况")  # in the titles of pages that may hold the result of one
RESULT_TITLES = 20_000
FRAMED = (
    PageKind.HOME, PageKind.HUB, PageKind.LIST, PageKind.SINGLE, PageKind.ARTICLE, *sorted(DOCUMENT_KINDS), PageKind.GUIDE,
)  # fmt: skip
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
    """Rules whose subject is a link's target, and that a look at the target alone can settle."""
    return frozenset(rule for rule, found in checks.registry().items() if all(check.subject is Verdict for check in found))


def checks_hash(job: Job) -> str:
    """Identity of the reading, the page checks and their parameters: facts and results are carried over only while it
    stays the same.
    """
    text = json.dumps([version("xuncha"), job.links_only, dict(job.rules)], sort_keys=True, ensure_ascii=False, default=str)
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
    looking = [item for item in selected if item.check.rule in SHOWN_RULES]
    for verdict in shown_verdicts(connection, site, site_pass) if looking else ():
        yield from run(looking, verdict, errors)


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


def exits_of(connection: Connection, scope: Scope, site: SiteId, site_pass: SitePassId) -> Exits:
    """One link to each other host, and what the scripts of the site's pages say about leaving it."""
    first: dict[str, tuple[str, Place]] = {}
    concealed: dict[str, frozenset[str]] = {}
    for target, page, words in outside.ways_out(connection, site_pass):
        host = host_of(target)
        if host in first or scope.contains(target):
            continue
        if page not in concealed:
            stored = pages.page_by_url(connection, site, page)
            concealed[page] = frozenset(link.target for link in stored.page.concealed) if stored else frozenset()
        if target not in concealed[page]:  # what nobody can see nobody can open
            first[host] = (target, Place(page, words))
    notice, unread = "", []
    for url, settled, shown in outside.scripts(connection, site_pass):
        notice = notice or shown.get("notice", "")
        if not settled or not shown.get("whole", True):
            unread.append(url)
    return Exits(tuple(first.values()), notice, tuple(unread[:20]))


def first_columns(connection: Connection, site_pass: SitePassId, amount: int) -> list[str]:
    """Addresses of the first columns that a pass read."""
    return [seen.url for seen in islice(pages.pages_of(connection, site_pass, (PageKind.LIST, PageKind.HUB)), amount)]


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
    tools: Tools,
    connection: Connection,
    site: Site,
    site_pass: SitePassId,
    plan: Plan,
    coverage: Coverage,
    probes: Mapping[str, Json] | None = None,
) -> SiteView:
    """The site as this pass saw it."""
    scope = Scope(site.home_url, site.extra_hosts)
    interaction = Interaction()
    stored = pages.pages_of(connection, site_pass, (*STRUCTURAL, PageKind.MESSAGE))
    seen = ((p.url, p.depth, interaction.note(p.page)) for p in stored)
    reading = read_site(
        seen,
        home_url=site.home_url,
        today=plan.now.date(),
        in_scope=scope.contains,
        published=lambda urls: pages.published_of(connection, site.id, urls),
        registered={column_key(column.url): column for column in columns.corrected(connection, site.id)},
    )
    for article in titled_pages.articles_titled(connection, site_pass, ANNOUNCED):
        interaction.note(article)
    homes = list(dict.fromkeys((site.home_url, reading.home.url if reading.home else site.home_url)))
    return SiteView(
        site=site,
        now=plan.now,
        coverage=coverage,
        home=reading.home,
        columns=_with_articles(connection, site, site_pass, reading.columns),
        documents=reading.documents,
        site_map=reading.site_map,
        pages=FramedPages(connection, site_pass),
        link_words=tuple(pages.words_on(connection, site_pass, homes, LINK_WORDS)),
        letters=tuple(interaction.letters.values()),
        surveys=tuple(interaction.surveys.values()),
        channels=tuple(interaction.channels),
        result_titles=tuple(titled_pages.titles_with(connection, site_pass, RESULTS, RESULT_TITLES)),
        holidays=tools.ruleset.holidays,
        probes={**stored_probes.of_pass(connection, site_pass), **(probes or {})},
        exits=exits_of(connection, scope, site.id, site_pass),
    )


def history(connection: Connection, view: SiteView, site_pass: SitePassId) -> History:
    """The site across its passes: what the earlier ones knew of its columns, articles and dates."""
    site = view.site
    earlier = past.earlier_passes(connection, site.id, site_pass)
    if not earlier:
        return History(view)
    return History(
        view,
        len(earlier),
        tuple(past.known_columns(connection, site.id, site_pass)),
        tuple(_newcomers(connection, view, earlier)),
        (*past.redated(connection, site.id, site_pass), *past.reappeared(connection, site.id, site_pass)),
    )


def _newcomers(connection: Connection, view: SiteView, earlier: Sequence[past.EarlierPass]) -> Iterator[Newcomer]:
    """Articles that a pass met first although the pass before it had read the list in which they stand."""
    ids = [one.id for one in earlier]
    views = list(view.columns)
    looked = past.met(connection, ids, [one.column.url.partition("#")[0] for one in views], read=True)
    for one in views:
        readers = sorted(looked.get(one.column.url.partition("#")[0], ()))
        if not readers or not one.articles:
            continue
        seen = past.first_seen(connection, view.site.id, [article.url for article in one.articles])
        began = earlier[ids.index(readers[0])].at
        if all(at <= began for at in seen.values()):
            continue
        met = past.met(connection, ids, [item.url for item in one.items])
        found = list(new_in(one, readers, {e.id: e.at for e in earlier}, met, seen))
        titles = past.titled_before(connection, view.site.id, [new.article.title for new in found])
        for new in found:
            others = titles.get(new.article.title, ())
            yield replace(new, titled_before=any(url != new.article.url and at <= new.looked_at for url, at in others))


REMOTE = frozenset({"uptime", "tls"})
"""Probes that say something of a site whose home page does not open."""


def results_from_afar(
    tools: Tools, connection: Connection, site: Site, site_pass: SitePassId, plan: Plan, errors: dict[str, int]
) -> Results:
    """What the checks that rest on such probes alone say of a site of which nothing was read."""
    selected = [c for c in chosen(tools, plan.rules, SiteView) if c.check.needs and REMOTE.issuperset(c.check.needs)]
    coverage = Coverage(complete=False, reason="unreachable")
    facts = stored_probes.of_pass(connection, site_pass)
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


def figures(view: SiteView, errors: dict[str, int]) -> Json:
    """The counts for the official forms; they may fail like a check, and an audit goes on without them."""
    try:
        return site_figures(view)
    except Exception as error:  # the check's boundary
        errors["figures"] = errors.get("figures", 0) + 1
        log.warning("figures.failed", error=f"{type(error).__name__}: {error}")
        return {}


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


def only_links(tools: Tools, rules: Iterable[str]) -> bool:
    """Whether no check of some rules looks at anything but the verdicts on links."""
    known = checks.registry(frozenset(tools.settings.rules.disabled_plugins))
    return all(check.subject is Verdict for rule in rules for check in known.get(rule, ()))
