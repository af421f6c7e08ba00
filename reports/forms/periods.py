"""The period of a form as written on the command line: 2026-11, 2026-Q4, 2026."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from model import SHANGHAI, ConfigError, PassKind
from reports.chinese_numbers import chinese

Span = Literal["month", "quarter", "year"]
EXAMPLES = {"month": "2026-11", "quarter": "2026-Q4", "year": "2026"}
_FORMS = {
    "month": re.compile(r"(20\d\d)-(0[1-9]|1[0-2])"),
    "quarter": re.compile(r"(20\d\d)-Q([1-4])", re.IGNORECASE),
    "year": re.compile(r"(20\d\d)"),
}
PASS_KINDS = {"month": PassKind.MONTHLY, "quarter": PassKind.QUARTERLY}


@dataclass(frozen=True, slots=True)
class Period:
    """A month, a quarter or a year in Asia/Shanghai; `end` is the first moment after it."""

    key: str
    span: Span
    year: int
    number: int  # of the month or quarter, 1 for a year
    start: datetime
    end: datetime

    @property
    def words(self) -> str:
        """2026年11月, 2026年第四季度, 2026年."""
        if self.span == "month":
            return f"{self.year}年{self.number}月"
        return f"{self.year}年第{chinese(self.number)}季度" if self.span == "quarter" else f"{self.year}年"

    @property
    def previous(self) -> Period:
        """The one before."""
        return _period(self.span, *((self.year, self.number - 1) if self.number > 1 else (self.year - 1, _PARTS[self.span])))


_PARTS = {"month": 12, "quarter": 4, "year": 1}


def parse(text: str, span: Span) -> Period:
    """A written period. Raises ConfigError with an example."""
    found = _FORMS[span].fullmatch(text.strip())
    if found is None:
        raise ConfigError(f"--period {text or '(missing)'}: this form needs a {span}, for example --period {EXAMPLES[span]}")
    return _period(span, int(found[1]), int(found[2]) if span != "year" else 1)


def quarters(year: int) -> list[Period]:
    """The four quarters of a year."""
    return [_period("quarter", year, number) for number in range(1, 5)]


def _period(span: Span, year: int, number: int) -> Period:
    length = 12 // _PARTS[span]
    first = (number - 1) * length + 1
    last = first + length
    key = {"month": f"{year}-{number:02d}", "quarter": f"{year}-Q{number}", "year": str(year)}[span]
    end = datetime(year + (last > 12), (last - 1) % 12 + 1, 1, tzinfo=SHANGHAI)
    return Period(key, span, year, number, datetime(year, first, 1, tzinfo=SHANGHAI), end)
