"""Addresses: joined as a browser does, one identity each, scope and kind."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crawler import host_names
from crawler.host_names import may_exist
from crawler.urls import (
    Joiner,
    Joiners,
    Scope,
    authority_of,
    canonical,
    folder_of,
    host_of,
    is_government,
    join,
    link_kind,
    origin_of,
    registrable_domain,
    same_domain,
)
from model import LinkKind

BASE = "http://www.example.gov.cn/a/b/c.html?x=1"


@pytest.mark.parametrize(
    ("raw", "url"),
    [
        ("../d.html", "http://www.example.gov.cn/a/d.html"),
        ("", BASE),
        ("?y=2", "http://www.example.gov.cn/a/b/c.html?y=2"),
        ("  /x \n", "http://www.example.gov.cn/x"),
        ("ht\ntp://other.gov.cn\\y%7e", "http://other.gov.cn/y%7e"),
        ("\\\\other.gov.cn\\y", "http://other.gov.cn/y"),
        ("//other.gov.cn", "http://other.gov.cn/"),
        ("http:d.html", "http://www.example.gov.cn/a/b/d.html"),
        ("http:///other.gov.cn/x", "http://other.gov.cn/x"),
        ("附件 1.doc", "http://www.example.gov.cn/a/b/%E9%99%84%E4%BB%B6%201.doc"),
        ("http://政府.政务/", "http://xn--mxtq1m.xn--zfr164b/"),
        ("http://ｗｗｗ．example．gov．cn/", "http://www.example.gov.cn/"),
        ("http://0x7f.1/", "http://127.0.0.1/"),
        ("www.example.gov.cn/x", "http://www.example.gov.cn/a/b/www.example.gov.cn/x"),
        ("http：//other.gov.cn", "http://www.example.gov.cn/a/b/http%EF%BC%9A//other.gov.cn"),
        ("http://localhost:8080/x", "http://localhost:8080/x"),
        ("a\ud800b", "http://www.example.gov.cn/a/b/a%EF%BF%BDb"),
    ],
)
def test_a_link_leads_where_a_browser_goes(raw: str, url: str) -> None:
    joined = join(BASE, raw)
    assert (joined.url, joined.problem) == (url, "")


@pytest.mark.parametrize(
    "raw",
    ["http://http://x.cn", "http://", "//", "http://a..b/", "http://x.cn:99999/", "http://a b.cn/", "htttp://x.gov.cn/",
     "ttp://x.gov.cn/", "http:///x/y", "http://xn--a/", "htpts://x.gov.cn", "file:///C:/x.doc", "D:\\docs\\a.doc", " c:/a.jpg"],
)  # fmt: skip
def test_what_no_browser_can_open_is_bad(raw: str) -> None:
    assert join(BASE, raw).problem == "bad"


@pytest.mark.parametrize(
    "raw",
    ["javascript:void(0)", "JavaScript:;", " mailto:a@b.cn", "tel:12345", "data:text/html,x", "weixin://dl/chat",
     "ftp://x.gov.cn/", "thunder://QUFo", "tencent://message/?uin=1", "mailto://x y", "about:blank"],
)  # fmt: skip
def test_other_schemes_are_no_addresses_of_pages(raw: str) -> None:
    assert join(BASE, raw).problem == "scheme"


def test_the_fragment_stands_apart() -> None:
    assert join(BASE, "d.html#第一章").fragment == "%E7%AC%AC%E4%B8%80%E7%AB%A0"
    assert join(BASE, "d.html#x").url == "http://www.example.gov.cn/a/b/d.html"


def test_a_query_is_written_in_the_charset_of_the_page() -> None:
    assert join(BASE, "s?q=中文#中", "gb2312").url.endswith("/s?q=%D6%D0%CE%C4")
    assert join(BASE, "s?q=中文").url.endswith("/s?q=%E4%B8%AD%E6%96%87")
    assert join(BASE, "中?q=中", "no-such-charset").url.endswith("/%E4%B8%AD?q=%E4%B8%AD")


def test_the_site_of_a_single_word_host_stays_reachable() -> None:
    assert join("http://intranet/a", "http://intranet/b").problem == ""
    assert join("http://intranet/a", "http://elsewhere/b").problem == "bad"


RAWS = st.one_of(
    st.sampled_from(["", "?", "#", " ", "/", "//", "../", "\t?a", "http:", "http://x.gov.cn", "a:b", "./a:b"]),
    st.text(alphabet="ab.:/?#\\% \t中", max_size=12),
)


@settings(max_examples=150)
@given(st.lists(RAWS, max_size=8), st.sampled_from(["c.html", "", "d?x=1"]))
def test_memos_change_nothing(raws: list[str], page: str) -> None:
    joiners = Joiners(limit=2)
    for base in (BASE, "http://www.example.gov.cn/a/b/" + page, "https://www.example.gov.cn/a/b/"):
        joiner = joiners.at(base)
        for raw in raws + raws:
            assert joiner.join(raw) == join(base, raw)


def test_a_memo_is_bounded() -> None:
    memo: dict[str, object] = {}
    joiner = Joiner(BASE, folder_memo=memo)  # type: ignore[arg-type]
    for number in range(10_000):
        joiner.join(f"{number}.html")
    assert 0 < len(memo) <= 4096


@pytest.mark.parametrize(
    ("url", "same"),
    [
        ("HTTP://WWW.Example.gov.cn:80/a/../b/%7ex/%e4?", "http://www.example.gov.cn/b/~x/%E4"),
        ("http://x.gov.cn/cx;jsessionid=8A7D.html?a=1", "http://x.gov.cn/cx;jsessionid=8A7D.html?a=1"),
        ("http://x.gov.cn/cx.do;jsessionid=8A7D61F0.node1?a=1", "http://x.gov.cn/cx.do?a=1"),
        ("http://x.gov.cn/a;jsessionid=AB12?PHPSESSID=1&a=2&utm_source=wx", "http://x.gov.cn/a?a=2"),
        ("http://x.gov.cn/(S(lit3py55t21z5v55vlm25s55))/x.aspx", "http://x.gov.cn/x.aspx"),
        ("http://x.gov.cn/a?b=1&&c=%2f", "http://x.gov.cn/a?b=1&&c=%2F"),
        ("http://x.gov.cn", "http://x.gov.cn/"),
        ("http://x.gov.cn/index.html#top", "http://x.gov.cn/index.html"),
        ("http://x.gov.cn/%%32e%2e/b", "http://x.gov.cn/b"),
        ("mailto:a@b.cn", "mailto:a@b.cn"),
    ],
)
def test_one_page_has_one_identity(url: str, same: str) -> None:
    assert canonical(url) == same


@settings(max_examples=200)
@given(st.text(alphabet="aA./%25e7?&=;:#jsiond_utm中~\\", max_size=40))
def test_canonical_is_idempotent(tail: str) -> None:
    once = canonical("http://x.gov.cn/" + tail)
    assert canonical(once) == once
    assert once.startswith("http://x.gov.cn/")


def test_parts_of_an_address() -> None:
    assert host_of("http://user@WWW.x.gov.cn:81/a@b") == "www.x.gov.cn"
    assert authority_of("https://x.gov.cn/a:b") == "x.gov.cn:443"
    assert authority_of("https://[::1]:8443/") == "[::1]:8443"
    assert origin_of("http://x.gov.cn:8080/a") == "http://x.gov.cn:8080"
    assert origin_of("https://x.gov.cn/a?b") == "https://x.gov.cn"
    assert folder_of("http://x.gov.cn/a/b?c=/d") == "http://x.gov.cn/a/"
    assert folder_of("http://x.gov.cn") == "http://x.gov.cn/"


def test_domains() -> None:
    assert registrable_domain("zwfw.www.beijing.gov.cn") == "beijing.gov.cn"
    assert registrable_domain("www.gov.cn") == "www.gov.cn"
    assert registrable_domain("10.1.2.3") == "10.1.2.3"


@pytest.mark.parametrize("one", ["www.beijing.gov.cn", "beijing.gov.cn", "10.1.2.3", "", "www.people.com.cn", "a.gov.cn"])
@pytest.mark.parametrize("other", ["www.beijing.gov.cn", "zwfw.beijing.gov.cn", "10.1.2.4", "", "people.com.cn"])
def test_hosts_are_of_one_domain_where_their_registered_domain_is_one(one: str, other: str) -> None:
    assert same_domain(one, other) is (registrable_domain(one) == registrable_domain(other))


@pytest.mark.parametrize("host", ["www.beijing.gov.cn", "gov.cn", "www.beijing.政务", "www.xn--zfr164b", "www.example.cn"])
def test_names_may_be_given_out_under_the_endings_of_governments(host: str) -> None:
    assert may_exist(host)
    assert host_names._suffixes()(host).suffix
    assert is_government("www.x.gov.cn") and is_government("xn--mxtq1m.xn--zfr164b") and is_government("政府.政务")
    assert not is_government("www.gov.cn.example.com") and not is_government("notgov.cn")


def test_scope() -> None:
    scope = Scope("http://www.x.gov.cn/index.html", ["zwfw.x.gov.cn", "y.gov.cn:8080"])
    inside = ["http://x.gov.cn/", "https://www.x.gov.cn/a", "http://zwfw.x.gov.cn/", "https://y.gov.cn:8080/"]
    outside = ["http://a.x.gov.cn/", "http://www.x.gov.cn:8080/", "http://y.gov.cn/", "ftp://x.gov.cn/",
               "http://www.x.gov.cn.evil.com/", "http://www.zwfw.x.gov.cn/"]  # fmt: skip
    assert all(map(scope.contains, inside))
    assert not any(map(scope.contains, outside))
    assert Scope("http://127.0.0.1:8123/").contains("http://127.0.0.1:8123/a")
    assert not Scope("http://127.0.0.1:8123/").contains("http://127.0.0.1/a")


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("P0202208.PDF", LinkKind.ATTACHMENT),
        ("a.wps?v=1", LinkKind.ATTACHMENT),
        ("module/download/downfile.jsp?classid=0&filename=a1.rar", LinkKind.ATTACHMENT),
        ("downfile.jsp?filename=%E5%9B%BE.png", LinkKind.IMAGE),
        ("file.do?id=3", LinkKind.ATTACHMENT),
        ("servlet/Show?file=a.doc", LinkKind.ATTACHMENT),
        ("servlet/Show?id=5", LinkKind.PAGE),
        ("download/", LinkKind.PAGE),
        ("download/index.html", LinkKind.PAGE),
        ("t20220815_1.shtml", LinkKind.PAGE),
        ("notice-v1.2", LinkKind.PAGE),
        ("x.jpg", LinkKind.IMAGE),
        ("x.css", LinkKind.STYLE),
        ("x.js", LinkKind.SCRIPT),
        ("x.mp4", LinkKind.MEDIA),
    ],
)
def test_kind_by_address(path: str, kind: LinkKind) -> None:
    assert link_kind(f"http://x.gov.cn/{path}") is kind


def test_a_host_is_no_file_name() -> None:
    assert link_kind("http://x.zip") is LinkKind.PAGE
