"""Characters typed twice inside a word, and all that doubles in earnest."""

import pytest

from checks.lib.typo import ngrams
from checks.lib.typo.doubled import find_doubled


@pytest.mark.parametrize(
    ("text", "wrong", "right"),
    [
        ("完善农村基础设设施。", "基础设设施", "基础设施"),
        ("抓好疫情防控控", "防控控", "防控"),
        ("确保群众生命财产产安全。", "生命财产产", "生命财产"),
        ("坚决做到“两个维护护”。", "维护护", "维护"),
        ("深入推进乡村振振兴\n下一段", "振振兴", "振兴"),
        ("请到县政府办公室室领取材料。", "办公室室", "办公室"),
        ("改善公共服务务\n下一段", "公共服务务", "公共服务"),
        ("培训为期期三天，以实操为主。", "为期期", "为期"),
    ],
)
def test_the_slip_with_its_word(text: str, wrong: str, right: str) -> None:
    [found] = find_doubled(text, ngrams.official())
    assert (found.wrong, found.right) == (wrong, right)
    assert text[found.offset : found.offset + len(found.wrong)] == wrong


@pytest.mark.parametrize(
    "text",
    ["", "天天", "一批批青年", "层层叠叠", "大学学前教育", "驻村工作队队员", "快递业业务量", "注册制制度", "西藏藏文古籍", "潘萍萍", "呵呵呵",
     "目的的确", "他说说看", "市市场监管局", "，，好好学习", "。。。", "慢慢慢", "人人人", "了了了解",
     "办公室室内温度", "他就那样直直地看着", "图书馆馆藏图书", "开工建设珠海海发蓝色种业产业园", "加强强农惠农政策的落实",
     "石油合同同外国企业"],
)  # fmt: skip
def test_what_doubles_in_earnest(text: str) -> None:
    assert list(find_doubled(text, ngrams.official())) == []


def test_long_texts_cost_little_and_keep_their_offsets() -> None:
    text = "各单位要认真抓好落实，确保各项任务按期完成。" * 5000 + "完善基础设设施。" + "好好好" * 1000
    [found] = find_doubled(text, ngrams.official())
    assert text[found.offset :].startswith("基础设设施")
