"""未提供咨询留言渠道

What: 首页、互动栏目和全站栏目中都找不到网上咨询、留言或者写信的入口。
Why: 国办秘函〔2019〕19号单项否决“互动回应差”：未提供网上有效咨询建言渠道（网上信访、纪检举报等专门渠道除外）。
Evidence: `missing`（缺少的内容）、`seen`（找到的不能代替的渠道，如网上信访、纪检举报、电话、邮箱）、
`columns`（读到的互动类栏目）。
Not a finding when: 有领导信箱、在线咨询、留言板、我要写信、网络问政、投诉建议等入口，无论设在本站、上级政府网站、政务服务网还是
12345网上平台；有公开的留言和答复；页面有填写留言的表单。首页或导航由脚本加载、互动栏目没有读到、检查没有做完的，
以及门户网站下的子站（渠道由门户网站统一提供），列为未能判断。
一律为疑似，由人确认。
How to fix: 在首页显著位置提供咨询建言入口（可链接到上级政府统一互动平台），明确答复时限并按期答复；
只有电话、邮箱或信访举报入口的，应另外开设。
"""

from __future__ import annotations

import re

from checks import ColumnKind, ColumnView, Confidence, Finding, Iterator, Page, Params, SiteView, Unknown, check
from checks.lib import channels, frames, sub_sites
from checks.lib.letters import is_left_out

RULE = "no-interaction-channel"
_SHOWN = 20
_SITE_PART = re.compile(r"\s*[-_|｜丨–—]+\s*")


class NoInteractionChannelParams(Params):
    """Nothing to set."""


@check(RULE)
def no_interaction_channel(site: SiteView, p: NoInteractionChannelParams) -> Iterator[Finding | Unknown]:
    """No entry for questions and suggestions anywhere."""
    columns = list(site.columns)
    labels = _labels(site, columns)
    empty = channels.only_addresses(labels)
    answers = _of_answers(columns) if empty else frozenset()
    labels = [label for label in labels if label not in empty | answers and not label.startswith(channels.ONLY)]
    if any(map(channels.is_channel, labels)):
        return
    if not empty and any(not is_left_out(letter) for letter in site.letters):
        return  # where the page for writing names an address only, letters came by post
    home = frames.readable_home(site)
    reason = _unknown(site, columns, labels)
    if home is None or reason:
        yield Unknown(RULE, site.site.home_url, reason or frames.HOME_UNREAD)
        return
    seen = [f"{name}（仅公布电话或邮箱）" for name in sorted(empty)] + [label for label in labels if channels.is_special(label)]
    yield Finding(
        rule=RULE,
        url=home.url,
        page=home.url,
        confidence=Confidence.SUSPECTED,
        message="网站未提供有效的网上咨询留言渠道" + (f"（只见{'、'.join(seen[:3])}）" if seen else "") + "。",
        evidence={
            "missing": ["网上咨询建言渠道"],
            "seen": seen[:_SHOWN],
            "columns": [view.column.name for view in columns if view.column.kind is ColumnKind.MESSAGES][:_SHOWN],
        },
    )


def _labels(site: SiteView, columns: list[ColumnView]) -> list[str]:
    """Every label that may be an entry: of links and buttons on home and interaction pages, and names of columns."""
    words = ("".join(word.split()) for word in site.link_words)
    names = [view.column.name for view in columns]
    below = [item.title for view in columns if view.column.kind is ColumnKind.MESSAGES for item in view.items]
    return list(dict.fromkeys([*site.channels, *words, *names, *(title for title in below if len(title) <= 12)]))


def _of_answers(columns: list[ColumnView]) -> frozenset[str]:
    """The names of columns that only publish letters: where the page for writing is none, 区长信箱 as such is no way either.

    A form, or a link 我要写信, on such a column's page is a label of its own.
    """
    boxes = (view for view in columns if view.column.kind is ColumnKind.MESSAGES and view.items and not view.scripted)
    return frozenset("".join(view.column.name.split()) for view in boxes)


def _were_read(site: SiteView, parts: list[str]) -> bool:
    """Whether the pages behind such labels were read, though they are no columns: what they offer is among the labels."""
    titles = {name for page in site.pages if not page.scripted and not page.redirect for name in _names_of(page)}
    return all(part in titles for part in parts)


def _names_of(page: Page) -> Iterator[str]:
    """What a page calls itself: its heading, each part of its title, the end of its breadcrumb, its column's tag."""
    parts = _SITE_PART.split(page.html_title)
    for name in (page.title, *parts, *page.breadcrumb[-1:], *page.tags.get("columnname", ())):
        yield "".join(name.split())


def _unknown(site: SiteView, columns: list[ColumnView], labels: list[str]) -> str:
    """Why an entry that was not found may still be there, "" when it is missing."""
    if site.home is None:
        return "首页未能读取"
    if not site.coverage.complete:
        return "检查没有做完，入口可能在没有读到的页面"
    if site.home.scripted or not site.link_words:
        return "首页导航由脚本加载，未能读取"
    if header := (site.home.features or {}).get("scripted_header", ""):
        return f"首页导航由脚本写入（{header}），未能读取"
    headlines = {"".join(i.title.split()) for block in site.home.lists for i in block.items if i.date is not None}
    parts = [label for label in labels if channels.may_lead_to_one(label) and label not in headlines]
    read = [view for view in columns if channels.may_lead_to_one(view.column.name)]
    if any(view.scripted for view in read):
        return "互动栏目由脚本加载，未能读取"
    if parts and not read and not _were_read(site, parts):
        return f"首页有“{parts[0]}”入口，但没有读到该栏目"
    return sub_sites.REASON if sub_sites.is_sub_site(site) else ""
