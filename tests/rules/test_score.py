"""The arithmetic of a score, written out."""

from collections.abc import Callable
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import rules
from model import Confidence, Coverage, Finding, SiteKind
from rules.catalogue import catalogue
from rules.ruleset import Ruleset
from rules.score import Score, behind, score
from rules.vetoes import months_before

HOME = "https://www.lishan.gov.cn/"
PORTAL, DEPARTMENT = SiteKind.PORTAL, SiteKind.DEPARTMENT

Make = Callable[..., Finding]


@pytest.fixture(scope="module")
def chk() -> Ruleset:
    return rules.load("chk-2019")


@pytest.fixture(scope="module")
def survey() -> Ruleset:
    return rules.load("survey-2015")


def judge(findings: list[Finding], ruleset: Ruleset, kind: SiteKind = PORTAL, **more: object) -> Score:
    return score(findings, ruleset, kind, home_url=HOME, **more)  # type: ignore[arg-type]


def amounts(result: Score) -> dict[tuple[str, str], float]:
    return {(line.rule, line.item): line.points for line in result.lines}


def test_no_finding_is_full_marks(chk: Ruleset) -> None:
    result = judge([], chk)
    assert (result.total, result.result, result.lines, result.vetoes) == (100.0, "合格", (), ())
    assert result.provisional
    assert any("分值待核" in note for note in result.notes)
    assert (result.pack, result.hash) == ("chk-2019", chk.hash)


def test_broken_links_cost_twice_as_much_on_the_home_page(chk: Ruleset, make: Make) -> None:
    on_home = [make("broken-link", f"x{n}", page="http://lishan.gov.cn/index.html") for n in range(3)]
    elsewhere = [make("broken-image", f"y{n}.png", page=HOME + "a/1.html") for n in range(4)]
    result = judge([*on_home, *elsewhere], chk)
    # 3 x 0.1 + 4 x 0.05 = 0.5
    assert amounts(result) == {("broken-link", "可用性"): 0.3, ("broken-image", "可用性"): 0.2}
    assert result.total == 99.5


def test_places_in_the_evidence_and_second_level_pages_count_as_home(chk: Ruleset, make: Make) -> None:
    listed = make("broken-link", "a", page=HOME + "b/", places=[{"page": HOME + "c/"}, {"page": HOME}])
    flagged = make("broken-link", "b", page=HOME + "b/", on_home=True)
    second = make("broken-link", "c", page=HOME + "zwgk/index.html")
    assert judge([listed, flagged, second], chk).total == 99.75  # 0.1 + 0.1 + 0.05
    assert judge([listed, flagged, second], chk, also_home=[HOME + "zwgk/"]).total == 99.7


def test_an_item_never_costs_more_than_its_cap(chk: Ruleset, make: Make) -> None:
    result = judge([make("broken-link", f"x{n}", page=HOME) for n in range(80)], chk)  # 80 x 0.1 = 8, cap 5
    (line,) = result.lines
    assert (line.count, line.points, line.cap) == (80, 5.0, 5.0)
    assert "应扣8分，封顶" in line.note
    assert result.total == 95.0


def test_the_cap_is_shared_by_the_rules_of_an_item(chk: Ruleset, make: Make) -> None:
    links = [make("broken-link", f"x{n}", page=HOME) for n in range(40)]  # 4.0
    files = [make("broken-attachment", f"y{n}.doc", page=HOME) for n in range(20)]  # 2.0, of which 1.0 is left
    assert amounts(judge([*links, *files], chk)) == {
        ("broken-link", "可用性"): 4.0,
        ("broken-attachment", "可用性"): 1.0,
    }


ONE_FINDING = [
    ("no-service-statistics", {}, "办事统计", 2.0, "V2", ""),
    ("message-disclosure", {}, "留言公开", 3.0, "V2", ""),
    ("unlinked-interpretation", {}, "解读关联", 1.0, "M+", ""),
    ("missing-interpretation", {}, "政策解读", 1.0, "M-", "待核"),
    ("no-ipv6", {}, "IPv6改造", 2.0, "P", "待核"),
    ("no-site-search", {"reason": "absent"}, "信息搜索", 4.0, "M-", "待核"),
    ("no-site-search", {"reason": "not-found", "missing": ["甲", "乙"]}, "信息搜索", 2.0, "M", "待核"),
    ("site-identity", {"missing": ["标识码", "备案号", "主办单位"]}, "网站标识", 2.0, "M-", "应扣3分，封顶；待核"),
    ("stale-column", {"kind": "政策", "bucket": "A"}, "政策文件", 5.0, "V2", ""),
    ("stale-column", {"kind": "政策", "bucket": ""}, "其他栏目", 1.0, "P", "待核"),
    ("stale-column", {"kind": "动态", "bucket": "A"}, "动态要闻", 1.0, "P", "待核"),
    ("stale-column", {"kind": "互动", "bucket": "B"}, "留言公开", 3.0, "V2", ""),
    ("empty-column", {"kind": "规划"}, "其他栏目", 1.0, "P", "待核"),
    ("missing-column", {"kind": "领导"}, "领导信息", 3.0, "M", "待核"),
    ("basic-info", {"kind": "机构"}, "机构职能", 1.0, "M", "待核"),
    ("no-online-service", {"reason": "repeated-login"}, "统一登录", 3.0, "P", "待核"),
    ("no-online-service", {}, "在线申请", 5.0, "P", "待核"),
    ("incomplete-service-guide", {"missing": ["收费标准", "联系电话"]}, "办事指南", 2.0, "M+", ""),
    ("page-tags", {}, "页面标签", 0.2, "M", "待核"),
]


@pytest.mark.parametrize(("rule", "evidence", "item", "points", "mark", "note"), ONE_FINDING)
def test_what_one_finding_costs(
    chk: Ruleset, make: Make, rule: str, evidence: dict[str, object], item: str, points: float, mark: str, note: str
) -> None:
    result = judge([make(rule, "a/", **evidence)], chk)
    (line,) = result.lines
    assert (line.item, line.points, line.mark, line.note) == (item, points, mark, note)
    assert result.total == round(100 - points, 2)
    assert result.result == "合格"


@pytest.mark.parametrize("rule", ["typo", "slow-response", "no-mobile-layout", "personal-info", "certificate"])
def test_local_serious_and_notice_cost_nothing_nationally(chk: Ruleset, make: Make, rule: str) -> None:
    result = judge([make(rule, str(n)) for n in range(50)], chk)
    assert (result.total, result.lines, result.result) == (100.0, (), "合格")


def test_only_confirmed_findings_count(chk: Ruleset, make: Make) -> None:
    doubtful = make("broken-link", "a", page=HOME, suspected=True)
    assert judge([doubtful], chk).total == 100.0
    assert judge([doubtful], chk, confirmed_only=False).total == 99.9
    assert judge([doubtful], chk, person_confirmed=lambda f: f is doubtful).total == 99.9


def test_the_same_finding_twice_counts_once(chk: Ruleset, make: Make) -> None:
    assert judge([make("broken-link", "a"), make("broken-link", "a")], chk).total == 99.95


def test_each_finding_stands_behind_the_one_line_that_it_counts_in(chk: Ruleset, make: Make) -> None:
    sure = [make("stale-column", str(n), kind=kind, bucket="A") for n, kind in ((1, "动态"), (2, "政策"), (3, "其他"))]
    found = [*sure, make("stale-column", "2", kind="政策", bucket="A"), *(make("broken-link", str(n)) for n in range(3))]
    result = judge(found, chk)
    lines = behind(found, chk, home_url="http://www.example.gov.cn/")
    assert set(lines) == {(line.item, line.rule) for line in result.lines}
    assert {key: len(counted) for key, counted in lines.items()} == {
        (line.item, line.rule): line.count for line in result.lines
    }
    assert len([f for counted in lines.values() for f in counted if f.rule == "stale-column"]) == 3
    assert len({item for item, rule in lines if rule == "stale-column"}) == 3


def test_suspected_findings_stand_behind_no_line(chk: Ruleset, make: Make) -> None:
    found = [make("broken-link", str(n), suspected=True) for n in range(3)]
    assert behind(found, chk, home_url="http://www.example.gov.cn/") == {}
    assert len(behind(found, chk, home_url="http://x/", person_confirmed=lambda f: f is found[0])["可用性", "broken-link"]) == 1


def test_other_columns_take_no_address_twice(chk: Ruleset, make: Make) -> None:
    blank_and_stale = [make("empty-column", "ghjh/", kind="规划"), make("stale-column", "ghjh/", kind="规划", bucket="B")]
    assert judge(blank_and_stale, chk).total == 99.0  # once, not twice
    already = [make("message-disclosure", "hd/"), make("empty-column", "hd/", kind="其他")]
    assert amounts(judge(already, chk)) == {("message-disclosure", "留言公开"): 3.0}


def test_one_fault_of_one_address_is_deducted_once_in_an_item(chk: Ruleset, make: Make) -> None:
    both = [make("message-disclosure", "hd/"), make("stale-column", "hd/", kind="互动", bucket="B")]
    assert judge(both, chk).total == 97.0


def test_sample_is_drawn_as_an_inspection_would(chk: Ruleset, make: Make) -> None:
    pages = [make("page-tags", f"{n}.html") for n in range(30)]
    (line,) = judge(pages, chk).lines
    assert (line.count, line.points) == (5, 1.0)  # 5 x 0.2
    assert "按抽查计5个，共发现30个" in line.note
    # 30 of 30000 pages: five drawn pages hit none of them, and the same ones every time
    among_many = judge(pages, chk, subjects={"page-tags": 30000})
    assert among_many.total == judge(pages, chk, subjects={"page-tags": 30000}).total == 100.0
    # 30 of 60: some of the five are hit, never more than five
    half = judge(pages, chk, subjects={"page-tags": 60})
    assert 0 < sum(line.count for line in half.lines) <= 5


def test_below_sixty_fails_and_bonus_needs_more_than_eighty(chk: Ruleset, make: Make) -> None:
    columns = [make("missing-column", k, kind=k) for k in ("概况", "机构", "领导", "动态", "政策", "解读")]  # 3+3+3+5+5+5
    assert judge(columns, chk, bonus=12).total == 76.0  # no bonus at or below 80
    more = [make("no-online-service", r, reason=r) for r in ("", "directory", "submit", "repeated-login", "single-login")]
    rest = [make("no-ipv6", "v"), make("no-error-report-entry", "z"), make("no-site-search", "s", reason="absent")]
    failing = judge([*columns, *more, *rest], chk)  # 24 + (5+3+5+3+2) + (2+2+4) = 50
    assert (failing.total, failing.result) == (50.0, "不合格")
    assert judge([], chk, bonus=12.5).total == 112.5
    assert judge([], chk, bonus=99).total == 130.0
    assert judge([make("missing-column", "x", kind="动态")], chk, bonus=10).bonus == 10.0


def test_exactly_eighty_gets_no_bonus(chk: Ruleset, make: Make) -> None:
    fives = [make("missing-column", k, kind=k) for k in ("动态", "政策", "解读")]  # 15
    service = [make("no-online-service", "a")]  # 5
    assert judge([*fives, *service], chk, bonus=10).total == 80.0


def test_without_outward_services_the_rest_is_scaled(chk: Ruleset, make: Make) -> None:
    faults = [make("message-disclosure", "hd/"), make("no-service-statistics", "bs/")]  # 3; 2 are left out
    result = judge(faults, chk, no_service=True)
    assert amounts(result) == {("message-disclosure", "留言公开"): 3.0}
    assert result.total == 96.0  # (75 - 3) x 4/3
    assert judge([make("unlinked-interpretation", "a")], chk, no_service=True).total == 98.67  # 74 x 4/3


def test_departments_are_not_scored_nationally_but_by_the_survey(chk: Ruleset, survey: Ruleset, make: Make) -> None:
    fault = [make("broken-link", "a", page=HOME)]
    national = judge(fault, chk, DEPARTMENT)
    assert (national.total, national.result, national.lines, national.provisional) == (None, "合格", (), False)
    assert any("不计分" in note for note in national.notes)
    assert judge(fault, survey, DEPARTMENT).total == 99.0  # 1 on the home page


def test_the_survey_counts_a_missing_class_once_for_the_site(survey: Ruleset, make: Make) -> None:
    guides = [make("incomplete-service-guide", f"{n}", missing=["办理地点", "联系电话"]) for n in range(9)]
    guides.append(make("incomplete-service-guide", "last", missing=["办理地点", "申请条件"]))
    result = judge(guides, survey)
    assert amounts(result) == {("incomplete-service-guide", "办事指南"): 6.0}  # 3 classes x 2
    assert result.vetoes == ()


# --- vetoes ------------------------------------------------------------------------------------------------------


def stale(make: Make, number: int, bucket: str, kind: str = "动态") -> list[Finding]:
    return [make("stale-column", f"{bucket}{kind}{n}/", bucket=bucket, kind=kind) for n in range(number)]


@pytest.mark.parametrize(
    ("news", "others", "vetoed"),
    [(4, 9, []), (5, 9, ["A"]), (4, 10, ["B"]), (5, 10, ["A", "B"]), (0, 0, [])],
)
def test_two_counters_of_stale_columns(chk: Ruleset, make: Make, news: int, others: int, vetoed: list[str]) -> None:
    findings = [*stale(make, news, "A"), *stale(make, others, "B", "规划"), *stale(make, 40, "", "问答")]
    result = judge(findings, chk, DEPARTMENT)
    assert [veto.bucket for veto in result.vetoes] == vetoed
    assert result.result == ("疑似单项否决" if vetoed else "合格")
    assert all(veto.suspected for veto in result.vetoes)


def test_one_column_counts_once(chk: Ruleset, make: Make) -> None:
    findings = stale(make, 4, "A")
    again = Finding("stale-column", findings[0].url, HOME, "……", evidence={"bucket": "A"}, discriminator="2")
    assert judge([*findings, again], chk).vetoes == ()


@pytest.mark.parametrize(("count", "vetoes"), [(4, 0), (5, 1)])
def test_blank_columns(chk: Ruleset, make: Make, count: int, vetoes: int) -> None:
    assert len(judge([make("empty-column", f"{n}/", kind="其他") for n in range(count)], chk).vetoes) == vetoes


FOUR = ["设定依据", "申请条件", "办理地点", "联系电话"]


@pytest.mark.parametrize(
    ("incomplete", "nearly", "items", "vetoes"),
    [(5, 0, 40, 1), (4, 9, 40, 0), (3, 0, 3, 1), (3, 0, 4, 0), (4, 0, 0, 0)],
)
def test_service_guides(chk: Ruleset, make: Make, incomplete: int, nearly: int, items: int, vetoes: int) -> None:
    findings = [make("incomplete-service-guide", f"a{n}", missing=FOUR) for n in range(incomplete)]
    findings += [make("incomplete-service-guide", f"b{n}", missing=FOUR[:3]) for n in range(nearly)]
    subjects = {"incomplete-service-guide": items}
    assert len(judge(findings, chk, DEPARTMENT, subjects=subjects).vetoes) == vetoes
    assert judge(findings, chk, DEPARTMENT, subjects=subjects, no_service=True).vetoes == ()


@pytest.mark.parametrize(
    ("received", "replied", "vetoed"),
    [
        ("2026-08-20", None, True),  # more than three months before 2026-11-21
        ("2026-08-21", None, False),  # exactly three months: not yet more
        ("2026-08-20", "2026-11-01", False),  # answered, late: a deduction
        ("2025-11-20", None, False),  # received more than a year ago
        ("2025-11-21", None, True),
        ("kürzlich", None, False),
        (None, None, False),
    ],
)
def test_unanswered_for_more_than_three_months(
    chk: Ruleset, make: Make, received: str | None, replied: str | None, vetoed: bool
) -> None:
    finding = make("overdue-reply", "m/1", received=received, replied=replied, working_days=70)
    result = judge([finding], chk, as_of=date(2026, 11, 21))
    assert bool(result.vetoes) is vetoed
    assert amounts(result) == {("overdue-reply", "办理答复"): 5.0}
    assert judge([finding], chk).vetoes == ()  # without a day of inspection nothing is that old


def test_a_veto_is_suspected_until_a_person_confirms_enough_of_it(chk: Ruleset, make: Make) -> None:
    findings = stale(make, 6, "A")
    four, five = findings[:4], findings[:5]
    some = judge(findings, chk, person_confirmed=lambda f: f in four)
    assert (some.result, some.vetoes[0].suspected, some.total) == ("疑似单项否决", True, 95.0)
    enough = judge(findings, chk, person_confirmed=lambda f: f in five)
    assert (enough.result, enough.vetoes[0].suspected, enough.total) == ("不合格", False, None)


def test_candidates_of_assisted_rules_do_not_make_a_result(chk: Ruleset, make: Make) -> None:
    hint = make("misstatement", "a", suspected=True)
    result = judge([hint], chk)
    assert (result.result, result.vetoes, result.total) == ("合格", (), 100.0)
    assert [(veto.rule, veto.suspected) for veto in result.candidates] == [("misstatement", True)]
    confirmed = judge([hint], chk, DEPARTMENT, person_confirmed=lambda f: True)
    assert (confirmed.result, confirmed.candidates) == ("不合格", ())
    assert judge([hint], chk, confirmed_only=False).result == "疑似单项否决"


def test_a_confirmed_veto_ends_the_score_whatever_the_bonus(chk: Ruleset, make: Make) -> None:
    result = judge([make("stale-homepage")], chk, bonus=30, person_confirmed=lambda f: True)
    assert (result.total, result.result, result.bonus) == (None, "不合格", 0.0)


def test_serious_findings_stand_beside_the_vetoes(chk: Ruleset, make: Make) -> None:
    result = judge([make("personal-info", "a"), make("personal-info", "b", suspected=True)], chk)
    assert [(s.rule, s.count) for s in result.serious] == [("personal-info", 1)]
    assert result.vetoes == ()


def test_coverage_is_told(chk: Ruleset) -> None:
    partial = judge([], chk, coverage=Coverage(False, "max-pages", pages=10))
    assert not partial.complete
    assert "检查未完成（达到页数上限），结果只反映已检查的部分" in partial.notes
    sampled = judge([], chk, coverage=Coverage(False, "sample", pages=10))
    assert "文章按比例抽查，结果只反映已检查的部分" in sampled.notes
    nothing = judge([], chk, coverage=Coverage(False, "unreachable"))
    assert (nothing.result, nothing.total) == ("未判定", None)


def test_a_few_pages_of_a_site_give_no_good_score(chk: Ruleset, make: Make) -> None:
    one = Coverage(False, "max-pages", pages=1, pending=60)
    assert (judge([], chk, coverage=one).result, judge([], chk, coverage=one).total) == ("未判定", None)
    most = Coverage(False, "max-pages", pages=60, pending=20)
    assert (judge([], chk, coverage=most).result, judge([], chk, coverage=most).total) == ("合格", 100.0)
    found = judge([make("stale-homepage")], chk, coverage=one, person_confirmed=lambda f: True)
    assert found.result == "不合格", "what was found stays found"


def test_findings_of_unknown_rules_are_left_out(chk: Ruleset, make: Make) -> None:
    assert judge([make("someone-elses-rule", "a")], chk).total == 100.0


def test_calendar_months_end_on_shorter_months() -> None:
    assert months_before(date(2026, 5, 31), 3) == date(2026, 2, 28)
    assert months_before(date(2024, 5, 31), 3) == date(2024, 2, 29)
    assert months_before(date(2026, 1, 15), 2) == date(2025, 11, 15)


KINDS = ["动态", "政策", "解读", "概况", "互动", "其他", ""]
finding_lists = st.lists(
    st.builds(
        lambda rule, path, page, kind, missing, sure: Finding(
            rule,
            f"{HOME}{path}",
            f"{HOME}{page}",
            "……",
            Confidence.CONFIRMED if sure else Confidence.SUSPECTED,
            evidence={"kind": kind, "missing": ["x"] * missing, "bucket": "B"},
        ),
        st.sampled_from(list(catalogue())),
        st.integers(0, 12),
        st.sampled_from(["", "a", "b"]),
        st.sampled_from(KINDS),
        st.integers(0, 6),
        st.booleans(),
    ),
    max_size=40,
    unique_by=lambda finding: (finding.rule, finding.url),
)


@settings(max_examples=60, deadline=None)
@given(finding_lists, st.booleans())
def test_the_lines_add_up_and_no_cap_is_passed(findings: list[Finding], no_service: bool) -> None:
    ruleset = rules.load("chk-2019")
    result = judge(findings, ruleset, no_service=no_service)
    base = 75 if no_service else 100
    lost = sum(line.points for line in result.lines)
    assert result.total == pytest.approx((base - lost) * 100 / base, abs=0.006)
    for item in ruleset.items.values():
        assert sum(line.points for line in result.lines if line.item == item.name) <= item.cap + 1e-9
    assert 0 <= (result.total or 0) <= 100
    backwards = judge(findings[::-1], ruleset, no_service=no_service)
    assert backwards.total == result.total
