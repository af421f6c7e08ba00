"""Working days around the moved holidays of the Chinese calendar."""

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from checks.lib.workdays import deadline, elapsed, is_workday, overdue

VECTORS = [
    ("2022-09-30", 3, "2022-10-10"),
    ("2022-09-30", 5, "2022-10-12"),
    ("2022-01-28", 5, "2022-02-09"),
    ("2023-04-28", 5, "2023-05-09"),
    ("2024-02-08", 3, "2024-02-19"),
    ("2025-09-30", 5, "2025-10-14"),
    ("2026-02-13", 5, "2026-02-27"),
    ("2026-09-30", 3, "2026-10-10"),
]


@pytest.mark.parametrize(("start", "days", "last"), VECTORS)
def test_deadlines_around_holidays(start: str, days: int, last: str) -> None:
    first, end = date.fromisoformat(start), date.fromisoformat(last)
    assert deadline(first, days) == end
    assert elapsed(first, end) == days
    assert overdue(first, end, days) is False
    assert overdue(first, end + timedelta(days=1), days) is True


def test_receipt_on_a_rest_day_starts_with_the_next_working_day() -> None:
    saturday = date(2026, 11, 21)
    assert deadline(saturday, 1) == date(2026, 11, 23)
    assert elapsed(saturday, saturday + timedelta(days=1)) == 0


def test_moved_days() -> None:
    assert is_workday(date(2026, 2, 14)) is True  # a Saturday that is worked
    assert is_workday(date(2026, 10, 1)) is False


def test_a_year_that_nobody_knows_is_not_guessed() -> None:
    assert is_workday(date(2090, 3, 1)) is None
    assert deadline(date(2089, 12, 30), 3) is None
    assert elapsed(date(2090, 3, 1), date(2090, 3, 5)) is None
    assert overdue(date(2090, 3, 1), date(2090, 3, 20), 3) is None
    assert overdue(date(2090, 3, 1), date(2090, 3, 1), 3) is False


def test_entered_days_win_over_the_library_and_make_a_year_known() -> None:
    assert is_workday(date(2026, 11, 23), {date(2026, 11, 23): False}) is False
    entered = {date(2090, 1, 2): False, date(2090, 1, 7): True}
    assert date(2090, 1, 7).weekday() == 5
    assert deadline(date(2090, 1, 1), 5, entered) == date(2090, 1, 7)  # 3, 4, 5, 6 January and the worked Saturday
    assert is_workday(date(2091, 1, 3), entered) is None


def test_a_limit_is_not_negative() -> None:
    assert deadline(date(2026, 11, 21), 0) == date(2026, 11, 21)
    with pytest.raises(ValueError, match="negative"):
        deadline(date(2026, 11, 21), -1)


@settings(max_examples=60)
@given(st.dates(date(2010, 1, 1), date(2025, 12, 1)), st.integers(1, 15))
def test_deadline_and_elapsed_agree(start: date, days: int) -> None:
    last = deadline(start, days)
    assert last is not None
    assert elapsed(start, last) == days
    assert is_workday(last)
    assert elapsed(start, last - timedelta(days=1)) == days - 1
