"""Running checks at the end of a site's pass: on verdicts, on the site, on what was learnt from afar.

Runs in a thread with a reading connection, streams, and hands findings to the writer in chunks. What the checks are
given is made by `stages/link_verdicts.py` and `stages/site_views.py`.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

import structlog
from sqlalchemy import Connection

import checks
from checks import Check
from checks.lib.figures import site_figures
from crawler.column_names import column_name
from model import ConfigError, Coverage, Finding, Json, PageKind, Site, SitePassId, SiteView, Unknown, Verdict
from stages import program
from stages.link_verdicts import shown_verdicts, verdicts
from storage import probes as stored_probes
from storage import stored_pages
from tools import Plan, Tools
from workers.messages import Job

log = structlog.get_logger()
SHOWN_RULES = frozenset({"hidden-link", "harmful-link", "tampered-page", "commercial-content"})
"""They look at what outside pages and scripts show."""
REMOTE = frozenset({"uptime", "tls"})
"""Probes that say something of a site whose home page does not open."""
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


def only_links(tools: Tools, rules: Iterable[str]) -> bool:
    """Whether no check of some rules looks at anything but the verdicts on links."""
    known = checks.registry(frozenset(tools.settings.rules.disabled_plugins))
    return all(check.subject is Verdict for rule in rules for check in known.get(rule, ()))


def checks_hash(job: Job) -> str:
    """Identity of the program, the page checks and their parameters: facts and results are carried over only while it
    stays the same.
    """
    parts = [program.identity(), job.links_only, dict(job.rules), sorted(job.site_hides)]
    text = json.dumps(parts, sort_keys=True, ensure_ascii=False, default=str)
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
    *,
    shut: bool = False,
) -> Results:
    """What the link checks say of every target in trouble."""
    selected = chosen(tools, plan.rules, Verdict)
    if not selected:
        return
    for verdict in verdicts(tools, connection, site, site_pass, resolver_works, shut=shut):
        yield from run(selected, verdict, errors)
    looking = [item for item in selected if item.check.rule in SHOWN_RULES]
    for verdict in shown_verdicts(connection, site, site_pass) if looking else ():
        yield from run(looking, verdict, errors)


def results_from_afar(
    tools: Tools, connection: Connection, site: Site, site_pass: SitePassId, plan: Plan, errors: dict[str, int]
) -> Results:
    """What the checks that rest on such probes alone say of a site of which nothing was read."""
    selected = [c for c in chosen(tools, plan.rules, SiteView) if c.check.needs and REMOTE.issuperset(c.check.needs)]
    coverage = Coverage(complete=False, reason="unreachable")
    facts = stored_probes.of_pass(connection, site_pass)
    yield from run(selected, SiteView(site, plan.now, coverage, None, (), (), probes=facts), errors)


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
            stored = stored_pages.page_by_url(connection, site.id, result.page)
            names[result.page] = column_name(stored.page) if stored and stored.page.kind is not PageKind.HOME else ""
        yield replace(result, column=names[result.page] or None)
