"""Days below the heading of their month, and dates in forms that only a whole list settles."""

from __future__ import annotations

import pytest

from model import Page
from tests.crawler.extract.qingshan import days, main_list, read, whole

NAMES = ("县政府召开常务会议部署秋收工作", "县领导调研重点项目建设进展", "全县安全生产检查有序开展", "县医院新门诊大楼投入使用")
WANTED = ["2024-03-15", "2024-03-12", "2024-02-28", "2024-02-20"]
MONTHS = {"2024年3月": ("15", "12"), "2024年2月": ("28", "20")}
LI = '<li><a href="/gz/{day}.html">{name}</a><span>{day}{mark}</span></li>'
ROW = '<tr><td>{day}{mark}</td><td><a href="/gz/{day}.html">{name}</a></td></tr>'
DD = '<dd><a href="/gz/{day}.html">{name}</a><em>{day}{mark}</em></dd>'
FORMS = {
    "h3 and ul": ("<h3>{}</h3><ul>", LI, "</ul>", "日"),
    "bare numbers": ("<h3>{}</h3><ul>", LI, "</ul>", ""),
    "dl": ("<dl><dt>{}</dt>", DD, "</dl>", "日"),
    "rows": ("<tr><td colspan=2>{}</td></tr>", ROW, "", "日"),
    "a list in each item": ("<li><b>{}</b><ul>", LI, "</ul></li>", "日"),
}


def headed(form: str, months: dict[str, tuple[str, ...]] = MONTHS) -> str:
    before, item, after, mark = FORMS[form]
    parts = [
        before.format(month) + "".join(item.format(day=day, name=NAMES[int(day) % 4], mark=mark) for day in shown) + after
        for month, shown in months.items()
    ]
    return f"<table>{''.join(parts)}</table>" if form == "rows" else f"<div>{''.join(parts)}</div>"


def listed(shown: list[str], before: str = "") -> Page:
    rows = "".join(
        f'<li><a href="/gz/{n}.html">{NAMES[n % 4]}（{n}）</a><span>{day}</span></li>' for n, day in enumerate(shown)
    )
    return read(whole(f"<div>{before}<ul>{rows}</ul></div>"))


@pytest.mark.parametrize("form", FORMS)
def test_days_below_their_month(form: str) -> None:
    found = [item.date for block in read(whole(headed(form))).lists if block.role != "side" for item in block.items]
    assert [fact.day.isoformat() for fact in found if fact] == WANTED
    assert all(fact and fact.certain for fact in found)


def test_months_below_their_year() -> None:
    html = "<h2>2024年</h2>" + headed("h3 and ul", {"3月": ("15", "12"), "2月": ("28", "20")})
    found = [item.date for block in read(whole(html)).lists if block.role != "side" for item in block.items]
    assert [fact.day.isoformat() for fact in found if fact] == WANTED


def test_ranks_beside_cards_are_no_days() -> None:
    cards = "".join(
        f'<li><div><b>{15 - n}</b><i>2024-03</i></div><a href="/gz/{n}.html">{name}</a></li>' for n, name in enumerate(NAMES)
    )
    ranks = "".join(f'<li><i>{n + 1}</i><a href="/gz/9{n}.html">{name}</a></li>' for n, name in enumerate(NAMES))
    page = read(whole(f"<ul>{cards}</ul><div><ul>{ranks}</ul></div>"))
    dated = [item.date.day.isoformat() for block in page.lists for item in block.items if item.date]
    assert dated == ["2024-03-15", "2024-03-14", "2024-03-13", "2024-03-12"]


@pytest.mark.parametrize("shown", [["12", "3", "28", "7"], ["1", "2", "3", "4"]])
def test_counts_and_serial_numbers_below_a_month_are_no_days(shown: list[str]) -> None:
    page = listed(shown, "<h3>2026年3月</h3>")
    assert not any(item.date for block in page.lists for item in block.items)


@pytest.mark.parametrize(
    "shown",
    [
        ["15/03/2024", "12/03/2024", "28/02/2024", "20/02/2024"],
        ["03/15/2024", "03/12/2024", "02/28/2024", "02/20/2024"],
        ["15.03.2024", "12.03.2024", "28.02.2024", "20.02.2024"],
        ["2024_03_15", "2024_03_12", "2024_02_28", "2024_02_20"],
        ["2024·03·15", "2024·03·12", "2024·02·28", "2024·02·20"],
        ["二〇二四年三月十五日", "二〇二四年三月十二日", "二〇二四年二月二十八日", "二〇二四年二月二十日"],
        ["…………2024-03-15", "…………2024-03-12", "…………2024-02-28", "…………2024-02-20"],
    ],
)
def test_forms_of_a_date(shown: list[str]) -> None:
    assert days(main_list(listed(shown))) == WANTED


@pytest.mark.parametrize("shown", [["03/05/2024", "04/06/2024"], ["15/03/2024", "03/16/2024"], ["2024_13_45", "2024_02_31"]])
def test_dates_that_nothing_settles_are_none(shown: list[str]) -> None:
    assert not any(item.date for block in listed(shown).lists for item in block.items)


def test_a_single_year_in_a_heading_is_that_of_the_days_below() -> None:
    assert days(main_list(listed(["03-15", "03-12", "02-28", "02-20"], "<h3>2024</h3>"))) == WANTED


def test_a_day_that_shows_on_hovering() -> None:
    rows = "".join(
        f'<li><a href="/gz/{n}.html" title="文章标题：{name}&#10;更新时间：{WANTED[n]} 09:00:00">{name}</a></li>'
        for n, name in enumerate(NAMES)
    )
    assert days(main_list(read(whole(f"<div><ul>{rows}</ul></div>")))) == WANTED


@pytest.mark.parametrize("form", ["h3 and ul", "dl", "a list in each item"])
def test_the_only_day_of_a_month_belongs_to_the_heading_above_it(form: str) -> None:
    months = {"2024年6月": ("25",), "2024年4月": ("28",), "2024年2月": ("20",)}
    found = [item.date for block in read(whole(headed(form, months))).lists for item in block.items]
    assert [fact.day.isoformat() for fact in found if fact] == ["2024-06-25", "2024-04-28", "2024-02-20"]


def test_a_day_over_its_month_in_a_card_is_a_date() -> None:
    cards = "".join(
        f'<li><dl><dt>{15 - n}日</dt><dd>2024年3月</dd></dl><a href="/gz/{n}.html">{name}</a></li>'
        for n, name in enumerate(NAMES)
    )
    assert days(main_list(read(whole(f"<ul>{cards}</ul>"))))[:2] == ["2024-03-15", "2024-03-14"]


def test_months_in_boxes_of_their_own_are_one_list() -> None:
    months = {"2024年6月": ("25",), "2024年4月": ("28",), "2024年2月": ("20",)}
    boxes = "".join(headed("h3 and ul", {month: shown}) for month, shown in months.items())
    page = read(whole(boxes))
    assert [days(block) for block in page.lists if block.role != "side"] == [["2024-06-25", "2024-04-28", "2024-02-20"]]
