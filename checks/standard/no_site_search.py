"""站内搜索不可用或搜不到

What: 首页没有站内搜索；搜索地址打不开；用已发布信息的标题搜索，结果第一页找不到（疑似）。
Why: 国办秘函〔2019〕19号“信息搜索”：网站应提供站内搜索，随机抽取已发布信息的标题搜索，应能在结果第一页找到。
Evidence: `missing`（absent、broken 为“站内搜索”，not-found 为搜不到的标题）、`reason`（absent、broken、not-found）、
`form`（搜索地址）、`asked`、`found`、`urls`（搜不到的各页）、`attempts`（各次访问的状态）。
Not a finding when: 搜索框、搜索链接由脚本写入，或者页面头部看不到；搜索结果由脚本载入；以POST方式提交；拦截或验证码；
robots.txt不允许；搜索由上级平台提供而平台没有应答；刚发布一周内的信息不作样本；门户网站下的子站没有自己的搜索。
How to fix: 在首页显著位置提供站内搜索，保证搜索服务可用，及时更新索引，把网站全部已发布信息纳入搜索范围。
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from pydantic import Field

from checks import Confidence, Finding, Page, Params, SiteView, Unknown, check
from checks.lib import frames, sub_sites

RULE = "no-site-search"
_NAVIGATION = 10
Fact = Mapping[str, Any]
_UNKNOWN: Mapping[str, str] = {
    "unread": "首页未能读取",
    "hint": "首页有搜索入口，但由脚本实现，未能试用",
    "refused": "搜索地址按程序拒绝了访问，或者要求验证码",
    "unclear": "搜索结果由脚本载入或无法辨认，未能判断是否搜得到",
}


class NoSiteSearchParams(Params):
    """`titles`: how many titles are searched, at most three; `settle_days`: how old a sampled page must be."""

    titles: int = Field(default=3, ge=1)
    settle_days: int = Field(default=7, ge=0)


@check(RULE, needs=["search"])
def no_site_search(site: SiteView, p: NoSiteSearchParams) -> Iterator[Finding | Unknown]:
    """The site has no search, or one that does not work."""
    facts = site.probes.get("search")
    home = frames.readable_home(site)
    if not facts or home is None:
        yield Unknown(RULE, site.site.home_url, "未能检查站内搜索（首页未能读取，或时间已用完）")
        return
    state = facts["state"]
    if state == "absent":
        yield from _absent(site, home)
    elif state == "broken":
        yield from _broken(home, facts)
    elif state in ("works", "nothing"):
        yield from _not_found(home, facts)
    else:
        yield Unknown(RULE, home.url, facts.get("why") or _UNKNOWN.get(state, "未能判断站内搜索"))


def _absent(site: SiteView, home: Page) -> Iterator[Finding | Unknown]:
    hidden = (home.features or {}).get("scripted_header") or frames.scripted_footer(home) or home.scripted
    if hidden:
        yield Unknown(RULE, home.url, f"页面由脚本或框架写入（{hidden}），看不到搜索入口")
        return
    if home.search is None or home.search.links < _NAVIGATION:
        yield Unknown(RULE, home.url, "首页只有少量链接，可能是导航页，未判断站内搜索")
        return
    written = (home.features or {}).get("search")  # by a file of the page's frame
    if written or any("搜索" in words or "检索" in words for words in site.link_words if len(words) <= 12):
        yield Unknown(RULE, home.url, _UNKNOWN["hint"])
        return
    if sub_sites.is_sub_site(site):
        yield Unknown(RULE, home.url, sub_sites.REASON)
        return
    yield _finding(home, "absent", ["站内搜索"], "首页没有提供站内搜索。", {}, Confidence.CONFIRMED)


def _broken(home: Page, facts: Fact) -> Iterator[Finding | Unknown]:
    if facts["other_host"]:
        yield Unknown(RULE, home.url, "站内搜索由其他平台提供，该平台没有应答，未能判断")
        return
    cause = f"状态码{facts['status']}" if facts.get("status") is not None else "没有应答"
    words = f"站内搜索不可用：提交搜索后{len(facts['tries'])}次均未能打开结果页（{cause}）。"
    yield _finding(home, "broken", ["站内搜索"], words, facts, Confidence.CONFIRMED)


def _not_found(home: Page, facts: Fact) -> Iterator[Finding]:
    missing = facts["missing"]
    if not missing:
        return
    titles = [each["title"] for each in missing]
    words = f"用已发布信息的标题搜索{facts['asked']}条，有{len(titles)}条在结果第一页找不到，如《{titles[0]}》。"
    more = {"urls": [each["url"] for each in missing]}
    yield _finding(home, "not-found", titles, words, facts, Confidence.SUSPECTED, more)


def _finding(
    home: Page, reason: str, missing: list[str], message: str, facts: Fact, confidence: Confidence, more: Fact | None = None
) -> Finding:
    return Finding(
        rule=RULE,
        url=home.url,
        page=home.url,
        confidence=confidence,
        message=message,
        evidence={
            "missing": missing,
            "reason": reason,
            "form": facts.get("form", ""),
            "asked": facts.get("asked", 0),
            "found": facts.get("found", []),
            "attempts": facts.get("tries", []),
            **(more or {}),
        },
    )
