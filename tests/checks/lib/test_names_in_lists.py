"""Names among names: a wrong form that is part of one is none, a word of a list of words is judged."""

from __future__ import annotations

import pytest

from checks.lib import protected


@pytest.mark.parametrize(
    ("sentence", "wrong", "held"),
    [
        ("参加人员：王小明、尤秀荣、李四海。", "尤秀", True),
        ("获奖名单 王小明 李诚功 赵四海", "诚功", True),
        ("尤秀荣，女，汉族，1990年3月生", "尤秀", True),
        ("高标准、高质量、高效律推进", "效律", False),
        ("请提交申清，女方到场办理", "申清", False),
        ("做好公思治理、申报服务、人员培训", "公思", False),
    ],
)
def test_place(sentence: str, wrong: str, held: bool) -> None:
    start = sentence.index(wrong)
    assert protected.place(sentence, start, start + len(wrong)) is held


@pytest.mark.parametrize(
    ("sentence", "wrong", "held"),
    [
        ("村民李四海反映道路积水。", "李四", True),
        ("村民阿依古丽开了一家店。", "阿依", True),
        ("联系人：出形", "出形", True),
        ("方便了沿线居民出形。", "出形", False),
        ("申请人因当提交材料。", "因当", False),
    ],
)
def test_a_name_behind_what_people_are_called(sentence: str, wrong: str, held: bool) -> None:
    start = sentence.index(wrong)
    assert protected.place(sentence, start, start + len(wrong)) is held
