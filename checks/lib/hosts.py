"""Whose site an address belongs to: this one, another government site, or neither."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from urllib.parse import urlsplit

from checks.lib.harm import word_list
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


# --- hosts of other sites ----------------------------------------------------------------------------------------

_SECOND_LEVEL = frozenset({"com", "net", "org", "gov", "edu", "ac", "co", "mil"})
_THROWAWAY = re.compile(
    r"(?:xyz|top|vip|club|icu|win|bid|loan|men|date|trade|racing|review|stream|download|party|science|cricket|accountant|faith"
    r"|buzz|cyou|sbs|cfd|monster|quest|rest|bet|casino|poker|porn|sex|xxx|adult|cam|webcam|red|pw|gq|tk|ml|ga|cf)"
)
"""Endings under which names cost nothing; hardly an office or a public firm of the country stands there."""

_GAMING = re.compile(
    r"(?:bet|hg|xpj|tyc|wns|vns|hth|lhc|ssc|yabo|kaiyun|leyu)\d{3}|\d{3}(?:bet|xpj|lhc)"
    r"|caipiao|qipai|bocai|liuhecai|shishicai|xinpujing|baijiale|yulecheng"
)
"""What names of gambling houses are made of: a brand and figures, or the trade in Pinyin."""


@cache
def _known() -> frozenset[str]:
    return frozenset(word_list("known_hosts"))


def is_office(host: str) -> bool:
    """Whether a host can only be an office's or a college's: what stands there against the law was put there by others."""
    return is_government(host) or host.endswith((".edu.cn", ".ac.cn"))


@lru_cache(maxsize=8192)
def is_known(host: str) -> bool:
    """Whether a host belongs to a government, a public institution, a central medium or a common public service."""
    if is_government(host):
        return True
    labels = host.split(".")
    return any(".".join(labels[start:]) in _known() for start in range(len(labels)))


def owner_domain(host: str) -> str:
    """Roughly the registered domain: enough to see that two hosts have one owner."""
    labels = host.split(".")
    short = len(labels) >= 3 and labels[-2] in _SECOND_LEVEL
    return ".".join(labels[-3:] if short else labels[-2:])


def is_foreign(target: str, page: str) -> bool:
    """Whether an address leads to somebody who is neither the page's owner nor known to be harmless."""
    if target.startswith(page[: page.find("/", 8) + 1] or page):
        return False  # most links of a page, at a fraction of the price
    host, own = host_of(target), host_of(page)
    if not host or "." not in host or is_known(host):
        return False
    return owner_domain(host) != owner_domain(own)


def is_address(host: str) -> bool:
    """Whether a host is a number and no name."""
    return ":" in host or host.replace(".", "").isdigit()


def names_gambling(host: str) -> bool:
    """Whether a host is named like a gambling house; a name alone proves nothing, a script from there tells much."""
    return not is_address(host) and _GAMING.search(host.rpartition(".")[0]) is not None


def is_throwaway(host: str) -> bool:
    """Whether a host has an ending that is mostly used for a few weeks, or a name of figures alone (5566.cc)."""
    labels = host.split(".")
    if labels[-1].isdigit():
        return False  # an address
    return _THROWAWAY.fullmatch(labels[-1]) is not None or (
        len(labels) > 1 and labels[-2].isdigit() and labels[-1] in ("cc", "com", "net", "co", "tv")
    )
