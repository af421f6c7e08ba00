"""Addresses that are error pages by their name; look-alikes that correct errors or bear a number."""

from datetime import UTC, datetime

import pytest

from crawler.error_address import ends_at_error
from crawler.response import Response

ASKED = "http://a.cn/info/1003/2108.htm"


def moved(url: str, *, hops: bool = True) -> Response:
    return Response(
        requested=ASKED, url=url, status=200, headers={}, set_cookie=(), body=b"x", truncated=False, error="", detail="",
        hops=(url,) if hops else (), milliseconds=1, family="IPv4", observed_at=datetime.now(UTC), certificate_error="", final=url,
    )  # type: ignore[arg-type]  # fmt: skip


@pytest.mark.parametrize(
    ("url", "error"),
    [
        ("http://a.cn/404.html", True), ("http://a.cn/404/", True), ("http://a.cn/system/errorpage.htm?code=404", True), ("http://a.cn/Error.aspx?aspxerrorpath=/x", True),
        ("http://a.cn/err/not_found.jsp", True), ("http://a.cn/pagenotfound.html", True), ("http://a.cn/x?errcode=404", True), ("http://a.cn/page404.shtml", True),
        ("http://a.cn/", False), ("http://a.cn/errorCorrect/", False), ("http://a.cn/jiucuo/error_report.html", False), ("http://a.cn/403.html", False),
        ("http://a.cn/content/404/1.html", False), ("http://a.cn/t404567.html", False), ("http://a.cn/terror.html", False), ("http://a.cn/x?code=40412", False),
    ],
)  # fmt: skip
def test_error_pages_by_address(url: str, error: bool) -> None:
    assert ends_at_error(moved(url), ASKED) is error
    assert not ends_at_error(moved(url, hops=False), ASKED)
    assert not ends_at_error(moved(url), "http://a.cn/404.html?a=1")
