"""既使 for 即使."""

import pytest

from checks.lib.typo.even_if import even_ifs
from checks.lib.typo.typos import find_typos


@pytest.mark.parametrize(
    "text",
    [
        "只要措施有力，既使出现少数病例，也完全能在短时间内控制。",
        "既使再忙，也要每天到村里走一走。",
        "他说：“既使条件艰苦，我们也不退缩。”",
    ],
)
def test_even_if_is_a_slip(text: str) -> None:
    (typo,) = find_typos(text)
    assert (typo.wrong, typo.right, typo.level) == ("既使", ("即使",), "suspected")
    assert typo.offset == text.index("既使")


@pytest.mark.parametrize(
    "text",
    [
        "进程全面加快，既使我们面临前所未有的竞争压力，又使我们看到了机遇。",
        "采购项目，既使用财政性资金又使用非财政性资金的，适用本法。",
        "改革，既使群众得到实惠，也使企业轻装上阵。",
        "这样安排，既使得群众满意，还让企业省了钱。",
        "即使再忙，也要到村里走一走。",
    ],
)
def test_what_brings_about_two_things_is_right(text: str) -> None:
    assert not list(even_ifs(text))
