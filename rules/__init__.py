"""Rules as data: packs, lexicons, signatures, and the loader that proves them.

    load(name_or_path)   a pack with its parents -> Ruleset; a mistake is a ConfigError "file:line: reason"
    select(ruleset, …)   ids from names and patterns
    packs()              what packs there are

The other files of the room: catalogue.py (what kinds of finding there are), score.py (findings x ruleset -> Score),
explain.py (one rule in words), lexicon.py, signatures.py, holidays.py (loaders of the other data).
"""

from __future__ import annotations

from collections.abc import Iterable
from os import PathLike
from pathlib import Path

from rules.resolve import ParamsModel, pack_names, resolve_pack
from rules.ruleset import Amount, Confirm, Item, PackMeta, PassSetting, Ruleset, RuleSetting, ScoreGroup
from rules.suggest import choose

__all__ = [
    "Amount",
    "Confirm",
    "Item",
    "PackMeta",
    "ParamsModel",
    "PassSetting",
    "RuleSetting",
    "Ruleset",
    "ScoreGroup",
    "load",
    "packs",
    "select",
]


def load(
    name_or_path: str | PathLike[str] = "chk-2019",
    extra_dirs: Iterable[str | PathLike[str]] = (),
    *,
    params_model: ParamsModel | None = None,
) -> Ruleset:
    """Load a pack by name (looked up in `extra_dirs` first) or by path.

    `params_model` gives the type of a rule's parameters (None: no check yet), so that unknown parameters are found;
    without it parameters are not proved. Raises ConfigError with file, line and reason.
    """
    return resolve_pack(str(name_or_path), [Path(folder) for folder in extra_dirs], params_model)


def select(ruleset: Ruleset, only: Iterable[str] = (), skip: Iterable[str] = ()) -> list[str]:
    """Ids of the ruleset that `only` names (default: all) but not `skip`; ids or patterns such as "freshness/*"."""
    return [rule for rule in choose(only, skip) if rule in ruleset.rules]


def packs(extra_dirs: Iterable[str | PathLike[str]] = ()) -> list[str]:
    """The names of all packs."""
    return pack_names([Path(folder) for folder in extra_dirs])
