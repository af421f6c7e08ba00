"""Lists that a script loads: which answers of interfaces belong to which column.

A column's page names its interface (`Page.endpoints`, or the address of the next records); the answer names the further
pages. An interface that several columns name alike is the template's (热点, 天气) and belongs to none of them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Literal

from crawler.extract.lists.bare_answer import NOTHING
from model import NEVER, Endpoint, Page, PageKind

Loaded = Literal["", "sure", "unsure"]
MAX_ANSWERS = 300  # pages of one list
ENOUGH = 3  # items by which a page that says nothing of itself is a column


def addresses_of(page: Page) -> list[str]:
    """The interfaces that fill the page's own list, and the further pages of its list."""
    # A file that scripts of a readable list load too (热点, 天气) is not that list's continuation.
    further = page.pager.next_urls if page.pager and (page.pager.mechanism != "json" or page.kind is PageKind.DATA) else ()
    return [url for url in dict.fromkeys([*(e.url for e in page.endpoints if not e.name), *further]) if url]


def template_addresses(pages: Iterable[tuple[str, Page]]) -> frozenset[str]:
    """The interfaces that pages of different columns, each given with its column's name, ask alike."""
    titles: dict[str, set[str]] = {}
    for name, page in pages:
        for endpoint in page.endpoints:
            if endpoint.url and not endpoint.name:
                titles.setdefault(endpoint.url, set()).add(name)
    return frozenset(url for url, names in titles.items() if len(names) > 1)


def answers_below(start: Iterable[str], answers: Mapping[str, Page], template: frozenset[str]) -> Iterator[tuple[str, Page]]:
    """The answers that were read at some addresses, and at those to which they lead on; each once."""
    waiting = [url for url in start if url not in template]
    seen: set[str] = set()
    while waiting and len(seen) < MAX_ANSWERS:
        url = waiting.pop(0)
        page = answers.get(url)
        if page is None or url in seen:
            continue
        seen.add(url)
        yield url, page
        waiting += addresses_of(page)


def fills(page: Page, answers: Mapping[str, Page], template: frozenset[str]) -> bool:
    """Whether the interfaces of a page that does not look like a column gave it a list."""
    found = answers_below((e.url for e in page.endpoints if not e.name), answers, template)
    return any(item.date for _, answer in found for block in answer.lists for item in block.items[:ENOUGH])


def loaded(page: Page, read: Mapping[str, Page]) -> Loaded:
    """Whether a column's list came, or may come, from an interface, and whether that surely is the list's."""
    used = [endpoint for endpoint in page.endpoints if (endpoint.url in read or not endpoint.url) and not endpoint.name]
    if not used:
        return ""
    alone = len(used) == 1 and used[0].frame  # the other frames are the template's
    return "sure" if alone or all(endpoint.sure for endpoint in used) or _is_one(used, read) else "unsure"


def _is_one(used: Sequence[Endpoint], read: Mapping[str, Page]) -> bool:
    """Whether several addresses are one interface, asked with and without its fields: they answer with one list."""
    if len(used) < 2 or len({endpoint.url.partition("?")[0] for endpoint in used}) > 1:
        return False
    lists = {tuple(item.url for block in read[endpoint.url].lists for item in block.items) for endpoint in used if endpoint.url}
    return len(lists) == 1 and all(lists)


def unread(page: Page, read: Mapping[str, Page], template: frozenset[str]) -> str:
    """Why 暂无内容 on a page proves nothing: an interface of its own that was not read, "" where there is none."""
    own = [endpoint.url for endpoint in page.endpoints if endpoint.url and not endpoint.name]
    missing = [url for url in own if url not in template and not (url in read and read[url].placeholder)]
    return f"列表由脚本加载：{missing[0][:200]}" if page.placeholder and missing else ""


def says_empty(page: Page, read: Mapping[str, Page]) -> str:
    """The words of an empty list, where every interface of the page answered that it holds nothing; else ""."""
    own = [endpoint.url for endpoint in page.endpoints if not endpoint.name]
    words = [read[url].placeholder if url in read else "" for url in own]
    return words[0] if words and all(words) else ""


def catalogue(pages: Iterable[Page], answers: Mapping[str, Page]) -> Iterator[tuple[str, Page]]:
    """The columns of a catalogue that has one page for all of them (gkmlpt), each once: its address and first answer.

    One whose interface gave no list is there all the same, as a page that could not be read.
    """
    seen: set[str] = set()
    for page in pages:
        for endpoint in page.endpoints:
            if not endpoint.name or endpoint.page in seen:
                continue
            seen.add(endpoint.page)
            answer = answers.get(endpoint.url)
            unread = "" if answer is not None and answer.lists else "目录接口没有返回列表"
            yield endpoint.page, replace(
                answer or page, title=endpoint.name, kind=PageKind.DATA, scripted=unread, endpoints=(), placeholder="",
                lists=answer.lists if answer else (), pager=answer.pager if answer else None, tags={}, breadcrumb=(),
                redirect="",
            )  # fmt: skip


def believed(answers: Mapping[str, Page], silent: Iterable[str]) -> dict[str, Page]:
    """The answers with those of `silent` addresses, which came back with nothing at all: an empty list where others answered.

    A host on which no interface ever answers refuses programs, also when it answers with null or {}.
    """
    if not any(page.lists for page in answers.values()):
        return {url: replace(page, placeholder="") if page.placeholder == NOTHING else page for url, page in answers.items()}
    known = ((url, Page(url, url, 200, NEVER, kind=PageKind.DATA)) for url in silent if url not in answers)
    return {**answers, **{url: replace(page, kind_reason="空应答", placeholder=NOTHING) for url, page in known}}
