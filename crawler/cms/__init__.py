"""One file per content management system: how its lists are kept and how they go on.

Each module offers `NAME`, `recognise(html)`, `records(source)` and `pager(source)`; `FAMILIES` is their order of trial.
Those whose lists come from an interface also offer `endpoints(source)`; `LOADING` is their order of trial.
"""

from __future__ import annotations

from typing import Protocol, cast

from crawler.cms import generic, gkmlpt, hanweb, phpcms, trs, ucap, vsb
from crawler.cms.source import Fragment, Source
from model import Endpoint, Pager


class Family(Protocol):
    """What a CMS module offers."""

    NAME: str

    def recognise(self, html: str) -> bool:
        """Whether the markup (`signs_of`: ASCII in lower case) shows signs of this system."""

    def records(self, source: Source) -> list[Fragment]:
        """Markup of list items that the page keeps outside its own markup."""

    def pager(self, source: Source) -> Pager | None:
        """How the list goes on, None where this system's way is not used."""


FAMILIES = cast("tuple[Family, ...]", (hanweb, trs, vsb, gkmlpt, ucap, phpcms, generic))


def signs_of(html: str) -> str:
    """The ASCII part of the markup in lower case: a page's marks are in it, and it is searched many times as fast."""
    return html.encode("ascii", "ignore").lower().decode("ascii")


class Loading(Family, Protocol):
    """A CMS module that knows from where its pages load their lists."""

    def endpoints(self, source: Source) -> list[Endpoint]:
        """The addresses that the page's scripts ask for its list."""


LOADING = cast("tuple[Loading, ...]", (hanweb, gkmlpt, ucap, generic))


def endpoints_of(source: Source, families: tuple[Family, ...]) -> list[Endpoint]:
    """From where a page's scripts load its list: what the first system on the page that knows it says."""
    for family in LOADING:
        if family in families and (found := family.endpoints(source)):
            return found
    return []


def families_of(signs: str) -> tuple[Family, ...]:
    """The systems whose signs are on the page; one page may mix two or three."""
    return tuple(family for family in FAMILIES if family.recognise(signs))


def records_of(source: Source, families: tuple[Family, ...]) -> list[Fragment]:
    """All list markup kept in scripts."""
    return [fragment for family in families for fragment in family.records(source)]


def pager_of(source: Source, families: tuple[Family, ...]) -> Pager | None:
    """The first system's answer that leads on, else the first that knows a count."""
    known: Pager | None = None
    for family in families:
        found = family.pager(source)
        if found is not None and found.next_urls:
            return found
        known = known or found
    return known
