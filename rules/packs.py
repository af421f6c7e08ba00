"""One rule pack as a file: its keys and types, with errors that name file and line."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from model import ConfigError
from rules.locate import depth_found, key_lines, line_of

Mark = Literal["V", "V2", "I", "M+", "M", "M-", "P"]
Points = Annotated[float, Field(ge=0)] | Literal["all"]
First = Literal["home", "open-finding", "registered", "column", "list", "recent", "article", "rest"]


class _Table(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)


class PackTable(_Table):
    """[pack]"""

    name: str
    title: str
    basis: str = ""
    extends: str = ""
    status: Literal["", "provisional", "official"] = ""
    total: float = Field(default=100, gt=0)
    pass_mark: float = 60
    bonus_from: float | None = None
    bonus_cap: float = 0
    scored_kinds: list[Literal["门户", "部门", "专项"]] = []
    exempt_group: str = ""


class GroupTable(_Table):
    """[groups]"""

    total: float = Field(gt=0)
    mark: Mark


class ItemTable(_Table):
    """[items]"""

    group: str
    cap: float = Field(gt=0)
    mark: Mark
    residual: bool = False


class CaseTable(_Table):
    """[rules.<id>.cases]"""

    item: str = ""
    points: Points
    mark: Mark


class ConfirmTable(_Table):
    """confirm = { passes = 2 } or { hours = 6 }"""

    passes: int | None = Field(default=None, ge=1)
    hours: float | None = Field(default=None, gt=0)


class RuleTable(_Table):
    """[rules.<id>]"""

    counts: Literal["veto", "veto-count", "deduct", "local", "serious", "notice"] | None = None
    mark: Mark | None = None
    marks: dict[str, Mark] = {}
    basis: str = ""
    item: str = ""
    points: Points = 0
    points_home: Annotated[float, Field(ge=0)] | None = None
    cap: Annotated[float, Field(gt=0)] | None = None
    each: str = ""
    distinct: bool = False
    sample: Annotated[int, Field(ge=1)] | None = None
    by: list[str] = []
    cases: dict[str, CaseTable] = {}
    when: dict[Literal["count", "missing", "months", "within"], Annotated[int, Field(ge=1)]] = {}
    buckets: dict[str, Annotated[int, Field(ge=1)]] = {}
    params: dict[str, Any] = {}
    confirm: ConfirmTable = ConfirmTable()
    note: str = ""


class PassTable(_Table):
    """[pass.<kind>]"""

    title: str
    basis: str = ""
    mark: Mark
    rules: list[str] = Field(min_length=1)
    skip: list[str] = []
    depth: int = Field(default=0, ge=0)
    max_pages: int = Field(default=0, ge=0)
    sample: float = Field(default=1.0, ge=0, le=1)
    external: bool = True
    first: list[First] = ["home"]


class PackFile(_Table):
    """A whole pack after its parents were merged in."""

    pack: PackTable
    groups: dict[str, GroupTable] = {}
    items: dict[str, ItemTable] = {}
    rules: dict[str, RuleTable] = {}
    passes: dict[Literal["weekly", "monthly", "quarterly", "audit"], PassTable] = Field(default={}, alias="pass")


@dataclass(frozen=True, slots=True)
class Source:
    """One TOML file: its text's key lines and its data."""

    path: Path
    lines: dict[tuple[str, ...], int]
    data: dict[str, Any]


_AT = re.compile(r"\s*\(at line (\d+), column \d+\)$|\s*\(at end of document\)$")


def read_source(path: Path) -> Source:
    """Parse a TOML file. ConfigError with file and line when it cannot be read."""
    try:
        text = path.read_text("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise ConfigError(f"{path}: cannot be read: {error}") from None
    try:
        return Source(path, key_lines(text), tomllib.loads(text))
    except tomllib.TOMLDecodeError as error:
        found = _AT.search(str(error))
        line = int(found[1]) if found and found[1] else text.count("\n") + 1
        raise ConfigError(f"{path}:{line}: not valid TOML: {_AT.sub('', str(error))}") from None


def where(sources: Iterable[Source], path: Iterable[object]) -> str:
    """ "file:line" of the key at `path` in the source that holds most of it; the child first where several do."""
    wanted = tuple(str(part) for part in path)
    source = max(sources, key=lambda s: depth_found(s.lines, wanted))  # max keeps the first of equals
    line = line_of(source.lines, wanted)
    return f"{source.path}:{line or 1}"


_PLAIN: Mapping[str, str] = {"extra_forbidden": "unknown key", "missing": "missing key"}


def explain_error(error: ValidationError, at: tuple[str, ...], sources: Iterable[Source]) -> ConfigError:
    """The first complaint of pydantic as one line with file and line; `at` is where the validated table stands."""
    first = error.errors(include_url=False, include_context=False)[0]
    known = [part for part in first["loc"] if not (isinstance(part, str) and _is_type_label(part))]
    path = (*at, *(str(part) for part in known))
    shown = ".".join(path)
    if plain := _PLAIN.get(first["type"]):
        return ConfigError(f"{where(sources, path)}: {plain} {shown!r}")
    reason = first["msg"].removeprefix("Value error, ")
    return ConfigError(f"{where(sources, path)}: {shown}: {reason[:1].lower()}{reason[1:]}")


def _is_type_label(part: str) -> bool:
    """pydantic names the branch of a union in the path of an error; a file has no such key."""
    return part in ("float", "int", "str", "[key]") or part.startswith(("literal[", "constrained-", "function-"))


def merge(child: Mapping[str, Any], parent: Mapping[str, Any]) -> dict[str, Any]:
    """The parent with what the child states: tables are merged key by key, everything else is replaced."""
    merged = dict(parent)
    for key, value in child.items():
        below = merged.get(key)
        merged[key] = merge(value, below) if isinstance(value, dict) and isinstance(below, dict) else value
    return merged
