"""Answers of letters' own pages that no label announces, and texts below a letter that are none."""

from datetime import date

import pytest

from model import Letter, Page
from tests.checks.build import page

QUESTION = "我家住在城关镇东街，门口的路灯坏了两个月，晚上出行很不方便，请问什么时候能修好？"
FRAME = (
    '<html><head><title>县长信箱_示例县人民政府</title></head><body><div class="nav"><a href="/">首页</a></div>'
    '<div class="position">当前位置：<a href="/">首页</a> &gt; <a href="/hd/">互动交流</a> &gt; 县长信箱</div>'
    '<div class="main"><h1>东街路灯</h1><div>来信人：张**　来信时间：2026-09-01</div><div>{question}</div>{answer}</div>'
    '<div class="footer"><p>主办：示例县人民政府办公室</p></div></body></html>'
)


def letter(answer: str, question: str = QUESTION) -> Letter | None:
    found: Page = page(FRAME.format(question=question, answer=answer).encode(), "http://www.demo.gov.cn/hd/x.html")
    return found.letters[0] if found.letters else None


@pytest.mark.parametrize(
    "answer",
    [
        "<div><p>尊敬的网友：</p><p>您好！您的来信收悉，现答复如下：路灯已经更换。</p><p>示例县住房和城乡建设局</p><p>2026年9月30日</p></div>",
        "<p>张先生您好，您反映的路灯问题收悉。经核实，已派人更换灯具。</p><p>县住建局 2026-09-30</p>",
        "<p>市民朋友，您好：</p><p>感谢您的关注。</p><p>您反映的问题我局已收到，回复如下：已修好。</p><p>2026年9月30日</p><p>上一篇：无</p>",
    ],
    ids=["signed", "one line", "polite"],
)
def test_the_answer_and_the_day_of_its_signature(answer: str) -> None:
    found = letter(answer)
    assert found is not None and found.answered is not None
    assert (found.answered.day, found.answered_label[-4:]) == (date(2026, 9, 30), "落款日期")
    assert found.question == QUESTION


def test_an_answer_without_a_day_is_an_answer() -> None:
    found = letter("<p>尊敬的网民：</p><p>您的留言收悉，现回复如下：路灯已经更换，施工日期为2026年9月8日，请放心通行。</p>")
    assert found is None or found.answered is None


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("尊敬的县长：您好！" + QUESTION + "来信人：张某", "<p>2026年9月30日</p>"),
        (QUESTION, "<p>各位领导，请尽快修好路灯，并把结果告诉我们。</p><p>2026年9月30日</p>"),
        (QUESTION, "<p>网民朋友，欢迎对本网站提出意见。</p><p>2026年9月30日</p>"),
    ],
    ids=["greets the mayor", "goes on", "a notice"],
)
def test_what_is_no_answer(question: str, answer: str) -> None:
    found = letter(answer, question)
    assert found is None or found.answered is None


def labelled(below: str) -> Letter | None:
    return letter(f"<div><h3>县住建局答复</h3><p>您好，您反映的路灯问题，我局已派人更换灯具，现已恢复照明。</p>{below}</div>")


@pytest.mark.parametrize(
    ("below", "label"),
    [
        ("<p>2026-09-30</p>", "落款日期"),
        ("<p>（2026-09-30）</p>", "落款日期"),
        ("<p>示例县住房和城乡建设局</p><p>2026年9月30日</p>", "单位落款日期"),
        ("<p>示例县住建局 2026年9月30日</p>", "单位落款日期"),
    ],
    ids=["alone", "in brackets", "below the office", "behind the office"],
)
def test_the_day_below_an_answer_that_has_a_label(below: str, label: str) -> None:
    found = labelled(below)
    assert found is not None and found.answered is not None
    assert (found.answered.day, found.answered_label) == (date(2026, 9, 30), label)


@pytest.mark.parametrize(
    "below",
    ["<p>该路段将于2026年12月31日</p>", "<p>示例县住建局 2025年9月30日</p>", "<p>请于2026年10月30日前完成。</p>"],
    ids=["in the air", "before the letter", "a term"],
)
def test_days_that_are_no_signature(below: str) -> None:
    found = labelled(below)
    assert found is None or found.answered is None


def test_the_line_between_a_heading_and_the_answer_names_the_office_and_the_day() -> None:
    found = letter(
        "<h3>【官方回复】</h3><p>县住建局　回复日期：2026年9月8日</p><div>您反映的路灯已经更换灯具，感谢您的监督。</div>"
    )
    assert found is not None and found.answered is not None
    assert (found.office, found.answered.day) == ("县住建局", date(2026, 9, 8))
    assert found.answer == "您反映的路灯已经更换灯具，感谢您的监督。"


def test_a_short_answer_before_its_day_stays_the_answer() -> None:
    found = letter("<h3>官方回复：</h3><p>您反映的路灯已经更换灯具，感谢您的监督，欢迎继续反映。 回复日期：2026年9月8日</p>")
    assert found is not None and found.answer.startswith("您反映的路灯已经更换灯具")


@pytest.mark.parametrize("state", ["已受理，正在办理", "已受理、已转办"])
def test_states_one_behind_another_are_no_answer(state: str) -> None:
    found = letter(f"<table><tr><td>办理情况</td><td>{state}</td></tr></table>")
    assert found is not None and (found.answer, found.state) == ("", state)
