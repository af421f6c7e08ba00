"""What the forms read: sites, their passes of a period with the confirmed problems, hand-entered values."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from model import SHANGHAI, MediaAccount, Site, SiteKind, SiteState
from reports.forms.items_by_column import items_by_cell
from reports.forms.periods import Period, quarters
from reports.forms.site_results import Reading, SiteResult
from storage import columns, form_facts, form_findings, form_values, media, service_history, stored_pages
from storage.database import Database
from storage.form_facts import Issued
from storage.form_findings import OpenProblem, Until
from storage.notices import Notice
from storage.service_history import Service

WITH_MEDIA = ("circular", "work-year", "work-year-gx")
WITH_EXAMPLES = ("circular", "self-check")
WITH_NOTICES = ("circular",)
WITH_ITEMS = ("work-year", "work-year-gx")
"""Forms that read more than passes and the register; the others do not wait for it."""
KIND_ORDER = (SiteKind.PORTAL, SiteKind.DEPARTMENT, SiteKind.SPECIAL)
KIND_WORDS: Mapping[SiteKind, str] = {
    SiteKind.PORTAL: "政府门户网站", SiteKind.DEPARTMENT: "部门网站", SiteKind.SPECIAL: "专项网站",
}  # fmt: skip
REVIEW_DAYS = 31
"""So long after a period people look at what was found in it, before its forms are settled."""


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
    services: Sequence[Service] = ()  # every site of the register with the days on which it went out of service
    until: Until | None = None  # what had happened by then stands in the form; None: by now
    said_later: int = 0  # faults that people judged after that

    @property
    def moment(self) -> datetime:
        """The moment whose state the form shows."""
        return self.until.mended if self.until else self.now

    @property
    def last_day(self) -> date:
        """The last day of which the form speaks."""
        return (self.moment - timedelta(microseconds=1)).astimezone(SHANGHAI).date()

    def hand(self, key: str, site: Site | None = None) -> str:
        """What a person has entered: for a site, else for all."""
        own = self.entered.get((site.id, key), "") if site else ""
        return own or self.entered.get((form_values.EVERY_SITE, key), "")


async def gather(
    db: Database, form: str, period: Period | None, site: Site | None, now: datetime, *,
    notice: Notice | None = None, media_days: int = media.DAYS, as_of: date | None = None,
    decided_by: date | None = None, review_days: int = REVIEW_DAYS,
) -> Facts:  # fmt: skip
    """Read what a form needs for a period and, where it is about one, a site.

    It shows what was so at the end of the period, while that lasts now; with `as_of` at the end of that day. What people
    said of findings counts until `review_days` after the period; with `decided_by` until the end of that day.
    """
    until = _until(period, now, as_of, decided_by, review_days)
    known = await service_history.services(db)
    begun = period.start if period else now
    there = ordered([each.site for each in known.values() if each.state_at(begun) is not SiteState.CLOSED])
    reading = Reading(db, [site] if site else there, known, until)
    results = await reading.results(period, form in WITH_EXAMPLES) if period and period.span != "year" else []
    previous = await reading.results(period.previous) if period and period.span == "quarter" else []
    by_quarter = {}
    if period and period.span == "year":
        passed = [each for each in quarters(period.year) if each.start <= now]
        by_quarter = {each.number: await reading.results(each) for each in passed}
    identity: Mapping[str, str] = {}
    dated: list[tuple[str, str]] = []
    waiting: Sequence[OpenProblem] = ()
    numbers = [each.row.id for some in (results, *by_quarter.values()) for each in some if each.row]
    with db.read_sync() as connection:
        said_later = form_findings.said_later(connection, numbers, until.said)
        if site:
            home = stored_pages.page_by_url(connection, site.id, site.home_url)
            identity = home.page.identity if home else {}
            dated = form_facts.dated_pages(connection, site.id, period.year) if form in WITH_ITEMS and period else []
            waiting = form_findings.open_problems(connection, site.id) if form == "notice" and notice is None else ()
    return Facts(
        now, period, site, there, results, previous, by_quarter, identity,
        dated=Counter(kind for kind, _ in dated),
        items=items_by_cell((url for _, url in dated), await columns.columns(db, site.id)) if site and dated else {},
        open=waiting,
        notice=notice,
        notices=await _issued(db, period) if period and form in WITH_NOTICES else (),
        accounts=await media.listed(db) if form in WITH_MEDIA else (),
        media_days=media_days,
        entered=await form_values.entered(db, form, period.key if period else form_values.EVERY_PERIOD),
        services=[known[each.id] for each in ordered([each.site for each in known.values()])],
        until=until,
        said_later=said_later,
    )  # fmt: skip


async def _issued(db: Database, period: Period) -> list[Issued]:
    """Notices that were issued in a period."""
    first, after = period.start.astimezone(SHANGHAI).date(), period.end.astimezone(SHANGHAI).date()
    return await form_facts.issued_between(db, first, after)


def ordered(sites: Sequence[Site]) -> list[Site]:
    """Sites as official lists have them: portals first, then departments, then the others, each by code."""
    return sorted(sites, key=lambda site: (KIND_ORDER.index(site.kind), site.code or "~", site.id))


def _until(period: Period | None, now: datetime, as_of: date | None, decided_by: date | None, review_days: int) -> Until:
    """The moments before which something must have happened to stand in a form."""
    mended = _after(as_of) if as_of else min(period.end, now) if period else now
    if decided_by is not None:
        return Until(mended, _after(decided_by))
    return Until(mended, max(mended, period.end + timedelta(days=review_days)) if period else mended)


def _after(day: date) -> datetime:
    """The end of a day."""
    return datetime(day.year, day.month, day.day, tzinfo=SHANGHAI) + timedelta(days=1)


def today(facts: Facts) -> str:
    """2026年11月20日."""
    day = facts.now.astimezone(SHANGHAI)
    return f"{day.year}年{day.month}月{day.day}日"
