"""Letters in the answers of interfaces, and answers that only look like some."""

import json
from datetime import date, timedelta

import pytest

from crawler.interaction import Interaction
from model import Endpoint, Page, PageKind
from tests.checks.build import page

API = "http://www.demo.gov.cn/api/letters?page=1"
TWO = [
    {"id": 1, "title": "咨询社保转移", "content": "<p>请问怎么转移？</p>", "createTime": "2026-09-01 10:00:00",
     "replyTime": "2026-09-20 09:00:00", "replyContent": "<p>您好！请到窗口办理。</p>", "replyDept": "人社局", "status": "已回复"},
    {"id": 2, "title": "路灯损坏", "content": "东街路灯不亮", "createTime": 1788000000000, "replyTime": None, "replyContent": "", "status": 0},
]  # fmt: skip


def answer(data: object, url: str = API) -> Page:
    return page(json.dumps(data, ensure_ascii=False).encode(), url)


def test_letters_of_an_interface() -> None:
    first, second = answer({"code": 200, "data": {"total": 2, "list": TWO}}).letters
    assert (first.title, first.received and first.received.day, first.answered and first.answered.day) == (
        "咨询社保转移",
        date(2026, 9, 1),
        date(2026, 9, 20),
    )
    assert (first.question, first.answer, first.office, first.state) == (
        "请问怎么转移？",
        "您好！请到窗口办理。",
        "人社局",
        "已回复",
    )
    assert (second.answer_blank, second.state, second.answered) == (True, "", None)


@pytest.mark.parametrize(
    "data",
    [
        {"list": [{"title": "召开会议", "url": "/a.html", "pubDate": "2026-09-01"}]},
        {"list": [{"id": 1, "replyTime": "2026-09-01", "replyContent": "好"}]},
        {"config": {"replyTime": "5", "title": "留言须知", "createTime": "2026-09-01"}},
        {"list": [{"title": "咨询", "content": "问", "replyContent": "答"}]},
    ],
    ids=["articles", "no words", "a setting", "no day"],
)
def test_other_answers(data: object) -> None:
    assert answer(data).letters == ()


def test_they_belong_to_the_page_that_asks() -> None:
    box = page("<html><head><title>互动交流</title></head><body><p>x</p></body></html>".encode(), "http://www.demo.gov.cn/hd/")
    asking = Page(
        **{name: getattr(box, name) for name in box.__slots__}
        | {"endpoints": (Endpoint(API),), "breadcrumb": ("首页", "县长信箱")}
    )
    interaction = Interaction()
    interaction.note(asking)
    interaction.note(answer({"data": TWO}))
    interaction.note(answer({"data": [TWO[0] | {"title": "没有页面显示"}]}, "http://www.demo.gov.cn/api/other"))
    letters = list(interaction.letters.values())
    assert [(letter.page, letter.title) for letter in letters] == [(asking.url, "咨询社保转移"), (asking.url, "路灯损坏")]
    assert all("县长信箱" in letter.column for letter in letters)
    assert letters[0].received and letters[0].received.day + timedelta(days=19) == date(2026, 9, 20)
    assert answer({"data": TWO}).kind is PageKind.DATA


BOX = "<html><head><title>县长信箱_示例县</title></head><body><h2>县长信箱</h2><ul id='list'></ul><script>{code}</script></body></html>"


@pytest.mark.parametrize(
    "code",
    [
        "var mails = "
        + json.dumps(TWO, ensure_ascii=False)
        + "; $.each(mails, function(i, m){ $('#list').append(m.title); });",
        "var mails=[{title:'咨询社保转移',lxsj:'2026-09-01',hfsj:'2026-09-20',hfnr:'您好！请到窗口办理。'},"
        "{title:'路灯损坏',lxsj:'2026-09-02',hfsj:null,hfnr:''}];for(var i in mails){$('#list').append(mails[i].title)}",
    ],
)
def test_letters_that_a_page_brings_in_its_script(code: str) -> None:
    found = page(BOX.replace("{code}", code).encode(), "http://www.demo.gov.cn/hd/xx.html")
    assert found.kind is PageKind.MESSAGES
    assert not found.scripted
    assert [(one.title, one.answered is not None) for one in found.letters] == [("咨询社保转移", True), ("路灯损坏", False)]


def test_news_that_a_page_brings_in_its_script_are_no_letters() -> None:
    news = [{"title": f"新闻{n}", "url": f"/{n}.html", "createTime": "2026-09-01", "content": "正文"} for n in range(3)]
    code = f"var news = {json.dumps(news, ensure_ascii=False)}; $('#list').append(news[0].title);"
    assert page(BOX.replace("{code}", code).encode(), "http://www.demo.gov.cn/hd/xx.html").letters == ()
