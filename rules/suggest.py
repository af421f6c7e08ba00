"""Choosing rules by id or pattern, and the nearest known word for an unknown one."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches
from fnmatch import fnmatchcase

from model import ConfigError
from rules.catalogue import catalogue


def nearest(word: str, known: Iterable[str]) -> str:
    """ " (did you mean …?)", or "" when nothing is near."""
    found = get_close_matches(word, list(known), n=1, cutoff=0.6)
    return f" (did you mean {found[0]!r}?)" if found else ""


def as_pattern(text: str) -> str:
    """An official name as its id; an id or a pattern stays what it is."""
    known = catalogue().values()
    return next((rule.id for rule in known if text in (rule.name, rule.name.partition("（")[0])), text)


def matching(pattern: str) -> list[str]:
    """The ids that an id, an official name or a pattern over `id` or `group/id` names. ConfigError when it names none."""
    known, pattern = catalogue(), as_pattern(pattern)
    found = [r.id for r in known.values() if fnmatchcase(r.id, pattern) or fnmatchcase(f"{r.group.value}/{r.id}", pattern)]
    if not found:
        words = [*known, *(f"{group}/*" for group in sorted({r.group.value for r in known.values()}))]
        raise ConfigError(f"unknown rule {pattern!r}{nearest(pattern, words) or '; see xuncha rules list'}")
    return found


def choose(only: Iterable[str], skip: Iterable[str]) -> list[str]:
    """The ids that `only` names (all when it is empty) without those of `skip`, in the order of the catalogue."""
    wanted = {rule for pattern in only for rule in matching(pattern)} or set(catalogue())
    wanted -= {rule for pattern in skip for rule in matching(pattern)}
    return [rule for rule in catalogue() if rule in wanted]
