"""Addresses as a browser reads them (WHATWG): join, identity, host, scope. The only importer of the URL library."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import Generic, Literal, TypeVar
from urllib.parse import quote_from_bytes

import can_ada

from crawler.address_forms import LONGEST_RAW, PERCENT, SESSION_NAMES, SESSION_PATH, is_misspelt_scheme, unreserved
from crawler.host_names import (
    DEFAULT_PORTS,
    authority_of,
    folder_of,
    host_of,
    is_government,
    origin_of,
    registrable_domain,
    same_domain,
)
from crawler.link_kinds import (
    ATTACHMENT_EXTENSIONS,
    IMAGE_EXTENSIONS,
    MEDIA_EXTENSIONS,
    PAGE_EXTENSIONS,
    SCRIPT_EXTENSIONS,
    STYLE_EXTENSIONS,
    extension_of,
    link_kind,
)

__all__ = [
    "ATTACHMENT_EXTENSIONS",
    "IMAGE_EXTENSIONS",
    "MEDIA_EXTENSIONS",
    "PAGE_EXTENSIONS",
    "SCRIPT_EXTENSIONS",
    "STYLE_EXTENSIONS",
    "Joined",
    "Joiner",
    "Joiners",
    "Memos",
    "Scope",
    "authority_of",
    "canonical",
    "extension_of",
    "folder_of",
    "host_of",
    "is_government",
    "join",
    "link_kind",
    "origin_of",
    "registrable_domain",
    "same_domain",
]

Problem = Literal["", "scheme", "bad"]
_Kept = TypeVar("_Kept")

_LOCAL_FILE = re.compile(r"\s*(?:file:|webkit-fake-url:|[A-Za-z]:[\\/])", re.IGNORECASE)
_MEMO = 4096  # addresses one memo may hold before it starts anew
_WEB = ("http://", "https://")
_SINGLE_LABEL_HOSTS = frozenset({"localhost"})
_SURROGATE = re.compile("[\ud800-\udfff]")
_IPV4 = re.compile(r"\d{1,3}(?:\.\d{1,3}){3}")


@dataclass(frozen=True, slots=True)
class Joined:
    """What an href leads to. `url` is "" unless `problem` is ""; it has no fragment and is not yet `canonical`."""

    url: str
    fragment: str
    problem: Problem  # "scheme": mailto:, javascript:, ...; "bad": a browser could not open it


_SCHEME = Joined("", "", "scheme")
_BAD = Joined("", "", "bad")


def join(base: str, raw: str, encoding: str = "utf-8") -> Joined:
    """Where `raw` on a page at `base` leads, as a browser would go.

    `encoding` is the page's charset: browsers write a query in it, while path and host are always UTF-8.
    A base that is not a web address makes every relative address "bad".
    """
    return Joiner(base, encoding).join(raw)


class Joiner:
    """Joins many addresses of one page; each distinct spelling is parsed once."""

    __slots__ = ("_base", "_encoding", "_folder_memo", "_host", "_origin_memo")

    def __init__(
        self,
        base: str,
        encoding: str = "utf-8",
        *,
        folder_memo: dict[str, Joined] | None = None,
        origin_memo: dict[str, Joined] | None = None,
    ) -> None:
        self._base = _parse(base)
        self._host = self._base.hostname if self._base is not None else ""
        self._encoding = encoding.lower()
        self._folder_memo = {} if folder_memo is None else folder_memo
        self._origin_memo = {} if origin_memo is None else origin_memo

    def join(self, raw: str) -> Joined:
        """The same as `join(base, raw, encoding)`."""
        first = raw[:1]
        is_rooted = first in "/\\" or raw.startswith(_WEB)
        # "", "?x", "#x" and "http:?x" depend on the page itself, not on its folder.
        if first <= " " or first in "?#" or len(raw) > 1024 or (":" in raw and not is_rooted):
            return self._read(raw)
        memo = self._origin_memo if is_rooted else self._folder_memo
        known = memo.get(raw)
        if known is not None:
            return known
        if len(memo) >= _MEMO:
            memo.clear()
        known = memo[raw] = self._read(raw)
        return known

    def _read(self, raw: str) -> Joined:
        if len(raw) > LONGEST_RAW:
            return _SCHEME  # data: and the like; nothing we would follow
        if self._encoding not in ("utf-8", "utf8") and "?" in raw and not raw.isascii():
            raw = _query_in(raw, self._encoding)
        if _LOCAL_FILE.match(raw):
            return _BAD  # a file on the editor's own disk, pasted from a word processor
        url = self._parsed(raw)
        if url is None:
            return _BAD if _is_meant_for_web(raw) else _SCHEME
        if url.protocol not in ("http:", "https:"):
            scheme, _, rest = url.href.partition(":")
            return _BAD if rest.startswith("//") and is_misspelt_scheme(scheme) else _SCHEME
        host = url.hostname
        if not _is_possible(host) and host != self._host:
            return _BAD
        address, _, fragment = url.href.partition("#")
        return Joined(address, fragment, "")

    def _parsed(self, raw: str) -> can_ada.URL | None:
        if self._base is None:
            return _parse(raw)
        try:
            return self._base + raw
        except ValueError:
            return None
        except TypeError:  # lone surrogates cannot cross the border to the parser
            return self._parsed(_without_surrogates(raw))


class Memos(Generic[_Kept]):
    """Dictionaries of what was read on earlier pages, one for each place (a folder, a host) and charset; the oldest go."""

    def __init__(self, limit: int = 64) -> None:
        self._limit = limit
        self._memos: dict[tuple[str, str], dict[str, _Kept]] = {}

    def at(self, place: str, encoding: str) -> dict[str, _Kept]:
        """The dictionary of `place`, which counts as used."""
        key = (place, encoding)
        memo = self._memos.pop(key, None)
        if memo is None and len(self._memos) >= self._limit:
            del self._memos[next(iter(self._memos))]
        self._memos[key] = memo = {} if memo is None else memo
        return memo


class Joiners:
    """Joiners whose memos are shared by the pages of one folder and of one host; bounded."""

    def __init__(self, limit: int = 64) -> None:
        self._memos: Memos[Joined] = Memos(limit)

    def at(self, base: str, encoding: str = "utf-8") -> Joiner:
        """The joiner for a page at `base`."""
        folder = self._memos.at(folder_of(base), encoding)
        return Joiner(base, encoding, folder_memo=folder, origin_memo=self._memos.at(origin_of(base), encoding))


def canonical(url: str) -> str:
    """The identity of a page: two spellings of one address give the same text.

    Default port, dot segments, case of host and percent-encoding, session ids, utm_* and an empty query are settled;
    index.html stays, because it is another address until proven the same. Anything that is not http(s) is returned
    as it is.
    """
    while True:  # what is decoded or taken out can leave a new dot segment or percent triple; each turn shortens
        parsed = _parse(url)
        if parsed is None or parsed.protocol not in ("http:", "https:"):
            return url
        clean = _canonical_once(parsed.href)
        if clean == url:
            return clean
        url = clean


def _canonical_once(href: str) -> str:
    address = href.partition("#")[0]
    if "%" in address:
        address = PERCENT.sub(unreserved, address)
    path, mark, query = address.partition("?")
    if ";" in path or "(" in path:
        path = SESSION_PATH.sub("", path)
    if not mark:
        return path
    parts = query.split("&")
    kept = [part for part in parts if not SESSION_NAMES.fullmatch(part.partition("=")[0])]
    query = "&".join(kept) if len(kept) < len(parts) else query
    return f"{path}?{query}" if query else path


class Scope:
    """Which addresses belong to a site: its host with its www or bare twin, and the hosts registered with it.

    http and https are one site; sub-domains are not part of it, and another port is another site unless the home page
    or the registration names that port.
    """

    def __init__(self, home_url: str, extra_hosts: Iterable[str] = ()) -> None:
        self._doors: set[tuple[str, str]] = set()
        home = _parse(home_url)
        if home is None:
            raise ValueError(f"not a web address: {home_url}")
        host = home.hostname
        twins = (host,) if _is_address(host) else (host, host.removeprefix("www."), f"www.{host}")
        for twin in twins:
            self._open(twin, home.port)
        for extra in extra_hosts:
            self._register(extra)

    def _register(self, extra: str) -> None:
        parsed = _parse(extra if "://" in extra else f"http://{extra}")
        if parsed is None:
            raise ValueError(f"not a host: {extra}")
        self._open(parsed.hostname, parsed.port)

    def _open(self, host: str, port: str) -> None:
        ports = (("http", port), ("https", port)) if port else DEFAULT_PORTS.items()
        for scheme, number in ports:
            self._doors.add((f"{scheme}://", f"{host}:{number}"))

    def contains(self, url: str) -> bool:
        """Whether `url` (absolute) belongs to the site."""
        scheme = url[:8].lower().partition("//")[0] + "//"
        return scheme in _WEB and (scheme, authority_of(url)) in self._doors


def _parse(url: str) -> can_ada.URL | None:
    try:
        return can_ada.parse(url)
    except ValueError:
        return None
    except TypeError:
        return _parse(_without_surrogates(url))


def _without_surrogates(raw: str) -> str:
    return _SURROGATE.sub("\ufffd", raw)


def _is_address(host: str) -> bool:
    return host.startswith("[") or _IPV4.fullmatch(host) is not None


@lru_cache(1024)
def _is_possible(host: str) -> bool:
    """Whether a host can exist on the public web: a dotted name without empty or overlong labels, or an IP address."""
    if host.startswith("[") or host in _SINGLE_LABEL_HOSTS:
        return True
    labels = host.removesuffix(".").split(".")
    return len(labels) > 1 and len(host) <= 254 and all(0 < len(label) <= 63 for label in labels)


def _is_meant_for_web(raw: str) -> bool:
    """Whether something unparseable was meant as a web address (and not as mailto:, tel:, ...)."""
    text = re.sub(r"[\t\r\n]", "", raw).strip("\x00- ").lower()
    scheme, mark, _ = text.partition(":")
    has_scheme = bool(mark) and re.fullmatch(r"[a-z][a-z0-9+.\-]*", scheme) is not None
    return not has_scheme or scheme in ("http", "https") or is_misspelt_scheme(scheme)


def _query_in(raw: str, encoding: str) -> str:
    """`raw` with the Chinese of its query percent-encoded in the page's charset, as browsers send it."""
    front, mark, rest = raw.partition("?")
    if "#" in front:
        return raw
    query, hash_mark, fragment = rest.partition("#")
    try:
        written = "".join(c if c.isascii() else quote_from_bytes(c.encode(encoding, "xmlcharrefreplace")) for c in query)
    except LookupError:
        return raw
    return front + mark + written + hash_mark + fragment
