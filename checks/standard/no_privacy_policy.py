"""未提供隐私保护政策

What: 首页没有通向隐私声明、隐私保护政策的链接。
Why: 桂数广办发〔2023〕23号附件2；网站收集个人信息应当公开处理规则。只作提示，由人确认。
Evidence: `missing`（缺少什么）。
Not a finding when: 首页有“隐私声明”“隐私保护”“隐私安全”等链接或页面名称；只有“网站声明”“法律声明”“使用条款”的，隐私条款可能
写在其中，列为未能判断；页面底部由脚本、框架写入，或者是门户网站下的子站，列为未能判断。
How to fix: 发布隐私保护政策，说明收集哪些个人信息、怎样使用和保护，并在首页底部提供链接。
"""

from __future__ import annotations

from checks import Confidence, Finding, Iterator, Params, SiteView, Unknown, check
from checks.lib import frames, sub_sites

RULE = "no-privacy-policy"


class NoPrivacyPolicyParams(Params):
    """Takes no parameters."""


@check(RULE, needs=["frame"])
def no_privacy_policy(site: SiteView, p: NoPrivacyPolicyParams) -> Iterator[Finding | Unknown]:
    """The home page leads to no privacy policy."""
    home = frames.readable_home(site)
    if home is None:
        yield Unknown(RULE, site.site.home_url, frames.HOME_UNREAD)
        return
    features = home.features or {}
    if "privacy" in features:
        return
    if unread := frames.bottom_unread(home):
        yield Unknown(RULE, home.url, unread)
    elif "statement" in features:
        yield Unknown(RULE, home.url, f"隐私条款可能写在“{features['statement']}”中")
    elif sub_sites.is_sub_site(site):
        yield Unknown(RULE, home.url, sub_sites.REASON)
    else:
        yield Finding(
            rule=RULE,
            url=home.url,
            page=home.url,
            confidence=Confidence.SUSPECTED,
            message="首页未见隐私声明或隐私保护政策的链接。",
            evidence={"missing": ["隐私保护政策"]},
        )
