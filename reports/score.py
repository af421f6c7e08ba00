"""A score for a person: the result, what it rests on, and every deduction with its clause, amount, cap and certainty."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field

from model import Confidence, Finding, Pass, Site
from reports.aligned import aligned
from reports.passes import KINDS
from reports.table import CONFIDENCE, plain
from rules import Ruleset
from rules.catalogue import catalogue
from rules.ruleset import MARKS, UNSURE
from rules.score import Score
from storage.bonuses import Bonus
from storage.packing import fingerprint

MAX_SHOWN = 20


@dataclass(frozen=True, slots=True)
class ScoreSheet:
    """One site's score with everything that a reader asks for."""

    site: Site
    inspection: Pass
    ruleset: Ruleset
    score: Score
    findings: Sequence[Finding]
    confirmed: frozenset[str]  # fingerprints
    bonuses: Sequence[Bonus] = ()
    no_service: bool = False
    remarks: Sequence[str] = ()
    behind: Mapping[tuple[str, str], Sequence[Finding]] = field(default_factory=dict)  # (item, rule) -> what it counts


def table_lines(sheet: ScoreSheet, *, explain: bool = False) -> Iterator[str]:
    """The sheet; `explain` adds the findings behind each line."""
    result, pack = sheet.score, sheet.ruleset.pack
    yield f"{plain(sheet.site.shown_name)}　{sheet.site.kind.value}网站　{plain(sheet.site.home_url)}\n"
    inspection = f"{KINDS[sheet.inspection.kind]} {sheet.inspection.period}（编号{sheet.inspection.id}）"
    yield f"{inspection}　{pack.title}（{pack.basis}）\n"
    yield f"结果：{result.result}　{total_words(result)}\n"
    yield from _vetoes(sheet)
    yield from _deductions(sheet, explain)
    if explain:
        yield from _uncounted(sheet)
    yield from _arithmetic(sheet)
    for note in (*result.notes, *sheet.remarks):
        yield f"注：{note}\n"


def total_words(result: Score) -> str:
    """The number, or why there is none."""
    if result.total is None:
        return "不评分"
    return f"{result.total:g}分" + ("（分值待核）" if result.provisional else "")


def _vetoes(sheet: ScoreSheet) -> Iterator[str]:
    for veto in sheet.score.vetoes:
        state = "疑似，需人工确认" if veto.suspected else "已确认"
        yield f"  单项否决（{state}）：{veto.name}——{veto.why}\n"
    for veto in sheet.score.candidates:
        yield f"  疑似单项否决线索：{veto.name}——{veto.why}（有待人工判断的问题，确认后才成立）\n"
    for serious in sheet.score.serious:
        yield f"  严重问题（不属单项否决）：{serious.name}——{serious.why}\n"


def _deductions(sheet: ScoreSheet, explain: bool) -> Iterator[str]:
    if not sheet.score.lines:
        return
    rows = [["指标", "规则", "问题", "扣分", "上限", "把握", "备注", "依据"]]
    for line in sheet.score.lines:
        row = [line.item, f"{line.name}（{line.rule}）", str(line.count), f"{line.points:g}", f"{line.cap:g}"]
        rows.append([*row, line.mark, line.note or "–", line.basis])
    table = list(aligned(rows, numbers=frozenset({2, 3, 4})))
    yield "\n" + table[0]
    for line, text in zip(sheet.score.lines, table[1:], strict=True):
        yield text
        if explain:
            yield from _listed(sheet, sheet.behind.get((line.item, line.rule), ()), line.rule)
    marks = dict.fromkeys(line.mark for line in sheet.score.lines)
    yield "把握：" + "；".join(f"{mark} {MARKS[mark]}" for mark in marks) + "\n"


def _uncounted(sheet: ScoreSheet) -> Iterator[str]:
    """The findings that stand in no line, by rule: suspected ones, and what is deducted elsewhere or not at all."""
    if not sheet.score.lines:
        return
    counted = {_same(finding) for found in sheet.behind.values() for finding in found}
    rest: dict[str, list[Finding]] = {}
    for finding in sheet.findings:
        if _same(finding) not in counted:
            rest.setdefault(finding.rule, []).append(finding)
    if rest:
        yield "\n未计入扣分的问题（疑似的、抽查以外的、已在别处扣分的、本规则包不扣分的）\n"
    for rule, found in rest.items():
        known = catalogue().get(rule)
        yield f"{known.name if known else rule}（{rule}）{len(found)}个\n"
        yield from _listed(sheet, found, rule)


def _same(finding: Finding) -> tuple[str, str, str]:
    return finding.rule, finding.url, finding.discriminator


def _listed(sheet: ScoreSheet, found: Sequence[Finding], rule: str) -> Iterator[str]:
    for finding in found[:MAX_SHOWN]:
        certainty = "人工确认" if _by_person(sheet, finding) else CONFIDENCE[finding.confidence]
        yield f"    [{certainty}] {plain(finding.message)}　{plain(finding.url)}\n"
    if len(found) > MAX_SHOWN:
        yield f"    …… 其余{len(found) - MAX_SHOWN}个见 xuncha findings list --rule {rule}\n"


def _by_person(sheet: ScoreSheet, finding: Finding) -> bool:
    return fingerprint(finding.rule, finding.url, finding.discriminator) in sheet.confirmed


def _arithmetic(sheet: ScoreSheet) -> Iterator[str]:
    result, pack = sheet.score, sheet.ruleset.pack
    if result.total is None:
        return
    lost = round(sum(line.points for line in result.lines), 4)
    base = pack.total
    if sheet.no_service and pack.exempt_group:
        base -= sheet.ruleset.groups[pack.exempt_group].total
    plain_score = round(result.total - result.bonus, 2)
    scaled = "" if base == pack.total else f"×{pack.total:g}/{base:g}（不检查{pack.exempt_group}）"
    sum_ = f"{base:g}－{lost:g}" if not scaled else f"（{base:g}－{lost:g}）{scaled}"
    yield f"\n得分：{sum_}＝{plain_score:g}"
    if result.bonus:
        yield f"；加分{result.bonus:g}，合计{result.total:g}"
    yield f"；{pack.pass_mark:g}分以下不合格\n"
    entered = sum(bonus.points for bonus in sheet.bonuses)
    for bonus in sheet.bonuses:
        yield f"  加分{bonus.id}　{plain(bonus.area)} {bonus.points:g}分：{plain(bonus.reason)}（{plain(bonus.author)}）\n"
    if entered and entered != result.bonus:
        why = f"，得分超过{pack.bonus_from:g}分才加" if pack.bonus_from is not None and not result.bonus else ""
        yield f"  登记加分{entered:g}，计入{result.bonus:g}（最多{pack.bonus_cap:g}分{why}）\n"
    open_ = sum(f.confidence is Confidence.SUSPECTED and not _by_person(sheet, f) for f in sheet.findings)
    if open_:
        yield f"另有疑似问题{open_}个，人工确认后才计分（xuncha findings list --confidence suspected）\n"


def json_record(sheet: ScoreSheet) -> str:
    """The sheet as one JSON object on a line."""
    result = sheet.score
    record = {
        "type": "score",
        "site": sheet.site.home_url,
        "site_name": sheet.site.name,
        "kind": sheet.site.kind.value,
        "pass": sheet.inspection.id,
        "period": sheet.inspection.period,
        "pack": result.pack,
        "pack_hash": result.hash,
        "result": result.result,
        "score": result.total,
        "bonus": result.bonus,
        "provisional": result.provisional,
        "complete": result.complete,
        "vetoes": [asdict(veto) for veto in result.vetoes],
        "candidates": [asdict(veto) for veto in result.candidates],
        "serious": [asdict(veto) for veto in result.serious],
        "lines": [asdict(line) | {"unsure": line.mark in UNSURE} for line in result.lines],
        "notes": [*result.notes, *sheet.remarks],
    }
    return json.dumps(record, ensure_ascii=False, separators=(",", ":")) + "\n"
