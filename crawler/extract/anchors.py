"""Anchors read once: a menu stands on every page, a headline in many lists, each time in the same markup."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from selectolax.lexbor import LexborNode

from crawler.cms.numbered import PAGE_WORD
from crawler.extract.addresses import Addresses
from crawler.extract.links import MAX_TEXT, addresses_in, leads_nowhere, made_link
from crawler.extract.outline import squeeze
from crawler.urls import Memos, folder_of, link_kind, origin_of
from model import BadLink, Link, LinkKind

_LONGEST, _MOST = 2_000, 6_000
"""Characters of markup worth remembering, and anchors that one memo holds before it starts anew."""


@dataclass(frozen=True, slots=True)
class Anchor:
    """What an anchor leads to. `pager`: (words, address) of one that may belong to a pager."""

    links: Mapping[Link, None] = field(default_factory=dict)  # in order; a page's links are put together without hashing anew
    bad: tuple[BadLink, ...] = ()
    pager: tuple[str, str] | None = None


class KnownAnchors:
    """The anchors of a site's earlier pages by their markup; those with relative addresses for each folder."""

    def __init__(self) -> None:
        self._memos: Memos[Anchor] = Memos()

    def on(self, addresses: Addresses) -> AnchorReader:
        """The reader for a page with these addresses."""
        place, encoding = addresses.base, addresses.encoding
        return AnchorReader(addresses, self._memos.at(folder_of(place), encoding), self._memos.at(origin_of(place), encoding))


class AnchorReader:
    """Reads the anchors of one page."""

    __slots__ = ("_addresses", "_folder", "_host")

    def __init__(self, addresses: Addresses, folder: dict[str, Anchor], host: dict[str, Anchor]) -> None:
        self._addresses, self._folder, self._host = addresses, folder, host

    def read(self, node: LexborNode) -> Anchor:
        """What an `<a>` leads to."""
        markup = node.html or ""
        known = self._host.get(markup) or self._folder.get(markup)
        if known is None:
            attrs = node.attributes
            known = self._read(node, attrs)
            if not known.bad and len(markup) <= _LONGEST and (memo := self._memo(attrs)) is not None:
                if len(memo) >= _MOST:
                    memo.clear()
                memo[markup] = known
        return known

    def _memo(self, attrs: Mapping[str, str | None]) -> dict[str, Anchor] | None:
        """Where an anchor is remembered: "/x" means the same on a whole host, "x" in a folder, "?x" on one page only."""
        raws = [raw.strip() for raw, _, _ in addresses_in(((0, ("a", attrs)),))]
        if all(raw.startswith(("/", "http://", "https://", "#")) for raw in raws):
            return self._host
        return None if any(not raw or raw[0] in "?#" or ":" in raw for raw in raws) else self._folder

    def _read(self, node: LexborNode, attrs: Mapping[str, str | None]) -> Anchor:
        shown = node.text(deep=True)
        links: dict[Link, None] = {}
        bad: list[BadLink] = []
        for raw in self._addresses_of(attrs):
            joined = self._addresses.join(raw)
            if joined.problem == "scheme":
                continue
            text = words_of(shown, node, "a", attrs)
            if joined.problem:
                bad.append(BadLink(raw[:500], LinkKind.PAGE, text or words_around(node)))
            else:
                links[made_link(joined.url, link_kind(joined.url), text, "", "", joined.fragment)] = None
        return Anchor(links, tuple(bad), self._pager(shown.strip(), attrs.get("href") or ""))

    def _addresses_of(self, attrs: Mapping[str, str | None]) -> Iterator[str]:
        raws = (raw.strip() for raw, _, _ in addresses_in(((0, ("a", attrs)),)))
        return (raw for raw in raws if not leads_nowhere(raw))

    def _pager(self, shown: str, href: str) -> tuple[str, str] | None:
        if not PAGE_WORD.match(shown):
            return None
        return shown, self._addresses.join(href).url if href and href[0] != "#" else ""


def words_of(text: str, node: LexborNode, tag: str, attrs: Mapping[str, str | None]) -> str:
    """The words of a link; of a picture that is one, what stands in its place."""
    if not text or text.isspace():
        picture = node.css_first("img[alt]") if tag == "a" else None
        text = (picture and picture.attributes.get("alt")) or attrs.get("alt") or attrs.get("title") or ""
    return squeeze(text[: 4 * MAX_TEXT])[:MAX_TEXT]


def words_around(node: LexborNode) -> str:
    """The words of the anchor in which an element stands."""
    parent = node.parent
    for _ in range(8):
        if parent is None:
            break
        if parent.tag == "a":
            return squeeze(parent.text(deep=True))[:MAX_TEXT]
        parent = parent.parent
    return ""
