"""Periods and crontab lines."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from model import SHANGHAI, ConfigError, PassKind
from periods import KINDS, crontab, is_due, period_key, period_start, triggers
from settings import load


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=SHANGHAI)


@pytest.mark.parametrize(
    ("moment", "week", "month", "quarter"),
    [
        ("2026-11-21 12:00", "2026-W47", "2026-11", "2026-Q4"),
        ("2026-01-01 00:00", "2026-W01", "2026-01", "2026-Q1"),
        ("2027-01-03 23:59", "2026-W53", "2027-01", "2027-Q1"),
        ("2027-01-04 00:00", "2027-W01", "2027-01", "2027-Q1"),
        ("2026-06-30 23:59", "2026-W27", "2026-06", "2026-Q2"),
    ],
)
def test_period_of_a_moment(moment: str, week: str, month: str, quarter: str) -> None:
    assert [period_key(kind, at(moment)) for kind in KINDS] == [week, month, quarter]


def test_period_is_that_of_shanghai() -> None:
    assert period_key(PassKind.MONTHLY, datetime(2026, 10, 31, 16, 30, tzinfo=UTC)) == "2026-11"


def test_audit_has_no_period() -> None:
    with pytest.raises(ValueError, match="no period"):
        period_key(PassKind.AUDIT, at("2026-11-21 12:00"))


@given(st.datetimes(datetime(2000, 1, 1), datetime(2060, 1, 1)), st.sampled_from(KINDS))
def test_period_begins_with_its_start(moment: datetime, kind: PassKind) -> None:
    now = moment.replace(tzinfo=SHANGHAI)
    start = period_start(kind, now)
    assert start <= now
    assert period_key(kind, start) == period_key(kind, now)
    assert period_key(kind, start - timedelta(seconds=1)) != period_key(kind, now)


@pytest.mark.parametrize(
    ("line", "after", "first"),
    [
        ("0 1 * * sat", "2026-11-16 00:00", "2026-11-21 01:00"),
        ("0 1 * * 6", "2026-11-16 00:00", "2026-11-21 01:00"),
        ("0 1 * * 0", "2026-11-16 00:00", "2026-11-22 01:00"),
        ("0 1 * * 7", "2026-11-16 00:00", "2026-11-22 01:00"),
        ("0 1 * * 1-5", "2026-11-21 00:00", "2026-11-23 01:00"),
        ("0 1 * * 5-7", "2026-11-16 00:00", "2026-11-20 01:00"),
        ("0 1 * * sat-mon", "2026-11-17 00:00", "2026-11-21 01:00"),
        ("0 1 * * */3", "2026-11-16 00:00", "2026-11-18 01:00"),
        ("0 1 1 * mon", "2026-11-17 00:00", "2026-11-23 01:00"),
        ("0 1 18 * mon", "2026-11-17 00:00", "2026-11-18 01:00"),
        ("30 6 5 1,4,7,10 *", "2026-11-16 00:00", "2027-01-05 06:30"),
    ],
)
def test_crontab_line_fires_as_cron_would(line: str, after: str, first: str) -> None:
    assert crontab(line).get_next_fire_time(None, at(after)) == at(first)


@pytest.mark.parametrize(
    "line", ["0 1 * *", "0 1 * * sat sun", "61 1 * * *", "0 1 * * 8", "0 1 * * xyz", "0 1 * * */0", "0 0 30 2 *"]
)
def test_bad_line_names_its_key(line: str) -> None:
    with pytest.raises(ConfigError, match=r"calendar\.monthly"):
        triggers(load(None, [f"calendar.monthly='{line}'"]))


def test_empty_line_is_never() -> None:
    assert set(triggers(load(None, ["calendar.monthly=''"]))) == {PassKind.WEEKLY, PassKind.QUARTERLY}


@pytest.mark.parametrize(
    ("moment", "due"),
    [
        ("2026-11-16 00:00", False),
        ("2026-11-21 00:59", False),
        ("2026-11-21 01:00", True),
        ("2026-11-22 23:59", True),
        ("2026-11-23 00:00", False),
    ],
)
def test_pass_is_due_from_its_moment_to_the_end_of_its_period(moment: str, due: bool) -> None:
    assert is_due(PassKind.WEEKLY, crontab("0 1 * * sat"), at(moment)) is due
