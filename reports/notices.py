"""Rectification notices for a person and for programs."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from model import SHANGHAI
from reports.aligned import aligned, shortened
from reports.findings import MESSAGE, STATES, moment
from reports.table import plain
from rules.catalogue import catalogue
from rules.confirmed_words import confirmed_words
from storage.notices import Notice

STEPS: Mapping[str, str] = {
    "issued": "已通知",
    "answered": "已报送",
    "rechecked": "已复查",
    "closed": "已办结",
    "reopened": "恢复办理",
    "deadline": "期限确定",
}


def table_lines(found: Sequence[Notice], today: date) -> Iterator[str]:
    """A line for each notice."""
    if not found:
        yield "没有整改通知\n"
        return
    rows = [["编号", "文号", "网站", "印发", "期限", "状态", "报送", "问题", "未整改"]]
    for notice in found:
        late = "，逾期" if notice.overdue(today) else ""
        answered = notice.answered_on.isoformat() if notice.answered_on else "–"
        rows.append(
            [
                str(notice.id),
                notice.number or "–",
                notice.site_name or notice.home_url,
                notice.issued_on.isoformat(),
                deadline_words(notice),
                STEPS[notice.state] + late,
                answered,
                str(len(notice.findings)),
                str(len(notice.unsolved)),
            ]
        )
    yield from aligned(rows, numbers=frozenset({0, 7, 8}))
    yield f"共{len(found)}份，逾期{sum(notice.overdue(today) for notice in found)}份\n"


def notice_lines(notice: Notice, today: date) -> Iterator[str]:
    """One notice with its findings and steps."""
    late = "，逾期" if notice.overdue(today) else ""
    site = plain(notice.site_name or notice.home_url)
    yield f"整改通知{notice.id} {plain(notice.number)}　{site}　{STEPS[notice.state]}{late}\n"
    yield f"印发 {notice.issued_on.isoformat()}，期限 {deadline_words(notice)}（{notice.working_days}个工作日）\n"
    if notice.note:
        yield f"备注 {plain(notice.note)}\n"
    yield "\n"
    rows = [["编号", "问题", "状态", "说明", "网址"]]
    for finding in notice.findings:
        rule = catalogue().get(finding.rule)
        state = STATES.get(finding.state, finding.state)
        message = shortened(confirmed_words(finding.rule, finding.message), MESSAGE)
        rows.append([str(finding.id), rule.name if rule else finding.rule, state, message, finding.url])
    yield from aligned(rows, numbers=frozenset({0}))
    yield "\n"
    for event in notice.events:
        at = f"{event.at.astimezone(SHANGHAI):%Y-%m-%d %H:%M}"
        yield f"{at} {STEPS.get(event.event, event.event)}（{plain(event.author)}）{plain(event.note)}\n"


def json_lines(found: Sequence[Notice]) -> Iterator[str]:
    """One object for each notice."""
    for notice in found:
        record = {
            "type": "notice",
            "id": notice.id,
            "number": notice.number or None,
            "site": notice.home_url,
            "site_name": notice.site_name,
            "period": notice.period or None,
            "issued": notice.issued_on.isoformat(),
            "working_days": notice.working_days,
            "deadline": notice.deadline.isoformat() if notice.deadline else None,
            "state": notice.state,
            "answered": notice.answered_on.isoformat() if notice.answered_on else None,
            "closed": moment(notice.closed_at) if notice.closed_at else None,
            "findings": [{"id": f.id, "rule": f.rule, "url": f.url, "state": f.state} for f in notice.findings],
            "unsolved": len(notice.unsolved),
        }
        yield json.dumps(record, ensure_ascii=False, separators=(",", ":")) + "\n"


def deadline_words(notice: Notice) -> str:
    """The deadline, or that it is not known yet."""
    return notice.deadline.isoformat() if notice.deadline else "待核（工作日历未发布）"
