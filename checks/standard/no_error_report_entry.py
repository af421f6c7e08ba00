"""未设置“我为政府网站找错”入口

What: 首页没有“我为政府网站找错”监督举报平台入口；首页或者其他多数页面有入口而
个别页面（有底部标识的）没有，或者只有文字、没有指向平台、没有填写
标识码；入口所带的标识码与登记的或页面底部的标识码不一致。同一类或同一栏目的多数页面（十页以上）有同样问题的，合并为一条，
其余逐页列出。
Why: 国办发〔2017〕47号《网页设计规范》底部功能区；国办秘函〔2019〕19号“我为政府网站找错”；桂数广办发〔2023〕23号任务15要求
全部页面底部设置入口。
Evidence: `missing`、`wrong_code`（入口所带的标识码，没有问题时为空）、`expected_code`；
首页以外的另有 `kind`（页面类别）、`lacking`、`looked`、`pages`。
Not a finding when: 入口是脚本（`_jiucuo_`、jiucuo.js、带 sitecode 属性而由脚本补上地址）、链接、图片或填好标识码的元素，
使用旧地址（121.43.68.40）或平台地址（kaipuyun）；页面底部由脚本、框架写入（列为未能判断；首页的底部由文件写入而其他页面的底部写在页面里、没有入口的，作疑似）；首页没有读到。
底部没有读到任何标识的个别页面不报。被注释掉的入口不算入口；只有文字而不能点击的、没有指向平台的、标识码不一致的，类别不明的页面，作疑似。本站自己的“纠错”表单不代替该入口。
How to fix: 按全国政府网站信息报送系统提供的代码，在所有页面底部添加入口，并核对代码中的标识码。
"""

from __future__ import annotations

import re
from dataclasses import replace
from functools import partial
from itertools import islice

from pydantic import Field

from checks import Confidence, Finding, Iterator, Page, Params, SiteView, Unknown, check
from checks.lib import bottoms, frames, site_codes

RULE = "no-error-report-entry"
_NAME = "“我为政府网站找错”入口"
_MARK = re.compile(r"zfwzgl|/exposure/|_jiucuo_|jiucuo\.(?:js|html)|site_?code", re.IGNORECASE)
_DIGITS = re.compile(r"(?:bm)?\d{6,14}", re.IGNORECASE)
"""A code with a digit too few or too many."""
_SCRIPT = "_jiucuo_"
"""The platform's script takes the code from an attribute of its element."""
_NO_CODE = re.compile(r"site_?code=(?:&|$|\s)", re.IGNORECASE)


class NoErrorReportEntryParams(Params):
    """`pages`: so many pages, and half of those of a kind, that lack the entry are one finding; so are `template_pages` of
    one column; up to `named` pages of such a group are told one by one;
    `max_findings`: at most so many for pages beside the home page; `elsewhere`: so many pages with the entry, and more than
    half of all, show that the template has it although the home page does not."""

    pages: int = Field(default=3, ge=1)
    template_pages: int = Field(default=5, ge=2)
    named: int = Field(default=9, ge=0)
    max_findings: int = Field(default=50, ge=1)
    elsewhere: int = Field(default=5, ge=1)


@check(RULE, needs=["frame"])
def no_error_report_entry(site: SiteView, p: NoErrorReportEntryParams) -> Iterator[Finding | Unknown]:
    """The entry for reporting errors is missing, or carries another site's code."""
    home = frames.readable_home(site)
    if home is None:
        yield Unknown(RULE, site.site.home_url, frames.HOME_UNREAD)
        return
    if has_entry(home):
        yield from _wrong_code(site, home)
        yield from _of_pages(site, home, p)
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
    with_bottom = [has_entry(page) for page in site.pages if frames.has_identity(page)]
    if sum(with_bottom) >= p.elsewhere and sum(with_bottom) * 2 > len(with_bottom):
        yield from _of_pages(site, home, p)  # the template has it: those that lack it are a fault of their own


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


def _of_pages(site: SiteView, home: Page, p: NoErrorReportEntryParams) -> Iterator[Finding]:
    """Pages that lack the entry, or show one that leads nowhere or carries another code, though the home page has it."""
    by_file = frames.is_by_file(home, "error_entry")
    if by_file and frames.has_identity(replace(home, identity=_own_identity(home))):
        return  # a file adds it to a bottom that stands in the page, and may add it to the others
    expected, source = site_codes.known_code(site)
    lacks = partial(
        _lack, marked=_is_marked(home), home_code=(home.features or {}).get("error_entry_code", ""), expected=expected
    )
    found = bottoms.groups(site, lacks, least=p.pages, template=p.template_pages)
    right = "首页" if has_entry(home) else "其他多数页面"
    for (kind, value), group in islice(found, p.max_findings):
        if kind == "bare" and (by_file or not group.whole):
            continue  # a bottom of which nothing was read may stand somewhere that we do not see
        one_by_one = kind != "bare" and len(group.pages) <= p.named
        for part in group.singly() if one_by_one else (group,):
            sure = kind == "none" and not by_file and part.word != frames.OF_NO_KIND
            told = f"{_told(kind, value, part, expected, source)}，{right}没有这个问题。"
            yield _of_group(kind, value, part, expected, told, sure=sure)


def _own_identity(home: Page) -> dict[str, str]:
    """What the home page shows of the site's identity without the files of its frame."""
    return {key: value for key, value in home.identity.items() if not frames.is_by_file(home, key)}


def _lack(page: Page, *, marked: bool, home_code: str, expected: str) -> tuple[str, str] | None:
    """What is wrong with the entry of a page: (what, the code or words), None for nothing."""
    features = page.features or {}
    entry, code = features.get("error_entry", ""), features.get("error_entry_code", "")
    if words := "" if entry else features.get("error_entry_words", ""):
        return "words", words
    if not entry:
        return ("none", "") if frames.has_identity(page) else ("bare", "")
    if marked and not code and not _is_marked(page):
        return "nowhere", ""
    if home_code and not code and (_NO_CODE.search(entry) or _SCRIPT in entry):
        return "no-code", ""
    digits = site_codes.well_formed(code) or _DIGITS.fullmatch(code) is not None
    if expected and digits and site_codes.plain(code) not in (expected, site_codes.plain(home_code)):
        return "code", site_codes.plain(code)
    return None


def _is_marked(page: Page) -> bool:
    """Whether the entry holds the platform's address, its script or a code, and not only its name."""
    return _MARK.search((page.features or {}).get("error_entry", "")) is not None


def _told(kind: str, value: str, group: bottoms.Group, expected: str, source: str) -> str:
    """What is wrong with the entry, and where."""
    said = {
        "words": f"{_NAME}只有文字“{value}”，不能点击",
        "nowhere": f"{_NAME}没有指向监督举报平台",
        "no-code": f"{_NAME}的链接没有填写网站标识码",
        "code": f"{_NAME}所带的标识码（{value}）与{source}（{expected}）不一致",
    }.get(kind, f"未设置{_NAME}")
    return f"{group.word}{said}：看过{group.of}页，有{len(group.pages)}页" if group.whole else f"{group.named}{said}"


def _of_group(kind: str, value: str, group: bottoms.Group, expected: str, message: str, *, sure: bool) -> Finding:
    return Finding(
        rule=RULE,
        url=group.pages[0],
        page=group.pages[0],
        confidence=Confidence.CONFIRMED if sure else Confidence.SUSPECTED,
        message=message,
        evidence={
            "missing": [] if kind == "code" else [_NAME],
            "wrong_code": value if kind == "code" else "",
            "expected_code": expected if kind == "code" else "",
            **group.evidence,
        },
        discriminator=group.word if group.whole and kind in ("none", "bare") else kind,
    )
