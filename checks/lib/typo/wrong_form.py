"""A wrong form that a rule of its own finds: doubled characters, spoilt phrases, marks, particles."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class WrongForm:
    """A slip: `wrong` begins at `offset` and should be `right`."""

    offset: int
    wrong: str
    right: str
