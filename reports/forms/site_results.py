"""What an inspection of a period says of each site: which pass counts, its result, and its confirmed problems."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from model import Counts, Pass, Site, SiteId, SiteState
from reports.audit_record import rule_of
from reports.forms.periods import PASS_KINDS, Period
from reports.share_looked_at import Looked, looked_at
from rules.confirmed_words import confirmed_words
from storage import form_facts, form_findings, scores
from storage.database import Database
from storage.form_facts import Ended
from storage.form_findings import Amounts, Example, Until
from storage.passes import SitePass
from storage.service_history import Service

PASSED, FAILED, UNDECIDED, UNCHECKED = "合格", "不合格", "待确认", "未检查"


@dataclass(frozen=True, slots=True)
class SiteResult:
    """One site in one period: its last pass, and what is wrong for certain."""

    site: Site
    row: SitePass | None = None
    inspection: Pass | None = None
    problems: Mapping[str, tuple[int, int]] = field(default_factory=dict)  # rule -> (confirmed, mended by the form's day)
    examples: Mapping[str, Example] = field(default_factory=dict)  # rule -> its first finding
    service: Service | None = None  # when it was in service

    @property
    def checked(self) -> bool:
        """Whether the site was looked at."""
        return self.row is not None and bool(self.row.score)

    @property
    def complete(self) -> bool:
        """Whether all of it was."""
        return self.looked.complete

    @property
    def looked(self) -> Looked:
        """How much of the site was looked at."""
        return looked_at(self.row.coverage, self.row.state) if self.row else looked_at(None, None)

    @property
    def name(self) -> str:
        """The site's name for a person."""
        return self.site.shown_name

    @property
    def result(self) -> str:
        """合格, 不合格, or that a person has not yet decided."""
        if self.row is None or not self.row.score:
            return UNCHECKED
        found = str(self.row.score.get("result", ""))
        return found if found in (PASSED, FAILED) else UNDECIDED

    @property
    def score(self) -> str:
        """The points, "" where there are none."""
        total = (self.row.score or {}).get("total") if self.row else None
        return "" if total is None else f"{total:g}"

    @property
    def problem_names(self) -> list[str]:
        """Official names of the problems, without what a rule explains in brackets."""
        return [rule_of(rule).name.partition("（")[0] for rule in self.problems]

    @property
    def amount(self) -> int:
        """Confirmed findings."""
        return sum(total for total, _ in self.problems.values())

    @property
    def mended(self) -> int:
        """How many of them have been mended since."""
        return sum(done for _, done in self.problems.values())


def counts(rule: str) -> bool:
    """Whether a rule's findings are problems of a form; what is only shown is none."""
    return rule_of(rule).counts is not Counts.NOTICE


@dataclass(frozen=True, slots=True)
class Reading:
    """How the results of a period are read."""

    db: Database
    sites: Sequence[Site]
    services: Mapping[SiteId, Service]
    until: Until

    async def results(self, period: Period, quoting: bool = False) -> list[SiteResult]:
        """Each site's pass of a period; `quoting`: with an example of each rule.

        Sites that were not inspected are among them when they were in service at the period's end.
        """
        best = await self._chosen(period)
        numbers = [each.id for each in best.values()]
        with self.db.read_sync() as connection:
            rows = form_facts.chosen_passes(connection, numbers)
            then = scores.as_of(connection, numbers, self.until.said)
            amounts = form_findings.confirmed_by_rule(connection, numbers, self.until)
            quoted = form_findings.examples(connection, numbers, self.until) if quoting else {}
            entered = form_findings.entered_by_rule(connection, period.start, period.end, self.until)
        found = []
        for site in self.sites:
            own, service = entered.get(site.id), self.services[site.id]
            if site.id in best:
                number = best[site.id].id
                inspection, row = rows[number]
                row = replace(row, score=then.get(number, row.score))
                known = SiteResult(site, row, inspection, service=service)
                found.append(_result(known, amounts.get(number, {}), quoted.get(number, {}), own))
            elif self._ran_at_end(service, period) and (not best or service.since < period.end):
                found.append(_result(SiteResult(site, service=service), {}, {}, own))
        return found

    def _ran_at_end(self, service: Service, period: Period) -> bool:
        """Whether a site was in service at the end of the period."""
        return service.state_at(min(period.end, self.until.mended)) is SiteState.RUNNING

    async def _chosen(self, period: Period) -> dict[SiteId, Ended]:
        """Of each site the pass that counts for the period."""
        best: dict[SiteId, Ended] = {}
        wanted = PASS_KINDS.get(period.span)
        asked = {site.id for site in self.sites}
        own = (wanted, period.key) if wanted else None
        for each in await form_facts.ended_between(self.db, period.start, period.end, own):
            old = best.get(each.site_id)
            if each.site_id in asked and (old is None or _weight(each, wanted) >= _weight(old, wanted)):
                best[each.site_id] = each
        return best


def _result(
    known: SiteResult, seen: Amounts, quoted: Mapping[str, Example], entered: form_findings.Entered | None
) -> SiteResult:
    """A result with its problems in their order, those that a pass saw and those that people entered."""
    rules = dict(seen)
    for rule, (total, done) in (entered.amounts if entered else {}).items():
        before, mended = rules.get(rule, (0, 0))
        rules[rule] = (before + total, mended + done)
    in_order = sorted((rule for rule in rules if counts(rule)), key=_place)
    examples = {rule: _worded(rule, each) for rule, each in {**(entered.examples if entered else {}), **quoted}.items()}
    return replace(known, problems={rule: rules[rule] for rule in in_order}, examples=examples)


def _worded(rule: str, example: Example) -> Example:
    """What a person has confirmed is quoted as a fact."""
    return replace(example, message=confirmed_words(rule, example.message)) if example.by_person else example


def _weight(each: Ended, wanted: object) -> tuple[bool, bool, bool]:
    """The pass made for the period counts most, then one that was judged, then a complete one; of equals the later."""
    return each.kind == wanted, each.judged, each.complete


def _place(rule: str) -> tuple[int, str]:
    return list(Counts).index(rule_of(rule).counts), rule
