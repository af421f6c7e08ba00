"""The newest day of the letters that a column shows: an answer is news as much as the letter itself."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from checks import ColumnView, Letter


@dataclass(frozen=True, slots=True)
class Newest:
    """The newest date of a column's letters, whether it is of an answer, and how many letters were seen."""

    day: date | None
    answer: bool
    letters: int


def newest_of(view: ColumnView, letters: Sequence[Letter]) -> Newest:
    """Of the site's `letters` those that stand on the column's page or that its list leads to."""
    listed = {item.url for item in view.items}
    own = [letter for letter in letters if (letter.url in listed if letter.url else letter.page == view.column.url)]
    received = [letter.received.day for letter in own if letter.received]
    received += [item.date.day for item in view.items if item.date and item.date.certain]
    answered = [letter.answered.day for letter in own if letter.answered]
    day = max([*received, *answered], default=None)
    return Newest(day, bool(answered) and day == max(answered), max(len(own), len(view.items)))
