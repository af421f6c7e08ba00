"""重要信息转载不及时

What: 重要信息转载栏目（国务院信息、省政府信息等）没有在来源发布后24小时内转载：规则包中列出的来源信息找不到或者转载晚了；
来源周末发布而本栏目周末没有更新；内容页自己写明的原文发布时间比转载早24小时以上（只有日期的，早一天以上；逐条列出）；栏目中多数能从网址看出来源日期的信息晚了一天以上。
Why: 国办发〔2014〕57号等：国务院重要信息24小时内转载（按时钟计，周末不顺延）；雅安2018年第二季度普查通报
“重要转载信息更新不及时”“周末转载信息更新不及时”。是否应当转载由人确认，一律为疑似。
Evidence: `reason`（`missing` 没有转载、`late` 转载晚了、`weekend` 周末没有转载）、`hours`（时限）、
`latest`（栏目最新日期）、`sources`（有关来源信息：标题、来源日期、转载日期）。
Not a finding when: 没有重要信息转载栏目；规则包没有列出来源信息，栏目的网址和内容页里也看不出来源日期；
只有“新华社×月×日电”而只晚几天；来源发布还不到24小时；
列表由脚本加载、没有读全；只从网址推断来源日期时个别信息晚转（栏目里多数及时）；标题略有改动。
How to fix: 每天（含周末、节假日）查看来源网站，24小时内转载并注明来源和原文链接。
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta

from pydantic import BaseModel, ConfigDict, Field

from checks import (
    ArticleView,
    ColumnKind,
    ColumnView,
    Confidence,
    DateFact,
    Finding,
    ListItem,
    Params,
    SiteView,
    Unknown,
    check,
)
from checks.lib import cadence
from checks.lib.quotes import in_quotes

RULE = "late-reprint"
_SOURCE_DAY = re.compile(r"^https?://(?:www|sousuo)\.gov\.cn/\S*?/(20\d\d)-(\d\d)/(\d\d)/content_\d")
_NOISE = re.compile(r"[\s\W_]+")
_SATURDAY = 5
_SHOWN = 10


class Source(BaseModel):
    """Something that must be reprinted: its title, the day of its publication, its address."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    title: str
    date: date
    url: str = ""


class LateReprintParams(Params):
    """`hours` after the source; `sources` that must be reprinted, of the last `window` days; of the dates that the list's
    own addresses tell, `share` and `least` items must be late. `dateline`: so many days more for an item of which only its
    dateline tells the day (新华社北京11月4日电). What articles say of
    their source counts for a `quarter`, which is what an inspection looks at; what is older than that was put on record."""

    hours: int = Field(default=24, ge=1)
    window: int = Field(default=30, ge=1)
    share: float = Field(default=0.5, gt=0, le=1)
    least: int = Field(default=3, ge=1)
    dateline: int = Field(default=3, ge=0)
    quarter: int = Field(default=92, ge=1)
    sources: tuple[Source, ...] = ()


@check(RULE)
def late_reprint(site: SiteView, p: LateReprintParams) -> Iterator[Finding | Unknown]:
    """Columns of reprints that come later than a day after their source."""
    today = cadence.today_of(site.now)
    views = [view for view in site.columns if view.column.kind is ColumnKind.REPRINT and not view.archived and not view.hub]
    # The day of publication is known, its hour is not: what came out on the day before may have until tonight.
    due = [s for s in p.sources if today - timedelta(days=p.window) <= s.date < today - timedelta(days=_days(p))]
    unread = [view for view in views if view.scripted or view.doubt or not view.items]
    if due and unread:
        yield Unknown(RULE, unread[0].column.url, unread[0].doubt or unread[0].scripted or "没有读到条目")
    elif due and views:
        yield from _against(due, views, p)
    for view in views:
        if not due and view not in unread:
            yield from _by_page(view, today, p) or _by_address(view, today, p)


def _days(p: LateReprintParams) -> int:
    return -(-p.hours // 24)


def _against(due: Sequence[Source], views: Sequence[ColumnView], p: LateReprintParams) -> Iterator[Finding]:
    """The configured sources against the items of all columns of reprints together."""
    items = [item for view in views for item in view.items]
    found = [(source, _reprint(source, items)) for source in due]
    missing = [(source.title, source.date, None) for source, item in found if item is None]
    late = [
        (source.title, source.date, item.date.day)
        for source, item in found
        if item is not None and item.date is not None and (item.date.day - source.date).days > _days(p)
    ]
    if missing:
        yield _finding(views[0], "missing", f"有{len(missing)}条应转载的重要信息没有转载（如“{missing[0][0]}”）", missing, p)
    if late:
        yield _finding(views[0], "late", f"有{len(late)}条重要信息转载超过{p.hours}小时（如“{late[0][0]}”）", late, p)
    weekends = [(s.title, s.date, None) for s in due if s.date.weekday() >= _SATURDAY]
    reprinted = {item.date.day for item in items if item.date is not None}
    begin = min((s.date for s in due), default=None)
    quiet = begin is not None and not any(day.weekday() >= _SATURDAY and day >= begin for day in reprinted)
    if weekends and quiet and (missing or late):
        yield _finding(views[0], "weekend", "来源周末有发布，栏目周末没有转载", weekends, p)


def _reprint(source: Source, items: Sequence[ListItem]) -> ListItem | None:
    """The item that reprints a source: its address, or its title but for small changes."""
    title = _plain(source.title)
    same = [item for item in items if (source.url and item.url == source.url) or _alike(title, _plain(item.title))]
    return min(same, key=lambda item: item.date.day if item.date else date.max, default=None)


def _alike(one: str, other: str) -> bool:
    short, long = sorted((one, other), key=len)
    return len(short) >= 6 and short in long


def _plain(title: str) -> str:
    return _NOISE.sub("", unicodedata.normalize("NFKC", title.replace("…", "")))


def _by_page(view: ColumnView, today: date, p: LateReprintParams) -> list[Finding]:
    """Reprints that say themselves when their source came out. A dateline is that of the news, which may come out later."""
    recent = (a for a in view.articles if a.published is not None and a.published.certain and a.source_day is not None)
    window = (a for a in recent if a.published and today - timedelta(days=p.quarter) <= a.published.day <= today)
    late = sorted((a for a in window if _is_late(a, p)), key=_day_of, reverse=True)
    return [_late_article(view, article, len(late), p) for article in late[:_SHOWN]]


def _is_late(article: ArticleView, p: LateReprintParams) -> bool:
    own, source = article.published, article.source_day
    if own is None or source is None or (own.day - source.day).days > p.quarter:
        return False
    if source.certain and own.clock and source.clock:
        return _moment(own) - _moment(source) > timedelta(hours=p.hours)
    return (own.day - source.day).days > _days(p) + (0 if source.certain else p.dateline)


def _moment(fact: DateFact) -> datetime:
    return datetime.fromisoformat(f"{fact.day.isoformat()}T{fact.clock}")


def _day_of(article: ArticleView) -> date:
    return article.published.day if article.published else date.min


def _late_article(view: ColumnView, article: ArticleView, amount: int, p: LateReprintParams) -> Finding:
    """The finding on one article; `amount` articles of the column are late."""
    source = article.source_day.day if article.source_day else _day_of(article)
    words = f"转载信息{in_quotes(article.title)}晚于来源发布（{cadence.chinese_day(source)}）超过{p.hours}小时"
    words += f"，近期共有{amount}条" if amount > 1 else ""
    found = _finding(view, "late", words, [(article.title, source, _day_of(article))], p)
    return replace(found, url=article.url)


def _by_address(view: ColumnView, today: date, p: LateReprintParams) -> Iterator[Finding]:
    """Links to the State Council's site tell the day of the source; most of the recent ones must be late."""
    dated = [
        (item.title, day, item.date.day)
        for item in view.items
        if item.date is not None and item.date.certain and (day := _source_day(item.url)) is not None
        if today - timedelta(days=p.window) <= item.date.day <= today
    ]
    late = [one for one in dated if _days(p) < (one[2] - one[1]).days <= p.window]
    if len(late) >= p.least and len(late) > p.share * len(dated):
        words = f"近期{len(dated)}条重要信息中有{len(late)}条转载超过{p.hours}小时（如“{late[0][0]}”）"
        yield _finding(view, "late", words, late, p)


def _source_day(url: str) -> date | None:
    match = _SOURCE_DAY.match(url)
    try:
        return date(int(match[1]), int(match[2]), int(match[3])) if match else None
    except ValueError:
        return None


def _finding(
    view: ColumnView, reason: str, words: str, sources: Sequence[tuple[str, date, date | None]], p: LateReprintParams
) -> Finding:
    shown = [
        {"title": title, "date": day.isoformat(), "reprinted": own.isoformat() if own else None}
        for title, day, own in sources[:_SHOWN]
    ]
    return Finding(
        rule=RULE,
        url=view.column.url,
        page=view.column.url,
        column=view.column.name,
        confidence=Confidence.SUSPECTED,
        message=f"“{view.column.name}”栏目{words}。",
        evidence={
            "reason": reason,
            "hours": p.hours,
            "latest": view.latest.day.isoformat() if view.latest else None,
            "sources": shown,
        },
        discriminator=reason,
    )
