"""Figures of the yearly reports that are counted: items by column, sites that were closed."""

from dataclasses import replace
from datetime import datetime

from sqlalchemy import insert

from model import SHANGHAI, Column, ColumnKind, PassKind, Site, SiteState
from reports.forms import facts, periods
from reports.forms.fields import Filled
from reports.forms.fill import filled
from reports.forms.items_by_column import items_by_cell
from reports.forms.known import FORMS
from storage import columns, form_values, registry, site_changes, tables
from storage.database import Database
from tests.reports.inspected import BUREAU, HEALTH, TOWN, inspect, register

NOW = datetime(2026, 11, 20, 10, tzinfo=SHANGHAI)
ROOT = TOWN.home_url


async def form(db: Database, name: str, period: str, site: Site | None = None) -> Filled:
    span = periods.parse(period, FORMS[name].span or "year")
    return filled(FORMS[name], await facts.gather(db, name, span, site, NOW))


def column(path: str, kind: ColumnKind) -> Column:
    return Column(ROOT + path, path, kind)


COLUMNS = (
    column("xwdt/", ColumnKind.NEWS),
    column("zwgk/", ColumnKind.DISCLOSURE_GUIDE),
    column("zwgk/ldzc/index.html", ColumnKind.LEADERS),
    column("zwgk/tzgg/", ColumnKind.NOTICE),
    column("", ColumnKind.NEWS),
    column("list.jsp?id=7", ColumnKind.POLICY),
)


def test_the_deepest_folder_decides_and_the_root_says_nothing() -> None:
    paths = (
        "xwdt/202611/t1.html", "xwdt/t2.html", "zwgk/ldzc/zhang/t3.html", "zwgk/czxx/t4.html", "zwgk/tzgg/t5.html",
        "t6.html", "show.jsp?id=8", "other/t7.html",
    )  # fmt: skip
    found = items_by_cell([ROOT + path for path in paths], COLUMNS)
    assert found == {"items_news": 2, "items_overview": 1, "items_disclosed": 1}
    assert items_by_cell([], COLUMNS) == {}


async def read(db: Database, site: Site, pages: list[tuple[str, str, str]]) -> None:
    """Pages (path, kind, date) as if a pass had read them."""
    async with db.write() as connection:
        for number, (path, kind, day) in enumerate(pages, 1):
            await connection.execute(
                insert(tables.urls).values(id=number, site_id=site.id, key=number, url=site.home_url + path)
            )
            row = {
                "site_id": site.id, "url_id": number, "site_pass_id": 1, "first_seen": NOW, "last_seen": NOW, "status": 200,
                "kind": kind, "published": day, "content_hash": number,
            }  # fmt: skip
            await connection.execute(insert(tables.pages).values(row))


async def test_items_of_the_year_by_column(db: Database) -> None:
    [town] = await register(db, TOWN)
    await columns.remember(db, town.id, [(each, None) for each in COLUMNS], NOW)
    await read(
        db, town,
        [("xwdt/1.html", "article", "2026-03-01"), ("xwdt/2.html", "article", "2025-03-01"),
         ("zwgk/3.html", "policy", "2026-04-01"), ("jd/4.html", "interpretation", "2026-05-01"), ("xwdt/", "list", "2026-05-01")],
    )  # fmt: skip
    made = await form(db, "work-year", "2026", town)
    values = made.values
    assert (values["items"], values["interpretations"]) == ("3", "1")
    assert (values["items_news"], values["items_disclosed"], values["items_overview"]) == ("1", "1", "")
    assert any("通知公告未计入" in warning for warning in made.warnings)
    await form_values.enter(db, "work-year", "items", town.id, "2026", "2")
    made = await form(db, "work-year", "2026", town)
    assert made.values["items"] == "2"
    assert "填写的items为2，少于本网站已读取的当年信息3条" in made.warnings


def day(month: int, number: int, year: int = 2026) -> datetime:
    return datetime(year, month, number, tzinfo=SHANGHAI)


async def test_closed_sites_are_counted_in_the_quarter_of_their_day(db: Database) -> None:
    town, bureau, health = await register(db, TOWN, BUREAU, HEALTH)
    await registry.retire(db, bureau.id, on=day(5, 31), merged=True)
    async with db.write() as connection:
        await site_changes.record(connection, db, health, site_changes.PAUSED, None, "")
    made = await form(db, "regulatory-year-gx", "2026")
    assert (made.values["closed_q2"], made.values["closed_year"], made.values["paused_q2"]) == ("1", "1", "无")
    assert any("下线网站有1个不知日期" in warning for warning in made.warnings)
    await form_values.enter(db, "regulatory-year-gx", "closed_on", health.id, "2026", "2026-12-31")
    made = await form(db, "regulatory-year-gx", "2026")
    assert (made.values["paused_q4"], made.values["closed_q2"]) == ("1", "1")
    assert [row["date"] for row in made.tables["rows"]] == ["2026-05-31", "2026-12-31"]
    assert not any("不知日期" in warning for warning in made.warnings)
    assert town.state is SiteState.RUNNING


async def test_sites_opened_paused_merged_and_back(db: Database) -> None:
    town, bureau, health = await register(db, TOWN, BUREAU, HEALTH)
    await registry.change(db, replace(town, state=SiteState.PAUSED), on=day(2, 3))
    await registry.change(db, town, on=day(4, 1), opened=day(1, 5))
    await registry.retire(db, bureau.id, on=day(8, 1), merged=True)
    values = (await form(db, "regulatory-year", "2026")).values
    assert (values["opened"], values["merged"], values["running"]) == ("1", "1", "2")
    made = await form(db, "regulatory-year-gx", "2026")
    cells = {
        key: text for key, text in made.values.items() if key.startswith(("opened_", "paused_", "closed_")) and text != "无"
    }
    one = {"opened_q1": "1", "opened_year": "1", "paused_q1": "1", "paused_year": "1", "closed_q3": "1", "closed_year": "1"}
    assert cells == one
    assert [(row["name"], row["state"], row["date"]) for row in made.tables["rows"]] == [
        ("青山县人民政府", "临时下线，2026-04-01恢复", "2026-02-03"),
        ("青山县教育局", "永久下线（整合迁移）", "2026-08-01"),
    ]
    # Made a year later, when much has changed since, it is the same.
    await registry.retire(db, health.id, on=day(1, 9, 2027))
    later = periods.parse("2026", "year")
    again = filled(FORMS["regulatory-year"], await facts.gather(db, "regulatory-year", later, None, day(3, 1, 2028)))
    assert again.values["running"] == "2"
    before = filled(
        FORMS["regulatory-year"], await facts.gather(db, "regulatory-year", periods.parse("2025", "year"), None, NOW)
    )
    assert before.values["running"] == "0"
    assert any("有3个网站在2025-12-31之后才登记" in warning for warning in before.warnings)


async def test_what_only_a_person_knows_of_a_quarter(db: Database) -> None:
    [town] = await register(db, TOWN)
    await inspect(db, PassKind.QUARTERLY, "2026-Q4", NOW, {town.id: []}, {town.id: ("合格", 90.0)})
    said = [row["text"] for row in (await form(db, "circular", "2026-Q4")).tables["overview"]]
    assert not any("找错" in text for text in said)
    for key, text in (("errors", "12"), ("errors_on_time", "11"), ("fakes", "0"), ("other", "举办培训2次。")):
        await form_values.enter(db, "circular", key, 0, "2026-Q4", text)
    said = [row["text"] for row in (await form(db, "circular", "2026-Q4")).tables["overview"]]
    assert said[-2:] == ["“我为政府网站找错”平台收到网民留言12条，按期办结11条；发现假冒政府网站0个。", "举办培训2次。"]
