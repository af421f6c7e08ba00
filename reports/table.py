"""The result of an audit for a person at a terminal: findings by rule, what could not be judged, the verdict."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Mapping

from model import Confidence, Coverage, Finding, Rule
from reports.share_looked_at import sampled
from rules.reasons import REASONS
from rules.score import Score

MAX_CELL = 400
CONFIDENCE = {Confidence.CONFIRMED: "确认", Confidence.SUSPECTED: "疑似"}


def lines(
    *,
    site: str,
    findings: Iterable[Finding],
    unknowns: Iterable[tuple[str, str, str]],
    coverage: Coverage,
    score: Score | None,
    catalogue: Mapping[str, Rule],
    dismissed: int = 0,
) -> Iterator[str]:
    """The whole result, line by line."""
    yield f"{site}\n"
    counts: dict[str, int] = {}
    for finding in findings:
        if finding.rule not in counts:
            name = catalogue[finding.rule].name if finding.rule in catalogue else finding.rule
            yield f"\n■ {name}（{finding.rule}）\n"
        counts[finding.rule] = counts.get(finding.rule, 0) + 1
        yield from _finding(finding)
    yield from _unknowns(list(unknowns))
    yield from _summary(counts, coverage, score, dismissed)


def _finding(finding: Finding) -> Iterator[str]:
    yield f"  [{CONFIDENCE[finding.confidence]}] {plain(finding.message)}\n"
    yield f"      {plain(finding.url)}\n"
    if finding.page != finding.url:
        yield f"      所在页面 {plain(finding.page)}\n"


def _unknowns(unknowns: list[tuple[str, str, str]]) -> Iterator[str]:
    if not unknowns:
        return
    yield f"\n□ 未判定 {len(unknowns)} 项（不计分）\n"
    for rule, url, reason in unknowns[:20]:
        yield f"  {rule}  {plain(url)}  {plain(reason)}\n"
    if len(unknowns) > 20:
        yield f"  …… 其余 {len(unknowns) - 20} 项见 --format jsonl 或数据库\n"


def _summary(counts: Mapping[str, int], coverage: Coverage, score: Score | None, dismissed: int) -> Iterator[str]:
    total = sum(counts.values())
    yield f"\n共发现问题 {total} 个" + (f"（{'，'.join(f'{rule} {n}' for rule, n in counts.items())}）" if total else "") + "\n"
    if dismissed:
        yield f"另有 {dismissed} 个问题已由人工排除，未列入\n"
    yield f"读取页面 {coverage.pages} 个，请求 {coverage.requests} 次，用时 {coverage.seconds:.0f} 秒\n"
    if part := sampled(coverage):
        yield f"{part}\n"
    elif not coverage.complete:
        reason = REASONS.get(coverage.reason, coverage.reason)
        yield f"检查不完整：{reason}，尚有 {coverage.pending} 个已知网址未检查\n"
    if coverage.unparseable:
        yield f"无法解析的页面 {coverage.unparseable} 个\n"
    if score is None:
        return
    number = "不评分" if score.total is None else f"{score.total:g}分" + ("（分值待核）" if score.provisional else "")
    yield f"结果：{score.result}，{number}\n"
    for veto in score.vetoes:
        yield f"  单项否决{'（疑似，需人工确认）' if veto.suspected else ''}：{veto.name}，{veto.why}\n"


def plain(text: str) -> str:
    """Text from the web without anything that a terminal would obey: control and direction characters."""
    kept = (" " if unicodedata.category(c) in ("Cc", "Cf", "Zl", "Zp", "Cs") else c for c in text[:MAX_CELL])
    return "".join(kept)
