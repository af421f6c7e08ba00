"""How addresses are written differently without being different, as data: session ids, escapes, misspelt schemes."""

from __future__ import annotations

import re

LONGEST_RAW = 16_384
"""Characters of an href beyond which nobody meant an address to follow."""

SESSION_PATH = re.compile(
    r";jsessionid=(?![^/?#;]*\.(?:s?html?|jspx?|do|action|aspx?|php)(?:[/?#;]|$))[^/?#;]*|(?<=/)\(S\([A-Za-z0-9]{20,30}\)\)/",
    re.IGNORECASE,
)
"""Session ids that Java and ASP.NET servers write into the path. One that bears the ending of a page is part of its name."""

SESSION_NAMES = re.compile(r"(?:phpsessid|jsessionid|aspsessionid\w*|asp\.net_sessionid|utm_\w+)", re.IGNORECASE)
"""Parameters that name a visit or a campaign, never a page."""

PERCENT = re.compile(r"%[0-9A-Fa-f]{2}")

_UNRESERVED = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~")
_SCHEMES = ("http", "https")


def unreserved(match: re.Match[str]) -> str:
    """The character for an escape that was not needed, else the escape in upper case."""
    escape = match.group()
    character = chr(int(escape[1:], 16))
    return character if character in _UNRESERVED else escape.upper()


def is_misspelt_scheme(scheme: str) -> bool:
    """Whether `scheme` is http or https with one letter too many, too few or wrong, or two swapped: htttp, htp, ttp.

    Schemes of applications (weixin, thunder, ftp, ...) are more than one slip away from both.
    """
    return scheme not in _SCHEMES and any(_one_slip(scheme, right) for right in _SCHEMES)


def _one_slip(left: str, right: str) -> bool:
    if abs(len(left) - len(right)) > 1:
        return False
    start = 0
    while start < min(len(left), len(right)) and left[start] == right[start]:
        start += 1
    one, other = left[start:], right[start:]
    swapped = len(one) >= 2 and one[:2] == other[1::-1] and one[2:] == other[2:]
    return one[1:] == other or one == other[1:] or one[1:] == other[1:] or swapped
