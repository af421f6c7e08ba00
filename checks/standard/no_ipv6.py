"""不支持IPv6访问

What: 网站域名没有AAAA记录；或者有AAAA记录而首页经IPv6打不开；经IPv6打开的首页与经IPv4打开的不是同一个页面的，列为疑似。
Why: 国办秘函〔2019〕19号“IPv6改造”；监测要求为域名有AAAA记录、首页可经IPv6访问、两种方式首页一致；
桂数广办发〔2023〕23号要求首页100%支持IPv6。
Evidence: `missing`（AAAA记录、首页IPv6访问、两种方式内容一致）、`host`、`aaaa`（查到的地址）、`attempts`（各次访问）、
`links`（首页下一级页面中抽查的数量、能经IPv6打开的数量）。
Not a finding when: 用IP地址或指定地址访问；内网域名；本机解析器对公认有AAAA记录的网站也查不到；本机没有IPv6网络
（此时只判断域名解析）；经IPv6访问被按程序拒绝。下一级页面的支持比例只作说明。
How to fix: 在域名解析中增加AAAA记录，网站服务器、内容分发和安全防护设备同时启用IPv6，并保证两种方式内容一致。
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from checks import Confidence, Finding, Params, SiteView, Unknown, check

RULE = "no-ipv6"
Fact = Mapping[str, Any]


class NoIpv6Params(Params):
    """Takes no parameters."""


@check(RULE, needs=["ipv6"])
def no_ipv6(site: SiteView, p: NoIpv6Params) -> Iterator[Finding | Unknown]:
    """The site cannot be reached over IPv6."""
    facts = site.probes.get("ipv6")
    why = (facts.get("skipped") or "") if facts else "未能检查（时间已用完或检查被中断）"
    if facts is None or why:
        yield Unknown(RULE, site.site.home_url, why)
        return
    host = facts["host"]
    if not facts["aaaa"]:
        yield from _without_record(site, facts, host)
    elif not facts["opened"]:
        yield from _not_opened(site, facts, host)
    elif facts["same"] is False:
        words = f"{host}的首页经IPv6打开的与经IPv4打开的不是同一个页面。"
        yield _finding(site, facts, "两种方式内容一致", words, Confidence.SUSPECTED)


def _without_record(site: SiteView, facts: Fact, host: str) -> Iterator[Finding | Unknown]:
    if not facts["control"]:
        yield Unknown(RULE, site.site.home_url, "本机的域名解析查不到任何AAAA记录，未能判断")
        return
    yield _finding(site, facts, "AAAA记录", f"网站域名{host}没有IPv6（AAAA）解析记录，不支持IPv6访问。", Confidence.CONFIRMED)


def _not_opened(site: SiteView, facts: Fact, host: str) -> Iterator[Finding | Unknown]:
    if not facts["machine"]:
        yield Unknown(RULE, site.site.home_url, "域名有AAAA记录；本机没有可用的IPv6网络，未能访问")
        return
    if any(each["error"] == "refused" for each in facts["tries"]):
        yield Unknown(RULE, site.site.home_url, "首页经IPv6访问时按程序拒绝，未能判断")
        return
    words = f"网站域名{host}有IPv6（AAAA）解析记录，但首页经IPv6访问{len(facts['tries'])}次均未能打开。"
    yield _finding(site, facts, "首页IPv6访问", words, Confidence.CONFIRMED)


def _finding(site: SiteView, facts: Fact, missing: str, message: str, confidence: Confidence) -> Finding:
    home = site.site.home_url
    return Finding(
        rule=RULE,
        url=home,
        page=home,
        confidence=confidence,
        message=message,
        evidence={
            "missing": [missing],
            "host": facts["host"],
            "aaaa": list(facts["aaaa"]),
            "attempts": list(facts.get("tries", ())),
            "links": facts.get("links"),
        },
    )
