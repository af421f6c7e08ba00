"""What an empty column looks like, proved by its sisters: the place where pages of the same template have their lists.

A list that the server writes into a place on some columns is not awaited from a script in the same place on another.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from crawler.column_pages import Seen
from model import AWAITED, PageKind, Vacancy

SISTERS = 2  # differently titled columns with a list in one place that make it the list's place
_SPOKEN = ("加载", "载入", "loading", "请稍")


@dataclass(frozen=True, slots=True)
class _Places:
    lists: frozenset[str]  # paths of the containers of lists
    around: frozenset[str]  # and of what stands around them, without its outermost part


def with_vacancies(candidates: Sequence[Seen]) -> list[Seen]:
    """The pages, those without a list told empty where the place of the sisters' lists holds nothing on them."""
    if not any(seen.page.vacancies for seen in candidates):
        return list(candidates)
    places = _places(candidates)
    return [_vacant(seen, places) if seen.page.vacancies else seen for seen in candidates]


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
    if any(block.role != "side" for block in page.lists) or page.kind not in (PageKind.LIST, PageKind.HUB, PageKind.OTHER):
        return seen
    here = next((v for v in page.vacancies if v.path in places.lists), None)
    here = here or next((v for v in page.vacancies if _inner(v.path) in places.around and not v.words), None)
    if here is None or _says_wait(here):
        return seen
    waits = page.scripted if not page.scripted.startswith(AWAITED) else ""
    return replace(seen, page=replace(page, scripted=waits, vacant=not waits))


def _says_wait(place: Vacancy) -> bool:
    return any(word in place.words.lower() for word in _SPOKEN)
