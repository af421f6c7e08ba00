"""A confirmed finding is told as a fact; the words of the pages themselves stay as they are."""

import ast
from pathlib import Path

import pytest

from rules.confirmed_words import confirmed_words

CHECKS = Path(__file__).parents[2] / "checks"
DOUBTS = ("疑似", "请核实", "请立即核查", "可能不")

TOLD = [
    ("hidden-link", "页面藏有指向外部网站a.cc的链接“甲”（设为不显示），疑似暗链。", "，属于暗链。"),
    ("tampered-page", "页面正文出现“甲”，涉及3个页面，疑似被篡改。", "，已被篡改。"),
    ("harmful-link", "“甲”链接的目标网页显示“乙”，疑似违法不良信息。", "，属于违法不良信息。"),
    ("harmful-link", "页面“甲”中有招揽赌博的文字“乙”，疑似发布违法不良信息。", "，发布了违法不良信息。"),
    ("commercial-content", "“甲”链接的目标网页显示“乙”，疑似商业广告。", "，属于商业广告。"),
    ("secret-marking", "《甲》标有密级“机密”，疑似涉密或不宜公开，请立即核查", "，涉密或不宜公开，须立即处置"),
    (
        "personal-info",
        "《甲》疑似公开了2个手机号码（如 138****0000），请核实并遮蔽",
        "公开了2个手机号码（如 138****0000），应予遮蔽",
    ),
    (
        "misstatement",
        "《关于《甲》的通知》正文中疑似严重表述错误：“乙”应为“丙”，请核实：丁",
        "》正文中有严重表述错误：“乙”应为“丙”：丁",
    ),
    (
        "site-unreachable",
        "疑似站点无法访问：间隔访问首页3次均未能打开（超时）。",
        "站点无法访问：间隔访问首页3次均未能打开（超时）。",
    ),
    ("abnormal-date", "《甲》发布日期晚于监测日，请核实发稿日期。", "，应更正发稿日期。"),
    ("abnormal-date", "“甲”标注的发布日期“2026-02-30”不存在，请核实更正。", "不存在，应予更正。"),
    ("poor-reply", "留言《甲》的答复质量可能不高：答复空泛。", "留言《甲》的答复质量不高：答复空泛。"),
    ("wrong-service-guide", "办事指南“甲”内容可能不准确：乙。", "办事指南“甲”内容不准确：乙。"),
]


@pytest.mark.parametrize(("rule", "message", "end"), TOLD)
def test_told_as_a_fact(rule: str, message: str, end: str) -> None:
    told = confirmed_words(rule, message)
    assert told.endswith(end)
    assert not any(doubt in told for doubt in DOUBTS)


@pytest.mark.parametrize(
    ("rule", "message"),
    [
        ("broken-link", "“新增疑似病例通报”链接无法打开（返回404）。"),
        ("typo", "《本市新增疑似病例情况》正文中“布署”应为“部署”"),
        ("abnormal-date", "“疑似病例通报，请核实发稿日期”列表日期与正文日期不一致。"),
    ],
)
def test_what_a_page_says_is_left_alone(rule: str, message: str) -> None:
    assert confirmed_words(rule, message) == message


def test_a_title_that_speaks_of_suspicion_keeps_its_words() -> None:
    told = confirmed_words("misstatement", "《疑似病例，请核实：通报》标题中疑似严重表述错误：“乙”应为“丙”，请核实：丁")
    assert told == "《疑似病例，请核实：通报》标题中有严重表述错误：“乙”应为“丙”：丁"


def test_every_sentence_of_a_check_that_suspects_is_known() -> None:
    """A new check whose sentence says 疑似 needs its words here, or a notice would print the suspicion."""
    telling = {path.stem.replace("_", "-") for path in CHECKS.glob("*/*.py") if path.parent.name != "lib" and _suspects(path)}
    assert telling <= {rule for rule, _, _ in TOLD}


def _suspects(path: Path) -> bool:
    tree = ast.parse(path.read_text("utf-8"))
    docstrings = {
        ast.get_docstring(node, clean=False) for node in ast.walk(tree) if isinstance(node, ast.Module | ast.FunctionDef)
    }
    texts = (node.value for node in ast.walk(tree) if isinstance(node, ast.Constant) and isinstance(node.value, str))
    return any("疑似" in text and text not in docstrings for text in texts)
