"""未适配移动端

What: 首页没有为手机设置的视口（viewport），也没有手机版、移动版入口和针对小屏幕的样式。
Why: 国办发〔2017〕47号要求适应移动终端访问；桂数广办发〔2023〕23号任务27。只作提示，不计分。
Evidence: `missing`（缺少什么）。
Not a finding when: 视口由脚本写入；页面标明适用于移动设备（applicable-device、mobile-agent、HandheldFriendly）；有链接通向
手机版网站（m.、wap.）；脚本把手机引到另一地址；样式按屏幕宽度区分。首页没有读到时不判断。
How to fix: 采用响应式布局并设置 viewport，或者建设手机版并在首页提供入口。
"""

from __future__ import annotations

from checks import Finding, Iterator, Params, SiteView, Unknown, check
from checks.lib import frames

RULE = "no-mobile-layout"


class NoMobileLayoutParams(Params):
    """Takes no parameters."""


@check(RULE)
def no_mobile_layout(site: SiteView, p: NoMobileLayoutParams) -> Iterator[Finding | Unknown]:
    """The home page is not made for phones."""
    home = frames.readable_home(site)
    if home is None:
        yield Unknown(RULE, site.site.home_url, frames.HOME_UNREAD)
        return
    if "mobile" in (home.features or {}):
        return
    yield Finding(
        rule=RULE,
        url=home.url,
        page=home.url,
        message="首页未适配移动端：没有设置viewport，也没有手机版入口。",
        evidence={"missing": ["viewport", "手机版入口"]},
    )
