"""未标注发布时间

What: 新闻、文件、解读等信息内容页上没有任何发布时间：标题旁没有日期，信息公开表里没有发布日期，页面标签 PubDate 也没有。
Why: 未标注时间的内容页视为未更新（普查评分表说明，国办发〔2015〕15号）；内容页应标明发布时间（国办发〔2017〕47号）。
Evidence: `date`（为空）、`reason`（`none`；只有网址里有日期时为 `url-only`）、`url_date`、`title`、`body_length`（正文字数）。
Not a finding when: 机构职能、领导信息、指南、概况等单篇页面，办事指南，留言，栏目页；页面上有成文日期、落款日期或不完整的日期；
年、月、日分开显示的日期；发布时间由页面脚本写入；正文不足100字的图片、视频页（日期的位置空着的，不足50字）。
日期的位置空着（“发布时间：”后没有值，或者名为 date、time 的空元素）的，可能由外部脚本填写，
只有同栏目其他信息都直接标有日期时（栏目信息不足5条的，看全站）才列为疑似。
How to fix: 在内容页标题下方标明发布时间（年月日时分），并在页面标签中写入 PubDate。
"""

from __future__ import annotations

import re

from pydantic import Field

from checks import (
    ARTICLE_KINDS,
    ArticleView,
    ColumnKind,
    ColumnView,
    Confidence,
    DatePlace,
    Finding,
    Iterator,
    Page,
    PageKind,
    Params,
    SiteView,
    check,
)
from checks.lib.quotes import in_quotes

RULE = "missing-date"
_PLAIN = frozenset({PageKind.SINGLE, PageKind.OTHER})
_COLUMNS = frozenset({ColumnKind.NEWS, ColumnKind.NOTICE, ColumnKind.POLICY, ColumnKind.INTERPRETATION})
_OF_ARTICLES = _COLUMNS | {
    ColumnKind.OTHER, ColumnKind.STATISTICS, ColumnKind.PERSONNEL, ColumnKind.PLAN, ColumnKind.BUDGET, ColumnKind.REPRINT,
    ColumnKind.TOPIC, ColumnKind.RESPONSE,
}  # fmt: skip
"""Kinds whose articles show a date where the template has a place for it."""
_GIVEN = frozenset({DatePlace.SHOWN, DatePlace.TABLE})
_SIBLINGS = 5  # articles that must show their date before the lack of it means anything
_RARE = 4  # times as many
_STANDING = re.compile(
    r"概况|简介|介绍|机构|职能|职责|领导|负责人|分工|指南|制度|规定|联系|地址|电话|邮箱|地图|声明|关于我们|帮助|须知|流程|办事|服务"
    r"|走进|历史|地理|人口|区划|荣誉|风光|景点|名录|目录|专家|单位|分局|下载|问答|知识|常见"
)
_DESCRIBES = re.compile(
    r"(?:概况|简介|介绍|职能|职责|设置|分工|指南|须知|流程|制度|声明|帮助|目录|名录|[联系通讯]方式|地址|电话)(?:[（(].{1,12}[）)])?$"
)
_NAME = 12
_LABEL = re.compile(r"(?:时\s*间|日\s*期|发布于|发表于|刊登于)")
_DAY = re.compile(
    r"(?:19|20)\d\d\D{1,3}\d{1,2}\D{1,3}\d{1,2}|\d{1,2}\s*月\s*\d{1,2}\s*日|(?<!\d)\d{1,2}[-/.]\d{1,2}(?![\d.%])"
    r"|[〇○零一二三四五六七八九]{4}年|(?:19|20)\d{6}|\d+\s*(?:天|小时|分钟)前|(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)"
)
_LABELLED = re.compile(rf"{_LABEL.pattern}\s*(?:[:：∶]|$)")
_YEARS_DAY = re.compile(r"(?:19|20)\d\d\D{1,3}\d{1,2}\D{1,3}\d{1,2}|[〇○零一二三四五六七八九]{4}年|日\s*(?:电|讯|消息)")
_PROSE = 40  # characters from which a block of the text is a sentence, in which 时间 and 11月5日 say nothing of publication
_ENDS = ("。", "！", "？", "；")
_CLOCK = re.compile(
    r"Produced By|publishdate|今天|今日|现在|星期|版权|copyright|[℃°]|多云|(?:晴|阴|[小中大阵]雨)(?:\s|$)", re.IGNORECASE
)  # and the weather
_BOTTOM = re.compile(r"网站标识码|ICP备|公网安备")
_PIECE = 7
_PIECES = re.compile(
    r"(?:^|\s)\d{1,2}日?\s+(?:\d{1,2}月?\s+)?(?:19|20)\d\d(?:\s*[-./年]\s*\d{1,2}月?|年)?(?=\s|$)|"
    r"(?:^|\s)(?:19|20)\d\d(?:年|\s*[-./年]\s*\d{1,2}月?)?(?:\s+\d{1,2}月?)?\s+\d{1,2}日?(?=\s|$)"
)
_RUN = re.compile(r"(?=\D*(?:\d\D*){5,8}$)[\d\s\-./年月日]*(?:19|20)\d\d[\d\s\-./年月日]*")
_LONGEST_RUN = 14
_SHORT = 120
_LAST = 3


class MissingDateParams(Params):
    """`min_body`: characters of text from which on a page counts as an article; `min_body_blank` where a place for the
    date is there and empty."""

    min_body: int = Field(default=100, ge=0)
    min_body_blank: int = Field(default=50, ge=0)


@check(RULE)
def missing_date(page: Page, p: MissingDateParams) -> Iterator[Finding]:
    """Articles that say nowhere when they were published."""
    if page.kind not in ARTICLE_KINDS or page.body_length < p.min_body or page.status >= 400 or page.scripted or page.redirect:
        return
    if any(fact.place not in (DatePlace.URL, DatePlace.GENERATED) for fact in page.dates):
        return
    if any(block.role != "side" for block in page.lists):
        return
    if page.date_blank or page.date_scripted or _is_standing(page) or _has_traces(page):
        return
    in_url = next((fact.day.isoformat() for fact in page.dates if fact.place is DatePlace.URL), None)
    yield Finding(
        rule=RULE,
        url=page.url,
        page=page.url,
        confidence=Confidence.CONFIRMED,
        message=f"{in_quotes(page.heading)}没有标注发布时间。",
        evidence={
            "date": None,
            "reason": "url-only" if in_url else "none",
            "url_date": in_url,
            "title": page.title,
            "body_length": page.body_length,
        },
    )


@check(RULE)
def missing_date_beside_others(site: SiteView, p: MissingDateParams) -> Iterator[Finding]:
    """Items of a column whose neighbours, of the same template, all show their date: pages that look like documents for
    want of a date, and articles that leave its place empty."""
    reported: set[str] = set()
    views = [view for view in site.columns if view.column.kind in _OF_ARTICLES]
    blank = {a.url: a for view in views for a in view.articles if a.kind in ARTICLE_KINDS and _is_bare(a, p)}
    elsewhere = {a.url for view in views for a in view.articles if _shows_date(a)}
    rare = len(elsewhere) >= _SIBLINGS * _RARE and len(blank) * _RARE <= len(elsewhere)
    for view in views:
        shown = [a for a in view.articles if _shows_date(a)]
        plain = view.column.kind in _COLUMNS
        bare = [a for a in view.articles if _is_bare(a, p) and a.url not in reported and (plain or a.kind in ARTICLE_KINDS)]
        if len(shown) < _SIBLINGS or len(bare) * _RARE > len(shown):
            # In a short column the whole site tells that the server fills the place of the date.
            bare = [a for a in bare if a.url in blank] if rare and len(bare) < len(shown) else []
        for article in bare:
            reported.add(article.url)
            yield _beside(view, article)


def _shows_date(article: ArticleView) -> bool:
    return article.kind in ARTICLE_KINDS and article.published is not None and article.published.place in _GIVEN


def _is_bare(article: ArticleView, p: MissingDateParams) -> bool:
    """Whether an item's page lacks its date; an article whose place of the date is not even there is the page check's."""
    if article.kind not in _PLAIN and not (article.kind in ARTICLE_KINDS and article.date_blank):
        return False
    dated = any(fact.place not in (DatePlace.URL, DatePlace.GENERATED) for fact in article.dates)
    if dated or article.date_scripted or article.redirect:
        return False
    blank = article.kind in ARTICLE_KINDS and article.date_blank
    if article.body_length < (p.min_body_blank if blank else p.min_body):
        return False
    return not _DESCRIBES.search(article.title)


def _beside(view: ColumnView, article: ArticleView) -> Finding:
    in_url = article.dated(DatePlace.URL)
    return Finding(
        rule=RULE,
        url=article.url,
        page=article.url,
        column=view.column.name,
        confidence=Confidence.SUSPECTED,
        message=f"{in_quotes(article.title)}没有标注发布时间（同类信息均有标注）。",
        evidence={
            "date": None,
            "reason": "url-only" if in_url else "none",
            "url_date": in_url.day.isoformat() if in_url else None,
            "title": article.title,
            "body_length": article.body_length,
        },
    )


def _is_standing(page: Page) -> bool:
    """A document that stands for itself (机构职能, 指南): by its title, or as the only text of such a column."""
    tags = [*page.tags.get("columnname", ()), *page.tags.get("columntype", ()), *page.breadcrumb[-2:]]
    names = [name.strip() for name in tags]
    title = page.title.strip()
    if title in names or _DESCRIBES.search(title) or any(_STANDING.search(name) for name in names):
        return True
    return len(title) <= _NAME and bool(_STANDING.search(title))


def _has_traces(page: Page) -> bool:
    """Whether the page shows a date after all, in a form that was not understood, or leaves it to a script."""
    bottom = (n for n, block in enumerate(page.text) if 2 * n > len(page.text) and _BOTTOM.search(block.text))
    texts = page.text[: next(bottom, len(page.text))]  # 最后更新 behind it is the site's
    blocks = [block for block in texts if block.area in ("title", "body", "other") and not _CLOCK.search(block.text)]
    body = [index for index, block in enumerate(blocks) if block.area == "body"]
    head, tail = (body[0] + _LAST, body[-1] - _LAST) if body else (len(blocks), -1)
    if _PIECES.search(" ".join(block.text for block in blocks if len(block.text) <= _PIECE)):
        return True  # day, month and year in boxes of their own
    if any(_RUN.fullmatch(block.text.strip()) for block in blocks if len(block.text) <= _LONGEST_RUN):
        return True  # or in one line without a blank between them: 012026-11
    for index, block in enumerate(blocks):
        outside = block.area != "body" or index < head or index > tail
        if outside and len(block.text) <= _SHORT and _tells_a_day(block.text, prose=block.area == "body"):
            return True
    return False


def _tells_a_day(text: str, *, prose: bool) -> bool:
    """Whether a short block may be a date line; sentences of the text count only with a label or a whole date."""
    if prose and (len(text) > _PROSE or text.rstrip().endswith(_ENDS)):
        return bool(_LABELLED.search(text) or _YEARS_DAY.search(text))
    return bool(_LABEL.search(text) or _DAY.search(text))
