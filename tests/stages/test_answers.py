"""What an answer is to the walk."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from crawler.fetch import Response
from crawler.verify import ErrorPage
from model import DateFact, DatePlace, ListBlock, ListItem, Outcome, Page, PageKind
from pagework import head_of
from stages.answers import error_of, has_guesses, is_readable
from workers.messages import PageHead

NOW = datetime(2026, 11, 20, tzinfo=UTC)


def response(
    content_type: str, body: bytes = b"<html>x", *, disposition: str = "", url: str = "http://a.cn/x", hops: int = 0
) -> Response:
    headers = {"content-type": content_type} | ({"content-disposition": disposition} if disposition else {})
    return Response(
        requested="http://a.cn/x", url=url, status=200, headers=headers, set_cookie=(), body=body, truncated=False, error="",
        detail="", hops=(("http://a.cn/x", 302),) * hops, milliseconds=1, family="IPv4", observed_at=NOW, certificate_error="", final=url,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("answer", "readable"),
    [
        (response("text/html; charset=gbk"), True),
        (response("TEXT/HTML"), True),
        (response(""), True),
        (response("", b""), True),
        (response("application/octet-stream", b""), False),
        (response("", b"\x00\x00\x00\x18ftypmp42"), False),
        (response("application/octet-stream", b"<html><body>"), True),
        (response("application/octet-stream", b"PK\x03\x04"), False),
        (response("application/pdf", b"%PDF"), False),
        (response("image/png", b"\x89PNG"), False),
        (response("text/html", disposition="attachment; filename=a.doc"), False),
        (response("text/plain", b"User-agent: *"), False),
        (response("application/xml", b"<?xml version='1.0'?><rss><channel>"), False),
        (response("text/xml", b"<?xml version='1.0'?><!DOCTYPE html><html>"), True),
    ],
)
def test_what_can_be_read_as_a_page(answer: Response, readable: bool) -> None:
    assert is_readable(answer) is readable


def head(kind: PageKind, reason: str = "", redirect: str = "") -> PageHead:
    return head_of(
        Page("http://a.cn/x", "http://a.cn/x", 200, NOW, kind=kind, kind_reason=reason, redirect=redirect, title="t")
    )


HOME_FOR_ALL = ErrorPage(200, "http://a.cn/", "首页", 1, 1, same_as_home=True)
ERROR_AT = ErrorPage(200, "http://a.cn/404.html", "提示", 1, 1)


@pytest.mark.parametrize(
    ("page", "sample", "final", "expected"),
    [
        (head(PageKind.ARTICLE), None, "http://a.cn/x", None),
        (head(PageKind.ERROR), None, "http://a.cn/x", (Outcome.BROKEN, "soft-404")),
        (head(PageKind.INTERSTITIAL, "拦截页：安全验证"), None, "http://a.cn/x", (Outcome.UNVERIFIED, "refused")),
        (head(PageKind.INTERSTITIAL, "登录页"), None, "http://a.cn/x", None),
        (head(PageKind.INTERSTITIAL, "跳转页", "http://a.cn/y"), None, "http://a.cn/x", None),
        (head(PageKind.ARTICLE), HOME_FOR_ALL, "http://a.cn/", (Outcome.UNVERIFIED, "home-for-unknown")),
        (head(PageKind.ARTICLE), HOME_FOR_ALL, "http://a.cn/x", None),
        (head(PageKind.ARTICLE), ERROR_AT, "http://a.cn/404.html", (Outcome.BROKEN, "soft-404")),
        (head(PageKind.ARTICLE), ErrorPage(404, "", "", 0, 0), "http://a.cn/x", None),
    ],
)
def test_error_pages_that_answer_with_success(page: PageHead, sample: ErrorPage | None, final: str, expected: object) -> None:
    assert error_of(page, response("text/html", url=final, hops=final != "http://a.cn/x"), sample) == expected


def test_a_white_window_is_no_page() -> None:
    blank = head(PageKind.OTHER)
    assert error_of(blank, response("text/html", b" \r\n"), None) == (Outcome.BROKEN, "empty")
    assert error_of(blank, response("text/html", b"<p>1</p>"), None) is None


def test_pages_with_guessed_years_are_read_anew() -> None:
    def page(*, certain: bool) -> Page:
        item = ListItem("题", "http://a.cn/1", DateFact(date(2026, 11, 1), "11-01", DatePlace.LIST, certain=certain))
        return Page("http://a.cn/", "http://a.cn/", 200, NOW, lists=(ListBlock((item,)),))

    assert has_guesses(page(certain=False))
    assert not has_guesses(page(certain=True))


def test_the_address_of_another_site_within_a_path() -> None:
    for path, outcome in (
        ("www.b.gov.cn", Outcome.BROKEN),
        ("http//www.b.gov.cn/", Outcome.BROKEN),
        ("old/1.html", Outcome.UNVERIFIED),
    ):
        asked = replace(response("text/html", url="http://a.cn/", hops=1), requested=f"http://a.cn/x/{path}")
        found = error_of(head(PageKind.ARTICLE), asked, HOME_FOR_ALL)
        assert found is not None and found[0] is outcome, path
