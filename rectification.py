"""Deadlines of rectification notices (整改通知): counted in working days; what is late becomes a late-rectification finding."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime

from checks.lib import workdays
from model import SHANGHAI, Counts, Finding, How
from rules import Ruleset
from rules.catalogue import catalogue
from storage import decisions, findings, notices
from storage.database import Database
from storage.finding_rows import UNSOLVED
from storage.findings import Wanted
from storage.notices import Notice, NoticeFinding

RULE = "late-rectification"
ENGINE = "xuncha"
WORKING_DAYS = 10

Holidays = Mapping[date, bool]


def days_of(ruleset: Ruleset) -> int:
    """The working days that a notice gives by the pack."""
    return int(ruleset.rules[RULE].params.get("working_days", WORKING_DAYS))


def notifiable(found: NoticeFinding) -> bool:
    """What may be sent to an owner: certain, or confirmed by a person; never a suspicion."""
    return found.confidence == "confirmed" or found.state == "confirmed"


def is_hint(found: NoticeFinding, ruleset: Ruleset) -> bool:
    """Whether the pack only points it out (提示，不计分); what a person entered is always meant."""
    return ruleset.rules[found.rule].counts is Counts.NOTICE and catalogue()[found.rule].how is not How.MANUAL


def today() -> date:
    """The day in Asia/Shanghai."""
    return datetime.now(SHANGHAI).date()


async def refresh(db: Database, holidays: Holidays, day: date) -> list[Notice]:
    """Bring deadlines and late-rectification findings up to date; the notices that are overdue."""
    standing = await notices.listed(db, states=notices.OPEN_STATES)
    for notice in standing:
        if notice.deadline is None and (last := workdays.deadline(notice.issued_on, notice.working_days, holidays)):
            await notices.set_deadline(db, notice.id, last, ENGINE)
    late = [notice for notice in await notices.listed(db, states=notices.OPEN_STATES) if notice.overdue(day)]
    for notice in late:
        await decisions.enter(db, notice.site_id, finding_of(notice, holidays, day), ENGINE, confirmed=False)
    marks = {mark_of(notice) for notice in late}
    known = await findings.listed(db, Wanted(rules=(RULE,), states=UNSOLVED))
    over = [each.id for each in known if each.entered and (int(each.site_id), each.finding.discriminator) not in marks]
    if over:
        await decisions.end_entered(db, over, "fixed", ENGINE)
    return late


def mark_of(notice: Notice) -> tuple[int, str]:
    """(site, discriminator) of a notice's finding."""
    return int(notice.site_id), f"notice-{notice.id}"


def finding_of(notice: Notice, holidays: Holidays, day: date) -> Finding:
    """整改不及时或未报送, for a notice that is overdue on a day."""
    assert notice.deadline is not None
    over = workdays.elapsed(notice.deadline, day, holidays)
    how_long = f"已逾期{over}个工作日" if over is not None else f"已逾期{(day - notice.deadline).days}天"
    parts = []
    if notice.answered_on is None:
        parts.append("未报送整改情况")
    elif notice.answered_on > notice.deadline:
        parts.append(f"整改情况于{notice.answered_on.isoformat()}才报送")
    if notice.unsolved:
        parts.append(f"仍有{len(notice.unsolved)}个问题未整改")
    name = notice.number or f"第{notice.id}号"
    head = f"整改通知{name}（{notice.issued_on.isoformat()}印发，期限{notice.deadline.isoformat()}）"
    evidence = {
        "notice": notice.id,
        "number": notice.number,
        "issued": notice.issued_on.isoformat(),
        "deadline": notice.deadline.isoformat(),
        "answered": notice.answered_on.isoformat() if notice.answered_on else None,
        "working_days": over,
        "unsolved": [finding.id for finding in notice.unsolved],
    }
    message = f"{head}{how_long}，{'，'.join(parts)}。"
    return Finding(RULE, notice.home_url, notice.home_url, message, evidence=evidence, discriminator=mark_of(notice)[1])
