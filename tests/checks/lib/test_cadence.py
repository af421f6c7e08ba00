"""Limits: calendar months, their words, and the default table."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError

from checks.freshness.stale_column import StaleColumnParams
from checks.lib import cadence
from model import ColumnKind


@pytest.mark.parametrize(
    ("today", "limit", "expected"),
    [
        (date(2026, 11, 21), "14d", date(2026, 11, 7)),
        (date(2026, 11, 21), 14, date(2026, 11, 7)),
        (date(2026, 11, 21), "2w", date(2026, 11, 7)),
        (date(2026, 8, 31), "6m", date(2026, 2, 28)),
        (date(2024, 8, 31), "6m", date(2024, 2, 29)),
        (date(2026, 1, 15), "2m", date(2025, 11, 15)),
        (date(2024, 2, 29), "1y", date(2023, 2, 28)),
        (date(2026, 12, 31), "12m", date(2025, 12, 31)),
        (date(2026, 11, 21), "none", None),
    ],
)
def test_cutoff(today: date, limit: int | str, expected: date | None) -> None:
    assert cadence.cutoff(today, limit) == expected


def test_today_is_the_day_in_shanghai() -> None:
    assert cadence.today_of(datetime(2026, 11, 20, 17, tzinfo=UTC)) == date(2026, 11, 21)


@pytest.mark.parametrize("limit", ["", "14", "d", "1h", "-3d", 0, -1])
def test_a_bad_limit_is_refused(limit: int | str) -> None:
    with pytest.raises(ValidationError):
        TypeAdapter(cadence.Limit).validate_python(limit)


def test_words() -> None:
    assert [cadence.limit_words(limit) for limit in ("14d", 14, "6m", "1y", "none")] == ["14天", "14天", "6个月", "1年", "不限"]


def test_every_kind_has_a_limit() -> None:
    assert set(cadence.LIMITS) == set(ColumnKind)


def test_a_pack_states_only_what_differs() -> None:
    p = StaleColumnParams.model_validate({"days": {"动态": "7d"}, "buckets": {"解读": ""}})
    assert p.limit(ColumnKind.NEWS) == "7d" and p.limit(ColumnKind.NOTICE) == "6m"
    assert p.bucket(ColumnKind.INTERPRETATION, first_level=True) == ""
    assert p.bucket(ColumnKind.NOTICE, first_level=True) == "A"
    assert p.bucket(ColumnKind.NOTICE, first_level=False) == "B"
    assert p.bucket(ColumnKind.NEWS, first_level=False) == "A"


@settings(max_examples=50)
@given(st.dates(date(2001, 1, 1), date(2099, 12, 31)), st.integers(1, 36))
def test_months_back_keeps_the_month_and_never_skips(today: date, months: int) -> None:
    back = cadence.months_back(today, months)
    assert (back.year * 12 + back.month) == today.year * 12 + today.month - months
    assert back.day <= today.day
