"""What the checks on a site say: what needs no extra request first, the rest when the answers to those are in.

So the long part may be done while the audit waits for something else (stages/conclusions.py, `judge_ahead`).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from sqlalchemy import Connection

from model import Coverage, Finding, History, Json, Site, SitePassId, SiteView, Unknown
from stages.judge import Chosen, chosen, run
from stages.site_views import history, site_view, with_probes
from storage import probes as stored_probes
from tools import Plan, Tools

FRAME = frozenset({"frame"})
"""What only completes the home page, and says nothing of most: its checks run at once, and again where it says something."""

Results = list[Finding | Unknown]


@dataclass(slots=True)
class SiteResults:
    """A site and the results of its checks so far, by their places among the chosen ones; `errors` counts those that failed."""

    view: SiteView
    by_check: dict[int, Results] = field(default_factory=dict)
    across: Results = field(default_factory=list)  # of the checks across passes
    errors: dict[str, int] = field(default_factory=dict)

    def all(self) -> Results:
        """In the order of the checks."""
        return [*(result for place in sorted(self.by_check) for result in self.by_check[place]), *self.across]


def without_probes(
    tools: Tools,
    connection: Connection,
    site: Site,
    site_pass: SitePassId,
    plan: Plan,
    coverage: Coverage,
    stopped: Callable[[], bool] = bool,
) -> SiteResults:
    """The site as this pass saw it, and what the checks say that need no probe's answer.

    Once it is `stopped` the remaining checks do not run: the caller has no use for any result then.
    """
    view = site_view(tools, connection, site, site_pass, plan, coverage)
    return _of_view(tools, connection, view, site_pass, plan, stopped)


def complete(
    tools: Tools, connection: Connection, results: SiteResults, site_pass: SitePassId, plan: Plan, probes: Mapping[str, Json]
) -> SiteResults:
    """The same with what the probes found out, and with the checks that need it."""
    facts = {**stored_probes.of_pass(connection, site_pass), **probes}
    view = with_probes(connection, results.view, site_pass, facts)
    if view.home is not results.view.home:
        results = _of_view(tools, connection, view, site_pass, plan)
    results.view = view
    left = {place: item for place, item in enumerate(chosen(tools, plan.rules, SiteView)) if place not in results.by_check}
    _run(left, results)
    return results


def _of_view(
    tools: Tools, connection: Connection, view: SiteView, site_pass: SitePassId, plan: Plan, stopped: Callable[[], bool] = bool
) -> SiteResults:
    results = SiteResults(view)
    for place, item in enumerate(chosen(tools, plan.rules, SiteView)):
        if FRAME.issuperset(item.check.needs) and not stopped():
            _run({place: item}, results)
    across: Sequence[Chosen] = chosen(tools, plan.rules, History)
    if across and not stopped():
        results.across = list(run(across, history(connection, view, site_pass), results.errors))
    return results


def _run(items: Mapping[int, Chosen], results: SiteResults) -> None:
    for place, item in items.items():
        results.by_check[place] = list(run([item], results.view, results.errors))
