"""Host, port, origin, folder and registered domain of an address that is already serialised: plain string work."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import tldextract

DEFAULT_PORTS = {"http": "80", "https": "443"}

_AUTHORITY_END = re.compile(r"[?#\\]")
_LONGEST_HOST = 255  # characters up to which what was read is remembered


class _Place:
    """Where an address leads: host in lower case and without brackets, port as text, scheme."""

    __slots__ = ("authority", "host", "origin")

    def __init__(self, host: str, port: str, scheme: str) -> None:
        written = f"[{host}]" if ":" in host else host
        self.host = host
        self.authority = f"{written}:{port}"
        self.origin = f"{scheme}://{written}" + ("" if DEFAULT_PORTS.get(scheme) == port else f":{port}")


def host_of(url: str) -> str:
    """The host of an absolute URL, without port and brackets, in lower case; "" where there is none."""
    return _place_of(url).host


def authority_of(url: str) -> str:
    """Host and port, the default port made explicit: "www.example.gov.cn:80", "[::1]:8443"."""
    return _place_of(url).authority


def origin_of(url: str) -> str:
    """Scheme, host and port as a browser writes them: "http://host" or "http://host:8080", without a slash."""
    return _place_of(url).origin


def folder_of(url: str) -> str:
    """The address up to the last slash of its path: what relative links on it are joined to."""
    path = url.partition("#")[0].partition("?")[0]
    scheme, mark, rest = path.partition("://")
    if "/" not in rest:
        return path + "/"
    return scheme + mark + rest[: rest.rindex("/") + 1]


@lru_cache(maxsize=4096)
def registrable_domain(host: str) -> str:
    """The domain that somebody registered: "www.beijing.gov.cn" -> "beijing.gov.cn"; the host itself where none is."""
    return _suffixes()(host).top_domain_under_public_suffix or host


def same_domain(one: str, other: str) -> bool:
    """Whether two hosts are of one registered domain; the list of suffixes is not loaded for one and the same host."""
    return one == other or registrable_domain(one) == registrable_domain(other)


@cache
def _suffixes() -> tldextract.TLDExtract:
    import tldextract  # only here: it brings an HTTP client of 13 MB along, and parse workers hardly ever ask

    return tldextract.TLDExtract(suffix_list_urls=(), cache_dir=None, include_psl_private_domains=False)


def may_exist(host: str) -> bool:
    """Whether a host's ending is one under which names are given out at all; www.example.invalid is not."""
    return is_government(host) or bool(_suffixes()(host).suffix) or host.replace(".", "").isdigit() or ":" in host


def is_government(host: str) -> bool:
    """Whether the name is under gov.cn or 政务."""
    name = host.lower().rstrip(".")
    return name == "gov.cn" or name.endswith((".gov.cn", ".政务", ".xn--zfr164b"))


def _place_of(url: str) -> _Place:
    """By hand, since it is asked for every link and the address is already serialised; a site's own host is asked most."""
    scheme, mark, rest = url.partition("://")
    if not mark:
        return _Place("", "", scheme.lower())
    front = rest.partition("/")[0]
    return _place(scheme, front) if len(front) <= _LONGEST_HOST else _read_place(scheme, front)


def _read_place(scheme: str, front: str) -> _Place:
    """What stands before :// and between it and the first slash."""
    scheme = scheme.lower()
    authority = _AUTHORITY_END.split(front, maxsplit=1)[0].rpartition("@")[2]
    if authority.startswith("["):
        host, _, port = authority[1:].partition("]")
        return _Place(host.lower(), port.removeprefix(":") or DEFAULT_PORTS.get(scheme, ""), scheme)
    host, _, port = authority.partition(":")
    return _Place(host.lower(), port or DEFAULT_PORTS.get(scheme, ""), scheme)


_place = lru_cache(2048)(_read_place)
