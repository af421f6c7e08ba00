"""What a check may import, and the registry.

A check is a function whose first argument's type says when it runs: `Page` (in a parse worker, once per page),
`Verdict` (once per settled link target), `SiteView` (when a site's pass ends) or `History` (after that: the site
across its passes). It reads facts and yields `Finding` or `Unknown`; it never fetches, writes, reads a clock or sees
settings. `Sequence[Page]` in place of `Page`: some pages of one site at once, for checks whose work is much cheaper
together; each result belongs to the page whose address it has.

    @check("stale-column")
    def stale_column(site: SiteView, p: Params) -> Iterator[Finding | Unknown]: ...

Every module below `checks/<group>/` is found by walking the folders, and so is every module that an installed
distribution names under the entry-point group `xuncha.checks`; nothing else is registered.
"""

from __future__ import annotations

import importlib
import inspect
import pkgutil
import typing
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.metadata import entry_points
from types import ModuleType
from typing import Any

from pydantic import BaseModel, ConfigDict

from model import (
    ARTICLE_KINDS,
    NO_CONTENT_KINDS,
    About,
    ArticleView,
    Attempt,
    BadLink,
    Column,
    ColumnKind,
    ColumnPast,
    ColumnView,
    Concealed,
    Confidence,
    ConfigError,
    DateFact,
    DatePlace,
    Document,
    Finding,
    Group,
    History,
    Letter,
    Link,
    LinkKind,
    ListBlock,
    ListItem,
    Mark,
    Newcomer,
    Outcome,
    Page,
    PageKind,
    Place,
    Redating,
    Shown,
    Site,
    SiteKind,
    SiteView,
    Survey,
    TextBlock,
    Unknown,
    Verdict,
)

__all__ = [
    "ARTICLE_KINDS",
    "NO_CONTENT_KINDS",
    "About",
    "ArticleView",
    "Attempt",
    "BadLink",
    "Check",
    "Column",
    "ColumnKind",
    "ColumnPast",
    "ColumnView",
    "Concealed",
    "Confidence",
    "DateFact",
    "DatePlace",
    "Document",
    "Finding",
    "Group",
    "History",
    "Iterator",
    "Letter",
    "Link",
    "LinkKind",
    "ListBlock",
    "ListItem",
    "Mark",
    "Newcomer",
    "Outcome",
    "Page",
    "PageKind",
    "Params",
    "Place",
    "Redating",
    "Sequence",
    "Shown",
    "Site",
    "SiteKind",
    "SiteView",
    "Survey",
    "TextBlock",
    "Unknown",
    "Verdict",
    "check",
]

Result = Finding | Unknown
Subject = type[Page] | type[Verdict] | type[SiteView] | type[History]

HEADINGS = ("What:", "Why:", "Evidence:", "Not a finding when:", "How to fix:")
"""The five headings that the docstring of a check's module must have; docs/rules/ is made from them."""


class Params(BaseModel):
    """Base of a check's parameters; an unknown key in a rule pack is an error."""

    model_config = ConfigDict(extra="forbid", frozen=True)


@dataclass(frozen=True, slots=True)
class Check:
    """A registered check."""

    rule: str
    subject: Subject
    params: type[Params]
    run: Callable[[Any, Any], Iterable[Result]]
    needs: tuple[str, ...]
    module: str
    doc: str
    since: str
    stable: bool
    batched: bool = False  # takes several pages at once


def check(
    rule: str, *, needs: Iterable[str] = (), since: str = "0.1", stable: bool = True
) -> Callable[[Callable[..., Iterable[Result]]], Callable[..., Iterable[Result]]]:
    """Mark a function as the check of `rule`. `needs` names the probes whose facts it reads."""

    def mark(function: Callable[..., Iterable[Result]]) -> Callable[..., Iterable[Result]]:
        function.__xuncha_check__ = (rule, tuple(needs), since, stable)  # type: ignore[attr-defined]
        return function

    return mark


def _build(function: Callable[..., Iterable[Result]], module: ModuleType) -> Check:
    rule, needs, since, stable = function.__xuncha_check__  # type: ignore[attr-defined]
    where = f"{module.__name__}.{function.__name__}"
    hints = typing.get_type_hints(function)
    names = list(inspect.signature(function).parameters)
    if len(names) != 2:
        raise ConfigError(f"check {where}: takes (subject, params), has {len(names)} arguments")
    subject, params = hints.get(names[0]), hints.get(names[1])
    batched = typing.get_origin(subject) is Sequence and typing.get_args(subject) == (Page,)
    if batched:
        subject = Page
    if subject not in (Page, Verdict, SiteView, History):
        known = "Page, Sequence[Page], Verdict, SiteView or History"
        raise ConfigError(f"check {where}: its first argument must be typed {known}")
    if not (isinstance(params, type) and issubclass(params, Params)):
        raise ConfigError(f"check {where}: its second argument must be typed with a subclass of checks.Params")
    doc = inspect.getdoc(module) or ""
    return Check(rule, subject, params, function, needs, module.__name__, doc, since, stable, batched)


def _modules(disabled: frozenset[str]) -> Iterator[ModuleType]:
    for package in sorted(pkgutil.iter_modules(__path__, "checks."), key=lambda m: m.name):
        if not package.ispkg or package.name == "checks.lib":
            continue
        yield from _walk(importlib.import_module(package.name))
    for point in sorted(entry_points(group="xuncha.checks"), key=lambda p: p.name):
        if point.name not in disabled:
            yield from _walk(point.load())


def _walk(module: ModuleType) -> Iterator[ModuleType]:
    yield module
    for inner in sorted(pkgutil.iter_modules(getattr(module, "__path__", []), module.__name__ + "."), key=lambda m: m.name):
        yield importlib.import_module(inner.name)


@cache
def registry(disabled: frozenset[str] = frozenset()) -> Mapping[str, tuple[Check, ...]]:
    """Every check by its rule id. `disabled` names plugins (entry points) that are switched off."""
    found: dict[str, list[Check]] = {}
    for module in _modules(disabled):
        for function in vars(module).values():
            if getattr(function, "__xuncha_check__", None) and function.__module__ == module.__name__:
                built = _build(function, module)
                found.setdefault(built.rule, []).append(built)
    return {rule: tuple(checks) for rule, checks in sorted(found.items())}


def plugins() -> list[tuple[str, str, str]]:
    """The installed plugins: (entry point, module, distribution)."""
    return [(p.name, p.value, p.dist.name if p.dist else "") for p in entry_points(group="xuncha.checks")]
