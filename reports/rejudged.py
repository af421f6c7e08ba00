"""A pass by two packs side by side: results, scores, and the findings that differ."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from typing import Protocol

from model import Finding, Pass, Site
from reports.aligned import aligned
from reports.json_lines import finding_record
from reports.passes import KINDS
from reports.score import total_words
from reports.table import plain
from rules import Ruleset
from rules.catalogue import catalogue
from rules.score import Score

MAX_SHOWN = 20


class Judged(Protocol):
    """A score that was made."""

    @property
    def score(self) -> Score:
        """The score."""


class Compared(Protocol):
    """One site of a pass by both packs (rejudging.Rejudged)."""

    @property
    def site(self) -> Site: ...
    @property
    def inspection(self) -> Pass: ...
    @property
    def before(self) -> Judged | None: ...
    @property
    def after(self) -> Judged: ...
    @property
    def gone(self) -> Sequence[Finding]: ...
    @property
    def new(self) -> Sequence[Finding]: ...
    @property
    def remarks(self) -> Sequence[str]: ...


def table_lines(found: Sequence[Compared], ruleset: Ruleset) -> Iterator[str]:
    """A line for each site, then what differs."""
    if not found:
        yield "该次检查没有可重新判定的网站\n"
        return
    inspection = found[0].inspection
    yield f"{KINDS[inspection.kind]} {inspection.period}（编号{inspection.id}）：{inspection.ruleset} → {ruleset.pack.name}"
    yield "（试算，不改变检查记录）\n\n"
    rows = [["网站", "原结果", "原得分", "新结果", "新得分", "减少", "增加"]]
    for each in found:
        then = each.before.score if each.before is not None else None
        before = [then.result, total_words(then)] if then is not None else ["–", "–"]
        after = [each.after.score.result, total_words(each.after.score)]
        rows.append([each.site.shown_name, *before, *after, str(len(each.gone)), str(len(each.new))])
    yield from aligned(rows, numbers=frozenset({5, 6}))
    for each in found:
        yield from _differences(each)


def _differences(each: Compared) -> Iterator[str]:
    if not (each.gone or each.new or each.remarks):
        return
    yield f"\n{plain(each.site.shown_name)}\n"
    for remark in each.remarks:
        yield f"  注：{remark}\n"
    for sign, findings in (("－", each.gone), ("＋", each.new)):
        for finding in findings[:MAX_SHOWN]:
            yield f"  {sign} {_name(finding)}　{plain(finding.message)}　{plain(finding.url)}\n"
        if len(findings) > MAX_SHOWN:
            yield f"  {sign} …… 其余{len(findings) - MAX_SHOWN}个\n"


def json_lines(found: Sequence[Compared]) -> Iterator[str]:
    """One object for each site."""
    for each in found:
        then = each.before.score if each.before is not None else None
        record = {
            "type": "rejudged",
            "site": each.site.home_url,
            "pass": each.inspection.id,
            "pack": each.after.score.pack,
            "before": {"result": then.result, "score": then.total} if then is not None else None,
            "after": {"result": each.after.score.result, "score": each.after.score.total},
            "gone": [finding_record(finding) for finding in each.gone],
            "new": [finding_record(finding) for finding in each.new],
            "remarks": list(each.remarks),
        }
        yield json.dumps(record, ensure_ascii=False, separators=(",", ":")) + "\n"


def _name(finding: Finding) -> str:
    rule = catalogue().get(finding.rule)
    return rule.name if rule else finding.rule
