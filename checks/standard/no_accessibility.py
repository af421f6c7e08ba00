"""未提供无障碍或适老化服务

What: 首页没有无障碍浏览、适老化、长者模式、关怀版一类的入口，也没有加载这类工具的脚本。
Why: 国办发〔2017〕47号要求便于残障人士、老年人等使用；桂数广办发〔2023〕23号任务26。只作提示，不计分，由人确认。
Evidence: `missing`（缺少什么）。
Not a finding when: 入口是文字、图片说明或按钮，或者由脚本添加（脚本名称或代码中可以看出）；页面头部或底部由脚本、框架写入，
看不到入口的，列为未能判断。新闻标题里的“无障碍”“老年人”不算入口。
How to fix: 按《互联网网站适老化通用设计规范》完成改造，并在首页显著位置提供入口。
"""

from __future__ import annotations

from checks import Confidence, Finding, Iterator, Params, SiteView, Unknown, check
from checks.lib import frames

RULE = "no-accessibility"


class NoAccessibilityParams(Params):
    """Takes no parameters."""


@check(RULE, needs=["frame"])
def no_accessibility(site: SiteView, p: NoAccessibilityParams) -> Iterator[Finding | Unknown]:
    """The home page offers no help for old or disabled people."""
    home = frames.readable_home(site)
    if home is None:
        yield Unknown(RULE, site.site.home_url, frames.HOME_UNREAD)
        return
    features = home.features or {}
    if "accessibility" in features:
        return
    hidden = features.get("scripted_header") or frames.scripted_footer(home)
    if hidden:
        yield Unknown(RULE, home.url, f"页面头部或底部由脚本或框架写入（{hidden}），未能读取")
        return
    yield Finding(
        rule=RULE,
        url=home.url,
        page=home.url,
        confidence=Confidence.SUSPECTED,
        message="首页未见无障碍浏览、适老化或长者模式入口。",
        evidence={"missing": ["无障碍或适老化入口"]},
    )
