"""Dates against what earlier passes saw: articles that came after the day they show, and texts that were dated anew."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta

from checks import ARTICLE_KINDS
from checks.lib.cadence import chinese_day, today_of
from checks.lib.quotes import in_quotes
from model import Confidence, DatePlace, Finding, History, Newcomer, Redating, Unknown

PROOF = 2  # older items of the list that the pass met: it had read the list beyond the article's place
MOST = 0.5  # share of new items from which a list was moved or filled anew
_PLACES = (DatePlace.WRITTEN, DatePlace.SIGNED)


def is_explained(new: Newcomer, within: int) -> bool:
    """Whether the shown day is that on which the document was written or signed, or only the address is new."""
    published = new.article.published
    days = [fact.day for place in _PLACES if (fact := new.article.dated(place)) is not None]
    return new.titled_before or (published is not None and any(abs((published.day - day).days) <= within for day in days))


def backdated(rule: str, newcomers: Sequence[Newcomer], days: int, archive: int) -> Iterator[Finding | Unknown]:
    """Articles dated at least `days` before a pass that had read their list without them; each once.

    What is older than `archive` days fills up a history: no inspection looks back so far, so the date gains nothing.
    """
    reported: set[str] = set()
    unclear: set[str] = set()
    for new in newcomers:
        shown, looked = new.article.published, today_of(new.looked_at)
        if shown is None or new.article.kind not in ARTICLE_KINDS or new.older < PROOF or new.article.url in reported:
            continue
        if not days <= (looked - shown.day).days <= archive:
            continue
        if new.newcomers > MOST * new.items:
            unclear.add(new.column.url)
            continue
        reported.add(new.article.url)
        yield _finding(
            rule, new.article.url, new.article.title, "before-first-seen", shown.day, new.looked_at, column=new.column.name
        )
    for url in sorted(unclear):
        yield Unknown(rule, url, "栏目里多数信息是上次巡查以后才出现的，可能是改版或者迁移")


def redated(rule: str, history: History, days: int, bulk: int, *, complete: bool) -> Iterator[Finding | Unknown]:
    """Texts that show a date at least `days` later than an earlier pass saw."""
    moved = {one.url: one for one in history.redated if one.now - one.was >= timedelta(days=days)}
    moved = {url: one for url, one in moved.items() if one.now >= today_of(one.seen_at) or not one.was_url}
    together = Counter(one.found_at.date() for one in moved.values())
    if any(amount >= bulk for amount in together.values()):
        yield Unknown(rule, history.site.site.home_url, "许多信息的日期或者网址同时改变，可能是改版或者迁移")
    for one in moved.values():
        if together[one.found_at.date()] >= bulk:
            continue
        if one.was_url and not complete:
            yield Unknown(rule, one.url, "检查没有做完，不能确定原网址的信息已经撤下")
            continue
        yield _finding(rule, one.url, one.title, "re-dated", one.now, one.seen_at, moved=one)


def _finding(
    rule: str,
    url: str,
    title: str,
    reason: str,
    shown: date,
    seen_at: datetime,
    *,
    column: str = "",
    moved: Redating | None = None,
) -> Finding:
    looked = today_of(seen_at)
    other = moved.was if moved else looked
    words = f"标注发布日期{chinese_day(shown)}，但{chinese_day(looked)}巡查时栏目列表中没有这篇信息"
    if moved:
        place = f"（原网址{moved.was_url}）" if moved.was_url else ""
        before = f"{chinese_day(looked)}巡查时发布日期为{chinese_day(moved.was)}{place}"
        words = f"{before}，现改为{chinese_day(shown)}，正文没有变化"
    return Finding(
        rule=rule,
        url=url,
        page=url,
        column=column or None,
        confidence=Confidence.SUSPECTED,
        message=f"{in_quotes(title)}{words}，请核实发稿日期。",
        evidence={
            "date": shown.isoformat(),
            "reason": reason,
            "title": title,
            "days": abs((shown - other).days),
            "looked_at": looked.isoformat(),
            "was": moved.was.isoformat() if moved else None,
            "was_url": moved.was_url if moved else "",
        },
        discriminator=reason,
    )
