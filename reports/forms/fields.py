"""The fields of official forms: where each value comes from, what may stand in it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, Literal

from model import ConfigError
from reports.forms.periods import Span

NOTHING = "无"
QUARTERS = ("q1", "q2", "q3", "q4")
QUARTER_WORDS = ("一季度", "二季度", "三季度", "四季度")
YEAR = "year"


class Source(StrEnum):
    """Where a value comes from when no person enters one."""

    REGISTER = "登记"
    COMPUTED = "统计"
    FINDINGS = "检查"
    HAND = "填写"


Kind = Literal["text", "int", "number", "percent", "yes-no"]
Over = Literal["", "stock", "flow", "quarter"]
"""Over the quarters: the year repeats the last value (stock), is their sum (flow), or has no cell (quarter)."""

_INT = re.compile(r"\d{1,12}")
_NUMBER = re.compile(r"\d{1,12}(\.\d{1,4})?")
_UNIT = re.compile(r"[%％]|[个次条件人天期日]$")


@dataclass(frozen=True, slots=True)
class Field:
    """One field; a quarterly one is five cells, KEY_q1 to KEY_q4 and KEY_year."""

    key: str
    label: str
    block: str = ""
    kind: Kind = "int"
    source: Source = Source.HAND
    over: Over = ""
    longest: int = 2_000
    optional: bool = False
    default: str = ""

    def cells(self) -> Iterator[tuple[str, str]]:
        """(key, label) of every cell."""
        if not self.over:
            yield self.key, self.label
            return
        for suffix, words in zip(QUARTERS, QUARTER_WORDS, strict=True):
            yield f"{self.key}_{suffix}", f"{self.label}（{words}）"
        if self.over != "quarter":
            yield f"{self.key}_{YEAR}", f"{self.label}（年度）"


@dataclass(frozen=True, slots=True)
class Form:
    """One official form."""

    id: str
    title: str
    span: Span | None
    per_site: bool  # it is about one site, which must be named
    fields: tuple[Field, ...]
    row_fields: tuple[Field, ...] = ()  # entered for one site of a form about many
    writes_nothing: bool = False  # an empty cell reads 无
    basis: str = ""

    def cells(self) -> dict[str, Field]:
        """Every cell of the form's own fields."""
        return {key: each for each in self.fields for key, _ in each.cells()}

    def field_of(self, key: str) -> tuple[Field, bool]:
        """The field of a cell, and whether it belongs to the rows. Raises ConfigError."""
        if key in (cells := self.cells()):
            return cells[key], False
        for each in self.row_fields:
            if each.key == key:
                return each, True
        raise ConfigError(f"{self.id} {key}: no field of this form; see xuncha forms show {self.id}")


@dataclass(slots=True)
class Computed:
    """What the program knows for a form: cells, tables of rows by name, and what a person should look at."""

    values: dict[str, str] = field(default_factory=dict)
    settled: frozenset[str] = frozenset()  # cells that an entry made for all does not replace
    tables: dict[str, list[dict[str, Any]]] = field(default_factory=dict)
    warnings: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Filled:
    """A form ready to be printed."""

    form: Form
    values: Mapping[str, str]
    tables: Mapping[str, list[dict[str, Any]]]
    entered: frozenset[str]  # cells that a person has entered
    empty: tuple[str, ...]  # cells that hold nothing and should
    warnings: tuple[str, ...]


def accepted(each: Field, value: str) -> str:
    """A value as it is kept. Raises ConfigError for one that cannot stand in the field."""
    text = value.strip()
    if text in ("", NOTHING):
        return text
    if len(text) > each.longest:
        raise ConfigError(f"{each.key}: {len(text)} characters; at most {each.longest} fit ({each.label})")
    if each.kind == "yes-no" and text not in ("是", "否"):
        raise ConfigError(f"{each.key}: {text}: write 是 or 否 ({each.label})")
    plain = _UNIT.sub("", text).strip()
    if each.kind == "int" and not _INT.fullmatch(plain):
        raise ConfigError(f"{each.key}: {text}: a whole number is needed ({each.label})")
    if each.kind in ("number", "percent") and not _NUMBER.fullmatch(plain):
        raise ConfigError(f"{each.key}: {text}: a number is needed ({each.label})")
    return f"{plain}%" if each.kind == "percent" else text


def amount(text: str) -> float | None:
    """The number in a cell, None where there is none."""
    plain = _UNIT.sub("", text.strip()).strip()
    return float(plain) if _NUMBER.fullmatch(plain) else None


def year_cells(form: Form, values: dict[str, str]) -> None:
    """Fill the year cells that nobody has entered: the last quarter's value, or the sum of the quarters."""
    for each in form.fields:
        key = f"{each.key}_{YEAR}"
        if each.over not in ("stock", "flow") or values.get(key):
            continue
        known = [values[cell] for q in QUARTERS if values.get(cell := f"{each.key}_{q}", "") not in ("", NOTHING)]
        if not known:
            continue
        amounts = [amount(text) for text in known]
        if each.over == "stock" or each.kind == "text":
            values[key] = known[-1]
        elif all(number is not None for number in amounts):
            values[key] = written(sum(number for number in amounts if number is not None))


def written(number: float) -> str:
    """A number as it stands in a cell."""
    return str(int(number)) if number == int(number) else f"{number:.2f}".rstrip("0")
