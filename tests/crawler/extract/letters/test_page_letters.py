"""Public letters read from the forms of markup in which they are shown."""

from dataclasses import replace
from datetime import date

import pytest

from crawler.column_names import is_column
from model import Letter, Page, PageKind
from tests.checks.build import page

QUESTION = "我家住在城关镇东街，门口的路灯坏了两个月，晚上出行很不方便，请问什么时候能修好？"
ANSWER = "您好，您反映的路灯问题，我局已于9月8日派人更换灯具，现已恢复照明。感谢您的监督。"
FRAME = (
    '<html><head><title>县长信箱_示例县人民政府</title></head><body><div class="nav"><a href="/">首页</a></div>'
    '<div class="position">当前位置：<a href="/">首页</a> &gt; <a href="/hd/">互动交流</a> &gt; 县长信箱</div>'
    '<div class="main">{body}</div><div class="footer"><p>主办：示例县人民政府办公室</p></div></body></html>'
)
URL = "http://www.demo.gov.cn/hd/x.html"

OWN_PAGES = {
    "table": f"<h1>东街路灯</h1><table><tr><td>来信时间</td><td>2026-09-01 10:20:00</td><td>状态</td><td>已办结</td></tr><tr><td>"
    f"来信内容</td><td>{QUESTION}</td></tr><tr><td>答复时间</td><td>2026-09-30</td></tr><tr><td>答复内容</td><td>{ANSWER}</td></tr></table>",
    "one line": f"<h1>东街路灯</h1><p><span>来信人：张某</span><span>来信时间：2026-09-01</span><span>状态：已回复</span></p>"
    f"<div>{QUESTION}</div><div><h3>县住建局 回复：</h3><p>{ANSWER}</p><p>回复时间：2026-09-30 09:00</p></div>",
    "spaced labels": f"<table><tr><td>主　　题：</td><td>东街路灯</td></tr><tr><td>写 信 时 间：</td><td>2026年9月1日</td></tr><tr><td>"
    f"内　　容：</td><td>{QUESTION}</td></tr><tr><td>回复时间：</td><td>2026/9/30</td></tr><tr><td>回复内容：</td><td>{ANSWER}</td></tr></table>",
    "answer without a label": f"<h1>东街路灯</h1><ul><li><b>写信时间：</b>2026-09-01</li></ul><h3>信件内容</h3><div>{QUESTION}</div>"
    f"<h3>答复情况</h3><ul><li><b>答复单位：</b>住建局</li><li><b>答复时间：</b>2026-09-30</li></ul><div>{ANSWER}</div>",
    "another office's words": f"<h1>东街路灯</h1><dl><dt>编号</dt><dd>WQ20260901024</dd><dt>提交日期</dt><dd>2026.09.01</dd><dt>信件正文</dt>"
    f"<dd>{QUESTION}</dd><dt>进度</dt><dd>已办结</dd><dt>承办单位</dt><dd>县住建局</dd><dt>办复日期</dt><dd>2026.09.30</dd>"
    f"<dt>回音</dt><dd>{ANSWER}</dd></dl>",
    "labels in elements": f"<h1>东街路灯</h1><div><span>信件编号</span><span>20260901</span></div><div><span>写信时间</span><span>2026-09-01 09:10</span></div>"
    f"<div><span>办理状态</span><span>已办结</span></div><div><span>信件内容</span><span>{QUESTION}</span></div>"
    f"<div><span>处理结果</span><span>{ANSWER}</span></div><div><span>处理时间</span><span>2026-09-30 16:00</span></div>",
    "labels within lines": f"<h1>东街路灯</h1><p><label>信件类型</label>咨询<label>提交时间</label>2026-09-01 08:12<label>处理状态</label>已办结</p>"
    f"<div><b>【信件内容】</b>{QUESTION}</div><div><b>【回复内容】</b>{ANSWER}</div><p><label>回复单位</label>县住建局<label>回复时间</label>2026-09-30 17:01</p>",
    "dated below": f"<dl><dt>提问</dt><dd><h4>东街路灯</h4><p>{QUESTION}</p><p>提问时间：2026-09-01 10:00</p></dd><dt>回复</dt><dd><p>{ANSWER}</p>"
    "<p>回复时间：2026-09-30</p></dd></dl>",
    "signed": f"<h1>东街路灯</h1><p>网友 138****1234 提交于 2026-09-01 10:00</p><div>{QUESTION}</div><div>"
    f"<p>县住建局 于 2026-09-30 10:00 回复：</p><p>{ANSWER}</p></div>",
    "brackets": f"<h1>东街路灯</h1><p>网友留言 [2026-09-01 10:00]</p><p>{QUESTION}</p><p>官方回复 [2026-09-30 09:00]</p><p>{ANSWER}</p>",
    "read-only fields": "<h1>东街路灯</h1><form><table><tr><td>来信日期</td><td><input type=text readonly value='2026年9月1日'></td></tr>"
    f"<tr><td>来信内容<td><textarea readonly>{QUESTION}</textarea></tr><tr><td>办结时间</td><td><input readonly value='2026年9月30日'></td></tr>"
    f"<tr><td>回复内容<td><textarea readonly rows=6>{ANSWER}</textarea></tr></table></form>",
    "kept in a script": '<h1>东街路灯</h1><div id="mail"></div><script>var mail={"mailTitle": "东街路灯", "sendTime": "2026-09-01 09:12:40", '
    f'"content": "{QUESTION}", "status": "已办结", "replyTime": "2026-09-30 15:30:00", "replyContent": "{ANSWER}"}};show(mail);</script>',
    "published too": f"<h1>东街路灯</h1><p>发布时间：2026-10-15 来源：县府办</p><p>来信时间：2026-09-01</p><p>回复时间：2026-09-30</p>"
    f"<div>来信内容：{QUESTION}</div><div>回复内容：{ANSWER}</div>",
}


def read(body: str) -> Page:
    return page(FRAME.format(body=body).encode(), URL)


def days(letter: Letter) -> tuple[date | None, date | None]:
    return letter.received.day if letter.received else None, letter.answered.day if letter.answered else None


@pytest.mark.parametrize("body", OWN_PAGES.values(), ids=OWN_PAGES)
def test_a_letter_alone(body: str) -> None:
    read_page = read(body)
    [letter] = read_page.letters
    assert read_page.kind is PageKind.MESSAGE
    assert days(letter) == (date(2026, 9, 1), date(2026, 9, 30))
    assert (letter.title, letter.url, letter.own_page) == ("东街路灯", URL, True)
    assert (letter.question, letter.answer) == (QUESTION, ANSWER)
    assert letter.received_label and letter.answered_label


def test_a_letter_that_was_passed_on_and_not_answered() -> None:
    body = f"<h1>东街路灯</h1><small>来信时间：2026-07-08 · 编号 20260708685 · 状态 已转办</small><p>{QUESTION}</p>"
    [letter] = read(body).letters
    assert (letter.state, letter.answered, letter.question) == ("已转办", None, QUESTION)


def test_what_a_visitor_fills_in_is_no_letter() -> None:
    body = (
        "<h1>我要写信</h1><form><table><tr><td>来信日期</td><td><input value='2026-09-01' readonly onclick='pick()'></td></tr>"
        "<tr><td>来信内容</td><td><textarea>请填写</textarea></td></tr></table></form>"
    )
    assert not read(body).letters


def test_days_that_only_their_places_tell() -> None:
    body = (
        f"<div><h1>东街路灯</h1><p>{QUESTION}</p></div><time>2026-09-01 08:12:40</time><div><p>【县住建局】答复：{ANSWER}</p></div>"
        "<time>2026-09-30 10:12:10</time>"
    )
    [letter] = read(body).letters
    assert days(letter) == (date(2026, 9, 1), date(2026, 9, 30))
    assert (letter.question, letter.answer, letter.received_label) == (QUESTION, ANSWER, "")


def test_a_letter_with_its_columns_tags_is_no_column() -> None:
    rows = "".join(
        f"<tr><td>{name}</td><td>{value}</td></tr>"
        for name, value in (("信件编号", "202600004"), ("写信日期", "2026-09-01"), ("状态", "办理中"), ("信件内容", QUESTION))
    )
    found = page(
        f'<html><head><meta name="ColumnName" content="县长信箱"></head><body><h2>东街路灯</h2><table>{rows}</table></body></html>'.encode(),
        URL,
    )
    assert found.kind is PageKind.MESSAGE
    assert not is_column(replace(found, kind=PageKind.LIST))


def test_an_empty_place_for_the_answer() -> None:
    [letter] = read(
        f"<dl><dt>标题：</dt><dd>东街路灯</dd><dt>写信日期：</dt><dd>2026年9月1日</dd><dt>内容：</dt><dd>{QUESTION}</dd>"
        "<dt>办理状态：</dt><dd>正在办理</dd><dt>回复内容：</dt><dd>暂无回复</dd><dt>回复时间：</dt><dd></dd></dl>"
    ).letters
    assert (letter.answer_blank, letter.answer, letter.answered, letter.state) == (True, "", None, "正在办理")


def test_state_and_office_in_each_others_row() -> None:
    [letter] = read(
        f"<table><tr><td>写信时间</td><td>2026-09-01</td></tr><tr><td>信件内容</td><td>{QUESTION}</td></tr><tr><td>处理状态</td>"
        f"<td>20260901006</td></tr><tr><td>处理对象</td><td>已处理</td></tr><tr><td>回复内容</td><td>{ANSWER}</td></tr></table>"
    ).letters
    assert (letter.state, letter.office) == ("已处理", "")


def rows(cells: str, count: int = 4) -> str:
    return "".join(cells.format(n=n) for n in range(1, count + 1))


LINK = '<a href="/hd/{n}.html">城关镇居民来信之第{n}件反映的问题</a>'
LISTS = {
    "table with a heading": "<table><tr><th>标题</th><th>来信时间</th><th>答复时间</th></tr>"
    + rows(f"<tr><td>{LINK}</td><td>2026-10-0{{n}}</td><td>2026-11-0{{n}}</td></tr>")
    + "</table>",
    "heading in the list": "<ul><li><span>信件标题</span><span>写信时间</span><span>回复时间</span></li>"
    + rows(f"<li><span>{LINK}</span><span>2026-10-0{{n}}</span><span>2026-11-0{{n}}</span></li>")
    + "</ul>",
    "cards": rows(f"<div class=card><h4>{LINK}</h4><p>来信时间：2026-10-0{{n}} 回复时间：2026-11-0{{n}}</p></div>"),
    "short words": "<ul>"
    + rows(f"<li>{LINK}<span>来信：2026-10-0{{n}}</span><span>回复：2026-11-0{{n}}</span></li>")
    + "</ul>",
}


@pytest.mark.parametrize("body", LISTS.values(), ids=LISTS)
def test_rows_of_a_list(body: str) -> None:
    found = read(body).letters
    assert [days(letter) for letter in found] == [(date(2026, 10, n), date(2026, 11, n)) for n in range(1, 5)]
    assert [letter.url for letter in found] == [f"http://www.demo.gov.cn/hd/{n}.html" for n in range(1, 5)]
    assert not any(letter.own_page for letter in found)


def test_one_date_without_a_label_is_said_to_have_none() -> None:
    found = read("<ul>" + rows(f"<li>{LINK}<em>[办理中]</em><span>2026-10-0{{n}}</span></li>") + "</ul>").letters
    assert {letter.received_label for letter in found} == {""}
    assert {letter.state for letter in found} == {"办理中"}


def test_a_date_of_the_answer_is_not_that_of_the_letter() -> None:
    found = read("<ul>" + rows(f"<li>{LINK}<span>答复时间：2026-11-0{{n}}</span><em>已办结</em></li>") + "</ul>").letters
    assert [days(letter) for letter in found] == [(None, date(2026, 11, n)) for n in range(1, 5)]


def test_two_dates_without_labels_tell_nothing() -> None:
    dates = "<span>2026-10-0{n}</span><span>2026-11-0{n}</span>"
    assert read("<ul>" + rows(f"<li>{LINK}{dates}<em>已办结</em></li>") + "</ul>").letters == ()


def test_a_guestbook() -> None:
    card = "<div><p>留言主题：第{n}件</p><p>留言人：李** 留言时间：2026-10-0{n}</p><p>留言内容：请问何时修路？</p>"
    card += "<p>回复单位：县住建局 回复时间：2026-10-1{n}</p><p>回复内容：您好，月底前完工。</p></div>"
    found = read(rows(card)).letters
    assert [letter.title for letter in found] == ["第1件", "第2件", "第3件", "第4件"]
    assert [days(letter) for letter in found] == [(date(2026, 10, n), date(2026, 10, 10 + n)) for n in range(1, 5)]
    assert {(letter.url, letter.answer, letter.office) for letter in found} == {("", "您好，月底前完工。", "县住建局")}


NO_LETTERS = {
    "rules": "<h1>写信须知</h1><p>发布时间：2026-01-05</p><div class=TRS_Editor><p>来信时间以登记为准，一般信件5个工作日内答复。</p>"
    "<p>回复时间以公开为准，回复内容在本栏目公开，请写信人如实填写联系方式。</p></div>",
    "form": "<h1>我要写信</h1><form><p>信件标题：<input name=b></p><p>信件内容：<textarea></textarea></p></form><p>提交时间：</p>",
    "statistics": "<table><tr><th>单位</th><th>收件数</th><th>办理中</th></tr><tr><td>住建局</td><td>10</td><td>1</td></tr></table>",
    "questions and answers": "<ul>" + rows(f"<li>{LINK}<span>2026-10-0{{n}}</span></li>") + "</ul>",
}


@pytest.mark.parametrize("body", NO_LETTERS.values(), ids=NO_LETTERS)
def test_no_letters(body: str) -> None:
    assert read(body).letters == ()


def test_a_table_without_links() -> None:
    rows = "".join(
        f"<tr><td>反映第{n}号路灯不亮</td><td>2026-09-0{n}</td><td>2026-10-1{n}</td><td>县住建局</td><td>已答复</td></tr>"
        for n in range(1, 4)
    )
    head = "<tr><th>留言标题</th><th>留言时间</th><th>答复时间</th><th>答复单位</th><th>办理状态</th></tr>"
    letters = page(FRAME.format(body=f"<table>{head}{rows}</table>").encode(), URL).letters
    assert [(x.title, x.received and x.received.day, x.answered and x.answered.day, x.office, x.state) for x in letters] == [
        (f"反映第{n}号路灯不亮", date(2026, 9, n), date(2026, 10, 10 + n), "县住建局", "已答复") for n in range(1, 4)
    ]


def test_a_table_of_applications_is_none_of_letters() -> None:
    rows = "".join(f"<tr><td>取水许可（{n}）</td><td>2026-09-0{n}</td><td>县水务局</td></tr>" for n in range(1, 4))
    body = f"<table><tr><th>事项名称</th><th>受理时间</th><th>办理单位</th></tr>{rows}</table>"
    assert page(FRAME.format(body=body).encode(), URL).letters == ()


def test_links_of_the_frame_around_a_letter_are_no_list() -> None:
    """A link in the header and one at the very end, the letter's two days between them."""
    whole = (
        '<html><head><title>县长信箱_示例县人民政府</title></head><body><div class="head"><span><a href="/">简体</a> <a href="/mn/">蒙古文版</a></span></div>'
        '<ul class="nav"><li><a href="/">首页</a></li><li><a href="/hd/">互动交流</a></li></ul>'
        '<table><tr><td>当前位置：</td><td><a href="/">首页</a></td><td>&gt;</td><td><a href="/hd/">咨询投诉</a></td></tr></table>'
        "<h1>补领证件</h1><table><tr><td>来信时间</td><td>2026-09-01</td></tr><tr><td>来信内容</td><td>证件遗失如何补办？</td></tr>"
        "<tr><td>答复时间</td><td>2026-09-30</td></tr><tr><td>答复内容</td><td>已阅。</td></tr></table>"
        '<script src="/foot.js"></script><a href="http://www.maker.com">Produced By 某网络发布系统</a></body></html>'
    )
    read_page = page(whole.encode(), URL)
    assert read_page.lists == ()
    [letter] = read_page.letters
    assert (letter.question, letter.answer) == ("证件遗失如何补办？", "已阅。")


@pytest.mark.parametrize(("told", "state"), [("2026-10-30 经批准延长30日", "延期告知"), ("无", "办理中"), ("", "办理中")])
def test_an_extension_told_to_the_writer_is_the_state(told: str, state: str) -> None:
    rows = f"<tr><td>来信时间</td><td>2026-09-01</td></tr><tr><td>延期告知</td><td>{told}</td></tr><tr><td>状态</td><td>办理中</td></tr>"
    [letter] = read(f"<h1>东街路灯</h1><table>{rows}<tr><td>来信内容</td><td>{QUESTION}</td></tr></table>").letters
    assert (letter.state, letter.answered) == (state, None)


def test_a_first_word_in_time_is_the_answer_and_a_stated_term_is_kept() -> None:
    rows = "<tr><td>写信时间</td><td>2026-10-20</td></tr><tr><td>办理时限</td><td>15个工作日</td></tr>"
    first = "<tr><td>阶段答复时间</td><td>2026-10-23</td></tr><tr><td>阶段答复</td><td>您好，已与公交集团沟通，拟于11月提供预约上门。</td></tr>"
    last = f"<tr><td>答复时间</td><td>2026-11-06</td></tr><tr><td>答复内容</td><td>{ANSWER}</td></tr>"
    [letter] = read(f"<h1>老年卡年审</h1><table>{rows}{first}{last}</table>").letters
    assert (letter.answered and letter.answered.day, letter.term) == (date(2026, 10, 23), "15个工作日")
