"""The day on which the source of a reprint published it, as pages say it, and days of something else."""

from __future__ import annotations

from datetime import date

import pytest

from crawler.extract.documents.source_day import source_day
from model import DateFact, DatePlace
from tests.crawler.extract.qingshan import HOME, read, whole

OWN = DateFact(date(2026, 11, 17), "2026-11-17", DatePlace.SHOWN)
TODAY = date(2026, 11, 22)
PROSE = "会议强调，要统筹做好秋收秋种和冬季防火各项工作。"


@pytest.mark.parametrize(
    ("text", "day", "stated"),
    [
        ("原文发布时间：2026-11-05 01:15　原文链接：https://www.gov.cn/a.htm", 5, True),
        ("原文发布：2026-11-05 08:58　查看中国政府网原文", 5, True),
        ("转自：中国政府网（2026-11-04）", 4, True),
        ("来源：新华社 2026年11月3日", 3, True),
        ("中国政府网2026年11月4日发布。", 4, True),
        ("（中国政府网 2026-11-04 19:05发布）", 4, True),
        ("新华社 2026年11月4日19时05分电", 4, True),
        ("新华社北京11月4日电　国务院常务会议研究促进服务消费措施。", 4, False),
    ],
)
def test_what_a_page_says(text: str, day: int, *, stated: bool) -> None:
    found = source_day([PROSE, text], OWN, TODAY)
    assert found is not None and (found.day, found.certain) == (date(2026, 11, day), stated)


@pytest.mark.parametrize(
    "text",
    [
        "国务院决定，自2026年11月1日起施行。",
        "经国务院同意，2026年10月20日召开全国会议。",
        "原文发布时间：2026-11-20",  # after the reprint: it is another date
        "本通知自2026年11月4日印发。",
        "新华社记者在现场看到，农户正在收割。",
    ],
)
def test_other_days_say_nothing(text: str) -> None:
    assert source_day([text, PROSE], OWN, TODAY) is None


def test_a_dateline_of_december_is_of_the_year_before() -> None:
    own = DateFact(date(2027, 1, 3), "2027-01-03", DatePlace.SHOWN)
    found = source_day(["新华社北京12月31日电　国家主席发表新年贺词。"], own, date(2027, 1, 5))
    assert found is not None and found.day == date(2026, 12, 31)


def test_the_source_stands_in_a_line_of_its_own_behind_the_text() -> None:
    html = (
        '<div class="wz">当前位置：<a href="/">首页</a> &gt; <a href="/gwyxx/">国务院信息</a> &gt; 正文</div><h1>国务院部署养老服务重点任务</h1>'
        '<div class="info">发布时间：2026-11-17 12:50 来源：中国政府网</div><div class="TRS_Editor">'
        + "<p>会议要求，各地区、各部门要围绕养老服务工作，压实责任，强化措施，切实解决突出问题，确保各项任务按期完成。</p>" * 4
        + '</div><p>来源：中国政府网 2026-11-12 08:50</p><p>原文链接：<a href="http://www.gov.cn/a.htm">国务院部署养老服务重点任务</a></p>'
    )
    page = read(whole(html, "国务院部署养老服务重点任务"), HOME + "gwyxx/t20261117_1.html")
    assert page.source_day is not None
    assert (page.source_day.day.isoformat(), page.source_day.clock) == ("2026-11-12", "08:50")
