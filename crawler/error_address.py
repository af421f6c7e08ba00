"""Whether an address was sent on to a page that is an error page by its very address: /404.html, /Error.aspx?aspxerrorpath=…

What such a page says does not matter then (系统提示). Addresses that speak of a right (403, noaccess) prove nothing.
"""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from crawler.response import Response

_STEM = re.compile(
    r"(?:(?:page|http|custom|sys|system|common|default|web|generic)?[-_]?err(?:or|ors)?(?:[-_]?(?:page|info|msg|tips?|404|500))?"
    r"|(?:page|file|http|err)?[-_]?(?:404|410|50[0-3])(?:[-_]?(?:page|err|error))?|(?:page|file)?[-_]?not[-_]?(?:found|exists?)|nopage)",
    re.IGNORECASE,
)
_QUERY = re.compile(r"(?:^|&)(?:aspxerrorpath=|(?:code|status|errcode|errorcode)=404(?:&|$))", re.IGNORECASE)


def ends_at_error(response: Response, url: str) -> bool:
    """Whether an answer of success came from an error page to which `url`, which is none, was redirected."""
    return bool(response.hops) and is_error_address(response.url) and not is_error_address(url)


def is_error_address(url: str) -> bool:
    """Whether an address names an error page."""
    parts = urlsplit(url)
    if _QUERY.search(parts.query):
        return True
    last = parts.path.rstrip("/").rpartition("/")[2]
    return _STEM.fullmatch(last.partition(".")[0]) is not None
