"""A site over its passes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from model.site_view import ArticleView, SiteView
from model.sites import Column


@dataclass(frozen=True, slots=True)
class ColumnPast:
    """A column that an earlier pass found or a person registered, and what this pass met at its address."""

    column: Column
    first_seen: datetime
    last_seen: datetime  # by a pass before this one
    outcome: str = ""  # Outcome of this pass, "" where it did not look
    status: int | None = None
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Newcomer:
    """An article that a pass met in a list for the first time although an earlier pass had read that list."""

    column: Column
    article: ArticleView
    looked_at: datetime  # the last pass that read the list without it
    older: int  # items below it, by date, that this pass did see
    newcomers: int  # new ones among the items of the list ...
    items: int  # ... of so many
    titled_before: bool = False  # its title stood at another address before: the address changed, not the article


@dataclass(frozen=True, slots=True)
class Redating:
    """A text that an earlier pass read under an earlier date than it shows now."""

    url: str
    title: str
    was: date
    now: date
    seen_at: datetime  # when it was read under the earlier date
    found_at: datetime  # when a pass first met it under the later date
    was_url: str = ""  # another address, now gone, where it stood


@dataclass(frozen=True, slots=True)
class History:
    """A site across its passes, this one included."""

    site: SiteView
    passes: int = 0  # earlier ones that looked at it
    columns: tuple[ColumnPast, ...] = ()
    newcomers: tuple[Newcomer, ...] = ()
    redated: tuple[Redating, ...] = ()
