"""What a column without a list is, proved by its sisters: the place where pages of the same template have their lists.

One or two links in that place are items; nothing there is an empty column. A list that the server writes into a place on
some columns is not awaited from a script in the same place on another, unless this one has scripts that they have not.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from crawler.column_pages import TEMPLATE_PAGES, Seen
from model import AWAITED, ListBlock, Page, PageKind, Vacancy

OWN_SCRIPTS = "列表可能由其他栏目没有的脚本填入"
SISTERS = 2  # differently titled columns with a list in one place that make it the list's place
_BARE = frozenset({PageKind.LIST, PageKind.HUB, PageKind.OTHER})
_SPOKEN = ("加载", "载入", "loading", "请稍")


@dataclass(frozen=True, slots=True)
class _Places:
    lists: frozenset[str]  # paths of the containers of lists
    around: frozenset[str]  # and of what stands around them, without its outermost part


def with_vacancies(candidates: Sequence[Seen]) -> list[Seen]:
    """The pages, those without a list judged by the place of the sisters' lists: its few links are items, or it is empty."""
    known = _known_calls(candidates)
    candidates = _without_template_words(candidates)
    if any(seen.page.vacancies or seen.page.strays for seen in candidates):
        places = _places(candidates)
        candidates = [_vacant(_with_few(seen, places), places) for seen in candidates]
    return [_with_own_scripts(seen, known) for seen in candidates]


def _without_template_words(candidates: Sequence[Seen]) -> Sequence[Seen]:
    """The pages, those without a list that say just as much as many with one as pages that say nothing.

    What stands beside the lists of all columns (历年回顾, an address of the office) has one length, the column's own name
    in the breadcrumb aside.
    """
    titles: dict[tuple[bool, int], set[str]] = {}
    for seen in candidates:
        if _has_list(seen) and seen.page.kind is PageKind.LIST:
            for key in _amounts(seen.page):
                titles.setdefault(key, set()).add(seen.page.title)
    usual = {key for key, names in titles.items() if len(names) >= TEMPLATE_PAGES}
    return [
        replace(seen, page=replace(seen.page, body_length=0))
        if seen.page.kind in _BARE and seen.page.body_length and not _has_list(seen) and usual.intersection(_amounts(seen.page))
        else seen
        for seen in candidates
    ]


def _amounts(page: Page) -> tuple[tuple[bool, int], tuple[bool, int]]:
    """Characters that a page has in all, and without its own name."""
    return (True, page.body_length), (False, page.body_length - len(page.title))


def _known_calls(candidates: Sequence[Seen]) -> frozenset[int]:
    """What the scripts of columns call whose lists the server wrote: none of it brings a list."""
    listed = (seen for seen in candidates if any(b.role == "main" and b.source != "json" for b in seen.page.lists))
    return frozenset(call for seen in listed for call in seen.page.calls)


def _with_own_scripts(seen: Seen, known: frozenset[int]) -> Seen:
    """A page without a list and without words on that, as one that waits for scripts which no sister with a list has."""
    page = seen.page
    if page.kind not in _BARE or page.scripted or page.placeholder or _has_list(seen) or known.issuperset(page.calls):
        return seen
    return replace(seen, page=replace(page, scripted=OWN_SCRIPTS, vacant=False))


def _with_few(seen: Seen, places: _Places) -> Seen:
    """A page whose few links stand where its sisters have their lists, with these as its list."""
    page = seen.page
    if not page.strays or _has_list(seen) or page.kind not in _BARE:
        return seen
    found = [(stray.item, path) for stray in page.strays if (path := next((p for p in stray.paths if p in places.lists), ""))]
    if not found and page.kind is PageKind.LIST and not (page.placeholder or page.scripted):
        # A link beside its day is an item also where no sister tells.
        boxes = {block.path for block in page.lists}  # 阅读排行
        dated = (s for s in page.strays if s.item.date is not None and s.paths and boxes.isdisjoint(s.paths))
        found = [(stray.item, stray.paths[0]) for stray in dated]
    if not found or len({path for _, path in found}) > 1:
        return seen
    block = ListBlock(tuple(item for item, _ in found), role="main", path=found[0][1])
    told = replace(page, kind=PageKind.LIST, kind_reason="条目在同模板栏目的列表位置", lists=(*page.lists, block))
    return replace(seen, page=replace(told, scripted="", placeholder="", strays=()))


def _places(candidates: Iterable[Seen]) -> _Places:
    titles: dict[str, set[str]] = {}
    around: dict[str, set[str]] = {}
    for seen in candidates:
        for block in seen.page.lists:
            if block.role == "main" and block.source == "html" and len(block.items) > 1:
                titles.setdefault(block.path, set()).add(seen.page.title)
                around.setdefault(_parent(block.path), set()).add(seen.page.title)
    return _Places(_often(titles), _often(around))


def _often(titles: dict[str, set[str]]) -> frozenset[str]:
    return frozenset(path for path, names in titles.items() if path and len(names) >= SISTERS)


def _parent(path: str) -> str:
    """The path of what stands around a container, as far as its own path tells it."""
    return path.rpartition(" > ")[0]


def _inner(path: str) -> str:
    """A path without its outermost part, as long as that of what stands around a container."""
    return path.partition(" > ")[2]


def _vacant(seen: Seen, places: _Places) -> Seen:
    page = seen.page
    if not page.vacancies or _has_list(seen) or page.kind not in _BARE:
        return seen
    here = next((v for v in page.vacancies if v.path in places.lists), None)
    here = here or next((v for v in page.vacancies if _inner(v.path) in places.around and v.words in ("", page.title)), None)
    if here is None or _says_wait(here):
        return seen
    waits = page.scripted if not page.scripted.startswith(AWAITED) else ""
    return replace(seen, page=replace(page, scripted=waits, vacant=not waits))


def _has_list(seen: Seen) -> bool:
    return any(block.role != "side" for block in seen.page.lists)


def _says_wait(place: Vacancy) -> bool:
    return any(word in place.words.lower() for word in _SPOKEN)
