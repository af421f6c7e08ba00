"""The row of a layout table is no item of a list: the days in one of its cells are not those of a link in another."""

from tests.crawler.extract.qingshan import days, main_list, read, whole

BOX = "<b>历年回顾</b><p>·2017-09-11 开放日活动</p><p>·2018-01-11 开放日活动</p><p>·2019-02-11 开放日活动</p>"
CRUMB = '<div class="pos">当前位置：<a href="/">首页</a> &gt; 项目建设</div>'


def column(left: str, right: str) -> str:
    return whole(
        f"{CRUMB}<table><tr><td>{left}</td><td>{right}</td></tr></table>", head='<meta name="ColumnName" content="项目建设">'
    )


def test_a_file_beside_a_box_of_days_has_none_of_them() -> None:
    page = read(column(BOX, '<div>项目建设</div><p><a href="/files/plan.pdf">重点项目建设年度清单.pdf</a></p>'))
    assert page.lists == ()
    assert all(stray.item.date is None for stray in page.strays)
    assert page.offered


def test_a_row_with_its_own_days_is_an_item() -> None:
    row = '<td><a href="/a/1.html">关于停水的通知</a></td><td>2026-01-02</td><td>2026-01-05 至 2026-01-06</td>'
    page = read(whole(f"{CRUMB}<table><tr>{row}</tr></table>", head='<meta name="ColumnName" content="项目建设">'))
    assert days(main_list(page)) == ["2026-01-02"]
