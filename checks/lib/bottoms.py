"""Pages whose bottom lacks what the other pages of the site show there: whole kinds, templates of a column, single pages."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Hashable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, TypeVar

from checks.lib import frames
from model import Page, PageKind, SiteView

Lack = TypeVar("Lack", bound=Hashable)

WORDS: Mapping[PageKind, str] = {
    **frames.WORDS,
    PageKind.GUIDE: "办事指南页",
    PageKind.MESSAGES: "留言列表页",
    PageKind.MESSAGE: "留言页",
    PageKind.SURVEY: "征集调查页",
    PageKind.SEARCH: "搜索页",
    PageKind.OTHER: frames.OF_NO_KIND,
}
"""What a person calls the pages whose bottom is judged: these, guides, lists of letters, surveys, search pages, short pages."""


@dataclass(frozen=True, slots=True)
class Group:
    """Pages with one lack: `word` for what they are, `of` how many pages were compared, `whole` where it is a whole kind."""

    word: str
    titles: tuple[str, ...]
    pages: tuple[str, ...]
    of: int
    whole: bool

    @property
    def title(self) -> str:
        """The title of its first page."""
        return self.titles[0]

    @property
    def named(self) -> str:
        """Its first page as a message names it, with how many they are."""
        amount = len(self.pages)
        return f"{self.word}“{self.title}”" + (f"等{amount}页" if amount > 1 else "")

    @property
    def evidence(self) -> dict[str, Any]:
        """What the evidence of a finding tells of it, up to a hundred of its pages."""
        return {"kind": self.word, "lacking": len(self.pages), "looked": self.of, "pages": list(self.pages[:100])}

    def singly(self) -> Iterator[Group]:
        """Each page as a group of its own."""
        for title, page in zip(self.titles, self.pages, strict=True):
            yield Group(self.word, (title,), (page,), 1, whole=False)


def groups(site: SiteView, lacks: Callable[[Page], Lack | None], *, least: int, template: int) -> Iterator[tuple[Lack, Group]]:
    """(what is lacking, the pages that lack it), the home page left out.

    `lacks` says what a page lacks, None for nothing. At least `least` pages and half of a kind are one group, `template`
    pages and half of those of a column are one; the others stand alone. What a script fills lacks nothing.
    """
    looked: Counter[str] = Counter()
    columns: Counter[tuple[str, str]] = Counter()
    lacking: list[tuple[Lack, str, str, Page]] = []
    for framed in frames.framed_pages(site, WORDS):
        page = frames.with_own_bottom(framed, site)
        if page.kind is PageKind.HOME or frames.scripted_footer(page):
            continue
        word, column = WORDS[page.kind], _column(page)
        looked[word] += 1
        columns[word, column] += 1
        if (lack := lacks(page)) is not None:
            lacking.append((lack, word, column, page))
    kinds = Counter((lack, word) for lack, word, _, _ in lacking)
    whole = [key for key, count in kinds.items() if count >= least and 2 * count >= looked[key[1]]]
    parts = Counter((lack, word, column) for lack, word, column, _ in lacking)
    shared = [key for key, count in parts.items() if count >= template and 2 * count >= columns[key[1:]]]
    for lack, word in whole:
        pages = [page for what, name, _, page in lacking if (what, name) == (lack, word)]
        yield lack, _group(word, pages, looked[word], whole=True)
    rest = [one for one in lacking if (one[0], one[1]) not in whole]
    for lack, word, column in shared:
        pages = [page for what, name, where, page in rest if (what, name, where) == (lack, word, column)]
        if pages:
            yield lack, _group(word, pages, columns[word, column], whole=False)
    for lack, word, column, page in rest:
        if (lack, word, column) not in shared:
            yield lack, _group(word, [page], 1, whole=False)


def _group(word: str, pages: list[Page], of: int, *, whole: bool) -> Group:
    return Group(word, tuple(page.heading[:60] for page in pages), tuple(page.url for page in pages), of, whole)


def _column(page: Page) -> str:
    tagged = next((value.strip() for value in page.tags.get("columnname", ()) if value.strip()), "")
    return tagged or next((crumb for crumb in reversed(page.breadcrumb) if crumb != "正文"), "")
