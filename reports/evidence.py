"""The evidence of a finding as labelled lines that a person reads in ten seconds."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any

from model import SHANGHAI, Finding
from reports.evidence_words import CODES
from reports.visible import visible

LABELS: Mapping[str, str] = {
    "wrong": "原文",
    "right": "应为",
    "context": "所在句子",
    "title": "标题",
    "document_number": "文号",
    "published": "发布日期",
    "date": "日期",
    "kind": "类别",
    "latest": "最新信息日期",
    "days": "距今天数",
    "limit_days": "期限（天）",
    "received": "收到日期",
    "replied": "答复日期",
    "working_days": "工作日数",
    "missing": "缺少",
    "reason": "原因",
    "status": "返回码",
    "text": "链接文字",
    "pages": "涉及页面数",
    "duplicate_of": "与此重复",
    "similarity": "相似度",
    "policy": "政策文件",
    "interpretation": "解读",
    "masked": "内容（已遮盖）",
    "places": "所在页面",
    "attempts": "核实经过",
    "pending": "尚待核实",
    "examples": "示例",
    "copies": "重复篇数",
    "columns": "栏目",
    "expected": "应有",
    "found": "实有",
}
"""Evidence keys that say something to a reader, in the order of reading. Others stay in the machine-readable forms."""

LISTED: Mapping[str, str] = {"pages": "页面"}
"""Labels of keys that some rules fill with a list."""
MOST = 5
LONGEST_VALUE = 300
CODED = ("reason", "kind", "how", "basis", "missing")


def evidence_lines(finding: Finding) -> Iterator[tuple[str, str]]:
    """(label, value) of what the evidence says."""
    for key, label in LABELS.items():
        value = finding.evidence.get(key)
        text = _worded(key, value)
        if text:
            yield LISTED.get(key, label) if isinstance(value, list) else label, visible(text, LONGEST_VALUE)


def evidence_text(finding: Finding) -> str:
    """The same in one line."""
    return "；".join(f"{label}：{value}" for label, value in evidence_lines(finding))


def _worded(key: str, value: Any) -> str:
    if value is None or value in ("", [], {}, False):
        return ""
    if key == "attempts" and isinstance(value, list):
        return "；".join(attempt_words(each) for each in value[:MOST] if isinstance(each, dict))
    if isinstance(value, str):
        return CODES.get(value, value) if key in CODED else value
    if key == "places" and isinstance(value, list) and len(value) < 2:
        return ""  # the finding's own page
    if isinstance(value, list | tuple):
        more = f" 等{len(value)}个" if len(value) > MOST else ""
        words = (CODES.get(each, each) if key in CODED and isinstance(each, str) else each for each in value[:MOST])
        return "、".join(map(_piece, words)) + more
    return _piece(value)


def _piece(value: Any) -> str:
    if isinstance(value, str):
        return value
    if isinstance(value, dict):
        page = value.get("page") or value.get("url")
        return str(page) if page else "、".join(f"{name}：{each}" for name, each in list(value.items())[:MOST] if each)
    if isinstance(value, float):
        return f"{value:g}"
    return str(value)


def attempt_words(attempt: Mapping[str, Any]) -> str:
    """One try to open an address: when, and what came of it."""
    outcome = attempt.get("status") or CODES.get(str(attempt.get("error")), str(attempt.get("error") or ""))
    return f"{_moment(str(attempt.get('time', '')))} {outcome}".strip()


def _moment(text: str) -> str:
    try:
        return f"{datetime.fromisoformat(text).astimezone(SHANGHAI):%m-%d %H:%M:%S}"
    except ValueError:
        return text
