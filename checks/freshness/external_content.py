"""栏目信息为外部链接

What: 栏目中半数以上的信息（至少5条；只有3、4条的须全部）直接链接到非政府网站或微信公众号文章，本站没有这些信息的内容页。
Why: 雅安2018年第二季度普查通报列此问题；年度报表的信息发布量不含外链信息（国办函〔2018〕12号）。
Evidence: `items`（读到的条数）、`external`（链接到非政府网站的条数）、`share`（百分数）、`hosts`（链接最多的网站及条数）、
`examples`（前三条的标题和地址）。
Not a finding when: 链接到其他政府网站；友情链接、网站导航、新媒体矩阵、媒体聚焦（他人对本地的报道）等本来就是链接的栏目，
列表不标日期；办事服务、互动栏目；
由子栏目组成的栏目；链接只占少数。列表没有读全或者不足5条的只作疑似。
How to fix: 在本站发布信息内容并注明来源，不直接链接到其他网站；只作链接用的页面不设为信息栏目。
"""

from __future__ import annotations

import re
from collections import Counter

from pydantic import Field

from checks import ColumnKind, ColumnView, Confidence, Finding, Iterator, ListItem, Params, SiteView, check
from checks.lib.hosts import host_of, is_government, is_own
from checks.lib.quotes import in_quotes

RULE = "external-content"
_LINKS_BY_NATURE = re.compile(r"链接|导航|矩阵|媒体|网站群|公众号|微博|微信|客户端|APP|下载|办事|服务|信箱|电话", re.IGNORECASE)
_OTHER_KINDS = frozenset({ColumnKind.SERVICE, ColumnKind.MESSAGES, ColumnKind.SURVEY, ColumnKind.INTERVIEW})
_SHOWN = 3
_FEW = 3  # items of a list that says something only where all of them lead away


class ExternalContentParams(Params):
    """`share`: more than this part of at least `min_items` must lead away, of a smaller list all."""

    min_items: int = Field(default=5, ge=1)
    share: float = Field(default=0.5, ge=0, lt=1)


@check(RULE)
def external_content(site: SiteView, p: ExternalContentParams) -> Iterator[Finding]:
    """Columns whose items mostly lead to sites that are no government's."""
    for view in site.columns:
        if not _concerned(view) or len(view.items) < min(p.min_items, _FEW):
            continue
        moved = {article.url: article.redirect for article in view.articles if article.redirect}
        away = [(item, host) for item in view.items if (host := _foreign(moved.get(item.url, item.url), site))]
        dated = sum(item.date is not None for item, _ in away)
        least = p.share * len(view.items) if len(view.items) >= p.min_items else len(view.items) - 1
        if len(away) > least and dated * 2 > len(away):
            yield _finding(view, away, p)


def _concerned(view: ColumnView) -> bool:
    column = view.column
    if view.hub or view.single or view.archived or column.kind in _OTHER_KINDS:
        return False
    return not _LINKS_BY_NATURE.search(column.name)


def _foreign(url: str, site: SiteView) -> str:
    """The host of an address outside this site and all government sites, "" for any other."""
    host = host_of(url)
    return "" if is_own(host, site.site) or is_government(host) else host


def _finding(view: ColumnView, away: list[tuple[ListItem, str]], p: ExternalContentParams) -> Finding:
    column, hosts = view.column, Counter(host for _, host in away)
    share = round(100 * len(away) / len(view.items), 1)
    named = "、".join("微信公众号" if host == "mp.weixin.qq.com" else host for host, _ in hosts.most_common(_SHOWN))
    return Finding(
        rule=RULE,
        url=column.url,
        page=column.url,
        column=column.name,
        confidence=Confidence.CONFIRMED if view.reliable and len(view.items) >= p.min_items else Confidence.SUSPECTED,
        message=f"{in_quotes(column.name)}栏目{len(view.items)}条信息中有{len(away)}条直接链接到外部网站（{named}），本站没有内容。",
        evidence={
            "items": len(view.items),
            "external": len(away),
            "share": share,
            "hosts": dict(hosts.most_common(10)),
            "examples": [{"title": item.title, "url": item.url} for item, _ in away[:_SHOWN]],
        },
    )
