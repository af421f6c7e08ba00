"""截止 before a date that a sentence begins with."""

import pytest

from checks.lib.typo.typos import find_typos
from checks.lib.typo.until import untils


@pytest.mark.parametrize(
    "text",
    [
        "成效明显。截止2021年底，全县共建成高标准农田12万亩。",
        "截止12月末，全市金融机构各项存款余额1316亿元。",
        "工作进展顺利，截止去年底通过验收的村有17个。",
        "截止6月1日，累计办理512件。",
    ],
)
def test_a_sentence_that_begins_so_is_a_slip(text: str) -> None:
    (typo,) = find_typos(text)
    assert (typo.wrong, typo.right, typo.level) == ("截止", ("截至",), "suspected")
    assert typo.offset == text.index("截止")


@pytest.mark.parametrize(
    "text",
    [
        "报名时间截止2021年3月1日。",
        "报名从3月1日开始，截止3月5日，逾期不予受理。",
        "征集时间：2021年3月1日至3月31日，截止3月31日，请及时反馈。",
        "截止到2021年底，全县共建成高标准农田12万亩。",
        "截至2021年底，全县共建成高标准农田12万亩。",
        "投标截止2021年3月1日9时，请按时到场。",
        "截止2021年12月31日",
        "截止日期：2021年12月31日。",
    ],
)
def test_what_ends_then_is_right(text: str) -> None:
    assert not list(untils(text))
