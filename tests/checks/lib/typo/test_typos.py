"""The typo engine: what it finds, where, and what it leaves alone."""

from __future__ import annotations

import subprocess
import sys
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from checks.lib import protected, words
from checks.lib.typo import typos
from checks.lib.typo.typos import MAX_MATCHES, MAX_TEXT, find_typos
from model import Confidence


def hits(text: str) -> list[tuple[int, str, str]]:
    return [(typo.offset, typo.wrong, typo.right[0]) for typo in find_typos(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("会议对工作进行布署。", [(7, "布署", "部署")]),
        ("𠮷祥村传达了上级的布署要求", [(9, "布署", "部署")]),
        ("成立领导小姐，明确职责。", [(2, "领导小姐", "领导小组")]),
        ("坚持中国特色杜会主义道路", [(6, "杜会主义", "社会主义")]),
        ("开展扫黑险恶专项斗争", [(2, "扫黑险恶", "扫黑除恶")]),
        ("各级人民攻府要高度重视", [(4, "攻府", "政府")]),
        ("现就关于关于开展检查的事项通知如下", [(2, "关于关于", "关于")]),
        ("全体干部参加了参加了义务植树", [(4, "参加了参加了", "参加了")]),
        ("坚持坚持再坚持，他连说“知道了知道了”", []),
        ("我局及时及时处理了来信", [(2, "及时及时", "及时")]),
        ("全市的的环境质量改善", [(2, "的的", "的")]),
        ("污染防冶攻坚战", [(2, "防冶", "防治")]),
        ("请登陆网站查询办理进度", [(1, "登陆网站", "登录网站")]),
        ("进一步加强气侯变化监测", [(5, "气侯", "气候")]),
        ("深人开展主题教育活动", [(0, "深人开展", "深入开展")]),
        ("领导班子全力抓好教肓工作", [(8, "教肓", "教育")]),
        ("项目己完成竣工验收", [(2, "己完成", "已完成")]),
    ],
)
def test_finds_with_offset_and_correction(text: str, expected: list[tuple[int, str, str]]) -> None:
    found = hits(text)
    assert found == expected
    assert all(text[offset : offset + len(wrong)] == wrong for offset, wrong, _ in found)


@pytest.mark.parametrize(
    "text",
    [
        "请按装置说明书操作。",  # 按|装置
        "为了了解情况，深入一线。",
        "不以营利为目的的活动",
        "的的确确办了实事，不了了之的情况少了",
        "修通这条路，算是了了全村人几十年的一桩心事。",
        "记者在的的喀喀湖题材摄影展上看到",
        "建设和谐社会与和平环境，建立创新和和谐的关系",
        "不要把“部署”写成“布署”。",
        "“布署”应为“部署”。",
        "布署应为部署",
        "清江市布署商贸有限公司",
        "联系人：王某、布署",
        "见 http://www.demo.gov.cn/布署/",
        "我們對這個問題進行佈署，領導小姐出席。",
        "用户帐户、其它事项、账号登录",
        "领导小组成员为：张三、李四",
        "每人学习一小时，成人学校的经费不能自已地增加",
        "自己完成的作业，各自已经交来",
        "部队在海滩登陆，台风登陆广东沿海",
        "真想知道这件事太大还是太小，他读着书想着首想之事",
        "本次活动有四个意思要说明，不良反应情况较少",
        "对公开公正、公平的要求，员工资料齐全",
        "经验证明，办事务必认真；村民主动参与",
    ],
)
def test_leaves_alone(text: str) -> None:
    assert hits(text) == []


def test_longest_match_counts_once() -> None:
    entries = [
        words.Entry("杜会", ("社会",), Confidence.CONFIRMED),
        words.Entry("杜会主义", ("社会主义",), Confidence.CONFIRMED),
    ]
    found = [(last, entry) for last, entry in words.build(entries).iter("坚持杜会主义")]
    assert [entry.wrong for _, entry in found] == ["杜会", "杜会主义"]
    assert [wrong for _, wrong, _ in hits("坚持中国特色杜会主义")] == ["杜会主义"]


def test_context_is_the_sentence_and_is_bounded() -> None:
    (typo,) = find_typos("第一句。会议进行布署，\n第二行。")
    assert typo.context == "会议进行布署，"
    long = "，".join(["各地各部门要认真贯彻落实"] * 60)
    (typo,) = find_typos(long + "布署" + long)
    assert "布署" in typo.context and len(typo.context) <= 130


def test_repeats_are_suspected_and_certain_words_confirmed() -> None:
    assert [typo.level for typo in find_typos("布署。关于关于")] == [Confidence.CONFIRMED, Confidence.SUSPECTED]


def test_a_hostile_text_is_bounded_in_work() -> None:
    text = "布署" * MAX_TEXT
    begin = time.process_time()
    assert len(find_typos(text)) <= MAX_MATCHES
    assert time.process_time() - begin < 5


@settings(max_examples=60, deadline=None)
@given(st.text(alphabet="的了和布署部领导小组姐，。“”\n ab一在", max_size=60))
def test_offsets_point_at_the_wrong_word_and_do_not_overlap(text: str) -> None:
    end = 0
    for typo in find_typos(text):
        assert text[typo.offset : typo.offset + len(typo.wrong)] == typo.wrong
        assert typo.offset >= end
        assert typo.wrong not in typo.right
        end = typo.offset + len(typo.wrong)


def test_a_worker_never_loads_the_segmenter() -> None:
    program = "import sys; from checks.lib.typo.typos import find_typos; print(len(find_typos('会议进行布署。')), 'jieba' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, timeout=60, check=True)
    assert done.stdout.split() == ["1", "False"]
    assert done.stderr == ""


@pytest.mark.parametrize(
    ("sentence", "word", "expected"),
    [
        ("把“布署”改掉", "布署", True),
        ("“部署”和布署", "布署", False),
        ('写"布署"字', "布署", True),
        ("部署布署", "布署", False),
    ],
)
def test_quoted(sentence: str, word: str, expected: bool) -> None:
    start = sentence.index(word)
    assert protected.quoted(sentence, start, start + len(word)) is expected


def test_protected_context_must_cover_the_match() -> None:
    text = "彰显着成效，显着成效"
    assert protected.covers(text, 1, 3, "彰显着")
    assert not protected.covers(text, 6, 8, "彰显着")


def test_lexicon_line() -> None:
    entry = words.parse_line("显着\t显著\tsuspected\t!彰显着;+成效;说明\n")
    assert entry == words.Entry("显着", ("显著",), Confidence.SUSPECTED, ("彰显着",), ("成效",))
    assert words.parse_line("# source: x") is None
    assert words.parse_line("") is None
    assert words.parse_line("错\t对\tsevere") is None
    for line in ("错", "错\t对", "错\t\tcertain", "错\t对\tsure"):
        with pytest.raises(ValueError, match="lexicon line"):
            words.parse_line(line)


def test_entry_that_asks_the_counts_is_no_name_and_no_other_wording() -> None:
    entry = words.parse_line("仪务\t义务\tcertain\t~\n")
    assert entry is not None and entry.known and not entry.protected
    wrong = [typo.wrong for typo in typos.listed("公民应当依法履行纳税仪务，接受监督。")]
    assert any("仪务" in one for one in wrong)
    assert not typos.listed("会上由周仪务作了发言。")
    assert not typos.listed("礼仪务求简朴。")


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("老人和霭可亲，乐于助人。", "和霭"),
        ("会后召开坐谈会听取意见。", "坐谈会"),
        ("各地要深入挖崛文化资源。", "挖崛"),
        ("工作人员每天倡仪市民文明出行，活动取得园满成功。", "园满"),
        ("人民群众在等侯期间应当保持安静。", "等侯"),
    ],
)
def test_everyday_wrong_words_are_certain(text: str, wrong: str) -> None:
    assert [typo.level for typo in typos.listed(text) if wrong in typo.wrong] == [Confidence.CONFIRMED]
