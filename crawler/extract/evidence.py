"""What decides what a page is for."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from model import ListBlock, Properties


@dataclass(frozen=True, slots=True)
class Evidence:
    """What the decision looks at. `text` is the first 4,000 visible characters outside menus and footer, `folded`
    those that a click shows."""

    url: str
    home_url: str
    status: int
    tags: Mapping[str, tuple[str, ...]]
    title: str
    html_title: str
    text: str
    scripts: str
    lists: tuple[ListBlock, ...]
    body_length: int
    named_body: bool
    has_shown_date: bool
    breadcrumb: tuple[str, ...]
    properties: Properties | None
    number: str
    redirect: str
    has_password: bool
    visible: int
    paged: bool
    content_links: int  # anchors outside menus, breadcrumb and footer
    form: bool  # asks for more than a search word
    asks: bool  # has a field to fill in, in the content
    placeholder: str  # the words that say "nothing here"
    empty_list: bool = False  # the frame of a list stands in the content, with nothing in it
    folded: str = ""
    wordless: bool = False  # no list and hardly a word on a page at which its own breadcrumb ends
