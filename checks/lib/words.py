"""Words: the entries of a lexicon and automatons over wrong forms. The only importer of ahocorasick.

The shipped lexicon is looked up without an automaton (checks/lib/typo/wrong_words.py); the user's words are few.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Protocol, cast

import ahocorasick

from model import Confidence

LEXICON = Path(__file__).resolve().parents[2] / "rules" / "lexicon" / "typos.txt"
"""The shipped lexicon; its form is stated in its own header and read by `parse_line`."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One wrong form: what is right, how sure that is, and where it counts."""

    wrong: str
    right: tuple[str, ...]
    level: Confidence
    protected: tuple[str, ...] = ()  # longer strings in which the wrong form is correct
    near: tuple[str, ...] = ()  # one of these must stand in the same sentence
    known: bool = False  # counts only where official text knows the right form beside a neighbour, and not as a name
    order: int = 0  # line of the file; the surest groups stand first


class Automaton(Protocol):
    """What the check needs of an Aho–Corasick automaton."""

    def iter(self, text: str) -> Iterator[tuple[int, Entry]]:
        """Every match as (offset of its last character, entry)."""


_LEVELS = {"certain": Confidence.CONFIRMED, "suspected": Confidence.SUSPECTED}


def parse_line(line: str, order: int = 0) -> Entry | None:
    """Read `wrong<TAB>right[,right2]<TAB>level[<TAB>contexts]` (the form of rules/lexicon.py).

    None for a comment, an empty line, and the level `severe`, which is the business of another rule. Raises ValueError
    on a line that has no right form or an unknown level.
    """
    line = line.rstrip("\r\n")
    if wrong_form(line) is None:
        return None
    fields = line.split("\t")
    right = tuple(word for word in fields[1].split(",") if word)
    parts = [part.strip() for part in (fields[3] if len(fields) > 3 else "").split(";")]
    protected = tuple(part[1:] for part in parts if part.startswith("!"))
    near = tuple(part[1:] for part in parts if part.startswith("+"))
    return Entry(fields[0], right, _LEVELS[fields[2]], protected, near, "~" in parts, order)


def wrong_form(line: str) -> str | None:
    """The wrong form of a line without its end, where `parse_line` makes an entry of it; the same errors, far cheaper."""
    if line.startswith("#") or not line.strip():
        return None
    wrong, right, level = (*line.split("\t", 3), "", "")[:3]
    if not (wrong and level):
        raise ValueError(f"lexicon line without a wrong form, a right form and a level: {line!r}")
    if level == "severe":
        return None
    if not right.strip(",") or level not in _LEVELS:
        raise ValueError(f"lexicon line without a right form or with an unknown level: {line!r}")
    return wrong


def read_lexicon(path: Path) -> list[Entry]:
    """Every entry of a lexicon file, in order."""
    with path.open(encoding="utf-8") as lines:
        return [entry for order, line in enumerate(lines, 1) if (entry := parse_line(line, order)) is not None]


def build(entries: Iterable[Entry]) -> Automaton:
    """An automaton over the wrong forms; a later entry replaces an earlier one of the same form."""
    automaton = ahocorasick.Automaton()
    for entry in entries:
        automaton.add_word(entry.wrong, entry)
    automaton.make_automaton()
    return cast(Automaton, automaton)


@lru_cache(maxsize=4)
def own_automaton(lines: tuple[str, ...]) -> Automaton | None:
    """The automaton over the user's wrong words, given in the form of the lexicon's lines; None without any."""
    entries = [entry for line in lines if (entry := parse_line(line)) is not None]
    return build(entries) if entries else None


def automaton(entries: dict[str, object]) -> object:
    """An automaton that gives (offset of the last character, value) for every key that stands in a text."""
    found = ahocorasick.Automaton()
    for key, value in entries.items():
        found.add_word(key, value)
    found.make_automaton()
    return found
