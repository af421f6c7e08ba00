"""One finding of the ledger for a person: what is wrong, where, what it rests on, what to do, what happened to it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from model import SHANGHAI, Confidence
from reports.evidence import LABELS, LISTED, attempt_words
from reports.evidence_words import worded
from reports.field_words import PARTS, field_name
from reports.findings import EVENTS, STATES, day, message_of, moment, record, state_words
from reports.table import CONFIDENCE
from reports.visible import visible
from rules.catalogue import catalogue
from rules.explain import COUNTS
from storage.finding_rows import BY_A_PERSON, UNSOLVED
from storage.findings import LedgerFinding
from storage.over_time import PENDING

MOST = 20
"""Items of a list that are shown; the machine-readable forms have all."""
WIDE = 100
"""A list that is longer than this as text stands below its label, a line for each item."""
UNITS: Mapping[str, str] = {"d": "天", "m": "个月", "y": "年"}
IN_LISTS: Mapping[str, str] = {**LISTED, "wrong": "不正确的内容"}
_PROGRAM = "xuncha"
_DATES = frozenset({"time", "at", "not_after", "not_before", "observed_at", "from", "to"})


@dataclass(frozen=True, slots=True)
class Event:
    """One thing that happened to a finding."""

    at: datetime
    event: str
    state: str
    author: str
    note: str


def story_lines(each: LedgerFinding, events: Iterable[Event], advice: str) -> Iterator[str]:
    """The whole story, line by line. `advice` says how to mend it, "" where nobody has written that."""
    finding = each.finding
    rule = catalogue().get(finding.rule)
    yield f"问题{each.id}  {f'{rule.name}（{finding.rule}）' if rule else finding.rule}\n"
    yield f"{visible(message_of(each))}\n\n"
    site = f"{each.site_name}  {each.home_url}" if each.site_name else each.home_url
    facts = [
        ("网站", site),
        ("对象", finding.url),
        ("所在页面", finding.page if finding.page != finding.url else ""),
        ("栏目", finding.column or ""),
        ("计为", COUNTS[rule.counts] if rule else ""),
        ("可信度", _sureness(each)),
        ("状态", state_words(each)),
        ("发现", f"{day(each.first_seen)}首次，{day(each.last_seen)}最近，检查中见到{each.seen_passes}次"),
        ("负责人", each.assignee),
        ("录入", "由人工录入" if each.entered else ""),
    ]
    yield from (f"{label}  {visible(value)}\n" for label, value in facts if value)
    shown = list(evidence_lines(finding.evidence))
    if shown:
        yield "\n证据\n"
        yield from (f"  {line}\n" for line in shown)
    if advice:
        yield f"\n整改建议\n  {' '.join(advice.split())}\n"
    yield "\n经过\n"
    yield from (f"  {line}\n" for line in map(_happened, events))
    if each.state in UNSOLVED and not each.entered:
        confirm = "" if each.state in BY_A_PERSON else f"确认 xuncha findings confirm {each.id}；"
        dismiss = f"排除 xuncha findings dismiss {each.id} --reason 原因"
        yield f"\n下一步  {confirm}{dismiss}；复查 xuncha findings recheck {each.id}\n"


def story_record(each: LedgerFinding, events: Iterable[Event]) -> dict[str, Any]:
    """The same as an object."""
    told = [
        {"time": moment(e.at), "event": e.event, "state": e.state, "author": e.author, "note": e.note or None} for e in events
    ]
    return record(each) | {"events": told}


def evidence_lines(evidence: dict[str, Any]) -> Iterator[str]:
    """Every field that holds something, those that a reader wants first at the top."""
    keys = [key for key in LABELS if key in evidence] + sorted(key for key in evidence if key not in LABELS)
    for key in keys:
        value = evidence[key]
        if value is None or value in ("", [], {}) or (not value and key not in LABELS):
            continue
        name = LABELS.get(key) or field_name(key)
        if key == "limit" and "working_days" in evidence:
            name = "期限（工作日）"
        yield from _field(IN_LISTS.get(key, name) if isinstance(value, list) else name, key, value)


def _field(label: str, key: str, value: Any) -> Iterator[str]:
    """A field in one line, or a list of objects or addresses with a line each."""
    if not isinstance(value, list) or not (isinstance(value[0], dict) or len(_text(key, value)) > WIDE):
        yield f"{label}：{_text(key, value)}"
        return
    yield f"{label}：{len(value)}项" if len(value) > 1 else f"{label}："
    for item in value[:MOST]:
        yield f"  {attempt_words(item) if key == 'attempts' and 'time' in item else _text(key, item)}"
    if len(value) > MOST:
        yield f"  …… 其余{len(value) - MOST}项见 --format jsonl"


def _text(key: str, value: Any) -> str:
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, dict):
        told = ((name, part) for name, part in value.items() if part not in (None, "", [], {}))
        return visible("，".join(f"{PARTS.get(name, name)} {_text(name, part)}" for name, part in told))
    if isinstance(value, list | tuple):
        more = f" 等{len(value)}个" if len(value) > MOST else ""
        return "、".join(_text(key, part) for part in value[:MOST]) + more
    if isinstance(value, float):
        return f"{value:g}"
    text = str(value)
    if key == "limit" and text[:-1].isdigit() and text[-1] in UNITS:
        return f"{text[:-1]}{UNITS[text[-1]]}"
    return visible(_moment(text) if key in _DATES else worded(key, text))


def _moment(text: str) -> str:
    try:
        return f"{datetime.fromisoformat(text).astimezone(SHANGHAI):%Y-%m-%d %H:%M}" if "T" in text else text
    except ValueError:
        return text


def _sureness(each: LedgerFinding) -> str:
    if each.by_person:
        return "已由人工确认，计分"
    sure = CONFIDENCE[each.finding.confidence]
    if each.finding.confidence is Confidence.CONFIRMED:
        return sure
    return f"{sure}，{each.finding.evidence.get(PENDING) or '人工确认后才计分'}"


def _happened(each: Event) -> str:
    what = EVENTS.get(each.event, each.event)
    became = "" if each.state == each.event else f" → {STATES.get(each.state, each.state)}"
    who = "巡查程序" if each.author == _PROGRAM else visible(each.author)
    note = f"：{visible(each.note)}" if each.note else ""
    return f"{each.at.astimezone(SHANGHAI):%Y-%m-%d %H:%M}  {what}{became}（{who}）{note}"
