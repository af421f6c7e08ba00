"""Single-item vetoes (单项否决): which rules of a pack reach their line, and whether a person has confirmed it."""

from __future__ import annotations

import calendar
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from model import Counts, Finding, Group
from rules.catalogue import catalogue
from rules.ruleset import Ruleset, RuleSetting

BUCKETS: Mapping[str, str] = {
    "A": "动态要闻类及一级通知公告、政策文件类栏目",
    "B": "应更新栏目",
}


@dataclass(frozen=True, slots=True)
class Veto:
    """A veto, or a finding that stands beside the vetoes (serious)."""

    rule: str
    name: str
    why: str  # Chinese, with the count and the line that it reaches
    count: int
    suspected: bool  # a person has not yet confirmed enough of it
    bucket: str = ""  # which of a rule's counters, where it has several


@dataclass(frozen=True, slots=True)
class Circumstances:
    """What a judgement on vetoes needs beside the findings."""

    person_confirmed: Callable[[Finding], bool]
    as_of: date | None = None
    subjects: Mapping[str, int] | None = None  # how many subjects (guides, columns) were examined, by rule
    no_service: bool = False  # a body without outward services: its service rules are not judged


def find_vetoes(findings: Iterable[Finding], ruleset: Ruleset, about: Circumstances) -> list[Veto]:
    """Every veto that these findings make, in the order of the catalogue."""
    by_rule: dict[str, list[Finding]] = {}
    for finding in findings:
        by_rule.setdefault(finding.rule, []).append(finding)
    found: list[Veto] = []
    for rule in catalogue().values():
        if rule.id not in by_rule or (about.no_service and rule.group is Group.SERVICE):
            continue
        for bucket, label, group, needed in _counters(ruleset.rules[rule.id], by_rule[rule.id], about):
            subjects = {finding.url for finding in group}
            confirmed = {finding.url for finding in group if about.person_confirmed(finding)}
            if len(subjects) >= needed:
                why = f"{label}{len(subjects)}个" + (f"，达到{needed}个" if needed > 1 else "")
                found.append(Veto(rule.id, rule.name, why, len(subjects), len(confirmed) < needed, bucket))
    return found


def find_serious(findings: Iterable[Finding], ruleset: Ruleset, about: Circumstances) -> list[Veto]:
    """Findings of serious rules, for the place beside the vetoes."""
    found: list[Veto] = []
    findings = list(findings)
    for rule in catalogue().values():
        group = [f for f in findings if f.rule == rule.id and ruleset.rules[rule.id].counts is Counts.SERIOUS]
        if group:
            confirmed = any(about.person_confirmed(finding) for finding in group)
            found.append(Veto(rule.id, rule.name, f"{rule.name}{len(group)}处", len(group), not confirmed))
    return found


def _counters(
    setting: RuleSetting, findings: Sequence[Finding], about: Circumstances
) -> Iterable[tuple[str, str, list[Finding], int]]:
    """The counters of a rule: (bucket, label, the findings that count, how many are a veto)."""
    name = catalogue()[setting.id].name
    if setting.counts is Counts.VETO:
        yield "", name, [f for f in findings if _old_enough(f, setting, about.as_of)], 1
    elif setting.counts is Counts.VETO_COUNT and setting.buckets:
        for bucket, needed in setting.buckets.items():
            label = f"{name}：{BUCKETS.get(bucket, bucket + '类栏目')}"
            yield bucket, label, [f for f in findings if f.evidence.get("bucket") == bucket], needed
    elif setting.counts is Counts.VETO_COUNT:
        least = setting.when.get("missing", 0)
        label = f"{name}：缺少{least}类及以上的事项" if least else name
        needed = setting.when["count"]
        examined = (about.subjects or {}).get(setting.id, 0)
        if least and 0 < examined < needed:  # fewer items than the line: all of them
            needed = examined
        yield "", label, [f for f in findings if elements(f, "missing") >= least], needed


def _old_enough(finding: Finding, setting: RuleSetting, as_of: date | None) -> bool:
    """Rules with a `months` condition: unanswered for longer than that, and received within the look-back."""
    if "months" not in setting.when:
        return True
    received = _day(finding.evidence.get("received"))
    if as_of is None or received is None or finding.evidence.get("replied"):
        return False
    within = setting.when.get("within")
    if within and received < months_before(as_of, within):
        return False
    return received < months_before(as_of, setting.when["months"])


def elements(finding: Finding, key: str) -> int:
    """How many elements the evidence lists under `key`."""
    value = finding.evidence.get(key)
    return len(value) if isinstance(value, list | tuple) else 0


def _day(value: object) -> date | None:
    if not isinstance(value, str):
        return None
    try:
        return date.fromisoformat(value[:10])
    except ValueError:
        return None


def months_before(day: date, months: int) -> date:
    """The same day number `months` calendar months earlier, or the month's last day."""
    year, month = divmod(day.year * 12 + day.month - 1 - months, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))
