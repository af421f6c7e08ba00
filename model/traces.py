"""What a page's source holds and no visitor sees."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Concealed:
    """A link to another site (no government's) that a person does not see on the page; many of them are honest."""

    target: str
    text: str = ""
    reason: str = ""  # display:none, off-screen, no-size, comment, encoded-script, ...; see crawler.extract.hidden.concealed
    group: int = 0  # the same number: hidden by the same element
    sure: bool = False  # a way of hiding that menus, tabs and picture titles do not need
    sheet: bool = False  # by a rule of an outside style sheet, which other rules may undo


@dataclass(frozen=True, slots=True)
class Mark:
    """A trace in a page's source: what it is (encoded-title, hidden-frame, ...), its words, where it leads."""

    reason: str
    text: str = ""
    target: str = ""
