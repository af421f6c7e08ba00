"""A form for a past period says what was so then, however often it is made later."""

from datetime import date, datetime

from sqlalchemy import update

from model import SHANGHAI, Confidence, Finding, PassKind, Site
from reports.forms import facts, periods
from reports.forms.fields import Filled
from reports.forms.fill import filled
from reports.forms.known import FORMS
from storage import decisions, findings, notices, registry, suppressions, tables
from storage.database import Database
from tests.reports.inspected import BUREAU, HEALTH, TOWN, inspect, problem, register

GOOD = ("合格", 90.0)
FORMS_OF_A_QUARTER = ("survey-summary", "circular", "self-check")


def day(month: int, number: int, year: int = 2026) -> datetime:
    return datetime(year, month, number, 10, tzinfo=SHANGHAI)


async def form(db: Database, name: str, period: str, now: datetime, as_of: date | None = None) -> Filled:
    chosen = FORMS[name]
    assert chosen.span
    known = await facts.gather(db, name, periods.parse(period, chosen.span), None, now, as_of=as_of)
    return filled(chosen, known)


async def mended(db: Database, period: str, now: datetime, as_of: date | None = None) -> str:
    return (await form(db, "survey-summary", period, now, as_of)).tables["rows"][0]["mended"]


async def registered(db: Database, *sites: Site) -> list[Site]:
    """Sites that have been in the register since the year began."""
    found = await register(db, *sites)
    async with db.write() as connection:
        await connection.execute(update(tables.sites).values(created_at=day(1, 1)))
    return found


async def pass_of(db: Database, kind: PassKind, period: str, ended: datetime, site: Site, *found: Finding) -> None:
    await inspect(db, kind, period, ended, {site.id: found}, {site.id: GOOD}, looked_at=True)


async def test_what_is_mended_later_was_not_mended_then(db: Database) -> None:
    [town] = await registered(db, TOWN)
    await pass_of(db, PassKind.QUARTERLY, "2026-Q3", day(8, 10), town, problem(town, "broken-link", 1, "打不开。"))
    await pass_of(db, PassKind.QUARTERLY, "2026-Q4", day(11, 10), town)
    assert await mended(db, "2026-Q3", day(11, 20)) == "否"
    assert await mended(db, "2026-Q3", day(11, 20), date(2026, 11, 9)) == "否"
    assert await mended(db, "2026-Q3", day(11, 20), date(2026, 11, 10)) == "是"
    overview = str((await form(db, "circular", "2026-Q4", day(11, 20))).tables["overview"])
    assert "对上季度发现的1处问题进行了复查，已完成整改1处" in overview


async def test_what_came_back_later_was_mended_then(db: Database) -> None:
    [town] = await registered(db, TOWN)
    dead = problem(town, "broken-link", 1, "打不开。")
    await pass_of(db, PassKind.QUARTERLY, "2026-Q3", day(8, 10), town, dead)
    await pass_of(db, PassKind.WEEKLY, "2026-W37", day(9, 10), town)
    await pass_of(db, PassKind.WEEKLY, "2026-W41", day(10, 10), town, dead)
    assert await mended(db, "2026-Q3", day(11, 20)) == "是"
    assert await mended(db, "2026-Q3", day(8, 20)) == "否"


async def test_the_same_figures_a_year_later(db: Database) -> None:
    town, bureau, health = await registered(db, TOWN, BUREAU, HEALTH)
    found = [problem(town, "broken-link", n, f"第{n}个打不开。") for n in (1, 2)]
    results = {town.id: GOOD, bureau.id: GOOD}
    await inspect(db, PassKind.QUARTERLY, "2026-Q3", day(8, 10), {town.id: found, bureau.id: []}, results)
    await notices.create(
        db, town.id, [1, 2], issued_on=date(2026, 8, 11), working_days=5, deadline=date(2026, 8, 18), author="王某"
    )
    then = [await form(db, name, "2026-Q3", day(9, 30)) for name in FORMS_OF_A_QUARTER]
    assert "逾期未报送1份（青山县人民政府）" in str(then[1].tables["overview"])
    assert "政府网站3个" in str(then[1].tables["overview"])
    await notices.answer(db, 1, "已整改", date(2026, 11, 2), "王某")
    await pass_of(db, PassKind.QUARTERLY, "2026-Q4", day(11, 10), town, problem(town, "typo", 9, "错字。"))
    await registry.retire(db, health.id)
    await registry.add(db, [Site(town.id, "http://new.qingshan.gov.cn/", "新网站", "5399000009")])
    later = [await form(db, name, "2026-Q3", day(9, 30, 2027)) for name in FORMS_OF_A_QUARTER]
    for before, after in zip(then, later, strict=True):
        assert before.tables == after.tables
        assert {**before.values, "date": ""} == {**after.values, "date": ""}


async def test_a_pass_belongs_to_the_quarter_it_was_made_for(db: Database) -> None:
    [town] = await registered(db, TOWN)
    await pass_of(db, PassKind.QUARTERLY, "2026-Q3", day(10, 1), town, problem(town, "broken-link", 1, "打不开。"))
    rows = (await form(db, "survey-summary", "2026-Q3", day(11, 20))).tables["rows"]
    assert rows[0]["problems"] == "链接无法打开"
    rows = (await form(db, "survey-summary", "2026-Q4", day(11, 20))).tables["rows"]
    assert rows[0]["problems"] == ""


async def test_what_people_entered_counts_in_its_time(db: Database) -> None:
    [town] = await registered(db, TOWN)
    await pass_of(db, PassKind.QUARTERLY, "2026-Q3", day(8, 10), town)
    number, _ = await decisions.enter(db, town.id, problem(town, "no-online-service", 1, "注册用户不能在线申请。"), "王某")
    t, e = tables.findings, tables.finding_events
    async with db.write() as connection:
        await connection.execute(update(t).values(first_seen=day(9, 1)))
        await connection.execute(update(e).values(at=day(9, 1)))
    rows = (await form(db, "survey-summary", "2026-Q3", day(11, 20))).tables["rows"]
    assert (rows[0]["problems"], rows[0]["mended"]) == ("在线办事不可用", "否")
    assert "注册用户不能在线申请" in str((await form(db, "circular", "2026-Q3", day(11, 20))).tables["problems"])
    await decisions.end_entered(db, [number], "closed", "王某")
    async with db.write() as connection:
        await connection.execute(update(e).where(e.c.event == "closed").values(at=day(9, 20)))
    await pass_of(db, PassKind.QUARTERLY, "2026-Q4", day(11, 10), town)
    assert await mended(db, "2026-Q3", day(11, 20)) == "是"
    assert (await form(db, "survey-summary", "2026-Q4", day(11, 20))).tables["rows"][0]["problems"] == "无"
    assert (await form(db, "survey-summary", "2026-Q2", day(11, 20))).tables["rows"][0]["problems"] == ""


async def test_people_correct_the_record_whenever_they_speak(db: Database) -> None:
    [town] = await registered(db, TOWN)
    doubted = Finding("misstatement", town.home_url, town.home_url, "疑似表述错误。", Confidence.SUSPECTED)
    dead = [problem(town, "broken-link", n, "打不开。") for n in (1, 2)]
    await pass_of(db, PassKind.QUARTERLY, "2026-Q3", day(8, 10), town, doubted, *dead, problem(town, "typo", 3, "错字。"))
    await suppressions.dismiss_pattern(db, town.id, "typo", "*", "误报", None, "王某")
    await suppressions.dismiss_findings(db, [(await numbers(db, "broken-link"))[0]], "误报", date(2026, 9, 1), "王某")
    report = await form(db, "self-check", "2026-Q3", day(11, 20))
    assert [(row["problem"], row["amount"]) for row in report.tables["rows"]] == [("链接无法打开", "1")]
    await decisions.confirm(db, await numbers(db, "misstatement"), "王某")
    report = await form(db, "self-check", "2026-Q3", day(11, 20))
    assert {row["problem"] for row in report.tables["rows"]} == {"链接无法打开", "严重表述错误"}


async def numbers(db: Database, rule: str) -> list[int]:
    return [each.id for each in await findings.listed(db, findings.Wanted(rules=(rule,)))]


async def test_a_year_counts_what_was_mended_by_its_end(db: Database) -> None:
    [town] = await registered(db, TOWN)
    found = [problem(town, "broken-link", n, "打不开。") for n in (1, 2)]
    await pass_of(db, PassKind.QUARTERLY, "2026-Q3", day(8, 10), town, *found)
    await pass_of(db, PassKind.QUARTERLY, "2026-Q4", day(11, 10), town, found[0])
    await pass_of(db, PassKind.QUARTERLY, "2027-Q1", day(2, 10, 2027), town)
    values = (await form(db, "regulatory-year-gx", "2026", day(3, 1, 2027))).values
    assert (values["problems_q3"], values["mended_q3"], values["problems_q4"], values["mended_q4"]) == ("2", "1", "1", "0")
