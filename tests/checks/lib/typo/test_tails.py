"""The end of a word that was typed twice."""

import pytest

from checks.lib.typo import ngrams
from checks.lib.typo.tails import find_tails
from checks.lib.typo.typos import find_typos


@pytest.mark.parametrize(
    ("text", "wrong", "right"),
    [
        ("请报送至县政府办公室公室。", "办公室公室", "办公室"),
        ("联系人人：李四，电话另附。", "联系人人", "联系人"),
        ("习近平平总书记强调，要抓好落实。", "习近平平", "习近平"),
        ("各村村民委员会员会要高度重视。", "委员会员会", "委员会"),
        ("经评审委委员会评审，公示如下。", "评审委委员会", "评审委员会"),
        ("村民委委员会", "村民委委员会", "村民委员会"),
    ],
)
def test_the_end_goes(text: str, wrong: str, right: str) -> None:
    [found] = find_tails(text, ngrams.official())
    assert (found.wrong, found.right) == (wrong, right)
    assert text[found.offset :].startswith(wrong)
    assert any(typo.wrong == wrong and typo.level == "suspected" for typo in find_typos(text))


@pytest.mark.parametrize(
    "text",
    ["根据信用评价等级分级分类监督管理。", "讨论研究研究再说", "领导小组小组成员", "当家作主人人平等", "实实在在办实事", "一步一步推进",
     "习近平平易近人", "联系人人人都有责任", "哈哈哈哈", "个人人。",
     "在市委委员会上", "县纪委委员会同有关部门", "中央委员会委员", "评审委委员名单", ""],
)  # fmt: skip
def test_what_stands_twice_in_earnest(text: str) -> None:
    assert not list(find_tails(text, ngrams.official()))
