"""Letters whose pages give no label to a day, and pages in a box for letters that are none."""

from datetime import date

import pytest

from model import Letter, Page
from tests.checks.build import page

QUESTION = "<p>我家住在城关镇东街，门口的路灯坏了两个月，请问什么时候能修好？</p>"
ANSWER = "<p>您好，您反映的路灯问题收悉。经核实，我局已派人更换灯具，现已恢复照明，感谢您的监督。</p>"
FRAME = (
    '<html><head><title>县长信箱_示例县人民政府</title></head><body><div class="nav"><a href="/">首页</a></div>'
    '<div class="position">当前位置：<a href="/">首页</a> &gt; <a href="/hd/">互动交流</a> &gt; <a href="/hd/xx/">县长信箱</a></div>'
    '<div class="main"><h1>东街路灯</h1>{body}</div>'
    '<div class="footer"><p>主办：示例县人民政府办公室</p></div></body></html>'
)


def read(body: str) -> Page:
    return page(FRAME.format(body=body).encode(), "http://www.demo.gov.cn/hd/xx/8.html")


def only(body: str) -> Letter:
    [letter] = read(body).letters
    return letter


@pytest.mark.parametrize(
    "body",
    [
        f"<div>市民张** 2026-09-01 10:12{QUESTION}</div><div>县住建局 2026-09-30 08:00{ANSWER}</div>",
        f"<div><p>网民 时间：2026-09-01</p>{QUESTION}</div><div><p>县住建局 时间：2026-09-30</p>{ANSWER}</div>",
        f"<p>2026-09-01 已回复</p>{QUESTION}<p>官方回复</p><p>2026-09-30</p>{ANSWER}",
        f"<p>2026-09-01</p>{QUESTION}<p>县住房和城乡建设局</p>{ANSWER}<p>2026-09-30</p><p>上一篇：<a href='7.html'>停水</a></p>",
    ],
    ids=["talk", "time twice", "answer dated above", "answer dated below"],
)
def test_two_parts_each_with_a_day(body: str) -> None:
    letter = only(body)
    assert letter.received is not None and letter.answered is not None
    assert (letter.received.day, letter.answered.day) == (date(2026, 9, 1), date(2026, 9, 30))
    assert letter.answer.startswith("您好") and letter.received_label == "", "a day without a label is only guessed"


def test_steps_of_its_course() -> None:
    steps = "<ul><li>提交 2026-09-01</li><li>受理 2026-09-02</li><li>办结 2026-09-30</li></ul>"
    letter = only(f"{steps}<h3>诉求内容</h3>{QUESTION}<h3>答复内容</h3>{ANSWER}")
    assert letter.received is not None and letter.answered is not None
    assert (letter.received.day, letter.answered.day) == (date(2026, 9, 1), date(2026, 9, 30))


def test_a_time_and_a_state_are_enough_in_a_box() -> None:
    letter = only(f"<p>时间：2026-09-01</p><p>状态：办理中</p>{QUESTION}")
    assert letter.received is not None and letter.received.day == date(2026, 9, 1)
    assert letter.state == "办理中" and letter.answered is None


@pytest.mark.parametrize(
    "body",
    [
        "<p>发布时间：2026-09-01 来源：县教育局</p><p>各位家长，为方便咨询，现将招生咨询电话公布如下，欢迎来电答复疑问。</p><p>示例县教育局</p><p>2026年9月10日</p>",
        f"<p>2026-09-01</p>{QUESTION}<p>相关新闻 2026-09-30</p><p>县住建局召开会议，部署路灯维修工作，要求各单位及时答复群众。</p>",
        f"<p>2026-09-30</p>{QUESTION}<p>县住建局 2026-09-01</p>{ANSWER}",
    ],
    ids=["a notice", "news below", "days the wrong way"],
)
def test_what_is_no_pair_of_letter_and_answer(body: str) -> None:
    assert not any(letter.answered for letter in read(body).letters)


def test_words_below_the_bottom_are_no_answer() -> None:
    labelled = "<p>来信时间：2026-09-01</p><p>来信内容：路灯坏了两个月，请问什么时候能修好？</p><p>办理情况：处理中</p><p>答复单位：县住建局</p>"
    html = FRAME.format(body=labelled).replace(
        "</body>", '<a style="display:none" href="http://x.cn">Produced By 发布系统</a></body>'
    )
    [letter] = page(html.encode(), "http://www.demo.gov.cn/hd/xx/9.html").letters
    assert (letter.state, letter.answer) == ("处理中", "")


@pytest.mark.parametrize("state", ["办理中", "<img src='/i/wait.png' alt='办理中'>"], ids=["words", "picture"])
def test_the_state_below_the_letter(state: str) -> None:
    letter = only(f"<p>来信时间：2026-09-01</p><p>来信内容：路灯坏了两个月，请问什么时候能修好？</p><p>状态：{state}</p>")
    assert (letter.state, letter.answered) == ("办理中", None)
