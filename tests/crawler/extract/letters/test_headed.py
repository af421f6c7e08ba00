"""A letter's own page whose labels stand above their values, or below them, and days that only tell its course."""

import pytest

from model import Letter
from tests.crawler.extract.letters.test_cards import read

ASKED = "<p>东街路灯坏了一个多月，晚上出行十分不便，请问什么时候能够修好？</p>"
SAID = "<p>您好，您反映的问题收悉。经现场核查，已更换损坏灯具6盏，路灯全部恢复照明。</p>"
FORMS = {
    "a row of headings": "<table><tr><th>信件编号</th><th>来信时间</th><th>受理单位</th><th>答复时间</th></tr>"
    f"<tr><td>X12</td><td>2026-10-09</td><td>县城管局</td><td>2026-10-28</td></tr></table><h4>来信内容</h4>{ASKED}<h4>答复内容</h4>{SAID}",
    "headings in a part of their own": "<table><thead><tr><th>信件编号</th><th>来信时间</th><th>答复时间</th></tr></thead><tbody>"
    f"<tr><td>X12</td><td>2026-10-09</td><td>2026-10-28</td></tr></tbody></table><h4>来信内容</h4>{ASKED}<h4>答复内容</h4>{SAID}",
    "two rows of headings": "<table><tr><th>标题</th><th>提问日期</th><th>处理结果</th></tr><tr><td>东街路灯不亮</td><td>2026/10/09</td>"
    f"<td>答复完毕</td></tr><tr><th colspan=3>提问内容</th></tr><tr><td colspan=3>{ASKED}</td></tr><tr><th>答复部门</th><th>答复日期</th><th></th>"
    f"</tr><tr><td>县城管局</td><td>2026/10/28</td><td></td></tr><tr><td colspan=3>{SAID}</td></tr></table>",
    "labels below": "<div><div><b>2026-10-09</b><br><span>来信时间</span></div><div><b>2026-10-28</b><br><span>答复时间</span></div>"
    f"<div><b>县城管局</b><br><span>答复单位</span></div></div>{ASKED}<h4>答复内容</h4>{SAID}",
    "labels beside, below the day of the page": "<div class='t'>2026-10-30</div><table><tr><td>来信时间</td><td>2026-10-09</td></tr>"
    f"<tr><td>答复时间</td><td>2026-10-28</td></tr></table><h4>来信内容</h4>{ASKED}<h4>答复内容</h4>{SAID}",
    "a table of steps": f"{ASKED}<table><tr><th>环节</th><th>单位</th><th>时间</th></tr><tr><td>来信</td><td></td><td>2026-10-09</td></tr>"
    "<tr><td>受理</td><td>县信访局</td><td>2026-10-10</td></tr><tr><td>答复</td><td>县城管局</td><td>2026-10-28</td></tr></table>"
    f"<p>答复内容：{SAID}</p>",
    "steps": f"{ASKED}<ul><li><b>提交信件</b> 2026-10-09</li><li><b>受理</b> 2026-10-10</li><li><b>办结</b> 2026-10-28</li></ul><h4>县城管局答复：</h4>{SAID}",
}


def only(body: str) -> Letter | None:
    found = read(f"<div class='letter'><h1>东街路灯不亮</h1>{body}</div>").letters
    return found[0] if len(found) == 1 else None


@pytest.mark.parametrize("body", FORMS.values(), ids=FORMS)
def test_days_of_a_letter(body: str) -> None:
    letter = only(body)
    assert letter is not None
    assert [str(fact.day) for fact in (letter.received, letter.answered) if fact] == ["2026-10-09", "2026-10-28"]


def test_an_empty_answer_stays_empty() -> None:
    head = "<tr><td>答复单位</td><td></td><td>答复时间</td><td></td></tr>"
    letter = only(f"<table><tr><td>来信时间</td><td>2026-10-09</td><td>状态</td><td>办理中</td></tr>{head}</table>{ASKED}")
    assert letter is not None
    assert letter.answered is None
    assert letter.state == "办理中"


def test_a_step_is_no_state() -> None:
    """Three tabs, each with a day: that the letter was taken over is not how far it is."""
    tabs = f"<div>时间：2026-10-09{ASKED}</div><div><p>时间：2026-10-10</p><p>已受理</p></div><div><p>时间：2026-10-12</p>{SAID}</div>"
    letter = only(tabs)
    assert letter is None or letter.answered is not None


def test_answers_that_are_folded_away() -> None:
    """A list that shows titles and days, and a click on a row its letter and answer."""
    rows = "".join(
        f"<li><div onclick='open(this)'><span>关于第{n}小区供暖温度不达标的问题</span><span>2026-10-{n:02d}</span></div>"
        f"<div style='display:none'><p><b>来信：</b>家里很冷，请解决。</p><p><b>答复：</b>您好，已调节阀门。</p><p>县住建局　2026-10-{n + 12}</p></div></li>"
        for n in range(1, 6)
    )
    found = read(f"<ul>{rows}</ul>").letters
    assert [(str(x.received and x.received.day), str(x.answered and x.answered.day)) for x in found] == [
        (f"2026-10-{n:02d}", f"2026-10-{n + 12}") for n in range(1, 6)
    ]
