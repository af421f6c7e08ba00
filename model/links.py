"""Links of a page, as they stand there."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class LinkKind(StrEnum):
    """What a link asks for."""

    PAGE = "page"
    IMAGE = "image"
    ATTACHMENT = "attachment"
    STYLE = "style"
    SCRIPT = "script"
    FRAME = "frame"
    MEDIA = "media"
    ICON = "icon"


HEAD = "head"
"""The area of addresses that only programs read: a canonical address, a feed. They lead on, but no visitor can click them."""

READ = "read"
"""The area of files of a page's own scripts that hold what it shows: its navigation, or the rows of its list."""

CITED = "cited"
"""The area of further links in the text of a document: they lead where they lead, but make no counterpart of it."""


@dataclass(frozen=True, slots=True)
class Link:
    """One link of a page."""

    target: str  # absolute, canonical, without fragment
    kind: LinkKind
    text: str = ""  # anchor text, alt or title, at most 200 characters
    hidden: str = ""  # why a person does not see it, "" when visible
    area: str = ""  # "nav", "footer", "friend", "body", "list", "related": where on the page, "" when unknown
    fragment: str = ""


@dataclass(frozen=True, slots=True)
class BadLink:
    """A link whose address cannot be parsed (a browser could not open it either)."""

    raw: str
    kind: LinkKind
    text: str = ""
