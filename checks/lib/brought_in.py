"""What strangers brought into a page: scripts, frames and ways elsewhere, and which of them are common on honest sites."""

from __future__ import annotations

import re
from collections.abc import Sequence

from checks.lib.hosts import host_of, is_address, is_foreign, is_known, is_throwaway, names_gambling
from model import ARTICLE_KINDS, Mark, Page

BROUGHT_IN = frozenset(
    {
        "encoded-script",
        "referrer-redirect",
        "robot-redirect",
        "phone-redirect",
        "hidden-frame",
        "foreign-script",
        "script-behind-the-end",
    }
)
_MINER = re.compile(
    r"coin-?hive|crypto-?loot|cryptonight|webmin(?:e|er)|minero\b|jsecoin|coinimp|deepminer|(?:coin|crypto|monero|xmr|web|js)[-_]?miner|webassembly-pool|coin-?pool|(?:^|[/._-])miner(?:\.min)?\.js",
    re.IGNORECASE,
)
"""Scripts that let visitors' machines dig for coins."""
_HARMLESS_FRAMES = re.compile(
    r"tianqi|weather|2345|ipv6|map|login|sso|passport|oauth|video|player|live|tongji|stat|count|visit|analy", re.IGNORECASE
)
_SINGLE = 2
"""Articles that send phones away which are no template."""


def is_suspicious(host: str) -> bool:
    """Whether a host's name is one of those that are bought for a month."""
    return is_throwaway(host) or names_gambling(host)


def brought_in(page: Page, mark: Mark) -> str:
    """The reason for which something brought in is suspicious, "" for what is common."""
    host = host_of(mark.target)
    if not is_foreign(mark.target, page.url):
        return ""
    if mark.reason in ("foreign-script", "script-behind-the-end"):
        return "foreign-script" if is_suspicious(host) or _MINER.search(mark.target) else ""
    if mark.reason == "phone-redirect" and is_known(host):
        return ""
    if mark.reason == "hidden-frame":
        # What an office keeps on a bare address is its own counter as a rule; a frame without size there is not.
        return "" if _HARMLESS_FRAMES.search(mark.target) or (is_address(host) and mark.text != "no-size") else "hidden-frame"
    return mark.reason


def is_own_way(found: Sequence[tuple[Page, Mark]]) -> bool:
    """Whether a way for phones is the site's: a part of its templates, to a host whose name is not that of a betting house."""
    usual = len(found) > _SINGLE or any(page.kind not in ARTICLE_KINDS for page, _ in found)
    return usual and not any(is_suspicious(host_of(mark.target)) for _, mark in found)
