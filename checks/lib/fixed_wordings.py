"""The fixed wordings (固定表述) of rules/lexicon/misstatement/: read, checked, and unfolded into what the matcher looks for.

A group of a file states `source` and `date` and holds some of: `phrases` (with `free`, `allow`), `wording` (wrong forms with
`right`, `protect`, `near`, `unless`, `quoted`), `short` (a short `name` with the `verbs` before it), `person` (a `name` with
the `offices` behind it). `order` tables hold lists whose parts have one order.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).resolve().parents[2] / "rules" / "lexicon" / "misstatement"
SHORTEST = 5
"""Characters of the shortest phrase whose near matches are looked for without a fixed neighbour."""


@dataclass(frozen=True, slots=True)
class Phrase:
    """A wording that must stand as it is; characters from `first` to before `last` may have slipped."""

    text: str
    first: int
    last: int
    source: str
    free: bool = False  # any other character is a slip, not only one of like sound or shape
    verbs: tuple[str, ...] = ()  # a short one counts behind one of these or inside quotation marks
    missing: bool = True  # also look for it with a character missing or doubled


@dataclass(frozen=True, slots=True)
class Wording:
    """A wrong wording with what makes it right."""

    wrong: str
    right: tuple[str, ...]
    source: str
    protect: tuple[str, ...] = ()
    near: tuple[str, ...] = ()
    unless: tuple[str, ...] = ()
    quoted: bool = False  # right inside quotation marks
    titled: bool = False  # wrong inside a title (《》) too


@dataclass(frozen=True, slots=True)
class Order:
    """Parts that are always named in one order."""

    name: str
    parts: tuple[str, ...]
    near: tuple[str, ...]
    source: str


@dataclass(frozen=True, slots=True)
class Wordings:
    """Everything in the folder; `allowed` are right wordings that a slip must not be mistaken for."""

    phrases: tuple[Phrase, ...]
    wordings: tuple[Wording, ...]
    orders: tuple[Order, ...]
    allowed: frozenset[str]


def read(folder: Path) -> Wordings:
    """Every .toml file of a folder. Raises ValueError with the file's name for an entry that cannot work."""
    phrases: dict[str, Phrase] = {}
    wordings: list[Wording] = []
    orders: list[Order] = []
    allowed: set[str] = set()
    for path in sorted(folder.glob("*.toml")):
        data = tomllib.loads(path.read_text("utf-8"))
        for group in data.get("group", ()):
            about = _about(path, group)
            allowed.update(group.get("allow", ()))
            for phrase in _phrases(group, about):
                phrases.setdefault(phrase.text, phrase)
            wordings += _wordings(path, group, about)
        for order in data.get("order", ()):
            parts = tuple(order["parts"])
            orders.append(Order(order["name"], parts, tuple(order.get("near", ())), _about(path, order)))
    return Wordings(tuple(phrases.values()), tuple(wordings), tuple(orders), frozenset(allowed | phrases.keys()))


def _about(path: Path, table: Mapping[str, Any]) -> str:
    if not table.get("source") or not table.get("date"):
        raise ValueError(f"{path.name}: a group without source and date")
    return str(table["source"])


def _phrases(group: Mapping[str, Any], source: str) -> Iterator[Phrase]:
    for text in group.get("phrases", ()):
        if len(text) < SHORTEST:
            raise ValueError(f"{text}: too short for a near match; make it a short name with its verbs")
        yield Phrase(text, 0, len(text), source, bool(group.get("free")))
    for short in group.get("short", ()):
        yield Phrase(short["name"], 0, len(short["name"]), source, verbs=tuple(short["verbs"]), missing=False)
    for person in group.get("person", ()):
        for office in person["offices"]:
            yield Phrase(person["name"] + office, 0, len(person["name"]), source, free=len(person["name"]) > 2)


def _wordings(path: Path, group: Mapping[str, Any], source: str) -> Iterator[Wording]:
    for table in group.get("wording", ()):
        protect = tuple(table.get("protect", ()))
        unless = (*table.get("unless", ()), *group.get("unless", ()))
        paired = len(table["wrong"]) == len(table["right"]) > 1
        for at, wrong in enumerate(table["wrong"]):
            if any(wrong in right for right in table["right"]):
                raise ValueError(f"{path.name}: {wrong} stands in its own correction")
            own = tuple(word for word in protect if wrong in word)
            near = tuple(table.get("near", ()))
            right = (table["right"][at],) if paired else tuple(table["right"])
            yield Wording(wrong, right, source, own, near, unless, bool(table.get("quoted")), bool(table.get("titled")))


@cache
def shipped() -> Wordings:
    """The shipped folder, read at the first use of a process."""
    return read(FOLDER)
