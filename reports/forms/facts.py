"""What the forms read: sites, their passes of a period with the confirmed problems, hand-entered values."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta

from model import SHANGHAI, Counts, MediaAccount, Pass, Site, SiteId, SiteKind, SiteState
from reports.audit_record import rule_of
from reports.forms.items_by_column import items_by_cell
from reports.forms.periods import PASS_KINDS, Period, quarters
from reports.share_looked_at import Looked, looked_at
from storage import columns, form_facts, form_findings, form_values, media, registry, stored_pages
from storage.database import Database
from storage.form_facts import Ended, Issued
from storage.form_findings import Amounts, Example, OpenProblem
from storage.notices import Notice
from storage.passes import SitePass

WITH_MEDIA = ("circular", "work-year", "work-year-gx")
WITH_EXAMPLES = ("circular", "self-check")
WITH_NOTICES = ("circular",)
WITH_ITEMS = ("work-year", "work-year-gx")
"""Forms that read more than passes and the register; the others do not wait for it."""
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
    problems: Mapping[str, tuple[int, int]] = field(default_factory=dict)  # rule -> (confirmed, mended by the form's day)
    examples: Mapping[str, Example] = field(default_factory=dict)  # rule -> its first finding

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
        return self.site.name or self.site.home_url

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
    items: Mapping[str, int] = field(default_factory=dict)  # of these, by the cell that their column belongs to
    open: Sequence[OpenProblem] = ()  # confirmed findings of `site` that are not mended
    notice: Notice | None = None  # the stored notice that is to be printed
    notices: Sequence[Issued] = ()  # notices issued in the period
    accounts: Sequence[MediaAccount] = ()
    media_days: int = media.DAYS  # an account without an update for more days is unqualified
    entered: Mapping[tuple[int, str], str] = field(default_factory=dict)
    out: Sequence[tuple[Site, datetime | None]] = ()  # sites out of service, with the day where it is known
    until: datetime | None = None  # the moment whose state the form shows, None: now

    @property
    def last_day(self) -> date:
        """The last day of which the form speaks."""
        moment = self.until - timedelta(microseconds=1) if self.until else self.now
        return moment.astimezone(SHANGHAI).date()

    def hand(self, key: str, site: Site | None = None) -> str:
        """What a person has entered: for a site, else for all."""
        own = self.entered.get((site.id, key), "") if site else ""
        return own or self.entered.get((form_values.EVERY_SITE, key), "")


async def gather(
    db: Database, form: str, period: Period | None, site: Site | None, now: datetime, *,
    notice: Notice | None = None, media_days: int = media.DAYS, as_of: date | None = None,
) -> Facts:  # fmt: skip
    """Read what a form needs for a period and, where it is about one, a site.

    It shows what was so at the end of the period, while that lasts now; with `as_of` at the end of that day.
    """
    until = _moment(period, now, as_of)
    out = await form_facts.out_of_service(db)
    gone_since = [site for site, day in out if period and day and day >= period.start]
    sites = ordered(await registry.listed(db))
    chosen = [site] if site else ordered([*sites, *gone_since])
    reading = _Reading(db, chosen, {each.id: day for each, day in out}, until)
    results = await reading.results(period, form in WITH_EXAMPLES) if period and period.span != "year" else []
    previous = await reading.results(period.previous) if period and period.span == "quarter" else []
    by_quarter = {}
    if period and period.span == "year":
        begun = [each for each in quarters(period.year) if each.start <= now]
        by_quarter = {each.number: await reading.results(each) for each in begun}
    identity: Mapping[str, str] = {}
    dated: list[tuple[str, str]] = []
    waiting: Sequence[OpenProblem] = ()
    if site:
        with db.read_sync() as connection:
            home = stored_pages.page_by_url(connection, site.id, site.home_url)
            identity = home.page.identity if home else {}
            dated = form_facts.dated_pages(connection, site.id, period.year) if form in WITH_ITEMS and period else []
            waiting = form_findings.open_problems(connection, site.id) if form == "notice" and notice is None else ()
    return Facts(
        now, period, site, sites, results, previous, by_quarter, identity,
        dated=Counter(kind for kind, _ in dated),
        items=items_by_cell((url for _, url in dated), await columns.columns(db, site.id)) if site and dated else {},
        open=waiting,
        notice=notice,
        notices=await _issued(db, period) if period and form in WITH_NOTICES else (),
        accounts=await media.listed(db) if form in WITH_MEDIA else (),
        media_days=media_days,
        entered=await form_values.entered(db, form, period.key if period else form_values.EVERY_PERIOD),
        out=out,
        until=until,
    )  # fmt: skip


async def _issued(db: Database, period: Period) -> list[Issued]:
    """Notices that were issued in a period."""
    first, after = period.start.astimezone(SHANGHAI).date(), period.end.astimezone(SHANGHAI).date()
    return await form_facts.issued_between(db, first, after)


def ordered(sites: Sequence[Site]) -> list[Site]:
    """Sites as official lists have them: portals first, then departments, then the others, each by code."""
    return sorted(sites, key=lambda site: (KIND_ORDER.index(site.kind), site.code or "~", site.id))


def counts(rule: str) -> bool:
    """Whether a rule's findings are problems of a form; what is only shown is none."""
    return rule_of(rule).counts is not Counts.NOTICE


def _moment(period: Period | None, now: datetime, as_of: date | None) -> datetime:
    """The moment whose state a form shows."""
    if as_of is not None:
        return datetime(as_of.year, as_of.month, as_of.day, tzinfo=SHANGHAI) + timedelta(days=1)
    return min(period.end, now) if period else now


@dataclass(frozen=True, slots=True)
class _Reading:
    """How the results of a period are read."""

    db: Database
    sites: Sequence[Site]
    gone: Mapping[SiteId, datetime | None]  # sites out of service, with the day where it is known
    until: datetime

    async def results(self, period: Period, quoting: bool = False) -> list[SiteResult]:
        """Each site's pass of a period; `quoting`: with an example of each rule."""
        best = await self._chosen(period)
        numbers = [each.id for each in best.values()]
        with self.db.read_sync() as connection:
            rows = form_facts.chosen_passes(connection, numbers)
            amounts = form_findings.confirmed_by_rule(connection, numbers, self.until)
            quoted = form_findings.examples(connection, numbers) if quoting else {}
            entered = form_findings.entered_by_rule(connection, period.start, period.end, self.until)
        later = await form_facts.registered_since(self.db, period.end) if best else set()
        found = []
        for site in self.sites:
            own = entered.get(site.id)
            if site.id in best:
                number = best[site.id].id
                inspection, row = rows[number]
                found.append(_result(SiteResult(site, row, inspection), amounts.get(number, {}), quoted.get(number, {}), own))
            elif self._ran_at_end(site, period) and site.id not in later:
                found.append(_result(SiteResult(site), {}, {}, own))
        return found

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

    def _ran_at_end(self, site: Site, period: Period) -> bool:
        """Whether a site was in service at the end of the period, as far as the register knows."""
        gone = self.gone.get(site.id)
        return site.state is SiteState.RUNNING or (gone is not None and gone >= period.end)


def _result(
    known: SiteResult, seen: Amounts, quoted: Mapping[str, Example], entered: form_findings.Entered | None
) -> SiteResult:
    """A result with its problems in their order, those that a pass saw and those that people entered."""
    rules = dict(seen)
    for rule, (total, done) in (entered.amounts if entered else {}).items():
        before, mended = rules.get(rule, (0, 0))
        rules[rule] = (before + total, mended + done)
    in_order = sorted((rule for rule in rules if counts(rule)), key=_place)
    examples = {**(entered.examples if entered else {}), **quoted}
    return replace(known, problems={rule: rules[rule] for rule in in_order}, examples=examples)


def _weight(each: Ended, wanted: object) -> tuple[bool, bool, bool]:
    """The pass made for the period counts most, then one that was judged, then a complete one; of equals the later."""
    return each.kind == wanted, each.judged, each.complete


def _place(rule: str) -> tuple[int, str]:
    return list(Counts).index(rule_of(rule).counts), rule


def today(facts: Facts) -> str:
    """2026年11月20日."""
    day = facts.now.astimezone(SHANGHAI)
    return f"{day.year}年{day.month}月{day.day}日"
