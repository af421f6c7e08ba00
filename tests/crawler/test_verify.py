"""The verdict's state machine, by table: what answers prove, and when another look is needed."""

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest

from crawler.fetch import Response
from crawler.verify import ErrorPage, Ways, is_error_page, judge
from model import LinkKind, Outcome
from rules.signatures import load_signatures

SIGNATURES = load_signatures()
PAGE, IMAGE, FILE = LinkKind.PAGE, LinkKind.IMAGE, LinkKind.ATTACHMENT
OK, BROKEN, UNSURE = Outcome.OK, Outcome.BROKEN, Outcome.UNVERIFIED
HTML = b"<!DOCTYPE html><html><body>x</body></html>"
PDF = b"%PDF-1.5 abc"


def answer(
    status: int | None, body: bytes = HTML, error: str = "", headers: dict[str, str] | None = None, **more: Any
) -> Response:
    return Response(
        requested="http://a.cn/x", url="http://a.cn/x", status=status, headers=headers or {}, set_cookie=more.get("cookies", ()),
        body=body, truncated=False, error=error, detail=more.get("detail", ""), hops=(), milliseconds=3, family="IPv4",
        observed_at=datetime.now(UTC), certificate_error="", final="http://a.cn/x",
    )  # type: ignore[arg-type]  # fmt: skip


EXCEL = b'<html xmlns:x="urn:schemas-microsoft-com:office:excel"><body><table><tr><td>1</td></tr></table></body></html>'
TABLE = b"<html><body><table><tr><td>1</td></tr></table></body></html>"


@pytest.mark.parametrize(
    ("response", "kind", "url", "steps"),
    [
        (answer(200), PAGE, "http://a.cn/x", [OK]),
        (answer(304, b""), PAGE, "http://a.cn/x", [OK]),
        (answer(404), PAGE, "http://a.cn/x", [None, BROKEN]),
        (answer(410), PAGE, "http://a.cn/x", [None, BROKEN]),
        (answer(400), PAGE, "http://a.cn/x", [None, BROKEN]),
        (answer(403), PAGE, "http://a.cn/x", [None, UNSURE]),
        (answer(405), PAGE, "http://a.cn/x", [None, UNSURE]),
        (answer(429), PAGE, "http://a.cn/x", [None, UNSURE]),
        (answer(412), PAGE, "http://a.cn/x", [None, UNSURE]),
        (answer(521, b"", headers={"x-via-jsl": "1"}), PAGE, "http://a.cn/x", [UNSURE]),
        (answer(521, b"<script>document.cookie='a';location.href=location.pathname+location.search</script>"), PAGE, "x", [UNSURE]),
        (answer(500), PAGE, "http://a.cn/x", [None, None, BROKEN]),
        (answer(502), PAGE, "http://a.cn/x", [None, None, BROKEN]),
        (answer(None, b"", "timeout"), PAGE, "http://a.cn/x", [None, None, BROKEN]),
        (answer(None, b"", "connect"), PAGE, "http://a.cn/x", [None, None, BROKEN]),
        (answer(None, b"", "reset"), PAGE, "http://a.cn/x", [None, None, BROKEN]),
        (answer(None, b"", "dns", detail="nxdomain: a.cn"), PAGE, "http://a.cn/x", [None, BROKEN]),
        (answer(None, b"", "dns", detail="temporary: a.cn"), PAGE, "http://a.cn/x", [None, None, UNSURE]),
        (answer(None, b"", "tls", detail="[SSL: SSLV3_ALERT_HANDSHAKE_FAILURE] x"), PAGE, "https://a.cn/", [None, None, UNSURE]),
        (answer(None, b"", "tls", detail="closed the connection in the middle of the handshake"), PAGE, "https://a.cn/", [None, None, UNSURE]),
        (answer(None, b"", "tls", detail="[SSL: TLSV1_ALERT_INTERNAL_ERROR] x"), PAGE, "https://a.cn/", [None, None, BROKEN]),
        (answer(None, b"", "private-address"), PAGE, "http://10.0.0.1/", [UNSURE]),
        (answer(302, b"", "redirect-loop"), PAGE, "http://a.cn/x", [None, BROKEN]),
        (answer(302, b"", "scheme"), PAGE, "http://a.cn/x", [OK]),
        (answer(302, b""), PAGE, "http://a.cn/x", [None, BROKEN]),  # without saying where to
        (answer(302, HTML), PAGE, "http://a.cn/x", [OK]),
        (answer(404, "抱歉，您所在的地区暂不支持访问本网站".encode()), PAGE, "http://a.cn/x", [UNSURE]),
        (answer(200, "<html><form>请输入验证码后下载：<input name=c></form></html>".encode(), headers={"content-type": "text/html"}), FILE, "http://a.cn/x.doc", [UNSURE]),
        (answer(200, "<html><form><input name=c> 验证码</form>该文件不存在</html>".encode(), headers={"content-type": "text/html"}), FILE, "http://a.cn/x.doc", [None, BROKEN]),
        (answer(200, HTML, "reset"), PAGE, "http://a.cn/x", [OK]),  # what arrived of a page is a page
        (answer(200, b""), PAGE, "http://a.cn/x", [OK]),
        (answer(200, PDF), FILE, "http://a.cn/x.pdf", [OK]),
        (answer(206, PDF), FILE, "http://a.cn/x.pdf", [OK]),
        (answer(200, HTML, headers={"content-type": "text/html"}), FILE, "http://a.cn/x.pdf", [None, BROKEN]),
        (answer(200, b""), FILE, "http://a.cn/x.pdf", [None, BROKEN]),
        (answer(200, EXCEL, headers={"content-type": "application/vnd.ms-excel"}), FILE, "http://a.cn/x.xls", [OK]),
        (answer(200, TABLE, headers={"content-type": "application/vnd.ms-excel"}), FILE, "http://a.cn/x.xls", [OK]),
        (answer(200, TABLE, headers={"content-type": "text/html"}), FILE, "http://a.cn/x.xls", [None, BROKEN]),
        (answer(200, HTML, headers={"content-type": "application/msword"}), FILE, "http://a.cn/x.doc", [None, BROKEN]),
        (answer(200, HTML, headers={"content-type": "text/html"}), FILE, "http://a.cn/downfile.jsp?id=3", [OK]),
        (answer(200, b"\xd0\xcf\x11\xe0"), FILE, "http://a.cn/x.docx", [OK]),  # an old format under a new name opens
        (answer(200, HTML), IMAGE, "http://a.cn/x.jpg", [None, BROKEN]),
        (answer(200, b"<svg xmlns='http://www.w3.org/2000/svg'/>"), IMAGE, "http://a.cn/x.svg", [OK]),
        (answer(200, b""), IMAGE, "http://a.cn/x.png", [None, BROKEN]),
    ],
)  # fmt: skip
def test_what_answers_prove(response: Response, kind: LinkKind, url: str, steps: list[Outcome | None]) -> None:
    found = [judge(response, looks, kind, url, SIGNATURES, Ways(3)).outcome for looks in range(1, len(steps) + 1)]
    assert found == steps


@pytest.mark.parametrize("status", [401, 403, 405, 406, 412, 418, 429, 461, 468])
def test_a_host_that_turns_programs_away_is_never_broken(status: int) -> None:
    assert all(judge(answer(status), n, PAGE, "http://a.cn/", SIGNATURES, Ways(3)).outcome is not BROKEN for n in range(1, 9))


def test_a_block_page_in_gbk_is_recognised() -> None:
    body = "<html><title>网站防火墙</title><body>您的请求带有不合法参数，已被网站管理员设置拦截！您的请求可能存在威胁，已被拦截</body>".encode(
        "gbk"
    )
    assert judge(answer(403, body), 1, PAGE, "http://a.cn/", SIGNATURES, Ways(3)).outcome is UNSURE


def test_an_article_about_captchas_is_a_page() -> None:
    body = ("<html><body>" + "<p>本文介绍访问过于频繁时请输入验证码的含义，以及滑动验证的原理。</p>" * 300).encode()
    assert judge(answer(200, body), 1, PAGE, "http://a.cn/", SIGNATURES, Ways(3)).outcome is OK


CHROME = ErrorPage(200, "", "提示_某市人民政府", 0b1010, 200)


@pytest.mark.parametrize(
    ("sample", "page", "expected"),
    [
        (CHROME, {"title": "提示_某市人民政府", "simhash": 0b1011, "body_length": 205}, True),
        (CHROME, {"title": "关于供暖的通知_某市人民政府", "simhash": 0b1011, "body_length": 205}, False),
        (CHROME, {"title": "提示_某市人民政府", "simhash": 0xFFFF0000FFFF, "body_length": 205}, False),
        (CHROME, {"title": "提示_某市人民政府", "simhash": 0b1010, "body_length": 900}, False),
        (ErrorPage(404, "", "", 0, 0), {"title": "", "simhash": 0, "body_length": 0}, False),
        (ErrorPage(200, "http://a.cn/404.html", "x", 1, 1), {"final": "http://a.cn/404.html", "title": "y", "simhash": 0, "body_length": 9}, True),
        (ErrorPage(200, "http://a.cn/", "x", 1, 1, True), {"final": "http://a.cn/", "title": "x", "simhash": 1, "body_length": 1}, False),
    ],
)  # fmt: skip
def test_the_learnt_error_page(sample: ErrorPage, page: dict[str, Any], expected: bool) -> None:
    assert is_error_page(sample, **{"final": "", **page}) is expected


ODD = [444, 463, 479, 493, 499, 555, 567, 598, 600, 999]


@pytest.mark.parametrize("status", ODD)
def test_a_status_that_http_does_not_know_is_a_shield_and_no_fault(status: int) -> None:
    assert [judge(answer(status), n, PAGE, "http://a.cn/", SIGNATURES, Ways(3)).outcome for n in (1, 2)] == [None, UNSURE]


def test_an_object_that_says_not_found_is_no_page() -> None:
    missing = '{"code":404,"msg":"资源不存在","data":null}'.encode()
    escaped = b'{"status": "500", "message": "\\u6587\\u4ef6\\u4e0d\\u5b58\\u5728"}'
    fine = '{"code":200,"msg":"ok","data":[{"title":"不存在"}]}'.encode()
    assert judge(answer(200, missing), 2, PAGE, "http://a.cn/x", SIGNATURES, Ways(3)).reason == "soft-404"
    assert judge(answer(200, escaped), 2, FILE, "http://a.cn/x.pdf", SIGNATURES, Ways(3)).reason == "not-a-file"
    assert judge(answer(200, fine), 2, PAGE, "http://a.cn/x", SIGNATURES, Ways(3)).outcome is OK


def test_an_error_page_is_known_by_its_words_whatever_clock_and_address_it_prints() -> None:
    sample = ErrorPage(200, "", "提示-某县", 1, 40, False, 77)
    assert is_error_page(sample, final="", title="提示-某县", simhash=~1, body_length=43, said_hash=77)
    assert not is_error_page(sample, final="", title="公示-某县", simhash=~1, body_length=43, said_hash=77)
    assert not is_error_page(sample, final="", title="提示-某县", simhash=(1 << 63) - 1, body_length=43, said_hash=78)


def test_pages_that_were_not_compared_prove_nothing() -> None:
    """Where an audit reads links only, long pages have no simhash; one title on all pages must not make them error pages."""
    sample = ErrorPage(200, "", "某县人民政府", 0, 900)
    assert not is_error_page(sample, final="", title="某县人民政府", simhash=0, body_length=905)


def test_a_download_that_is_sent_to_the_entrance_gives_no_file() -> None:
    moved = replace(answer(200), url="http://a.cn/", hops=(("http://a.cn/x", 302),))
    there = "http://a.cn/download.jsp?id=37"
    assert judge(moved, 2, LinkKind.ATTACHMENT, there, SIGNATURES, Ways()).outcome is BROKEN
    assert judge(answer(200), 2, LinkKind.ATTACHMENT, there, SIGNATURES, Ways()).outcome is OK
    stored = replace(moved, url="http://files.a.cn/2026/1.html")
    assert judge(stored, 2, LinkKind.ATTACHMENT, there, SIGNATURES, Ways()).outcome is OK
