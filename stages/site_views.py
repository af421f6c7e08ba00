"""A site as one pass saw it, and the same across its passes: what the checks on sites are given.

Works on a reading connection; what would be large is read from storage each time it is walked.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import islice

from sqlalchemy import Connection

from crawler.columns import COLUMN_KINDS, column_key, read_site
from crawler.extract.frame.frame_file import with_frame
from crawler.interaction import Interaction
from crawler.newcomers import new_in
from crawler.urls import Scope
from model import (
    DOCUMENT_KINDS,
    Coverage,
    History,
    Json,
    Newcomer,
    Page,
    PageKind,
    Site,
    SitePassId,
    SiteView,
)
from stages.article_shelf import ArticleShelf
from stages.link_verdicts import exits_of
from storage import columns, stored_pages, titled_pages
from storage import coverage as stored_coverage
from storage import history as past
from tools import Plan, Tools

LINK_WORDS = 3_000
STRUCTURAL = (PageKind.HOME, PageKind.DATA, *sorted(COLUMN_KINDS), *sorted(DOCUMENT_KINDS))
ANNOUNCED = (
    "征求",
    "征询",
    "征集",
    "问卷",
    "调查",
    "建言",
    "献策",
    "问计",
    "问需",
    "听取",
)  # in the titles of articles that may announce a survey
RESULTS = ("结果", "采纳", "反馈", "汇总", "情况")  # in the titles of pages that may hold the result of one
RESULT_TITLES = 20_000
FRAMED = (
    PageKind.HOME, PageKind.HUB, PageKind.LIST, PageKind.SINGLE, PageKind.ARTICLE, *sorted(DOCUMENT_KINDS), PageKind.GUIDE,
    PageKind.MESSAGES, PageKind.MESSAGE, PageKind.SURVEY, PageKind.SEARCH, PageKind.OTHER,
)  # fmt: skip
FEW = 60  # pages of a small site, which are kept while it is judged
FRAMED_PAGES = 20_000  # pages of a pass that the checks of tags and entries look at, the first ones found


def site_view(
    tools: Tools,
    connection: Connection,
    site: Site,
    site_pass: SitePassId,
    plan: Plan,
    coverage: Coverage,
) -> SiteView:
    """The site as this pass saw it, without what the probes found out."""
    scope = Scope(site.home_url, site.extra_hosts)
    interaction = Interaction()
    stored = stored_pages.pages_of(connection, site_pass, (*STRUCTURAL, PageKind.MESSAGE))
    seen = ((p.url, p.depth, interaction.note(p.page)) for p in stored)
    reading = read_site(
        seen,
        home_url=site.home_url,
        today=plan.now.date(),
        in_scope=scope.contains,
        published=lambda urls: stored_pages.published_of(connection, site.id, urls),
        registered={column_key(column.url): column for column in columns.corrected(connection, site.id)},
        silent=stored_coverage.silent_addresses(connection, site_pass),
    )
    for article in titled_pages.articles_titled(connection, site_pass, ANNOUNCED):
        interaction.note(article)
    homes = list(dict.fromkeys((site.home_url, reading.home.url if reading.home else site.home_url)))
    shelf = ArticleShelf(connection, site_pass, site.id)
    return SiteView(
        site=site,
        now=plan.now,
        coverage=coverage,
        home=reading.home,
        columns=tuple(replace(view, articles=shelf.articles_at(item.url for item in view.items)) for view in reading.columns),
        documents=reading.documents,
        site_map=reading.site_map,
        pages=FramedPages(connection, site_pass),
        link_words=tuple(stored_pages.words_on(connection, site_pass, homes, LINK_WORDS)),
        letters=tuple(interaction.letters.values()),
        surveys=tuple(interaction.surveys.values()),
        channels=tuple(interaction.channels),
        result_titles=tuple(titled_pages.titles_with(connection, site_pass, RESULTS, RESULT_TITLES)),
        holidays=tools.ruleset.holidays,
        exits=exits_of(connection, scope, site.id, site_pass, homes),
    )


def with_probes(connection: Connection, view: SiteView, site_pass: SitePassId, facts: Mapping[str, Json]) -> SiteView:
    """A site with what the probes found out, for checks that run on `connection`; its home page may become more complete."""
    home = with_frame(view.home, facts.get("frame"))
    return replace(view, home=home, probes=facts, pages=FramedPages(connection, site_pass))


def home_view(connection: Connection, site: Site, site_pass: SitePassId, plan: Plan, coverage: Coverage) -> SiteView:
    """Of a pass that asked for nothing but links: whether its home page was read; no column, no document."""
    home = next(stored_pages.pages_of(connection, site_pass, (PageKind.HOME,)), None)
    return SiteView(site, plan.now, coverage, home.page if home else None, (), ())


@dataclass(slots=True)
class FramedPages:
    """The facts of a pass's home, column and content pages; but for few ones read from storage each time they are walked."""

    connection: Connection
    site_pass: SitePassId
    _kept: Sequence[Page] | None = (
        None  # all of a small site, () where they are too many to be kept, None before the first walk
    )

    def __iter__(self) -> Iterator[Page]:
        return iter(self.of(FRAMED))

    def of(self, kinds: Collection[PageKind]) -> Iterator[Page]:
        """Those of some kinds: the others are not read."""
        if self._kept is None:
            seen = stored_pages.pages_of(self.connection, self.site_pass, FRAMED)
            first = [each.page for each in islice(seen, FEW + 1)]
            self._kept = first if len(first) <= FEW else ()
        if self._kept:
            return (page for page in self._kept if page.kind in kinds)
        seen = stored_pages.pages_of(self.connection, self.site_pass, [kind for kind in FRAMED if kind in kinds])
        return (each.page for each in islice(seen, FRAMED_PAGES))


def history(connection: Connection, view: SiteView, site_pass: SitePassId) -> History:
    """The site across its passes: what the earlier ones knew of its columns, articles and dates."""
    site = view.site
    earlier = past.earlier_passes(connection, site.id, site_pass)
    if not earlier:
        return History(view)
    return History(
        view,
        len(earlier),
        tuple(past.known_columns(connection, site.id, site_pass)),
        tuple(_newcomers(connection, view, earlier)),
        (*past.redated(connection, site.id, site_pass), *past.reappeared(connection, site.id, site_pass)),
    )


def _newcomers(connection: Connection, view: SiteView, earlier: Sequence[past.EarlierPass]) -> Iterator[Newcomer]:
    """Articles that a pass met first although the pass before it had read the list in which they stand."""
    ids = [one.id for one in earlier]
    views = list(view.columns)
    looked = past.met(connection, ids, [one.column.url.partition("#")[0] for one in views], read=True)
    for one in views:
        readers = sorted(looked.get(one.column.url.partition("#")[0], ()))
        if not readers or not one.articles:
            continue
        seen = past.first_seen(connection, view.site.id, [article.url for article in one.articles])
        began = earlier[ids.index(readers[0])].at
        if all(at <= began for at in seen.values()):
            continue
        met = past.met(connection, ids, [item.url for item in one.items])
        found = list(new_in(one, readers, {e.id: e.at for e in earlier}, met, seen))
        titles = past.titled_before(connection, view.site.id, [new.article.title for new in found])
        for new in found:
            others = titles.get(new.article.title, ())
            yield replace(new, titled_before=any(url != new.article.url and at <= new.looked_at for url, at in others))


def first_columns(connection: Connection, site_pass: SitePassId, amount: int) -> list[str]:
    """Addresses of the first columns that a pass read."""
    return [seen.url for seen in islice(stored_pages.pages_of(connection, site_pass, (PageKind.LIST, PageKind.HUB)), amount)]
