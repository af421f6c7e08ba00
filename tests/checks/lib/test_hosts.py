"""Whose site a host belongs to."""

import pytest

from checks.lib.hosts import host_of, is_government, is_own
from model import Site, SiteId

SITE = Site(SiteId(1), "http://www.demo.edu.cn/", extra_hosts=("zwfw.demo.cn",))


@pytest.mark.parametrize("host", ["www.gov.cn", "gov.cn", "fgw.zj.gov.cn", "www.x.政务"])
def test_government(host: str) -> None:
    assert is_government(host)


@pytest.mark.parametrize("host", ["", "mp.weixin.qq.com", "www.gov.cn.evil.com", "fakegov.cn", "www.people.com.cn"])
def test_not_government(host: str) -> None:
    assert not is_government(host)


@pytest.mark.parametrize("host", ["www.demo.edu.cn", "demo.edu.cn", "news.demo.edu.cn", "zwfw.demo.cn"])
def test_own(host: str) -> None:
    assert is_own(host, SITE)


def test_other_hosts_are_not_own_and_bad_addresses_have_none() -> None:
    assert not is_own("otherdemo.edu.cn", SITE)
    assert not is_own("", SITE)
    assert host_of("http://[bad") == "" and host_of("HTTP://WWW.A.gov.CN:80/x") == "www.a.gov.cn"
