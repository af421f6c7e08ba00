"""Figures over time as a page: what comes from the web is escaped, bars are in proportion, one site or all."""

from dataclasses import replace
from datetime import UTC, date, datetime

from model import PassKind, SiteId
from reports import html, trend_page
from storage.trends import PassRate, TimeToFix, Trends, Week, WorstColumn
from tests.reports.sample import finding, record

TRENDS = Trends(
    one_site=False,
    rates=[PassRate(1, PassKind.QUARTERLY, "2026-Q3", 4, 4, 3, 1, 0, 88.5, 20)],
    weeks=[Week(date(2026, 11, 9), 10, 0, 5, 0), Week(date(2026, 11, 16), 4, 1, 0, 2)],
    times=[TimeToFix("", 3, 4.5, 4, 9), TimeToFix("typo", 3, 4.5, 4, 1), TimeToFix("broken-link", 0, 0, 0, 8)],
    columns=[WorstColumn(SiteId(1), "甲市", "<script>alert(1)</script>", 6, datetime(2026, 9, 1, tzinfo=UTC), (("typo", 6),))],
)


def test_the_page_of_all_sites() -> None:
    page = "".join(trend_page.lines(TRENDS, "所有网站<b>", "2026-11-22"))
    assert "<script" not in page and "所有网站&lt;b&gt;" in page and "&lt;script&gt;" in page
    assert "default-src 'none'" in page and "width:75.0%" in page and "75.0%" in page
    assert "width:60.0%" in page and "width:30.0%" in page and "新增5（其中再次出现1）" in page and "排除2" in page
    assert "错别字" in page and "链接无法打开" not in page


def test_the_report_of_a_site_shows_its_course() -> None:
    plain = record([finding(1)])
    assert "每周变化" not in "".join(html.lines(plain))
    text = "".join(html.lines(replace(plain, trends=replace(TRENDS, one_site=True))))
    assert "每周变化" in text and "历次检查" in text and "<script" not in text
