"""The smallest audit that can settle some findings: which addresses it reads, and what may be concluded from them.

a link            the pages that hold it, and its target; beside an error page that answers as if it were there, pages like it
a page's text     that page
a column's age    the column with its further pages and items, the columns below it
anything else     the whole site, for that rule alone: what one page cannot prove, one page must not settle
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Sequence

import checks
from crawler.frontier import HOME, Budget, Planner
from crawler.soft_errors import MANY, form_of
from crawler.urls import canonical
from model import Column, Finding, LinkKind, Outcome, Page, SitePassId, Unknown, Verdict
from storage import stored_pages
from storage.database import Database
from storage.frontier import Candidate
from storage.looked_again import SETTLED, held_by, is_unread
from tools import Plan, Recheck

RECHECK = "recheck"
"""The reason with which the coverage of a narrow audit ends: it looked at nothing else."""

COLUMN_RULES = frozenset({"stale-column", "empty-column"})
BESIDE = MANY + 2  # siblings of a page that may be an error page
BELOW = 30  # columns below a column that are read too
FIRST_LEVEL, DEEPER = 1, 2


def narrow(found: Sequence[Finding], columns: Sequence[Column], disabled: Collection[str] = ()) -> Recheck:
    """What the re-check of some findings of one site looks at. Every rule among them must have a check."""
    known = checks.registry(frozenset(disabled))
    subjects = tuple(dict.fromkeys((f.rule, f.url) for f in found))
    only: dict[str, int] = {}
    holders: dict[str, tuple[str, ...]] = {}
    reach: set[int] = set()
    for finding in found:
        kinds = {check.subject for check in known[finding.rule]}
        if kinds == {Verdict}:
            held = holders_of(finding)
            only |= {canonical(url): only.get(canonical(url), DEEPER) for url in (*held, finding.url)}
            if len(held) >= int(finding.evidence.get("pages") or len(held)):
                holders[finding.url] = held
        elif kinds == {Page}:
            only |= {canonical(url): only.get(canonical(url), DEEPER) for url in (finding.page, finding.url)}
        elif finding.rule in COLUMN_RULES:
            depths = _columns(finding.url, columns)
            only |= depths
            reach |= {depth + 1 for depth in depths.values()}
        else:
            return Recheck(subjects)
    return Recheck(subjects, only, tuple(sorted(reach)), holders)


def siblings_among(doubted: Collection[str], known: Iterable[str]) -> list[str]:
    """Pages whose addresses have the form of pages that answered as if they were there: by these it is told what they lack."""
    forms = {form_of(url) for url in doubted}
    found: list[str] = []
    left = Counter(dict.fromkeys(forms, BESIDE))
    for url in known:
        if left[form := form_of(url)] > 0 and url not in doubted:
            left[form] -= 1
            found.append(url)
    return found


def holders_of(finding: Finding) -> tuple[str, ...]:
    """The pages that are known to hold a link, first the one that the finding names."""
    return tuple(dict.fromkeys(url for url in (finding.page, *held_by(finding.evidence)) if url))


def _columns(url: str, columns: Sequence[Column]) -> dict[str, int]:
    """A column and those below it, at the depths that make them what they are (first-level or not)."""
    folder = url.rsplit("/", 1)[0] + "/"
    below = [column for column in columns if column.url.startswith(folder) and column.url != url][:BELOW]
    own = next((column for column in columns if column.url == url), None)
    depth = DEEPER if own is not None and not own.first_level else FIRST_LEVEL
    depths = {column.url: FIRST_LEVEL if column.first_level else DEEPER for column in below}
    return {url: depth, **depths}


def budget_of(plan: Plan, max_similar: int) -> Budget:
    """How far an audit goes."""
    only = frozenset(plan.recheck.only) if plan.recheck is not None else frozenset[str]()
    reach = frozenset(plan.recheck.reach) if plan.recheck is not None else frozenset[int]()
    return Budget(plan.max_depth, max_similar, plan.external, plan.sample, plan.sample_key, only, reach)


def candidates(recheck: Recheck, planner: Planner, home: Iterable[str]) -> list[Candidate]:
    """Where a narrow audit begins: the home page, and the pages that it is about. Targets are met on their pages."""
    found = {url: Candidate(url, LinkKind.PAGE, "crawl", HOME, 0) for url in home}
    links = {rule for rule, of in checks.registry().items() if {check.subject for check in of} == {Verdict}}
    targets = {canonical(url) for rule, url in recheck.subjects if rule in links}
    for url, depth in recheck.only.items():
        plan = planner.plan(url, LinkKind.PAGE, depth)
        if url not in found and url not in targets and plan.job == "crawl":
            found[url] = Candidate(url, LinkKind.PAGE, "crawl", HOME + 1, depth, skip=plan.skip)
    return list(found.values())


def kept(recheck: Recheck | None, results: Sequence[Finding | Unknown]) -> list[Finding | Unknown]:
    """What may be taken from checks that saw only a part of the site: what they say of the findings themselves."""
    if recheck is None or not recheck.only:
        return list(results)
    subjects = set(recheck.subjects)
    return [result for result in results if (result.rule, result.url) in subjects]


def reason_of(recheck: Recheck | None) -> str:
    """Why the coverage of a narrow audit is not that of the site."""
    return RECHECK if recheck is not None and recheck.only else ""


def absent(db: Database, site_pass: SitePassId, recheck: Recheck | None) -> frozenset[str]:
    """Targets of which every page that held them was read again and none does any more."""
    if recheck is None or not recheck.holders:
        return frozenset()
    wanted = {canonical(page) for held in recheck.holders.values() for page in held}
    with db.read_sync() as connection:
        outcomes = stored_pages.outcomes_of(connection, site_pass, [*wanted, *recheck.holders])
    settled = {url: row for url, row in outcomes.items() if row.outcome is not None and Outcome(row.outcome) in SETTLED}
    read = {url for url, row in settled.items() if not is_unread(row)}
    return frozenset(
        target
        for target, held in recheck.holders.items()
        if target not in outcomes and all(canonical(page) in read for page in held)
    )
