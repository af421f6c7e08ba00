"""What a link names, and whether its target bears it: columns and texts, entrances and accounts."""

import pytest

from stages.sent_on import loses_number, names_a_place


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("医政调查", True),
        ("预防接种门诊一览", True),
        ("我的办件", False),
        ("个人中心", False),
        ("返回门户首页", False),
        ("青岚县政府网站", False),
        ("统一登录平台", False),
        ("更多", False),
        ("2026", False),
    ],
)
def test_what_a_link_names(text: str, named: bool) -> None:
    assert names_a_place(text) is named


@pytest.mark.parametrize(
    ("url", "target", "lost"),
    [
        ("http://a.cn/art/123.html", "http://a.cn/", True),
        ("http://a.cn/art/123.html", "http://a.cn/new/123.html", False),
        ("http://a.cn/art/123.html", "http://b.cn/", False),
        ("http://a.cn/news/", "http://a.cn/", False),
    ],
)
def test_a_number_on_the_way(url: str, target: str, lost: bool) -> None:
    assert loses_number(url, target) is lost
