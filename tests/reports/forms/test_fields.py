"""Cells: what may stand in them, how the year follows from the quarters, what cannot be true together."""

import pytest

from model import ConfigError
from reports.chinese_numbers import chinese
from reports.forms import periods
from reports.forms.consistency import CHECKS, derive, doubts
from reports.forms.fields import Field, accepted, amount, year_cells
from reports.forms.known import COMPUTE, FORMS, form_named


@pytest.mark.parametrize(
    ("kind", "value", "kept"),
    [("int", " 48 ", "48"), ("int", "12个", "12个"), ("percent", "98.9", "98.9%"), ("percent", "98.9%", "98.9%"),
     ("yes-no", "是", "是"), ("number", "2.5天", "2.5天"), ("int", "无", "无"), ("int", "", ""), ("text", "=1+1", "=1+1")],
)  # fmt: skip
def test_values_that_are_taken(kind: str, value: str, kept: str) -> None:
    assert accepted(Field("x", "某项", kind=kind), value) == kept  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("kind", "value"),
    [("int", "约12"), ("int", "1.5"), ("int", "-3"), ("percent", "高"), ("yes-no", "有"), ("text", "长" * 201)],
)
def test_values_that_are_refused_by_name(kind: str, value: str) -> None:
    with pytest.raises(ConfigError, match=r"^x: .*某项"):
        accepted(Field("x", "某项", kind=kind, longest=200), value)  # type: ignore[arg-type]


def test_the_year_is_the_last_stock_and_the_sum_of_flows() -> None:
    values = {f"site_total_q{n}": "12" for n in (1, 2, 3, 4)} | {
        "failed_q1": "1",
        "failed_q2": "6个",
        "failed_q3": "2",
        "failed_q4": "9",
    }
    values |= {f"problems_q{n}": "1500000" for n in (1, 2)} | {"talks_q1": "无", "mended_q1": "3", "mended_year": "4"}
    year_cells(FORMS["regulatory-year-gx"], values)
    assert (values["site_total_year"], values["failed_year"], values["problems_year"]) == ("12", "18", "3000000")
    assert "talks_year" not in values
    assert values["mended_year"] == "4"


@pytest.mark.parametrize(
    ("form", "values", "said"),
    [
        ("work-year", {"messages": "10", "messages_done": "11"}, "大于"),
        ("work-year", {"messages_done": "5", "messages_public": "6"}, "大于"),
        ("work-year", {"surveys": "2", "surveys_results": "3"}, "大于"),
        ("work-year", {"cases": "10", "cases_people": "4", "cases_bodies": "5"}, "与各分项之和9不符"),
        ("work-year", {"cases": "10", "cases_people": "14"}, "不符"),
        ("work-year", {"services": "10874", "cases": "10874"}, "可能把办件量填进了事项数量"),
        ("work-year-gx", {"messages": "270", "messages_on_time": "267", "messages_rate": "89.9%"}, "应为98.9%"),
        ("regulatory-year", {"called_q2": "1", "called_talk_q2": "2"}, "（二季度）"),
        ("regulatory-year", {"letters": "5", "letters_on_time": "4", "letters_late": "2"}, "不符"),
        ("regulatory-year", {"checked_q1": "30", "site_total_q1": "20"}, "（一季度）”30大于"),
        ("regulatory-year", {"performance": "是"}, "未填"),
    ],
)
def test_what_cannot_be_true_is_said(form: str, values: dict[str, str], said: str) -> None:
    [doubt] = doubts(FORMS[form], values)
    assert said in doubt


@pytest.mark.parametrize(
    ("form", "values"),
    [
        ("work-year", {"messages": "10", "messages_done": "10", "messages_public": "10"}),
        ("work-year", {"cases": "9", "cases_people": "4", "cases_bodies": "5"}),
        ("work-year", {"cases": "9", "cases_people": "4"}),
        ("work-year", {"items": "900", "items_overview": "1", "items_news": "500", "items_disclosed": "300"}),
        ("work-year-gx", {"messages": "270", "messages_on_time": "267", "messages_rate": "98.9%"}),
        ("work-year-gx", {"messages": "无", "messages_on_time": "3"}),
        ("regulatory-year", {"checked_year": "36", "site_total_q4": "12"}),
        ("regulatory-year", {"performance": "否"}),
    ],
)
def test_what_can_be_true_is_not_doubted(form: str, values: dict[str, str]) -> None:
    assert list(doubts(FORMS[form], values)) == []


def test_a_rate_follows_from_its_numbers() -> None:
    values = {"messages": "270", "messages_on_time": "267"}
    derive(FORMS["work-year-gx"], values)
    assert values["messages_rate"] == "98.9%"


def test_every_check_names_cells_of_its_form() -> None:
    from reports.forms.consistency import _keys

    for name, checks in CHECKS.items():
        known = {each.key for each in FORMS[name].fields}
        assert {key for check in checks for key in _keys(check)} <= known


def test_forms_are_found_by_id_and_title() -> None:
    assert form_named("monthly") is form_named("政府网站月监测情况表")
    assert set(COMPUTE) == set(FORMS)
    for form in FORMS.values():
        keys = [key for each in form.fields for key, _ in each.cells()]
        assert len(keys) == len(set(keys))
        assert all(key.isidentifier() and len(key) <= 60 for key in keys)
    with pytest.raises(ConfigError, match="survey-summary"):
        form_named("周报")


@pytest.mark.parametrize(
    ("text", "span", "words", "first", "after", "before"),
    [
        ("2026-12", "month", "2026年12月", "2026-12-01", "2027-01-01", "2026-11"),
        ("2026-01", "month", "2026年1月", "2026-01-01", "2026-02-01", "2025-12"),
        ("2026-Q4", "quarter", "2026年第四季度", "2026-10-01", "2027-01-01", "2026-Q3"),
        ("2026-q1", "quarter", "2026年第一季度", "2026-01-01", "2026-04-01", "2025-Q4"),
        ("2026", "year", "2026年", "2026-01-01", "2027-01-01", "2025"),
    ],
)
def test_periods(text: str, span: periods.Span, words: str, first: str, after: str, before: str) -> None:
    period = periods.parse(text, span)
    assert (period.words, f"{period.start:%Y-%m-%d}", f"{period.end:%Y-%m-%d}", period.previous.key) == (
        words,
        first,
        after,
        before,
    )


@pytest.mark.parametrize(
    ("text", "span"), [("", "month"), ("2026-13", "month"), ("2026-Q5", "quarter"), ("2026-11", "year"), ("26", "year")]
)
def test_a_wrong_period_shows_a_right_one(text: str, span: periods.Span) -> None:
    with pytest.raises(ConfigError, match=f"for example --period {periods.EXAMPLES[span]}"):
        periods.parse(text, span)


def test_numbers() -> None:
    assert [chinese(n) for n in (1, 10, 11, 20, 35, 100)] == ["一", "十", "十一", "二十", "三十五", "100"]
    assert (amount("12个"), amount("98.9%"), amount("无"), amount("")) == (12, 98.9, None, None)
