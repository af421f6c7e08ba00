"""The sample of articles that a pass reads: the same ones for one key, never at the cost of columns and lists."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crawler.frontier import Budget, Planner, share_of
from crawler.urls import Scope
from model import LinkKind

HOME = "http://www.qj.gov.cn/"
ARTICLES = [f"{HOME}zwdt/qjyw/202611/t202611{d:02}_{n}.html" for d in range(1, 21) for n in range(20)]


def planner(sample: float, key: str = "weekly/2026-W47") -> Planner:
    return Planner(Scope(HOME), Budget(sample=sample, sample_key=key), lambda url: True)


def left_out(sample: float, key: str = "weekly/2026-W47", area: str = "list", depth: int = 3) -> set[str]:
    plans = planner(sample, key)
    return {url for url in ARTICLES if plans.plan(url, LinkKind.PAGE, depth, area=area).skip == "sample"}


def test_share_of_the_articles_is_read() -> None:
    assert left_out(1.0) == set()
    assert left_out(0.0) == set(ARTICLES)
    assert 0.6 < len(left_out(0.3)) / len(ARTICLES) < 0.8


def test_same_articles_for_one_period_and_others_for_the_next() -> None:
    assert left_out(0.3) == left_out(0.3)
    assert left_out(0.3) != left_out(0.3, "weekly/2026-W48")
    assert left_out(0.5) < left_out(0.3), "a larger share reads what a smaller one reads, and more"


@pytest.mark.parametrize(
    ("url", "area"),
    [
        (f"{HOME}zwdt/qjyw/", "list"),
        (f"{HOME}zwdt/qjyw/index_3.html", "list"),
        (f"{HOME}articles.jsp?id=5&pageno=2", ""),
        (f"{HOME}zwgk/czyjs.htm", ""),
        (f"{HOME}odd/name.htm", "nav"),
    ],
)
def test_columns_and_list_pages_are_read(url: str, area: str) -> None:
    assert planner(0.0).plan(url, LinkKind.PAGE, 3, area=area).skip == ""


def test_what_the_home_page_leads_to_is_read() -> None:
    assert left_out(0.0, depth=1) == set()


def test_other_reasons_come_first() -> None:
    strict = Planner(Scope(HOME), Budget(max_depth=3, sample=0.0), lambda url: False)
    assert strict.plan(ARTICLES[0], LinkKind.PAGE, 3).skip == "robots"
    assert strict.plan(ARTICLES[0], LinkKind.PAGE, 4).skip == "depth"
    assert planner(0.0).plan(f"{HOME}a.pdf", LinkKind.ATTACHMENT, 3).skip == ""


@settings(max_examples=50)
@given(st.text(max_size=40), st.text(max_size=10))
def test_share_is_between_0_and_1(url: str, key: str) -> None:
    assert 0 <= share_of(url, key) < 1
