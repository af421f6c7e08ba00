"""非政府网站链接打开无提示

What: 页面链接到非政府网站，点击时没有“即将离开本网站”一类的提示：页面、页面中的代码和本站脚本里都没有这样的提示，
链接也不经过中间页。
每个外部网站只报告一条。
Why: 《政府网站发展指引》（国办发〔2017〕47号）：打开非政府网站链接时应有提示信息。只作提示，不计分。
Evidence: `reason`（固定为 no-notice）、`text`（链接文字）、`host`（目标网站）、`hosts`（这样的外部网站共有几个）。
Not a finding when: 目标是政府网站、医院等事业单位、媒体和常用公共平台，或者链接文字是机关、事业单位、媒体的名称
（高校、行业协会、学会的网站不是政府网站，应有提示）；
目标是IP地址；链接经本站中间页跳转，中间页上的“继续访问”；
页面或脚本里有离开提示（提示由脚本统一处理，
有一处即视为全站都有；栏目、专题等页面没有引用该脚本的，其中的外部链接列为疑似）。本站脚本没有全部读到的，列为未能判断；
外部链接没有核验或者从这里打不开的，不作判断。
How to fix: 在公共脚本中统一拦截外部链接，弹出“您访问的链接即将离开××网站，是否继续？”的提示。
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from checks import Confidence, Finding, Iterator, Params, Place, SiteView, Unknown, check
from checks.lib.hosts import host_of, is_address, is_foreign, is_own, owner_domain

RULE = "unmarked-external-link"
_OFFICIAL = re.compile(
    r"(?:[\u4e00-\u9fff]{2}[省市县区州盟旗乡镇]|政府|委员会|[\u4e00-\u9fff]{2}(?:[局厅委办署院]|(?<![乐市业])部|(?<!务)所|(?<!网)站|(?<!平)台|[报讯]社|(?<![宾饭酒])馆|(?<!驾)校)|(?<!购物)(?<!培训)中心|中学|小学|联合会|工会|日报|晚报|政务服务网?|政务网|党建网|文明网|政府网)"
    r"(?:门户|官方)?(?:网站|官网|网)?[>》\s]*$|政务|人民政府"
)
"""Words of a link that name an office, a public institution or a medium: those also have names outside gov.cn."""


class UnmarkedExternalLinkParams(Params):
    """Takes no parameters."""


@check(RULE)
def unmarked_external_link(site: SiteView, p: UnmarkedExternalLinkParams) -> Iterator[Finding | Unknown]:
    """One link to each outside owner, where nothing tells the visitor that he leaves."""
    exits = site.exits
    if exits is None or any(page.leaving for page in site.pages):
        return
    if exits.notice:
        for target, place in _foreign(exits.unguarded, site).values():
            yield _unguarded(target, place)
        return
    first = _foreign(exits.links, site)
    if not first:
        unasked = [t for t in exits.unasked if is_foreign(t, site.site.home_url) and not is_own(host_of(t), site.site)]
        if unasked:
            yield Unknown(
                RULE, site.site.home_url, f"外部链接未核验（{host_of(unasked[0])}等{len(unasked)}个），不能判断打开时有无提示"
            )
        return
    if exits.unread:
        yield Unknown(RULE, site.site.home_url, f"本站脚本未能全部读取（{exits.unread[0]}），不能判断有无离开提示")
        return
    for target, place in first.values():
        yield _finding(target, place, len(first))


def _foreign(links: Iterable[tuple[str, Place]], site: SiteView) -> dict[str, tuple[str, Place]]:
    """The first link to each outside owner that is none of the state's, of an institution or a medium."""
    first: dict[str, tuple[str, Place]] = {}
    for target, place in links:
        college = host_of(target).endswith(".edu.cn")
        if (_OFFICIAL.search(place.text) and not college) or is_address(host_of(target)):
            continue  # a bare address is some office's own server as a rule
        if (college or is_foreign(target, site.site.home_url)) and not is_own(host_of(target), site.site):
            first.setdefault(owner_domain(host_of(target)), (target, place))
    return first


def _unguarded(target: str, place: Place) -> Finding:
    named = f"“{place.text[:30]}”链接" if place.text else "链接"
    host = host_of(target)
    message = f"{named}指向非政府网站{host}，所在页面没有引用本站的离开提示脚本，打开时没有提示。"
    evidence = {"reason": "no-notice", "text": place.text, "host": host, "hosts": 1}
    return Finding(RULE, target, place.page, message, Confidence.SUSPECTED, evidence=evidence)


def _finding(target: str, place: Place, hosts: int) -> Finding:
    host = host_of(target)
    named = f"“{place.text[:30]}”链接" if place.text else "链接"
    return Finding(
        rule=RULE,
        url=target,
        page=place.page,
        confidence=Confidence.CONFIRMED,
        message=f"{named}指向非政府网站{host}，打开时没有离开提示。",
        evidence={"reason": "no-notice", "text": place.text, "host": host, "hosts": hosts},
    )
