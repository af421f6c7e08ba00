"""The few facts of a stored page that an unchanged one needs: whether it must be read anew, and where it leads on.

Of hundreds of facts these are decoded alone; most pages of a second pass did not change.
"""

from __future__ import annotations

from dataclasses import dataclass

import msgspec

from model import PageKind
from storage.packing import unpacked


@dataclass(frozen=True, slots=True)
class GlancedDate:
    """Of model.DateFact."""

    certain: bool = True


@dataclass(frozen=True, slots=True)
class GlancedItem:
    """Of model.ListItem."""

    date: GlancedDate | None = None


@dataclass(frozen=True, slots=True)
class GlancedList:
    """Of model.ListBlock."""

    items: tuple[GlancedItem, ...] = ()


@dataclass(frozen=True, slots=True)
class GlancedPager:
    """Of model.Pager."""

    next_urls: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class GlancedEndpoint:
    """Of model.Endpoint."""

    url: str


@dataclass(frozen=True, slots=True)
class Glance:
    """Of model.Page, under the same names."""

    url: str
    status: int
    kind: PageKind = PageKind.OTHER
    redirect: str = ""
    content_hash: int = 0
    body_length: int = 0
    dates: tuple[GlancedDate, ...] = ()
    lists: tuple[GlancedList, ...] = ()
    pager: GlancedPager | None = None
    endpoints: tuple[GlancedEndpoint, ...] = ()


_decoder = msgspec.msgpack.Decoder(Glance)


def glance_at(data: bytes) -> Glance:
    """The glance of a page's facts as the parse worker packed them."""
    return _decoder.decode(unpacked(data))
