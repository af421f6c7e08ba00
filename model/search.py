"""What a page offers to search its site."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class SearchForm:
    """A form that looks like the site's search."""

    action: str  # absolute address, "" where the form names none
    field: str  # name of the text field, "" where it has none
    method: str = "get"
    values: tuple[tuple[str, str], ...] = ()  # what the form sends beside the words
    charset: str = ""  # in which the words are sent, "" for UTF-8
    scripted: str = ""  # why only a script knows what it does, "" when it can be sent as it stands
    handled: bool = False  # a script looks at it, and may change it, before it is sent


@dataclass(frozen=True, slots=True)
class SearchEntry:
    """What a page offers to search its site; without form, page and hint: looked for and nothing found."""

    forms: tuple[SearchForm, ...] = ()
    page: str = ""  # where a link named search leads
    hint: str = ""  # words, an address or a name in the markup that speak of a search
    links: int = 0  # distinct addresses that the page leads to: an entrance has few
