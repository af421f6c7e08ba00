"""What forms say of inspections: only what is certain, and only of what was looked at."""

from datetime import datetime

import pytest
from sqlalchemy import update

from model import SHANGHAI, Confidence, Finding, PassKind, Site
from reports.forms import facts, periods
from reports.forms.fields import Filled
from reports.forms.fill import filled
from reports.forms.known import FORMS
from storage import decisions, findings, form_values, tables
from storage.database import Database
from storage.findings import Wanted
from tests.reports.inspected import BUREAU, HEALTH, TOWN, inspect, problem, register

NOW = datetime(2026, 11, 20, 10, tzinfo=SHANGHAI)
NOVEMBER = datetime(2026, 11, 10, tzinfo=SHANGHAI)
AUGUST = datetime(2026, 8, 10, tzinfo=SHANGHAI)


async def form(db: Database, name: str, period: str = "", site: Site | None = None) -> Filled:
    chosen = FORMS[name]
    span = periods.parse(period, chosen.span) if chosen.span else None
    return filled(chosen, await facts.gather(db, name, span, site, NOW))


async def two_quarters(db: Database) -> list[Site]:
    """The portal passes with problems, the bureau fails in the second quarter, the third site is clean."""
    town, bureau, health = await register(db, TOWN, BUREAU, HEALTH)
    stale = problem(town, "stale-column", 1, "“通知公告”栏目超过6个月未更新。", column="通知公告")
    dead = problem(town, "broken-link", 2, "“下载”链接无法打开（返回404）。")
    notice = problem(town, "certificate", 3, "证书将在10天后到期。")
    doubted = Finding("misstatement", town.home_url, town.home_url, "疑似表述错误。", Confidence.SUSPECTED)
    wrong = problem(bureau, "stale-homepage", 4, "首页超过2周未更新。")
    good = ("合格", None)
    await inspect(
        db, PassKind.QUARTERLY, "2026-Q3", AUGUST, {town.id: [dead, problem(town, "typo", 9, "“布署”应为“部署”。")], bureau.id: [], health.id: []},
        {town.id: ("合格", 90.0), bureau.id: good, health.id: good},
    )  # fmt: skip
    await inspect(
        db, PassKind.QUARTERLY, "2026-Q4", NOVEMBER, {town.id: [stale, dead, notice, doubted], bureau.id: [wrong], health.id: []},
        {town.id: ("合格", 86.2), bureau.id: ("不合格", None), health.id: good}, looked_at=True,
    )  # fmt: skip
    return [town, bureau, health]


async def test_the_summary_has_a_row_for_each_site(db: Database) -> None:
    await two_quarters(db)
    rows = (await form(db, "survey-summary", "2026-Q4")).tables["rows"]
    assert [(row["name"], row["problems"], row["mended"]) for row in rows] == [
        ("青山县人民政府", "栏目更新不及时、链接无法打开", "否"),
        ("青山县教育局", "首页不更新", "否"),
        ("青山县卫生健康局", "无", ""),
    ]


async def test_mended_problems_read_so(db: Database) -> None:
    town, *_ = await two_quarters(db)
    await inspect(db, PassKind.WEEKLY, "2026-W47", NOVEMBER, {town.id: []}, {town.id: ("合格", 100.0)}, looked_at=True)
    rows = (await form(db, "survey-summary", "2026-Q4")).tables["rows"]
    assert (rows[0]["problems"], rows[0]["mended"]) == ("栏目更新不及时、链接无法打开", "是")


async def test_the_circular(db: Database) -> None:
    await two_quarters(db)
    await form_values.enter(db, "circular", "letters", 0, "2026-Q4", "12")
    await form_values.enter(db, "circular", "letters_on_time", 0, "", "11")
    made = await form(db, "circular", "2026-Q4")
    overview = "".join(row["text"] for row in made.tables["overview"])
    for words in (
        "政府网站3个（政府门户网站1个、部门网站2个），本季度检查3个，占运行网站总数的100%",
        "合格2个，不合格1个，合格率66.7%",
        "存在问题的网站2个，问题3处",
        "对上季度发现的2处问题进行了复查，已完成整改1处，其余1处尚未确认完成整改",
        "发送测试信件12件，5个工作日内答复11件",
    ):
        assert words in overview
    problems = {row["title"]: row["text"] for row in made.tables["problems"]}
    assert list(problems) == ["内容更新不及时", "功能建设不完善"]
    assert (
        "一是栏目更新不及时，涉及1个网站1处。如：青山县人民政府：“通知公告”栏目超过6个月未更新。" in problems["内容更新不及时"]
    )
    assert made.tables["failed"] == [{"number": "1", "name": "青山县教育局", "owner": "青山县教育局", "problem": "首页不更新"}]
    assert "疑似" not in str(made.tables)
    assert made.warnings == ()


@pytest.mark.parametrize(
    ("name", "period"), [("circular", "2026-Q4"), ("regulatory-year", "2026"), ("regulatory-year-gx", "2026")]
)
async def test_no_rate_while_a_veto_is_only_suspected(db: Database, name: str, period: str) -> None:
    town, bureau = await register(db, TOWN, BUREAU)
    results: dict = {town.id: ("合格", 90.0), bureau.id: ("疑似单项否决", None)}
    await inspect(db, PassKind.QUARTERLY, "2026-Q4", NOVEMBER, {town.id: [], bureau.id: []}, results)
    made = await form(db, name, period)
    assert any("尚未确认" in warning for warning in made.warnings)
    assert "合格率" not in str(made.tables)
    assert made.values.get("pass_rate_q4", "") in ("", "无")
    assert made.tables.get("failed", []) == []


async def test_the_monthly_form_says_what_it_does_not_know(db: Database) -> None:
    town, bureau, _ = await register(db, TOWN, BUREAU, HEALTH)
    results: dict = {town.id: ("合格", 86.2), bureau.id: ("疑似单项否决", None)}
    await inspect(db, PassKind.MONTHLY, "2026-11", NOVEMBER, {town.id: [], bureau.id: []}, results, complete=False)
    await form_values.enter(db, "monthly", "result", bureau.id, "2026-11", "合格")
    rows = (await form(db, "monthly", "2026-11")).tables["rows"]
    assert [(r["portal"], r["score"], r["result"], r["problems"], r["note"]) for r in rows] == [
        ("门户", "86.2", "合格", "无", "检查未完成"),
        ("", "不计分", "合格", "无", "检查未完成"),
        ("", "", "未检查", "", ""),
    ]
    earlier = (await form(db, "monthly", "2026-10")).tables["rows"]
    assert {row["result"] for row in earlier} == {"未检查"}


async def test_the_yearly_form_counts_quarters_that_were_inspected(db: Database) -> None:
    await two_quarters(db)
    await form_values.enter(db, "regulatory-year", "called_talk_q4", 0, "2026", "2")
    values = (await form(db, "regulatory-year", "2026")).values
    assert [values[f"checked_{q}"] for q in ("q1", "q2", "q3", "q4", "year")] == ["", "", "3", "3", "6"]
    assert (values["check_share_q4"], values["pass_rate_q3"], values["pass_rate_q4"], values["failed_year"]) == (
        "100%",
        "100%",
        "66.7%",
        "1",
    )
    assert (values["called_talk_year"], values["running"]) == ("2", "3")
    other = (await form(db, "regulatory-year-gx", "2026")).values
    assert (other["problems_q4"], other["site_total_year"], other["talks_q1"], other["unit"]) == ("3", "3", "无", "")


async def test_the_notice_lists_what_is_certain_and_open(db: Database) -> None:
    town, *_ = await two_quarters(db)
    made = await form(db, "notice", site=town)
    assert [row["problem"] for row in made.tables["rows"]] == ["链接无法打开", "栏目更新不及时"]
    assert (made.values["amount"], made.values["site_code"], made.values["addressee"]) == (
        "2",
        "5399000001",
        "青山县人民政府办公室",
    )


async def test_the_site_report_of_the_year(db: Database) -> None:
    town, *_ = await two_quarters(db)
    values = (await form(db, "work-year-gx", "2026", town)).values
    assert (values["name"], values["site_kind"], values["patrol_problems"], values["patrol_mended"]) == (
        "青山县人民政府",
        "政府门户网站",
        "4",
        "1",
    )
    assert values["visits"] == "无"
    made = await form(db, "self-check", "2026-Q4", town)
    assert "共发现问题2处，已完成整改0处" in "".join(row["text"] for row in made.tables["overview"])


async def test_a_value_for_the_period_wins_over_one_for_all(db: Database) -> None:
    await form_values.enter(db, "monthly", "unit", 0, "2026-11", "甲")
    await form_values.enter(db, "monthly", "unit", 0, "", "乙")
    assert (await form_values.entered(db, "monthly", "2026-11"))[(0, "unit")] == "甲"
    assert (await form_values.entered(db, "monthly", "2026-12"))[(0, "unit")] == "乙"
    await form_values.enter(db, "monthly", "unit", 0, "2026-11", "")
    assert (await form_values.entered(db, "monthly", "2026-11"))[(0, "unit")] == "乙"


async def test_a_confirmed_suspicion_is_told_as_a_fact(db: Database) -> None:
    (town,) = await register(db, TOWN)
    said = "页面藏有指向外部网站a.cc的链接（设为不显示），疑似暗链。"
    hidden = Finding("hidden-link", "http://a.cc/", town.home_url, said, Confidence.SUSPECTED)
    await inspect(db, PassKind.QUARTERLY, "2026-Q4", NOVEMBER, {town.id: [hidden]}, {town.id: ("合格", 90.0)})
    assert (await form(db, "notice", site=town)).tables["rows"] == []
    (number,) = [each.id for each in await findings.listed(db, Wanted())]
    await decisions.confirm(db, [number], "王某")
    async with db.write() as connection:
        await connection.execute(update(tables.finding_events).values(at=NOVEMBER))
    (row,) = (await form(db, "notice", site=town)).tables["rows"]
    assert row["message"].endswith("，属于暗链。")
    (problem,) = (await form(db, "circular", "2026-Q4")).tables["problems"]
    assert "属于暗链" in problem["text"]
    assert "疑似" not in problem["text"]
