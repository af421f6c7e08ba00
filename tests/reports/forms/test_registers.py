"""What forms take from the other registers: issued notices, accounts on other platforms; and how a sample is worded."""

from datetime import date, datetime, timedelta

import pytest
from sqlalchemy import update

from model import SHANGHAI, MediaAccount, MediaState, PassKind, Site
from reports.forms import facts, periods
from reports.forms.fields import Filled
from reports.forms.fill import filled
from reports.forms.known import FORMS
from storage import form_values, media, notices, suppressions, tables
from storage.database import Database
from tests.reports.inspected import BUREAU, TOWN, inspect, problem, register

NOW = datetime(2026, 11, 20, 10, tzinfo=SHANGHAI)
NOVEMBER = datetime(2026, 11, 10, tzinfo=SHANGHAI)


async def form(
    db: Database, name: str, period: str = "", site: Site | None = None, notice: int | None = None, **more: int
) -> Filled:
    chosen = FORMS[name]
    span = periods.parse(period, chosen.span) if chosen.span else None
    issued = await notices.get(db, notice) if notice else None
    return filled(chosen, await facts.gather(db, name, span, site, NOW, notice=issued, **more))


async def inspected(db: Database, **coverage: object) -> list[Site]:
    """A town with three problems and a clean bureau."""
    town, bureau = await register(db, TOWN, BUREAU)
    found = [problem(town, "broken-link", n, f"“附件{n}”链接无法打开（返回404）。") for n in (1, 2, 3)]
    good = ("合格", 90.0)
    await inspect(
        db, PassKind.QUARTERLY, "2026-Q4", NOVEMBER, {town.id: found, bureau.id: []}, {town.id: good, bureau.id: good}
    )
    if coverage:
        async with db.write() as connection:
            await connection.execute(update(tables.site_passes).values(coverage=coverage))
    return [town, bureau]


async def issue(
    db: Database, site: Site, *, deadline: date | None = date(2026, 11, 18), number: str = "整改〔2026〕1号"
) -> int:
    return await notices.create(
        db, site.id, [1, 2], issued_on=date(2026, 11, 11), working_days=5, deadline=deadline, author="王某", number=number
    )


# --- notices --------------------------------------------------------------------------------------------------------


async def test_a_stored_notice_is_printed_as_it_was_issued(db: Database) -> None:
    town, _ = await inspected(db)
    number = await issue(db, town)
    for key, text in (("deadline", "三日内"), ("document_number", "旧号"), ("issuer", "县政府办"), ("date", "某日")):
        await form_values.enter(db, "notice", key, 0, "", text)
    made = await form(db, "notice", site=town, notice=number)
    values = made.values
    assert (values["document_number"], values["date"], values["deadline"]) == (
        "整改〔2026〕1号",
        "2026年11月11日",
        "2026年11月18日前（含当日）",
    )
    assert (values["issuer"], values["site_code"], values["amount"]) == ("县政府办", TOWN.code, "2")
    issued = {each.message for each in (await notices.get(db, number)).findings}
    assert len(issued) == 2
    assert {row["message"] for row in made.tables["rows"]} == issued
    assert (await form(db, "notice", site=town)).values["amount"] == "3"


async def test_a_notice_without_number_and_deadline(db: Database) -> None:
    town, _ = await inspected(db)
    number = await issue(db, town, deadline=None, number="")
    await form_values.enter(db, "notice", "document_number", 0, "", "整改〔2026〕9号")
    values = (await form(db, "notice", site=town, notice=number)).values
    assert (values["deadline"], values["document_number"]) == ("自发出之日起5个工作日内", "整改〔2026〕9号")


async def test_what_was_dismissed_since_is_not_sent_again(db: Database) -> None:
    town, _ = await inspected(db)
    number = await issue(db, town)
    await suppressions.dismiss_findings(db, [1], "误报", None, "王某")
    made = await form(db, "notice", site=town, notice=number)
    assert (made.values["amount"], len(made.tables["rows"])) == ("1", 1)
    assert made.warnings == ("1个问题在通知发出后由人工排除，未列入",)


async def test_a_long_notice_is_cut_in_the_document_and_whole_in_the_workbook(db: Database) -> None:
    [town] = await register(db, TOWN)
    found = [problem(town, "broken-link", n, f"“附件{n}”链接无法打开。") for n in range(620)]
    await inspect(db, PassKind.QUARTERLY, "2026-Q4", NOVEMBER, {town.id: found}, {town.id: ("合格", 90.0)})
    made = await form(db, "notice", site=town)
    assert (made.values["amount"], len(made.tables["rows"]), len(made.tables["every"])) == ("620", 100, 620)
    assert made.values["rest"] == "其余520个问题另附清单。"
    assert "--format xlsx" in made.warnings[0]


async def test_the_circular_counts_notices_and_missing_answers(db: Database) -> None:
    town, _ = await inspected(db)
    await issue(db, town)
    said = [row["text"] for row in (await form(db, "circular", "2026-Q4")).tables["overview"]]
    assert "本季度发出整改通知书1份，已报送整改情况0份，逾期未报送1份（青山县人民政府）。" in said
    await notices.answer(db, 1, "已改", date(2026, 11, 13), "甲")
    said = [row["text"] for row in (await form(db, "circular", "2026-Q4")).tables["overview"]]
    assert "本季度发出整改通知书1份，已报送整改情况1份。" in said


# --- accounts on other platforms ------------------------------------------------------------------------------------

ACCOUNTS = (
    MediaAccount("青山发布", "微信", "青山县人民政府办公室", "", date(2026, 11, 5)),
    MediaAccount("青山发布", "微博", "青山县人民政府办公室", "", date(2026, 9, 1)),
    MediaAccount("青山教育", "微信公众号", "青山县教育局", "", date(2026, 11, 2)),
    MediaAccount("青山教育订阅号", "微信", "青山县教育局", "", None),
    MediaAccount("青山旅游", "抖音", "县文旅局", "", date(2026, 1, 1), MediaState.CLOSED),
)


async def told(db: Database, day: datetime, accounts: tuple[MediaAccount, ...] = ACCOUNTS) -> None:
    """The register as a file of some day brought it."""
    await media.put(db, accounts)
    async with db.write() as connection:
        await connection.execute(update(tables.media).values(imported_at=day))


async def test_the_circular_takes_its_figures_from_the_register(db: Database) -> None:
    await inspected(db)
    await told(db, NOVEMBER)
    made = await form(db, "circular", "2026-Q4")
    assert "现有政务新媒体4个，检查3个，不合格1个，合格率66.7%。" in [row["text"] for row in made.tables["overview"]]
    assert made.tables["media_failed_rows"] == [
        {
            "number": "1",
            "name": "青山发布",
            "platform": "微博",
            "owner": "青山县人民政府办公室",
            "latest": "2026-09-01",
            "problem": "截至2026-11-10已70天未更新（超过14天）",
        }
    ]
    assert [row["text"] for row in made.tables["annexes"]] == ["附件：1.未发现问题的网站名单", "　　　2.不合格政务新媒体名单"]
    assert "政务新媒体有1个没有更新日期或登记早于本期，未计入检查数" in made.warnings
    shorter = await form(db, "circular", "2026-Q4", media_days=7)
    assert "检查3个，不合格2个" in "".join(row["text"] for row in shorter.tables["overview"])


async def test_an_old_register_says_nothing_of_this_quarter(db: Database) -> None:
    await inspected(db)
    await told(db, datetime(2026, 9, 20, tzinfo=SHANGHAI))
    made = await form(db, "circular", "2026-Q4")
    assert "media_checked" not in made.entered
    assert (made.values["media_total"], made.values["media_checked"], made.tables["media_failed_rows"]) == ("4", "", [])
    assert "新媒体" not in "".join(row["text"] for row in made.tables["overview"])


async def test_an_account_is_not_called_idle_for_days_that_nobody_looked_at() -> None:
    fresh = MediaAccount("甲", "微信", "", "", date(2026, 9, 18), imported=date(2026, 9, 20))
    assert media.idle_days(fresh, date(2026, 11, 20)) == 2
    assert media.figures([fresh], date(2026, 11, 20), 14).unqualified == 0
    assert media.idle_days(fresh, date(2026, 9, 19)) == 1


async def test_a_row_without_a_day_does_not_make_the_known_day_newer(db: Database) -> None:
    await told(db, NOVEMBER)
    await media.put(db, [MediaAccount("青山发布", "微信", "县融媒体中心")])
    known = {(one.platform, one.name): one for one in await media.listed(db)}["微信", "青山发布"]
    assert (known.owner, known.latest, known.imported) == ("县融媒体中心", date(2026, 11, 5), date(2026, 11, 10))


async def test_what_a_person_entered_wins_and_a_difference_is_said(db: Database) -> None:
    await inspected(db)
    await told(db, NOVEMBER)
    for key, text in (("media_checked", "40"), ("media_failed", "2")):
        await form_values.enter(db, "circular", key, 0, "2026-Q4", text)
    made = await form(db, "circular", "2026-Q4")
    assert "现有政务新媒体4个，检查40个，不合格2个，合格率95%。" in [row["text"] for row in made.tables["overview"]]
    assert any("与登记表算出的1不一致" in warning for warning in made.warnings)
    assert any("检查政务新媒体数" in warning and "大于" in warning for warning in made.warnings)


async def test_the_yearly_report_names_the_accounts_of_the_office(db: Database) -> None:
    town, bureau = await inspected(db)
    await told(db, NOVEMBER)
    values = (await form(db, "work-year", "2026", town)).values
    assert (values["has_media"], values["weibo_name"], values["wechat_name"]) == ("是", "青山发布", "青山发布")
    made = await form(db, "work-year", "2026", bureau)
    assert made.values["wechat_name"] == ""
    assert any("微信账号有2个" in warning and "青山教育订阅号" in warning for warning in made.warnings)


# --- samples --------------------------------------------------------------------------------------------------------

SAMPLE = {"complete": False, "reason": "sample", "pages": 60, "pending": 0, "skipped": {"sample": 140, "robots": 9}}


@pytest.mark.parametrize(
    ("coverage", "note", "warned"),
    [
        (SAMPLE, "抽样检查，读取页面60个，占已知页面的30%", "抽样检查的网站2个"),
        ({"complete": False, "reason": "max-depth", "pages": 50, "skipped": {"depth": 50}}, "抽样检查，读取页面50个，占已知页面的50%", "抽样检查的网站2个"),
        ({"complete": False, "reason": "interrupted", "pages": 50}, "检查未完成", "检查未完成的网站：青山县人民政府、青山县教育局"),
    ],
)  # fmt: skip
async def test_a_planned_sample_is_no_broken_off_inspection(
    db: Database, coverage: dict[str, object], note: str, warned: str
) -> None:
    await inspected(db, **coverage)
    for name in ("circular", "self-check"):
        made = await form(db, name, "2026-Q4")
        text = "".join(row["text"] for row in made.tables["overview"])
        assert any(warned in warning for warning in made.warnings)
        assert ("抽样检查，共读取页面" in text) == (note != "检查未完成")
        assert not made.tables.get("good")
    rows = (await form(db, "monthly", "2026-11")).tables["rows"]
    assert [row["note"] for row in rows] == [note, note]
    survey = await form(db, "survey-summary", "2026-Q4")
    assert [row["problems"] for row in survey.tables["rows"]] == ["链接无法打开", ""]
    assert any("未写“无”：青山县教育局" in warning for warning in survey.warnings)


async def test_the_share_is_that_of_all_sampled_sites(db: Database) -> None:
    await inspected(db, **SAMPLE)
    said = (await form(db, "circular", "2026-Q4")).tables["overview"][1]["text"]
    assert said == "抽样检查，共读取页面120个，占已知页面的30%。"


async def test_a_recheck_after_the_inspection_is_not_the_inspection(db: Database) -> None:
    town, _ = await inspected(db)
    await inspect(db, PassKind.AUDIT, "recheck-1", NOVEMBER + timedelta(days=2), {town.id: []}, {town.id: ("合格", 100.0)})
    async with db.write() as connection:
        newest = tables.site_passes.c.pass_id == 2
        await connection.execute(update(tables.site_passes).where(newest).values(score=None))
    rows = (await form(db, "survey-summary", "2026-Q4")).tables["rows"]
    assert rows[0]["problems"] == "链接无法打开"
