"""Any other system: index_2.html, 下一页, 共N条."""

from __future__ import annotations

from crawler.cms.numbered import link_pager
from crawler.cms.source import Fragment, Source, written
from model import Pager

NAME = "generic"


def recognise(html: str) -> bool:
    """Always: this is what is left."""
    return True


def records(source: Source) -> list[Fragment]:
    """Lists that a script writes as literals."""
    return written(source.scripts)


def pager(source: Source) -> Pager | None:
    """The pager of plain links."""
    return link_pager(source)
