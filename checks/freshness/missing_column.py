"""应设栏目未开设

What: 登记表要求设置的栏目，在首页导航、首页链接和本次读到的全部栏目中都找不到，也没有同类栏目；
或者人工登记的栏目地址，本次打不开（返回404等）。
没有登记的，只看县级以上人民政府门户网站有无概况信息、政策解读、机构职能、领导信息栏目。
Why: 国办秘函〔2019〕19号扣分指标“发布解读”：概况信息、机构职能、领导信息、动态要闻、政策文件、政策解读等栏目未开设。
Evidence: `expected`（应设栏目名称）、`kind`（栏目类型）、`columns`（本站已有栏目的名称）；
登记栏目打不开的另有 `status`、`reason`、`last_seen`（上次读到的日期）。
Not a finding when: 登记表没有写应设栏目的部门、乡镇网站；门户网站的公开信息在其他平台上，或者有栏目由脚本加载；
栏目用了别的名称或设在上级栏目之下；导航直接链接到其他网站（如统一的办事平台）；
首页或导航由脚本加载、检查没有做完（列为未能判断）；登记的栏目换了地址而同名栏目还在；
只是拒绝程序访问或者超时。一律为疑似，由人确认。
How to fix: 按要求开设栏目并在首页导航中提供入口；已设在别处的，在登记表中更正名称。
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from checks import ColumnKind, ColumnPast, ColumnView, Confidence, Finding, History, Params, SiteView, Unknown, check
from checks.lib import column_names
from checks.lib.portals import discloses_elsewhere, is_government_portal

RULE = "missing-column"
_GONE = frozenset({"http-status", "soft-404"})
_GONE_STATUS = frozenset({404, 410, 200})
_SHOWN = 40
_BY_NAME_ONLY = frozenset({ColumnKind.OTHER, ColumnKind.TOPIC})
_LONGEST = 20
_PORTAL: Mapping[str, re.Pattern[str]] = {
    "政策解读": re.compile(r"解读|读懂|看懂|图解|问答|答记者问|发布会|回应"),
    "机构职能": re.compile(
        r"机构|职能|职责|内设|单位|[局委]办|组成|"
        r"部门(?!动态|信息|传真|快[讯报]|新闻|资讯|工作|预?决?算|文件|解读|规范)"
    ),
    "概况信息": re.compile(
        r"概况|概览|概貌|概述|总览|走[进近]|走遍|印象|魅力|大美|美丽|认识|感受|人文|历史|地理|区划|自然(?:环境|条件)|风[貌土采]|名片|全景|"
        r"[省市县区州盟旗乡](?:情|域|史)|(?<!领导)(?<!机构)(?<!部门)(?<!单位)(?:简介|介绍)$|^关于|^about",
        re.IGNORECASE,
    ),
    "领导信息": re.compile(
        r"(?:领导|负责人|班子|书记|[省市县区州盟旗]长|主席)"
        r"(?!信箱|邮箱|留言|热线|接待|直通|小组|看望|慰问|调研|带[队头]|深入|到|赴|出席|参加|检查|督[查导]|走访|率|主持|下乡|视察)"
        r"|政府成员|组成人员"
    ),
}
"""Columns that the indicators demand of every portal, and words of which one says that the portal may have it."""
_ENOUGH = 6
_COLUMN_WORDS = 8
_NAME_WORDS = 12


class MissingColumnParams(Params):
    """Nothing to set: which columns a site must have stands in the register."""


@check(RULE)
def missing_column(site: SiteView, p: MissingColumnParams) -> Iterator[Finding | Unknown]:
    """Columns that the register demands and nobody can find."""
    views = list(site.columns)
    for wanted in dict.fromkeys(name.strip() for name in site.site.expected_columns if name.strip()):
        if _is_there(wanted, site, views):
            continue
        reason = _unknown(site, views)
        if reason:
            yield Unknown(RULE, site.site.home_url, reason)
            return
        yield _finding(wanted, site, views)


@check(RULE)
def column_of_every_portal(site: SiteView, p: MissingColumnParams) -> Iterator[Finding | Unknown]:
    """What no government's portal may lack, where nobody said what this one must have and all of it was read."""
    views = list(site.columns)
    if site.site.expected_columns or not is_government_portal(site) or discloses_elsewhere(site):
        return
    short = (word for word in site.link_words if len(word) <= _NAME_WORDS)  # longer ones are headlines
    said = [*short, *(view.column.name for view in views)]
    kinds = {view.column.kind for view in views}
    lacking = {name: words for name, words in _PORTAL.items() if column_names.kind_of(name) not in kinds}
    lacking = {name: words for name, words in lacking.items() if not any(words.search(text) for text in said)}
    for page in site.pages if lacking else ():  # a column that has no list of its own still stands in breadcrumbs
        lacking = {name: words for name, words in lacking.items() if not any(words.search(part) for part in page.breadcrumb)}
    if reason := lacking and (_unknown(site, views) or _half_read(views)):
        yield Unknown(RULE, site.home.url if site.home else site.site.home_url, reason)
        return
    for wanted in lacking:
        yield _finding(wanted, site, views)


def _half_read(views: list[ColumnView]) -> str:
    """Why what was read is too little to say that a portal lacks a column, "" when it is enough."""
    if any(view.scripted or not view.reliable for view in views):
        return "有的栏目由脚本加载，未能读取"
    return "" if sum(bool(view.items) for view in views) >= _ENOUGH else "读到的栏目太少"


@check(RULE)
def vanished_column(history: History, p: MissingColumnParams) -> Iterator[Finding | Unknown]:
    """Columns that a person registered and whose page is gone."""
    views = list(history.site.columns)
    for past in history.columns:
        if not past.column.registered or past.column.ignored or past.outcome in ("", "ok"):
            continue
        if any(column_names.is_same(past.column.name, view.column.name) for view in views):
            continue
        if past.outcome == "broken" and past.reason in _GONE and past.status in _GONE_STATUS:
            yield _gone(past, views)
        else:
            yield Unknown(RULE, past.column.url, f"登记的“{past.column.name}”栏目本次没有读到（{past.reason}）")


def _gone(past: ColumnPast, views: list[ColumnView]) -> Finding:
    answer = "返回404" if past.status in (404, 410) else "页面提示内容不存在"
    return Finding(
        rule=RULE,
        url=past.column.url,
        page=past.column.url,
        column=past.column.name,
        confidence=Confidence.SUSPECTED,
        message=f"登记的“{past.column.name}”栏目已打不开（{answer}），也没有找到同名栏目。",
        evidence={
            "expected": past.column.name,
            "kind": past.column.kind.value,
            "columns": [view.column.name for view in views][:_SHOWN],
            "status": past.status,
            "reason": past.reason,
            "last_seen": past.last_seen.date().isoformat(),
        },
    )


def _is_there(wanted: str, site: SiteView, views: list[ColumnView]) -> bool:
    kind = column_names.kind_of(wanted)
    if kind not in _BY_NAME_ONLY and any(view.column.kind is kind for view in views):
        return True
    words = [word for word in site.link_words if len(word) <= _LONGEST]
    short = (word for word in words if len(word) <= _COLUMN_WORDS)  # longer ones are titles of news that speak of it
    if kind not in _BY_NAME_ONLY and any(column_names.kind_of(word) is kind for word in short):
        return True
    return any(column_names.is_same(wanted, name) for name in (*(view.column.name for view in views), *words))


def _unknown(site: SiteView, views: list[ColumnView]) -> str:
    """Why a column that was not found may still be there, "" when it is missing."""
    if site.home is None:
        return "首页未能读取"
    if not site.coverage.complete:
        return "检查没有做完，未找到的栏目可能尚未读到"
    if site.home.scripted or not (site.link_words or views):
        return "首页导航由脚本加载，未能读取"
    return ""


def _finding(wanted: str, site: SiteView, views: list[ColumnView]) -> Finding:
    home = site.home.url if site.home is not None else site.site.home_url
    return Finding(
        rule=RULE,
        url=home,
        page=home,
        column=wanted,
        confidence=Confidence.SUSPECTED,
        message=f"未找到应设的“{wanted}”栏目。",
        evidence={
            "expected": wanted,
            "kind": column_names.kind_of(wanted).value,
            "columns": [view.column.name for view in views][:_SHOWN],
        },
        discriminator=wanted,
    )
