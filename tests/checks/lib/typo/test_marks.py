"""Marks that stand twice, brackets that nothing closes, and 的 for 得."""

import pytest

from checks.lib.typo.typos import find_typos


@pytest.mark.parametrize(
    ("text", "wrong", "right"),
    [
        ("会议强调，，要抓好落实。", "，，", "，"),
        ("会议要求做好工作。。", "。。", "。"),
        ("要把责任落实到人，。确保按期完成。", "，。", "。"),
        ("各镇、街道、、有关单位：", "、、", "、"),
        ("各单位要学习《中华人民共和国安全生产法规定，落实主体责任。", "《", "《……》"),
        ("场所开通无线网络（含公共区域，覆盖全部站点。乘客可以免费使用。", "（", "（……）"),
        ("今后工作要做的更好。", "做的更好", "做得更好"),
        ("城市变的更加整洁、更加靓丽。", "变的更加", "变得更加"),
        ("小组其它成员由各部门选派。", "其它", "其他"),
    ],
)
def test_a_slip_of_marks_and_particles(text: str, wrong: str, right: str) -> None:
    (typo,) = find_typos(text)
    assert (typo.wrong, typo.right, typo.level) == (wrong, (right,), "suspected")
    assert text[typo.offset : typo.offset + len(wrong)] == wrong


@pytest.mark.parametrize(
    "text",
    [
        "人口自然增长率为8.18％。；全面完成任务。",
        "他说：“好。”，随后离开。",
        "省略号写作。。。。。。的，也有。",
        "《关于印发实施方案的通知",
        "根据《中华人民共和国安全生产法》规定，制定本办法。",
        "（一）加强领导。各单位要高度重视。（二）强化监督。",
        "适用范围（查询要求：投标人应当出具证明。",
        "城市发展的更大成绩，做的更多的是实事。",
        "一次办、智慧办的越来越多。",
        "面对复杂多变的更加严峻考验，要早作准备。",
        "所做的很多。",
        "公民、法人和其它组织的财产权受到侵害的，按其它规定办理。",
    ],
)
def test_marks_and_particles_that_are_right(text: str) -> None:
    assert find_typos(text) == []
