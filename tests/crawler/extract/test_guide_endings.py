"""Labels of a site's own making are understood by their last word."""

from __future__ import annotations

import pytest

from crawler.extract.guides.endings import by_ending, class_by_ending


@pytest.mark.parametrize(
    ("label", "name"),
    [
        ("交件地点", "办理地点"),
        ("事项全称", "事项名称"),
        ("申请人须具备的条件", "申请条件"),
        ("接待时间", "办理时间"),
        ("监督投诉电话", ""),
        ("证书领取地点", ""),
        ("材料名称", ""),
        ("温馨提示", ""),
    ],
)
def test_the_last_word_tells(label: str, name: str) -> None:
    assert class_by_ending(label) == name


def test_only_what_no_other_label_shows_and_says_something() -> None:
    strange = (("五、交件地点：", "人民路8号"), ("接件窗口", "2号"), ("须交资料", "无"), ("须备证件", "—"))
    assert [(e.name, e.value) for e in by_ending(strange, {"办理时间"})] == [("办理地点", "人民路8号")]
    assert by_ending(strange, {"办理地点", "办理材料"}) == []
