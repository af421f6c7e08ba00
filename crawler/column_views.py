"""What one column holds over all its pages: items, newest date, kind, and why its list cannot be judged."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date

from crawler.column_answers import loaded, says_empty, unread
from crawler.column_kinds import kind_of
from crawler.column_names import column_name
from crawler.column_pages import Group
from crawler.column_twins import twins_of
from model import Column, ColumnView, DateFact, ListItem, Page, PageKind

ITEMS_KEPT = 300
Published = Callable[[Sequence[str]], Mapping[str, DateFact]]


def view_of(
    group: Group,
    today: date,
    in_scope: Callable[[str], bool],
    published: Published,
    registered: Column | None,
    template: frozenset[str] = frozenset(),
) -> ColumnView:
    root, page = group.root, group.root.page
    items = _items(group)
    items = _with_article_dates(items, published)
    dated = [item for item in items if item.date is not None and item.date.day <= today]
    newest = max(dated, key=_by_day, default=None)
    name = registered.name if registered else column_name(page) or page.title or page.html_title
    kind, reason = (registered.kind, "登记") if registered else kind_of(page, name, root.url)
    read = {seen.url: seen.page for seen in group.others if seen.page.kind is PageKind.DATA}
    says = says_empty(page, read) if not items else ""
    doubt = _doubt(group, items, says)
    counts = [seen.page.pager.pages for seen in group.pages if seen.page.pager and seen.page.pager.pages]
    return ColumnView(
        column=Column(
            root.url, name, kind, reason, root.depth <= 1, registered is not None, registered is not None and registered.ignored
        ),
        items=tuple(sorted(items, key=_by_day, reverse=True)[:ITEMS_KEPT]),
        item_count=len(items),
        latest=newest.date if newest else None,
        latest_title=newest.title if newest else "",
        latest_url=newest.url if newest else "",
        undated=sum(item.date is None for item in items),
        future=sum(item.date is not None and item.date.day > today for item in items),
        external=sum(bool(item.url) and not in_scope(item.url) for item in items),
        pages_seen=len(group.pages),
        pages_known=counts[0] if counts else None,
        placeholder=page.placeholder or says,
        scripted=(page.scripted or unread(page, read, template)) if not items and not says else "",
        archived=page.archived,
        single=page.kind is PageKind.SINGLE,
        hub=page.kind is PageKind.HUB,
        sub_columns=_sub_columns(page),
        body_length=page.body_length,
        reliable=not doubt,
        doubt=doubt,
        twins=twins_of(page, ((seen.url, seen.page) for seen in group.others)),
        loaded="sure" if page.kind is PageKind.DATA else loaded(page, read),
        holds="" if items else page.offered,
        path=page.breadcrumb,
        cycle=page.cycle,
        vacant=page.vacant and not items,
    )


def _by_day(item: ListItem) -> str:
    return item.date.day.isoformat() if item.date else ""


def _items(group: Group) -> list[ListItem]:
    """The items of a column's lists, each address once; the main list where there is one, else all blocks."""
    found: dict[tuple[str, str], ListItem] = {}
    for seen in group.pages:
        blocks = [block for block in seen.page.lists if block.role == "main"]
        for block in blocks or [block for block in seen.page.lists if block.role == "block"]:
            for item in block.items:
                known = found.get((item.url, item.title))
                if known is None or (known.date is None and item.date is not None):
                    found[(item.url, item.title)] = item
    return list(found.values())


def _with_article_dates(items: list[ListItem], published: Published) -> list[ListItem]:
    """Items without a date take the date of their article; those of a guessed year take its year."""
    missing = [item.url for item in items if item.date is None or not item.date.certain]
    if not missing:
        return items
    dates = published(missing)
    return [_dated(item, dates[item.url]) if item.url in dates else item for item in items]


def _dated(item: ListItem, article: DateFact) -> ListItem:
    """The item with its article's date where it has none, or the same day of a year that had to be guessed."""
    own = item.date
    if own is None:
        return replace(item, date=article)
    alike = (own.day.month, own.day.day) == (article.day.month, article.day.day)
    return replace(item, date=replace(own, day=article.day, certain=True)) if not own.certain and alike else item


def _sub_columns(page: Page) -> tuple[str, ...]:
    if any(block.role == "main" for block in page.lists):
        return ()
    headings = (block.heading_url for block in page.lists if block.heading_url and block.heading_url != page.url)
    return tuple(dict.fromkeys(headings))


def _doubt(group: Group, items: Sequence[ListItem], says: str) -> str:
    """Why a column's list cannot be judged, "" when it can."""
    page = group.root.page
    if page.scripted and not says and not any(block.role == "main" for seen in group.pages for block in seen.page.lists):
        return f"列表由脚本加载：{page.scripted}"
    if page.redirect:
        return "页面跳转"
    answers = [seen.page for seen in group.pages if seen.page.kind is PageKind.DATA]
    for first, amount in ((page, len(group.pages)), *((one, len(answers)) for one in answers[:1])):
        if first.pager and first.pager.pages and first.pager.pages > amount and _ascending(first):
            return "列表按时间升序排列，后面的页未读取"
    return ""


def _ascending(page: Page) -> bool:
    """Whether the first page shows its oldest item first, so that the newest are on pages not read."""
    days = [item.date.day for block in page.lists if block.role == "main" for item in block.items if item.date]
    return len(days) >= 4 and days == sorted(days) and days[0] != days[-1]
