"""站点无法访问

What: 首页在规定时间内打不开。有连续监测记录的，按记录计算失败占比；单次检查只作一组间隔访问，首次打开失败、
其后各次也都失败，或者失败与成功相间、占比达到标准的，列为疑似。
Why: 国办秘函〔2019〕19号单项否决“站点无法访问”：监测1周，每天间隔性访问20次以上，超过（含）15秒网站仍打不开的次数
占比累计达到（含）5%以上。
Evidence: `missing`（为空列表）、`basis`（monitoring 连续监测；visits 单次检查中的间隔访问）、`visits`、`failures`、
`failed_percent`、`limit_percent`、`limit_seconds`、`from`、`to`，以及每次失败的时间和原因 `attempts`。
Not a finding when: 拦截页、验证页、按程序拒绝（403、412、521等）；本机网络、解析或程序自身繁忙；页面公告正在维护；
首次能打开而抓取之后全部打不开（可能是本机被限制访问）；监测不满一周或每天不足20次；只失败一次。
How to fix: 检查服务器、带宽、域名解析和安全防护设备的状态，恢复访问；确需临时关停的，事先报批并公告。
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from checks import Confidence, Finding, Iterator, Params, SiteView, Unknown, check

RULE = "site-unreachable"
_SHOWN = 12
_LEAST_DEAD = 4
_LEAST_MIXED = 12
_WORDS: Mapping[str, str] = {
    "dns": "域名无法解析",
    "connect": "连接被拒绝或无法建立",
    "reset": "连接被中断",
    "timeout": "超过时限仍未打开",
    "tls": "无法建立安全连接",
    "http-status": "返回错误状态",
    "redirect-loop": "循环跳转",
}
Fact = Mapping[str, Any]


class SiteUnreachableParams(Params):
    """The official measure: so many visits a day over so many days, limit of one visit, share of failures.

    `warn_percent` is our early warning; it is shown and never a finding.
    """

    visits_per_day: int = 20
    days: int = 7
    timeout_seconds: float = 15
    failed_percent: float = 5
    warn_percent: float = 3


@check(RULE, needs=["uptime"])
def site_unreachable(site: SiteView, p: SiteUnreachableParams) -> Iterator[Finding | Unknown]:
    """The home page did not open often enough."""
    facts = site.probes.get("uptime")
    if not facts:
        yield Unknown(RULE, site.site.home_url, "未能进行首页访问监测（时间已用完或检查被中断）")
        return
    history = facts.get("history") or {}
    if _is_enough(history, p):
        yield from _monitored(site, history, p)
        return
    yield from _one_off(site, facts, p)


def _is_enough(history: Fact, p: SiteUnreachableParams) -> bool:
    """Whether the record holds a whole week of days with enough visits each."""
    days = [day for day in history.get("days", ()) if day["visits"] >= p.visits_per_day]
    return len(days) >= p.days


def _monitored(site: SiteView, history: Fact, p: SiteUnreachableParams) -> Iterator[Finding | Unknown]:
    days = [day for day in history["days"] if day["visits"] >= p.visits_per_day][-p.days :]
    visits, failures = sum(day["visits"] for day in days), sum(day["failed"] for day in days)
    percent = 100 * failures / visits
    span = f"{days[0]['day']}至{days[-1]['day']}"
    if percent >= p.failed_percent:
        message = (
            f"疑似站点无法访问：{span}连续监测{len(days)}天，间隔访问首页{visits}次，{p.timeout_seconds:g}秒内未打开{failures}次，"
            f"占{percent:.1f}%，达到{p.failed_percent:g}%的标准。"
        )
        evidence = _evidence("monitoring", visits, failures, p) | {"from": days[0]["day"], "to": days[-1]["day"], "days": days}
        attempts = list(history.get("failures", ()))[-_SHOWN:]
        yield _finding(site, message, evidence | {"attempts": attempts}, Confidence.CONFIRMED)
    elif percent >= p.warn_percent:
        reason = f"预警：{span}首页访问失败{failures}次，占{percent:.1f}%，接近{p.failed_percent:g}%的标准"
        yield Unknown(RULE, site.site.home_url, reason)


def _one_off(site: SiteView, facts: Fact, p: SiteUnreachableParams) -> Iterator[Finding | Unknown]:
    visits: Sequence[Fact] = facts.get("visits", ())
    valid = [visit for visit in visits if visit["outcome"] in ("ok", "failed")]
    failed = [visit for visit in valid if visit["outcome"] == "failed"]
    opened = facts.get("arrival") is not None
    doubt = _doubt(facts, visits, failed, valid, opened=opened)
    if doubt:
        yield Unknown(RULE, site.site.home_url, doubt)
    if doubt or not failed:
        return
    percent = 100 * len(failed) / len(valid)
    causes = "、".join(dict.fromkeys(_cause(visit) for visit in failed))
    if len(failed) == len(valid):
        message = f"疑似站点无法访问：间隔访问首页{len(valid)}次均未能打开（{causes}）。"
    elif percent >= p.failed_percent:
        message = (
            f"疑似站点无法访问：间隔访问首页{len(valid)}次，{p.timeout_seconds:g}秒内未打开{len(failed)}次，"
            f"占{percent:.0f}%（{causes}），应连续监测一周后认定。"
        )
    else:
        return
    evidence = _evidence("visits", len(valid), len(failed), p)
    evidence |= {"from": visits[0]["at"], "to": visits[-1]["at"], "attempts": failed[:_SHOWN]}
    yield _finding(site, message, evidence, Confidence.SUSPECTED)


def _doubt(facts: Fact, visits: Sequence[Fact], failed: Sequence[Fact], valid: Sequence[Fact], *, opened: bool) -> str:
    """Why the series proves nothing, "" when it speaks."""
    if not valid and visits:
        refused = any(visit["outcome"] == "refused" for visit in visits)
        if all(visit["outcome"] == "refused" and visit.get("error") == "tls" for visit in visits):
            return "首页的加密方式本机不支持（可能只支持国密算法），未能判断，请用支持国密的浏览器核实"
        return "首页按程序拒绝了访问（拦截页或验证页），未能判断" if refused else "本机网络、解析或程序自身繁忙，未能判断"
    if not failed:
        return "" if visits else "没有完成首页访问"
    if any(visit["outcome"] == "refused" for visit in visits):
        return "首页有时返回拦截页或验证页，打不开的各次可能是对程序的限制，未能判断"
    if any(visit.get("note") == "maintenance" for visit in failed):
        return "首页公告正在维护或暂停服务，请核实是否已报批"
    if any(visit.get("status") is None for visit in failed) and not facts.get("network"):
        return "对照网站也无法访问，可能是本机网络的问题，未能判断"
    if opened and len(failed) == len(valid):
        return "首页先能打开，抓取之后均未能打开，可能是本机被限制访问，请另行核实"
    if not opened and len(failed) == len(valid):
        return "" if len(valid) >= _LEAST_DEAD else f"只完成{len(valid)}次访问，不足以判断"
    if len(failed) < 2 or len(valid) < _LEAST_MIXED:
        return f"间隔访问首页{len(valid)}次，其中{len(failed)}次未打开，应继续监测"
    return ""


def _cause(visit: Fact) -> str:
    if visit.get("status") is not None and visit["error"] == "http-status":
        return f"状态码{visit['status']}"
    return _WORDS.get(str(visit["error"]), "无有效应答")


def _evidence(basis: str, visits: int, failures: int, p: SiteUnreachableParams) -> dict[str, Any]:
    return {
        "missing": [],
        "basis": basis,
        "visits": visits,
        "failures": failures,
        "failed_percent": round(100 * failures / visits, 2),
        "limit_percent": p.failed_percent,
        "limit_seconds": p.timeout_seconds,
    }


def _finding(site: SiteView, message: str, evidence: dict[str, Any], confidence: Confidence) -> Finding:
    home = site.site.home_url
    return Finding(rule=RULE, url=home, page=home, message=message, confidence=confidence, evidence=evidence)
