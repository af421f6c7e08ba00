"""Any other system: index_2.html, 下一页, 共N条, and lists that a script asks for in plain words."""

from __future__ import annotations

from crawler.cms.declared import declared
from crawler.cms.islands import assembled, islands, kept_parts
from crawler.cms.numbered import link_pager
from crawler.cms.source import Fragment, Source, written
from crawler.cms.xhr import calls
from model import Endpoint, Pager

NAME = "generic"
MAX_ENDPOINTS = 4  # a page whose scripts ask more than these is an application; which of them is the list cannot be told


def recognise(html: str) -> bool:
    """Always: this is what is left."""
    return True


def records(source: Source) -> list[Fragment]:
    """Lists that a script writes as literals, or that stand as markup in a script element."""
    found = [*written(source.scripts), *islands((*source.scripts, *kept_parts(source.html)))]
    return found or assembled(source.scripts)


def pager(source: Source) -> Pager | None:
    """The pager of plain links."""
    return link_pager(source)


def endpoints(source: Source) -> list[Endpoint]:
    """The addresses that scripts ask with GET; with more calls than one it is not sure that each is the list's.

    Where no call tells its address, those that the page declares for scripts from files.
    """
    found = calls(source.scripts, source.html)
    urls = list(dict.fromkeys(url for call in found if call.url and (url := source.join(call.url))))
    if urls:
        return [Endpoint(url, sure=len(found) == 1) for url in urls] if len(urls) <= MAX_ENDPOINTS else []
    told = [url for value in declared(source.scripts, source.html) if (url := source.join(value))]
    return [Endpoint(url, sure=len(told) == 1) for url in told]
