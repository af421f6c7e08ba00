"""A rule in words: names, numbers with their marks, and the parts of its check's docstring."""

import pytest

import rules
from checks import HEADINGS as DOCSTRING_HEADINGS
from model import ConfigError, Counts, Group, How
from rules.catalogue import catalogue
from rules.explain import COUNTS, GROUPS, HEADINGS, HOW, explain, sections

DOC = """栏目更新不及时

What: 最新一条信息的日期早于期限，
见下一行。
Why: 国办秘函〔2019〕19号。
Evidence: `latest`,
`days`.
Not a finding when: 已归档。
How to fix: 更新。
"""


def test_every_word_of_the_model_has_a_chinese_one() -> None:
    assert (set(COUNTS), set(HOW), set(GROUPS)) == (set(Counts), set(How), set(Group))
    assert tuple(HEADINGS) == DOCSTRING_HEADINGS


def test_sections_join_lines_without_blanks_between_chinese() -> None:
    assert sections(DOC) == {
        "什么问题": "最新一条信息的日期早于期限，见下一行。",
        "依据": "国办秘函〔2019〕19号。",
        "证据": "`latest`, `days`.",
        "不算问题的情形": "已归档。",
        "如何整改": "更新。",
    }
    assert sections("") == {}


def test_explain_names_numbers_with_their_marks() -> None:
    text = explain("broken-link", [rules.load("chk-2019"), rules.load("survey-2015")])
    assert "链接无法打开" in text
    assert "每条扣0.05分〔M 待核〕" in text
    assert "在首页的：每条扣0.1分〔M+〕" in text
    assert "【survey-2015】" in text
    assert "目前没有程序检查" in text


def test_explain_shows_limits_conditions_and_the_docstring() -> None:
    text = explain("stale-column", [rules.load("chk-2019")], DOC)
    assert "A类栏目累计达到5个即单项否决〔V〕" in text
    assert "动态 14d，" in text
    assert "解读 6m〔M 待核〕" in text
    assert "不算问题的情形：\n  已归档。" in text
    assert "目前没有程序检查" not in text


def test_every_rule_can_be_explained() -> None:
    rulesets = [rules.load(name) for name in rules.packs()]
    for rule in catalogue().values():
        text = explain(rule.id, rulesets)
        assert rule.name in text
        assert rule.basis in text


def test_unknown_rule_suggests_the_nearest() -> None:
    with pytest.raises(ConfigError, match=r"unknown rule 'typos' \(did you mean 'typo'\?\)"):
        explain("typos", [])
