"""Links deep into another site that end at its home page, and those that honestly do."""

import pytest

from crawler.deep_links import is_deep, is_home, is_missed
from model import Shown

HOME = Shown(title="巴江市政务服务网", text="巴江市政务服务网 个人服务 法人服务 部门服务 主办单位：巴江市行政审批局")


@pytest.mark.parametrize(
    ("url", "deep"),
    [
        ("http://a.cn/bjcx/query/2019.html", True), ("http://a.cn/qykb/apply/index.jsp", True), ("http://a.cn/art/12.html", True), ("http://a.cn/list?id=3", True),
        ("http://a.cn/", False), ("http://a.cn/index.html", False), ("http://a.cn/web/index.html", False), ("http://a.cn/portal/home", False), ("http://a.cn/zwfw/", False), ("http://www.beian.gov.cn/portal/registerSystemInfo?recordcode=62", False), ("http://a.cn/sso/login.jsp", False),
    ],
)  # fmt: skip
def test_pages_deep_inside(url: str, deep: bool) -> None:
    assert is_deep(url) is deep


def test_home_pages() -> None:
    assert is_home("http://a.cn/") and is_home("http://a.cn/index.jsp") and not is_home("http://a.cn/?id=1")
    assert not is_home("http://a.cn/login.html")


@pytest.mark.parametrize(
    ("promise", "missed"),
    [
        ("网上办事查询", True), ("企业开办", True), ("政务服务", False), ("巴江市政务服务网", False), ("个人服务", False), ("办事", False), ("返回市政府首页", False), ("", False),
        ("巴江政务服务平台", False),
    ],
)  # fmt: skip
def test_what_a_home_page_does_not_name(promise: str, missed: bool) -> None:
    assert is_missed(promise, HOME) is missed
