"""Addresses of one page: joined to its base and brought to their canonical form, each spelling once."""

from __future__ import annotations

import re

from crawler.urls import Joined, Joiner, Joiners, canonical

_HANDLER = re.compile(
    r"(?:location(?:\.href)?\s*=|location\.(?:replace|assign)\s*\(|window\.open\s*\(|\bopen\s*\()\s*"
    r"[\"']([^\"'<>\s]{1,1000})[\"'](?!\s*[+\w])"
)
_OPENERS = re.compile(
    r"(?<![\w$.])(?:(?!copy|share|add|set|get|load|save|check|play|show)\w{1,12}(?:Jump|Open|Link|Url|Href|Redirect|Go|Page|Detail|Win)"
    r"|(?:[Gg]o|[Oo]pen|[Jj]ump|[Ll]ink|[Rr]edirect|[Tt]urn|[Tt]iao|[Nn]avi|[Vv]iew|[Hh]ref|[Uu]rl|[Ss]kip|[Ff]orward|[Vv]isit|[Ee]nter|to(?:Url|Page|Link|Detail))"
    r"\w{0,14})\s*\(\s*(?:this\s*,\s*)?[\"']((?:https?://[^\"'<>\s]{3,1000}|(?:\.{0,2}/)?[^\"'<>\s:]{0,800}?(?:\.(?:s?html?|jsp|php|aspx?|pdf|docx?|xlsx?)"
    r"(?:[?#][^\"'<>\s]{0,300})?|/)))[\"'](?!\s*[+\w])"
)
"""Functions of a site's own that open an address, told by their names: goTo('/a/1.html'), openOut('http://…')."""


_GIVEN = re.compile(
    r"\s*javascript:\s*(?:void\s*\(?\s*)?(?!\w*(?:share|fav|collect|home|copy|print|weibo|wechat|qzone|bookmark|qr))[A-Za-z_$][\w$]{0,20}"
    r"\(\s*[\"'](https?://[^\"'<>\s]{3,1000})[\"']",
    re.IGNORECASE,
)
"""Whatever function an anchor calls with a whole address: javascript:lk('http://…')."""


def handler_targets(code: str) -> list[str]:
    """The addresses that stand as whole literals in a handler: location.href='…', window.open('…'), goTo('/a/1.html')."""
    code = code[:4000]
    found: list[str] = _HANDLER.findall(code)
    found = found or (_OPENERS.findall(code) if "/" in code or ".htm" in code else [])
    return found or ([given[1]] if (given := _GIVEN.match(code)) else [])


def addresses_of(url: str, base: str, encoding: str, joiners: Joiners | None) -> Addresses:
    """The addresses of a page at `url` whose `<base href>` says `base`, "" where it has none or one that leads nowhere."""
    addresses = Addresses(url, encoding, joiners)
    if base and not (joined := addresses.join(base)).problem:
        return Addresses(joined.url, encoding, joiners)
    return addresses


class Addresses:
    """A joiner whose addresses are canonical, as links and list items need them."""

    __slots__ = ("_joiner", "_memo", "base", "encoding")

    def __init__(self, base: str, encoding: str = "utf-8", joiners: Joiners | None = None) -> None:
        self.base, self.encoding = base, encoding
        self._joiner = joiners.at(base, encoding) if joiners else Joiner(base, encoding)
        self._memo: dict[str, Joined] = {}

    def join(self, raw: str) -> Joined:
        """Where `raw` leads: `url` is absolute, canonical and without fragment; `problem` says why there is none."""
        known = self._memo.get(raw)
        if known is None:
            known = self._joiner.join(raw)
            if _is_unsettled(known.url):
                known = Joined(canonical(known.url), known.fragment, known.problem)
            self._memo[raw] = known
        return known


def _is_unsettled(url: str) -> bool:
    """Whether an address that was joined may not be in its canonical form yet."""
    return "%" in url or "?" in url or ";" in url or "(" in url
