"""The truth about the demo web: what must be found, what must not be reported, and its TOML form."""

from __future__ import annotations

import json
import tomllib
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

RULES = (
    "broken-link",
    "broken-image",
    "broken-attachment",
    "stale-column",
    "stale-homepage",
    "empty-column",
    "missing-interpretation",
    "unlinked-interpretation",
    "typo",
    "duplicate-content",
    "external-content",
    "abnormal-date",
    "missing-date",
    "unarchived-topic",
    "page-tags",
    "site-identity",
    "no-error-report-entry",
    "no-site-search",
    "column-mismatch",
    "late-reprint",
    "late-interpretation",
    "policy-metadata",
    "misstatement",
    "personal-info",
    "secret-marking",
    "malformed-content",
    "no-interaction-channel",
    "overdue-reply",
    "message-disclosure",
    "poor-reply",
    "missing-survey-result",
    "no-online-survey",
    "incomplete-service-guide",
    "wrong-service-guide",
    "missing-form-sample",
    "no-service-statistics",
    "hidden-link",
    "harmful-link",
    "commercial-content",
    "tampered-page",
    "unmarked-external-link",
)
"""The rules on which the truth is complete: whatever else they report is a false alarm."""

TRUTH_FILE = Path(__file__).with_name("truth.toml")
"""The truth as written down for its own `as_of`; a test keeps it equal to what the generator plants."""


@dataclass(frozen=True, slots=True, order=True)
class Expected:
    """A planted defect. `site` is the audited home page; `url` the subject as interface.md defines it for the rule."""

    site: str
    rule: str
    url: str
    why: str
    detail: str = ""  # the wrong word, where one page can hold several
    needs: str = ""  # "dns": can only be settled where names are resolved


@dataclass(frozen=True, slots=True, order=True)
class Spared:
    """An honest look-alike: `rule` ("*": any judged rule) must not be reported for `url`."""

    site: str
    rule: str
    url: str
    why: str


@dataclass(frozen=True, slots=True)
class Truth:
    """Everything that is known about the demo web on one day."""

    as_of: date
    rules: tuple[str, ...]
    expected: tuple[Expected, ...]
    spared: tuple[Spared, ...]

    def of(self, site: str) -> Truth:
        """The part of one audited site."""
        return replace(
            self,
            expected=tuple(e for e in self.expected if e.site == site),
            spared=tuple(s for s in self.spared if s.site == site),
        )


def write_toml(truth: Truth) -> str:
    """The truth as TOML, one table for each entry."""
    lines = [
        "# What the demo web plants (expected) and what must not be reported (spared).",
        "# Written by `python -m demo --write-truth`; not by hand.",
        f'as_of = "{truth.as_of.isoformat()}"',
        f"rules = {_quoted(list(truth.rules))}",
    ]
    for entry in truth.expected:
        lines += ["", "[[expected]]", *_fields(entry, ("site", "rule", "url", "why", "detail", "needs"))]
    for spared in truth.spared:
        lines += ["", "[[spared]]", *_fields(spared, ("site", "rule", "url", "why"))]
    return "\n".join(lines) + "\n"


def _quoted(value: object) -> str:
    # JSON strings are TOML basic strings as long as nothing below U+0020 is written raw.
    return json.dumps(value, ensure_ascii=False)


def _fields(entry: Expected | Spared, names: tuple[str, ...]) -> list[str]:
    return [f"{name} = {_quoted(getattr(entry, name))}" for name in names if getattr(entry, name)]


def read_toml(path: Path = TRUTH_FILE) -> Truth:
    """Read what `write_toml` wrote. Raises OSError, tomllib.TOMLDecodeError or TypeError on a broken file."""
    data = tomllib.loads(path.read_text(encoding="utf-8"))
    return Truth(
        date.fromisoformat(data["as_of"]),
        tuple(data["rules"]),
        tuple(Expected(**entry) for entry in data.get("expected", ())),
        tuple(Spared(**entry) for entry in data.get("spared", ())),
    )
