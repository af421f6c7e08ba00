"""Pages of a list that are plain links: which addresses they are, and those between the ones that are shown."""

from __future__ import annotations

import re

from crawler.cms.source import Source
from model import Pager

PAGE_WORD = re.compile(
    r"^[\[<«\s]*(?:\d{1,4}|首\s*页|第一页|上一?页|上一页|前一?页|下一?页|下一页|后一?页|尾\s*页|末\s*页|最后一?页|下5页|下10页|[.…]{2,}|[<>«»]+|next|last)[\]>»\s]*$",
    re.IGNORECASE,
)
ONWARD = re.compile(r"下一?页|后一?页|尾\s*页|末\s*页|最后一?页|next|last", re.IGNORECASE)
BACK = re.compile(r"首\s*页|第一页|上一?页|前一?页")
_TOTAL = re.compile(r"(?:共|总计|总共|合计|total)\s*(?:有)?\s*[:：]?\s*(\d{1,7})\s*(?:条|篇|个记录|项|records?)", re.IGNORECASE)
_UNIT = re.compile("条|篇|记录|项|record", re.IGNORECASE)
_PAGES = re.compile(
    r"(?:共|总计|总共)\s*(?:有)?\s*[:：]?\s*(\d{1,5})\s*页|第\s*\d{1,5}\s*页?\s*/\s*(?:共\s*)?(\d{1,5})|(?<![\d/-])\d{1,4}\s*/\s*(\d{1,4})\s*页"
)
_NUMBER = re.compile(r"(\d{1,5})(?!.*\d)")
MAX_PAGES = 500


def page_links(source: Source) -> list[str]:
    """The addresses behind 2, 3, 下一页, 尾页 …, without the page itself."""
    run = [(text.strip(), url) for text, url in source.anchors if PAGE_WORD.match(text)]
    onward = [text for text, _ in run if ONWARD.search(text)]
    bare = [text.strip("[]<>«» ") for text, _ in run]
    numbers = {int(text) for text in bare if text.isdigit() and 1 < int(text) <= 9999}
    if not onward and len(numbers & {2, 3, 4}) < 1:
        return []
    home = {url for text, url in run if BACK.search(text)}
    kept = [url for text, url in run if url and url != source.url and not BACK.search(text)]
    return list(dict.fromkeys([url for url in kept if url not in home or len(kept) > 2]))


def counted(source: Source) -> tuple[int | None, int | None]:
    """(pages, records) as the pager's text says."""
    text = source.pager_text
    total = _TOTAL.search(text) if _UNIT.search(text) else None
    pages = _PAGES.search(text) if "页" in text or "第" in text else None
    return (int(pages[1] or pages[2] or pages[3]) if pages else None), (int(total[1]) if total else None)


def link_pager(source: Source, mechanism: str = "links") -> Pager | None:
    """A pager of plain links, gaps filled where the addresses differ in one number only; None without links."""
    links = page_links(source)
    pages, records = counted(source)
    if not links:
        return Pager(mechanism, pages, records) if pages and pages > 1 else None
    filled = fill(links)
    numbers = [int(text) for text, _ in source.anchors if text.strip().isdigit() and len(text.strip()) <= 4]
    if pages is None and numbers:
        pages = max([*numbers, *(n for n in map(_last_number, filled) if n and n <= MAX_PAGES)], default=None)
    return Pager(mechanism, pages, records, tuple(u for u in filled if u != source.url)[:MAX_PAGES])


def fill(links: list[str]) -> list[str]:
    """The links, and those whose number lies between the smallest and the largest of the same form."""
    forms: dict[tuple[str, str], list[int]] = {}
    for url in links:
        match = _NUMBER.search(url)
        if match:
            forms.setdefault((url[: match.start()], url[match.end() :]), []).append(int(match[1]))
    if not forms:
        return links
    (head, tail), numbers = max(forms.items(), key=lambda pair: len(pair[1]))
    low, high = min(numbers), max(numbers)
    if len(numbers) < 2 or high - low > MAX_PAGES:
        return links
    return list(dict.fromkeys([*links, *(f"{head}{n}{tail}" for n in range(low, high + 1))]))


def _last_number(url: str) -> int | None:
    match = _NUMBER.search(url)
    return int(match[1]) if match else None
