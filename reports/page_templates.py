"""The templates of HTML pages: everything that stands in them is escaped."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from reports.visible import visible

FOLDER = Path(__file__).with_name("templates")


@cache
def environment() -> Environment:
    """The templates; `visible` shows control and direction characters by name."""
    made = Environment(
        loader=FileSystemLoader(FOLDER), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    made.filters["visible"] = visible
    return made
