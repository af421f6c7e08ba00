"""Findings of the ledger for a person, a program or a spreadsheet; dismissals beside them."""

from __future__ import annotations

import csv
import io
import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any

from model import SHANGHAI, Confidence
from reports.aligned import aligned, shortened
from reports.audit_record import rule_of
from reports.evidence import evidence_text
from reports.json_lines import finding_record
from reports.table import CONFIDENCE
from rules.catalogue import catalogue
from rules.confirmed_words import confirmed_words
from storage.findings import LedgerFinding
from storage.suppressions import Suppression

MESSAGE = 120
"""Characters of a message in a table; `findings show` and exports have all of it."""
STATES: Mapping[str, str] = {
    "open": "未处理",
    "confirmed": "已确认",
    "notified": "已通知",
    "fixed": "已整改",
    "closed": "已办结",
    "suppressed": "已排除",
}
EVENTS: Mapping[str, str] = {
    "opened": "发现",
    "confirmed": "人工确认",
    "suppressed": "排除",
    "restored": "撤销排除",
    "expired": "排除到期",
    "assigned": "分派",
    "notified": "列入整改通知",
    "fixed": "已整改",
    "regressed": "再次出现",
    "moved": "网址变更",
    "closed": "办结",
}
HEADER = (
    *("编号", "网站", "规则", "问题", "状态", "可信度", "首次发现", "最近发现", "次数", "负责人"),
    *("栏目", "说明", "网址", "所在页面", "证据"),
)
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def table_lines(found: Sequence[LedgerFinding], whole: Mapping[str, int] | None = None) -> Iterator[str]:
    """A line for each finding. `whole`: how many there are in each state where these are only the first of them."""
    if not found:
        yield "没有符合条件的问题\n"
        return
    rows = [["编号", "网站", "问题", "状态", "可信度", "首次发现", "负责人", "说明"]]
    rows += [
        [
            str(each.id),
            shortened(each.site_name or each.home_url, 24),
            rule_of(each.finding.rule).name,
            state_words(each),
            certainty(each),
            day(each.first_seen),
            each.assignee or "–",
            shortened(message_of(each), MESSAGE),
        ]
        for each in found
    ]
    yield from aligned(rows, numbers=frozenset({0}))
    amounts = whole or Counter(each.state for each in found)
    total = sum(amounts.values())
    yield f"共{total}个：" + "，".join(f"{name}{amounts[state]}" for state, name in STATES.items() if amounts.get(state)) + "\n"
    if total > len(found):
        yield f"只列出前{len(found)}个；用 --limit {total} 列出全部，或用 xuncha findings export 写入文件\n"


def message_of(each: LedgerFinding) -> str:
    """Its sentence; what a person has confirmed is told as a fact."""
    finding = each.finding
    return confirmed_words(finding.rule, finding.message) if each.by_person else finding.message


def certainty(each: LedgerFinding) -> str:
    """确认 or 疑似, as it counts."""
    return CONFIDENCE[Confidence.CONFIRMED if each.is_certain else Confidence.SUSPECTED]


def json_lines(found: Iterable[LedgerFinding]) -> Iterator[str]:
    """One object a line: the finding record of an audit, with what the ledger knows."""
    for each in found:
        yield json_line(record(each))


def record(each: LedgerFinding) -> dict[str, Any]:
    """A finding of the ledger as an object."""
    return {
        **finding_record(each.finding),
        "id": each.id,
        "site": each.home_url,
        "site_name": each.site_name,
        "state": each.state,
        "regressed": each.regressed,
        "first_seen": moment(each.first_seen),
        "last_seen": moment(each.last_seen),
        "passes": each.seen_passes,
        "assignee": each.assignee or None,
        "entered": each.entered,
    }


def csv_text(found: Iterable[LedgerFinding]) -> str:
    """A CSV file for a spreadsheet; nothing in it is taken for a formula."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(HEADER)
    for each in found:
        finding = each.finding
        rule = catalogue().get(finding.rule)
        cells = [
            each.id, each.site_name or each.home_url, finding.rule, rule.name if rule else finding.rule, state_words(each),
            certainty(each), day(each.first_seen), day(each.last_seen), each.seen_passes, each.assignee,
            finding.column or "", message_of(each), finding.url, finding.page,
            evidence_text(finding),
        ]  # fmt: skip
        writer.writerow([_cell(cell) for cell in cells])
    return out.getvalue()


def suppression_lines(
    found: Sequence[Suppression], sites: Mapping[int, str], single: Iterable[LedgerFinding] = ()
) -> Iterator[str]:
    """Dismissals, a line each; `single` are the findings that were dismissed one by one."""
    known = {(int(each.site_id), each.fingerprint): each for each in single}
    if not found:
        yield "没有排除规则\n"
        return
    rows = [["编号", "网站", "规则", "对象", "原因", "截止", "登记人", "登记日期"]]
    for each in found:
        site = "全部" if each.site_id is None else sites.get(each.site_id, str(each.site_id))
        one = known.get((int(each.site_id or 0), each.fingerprint))
        rule = one.finding.rule if one else each.rule
        subject = f"问题{one.id}" if one else "单个问题" if each.fingerprint else each.subject
        until = each.until.isoformat() if each.until else "长期"
        rows.append([str(each.id), site, rule, subject, each.reason, until, each.author, day(each.created_at)])
    yield from aligned(rows, numbers=frozenset({0}))


def suppression_records(found: Iterable[Suppression], sites: Mapping[int, str]) -> Iterator[str]:
    """Dismissals as objects, for the end of an export."""
    for each in found:
        yield json_line(
            {
                "type": "suppression",
                "id": each.id,
                "site": None if each.site_id is None else sites.get(each.site_id),
                "rule": each.rule,
                "subject": each.subject,
                "fingerprint": each.fingerprint or None,
                "reason": each.reason,
                "until": each.until.isoformat() if each.until else None,
                "author": each.author,
                "created": moment(each.created_at),
                "withdrawn": moment(each.withdrawn_at) if each.withdrawn_at else None,
            }
        )


def state_words(each: LedgerFinding) -> str:
    """A state in words; a fault that came back says so."""
    return STATES.get(each.state, each.state) + ("（再次出现）" if each.regressed else "")


def day(value: datetime) -> str:
    """The day in China."""
    return f"{value.astimezone(SHANGHAI):%Y-%m-%d}"


def moment(value: datetime) -> str:
    """A moment as other programs read it."""
    return value.astimezone(SHANGHAI).isoformat("T", "seconds")


def _cell(value: object) -> str:
    # Not `plain` alone: it cuts long texts, and evidence is kept whole.
    text = "".join(c if c.isprintable() or c == " " else " " for c in str(value))
    return f"'{text}" if text.startswith(_FORMULA) else text


def json_line(value: Mapping[str, Any]) -> str:
    """One object as a line."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")) + "\n"


__all__ = [
    "EVENTS",
    "STATES",
    "csv_text",
    "json_line",
    "json_lines",
    "record",
    "state_words",
    "suppression_lines",
    "suppression_records",
    "table_lines",
]
