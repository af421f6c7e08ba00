"""What the words for a letter's state mean, which channels count, and what makes an answer a candidate."""

from datetime import date

import pytest

from checks.lib import channels
from checks.lib.letters import State, is_special, state_of
from checks.lib.replies import faults, substance
from checks.lib.surveys import core, is_result_of
from model import DateFact, DatePlace, Letter

WORDS = {
    State.OPEN: "办理中 处理中 待处理 待回复 未回复 未办结 已受理 受理中 正在办理 逾期未办 已登记 审办中",
    State.ANSWERED: "已办结 已回复 已答复 办结 已处理 办理完毕 已反馈 已公开",
    State.MOVED: "转办 已转办 已转 已交办 转办中",
    State.VOID: "不予受理 不予公开 无效信件 已撤销 重复信件 退回 延期办理",
    State.UNKNOWN: "普通 县长信箱",
}


@pytest.mark.parametrize(("word", "state"), [(word, state) for state, words in WORDS.items() for word in words.split()])
def test_states(word: str, state: State) -> None:
    assert state_of(Letter(state=word)) is state


def test_an_answer_beats_the_word_for_the_state() -> None:
    answered = DateFact(date(2026, 9, 1), "2026-09-01", DatePlace.SHOWN)
    assert state_of(Letter(state="办理中", answered=answered)) is State.ANSWERED
    assert state_of(Letter(state="转办", answer="您好，已办理。")) is State.ANSWERED
    assert state_of(Letter(answer_blank=True)) is State.OPEN


@pytest.mark.parametrize("name", ["网上信访", "纪检监察举报", "监督举报", "依申请公开", "建议提案", "在线访谈", "民意征集"])
def test_special_columns(name: str) -> None:
    assert is_special(name)


@pytest.mark.parametrize("name", ["县长信箱", "咨询投诉", "投诉举报咨询", "留言选登", "互动交流"])
def test_columns_of_letters(name: str) -> None:
    assert not is_special(name)


@pytest.mark.parametrize(
    "label", ["局长信箱", "在线咨询", "我要写信", "网络问政", "12345政务服务便民热线", "地址：/hdjl/liuyan/", "表单：我要留言"]
)
def test_channels(label: str) -> None:
    assert channels.is_channel(label)


@pytest.mark.parametrize(
    "label",
    [
        "网上信访",
        "纪检监察举报",
        "12315投诉举报",
        "咨询电话：0771-2800000",
        "我局公布第三季度投诉热点情况",
        "民意征集",
        "地址：tel:12345",
        "互动交流",
    ],
)
def test_no_channels(label: str) -> None:
    assert not channels.is_channel(label)


@pytest.mark.parametrize(
    "answer",
    [
        "您好，可以办理。",
        "您好，周六上午9点至12点上班。",
        "您好，经核实，路灯因线路老化损坏，已转市政所更换线路并于4日晚恢复照明。",
        "您好，请携带身份证到户籍地派出所办理，地址：东街12号。",
        "您好，根据《城市道路照明管理规定》，该路段不属于亮化范围。",
        "您好，该小区已列入明年改造计划，预计三月开工，感谢您的理解。",
        "您好，您反映的问题，我局高度重视，立即组织人员到现场核实，发现路灯损坏属实，目前已经全部修复。",
    ],
)
def test_ordinary_answers(answer: str) -> None:
    assert list(faults("请问路灯什么时候修好？", answer)) == []


@pytest.mark.parametrize(
    ("answer", "reason"),
    [
        ("您好！来信收悉，已转县城管局处理。", "hollow"),
        ("您的问题已转交相关部门办理，请耐心等待。", "hollow"),
        ("您反映的问题请向有关部门咨询。", "hollow"),
        ("请咨询当地社保部门。", "hollow"),
        ("已收悉。", "hollow"),
        ("您好，您反映的问题我们将尽快核实处理。", "hollow"),
        ("路灯坏了属实。", "too-short"),
        ("经查，来信人反映情况属实，已责成施工单位更换灯具，来信人表示满意。", "wrong-voice"),
    ],
)
def test_candidates(answer: str, reason: str) -> None:
    assert [name for name, _ in faults("请问路灯什么时候修好？", answer)][:1] == [reason]


def test_what_an_answer_says_without_politeness() -> None:
    assert substance("尊敬的网友：您好！感谢您的留言。路灯已修好。祝您生活愉快！") == "路灯已修好"


def test_a_survey_and_its_result() -> None:
    survey = "关于公开征求《示例县养犬管理办法（征求意见稿）》意见的公告"
    assert core(survey) == "示例县养犬管理办法"
    assert is_result_of("《示例县养犬管理办法》公开征求意见采纳情况", survey)
    assert is_result_of("示例县养犬管理办法意见反馈情况说明", survey)
    assert not is_result_of("《示例县停车管理办法》公开征求意见采纳情况", survey)
    assert not is_result_of(survey, survey)
    assert is_result_of("规划意见采纳情况说明", "生态环境保护“十五五”规划意见征集"), "a short name is enough"
    assert not is_result_of("意见采纳情况说明", "生态环境保护“十五五”规划意见征集")
