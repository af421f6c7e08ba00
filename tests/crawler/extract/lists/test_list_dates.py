"""The forms in which lists show days: in pieces, beside an office or a day of the week, and what is no date."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from tests.crawler.extract.qingshan import main_list, read, whole

NAMES = ("县政府召开常务会议部署秋收工作", "县领导调研重点项目建设进展", "全县安全生产检查有序开展", "县医院新门诊大楼投入使用")
DAYS = [date(2026, 11, 15) - timedelta(days=9 * n) for n in range(4)]
MONTHS = {9: "Sep", 10: "Oct", 11: "Nov"}

ITEMS = {
    "date first": '<li><div class="rq">{shown}</div><a href="/g/{n}.html">{name}</a></li>',
    "date last": '<li><a href="/g/{n}.html">{name}</a><div class="rq">{shown}</div></li>',
    "all in the link": '<li><a href="/g/{n}.html"><div class="rq">{shown}</div><h3>{name}</h3><p>摘要：全县上下狠抓落实。</p></a></li>',
}
PIECES = (
    "<b>{d:02d}</b><i>{m:02d}月</i><em>{y}</em>",
    "<b>{d}</b><i>{m}月</i><em>{y}年</em>",
    "<em>{y}</em><i>{m:02d}</i><b>{d:02d}</b>",
    "<b>{d:02d}</b><i>{M} {y}</i>",
    "<b><span>{y}</span>-<span>{m:02d}</span>-<span>{d:02d}</span></b>",
    "<b><span>{y}</span>年<span>{m:02d}</span>月<span>{d:02d}</span>日</b>",
    "<b>{m:02d}-<sup>{d:02d}</sup></b><i>{y}</i>",
    "<b>{d:02d}</b>/<span>{m:02d}</span><i>{y}</i>",
    "{M} {d}, {y}",
    "来源：县政府办 {y}-{m:02d}-{d:02d}",
    "县政府办 {y}-{m:02d}-{d:02d}",
    "{y}-{m:02d}-{d:02d} 星期三",
    "更新于{y}-{m:02d}-{d:02d}",
    "{y}{m:02d}{d:02d}",
)


def shown(form: str, day: date) -> str:
    return form.format(y=day.year, m=day.month, d=day.day, M=MONTHS[day.month])


def listed(form: str, item: str = ITEMS["date first"]) -> str:
    rows = (item.format(n=n, name=NAMES[n], shown=shown(form, day)) for n, day in enumerate(DAYS))
    return whole(f'<ul class="lb">{"".join(rows)}</ul>')


@pytest.mark.parametrize("item", ITEMS)
@pytest.mark.parametrize("form", PIECES)
def test_every_form_is_read(form: str, item: str) -> None:
    block = main_list(read(listed(form, ITEMS[item])))
    assert [i.date.day if i.date else None for i in block.items] == DAYS
    assert [i.title for i in block.items] == list(NAMES)


@pytest.mark.parametrize(
    "form",
    ["<b>{d:02d}</b><i>{m:02d}月</i>", "<b>{d}</b><i>{M}</i>"],
)
def test_without_a_year_nothing_is_certain(form: str) -> None:
    block = main_list(read(listed(form)))
    assert [i.date.day for i in block.items if i.date] == DAYS
    assert not any(i.date.certain for i in block.items if i.date)


@pytest.mark.parametrize(
    "form",
    [
        "报名截止 {y}-{m:02d}-{d:02d}",
        "归档日期：{y}-{m:02d}-{d:02d}",
        "会议时间 {y}-{m:02d}-{d:02d}",
        "有效期至 {y}-{m:02d}-{d:02d}",
        "第{d}期",
        "{d}/{m} {d}/{m}",
    ],
)
def test_days_of_something_else_are_none(form: str) -> None:
    assert not any(i.date for block in read(listed(form)).lists for i in block.items)


def test_cells_of_a_row_are_figures_of_their_own() -> None:
    rows = "".join(
        f'<tr><td><a href="/t/{n}.html">{name}</a></td><td>2025</td><td>12</td><td>30</td></tr>' for n, name in enumerate(NAMES)
    )
    assert not any(i.date for block in read(whole(f"<table>{rows}</table>")).lists for i in block.items)


def test_which_piece_is_the_day_is_told_by_another_item_or_not_at_all() -> None:
    form = '<li><b>{:02d}</b><i>{:02d}</i><em>2026</em><a href="/g/{}.html">{}</a></li>'
    unclear = "".join(form.format(5, 3, n, name) for n, name in enumerate(NAMES[:3]))
    assert not any(i.date for i in main_list(read(whole(f"<ul>{unclear}</ul>"))).items)
    told = unclear + form.format(28, 2, 9, NAMES[3])
    first = main_list(read(whole(f"<ul>{told}</ul>"))).items[0].date
    assert first is not None and first.day == date(2026, 3, 5)


def test_the_clock_in_the_head_is_no_date_of_a_list() -> None:
    top = '<div class="top"><span>2026年11月20日 星期五</span><a href="/login/">登录个人中心</a><a href="/wza/">无障碍浏览</a></div>'
    assert not read(whole(top + "<p>县政府网站。</p>")).lists


CYCLES = {
    "更新频率：每季度": "季", "更新周期：每月更新": "月", "更新频率：每1个工作日": "日", "更新频率：及时": "", "公开时限：20个工作日内": "",
}  # fmt: skip


@pytest.mark.parametrize("said", CYCLES)
def test_how_often_a_column_says_that_it_is_updated(said: str) -> None:
    page = read(listed("{y}-{m:02d}-{d:02d}").replace("<ul class", f"<p>{said}</p><ul class"))
    assert page.cycle == CYCLES[said]
