"""概况、机构职能、领导信息缺失或不准确

What: 概况、机构职能、领导信息栏目已经开设，但页面没有正文；领导信息页列出职务而没有一个领导姓名，或者“姓名”后面空着，
或者只有姓名和职务而没有任何简历和分工，或者留有模板里的“XX路”“（待补充）”，某位领导的分工、简历空着而其他人的填了，
部门表格里电话、地址、负责人一栏全部空着，或者某位领导的页面“简历”之下没有内容，或者其他领导的页面都有简历而这一位的没有；
概况里的数据停留在几年以前。
Why: 国办秘函〔2019〕19号扣分指标“概况信息”“机构职能”“领导信息”：信息缺失、不准确或更新不及时，每处扣1分。
Evidence: `kind`（`概况`、`机构`、`领导`）、
`reason`（`no-content`、`no-names`、`blank-name`、`no-resume`、`unfilled`、`outdated`）、
`year`（数据所属的最近年份）、
`characters`、`names`、`posts`。
Not a finding when: 内容是图片、附件或框架；页面由子栏目组成（列出的领导、科室各有页面）；内容由脚本加载（列为未能判断）；
只引用历次人口普查数据；少数民族姓名、复姓；没有逐条列出职务的综述；
栏目尚未开设（属“应设栏目未开设”）或显示“暂无内容”（属“空白栏目”）。
一律为疑似，由人核对。
How to fix: 补充或更新该页内容；领导信息列明姓名、职务、简历、分工；概况数据按最近年度的统计公报更新。
"""

from __future__ import annotations

from collections.abc import Sequence

from pydantic import Field

from checks import (
    About,
    ColumnKind,
    ColumnView,
    Confidence,
    Finding,
    Iterator,
    Page,
    PageKind,
    Params,
    SiteView,
    Unknown,
    check,
)
from checks.lib import cadence

RULE = "basic-info"
_KINDS = (ColumnKind.OVERVIEW, ColumnKind.ORGANISATION, ColumnKind.LEADERS)
_WORDS = {ColumnKind.OVERVIEW: "概况信息", ColumnKind.ORGANISATION: "机构职能", ColumnKind.LEADERS: "领导信息"}
_MISSING = {"no-names": ["领导姓名"], "blank-name": ["领导姓名"], "no-resume": ["简历", "工作分工"]}
_TEXTS = (PageKind.SINGLE, PageKind.ARTICLE)
_FEW_LINKS = 2
_POSTS = 2
_NAMES = 2
_PERSON = 4
_LIVES = 2  # pages of other leaders that have a life before the lack of one means anything


class BasicInfoParams(Params):
    """`characters`: fewer are no content; `years`: figures of an overview may be so many years old."""

    characters: int = Field(default=30, ge=0)
    years: int = Field(default=3, ge=1)


@check(RULE)
def basic_info(site: SiteView, p: BasicInfoParams) -> Iterator[Finding | Unknown]:
    """Columns on the body itself that say nothing, name nobody or are years old."""
    columns = {view.column.url: view for view in site.columns if view.column.kind in _KINDS}
    leaders = [view for view in columns.values() if view.column.kind is ColumnKind.LEADERS]
    lives = _lives(site, leaders) if leaders else {}  # one more walk over the stored pages
    for page in site.pages:
        view = columns.get(page.url)
        if page.about is not None and (own := _column_of_leader(page, leaders)) and not page.scripted:
            lacking, words = _leader(page.about, *lives.get(own, (0, 0)))
            if lacking:
                named = f"中“{page.title}”" if page.title and page.title != own else "中一位领导"
                yield _finding(page, page.about, ColumnKind.LEADERS, own, lacking, named + words)
            continue
        if view is None or page.about is None or view.archived or view.sub_columns or page.placeholder or page.redirect:
            continue
        kind = view.column.kind
        if page.scripted:
            yield Unknown(RULE, page.url, page.scripted)
            continue
        reason, said = _judge(page, page.about, kind, cadence.today_of(site.now).year, p)
        if reason:
            yield _finding(page, page.about, kind, view.column.name, reason, said)


def _column_of_leader(page: Page, leaders: Sequence[ColumnView]) -> str:
    """The column of leaders on whose list a page of one leader stands, "" for any other page."""
    for view in leaders:
        if view.column.url == page.url:
            if 1 < len(page.title) <= _PERSON and page.title not in view.column.name and not view.items:
                return view.column.name  # tagged as the column itself, headed by a person's name
            continue
        listed = any(_same(page.url, item.url) for item in view.items)
        if listed or _below(page.url, view.column.url) or (page.title and view.column.name in page.breadcrumb[-2:-1]):
            return view.column.name
    return ""


def _lives(site: SiteView, leaders: Sequence[ColumnView]) -> dict[str, tuple[int, int]]:
    """For each column of leaders: how many pages of persons tell of a life, and how many do not."""
    told: dict[str, tuple[int, int]] = {}
    for page in site.pages:
        if page.about is None or page.scripted or not (own := _column_of_leader(page, leaders)):
            continue
        if page.about.media > 1 or (page.about.media and not page.about.life):
            continue  # his life may stand in the picture
        with_life, without = told.get(own, (0, 0))
        told[own] = (with_life + 1, without) if page.about.life else (with_life, without + 1)
    return told


def _same(one: str, other: str) -> bool:
    return one.partition(":")[2] == other.partition(":")[2]


def _below(one: str, column: str) -> bool:
    """Whether an address lies in the folder of a column that has a folder for itself."""
    folder, _, name = column.rpartition("/")
    return "?" not in column and name.partition(".")[0] in ("", "index", "list") and one.startswith(folder + "/")


def _leader(about: About, lives: int, without: int) -> tuple[str, str]:
    """What the page of one leader lacks; ("", "") where it tells of him or shows pictures of text.

    `lives` pages of the column tell of a life and `without` do not: where most do, the others lack it.
    """
    if about.links > _FEW_LINKS or about.media > 1:
        return ("", "")
    if about.unfilled:
        return "unfilled", f"的页面{about.unfilled}"
    if about.blank_resume:
        return "no-resume", "的页面没有简历"
    if about.posts and not about.names and about.characters:
        return "blank-name", "的页面只有职务，没有填写领导姓名"
    if not about.life and not about.media and lives >= _LIVES and lives > without and about.characters:
        return "no-resume", "的页面没有简历（其他领导的页面有）"
    return "", ""


def _judge(page: Page, about: About, kind: ColumnKind, this_year: int, p: BasicInfoParams) -> tuple[str, str]:
    """(reason, what an inspector would say of it); ("", "") where nothing is wrong."""
    listed = about.links > _FEW_LINKS or any(block.items for block in page.lists if block.role != "side")
    if about.unfilled:
        return "unfilled", about.unfilled
    if about.media or (listed and kind is not ColumnKind.LEADERS):
        return "", ""
    if about.characters < p.characters and not listed and (page.kind in _TEXTS or _is_bare(page, about)):
        return "no-content", "没有内容"
    if kind is ColumnKind.LEADERS and about.blank_names:
        return "blank-name", "有领导职务没有填写姓名"
    if kind is ColumnKind.LEADERS and not about.names and not listed and about.posts >= _POSTS:
        return "no-names", "列出了职务，没有领导姓名"
    if kind is ColumnKind.LEADERS and about.names >= _NAMES and not listed and not about.told:
        return "no-resume", "只有姓名和职务，没有领导简历和工作分工"
    if kind is ColumnKind.OVERVIEW and 0 < about.year < this_year - p.years:
        return "outdated", f"数据停留在{about.year}年"
    return "", ""


def _is_bare(page: Page, about: About) -> bool:
    """Whether a page that is a column by its tags alone shows nothing at all: no list, no link, no file, nothing awaited."""
    waits = page.endpoints or page.offered
    return page.kind is PageKind.LIST and not (page.lists or about.links or about.characters or waits)


def _finding(page: Page, about: About, kind: ColumnKind, name: str, reason: str, said: str) -> Finding:
    return Finding(
        rule=RULE,
        url=page.url,
        page=page.url,
        column=name or None,
        confidence=Confidence.SUSPECTED,
        message=f"{_WORDS[kind]}“{name or page.heading[:40]}”{said}。",
        evidence={
            "kind": kind.value,
            "reason": reason,
            "missing": _MISSING.get(reason, []),
            "year": about.year or None,
            "characters": about.characters,
            "names": about.names,
            "posts": about.posts,
        },
    )
