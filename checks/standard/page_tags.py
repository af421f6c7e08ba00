"""页面标签不规范

What: 页面源代码中规定的网页标签缺失、为空或者格式不对：每页的网站标签 SiteName、SiteDomain、SiteIDCode，栏目页的栏目标签
ColumnName、ColumnDescription、ColumnKeywords、ColumnType，内容页的 ArticleTitle、PubDate、ContentSource。
SiteIDCode 与登记的或页面底部的标识码不一致（两者都不知道的，与全站其他页面不一致），
SiteName、SiteDomain 与同一栏目和全站其他页面都不一致，
ArticleTitle 与页面上的标题是两回事，也算格式不对（后几项只作疑似）。
Why: 国办发〔2017〕47号附件《网页设计规范》规定网页标签；国办秘函〔2019〕19号“页面标签”抽查内容页，
缺站点标签或内容标签的每页扣0.2分。
Evidence: `missing`（缺失）、`empty`（为空）、`wrong`（`tag`、`value`、`reason`）分别列出；`written` 为疑似写错的标签名；
`kind`（页面类别）；`scope`（site 全站、template 同一栏目、page 单页）；`pages` 为有同样问题的页面（最多100个地址），
`count` 为其总数，`of` 为同类页面的总数；`faulty` 和 `looked` 为全站有问题的和看过的页面总数。
全站（或者全部栏目页、全部内容页）大多有同样的问题时，是一个原因，合并为一条，网站标签的记在首页；
同一栏目的同类页面大多有同样的问题时，是模板的问题，合并为一条，记在最先发现的一页；个别页面的问题逐页列出；首页单独列出。
Not a finding when: 标签名大小写、先后次序、引号写法不同；同一标签写了两次而其中一次有值；PubDate 只写到日或写到秒；
首页（包括民族文字、外文版的首页）没有栏目标签，栏目页没有内容标签；选填标签（Keywords、Author、Description、Image、Url）为空；
数据和页面片段、没有路径或者没有网站底部的类别不明页面、办事和互动页面（包括征集调查的问卷页）不判断（同类页面大多有的标签，个别办事指南、留言页没有的除外），网站标签齐全的留言、征集列表按栏目页作疑似；网站地图、联系我们、网站声明、隐私声明等说明页只要求网站标签。
How to fix: 在模板中补全三类标签并由系统自动填值；SiteDomain 只写域名，不带 http:// 和斜杠；SiteIDCode 填本网站10位标识码。
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from itertools import chain, zip_longest

from pydantic import Field

from checks import ARTICLE_KINDS, Confidence, Finding, Iterator, Page, PageKind, Params, SiteView, Unknown, check
from checks.lib import frames, site_codes
from checks.lib.tag_causes import Cause, Tagged, shared, without
from checks.lib.tag_forms import COLUMN, CONTENT, SITE, Fault, Wrong, judge_tags
from checks.lib.tag_mates import expected_of_mates
from checks.lib.tag_names import OTHER_TITLE, SiteNames, other_title, with_wrong

RULE = "page-tags"
PAGES_SHOWN = 100
_BOXES = frozenset({PageKind.MESSAGES, PageKind.SURVEY})
_WORDS = {**frames.WORDS, PageKind.MESSAGES: "留言栏目页", PageKind.SURVEY: "征集调查栏目页", PageKind.OTHER: frames.OF_NO_KIND}
_MATES = {PageKind.GUIDE: "办事指南页", PageKind.MESSAGE: "留言页"}
"""Pages that another system may make: judged only beside others of their kind."""
_NAMED = {**_WORDS, **_MATES}
_Sort = tuple[PageKind, str]
_LETTERS = re.compile(r"信箱|来信|留言|信件|咨询|投诉|建言|问政|选登")
"""Columns whose pages are letters, whatever they look like."""

_IS_A_FOLDER = re.compile(r"/(?:(?:index|list|default)\w{0,4}\.\w{2,5})?$", re.IGNORECASE)
_LANGUAGE = re.compile(r"^https?://[^/]+/[a-z-]{2,12}/(?:index\.\w{2,5})?$", re.IGNORECASE)
_HAN = re.compile(r"[\u3400-\u9fff]")
_OF_A_SITE = re.compile(r"(?:门户)?网站?(?:首页)?$")
_AN_OFFICE = re.compile(r"(?:[局厅委办院镇乡]|街道|中心|政府|办公室|委员会|支队|总队|分局|园区|开发区)$")
_SITE_PART = re.compile(r"\s*[_|｜\-—–]")
_OF_THE_FRAME = re.compile(
    r"^(?:(?:网站|站点|本站)(?:地图|导航|声明|说明|帮助)|联系(?:我们|方式)|关于(?:我们|本站)|(?:隐私|版权|免责|法律|使用)(?:保护|安全)?(?:声明|政策|条款)|"
    r"隐私保护|使用帮助|(?:网站)?无障碍.{0,6}|友情链接)$"
)
"""Pages that every site has and that are no columns of information."""


class PageTagsParams(Params):
    """`max_findings`: at most so many findings in one pass; `template_pages`, `template_share`: so many pages, and such a
    share of the pages of one column and kind, with the same fault are one fault of their template; `site_share`: such a
    share of all pages that must carry a tag makes it one fault of the site."""

    max_findings: int = Field(default=50, ge=1)
    template_pages: int = Field(default=5, ge=2)
    template_share: float = Field(default=0.5, gt=0, le=1)
    site_share: float = Field(default=0.8, gt=0.5, le=1)


@dataclass(frozen=True, slots=True)
class _Faulty:
    url: str
    title: str
    kind: PageKind
    fault: Fault
    sure: bool
    column: str = ""
    pages: tuple[str, ...] = ()  # with the same fault of one template, this one first
    of: int = 1  # pages of the same column and kind
    shared: bool = False  # one cause for pages of all columns


@check(RULE, needs=["frame"])
def page_tags(site: SiteView, p: PageTagsParams) -> Iterator[Finding | Unknown]:
    """Pages whose required tags are missing, empty or of a wrong form."""
    looked: list[Tagged] = []
    faulty: list[_Faulty] = []
    amounts: Counter[_Sort] = Counter()
    names, codes, domains = SiteNames(), SiteNames("SiteIDCode"), SiteNames("SiteDomain")
    code, source = site_codes.known_code(site)
    for page in frames.framed_pages(site, _WORDS):
        if page.kind in _BOXES and not _is_column_of_the_site(page):
            continue
        column = _column(page)
        amounts[page.kind, column] += 1
        required = SITE if is_home_of_a_part(page, site.home) else required_tags(page)
        fault = judge_tags(page.tags, required, *_expected_code(page, site, code, source))
        if "ArticleTitle" in required and (wrong := other_title(_filled(page, "articletitle"), page.title, page.html_title)):
            fault = with_wrong(fault, wrong)
        looked.append(Tagged(page.url, required, fault))
        names.note(page.url, _filled(page, "sitename"), column, fault is not None)
        domains.note(page.url, _filled(page, "sitedomain").lower(), column, fault is not None)
        codes.note(page.url, "" if code else _code(page), column, fault is not None)
        if fault:
            faulty.append(
                _Faulty(page.url, _filled(page, "articletitle") or page.heading, page.kind, fault, _sure(page, fault), column)
            )
    faulty += [_borrowed(url, wrong, site) for url, wrong in (*names.strange(), *codes.strange(), *domains.strange())]
    faulty += _beside_mates(site, code, source)
    causes, explained = shared(looked, least=p.template_pages, share=p.site_share)
    own = [replace(one, fault=left) for one in faulty if (left := without(one.fault, explained))]
    ranked = [*_of_causes(causes, faulty), *_in_turn(_by_template(own, amounts, p))]
    for one in ranked[: p.max_findings]:
        yield _finding(one, len(faulty), len(looked))
        # Those that were too few for a template in an earlier pass had findings of their own, and are not mended.
        for url in one.pages[1 : p.max_findings if one.shared else p.template_pages]:
            yield Unknown(RULE, url, f"与{one.url}同属一个模板的问题，合并为一条")
    # What is not listed is not mended: without a word its finding of an earlier pass would be closed.
    for one in ranked[p.max_findings : 2 * p.max_findings]:
        yield Unknown(RULE, one.url, f"标签有问题的页面共{len(faulty)}页，只列出{p.max_findings}页")


def required_tags(page: Page) -> tuple[str, ...]:
    """The tags that a page of this kind must carry; where its kind is in doubt, the site's only."""
    if _OF_THE_FRAME.search(page.title.strip() or page.html_title.strip()):
        return SITE
    if page.kind is PageKind.HUB and _is_named_as_the_site(page):
        return SITE  # bears the site's own name: the home page behind an entrance, or that of another language
    if _is_home_of_another_language(page):
        return SITE
    if page.kind in ARTICLE_KINDS and _LETTERS.search(_filled(page, "columnname") or next(reversed(page.breadcrumb), "")):
        return SITE
    named = bool(_filled(page, "columnname"))
    titled = bool(_filled(page, "articletitle"))
    if page.about is not None and page.published is None and not titled:
        return SITE  # a leader's or an office's page that looks like an article by its address alone
    if not titled and any(survey.own_page for survey in page.surveys):
        return SITE  # a form to answer, filled by another system as a rule
    names = (page.title.strip(), _SITE_PART.split(page.html_title)[0].strip())
    last = page.breadcrumb[-1:] == (_filled(page, "columnname").strip(),) and _IS_A_FOLDER.search(page.url) is not None
    if named and not titled and (_filled(page, "columnname").strip() in names or last):
        return SITE + COLUMN  # a column that is one page: 常见问题
    if page.kind in ARTICLE_KINDS or (page.kind is PageKind.SINGLE and titled):
        return SITE + CONTENT
    if page.kind in (PageKind.LIST, PageKind.HUB, *_BOXES) and not titled:
        return SITE + COLUMN
    if page.kind is PageKind.SINGLE and named:
        return SITE + COLUMN
    return SITE


def is_home_of_a_part(page: Page, home: Page | None) -> bool:
    """Whether a page is the home page of a sub-site (/jyj/): it stands at the entrance of a folder, is called by the name
    of an office that is not the site's, not by that of its list, and says nowhere that it is a column."""
    name = _OF_A_SITE.sub("", _SITE_PART.split(page.html_title)[0].strip())
    if page.kind not in (PageKind.LIST, PageKind.HUB) or not _AN_OFFICE.search(name) or name == page.title.strip():
        return False
    if _filled(page, "columnname") or page.breadcrumb or not _IS_A_FOLDER.search(page.url):
        return False
    own = (home.html_title, _filled(home, "sitename")) if home else ()
    return not any(name in words or (words and _OF_A_SITE.sub("", words.strip()) in name) for words in own)


def _beside_mates(site: SiteView, code: str, source: str) -> Iterator[_Faulty]:
    """Guides and letters that lack what nearly all others of their kind carry."""
    for kind in _MATES:
        for page, required in expected_of_mates(frames.framed_pages(site, {kind})):
            if fault := judge_tags(page.tags, required, *_expected_code(page, site, code, source)):
                yield _Faulty(page.url, _filled(page, "articletitle") or page.heading, kind, fault, True)


def _code(page: Page) -> str:
    """The code of the page's tag where it has the form of one, and its bottom shows none to compare it with."""
    tagged = _filled(page, "siteidcode")
    return site_codes.plain(tagged) if site_codes.well_formed(tagged) and not site_codes.shown_on(page) else ""


def _borrowed(url: str, wrong: Wrong, site: SiteView) -> _Faulty:
    """A page of which only the name of the site is wrong."""
    page = next(page for page in site.pages if page.url == url)
    return _Faulty(url, _filled(page, "articletitle") or page.heading, page.kind, Fault(wrong=(wrong,)), False, _column(page))


def _is_column_of_the_site(page: Page) -> bool:
    """Whether a list of letters or surveys is a column that the site's own system makes, and not another system's page."""
    return all(_filled(page, tag.lower()) for tag in SITE) and any(block.role == "main" for block in page.lists)


def _is_named_as_the_site(page: Page) -> bool:
    site, title = (_OF_A_SITE.sub("", words.strip()) for words in (_filled(page, "sitename"), page.html_title))
    return bool(site) and site == title


def _is_home_of_another_language(page: Page) -> bool:
    """The entrance of a folder of the site (/bo/, /en/) whose title has letters but no Chinese one, and no column's marks."""
    if page.kind not in (PageKind.LIST, PageKind.HUB) or page.breadcrumb or _filled(page, "columnname"):
        return False
    title = page.html_title
    return _LANGUAGE.search(page.url) is not None and any(c.isalpha() for c in title) and not _HAN.search(title)


def _filled(page: Page, tag: str) -> str:
    return next((value for value in page.tags.get(tag, ()) if value.strip()), "")


def _expected_code(page: Page, site: SiteView, code: str, source: str) -> tuple[str, str]:
    """The code that the page's tag must hold: the register's, else its own bottom's, else the home page's."""
    own = site_codes.shown_on(page)
    if own and not site_codes.well_formed(site.site.code):
        return own, "页面底部的标识码"
    return code, source


def _sure(page: Page, fault: Fault) -> bool:
    """In doubt: an entrance without content, a hub (a topic's own design), an article without a date (perhaps none)."""
    if "bare" in (page.features or {}) or page.kind in _BOXES or page.kind is PageKind.OTHER:
        return False
    if not (fault.missing or fault.empty) and all(wrong.reason.startswith(OTHER_TITLE) for wrong in fault.wrong):
        return False
    lacking = set(fault.missing) - set(SITE)
    if not lacking or fault.empty or fault.wrong:
        return True
    if page.kind is PageKind.HUB:
        return lacking != set(COLUMN)
    return page.kind not in ARTICLE_KINDS or page.published is not None or lacking != set(CONTENT)


def _column(page: Page) -> str:
    """The column that a content page belongs to; lists and hubs are one sort each."""
    if page.kind not in ARTICLE_KINDS:
        return ""
    return _filled(page, "columnname").strip() or next((crumb for crumb in reversed(page.breadcrumb) if crumb != "正文"), "")


def _of_causes(causes: Iterable[Cause], faulty: Iterable[_Faulty]) -> Iterator[_Faulty]:
    """Each cause at the home page where that shows it, else at the first page that does."""
    known = {one.url: one for one in faulty}
    for cause in sorted(causes, key=lambda cause: -cause.fault.weight):
        at = next((url for url in cause.urls if known[url].kind is PageKind.HOME), cause.urls[0])
        sure = any(known[url].sure for url in cause.urls)
        pages = (at, *(url for url in cause.urls if url != at))
        yield replace(known[at], fault=cause.fault, sure=sure, column="", pages=pages, of=cause.of, shared=True)


def _by_template(faulty: Iterable[_Faulty], amounts: Counter[_Sort], p: PageTagsParams) -> Iterator[_Faulty]:
    """One for each fault that most pages of a column and kind share; the others page by page."""
    groups: dict[object, list[_Faulty]] = {}
    for one in faulty:
        groups.setdefault((one.kind, one.column, one.fault.sort, one.sure), []).append(one)
    for group in groups.values():
        first = group[0]
        of = amounts[first.kind, first.column]
        template = len(group) >= p.template_pages and len(group) >= p.template_share * of
        if template:
            yield replace(first, pages=tuple(one.url for one in group), of=of)
        else:
            yield from (replace(one, pages=(one.url,), of=of) for one in group)


def _in_turn(faulty: Iterable[_Faulty]) -> list[_Faulty]:
    """Worst first, one page of each sort of fault in turn: a fault of the whole template must not hide a single one."""
    sorts: dict[tuple[object, ...], list[_Faulty]] = {}
    for one in faulty:
        sorts.setdefault((one.kind, *one.fault.sort), []).append(one)
    by_weight = sorted(sorts.values(), key=lambda pages: -pages[0].fault.weight)
    return [one for one in chain.from_iterable(zip_longest(*by_weight)) if one is not None]


def _finding(one: _Faulty, faulty: int, looked: int) -> Finding:
    fault = one.fault
    parts = [f"缺少{'、'.join(fault.missing)}"] if fault.missing else []
    parts += [f"{'、'.join(fault.empty)}为空"] if fault.empty else []
    parts += [f"{wrong.tag}（{wrong.value}）{wrong.reason}" for wrong in fault.wrong]
    many = f"等{len(one.pages)}页" if len(one.pages) > 1 else ""
    return Finding(
        rule=RULE,
        url=one.url,
        page=one.url,
        confidence=Confidence.CONFIRMED if one.sure else Confidence.SUSPECTED,
        message=f"{_NAMED[one.kind]}“{one.title[:60]}”{many}页面标签不规范：{'；'.join(parts)}。",
        evidence={
            "missing": list(fault.missing),
            "empty": list(fault.empty),
            "wrong": [{"tag": w.tag, "value": w.value, "reason": w.reason} for w in fault.wrong],
            "written": dict(fault.written),
            "kind": one.kind.value,
            "pages": list(one.pages[:PAGES_SHOWN]),
            "count": len(one.pages),
            "of": one.of,
            "scope": "site" if one.shared else "template" if len(one.pages) > 1 else "page",
            "faulty": faulty,
            "looked": looked,
        },
    )
