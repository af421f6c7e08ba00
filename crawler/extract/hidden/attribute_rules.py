"""Style rules that hide elements by an attribute: div[data-k="3"], [class^=ad-], a[href*="bet"].

A rule is kept under a name that begins with "[", beside the ".class" and "#id" names of other rules.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

_LAST = re.compile(
    r"(?:^|[\s>+~])([a-z][a-z0-9]{0,15})?\[\s*([a-z][\w-]{0,30})\s*(?:([~|^$*]?=)\s*[\"']?([^\"'\]]{0,120})[\"']?\s*i?\s*)?\]\s*$",
    re.IGNORECASE,
)
MARK, _BETWEEN = "[", "\t"
_OF_SCRIPTS = re.compile(
    r"(?:v-cloak|v-show|ng-\w+|x-cloak|aria-\w+|hidden|type|disabled|data-(?:aos|v-)\w*|ms-\w+|src|open)", re.IGNORECASE
)
"""Attributes by which pages hide what a script shows later, and what is no content."""


@dataclass(frozen=True, slots=True)
class AttributeRule:
    """What an element must bear, and how it is hidden then."""

    tag: str
    name: str
    operator: str
    value: str
    way: tuple[str, bool]

    def holds(self, tag: str, attrs: Mapping[str, str | None]) -> bool:
        """Whether the rule speaks of an element."""
        if (self.tag and tag != self.tag) or self.name not in attrs:
            return False
        if not self.operator:
            return True
        own = attrs[self.name] or ""
        match self.operator[0]:
            case "=":
                return own == self.value
            case "~":
                return self.value in own.split()
            case "|":
                return own == self.value or own.startswith(f"{self.value}-")
            case _ if not self.value:
                return False
            case "^":
                return own.startswith(self.value)
            case "$":
                return own.endswith(self.value)
            case _:
                return self.value in own


def name_of(selector: str) -> str:
    """The name under which a selector that ends in an attribute is kept; "" for others and for those of common scripts."""
    found = _LAST.search(selector) if selector.endswith("]") else None
    if found is None or _OF_SCRIPTS.fullmatch(found[2]):
        return ""
    return MARK + _BETWEEN.join(((found[1] or "").lower(), found[2].lower(), found[3] or "", found[4] or ""))


def rules_of(names: Mapping[str, tuple[str, bool]]) -> tuple[AttributeRule, ...]:
    """The rules by attribute among the names that a sheet hides."""
    return tuple(_rule(name, way) for name, way in names.items() if name[0] == MARK)


def first_that_holds(rules: Iterable[AttributeRule], tag: str, attrs: Mapping[str, str | None]) -> tuple[str, bool] | None:
    """How the first rule that speaks of an element hides it; None when none does."""
    return next((rule.way for rule in rules if rule.holds(tag, attrs)), None)


def _rule(name: str, way: tuple[str, bool]) -> AttributeRule:
    tag, attribute, operator, value = name[len(MARK) :].split(_BETWEEN, 3)
    return AttributeRule(tag, attribute, operator, value, way)
