"""办事指南要素缺失

What: 办事指南缺少重点要素：事项名称、设定依据、申请条件、办理材料、办理地点、办理机构、收费标准、办理时间、联系电话、
办理流程十类中，
没有相应栏目的，或者有栏目而内容空着（空格、“-”、未替换的模板代码、“详见附件”而没有附件）的，都算缺少。
Why: 国办秘函〔2019〕19号单项否决“服务不实用”：缺少4类及以上要素的事项达5个；扣分指标“办事指南”每缺一类扣1分。
Evidence: `missing`（缺少的要素类别）、`absent`（没有这一项）、`empty`（有项目无内容）、`none`（只写“无”）、
`half`（“办理时间”中缺少的一半：办理时限或办公时间）、`absent_everywhere`（本站同类指南全都没有的）、`labels`（页面上找到的各要素的名称）、`classes`（按哪些类别判断）、
`copies`（同一指南的其他地址）。
Not a finding when: 用了别的名称（法定依据、受理条件、申报材料、咨询方式、需要带什么等）；
可能写在本站自拟的名称下的（如“到哪儿递件”下写着地址）；本站同类指南（三个以上）几乎都在同一个
名称下写着这一要素的；收费标准写“无”“不收费”；
要素是一张图片或一个附件（横幅、页脚标识不算）；
要素由脚本加载、标签页内容不在源代码里、整个指南在附件、图片、框架或上级政务服务平台上（包括指南栏目里几乎没有文字的页面、多数条目在其他网站的栏目）——列为未能判断；
事项目录表；已取消或暂停的事项；通知公告、信息公开指南。页面标题就是事项名称的，不要求另列事项名称，除非本站指南通常另列。
办理时间一类写有办理时限、办公时间之一即可，本站同类指南两项都有而只有这一个缺一项的（即办件除外），只作疑似；
只有“无”的（设定依据、办理材料等写“无”）、只缺办理机构一项的、只缺事项名称而页面标题就是事项名称的、所缺要素本站同类指南全都没有的，
以及没有任何字样称其为办事指南的，只作疑似。
How to fix: 补全所缺要素；确实没有的写明“不收费”“无需提供材料”等，不要留空。
"""

from __future__ import annotations

import re
from itertools import islice

from pydantic import Field

from checks import ColumnKind, Confidence, Finding, Iterator, PageKind, Params, SiteView, Unknown, check
from checks.lib.guide_values import may_be_said
from checks.lib.guides import (
    CLASSES,
    NAME,
    TIME,
    Found,
    absent_everywhere,
    guides_of,
    lacking_half,
    layouts_with_names,
    missing_in,
    names_itself,
    said_otherwise,
)
from model import ElementState

RULE = "incomplete-service-guide"
_GUIDES = re.compile(r"指南|须知|办事事项|服务事项")
_DOCUMENTS = frozenset({PageKind.ARTICLE, PageKind.SINGLE, PageKind.OTHER, PageKind.HUB, PageKind.LIST})
_LITTLE = 120  # characters of a page that says no more than where its guide is
_MOST = 300


class IncompleteServiceGuideParams(Params):
    """`classes`: the element classes that a guide must have."""

    classes: tuple[str, ...] = Field(default=CLASSES, min_length=1)


@check(RULE)
def incomplete_service_guide(site: SiteView, p: IncompleteServiceGuideParams) -> Iterator[Finding | Unknown]:
    """Guides in which element classes are missing or empty."""
    guides = guides_of(site)
    judged = [one for one in guides if not one.guide.doubt]
    customary = layouts_with_names(judged)
    otherwise = {one.guide.layout: said_otherwise(judged, one.guide.layout) for one in guides}
    for one in guides:
        if one.guide.doubt:
            yield Unknown(RULE, one.page.url, one.guide.doubt)
            continue
        expected = [name for name in p.classes if name not in otherwise[one.guide.layout]]
        lacks = {
            name: state
            for name, state in missing_in(one, expected, name_expected=one.guide.layout in customary)
            if state is not None or not may_be_said(one.guide, name)
        }
        half = lacking_half(one, judged) if TIME in p.classes and TIME not in lacks else ""
        if lacks or half:
            yield _finding(one, lacks, half, p, absent_everywhere(judged, one.guide.layout))
    yield from _unread(site, {url for one in guides for url in (one.page.url, *one.copies)})


def _unread(site: SiteView, read: set[str]) -> Iterator[Unknown]:
    """Items of a column of guides whose pages hold next to no words: a file, a picture or another site holds the guide."""
    for view in site.columns:
        if view.column.kind is not ColumnKind.SERVICE or not _GUIDES.search(view.column.name):
            continue
        if view.items and view.external * 2 >= len(view.items):
            yield Unknown(RULE, view.column.url, f"“{view.column.name}”的条目在其他网站上，未能读取")
        for article in islice(view.articles, _MOST):
            little = article.body_length < _LITTLE and article.kind in _DOCUMENTS and not article.redirect
            if little and article.url not in read:
                yield Unknown(RULE, article.url, "没有读到指南要素，内容可能在附件、图片、框架或政务服务平台上")


def _finding(
    one: Found, lacks: dict[str, ElementState | None], half: str, p: IncompleteServiceGuideParams, doubtful: frozenset[str]
) -> Finding:
    """`half`: the half of 办理时间 (办理时限, 办公时间) that only this guide lacks; told, and never sure of itself."""
    absent = [name for name, state in lacks.items() if state is None]
    empty = [name for name, state in lacks.items() if state is ElementState.EMPTY]
    none = [name for name, state in lacks.items() if state is ElementState.NONE]
    parts = [f"缺少{'、'.join(absent)}"] if absent else []
    parts += [f"{'、'.join(empty)}没有内容"] if empty else []
    parts += [f"{'、'.join(none)}只写“无”"] if none else []
    parts += [f"没有{half}（本站同类指南都有）"] if half else []
    # The office often stands in the place (县政务服务中心卫健局窗口), and what no guide of a site has may have another name.
    certain = {*absent, *empty} - doubtful - {"办理机构"} - ({NAME} if names_itself(one) else set())
    sure = bool(one.guide.named) and bool(certain or {"办理机构"} & {*empty})
    labels = {e.name: e.label for e in reversed(one.guide.elements) if e.label}
    return Finding(
        rule=RULE,
        url=one.page.url,
        page=one.page.url,
        confidence=Confidence.CONFIRMED if sure else Confidence.SUSPECTED,
        message=f"办事指南“{one.title}”要素不全：{'；'.join(parts)}。",
        evidence={
            "missing": list(lacks) or [TIME],
            "absent": absent,
            "empty": empty,
            "none": none,
            "half": half,
            "absent_everywhere": sorted(doubtful & {*absent}),
            "labels": labels,
            "classes": list(p.classes),
            "copies": list(one.copies[:10]),
        },
    )
