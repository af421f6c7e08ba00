"""Whose site an address belongs to: this one, another government site, or neither."""

from __future__ import annotations

from urllib.parse import urlsplit

from model import Site

_GOVERNMENT = (".gov.cn", ".政务.cn", ".政务", ".xn--zfr164b", ".mil.cn", ".12388.cn")


def host_of(url: str) -> str:
    """The host of an address in lower case, "" where it has none."""
    try:
        return (urlsplit(url).hostname or "").lower()
    except ValueError:
        return ""


def is_government(host: str) -> bool:
    """Whether a host is a government site's by its name."""
    return f".{host}".endswith(_GOVERNMENT)


def is_own(host: str, site: Site) -> bool:
    """Whether a host belongs to the site: its host, its extra hosts, or a sub-domain of one."""
    own = [host_of(site.home_url), *(host_of(e if "://" in e else f"http://{e}") for e in site.extra_hosts)]
    domains = [known.removeprefix("www.") for known in own if known]
    return any(host == domain or host.endswith(f".{domain}") for domain in domains)
