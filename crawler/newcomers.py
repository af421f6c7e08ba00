"""Articles that turned up in a list below its newest items: a pass had read the list down to there, and they were not in it.

Works on facts alone. That the pass had read the list as far as the article's date is proven by older items of the same
list that it met; without them it may have read its first page only.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime

from model import SHANGHAI, ArticleView, ColumnView, DateFact, DatePlace, Newcomer, SitePassId

_SHOWN = frozenset({DatePlace.SHOWN, DatePlace.TABLE})


def new_in(
    view: ColumnView,
    readers: Sequence[SitePassId],
    at: Mapping[SitePassId, datetime],
    met: Mapping[str, set[SitePassId]],
    seen: Mapping[str, datetime],
) -> Iterator[Newcomer]:
    """The column's articles that show a day before a pass that had read the list without them.

    `readers`: the earlier passes that read the column's page, oldest first; `at`: the moment of each earlier pass;
    `met`: which of them met an address; `seen`: when an address was first read.
    """
    for article in view.articles:
        day = shown_day(article)
        without = _last_without(article.url, readers, at, met, seen)
        if day is None or without is None or day >= at[without].astimezone(SHANGHAI).date():
            continue
        dated = {item.url: fact for item in view.items if (fact := _certain(item.date)) is not None}
        yield Newcomer(
            view.column,
            article,
            at[without],
            older=sum(fact.day < day and without in met.get(url, ()) for url, fact in dated.items()),
            newcomers=sum(without not in met.get(url, ()) for url in dated),
            items=len(dated),
        )


def shown_day(article: ArticleView) -> date | None:
    """The day that the article shows as that of its publication."""
    fact = _certain(article.published)
    return fact.day if fact is not None and fact.place in _SHOWN else None


def _certain(fact: DateFact | None) -> DateFact | None:
    return fact if fact is not None and fact.certain else None


def _last_without(
    url: str,
    readers: Sequence[SitePassId],
    at: Mapping[SitePassId, datetime],
    met: Mapping[str, set[SitePassId]],
    seen: Mapping[str, datetime],
) -> SitePassId | None:
    """The last pass that read the list before any pass knew the address; None where it was always known."""
    first = min(met.get(url, ()), default=None)
    without = [reader for reader in readers if first is None or reader < first]
    if not without or (url in seen and seen[url] <= at[without[-1]]):
        return None
    return without[-1]
