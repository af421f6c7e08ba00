"""What a column's name tells of its kind: the head of the name, not any word in it."""

from __future__ import annotations

import pytest

from crawler.column_kinds import by_words, kind_of
from model import ColumnKind as K
from tests.crawler.test_column_structure import page


@pytest.mark.parametrize(
    "name",
    [
        "工作动态",
        "动态信息",
        "部门动态",
        "基层动态",
        "基层信息",
        "新闻中心",
        "资讯中心",
        "信息传真",
        "区县信息",
        "主要活动",
        "统计动态",
        "基层统计",
        "基层林讯",
        "今日石坪",
        "乡镇信息",
    ],
)
def test_news(name: str) -> None:
    assert by_words(name) is K.NEWS


@pytest.mark.parametrize(
    "name",
    [
        "基层政务公开标准目录",
        "基层减负",
        "权责清单动态调整",
        "低保动态管理",
        "新闻发言人",
        "新闻发布制度",
        "文化活动场馆",
        "老年活动中心",
        "区县导航",
        "联系传真",
        "行政许可事项清单",
        "行政处罚裁量基准",
        "拍卖企业名录",
        "法律援助",
        "企业通讯",
    ],
)
def test_no_list_that_must_be_fresh(name: str) -> None:
    assert by_words(name) in (None, K.OTHER)


@pytest.mark.parametrize("name", ["政策文件目录", "规范性文件目录", "政策法规目录", "法规规章目录", "法律法规"])
def test_policies(name: str) -> None:
    assert by_words(name) is K.POLICY


@pytest.mark.parametrize("name", ["采购意向", "公告目录", "通知公告栏", "公示公告"])
def test_notices(name: str) -> None:
    assert by_words(name) is K.NOTICE


@pytest.mark.parametrize("name", ["行政处罚", "行政许可", "行政处罚公示", "双公示", "行政执法公示"])
def test_what_depends_on_cases(name: str) -> None:
    assert by_words(name) is K.OTHER


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        (("首页", "专题专栏", "秋冬季大气攻坚"), K.TOPIC),
        (("首页", "专题"), K.TOPIC),  # a path that leaves out the page itself
        (("首页", "政务公开", "秋冬季大气攻坚"), K.NEWS),
        (("首页", "秋冬季大气攻坚"), K.NEWS),
    ],
)
def test_a_topic_is_no_news_whatever_the_template_s_type_is(path: tuple[str, ...], kind: K) -> None:
    one = page("zt/dq/", "秋冬季大气攻坚", *path, tags={"columntype": ("工作动态",)})
    assert kind_of(one, "秋冬季大气攻坚", one.url)[0] is kind


@pytest.mark.parametrize(
    ("above", "kind"), [("专题专栏", K.TOPIC), ("新闻专栏", K.NEWS), ("政务公开", K.NEWS), ("新闻中心", K.NEWS)]
)
def test_the_news_of_a_topic_end_with_it(above: str, kind: K) -> None:
    one = page("zt/dq/dt/", "工作动态", "首页", above, "工作动态", tags={"columntype": ("工作动态",)})
    assert kind_of(one, "工作动态", one.url)[0] is kind
