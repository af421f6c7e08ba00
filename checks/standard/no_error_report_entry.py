"""未设置“我为政府网站找错”入口

What: 首页没有“我为政府网站找错”监督举报平台入口；首页有入口而某一类页面普遍没有的，另列一项疑似；
入口所带的标识码与登记的或页面底部的标识码不一致的，列为疑似。
Why: 国办发〔2017〕47号《网页设计规范》底部功能区；国办秘函〔2019〕19号“我为政府网站找错”；桂数广办发〔2023〕23号任务15要求
全部页面底部设置入口。
Evidence: `missing`、`wrong_code`（入口所带的标识码，没有问题时为空）、`expected_code`；
某类页面的另有 `kind`、`lacking`、`looked`、`pages`。
Not a finding when: 入口是脚本（`_jiucuo_`、jiucuo.js、带 sitecode 属性而由脚本补上地址）、链接、图片或填好标识码的元素，
使用旧地址（121.43.68.40）或平台地址（kaipuyun）；页面底部由脚本、框架写入（列为未能判断）；首页没有读到。
被注释掉的入口不算入口；只有文字而不能点击的，作疑似。本站自己的“纠错”表单不代替该入口。
How to fix: 按全国政府网站信息报送系统提供的代码，在所有页面底部添加入口，并核对代码中的标识码。
"""

from __future__ import annotations

from pydantic import Field

from checks import Confidence, Finding, Iterator, Page, Params, SiteView, Unknown, check
from checks.lib import frames, site_codes

RULE = "no-error-report-entry"
_NAME = "“我为政府网站找错”入口"


class NoErrorReportEntryParams(Params):
    """`pages`: at least so many pages of a kind must lack the entry."""

    pages: int = Field(default=3, ge=1)


@check(RULE, needs=["frame"])
def no_error_report_entry(site: SiteView, p: NoErrorReportEntryParams) -> Iterator[Finding | Unknown]:
    """The entry for reporting errors is missing, or carries another site's code."""
    home = frames.readable_home(site)
    if home is None:
        yield Unknown(RULE, site.site.home_url, frames.HOME_UNREAD)
        return
    if has_entry(home):
        yield from _wrong_code(site, home)
        yield from _of_kinds(site, p)
        return
    if unread := frames.bottom_unread(home):
        yield Unknown(RULE, home.url, unread)
        return
    words = (home.features or {}).get("error_entry_words", "")
    sure = frames.has_identity(home) and not words
    yield Finding(
        rule=RULE,
        url=home.url,
        page=home.url,
        confidence=Confidence.CONFIRMED if sure else Confidence.SUSPECTED,
        message=f"首页{_NAME}只有文字“{words}”，不能点击。" if words else f"首页未设置{_NAME}。",
        evidence={"missing": [_NAME], "wrong_code": "", "expected_code": ""},
    )


def has_entry(page: Page) -> bool:
    """Whether the page has the entry in any of its forms."""
    return bool((page.features or {}).get("error_entry"))


def _wrong_code(site: SiteView, home: Page) -> Iterator[Finding]:
    code = (home.features or {}).get("error_entry_code", "")
    expected, source = site_codes.known_code(site)
    if not site_codes.well_formed(code) or not expected or site_codes.plain(code) == expected:
        return
    yield Finding(
        rule=RULE,
        url=home.url,
        page=home.url,
        confidence=Confidence.SUSPECTED,
        message=f"首页{_NAME}所带的标识码（{code}）与{source}（{expected}）不一致。",
        evidence={"missing": [], "wrong_code": code, "expected_code": expected},
        discriminator="code",
    )


def _of_kinds(site: SiteView, p: NoErrorReportEntryParams) -> Iterator[Finding]:
    for kind, looked, lacking in frames.lacking_by_kind(site, lambda page: not has_entry(page)):
        if len(lacking) < p.pages or 2 * len(lacking) < looked:
            continue
        yield Finding(
            rule=RULE,
            url=lacking[0],
            page=lacking[0],
            confidence=Confidence.SUSPECTED,
            message=f"{kind}未设置{_NAME}：看过{looked}页，{len(lacking)}页没有入口，首页有。",
            evidence={
                "missing": [_NAME],
                "wrong_code": "",
                "expected_code": "",
                "kind": kind,
                "lacking": len(lacking),
                "looked": looked,
                "pages": lacking[:10],
            },
            discriminator=kind,
        )
