"""Set phrases with one wrong character, and what only resembles one."""

import pytest

from checks.lib.typo import ngrams
from checks.lib.typo.spoilt import find_spoilt
from checks.lib.typo.typos import find_typos


@pytest.mark.parametrize(
    ("text", "wrong", "right"),
    [
        ("景区内游客川流不熄，秩序井然。", "川流不熄", "川流不息"),
        ("活动结束后大家仍意犹末尽。", "意犹末尽", "意犹未尽"),
        ("开园首日市民蜂涌而至，", "蜂涌而至", "蜂拥而至"),
        ("发展与安全相辅相承，缺一不可。", "相辅相承", "相辅相成"),
        ("广大干部一愁莫展", "一愁莫展", "一筹莫展"),
        ("工作要持之以衡地抓下去", "持之以衡", "持之以恒"),
        ("防止此类问题层出不穹。", "层出不穹", "层出不穷"),
    ],
)
def test_the_phrase_that_was_meant(text: str, wrong: str, right: str) -> None:
    [found] = find_spoilt(text, ngrams.official())
    assert (found.wrong, found.right) == (wrong, right)
    assert text[found.offset :].startswith(wrong)
    assert any(typo.wrong == wrong and typo.right == (right,) for typo in find_typos(text))


@pytest.mark.parametrize(
    "text",
    ["", "川流不息", "擦亮“兵至如归”退役军人服务品牌", "《声入人心》节目", "声入人心，走进基层", "想要声入人心，先要走进群众", "“六一”将至，童心协力护成长",
     "学习宣传全会精神入人心", "压实经济责任及自然资源资产管理", "驻土耳其大使馆", "粮食不能自给的省份", "力戒胆战心惊", "因势制宜推进改革",
     "坚持不干涉别国内政", "致力于探索新路", "千方百计", "漫山遍野", "惟我独尊", "一网打尽、一往无前"],
)  # fmt: skip
def test_what_is_no_slip(text: str) -> None:
    assert not list(find_spoilt(text, ngrams.official()))


def test_long_texts_keep_their_offsets() -> None:
    text = "各单位要认真抓好落实，确保按期完成。" * 3000 + "现场人群川流不熄。"
    [found] = find_spoilt(text, ngrams.official())
    assert text[found.offset :].startswith("川流不熄")


def test_a_proven_wrong_word_inside_stays_certain() -> None:
    [found] = find_typos("要深刻吸取教训，避免重蹈复辙。")
    assert (found.wrong, found.level) == ("复辙", "confirmed")
