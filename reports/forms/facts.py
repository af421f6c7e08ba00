"""What the forms read: sites, their passes of a period with the confirmed problems, hand-entered values."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from model import SHANGHAI, Counts, Pass, Site, SiteId, SiteKind, SiteState
from reports.audit_record import rule_of
from reports.forms.periods import PASS_KINDS, Period, quarters
from storage import form_facts, form_values, pages, registry
from storage.database import Database
from storage.passes import SitePass
from storage.reporting import Noted

EXAMPLES = 2
"""Examples of each rule that are kept for each site."""
KIND_ORDER = (SiteKind.PORTAL, SiteKind.DEPARTMENT, SiteKind.SPECIAL)
KIND_WORDS: Mapping[SiteKind, str] = {
    SiteKind.PORTAL: "政府门户网站", SiteKind.DEPARTMENT: "部门网站", SiteKind.SPECIAL: "专项网站",
}  # fmt: skip
PASSED, FAILED, UNDECIDED, UNCHECKED = "合格", "不合格", "待确认", "未检查"


@dataclass(frozen=True, slots=True)
class SiteResult:
    """One site in one period: its last pass, and what is wrong for certain."""

    site: Site
    row: SitePass | None = None
    inspection: Pass | None = None
    problems: Mapping[str, tuple[int, int]] = field(default_factory=dict)  # rule -> (confirmed, mended since)
    examples: Sequence[Noted] = ()

    @property
    def checked(self) -> bool:
        """Whether the site was looked at."""
        return self.row is not None and bool(self.row.score)

    @property
    def complete(self) -> bool:
        """Whether all of it was."""
        return self.row is not None and bool((self.row.coverage or {}).get("complete"))

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
        """Official names of the problems."""
        return [rule_of(rule).name for rule in self.problems]

    @property
    def amount(self) -> int:
        """Confirmed findings."""
        return sum(total for total, _ in self.problems.values())

    @property
    def mended(self) -> int:
        """How many of them have been mended since."""
        return sum(done for _, done in self.problems.values())


@dataclass(frozen=True, slots=True)
class Facts:
    """Everything that a form may need."""

    now: datetime
    period: Period | None
    site: Site | None
    sites: Sequence[Site]  # in the order of official lists
    results: Sequence[SiteResult] = ()
    previous: Sequence[SiteResult] = ()  # of the period before
    by_quarter: Mapping[int, Sequence[SiteResult]] = field(default_factory=dict)  # of a yearly form; ended quarters only
    identity: Mapping[str, str] = field(default_factory=dict)  # what the site's home page says of itself
    dated: Mapping[str, int] = field(default_factory=dict)  # content pages that bear a date of the year, by kind
    open: Sequence[Noted] = ()  # confirmed findings of `site` that are not mended
    entered: Mapping[tuple[int, str], str] = field(default_factory=dict)
    out: Sequence[tuple[Site, datetime | None]] = ()  # sites out of service, with the day where it is known

    def hand(self, key: str, site: Site | None = None) -> str:
        """What a person has entered: for a site, else for all."""
        own = self.entered.get((site.id, key), "") if site else ""
        return own or self.entered.get((form_values.EVERY_SITE, key), "")


async def gather(db: Database, form: str, period: Period | None, site: Site | None, now: datetime) -> Facts:
    """Read what forms need for a period and, where it is about one, a site."""
    sites = ordered(await registry.listed(db))
    chosen = [site] if site else sites
    results = await _results(db, chosen, period) if period and period.span != "year" else []
    previous = await _results(db, chosen, period.previous) if period and period.span == "quarter" else []
    by_quarter = {}
    if period and period.span == "year":
        begun = [each for each in quarters(period.year) if each.start <= now]
        by_quarter = {each.number: await _results(db, chosen, each) for each in begun}
    identity: Mapping[str, str] = {}
    dated: Mapping[str, int] = {}
    waiting: Sequence[Noted] = ()
    if site:
        with db.read_sync() as connection:
            home = pages.page_by_url(connection, site.id, site.home_url)
            identity = home.page.identity if home else {}
            dated = form_facts.dated_pages(connection, site.id, period.year) if period else {}
            waiting = form_facts.open_findings(connection, site.id, MOST_OPEN)
    entered = await form_values.entered(db, form, period.key if period else form_values.EVERY_PERIOD)
    out = await form_facts.out_of_service(db)
    return Facts(now, period, site, sites, results, previous, by_quarter, identity, dated, waiting, entered, out)


MOST_OPEN = 500


def ordered(sites: Sequence[Site]) -> list[Site]:
    """Sites as official lists have them: portals first, then departments, then the others, each by code."""
    return sorted(sites, key=lambda site: (KIND_ORDER.index(site.kind), site.code or "~", site.id))


def counts(rule: str) -> bool:
    """Whether a rule's findings are problems of a form; what is only shown is none."""
    return rule_of(rule).counts is not Counts.NOTICE


async def _results(db: Database, sites: Sequence[Site], period: Period) -> list[SiteResult]:
    chosen: dict[SiteId, tuple[Pass, SitePass]] = {}
    wanted = PASS_KINDS.get(period.span)
    for inspection, row in await form_facts.ended_between(db, period.start, period.end):
        old = chosen.get(row.site_id)
        if old is None or _weight(inspection, row, wanted) >= _weight(*old, wanted):
            chosen[row.site_id] = (inspection, row)
    found = []
    with db.read_sync() as connection:
        for site in sites:
            if site.id not in chosen:
                found += [SiteResult(site)] if site.state is SiteState.RUNNING else []
                continue
            inspection, row = chosen[site.id]
            rules = form_facts.confirmed_by_rule(connection, row.id)
            in_order = sorted((rule for rule in rules if counts(rule)), key=_place)
            kept = [each for each in form_facts.examples(connection, row.id, EXAMPLES) if counts(each.finding.rule)]
            found.append(SiteResult(site, row, inspection, {rule: rules[rule] for rule in in_order}, kept))
    return found


def _weight(inspection: Pass, row: SitePass, wanted: object) -> tuple[bool, bool, bool]:
    """The pass made for the period counts most, then one that was judged, then a complete one; of equals the later."""
    return inspection.kind == wanted, bool(row.score), bool((row.coverage or {}).get("complete"))


def _place(rule: str) -> tuple[int, str]:
    return list(Counts).index(rule_of(rule).counts), rule


def today(facts: Facts) -> str:
    """2026年11月20日."""
    day = facts.now.astimezone(SHANGHAI)
    return f"{day.year}年{day.month}月{day.day}日"
