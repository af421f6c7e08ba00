"""Opening a site: its home page, what its host answers for paths that cannot exist, and the first addresses to visit."""

from __future__ import annotations

import asyncio
import secrets
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

import structlog

from crawler.extract.charset import decode
from crawler.extract.frame.entrance import ENTRANCE
from crawler.extract.hidden.hiding import MAX_SITE_SHEET, hidden_names
from crawler.extract.hidden.sheet_pictures import names_on, sheet_pictures
from crawler.extract.hidden.sheets import fonts, imported, typical
from crawler.extract.kind import same_page
from crawler.fetch import Response
from crawler.frontier import HOME, Planner
from crawler.robots import RobotsRules
from crawler.sitemaps import read_addresses
from crawler.sub_site import folder_of_sub_site
from crawler.urls import Scope, canonical, host_of, is_government, join, origin_of, same_domain
from crawler.verify import ErrorPage, fault_of, judge
from model import LinkKind, Outcome, PageKind, Site
from stages.answers import looks_like, page_input
from storage import columns, ledger
from storage.frontier import Candidate
from tools import Progress, Tools
from workers.messages import Job, PageOutput

log = structlog.get_logger()

HOME_TRIES = 3
REFRESHES = 3
HOST_RESTS = 1.0
OPEN_FINDING_PAGES = 500
SHEETS = 12
PARTS = 40  # sheets, fonts and pictures that one sheet asks for
Allowed = Callable[[str], bool]
HIDDEN_NAMES = 500  # they travel to the parse workers with every batch


@dataclass(frozen=True, slots=True)
class Home:
    """The home page where it really stands, and the site with the hosts to which it moved."""

    site: Site
    url: str
    response: Response
    page: PageOutput | None = None  # what that answer says, read before any rule; None where it cannot be read
    sheets: tuple[str, ...] = ()  # addresses of its style sheets
    folder: str = ""  # the path of a sub-site, see crawler.sub_site
    targets: tuple[str, ...] = ()  # pages that it links to


@dataclass(frozen=True, slots=True)
class Shut:
    """A home page that did not open for us."""

    reason: str  # of the coverage: whether it is down, or turns programs away, makes all the difference to a reader


DECLINED: Mapping[str, str] = {"refused": "refused", "other-tls": "other-tls", "our-trouble": "our-trouble"}
"""Verdicts on a home page that say nothing against the site -> the reason of the coverage."""
DOWN = "unreachable"
NOT_OPENED = frozenset({DOWN, *DECLINED.values()})


async def reach_home(tools: Tools, site: Site, job_of: Callable[[str], Job], progress: Progress) -> Home | Shut:
    """The home page, or why it does not open. Redirects, also by meta refresh or script, and entrances are followed."""
    response = await _first_answer(tools, site, progress)
    if isinstance(response, Shut):
        return response
    site = _with_move(site, response)
    sheets: tuple[str, ...] = ()
    targets: list[str] = []
    page = await _read(tools, site, job_of, response)
    for _ in range(REFRESHES):
        if page is not None:
            sheets = tuple(link.target for link in page.links if link.kind == LinkKind.STYLE)
        target = _sent_on_to(page)
        if not target:
            targets = [link.target for link in page.links if link.kind == LinkKind.PAGE] if page is not None else []
            break
        following = await tools.fetcher.get(target)
        progress.requests += 1
        if fault_of(following, LinkKind.PAGE, target) or following.body == response.body:
            break
        response = following
        site = _with_move(site, response)
        page = await _read(tools, site, job_of, response)
    url = canonical(response.url)
    return Home(site, url, response, page, sheets, folder_of_sub_site(site.home_url, url, targets), tuple(targets))


async def _read(tools: Tools, site: Site, job_of: Callable[[str], Job], response: Response) -> PageOutput | None:
    """What an answer says as the home page."""
    [output] = await tools.workers.run(job_of(canonical(response.url)), [page_input(0, site.home_url, response)])
    return output if isinstance(output, PageOutput) else None


def _sent_on_to(page: PageOutput | None) -> str:
    """Where an entrance, or a page that only refreshes to another one, leads; "" for a home page."""
    if page is None or not (page.head.kind is PageKind.INTERSTITIAL or page.head.kind_reason == ENTRANCE):
        return ""
    return page.head.redirect


async def is_one_notice(tools: Tools, home: Home, error_page: ErrorPage | None) -> bool:
    """Whether a site that had pages shows one and the same for every address, from which nothing leads on: 网站维护中.

    Its pages are not mended because a notice stands in their place.
    """
    scope = Scope(home.url, home.site.extra_hosts)
    if error_page is None or not error_page.same_as_home:
        return False
    if any(scope.contains(target) and not same_page(target, home.url) for target in home.targets):
        return False
    urls = await ledger.open_finding_pages(tools.db, home.site.id, OPEN_FINDING_PAGES)
    return any(not same_page(url, home.url) and not same_page(url, home.site.home_url) for url in urls)


async def _first_answer(tools: Tools, site: Site, progress: Progress) -> Response | Shut:
    reasons: list[str] = []
    for tries in range(HOME_TRIES):
        response = await tools.fetcher.get(site.home_url, browser=tries > 0)
        progress.requests += 1
        if tools.stop.is_set():
            return Shut("interrupted")
        if not fault_of(response, LinkKind.PAGE, site.home_url):
            return response
        found = judge(response, tools.ways.attempts, LinkKind.PAGE, site.home_url, tools.signatures, tools.ways)
        reasons.append(DECLINED.get(found.reason, DOWN) if found.outcome is Outcome.UNVERIFIED else DOWN)
        await asyncio.sleep(min(2.0, tools.settings.verify.spacing) * tries)
    # Who declines once is there, even if nothing more is answered after that.
    reason = "refused" if "refused" in reasons else reasons[-1]
    told = log.bind(site=site.home_url, reason=reason)
    told.warning("site.not_opened", status=response.status, error=response.error, detail=response.detail)
    return Shut(reason)


def _with_move(site: Site, response: Response) -> Site:
    """A home page that redirects within its office's domain takes the site's scope along."""
    target, own = host_of(response.url), host_of(site.home_url)
    if target == own or Scope(site.home_url, site.extra_hosts).contains(response.url):
        return site
    related = same_domain(target, own) or (is_government(own) and is_government(target))
    return replace(site, extra_hosts=(*site.extra_hosts, target)) if related else site


async def shut_home(tools: Tools, home_url: str, progress: Progress) -> Response | None:
    """The answer of a home page, asked once more, that does not open any more; None where it does."""
    response = await tools.fetcher.get(home_url)
    while response.error == "host-down" and not tools.stop.is_set():  # the host rests: nothing was asked
        await asyncio.sleep(HOST_RESTS)
        response = await tools.fetcher.get(home_url)
    progress.requests += 1
    found = judge(response, tools.ways.attempts, LinkKind.PAGE, home_url, tools.signatures, tools.ways)
    return None if found.outcome is Outcome.OK else response


async def learn_error_page(tools: Tools, job: Job, home: Home, progress: Progress) -> ErrorPage | None:
    """What the host answers for a path that cannot exist."""
    url = f"{origin_of(home.url)}/{secrets.token_hex(6)}/{secrets.token_hex(4)}.html"
    response = await tools.fetcher.get(url)
    progress.requests += 1
    if response.error or response.status is None:
        return None
    final = response.url if response.hops else ""
    if response.status >= 400:
        return ErrorPage(response.status, final, "", 0, 0)
    [answer] = await tools.workers.run(job, [page_input(0, url, response)])
    if home.page is None or not isinstance(answer, PageOutput):
        return None
    sample = answer.head
    same = looks_like(home.page, answer) or bool(final and same_page(final, home.url))
    return ErrorPage(response.status, final, sample.html_title, sample.simhash, sample.body_length, same, sample.said_hash)


@dataclass(frozen=True, slots=True)
class Sheets:
    """What a site's style sheets hide (names as `hidden_names` has them), and what each of them asks for (addresses)."""

    hides: dict[str, tuple[str, bool]]
    parts: dict[str, tuple[str, ...]]


async def read_sheets(tools: Tools, job: Job, home: Home, allowed: Allowed, progress: Progress) -> Sheets:
    """What the site's own style sheets, as its home page and two typical inner pages name them, hide and ask for."""
    scope = Scope(home.url, (*home.site.extra_hosts, host_of(home.site.home_url)))

    def own(url: str) -> bool:
        return scope.contains(url) and allowed(url)

    inner, shown = await _sheets_of(tools, job, typical(filter(own, home.targets)), progress)
    names_shown = names_on(_text(home.response)).union(*(names_on(_text(response)) for response in shown))
    waiting = [url for url in dict.fromkeys((*home.sheets, *inner)) if own(url)]
    names: dict[str, tuple[str, bool]] = {}
    parts: dict[str, tuple[str, ...]] = {}
    named_by: dict[str, str] = {}  # imported sheet -> the sheet of a page that leads to it
    asked: set[str] = set()
    while waiting and len(asked) < SHEETS and not tools.stop.is_set():
        now = waiting[: SHEETS - len(asked)]
        asked.update(now)
        sheets = await asyncio.gather(*(_sheet(tools, url, progress) for url in now))
        waiting = []
        for url, sheet in zip(now, sheets, strict=True):
            names |= hidden_names(sheet)
            more = [at for raw in imported(sheet) if (at := join(url, raw).url) and own(at)]
            drawn = (*fonts(sheet), *sheet_pictures(sheet, names_shown))
            asks = [*more, *(at for raw in drawn if (at := join(url, raw).url) and own(at))]
            root = named_by.get(url, url)
            parts[root] = (*parts.get(root, ()), *asks)[:PARTS]
            named_by |= dict.fromkeys(more, root)
            waiting += [at for at in more if at not in asked]
        waiting = list(dict.fromkeys(waiting))
    return Sheets(dict(list(names.items())[:HIDDEN_NAMES]), {url: asks for url, asks in parts.items() if asks})


def _text(response: Response) -> str:
    return decode(response.body, response.headers.get("content-type", ""))[0]


async def _sheets_of(tools: Tools, job: Job, urls: Sequence[str], progress: Progress) -> tuple[list[str], list[Response]]:
    """The addresses of the style sheets of some inner pages, and the answers that name them."""
    responses = await asyncio.gather(*(tools.fetcher.get(url, first_look=True) for url in urls))
    progress.requests += len(responses)
    progress.bytes += sum(len(response.body) for response in responses)
    good = [(url, r) for url, r in zip(urls, responses, strict=True) if not fault_of(r, LinkKind.PAGE, url)]
    if not good:
        return [], []
    # Together, by the worker that has read the home page: a new one waits until its checks are loaded.
    outputs = await tools.workers.run(replace(job, rules={}), [page_input(0, url, response) for url, response in good])
    read = (output for output in outputs if isinstance(output, PageOutput))
    named = [link.target for output in read for link in output.links if link.kind == LinkKind.STYLE]
    return named, [response for _, response in good]


async def _sheet(tools: Tools, url: str, progress: Progress) -> str:
    """The text of a style sheet, "" where none came."""
    response = await tools.fetcher.get(url, max_body=MAX_SITE_SHEET)
    progress.requests += 1
    progress.bytes += len(response.body)
    if not response.ok or fault_of(response, LinkKind.STYLE, url):
        return ""
    return _text(response)


async def seeds(tools: Tools, home: Home, planner: Planner, rules: RobotsRules | None, *, again: bool) -> list[Candidate]:
    """Home page, columns of the register and of earlier passes, sitemap and feeds.

    `again`: also the pages of open findings, so that none is left unchecked.
    """
    site = home.site
    candidates = [_candidate(url, HOME, 0) for url in dict.fromkeys((canonical(site.home_url), home.url))]
    if again:
        candidates += await _open_findings(tools, site, planner)
    for column in await columns.columns(tools.db, site.id):
        if column.ignored:
            continue
        address = column.url.partition("#")[0]  # a catalogue keeps several columns on one page
        depth = 1 if column.first_level else 2  # as it was found: the veto counts first-level columns
        plan = planner.plan(address, LinkKind.PAGE, depth, area="nav")
        candidates.append(Candidate(address, LinkKind.PAGE, plan.job, plan.priority, depth, None, column.name, plan.skip))
    if tools.settings.crawler.sitemaps:
        for url in await read_addresses(tools.fetcher, site.home_url, rules.sitemaps if rules else ()):
            plan = planner.plan(url, LinkKind.PAGE, 2)
            if planner.contains(url) and plan.skip in ("", "sample"):
                candidates.append(Candidate(url, LinkKind.PAGE, plan.job, plan.priority + 5, 2, None, "", plan.skip))
    return candidates


async def _open_findings(tools: Tools, site: Site, planner: Planner) -> list[Candidate]:
    urls = await ledger.open_finding_pages(tools.db, site.id, OPEN_FINDING_PAGES)
    plans = {url: planner.plan(url, LinkKind.PAGE, 1) for url in urls if planner.contains(url)}
    return [_candidate(url, HOME + 1, 1, plan.skip) for url, plan in plans.items() if plan.job == "crawl"]


def _candidate(url: str, priority: int, depth: int, skip: str = "") -> Candidate:
    return Candidate(url, LinkKind.PAGE, "crawl", priority, depth, skip=skip)
