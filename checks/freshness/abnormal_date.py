"""发稿日期异常

What: 文章的发布日期晚于监测日；列表日期与正文日期相差3天以上；正文日期与页面标签 PubDate、网址日期不合，像是改动过发稿日期；
以前的巡查读过该栏目列表而没有这篇信息，它后来出现时却标着更早的日期（倒填日期）；同一文章正文未变、
发布日期比以前巡查时看到的更晚（旧文改期）；发布日期是日历上没有的日子（2月30日），或者是程序的默认值（1970年1月1日）；
正文讲述的活动已经举行，日期却在发布日期3天之后。
Why: 国办秘函〔2019〕19号单项否决第1项“弄虚作假”（如伪造发稿日期）。是否伪造只能由人判断，一律为疑似。
Evidence: `date`（正文日期）、`reason`（`future` 未来日期、`list-mismatch` 列表与正文不一致、`tag-mismatch` 正文与标签不一致、
`before-first-seen` 早于首次发现、`re-dated` 改为更晚的日期、`impossible` 没有的日子、`unset` 程序默认值、
`event-later` 活动晚于发布）、
`event`（活动日期）、`sentence`（有关语句）、
`looked_at`（哪一天的巡查读过列表而没有它，或者看到的是原日期）、
`was`（原日期）、`was_url`（原网址）、
`list_date`、`tag_date`、`url_date`、`written`（成文日期）、`title`、`days`（相差天数）。
Not a finding when: 成文日期、落款日期早于发布日期；列表与网址日期相差3天以内；迁移、改版使标签或网址晚于正文日期；
只有标签不同而网址没有日期或与标签不符；活动预告里的活动时间（列表或标签另有发布日期，或者没有写明已经举行）；缺年份的日期；征集、访谈、互动、办事栏目；
一个栏目里多数条目都不一致（模板取值不同，列为未能判断）；抽查没有重新读取的文章（列为未能判断）；第一次巡查的网站；
转载栏目；补录的两年以前的历史资料；与成文、落款日期相符的日期；只是换了网址的旧信息；以前的巡查没有读到列表的这个位置；一次有很多信息改期或者换址
（改版、迁移，列为未能判断）。
How to fix: 核对信息的真实发布时间，更正显示日期和页面标签；不得修改发稿日期代替更新。
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from pydantic import Field

from checks import (
    ARTICLE_KINDS,
    ArticleView,
    ColumnKind,
    ColumnView,
    Confidence,
    DatePlace,
    Finding,
    History,
    Iterator,
    ListItem,
    Page,
    PageKind,
    Params,
    SiteView,
    Unknown,
    check,
)
from checks.lib import cadence, impossible_days, over_time, past_events
from checks.lib.quotes import in_quotes

RULE = "abnormal-date"
_SELDOM_OWN = frozenset({ColumnKind.REPRINT})  # what is reprinted may keep its first date
_OTHER_KINDS = frozenset({ColumnKind.SURVEY, ColumnKind.INTERVIEW, ColumnKind.MESSAGES, ColumnKind.SERVICE})
_PUBLISHED = frozenset({DatePlace.SHOWN, DatePlace.TABLE})
_EXPLAINED = (DatePlace.WRITTEN, DatePlace.SIGNED)
_UNSET = frozenset({date(1970, 1, 1), date(1900, 1, 1)})
"""What a program shows where nobody entered a date."""
_MANY = 3
_LINE = 120
"""Characters of a line of particulars below a title."""


class AbnormalDateParams(Params):
    """Days by which list and article, and article and tag, may differ; `bulk`: this many re-dated alike are a migration.

    Across passes: `seen_days` that a shown date may lie before the pass that had read the list without the article, and
    `archive_days` from which on it is an old document put on record;
    `redated_days` by which a date must have moved on; `moved_bulk`: this many in one pass are a migration.
    """

    list_days: int = Field(default=3, ge=0)
    tag_days: int = Field(default=30, ge=1)
    url_days: int = Field(default=3, ge=0)
    bulk: int = Field(default=3, ge=2)
    seen_days: int = Field(default=7, ge=1)
    archive_days: int = Field(default=730, ge=1)
    redated_days: int = Field(default=7, ge=1)
    moved_bulk: int = Field(default=10, ge=2)


@dataclass(frozen=True, slots=True)
class _Dates:
    """The dates of one article and of the item that leads to it."""

    article: ArticleView
    shown: date
    listed: date | None
    tag: date | None
    url: date | None


@check(RULE)
def abnormal_date(site: SiteView, p: AbnormalDateParams) -> Iterator[Finding | Unknown]:
    """Articles whose dates cannot all be true."""
    today = cadence.today_of(site.now)
    moved = _moved(site, p)
    reported: set[str] = set()
    for view in site.columns:
        if view.column.kind in _OTHER_KINDS:
            continue
        dated = [dates for dates in _dated(view) if dates.article.url not in reported]
        for reason, limit in (
            ("unset", len(dated)),
            ("future", len(dated)),
            ("list-mismatch", len(dated) // 2),
            ("tag-mismatch", len(dated) // 2),
        ):
            odd = [one for one in dated if _is_odd(one, reason, today, moved, p)]
            if len(odd) >= _MANY and len(odd) > limit:
                yield Unknown(RULE, view.column.url, "多数条目的列表、正文和标签日期不一致，可能是模板取值不同")
                continue
            reported.update(one.article.url for one in odd)
            unread = [one for one in odd if reason == "list-mismatch" and _is_unread(site, one)]
            yield from (Unknown(RULE, one.article.url, "列表日期变了，文章本次没有重新读取") for one in unread)
            yield from (_finding(view, one, reason, today) for one in odd if one not in unread)
            dated = [one for one in dated if one.article.url not in reported]


@check(RULE)
def abnormal_date_over_time(history: History, p: AbnormalDateParams) -> Iterator[Finding | Unknown]:
    """Articles that came later than the date that they show, or whose date was moved on."""
    newcomers = [new for new in history.newcomers if new.column.kind not in _OTHER_KINDS | _SELDOM_OWN]
    explained = [new for new in newcomers if over_time.is_explained(new, p.list_days)]
    yield from over_time.backdated(RULE, [new for new in newcomers if new not in explained], p.seen_days, p.archive_days)
    complete = history.site.coverage.complete
    yield from over_time.redated(RULE, history, p.redated_days, p.moved_bulk, complete=complete)


def _dated(view: ColumnView) -> Iterator[_Dates]:
    """The articles of a column that show a date of publication."""
    items: dict[str, ListItem] = {}
    for item in view.items:
        items.setdefault(item.url, item)
    for article in view.articles:
        published = article.published
        if article.kind in ARTICLE_KINDS and published is not None and published.certain and published.place in _PUBLISHED:
            yield _Dates(
                article,
                published.day,
                _listed(items.get(article.url)),
                _day(article, DatePlace.TAG),
                _day(article, DatePlace.URL),
            )


def _listed(item: ListItem | None) -> date | None:
    """The day that the list itself shows."""
    fact = item.date if item is not None else None
    return fact.day if fact is not None and fact.certain and fact.place is DatePlace.LIST else None


def _day(article: ArticleView, place: DatePlace) -> date | None:
    fact = article.dated(place)
    return fact.day if fact is not None and fact.certain else None


def _is_odd(one: _Dates, reason: str, today: date, moved: frozenset[date], p: AbnormalDateParams) -> bool:
    if reason == "unset":
        return one.shown in _UNSET
    if reason == "future":
        return _is_future(one, today, p)
    if one.shown > today and not one.article.date_stated:
        return False  # a day to come that nothing else confirms is the day of an event, not of publication
    return _list_differs(one, p) if reason == "list-mismatch" else _tag_differs(one, today, moved, p)


def _is_future(one: _Dates, today: date, p: AbnormalDateParams) -> bool:
    """A day to come, later also than the day on which we read the page, and confirmed by a second place or its label."""
    seen = one.article.observed_at
    if one.shown <= max(today, cadence.today_of(seen) if seen is not None else today):
        return False
    stated = [day for day in (one.listed, one.tag) if day is not None]
    # The address tells when the page was made: an earlier day in it says nothing against a date that list and tag repeat.
    others = stated or [day for day in (one.url,) if day is not None]
    if not others:
        return one.article.date_stated
    return any(_near(day, one.shown, p.list_days) for day in others)


def _is_unread(site: SiteView, one: _Dates) -> bool:
    """Whether a list of today would be compared with a page of an earlier pass: a sample reads lists and some articles."""
    seen = one.article.observed_at
    return not site.coverage.complete and seen is not None and site.now - seen > timedelta(days=1)


def _list_differs(one: _Dates, p: AbnormalDateParams) -> bool:
    if one.listed is None or _near(one.listed, one.shown, p.list_days):
        return False
    return not _is_explained(one.article, one.listed, p.list_days)


def _tag_differs(one: _Dates, today: date, moved: frozenset[date], p: AbnormalDateParams) -> bool:
    """Re-dated: shown later than tag and address, which agree. Back-dated: shown earlier than both."""
    tag = one.tag
    if tag is None or tag > today or tag in moved or _near(tag, one.shown, p.tag_days):
        return False
    if one.url is None or not _near(one.url, tag, p.url_days):
        return False  # a tag alone is as late as the last rebuild, or the template's
    return not _is_explained(one.article, tag, p.list_days) and not _is_explained(one.article, one.shown, p.list_days)


def _is_explained(article: ArticleView, day: date, within: int) -> bool:
    """Whether a day is that on which the document was written or signed."""
    return any(_near(known, day, within) for place in _EXPLAINED if (known := _day(article, place)) is not None)


def _near(one: date, other: date, days: int) -> bool:
    return abs(one - other) <= timedelta(days=days)


def _moved(site: SiteView, p: AbnormalDateParams) -> frozenset[date]:
    """Days on which several articles that show other dates were tagged: a migration or a rebuild."""
    tagged: dict[date, set[str]] = {}
    for view in site.columns:
        for one in _dated(view):
            if one.tag is not None and not _near(one.tag, one.shown, p.tag_days):
                tagged.setdefault(one.tag, set()).add(one.article.url)
    return frozenset(day for day, urls in tagged.items() if len(urls) >= p.bulk)


def _finding(view: ColumnView, one: _Dates, reason: str, today: date) -> Finding:
    other = {"list-mismatch": one.listed, "tag-mismatch": one.tag}.get(reason) or today
    shown = cadence.chinese_day(one.shown)
    words = {
        "unset": f"发布日期{shown}是程序的默认值，不是真实的发布时间",
        "future": f"发布日期{shown}晚于监测日{cadence.chinese_day(today)}",
        "list-mismatch": f"列表日期{cadence.chinese_day(other)}与正文日期{shown}不一致",
        "tag-mismatch": f"正文日期{shown}与页面标签PubDate（{cadence.chinese_day(other)}）不一致",
    }[reason]
    return Finding(
        rule=RULE,
        url=one.article.url,
        page=one.article.url,
        column=view.column.name,
        confidence=Confidence.SUSPECTED,
        message=f"{in_quotes(one.article.title)}{words}，请核实发稿日期。",
        evidence={
            "date": one.shown.isoformat(),
            "reason": reason,
            "title": one.article.title,
            "days": abs((one.shown - other).days),
            "list_date": _iso(one.listed),
            "tag_date": _iso(one.tag),
            "url_date": _iso(one.url),
            "written": _iso(_first(one.article, _EXPLAINED)),
        },
    )


def _first(article: ArticleView, places: Sequence[DatePlace]) -> date | None:
    return next((day for place in places if (day := _day(article, place)) is not None), None)


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day is not None else None


@check(RULE)
def impossible_date(page: Page, p: AbnormalDateParams) -> Iterator[Finding]:
    """A date of publication beside the title that no calendar has; a page that shows another date is left alone."""
    if (
        page.kind not in {*ARTICLE_KINDS, PageKind.SINGLE}
        or page.status >= 400
        or any(fact.place in _PUBLISHED for fact in page.dates)
    ):
        return
    lines = [block.text for block in page.text if block.area in ("other", "body") and len(block.text) <= _LINE]
    written = impossible_days.stated_on(lines, page.tags.get("pubdate", ()))
    if not written:
        return
    yield Finding(
        rule=RULE,
        url=page.url,
        page=page.url,
        confidence=Confidence.SUSPECTED,
        message=f"“{page.heading}”标注的发布日期“{written}”不存在，请核实更正。",
        evidence={"date": None, "reason": "impossible", "title": page.title, "written": written},
    )


@check(RULE)
def told_before_it_was(page: Page, p: AbnormalDateParams) -> Iterator[Finding]:
    """An article that tells of something as over which took place after the day of its publication."""
    published = page.published
    if page.kind is not PageKind.ARTICLE or published is None or not published.certain or published.place not in _PUBLISHED:
        return
    lines = (block.text for block in page.text if block.area == "body")
    seen = cadence.today_of(page.observed_at)
    found = past_events.held_later(lines, published.day, seen, p.list_days)
    if found is None:
        return
    day, sentence = found
    shown = cadence.chinese_day(published.day)
    yield Finding(
        rule=RULE,
        url=page.url,
        page=page.url,
        confidence=Confidence.SUSPECTED,
        message=f"{in_quotes(page.heading)}发布日期{shown}早于文中已经举行的活动（{cadence.chinese_day(day)}），请核实发稿日期。",
        evidence={
            "date": published.day.isoformat(),
            "reason": "event-later",
            "title": page.title,
            "days": (day - published.day).days,
            "event": day.isoformat(),
            "sentence": sentence[:120],
        },
    )
