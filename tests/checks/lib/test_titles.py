"""Titles that are one, and titles of a series."""

import pytest

from checks.lib.titles import likeness, normal, serial


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("关于停水的公告", "关于停水的公告（转载）"),
        ("【置顶】关于停水的公告", "关于停水的公告 "),
        ("关于“停水”的公告", "关于停水的公告"),
        ("关于停水的公告2026年11月17日 12:35 来源：市水务局", "关于停水的公告2026年11月19日 09:10 来源：市水务局"),
        ("市水利局组织人员到石桥县检查河道…", "市水利局组织人员到石桥县检查河道清淤整治工程"),
    ],
)
def test_one_title(one: str, other: str) -> None:
    assert likeness(one, other) == 100.0
    assert serial(one) == serial(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("政务简报第一期", "政务简报第二期"),
        ("2026年一季度运行情况", "2026年二季度运行情况"),
        ("上半年价格监测", "下半年价格监测"),
        ("停电公告（11月3日）", "停电公告（11月4日）"),
        ("春季义务植树", "秋季义务植树"),
        ("A类企业名单", "B类企业名单"),
        ("拟录用人员公示(上)", "拟录用人员公示(下)"),
    ],
)
def test_members_of_a_series(one: str, other: str) -> None:
    assert serial(one) != serial(other)


def test_cut_titles_need_enough_to_compare() -> None:
    assert likeness("关于…", "关于停水的公告") < 100
    assert normal("！！") == ""
