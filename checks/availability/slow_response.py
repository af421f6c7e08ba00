"""网站打开速度慢

What: 多次间隔访问首页，打开时间的中位数超过上限。
Why: 国办发〔2017〕47号附件《网页设计规范》：页面加载时间建议不超过3秒。检查指标无此项，只在地方方案中计入。
Evidence: `missing`（为空列表）、`median_ms`、`limit_ms`、`visits`（计入的次数）、`milliseconds`（各次用时）、
`basis`（monitoring 连续监测；visits 单次检查）。
Not a finding when: 只有个别一次慢；本机程序繁忙（用时作废）；打开对照网站同样慢（是本机网络慢）；抓取之前快、之后才慢
（可能是对抓取的限速）；打不开的访问不算用时，属于“站点无法访问”。
How to fix: 压缩首页图片和脚本，启用缓存或内容分发，检查首页动态查询和服务器负载。
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from checks import Finding, Iterator, Params, SiteView, Unknown, check

RULE = "slow-response"
_LEAST = 5
_LEAST_MONITORED = 60


class SlowResponseParams(Params):
    """`seconds`: the longest median time in which the home page may open."""

    seconds: float = 3


@check(RULE, needs=["uptime"])
def slow_response(site: SiteView, p: SlowResponseParams) -> Iterator[Finding | Unknown]:
    """The home page opens slowly, again and again."""
    facts = site.probes.get("uptime")
    limit = p.seconds * 1000
    if not facts:
        yield Unknown(RULE, site.site.home_url, "未能测量首页打开时间（时间已用完或检查被中断）")
        return
    history = facts.get("history") or {}
    if history.get("opened", 0) >= _LEAST_MONITORED:
        if history["median_ms"] > limit:
            yield _finding(site, float(history["median_ms"]), limit, history["opened"], [], "monitoring")
        return
    yield from _one_off(site, facts, limit)


def _one_off(site: SiteView, facts: Mapping[str, Any], limit: float) -> Iterator[Finding | Unknown]:
    times = [visit["milliseconds"] for visit in facts.get("visits", ()) if visit["outcome"] == "ok"]
    middle = _median(times)
    if middle <= limit:
        return
    home = site.site.home_url
    before = (facts.get("arrival") or {}).get("milliseconds")
    control = facts.get("control_milliseconds")
    if len(times) < _LEAST:
        yield Unknown(RULE, home, f"只完成{len(times)}次有效访问，不足以判断打开速度")
    elif before is None or before <= limit:
        yield Unknown(RULE, home, "抓取之前打开较快，之后才变慢，可能是对抓取的限速")
    elif not facts.get("network") and (control is None or control > limit):
        yield Unknown(RULE, home, "对照网站同样很慢或无法打开，可能是本机网络慢")
    else:
        yield _finding(site, middle, limit, len(times), times, "visits")


def _median(values: list[int]) -> float:
    ordered = sorted(values)
    if not ordered:
        return 0.0
    middle = len(ordered) // 2
    return float(ordered[middle]) if len(ordered) % 2 else (ordered[middle - 1] + ordered[middle]) / 2


def _finding(site: SiteView, median: float, limit: float, visits: int, times: list[int], basis: str) -> Finding:
    home = site.site.home_url
    return Finding(
        rule=RULE,
        url=home,
        page=home,
        message=f"网站打开速度慢：{visits}次间隔访问首页，打开时间的中位数为{median / 1000:.1f}秒，超过{limit / 1000:g}秒。",
        evidence={
            "missing": [],
            "median_ms": round(median),
            "limit_ms": round(limit),
            "visits": visits,
            "milliseconds": times,
            "basis": basis,
        },
    )
