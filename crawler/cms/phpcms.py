"""PHPCMS, DedeCMS, ASP and the like: the page number stands in the query (page=2); ASP.NET posts back."""

from __future__ import annotations

import re
from collections import Counter

from crawler.cms.numbered import counted, page_links
from crawler.cms.source import Fragment, Source
from model import Pager

NAME = "phpcms"
_MARKS = ("page=", "pageno=", "page_no=", "pageindex=", "pagenum=", "?p=", "&p=", "__dopostback")
_PAGE = re.compile(
    r"(?P<head>.*[?&](?:page|pageno|page_no|pageindex|pagenum|currentpage|curpage|cur_page|p)=)(?P<n>\d{1,6})(?P<tail>.*)$",
    re.IGNORECASE,
)
_POSTBACK = re.compile(r"__doPostBack\s*\(")
MAX_PAGES = 500


def recognise(html: str) -> bool:
    """Whether, by its lower-case markup, the page counts its list pages in the query."""
    return any(mark in html for mark in _MARKS)


def records(source: Source) -> list[Fragment]:
    """The lists are plain markup."""
    return []


def pager(source: Source) -> Pager | None:
    """All pages up to the highest number that is linked; post-backs are known but cannot be followed."""
    matches = [m for url in page_links(source) if (m := _PAGE.match(url))]
    pages, total = counted(source)
    if not matches:
        return Pager("postback", pages, total) if _POSTBACK.search(source.html) and pages and pages > 1 else None
    (head, tail), _ = Counter((m["head"], m["tail"]) for m in matches).most_common(1)[0]
    high = max([int(m["n"]) for m in matches if (m["head"], m["tail"]) == (head, tail)] + [pages or 0])
    own = _PAGE.match(source.url)
    here = int(own["n"]) if own else 1
    seen = {int(m["n"]) for m in matches if (m["head"], m["tail"]) == (head, tail)}
    if not pages and (max(seen) > MAX_PAGES or (len(seen) < 2 and not own and 2 not in seen)):
        # page=999999, or a lone 尾页 in a text: nothing says that the numbers between exist
        return Pager("query", None, total, tuple(f"{head}{n}{tail}" for n in sorted(seen) if n != here))
    first = min([int(m["n"]) for m in matches])
    urls = tuple(f"{head}{n}{tail}" for n in range(min(first, 2), min(high, MAX_PAGES) + 1) if n != here)
    return Pager("query", max(high, here), total, urls)
