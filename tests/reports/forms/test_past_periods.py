"""A form for a past period says what was so then, however often it is made later."""

from dataclasses import replace
from datetime import date, datetime

from sqlalchemy import update

from model import SHANGHAI, Confidence, Finding, PassKind, Site, SitePassId, SiteState
from reports.forms import facts, periods
from reports.forms.fields import Filled
from reports.forms.fill import filled
from reports.forms.known import FORMS
from storage import decisions, findings, notices, registry, scores, suppressions, tables
from storage.database import Database
from storage.packing import plain
from tests.reports.inspected import BUREAU, HEALTH, TOWN, inspect, problem, register
from tests.reports.sample import SCORE

GOOD = ("合格", 90.0)
SCORE_NOW = plain(SCORE)
FORMS_OF_A_QUARTER = ("survey-summary", "circular", "self-check")


def day(month: int, number: int, year: int = 2026) -> datetime:
    return datetime(year, month, number, 10, tzinfo=SHANGHAI)


async def form(
    db: Database, name: str, period: str, now: datetime, as_of: date | None = None, *, decided: date | None = None
) -> Filled:
    chosen = FORMS[name]
    assert chosen.span
    known = await facts.gather(db, name, periods.parse(period, chosen.span), None, now, as_of=as_of, decided_by=decided)
    return filled(chosen, known)


async def mended(db: Database, period: str, now: datetime, as_of: date | None = None) -> str:
    return (await form(db, "survey-summary", period, now, as_of)).tables["rows"][0]["mended"]


async def pass_of(db: Database, kind: PassKind, period: str, ended: datetime, site: Site, *found: Finding) -> None:
    await inspect(db, kind, period, ended, {site.id: found}, {site.id: GOOD}, looked_at=True)


async def test_what_is_mended_later_was_not_mended_then(db: Database) -> None:
    [town] = await register(db, TOWN)
    await pass_of(db, PassKind.QUARTERLY, "2026-Q3", day(8, 10), town, problem(town, "broken-link", 1, "打不开。"))
    await pass_of(db, PassKind.QUARTERLY, "2026-Q4", day(11, 10), town)
    assert await mended(db, "2026-Q3", day(11, 20)) == "否"
    assert await mended(db, "2026-Q3", day(11, 20), date(2026, 11, 9)) == "否"
    assert await mended(db, "2026-Q3", day(11, 20), date(2026, 11, 10)) == "是"
    overview = str((await form(db, "circular", "2026-Q4", day(11, 20))).tables["overview"])
    assert "对上季度发现的1处问题进行了复查，已完成整改1处" in overview


async def test_what_came_back_later_was_mended_then(db: Database) -> None:
    [town] = await register(db, TOWN)
    dead = problem(town, "broken-link", 1, "打不开。")
    await pass_of(db, PassKind.QUARTERLY, "2026-Q3", day(8, 10), town, dead)
    await pass_of(db, PassKind.WEEKLY, "2026-W37", day(9, 10), town)
    await pass_of(db, PassKind.WEEKLY, "2026-W41", day(10, 10), town, dead)
    assert await mended(db, "2026-Q3", day(11, 20)) == "是"
    assert await mended(db, "2026-Q3", day(8, 20)) == "否"


async def test_the_same_figures_a_year_later(db: Database) -> None:
    town, bureau, health = await register(db, TOWN, BUREAU, HEALTH)
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
    [town] = await register(db, TOWN)
    await pass_of(db, PassKind.QUARTERLY, "2026-Q3", day(10, 1), town, problem(town, "broken-link", 1, "打不开。"))
    rows = (await form(db, "survey-summary", "2026-Q3", day(11, 20))).tables["rows"]
    assert rows[0]["problems"] == "链接无法打开"
    rows = (await form(db, "survey-summary", "2026-Q4", day(11, 20))).tables["rows"]
    assert rows[0]["problems"] == ""


async def test_what_people_entered_counts_in_its_time(db: Database) -> None:
    [town] = await register(db, TOWN)
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


async def test_what_people_said_in_time_counts_and_no_later_word(db: Database) -> None:
    [town] = await register(db, TOWN)
    doubted = Finding("misstatement", town.home_url, town.home_url, "疑似表述错误。", Confidence.SUSPECTED)
    dead = [problem(town, "broken-link", n, "打不开。") for n in (1, 2)]
    await pass_of(db, PassKind.QUARTERLY, "2026-Q3", day(8, 10), town, doubted, *dead, problem(town, "typo", 3, "错字。"))
    await suppressions.dismiss_pattern(db, town.id, "typo", "*", "误报", None, "王某")
    await suppressions.dismiss_findings(db, [(await numbers(db, "broken-link"))[0]], "误报", date(2026, 9, 1), "王某")
    await decisions.confirm(db, await numbers(db, "misstatement"), "王某")
    await scores.keep(db, SitePassId(1), {**SCORE_NOW, "result": "不合格", "total": None})
    await said_on(db, day(10, 20))
    right = {("链接无法打开", "1"), ("严重表述错误", "1")}
    assert await problems(db, day(11, 20)) == right
    assert (await form(db, "circular", "2026-Q3", day(11, 20))).tables["failed"]
    # Said after the time of review, it changes the form only when that is asked for.
    await said_on(db, day(11, 5))
    assert await problems(db, day(11, 20)) == {("链接无法打开", "2"), ("错别字", "1")}
    assert not (await form(db, "circular", "2026-Q3", day(11, 20))).tables["failed"]
    report = await form(db, "self-check", "2026-Q3", day(11, 20))
    assert "2026-10-31之后另有3个问题经人工认定，未计入本表；要计入请加 --decided-by 2026-11-20" in report.warnings
    assert await problems(db, day(11, 20), date(2026, 11, 5)) == right
    assert (await form(db, "circular", "2026-Q3", day(11, 20), decided=date(2026, 11, 5))).tables["failed"]


async def said_on(db: Database, moment: datetime) -> None:
    """Everything that people said so far as if said then."""
    e, s, f = tables.finding_events, tables.suppressions, tables.former_scores
    async with db.write() as connection:
        await connection.execute(update(e).where(e.c.author == "王某").values(at=moment))
        await connection.execute(update(s).values(created_at=moment))
        await connection.execute(update(f).values(until=moment))


async def problems(db: Database, now: datetime, decided: date | None = None) -> set[tuple[str, str]]:
    report = await form(db, "self-check", "2026-Q3", now, decided=decided)
    return {(row["problem"], row["amount"]) for row in report.tables["rows"]}


async def test_a_dismissal_taken_back_held_until_then(db: Database) -> None:
    [town] = await register(db, TOWN)
    await pass_of(db, PassKind.QUARTERLY, "2026-Q3", day(8, 10), town, problem(town, "typo", 3, "错字。"))
    await suppressions.dismiss_pattern(db, town.id, "typo", "*", "误报", None, "王某")
    await said_on(db, day(9, 1))
    await suppressions.withdraw(db, [1], "李某")
    s = tables.suppressions
    async with db.write() as connection:
        await connection.execute(update(s).values(withdrawn_at=day(12, 1)))
    assert await problems(db, day(12, 20)) == set()
    assert await problems(db, day(12, 20), date(2026, 12, 2)) == {("错别字", "1")}


async def test_a_site_off_line_last_month_and_back_now(db: Database) -> None:
    town, bureau = await register(db, TOWN, BUREAU)
    results = {town.id: GOOD, bureau.id: GOOD}
    await inspect(db, PassKind.MONTHLY, "2026-08", day(8, 10), {town.id: [], bureau.id: []}, results)
    await registry.change(db, replace(bureau, state=SiteState.PAUSED), on=day(8, 20))
    await pass_of(db, PassKind.MONTHLY, "2026-09", day(9, 10), town)
    await registry.change(db, bureau, on=day(10, 2))
    august, september, october = [await form(db, "monthly", f"2026-{month}", day(11, 20)) for month in ("08", "09", "10")]
    assert [row["note"] for row in august.tables["rows"]] == ["", "8月20日临时下线"]
    assert [row["name"] for row in september.tables["rows"]] == ["青山县人民政府"]
    assert "本期末临时下线，未列入：青山县教育局" in september.warnings
    assert [row["name"] for row in october.tables["rows"]] == ["青山县人民政府", "青山县教育局"]


async def numbers(db: Database, rule: str) -> list[int]:
    return [each.id for each in await findings.listed(db, findings.Wanted(rules=(rule,)))]


async def test_a_year_counts_what_was_mended_by_its_end(db: Database) -> None:
    [town] = await register(db, TOWN)
    found = [problem(town, "broken-link", n, "打不开。") for n in (1, 2)]
    await pass_of(db, PassKind.QUARTERLY, "2026-Q3", day(8, 10), town, *found)
    await pass_of(db, PassKind.QUARTERLY, "2026-Q4", day(11, 10), town, found[0])
    await pass_of(db, PassKind.QUARTERLY, "2027-Q1", day(2, 10, 2027), town)
    values = (await form(db, "regulatory-year-gx", "2026", day(3, 1, 2027))).values
    assert (values["problems_q3"], values["mended_q3"], values["problems_q4"], values["mended_q4"]) == ("2", "1", "1", "0")
