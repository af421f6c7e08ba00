"""Figures over time at a terminal."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from reports.aligned import aligned
from reports.findings import day
from reports.passes import KINDS
from rules.catalogue import catalogue
from storage.trends import PassRate, TimeToFix, Trends


def lines(trends: Trends) -> Iterator[str]:
    """All four tables."""
    yield from _rates(trends.rates)
    yield "\n每周变化\n"
    rows = [["周", "新增", "再次出现", "整改", "排除"]]
    rows += [[w.name, str(w.opened), str(w.regressed), str(w.fixed), str(w.suppressed)] for w in trends.weeks]
    yield from aligned(rows, numbers=frozenset({1, 2, 3, 4}))
    yield "\n整改用时（天）\n"
    rows = [["规则", "已整改", "平均", "中位", "未整改"]]
    rows += [_time(time) for time in trends.times if time.fixed or time.waiting]
    yield from aligned(rows, numbers=frozenset({1, 2, 3, 4}))
    if trends.columns:
        yield "\n问题最多的栏目\n"
        rows = [["网站", "栏目", "未整改", "最早发现", "规则"]]
        rows += [
            [c.site_name[:24], c.column, str(c.open), day(c.oldest), "，".join(f"{rule} {n}" for rule, n in c.rules[:4])]
            for c in trends.columns
        ]
        yield from aligned(rows, numbers=frozenset({2}))


def _rates(rates: Sequence[PassRate]) -> Iterator[str]:
    yield "合格率\n"
    if not rates:
        yield "尚无周检测、月监测、季普查记录\n"
        return
    rows = [["检查", "周期", "网站", "已判定", "合格", "不合格", "疑似否决", "合格率", "平均得分", "问题"]]
    for r in rates:
        rate = f"{r.rate:.1%}" if r.rate is not None else "–"
        score = f"{r.mean_score:g}" if r.mean_score is not None else "–"
        counts = [str(n) for n in (r.sites, r.judged, r.passed, r.failed, r.suspected)]
        rows.append([KINDS[r.kind], r.period, *counts, rate, score, str(r.findings)])
    yield from aligned(rows, numbers=frozenset(range(2, 10)))


def _time(time: TimeToFix) -> list[str]:
    rule = catalogue().get(time.rule)
    name = f"{rule.name}（{time.rule}）" if rule else time.rule or "全部"
    mean, middle = (f"{time.mean_days:g}", f"{time.median_days:g}") if time.fixed else ("–", "–")
    return [name, str(time.fixed), mean, middle, str(time.waiting)]
