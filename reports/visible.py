"""Text from the web as a document may show it: every character visible, none obeyed.

A direction mark can make an address read backwards and a control character can end a file or a line, so they are shown
by name instead; zero-width characters, which only hide in words, are left out.
"""

from __future__ import annotations

import re
import unicodedata
from urllib.parse import urlsplit

LONGEST = 2_000
LONGEST_LINK = 2_000
CUT = "……"

# Everything that a document must not carry as it is; an ordinary text has none of it and passes at once.
_UNSAFE = re.compile(
    "[\x00-\x1f\x7f-\x9f\u00ad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ud800-\udfff\ufdd0-\ufdef\ufeff\ufff0-\uffff]"
    "|[\U000e0000-\U000e007f]"
)
_UNSEEN = frozenset("\u00ad\u180e\u200b\u200c\u200d\u2060\ufeff")
_LINK = re.compile(r"https?://[^\s\"'<>\\^`{|}\x00-\x20\x7f]+", re.IGNORECASE)


def visible(text: str, limit: int = LONGEST) -> str:
    """One line of text, cut at `limit` characters, safe for HTML (after escaping), XML, cells and runs."""
    cut = text[:limit] + CUT if len(text) > limit else text
    return _UNSAFE.sub(_shown, cut)


def _shown(match: re.Match[str]) -> str:
    character = match[0]
    if character in "\t\n\r\u2028\u2029":
        return " "
    if character in _UNSEEN:
        return ""
    if unicodedata.category(character) == "Cs":
        return "\ufffd"
    if character < " ":
        return chr(0x2400 + ord(character))
    if character == "\ufffd":
        return character
    return f"⟨U+{ord(character):04X}⟩"


def http_link(url: str) -> str:
    """The address where a reader may safely be sent, "" for anything that is no plain web address."""
    if len(url) > LONGEST_LINK or not _LINK.fullmatch(url) or _UNSAFE.search(url):
        return ""
    try:
        parts = urlsplit(url)
        _ = parts.port  # raises for one that is no number
    except ValueError:
        return ""
    return url if parts.hostname and parts.username is None else ""
