"""Corrections of the calendar of working days (rules/holidays.toml)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path

from model import ConfigError
from rules.packs import read_source, where

PATH = Path(__file__).with_name("holidays.toml")
WORDS = {"work": True, "rest": False}


def load_holidays(path: Path | None = None) -> Mapping[date, bool]:
    """The entered days: True is a working day. ConfigError with file and line for a bad entry."""
    source = read_source(path or PATH)
    if unknown := set(source.data) - {"days"}:
        raise ConfigError(f"{where([source], [min(unknown)])}: unknown table {min(unknown)!r}; the days stand in [days]")
    days: dict[date, bool] = {}
    for written, word in source.data.get("days", {}).items():
        at = where([source], ["days", written])
        if word not in WORDS:
            raise ConfigError(f'{at}: {written} must be "work" or "rest"')
        try:
            days[date.fromisoformat(written)] = WORDS[word]
        except ValueError:
            raise ConfigError(f"{at}: {written!r} is not a date like 2027-01-01") from None
    return days
