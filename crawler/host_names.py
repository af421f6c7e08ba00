"""Host, port, origin, folder and registered domain of an address that is already serialised: plain string work."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import tldextract

DEFAULT_PORTS = {"http": "80", "https": "443"}

_AUTHORITY_END = re.compile(r"[/?#\\]")


def host_of(url: str) -> str:
    """The host of an absolute URL, without port and brackets, in lower case; "" where there is none."""
    host, _, _ = _split_authority(url)
    return host


def authority_of(url: str) -> str:
    """Host and port, the default port made explicit: "www.example.gov.cn:80", "[::1]:8443"."""
    host, port, _ = _split_authority(url)
    return f"{_bracketed(host)}:{port}"


def origin_of(url: str) -> str:
    """Scheme, host and port as a browser writes them: "http://host" or "http://host:8080", without a slash."""
    host, port, scheme = _split_authority(url)
    return f"{scheme}://{_bracketed(host)}" + ("" if DEFAULT_PORTS.get(scheme) == port else f":{port}")


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


def _split_authority(url: str) -> tuple[str, str, str]:
    """Host, port, scheme. By hand, since it is asked for every link and the address is already serialised."""
    scheme, mark, rest = url.partition("://")
    scheme = scheme.lower()
    if not mark:
        return "", "", scheme
    authority = _AUTHORITY_END.split(rest, maxsplit=1)[0].rpartition("@")[2]
    if authority.startswith("["):
        host, _, port = authority[1:].partition("]")
        return host.lower(), port.removeprefix(":") or DEFAULT_PORTS.get(scheme, ""), scheme
    host, _, port = authority.partition(":")
    return host.lower(), port or DEFAULT_PORTS.get(scheme, ""), scheme


def _bracketed(host: str) -> str:
    return f"[{host}]" if ":" in host else host
