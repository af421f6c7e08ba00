"""The catalogue of rules (rules/catalogue.toml) as data."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from types import MappingProxyType

from model import ConfigError, Counts, Group, How, Rule

PATH = Path(__file__).with_name("catalogue.toml")
KEYS = {"name", "group", "counts", "how", "basis", "mark", "finding"}


@cache
def _entries() -> dict[str, dict[str, str]]:
    entries = tomllib.loads(PATH.read_text("utf-8"))
    for rule, entry in entries.items():
        if set(entry) != KEYS:
            raise ConfigError(f"{PATH.name}: [{rule}] must have exactly the keys {', '.join(sorted(KEYS))}")
    return entries


@cache
def catalogue() -> Mapping[str, Rule]:
    """Every rule by its id, in the order of the catalogue."""
    return MappingProxyType({rule: _rule(rule, entry) for rule, entry in _entries().items()})


def _rule(rule: str, entry: Mapping[str, str]) -> Rule:
    return Rule(
        rule,
        entry["name"],
        Group(entry["group"]),
        Counts(entry["counts"]),
        How(entry["how"]),
        entry["basis"],
        entry["mark"],
    )


@cache
def notes() -> Mapping[str, str]:
    """For every rule, in Chinese: what one finding is and how it is decided."""
    return MappingProxyType({rule: entry["finding"] for rule, entry in _entries().items()})
