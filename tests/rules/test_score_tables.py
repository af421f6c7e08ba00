"""Scores as the documents work them out: the examples of published self-checks, and what differs in the survey of 2015."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

import rules
from model import Finding, SiteKind
from rules.ruleset import Ruleset
from rules.score import Score, score

HOME = "https://www.lishan.gov.cn/"
AS_OF = date(2026, 11, 21)
Make = Callable[..., Finding]
Write = Callable[[str, str], Path]
Fault = tuple[str, str, dict[str, object]]  # rule, path, evidence

POLICY: Fault = ("stale-column", "zcwj/", {"kind": "政策", "bucket": "A"})
STATISTICS: Fault = ("no-service-statistics", "bstj/", {})
REPLIES: Fault = ("message-disclosure", "hd/", {})
LINK: Fault = ("unlinked-interpretation", "jd/1", {})


@pytest.fixture(scope="module")
def chk() -> Ruleset:
    return rules.load("chk-2019")


@pytest.fixture(scope="module")
def survey() -> Ruleset:
    return rules.load("survey-2015")


def judged(faults: list[Fault], make: Make, ruleset: Ruleset, kind: SiteKind = SiteKind.PORTAL, **more: object) -> Score:
    found = [make(rule, path, page=str(evidence.pop("page", "")), **evidence) for rule, path, evidence in map(copied, faults)]
    return score(found, ruleset, kind, home_url=HOME, as_of=AS_OF, **more)  # type: ignore[arg-type]


def copied(fault: Fault) -> Fault:
    return fault[0], fault[1], dict(fault[2])


@pytest.mark.parametrize(
    ("faults", "bonus", "no_service", "total", "result"),
    [
        ([], 0, False, 100.0, "合格"),
        ([POLICY, STATISTICS, REPLIES, LINK], 0, False, 89.0, "合格"),  # 5 + 2 + 3 + 1
        ([POLICY, REPLIES, LINK], 0, True, 88.0, "合格"),  # (75 - 9) x 4/3
        ([STATISTICS], 0, True, 100.0, "合格"),  # 办事服务 is not looked at
        ([POLICY, LINK], 11.5, False, 105.5, "合格"),
        ([], 40, False, 130.0, "合格"),  # the bonus has 30 points
    ],
)
def test_the_national_table(
    chk: Ruleset, make: Make, faults: list[Fault], bonus: float, no_service: bool, total: float, result: str
) -> None:
    found = judged(faults, make, chk, bonus=bonus, no_service=no_service)
    assert (found.total, found.result) == (total, result)


def test_exactly_sixty_is_a_pass(write: Write, make: Make) -> None:
    pack = write("sixty", SIXTY)
    ruleset = rules.load(pack)
    assert judged([("no-ipv6", "", {})], make, ruleset).total == 60.0
    assert judged([("no-ipv6", "", {})], make, ruleset).result == "合格"
    assert judged([("no-ipv6", "", {}), ("typo", "a", {})], make, ruleset).result == "不合格"


SIXTY = """\
[pack]
name = "sixty"
title = "测试"
scored_kinds = ["门户", "部门", "专项"]

[groups]
"一" = { total = 100, mark = "P" }

[items]
"甲" = { group = "一", cap = 40, mark = "P" }
"乙" = { group = "一", cap = 60, mark = "P" }

[rules.no-ipv6]
mark = "P"
item = "甲"
points = "all"

[rules.typo]
mark = "P"
item = "乙"
points = 0.1
"""


@pytest.mark.parametrize(
    ("faults", "total"),
    [
        ([("broken-link", "a", {"page": HOME})], 99.0),  # home page -1
        ([("broken-link", "a", {"page": HOME + "b"}), ("broken-image", "c.png", {"page": HOME + "b"})], 99.8),  # others -0.1
        ([("stale-column", "a/", {"kind": "动态", "bucket": "A"})], 97.0),
        ([("stale-column", "a/", {"kind": "公告", "bucket": "A"})], 96.0),
        ([("stale-column", "a/", {"kind": "政策", "bucket": "A"})], 96.0),
        ([("stale-column", "a/", {"kind": "人事", "bucket": "B"})], 95.0),
        ([("incomplete-service-guide", "1", {"missing": ["办理地点", "联系电话"]})], 96.0),  # -2 a class
        ([("incomplete-service-guide", str(n), {"missing": [f"类{m}" for m in range(9)]}) for n in range(4)], 84.0),  # -16
    ],
)
@pytest.mark.parametrize("kind", list(SiteKind))
def test_the_survey_of_2015(survey: Ruleset, make: Make, kind: SiteKind, faults: list[Fault], total: float) -> None:
    found = judged(faults, make, survey, kind)
    assert (found.total, found.result) == (total, "合格")


@pytest.mark.parametrize(
    ("faults", "vetoed"),
    [
        ([("incomplete-service-guide", str(n), {"missing": ["a", "b", "c", "d"]}) for n in range(9)], False),
        ([("no-interaction-channel", "", {})], False),
        ([("stale-homepage", "", {})], True),
        ([("misstatement", "a", {})], True),
        ([("overdue-reply", "m", {"received": "2026-06-01", "replied": None})], True),
        ([("overdue-reply", "m", {"received": "2026-09-01", "replied": None})], False),
        ([("stale-column", f"{n}/", {"kind": "公告", "bucket": "A"}) for n in range(5)], True),
        ([("empty-column", f"{n}/", {"kind": "其他"}) for n in range(5)], True),
    ],
)
def test_the_vetoes_of_2015_hold_for_every_site(survey: Ruleset, make: Make, faults: list[Fault], vetoed: bool) -> None:
    found = judged(faults, make, survey, SiteKind.DEPARTMENT, person_confirmed=lambda f: True)
    assert (found.result == "不合格" and found.total is None) is vetoed


def test_the_survey_knows_no_bonus(survey: Ruleset, make: Make) -> None:
    assert judged([], make, survey, bonus=30).total == 100.0


LOCAL = """\
[pack]
name = "local"
title = "某市月监测评分表"
extends = "survey-2015"

[items]
"首页栏目" = { group = "信息更新情况", cap = 2, mark = "V" }
"错别字" = { group = "信息更新情况", cap = 3, mark = "V" }

[rules.typo]
counts = "local"
mark = "V"
item = "错别字"
points = 0.5
"""


def test_a_local_pack_states_what_differs(write: Write, make: Make) -> None:
    ruleset = rules.load(write("local", LOCAL))
    found = judged([("typo", str(n), {}) for n in range(9)], make, ruleset, SiteKind.DEPARTMENT)
    (line,) = found.lines
    assert (line.item, line.count, line.points, line.cap, line.mark) == ("错别字", 9, 3.0, 3.0, "V")
    assert "应扣4.5分，封顶" in line.note and "待核" not in line.note
    assert (found.total, found.pack) == (97.0, "local")
    assert judged([("broken-link", "a", {"page": HOME})], make, ruleset).total == 99.0  # as its parent says
