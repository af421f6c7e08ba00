"""Places for a date that hold none."""

from __future__ import annotations

import pytest
from selectolax.lexbor import LexborHTMLParser

from crawler.extract.blank_dates import date_place
from crawler.extract.outline import read_outline
from crawler.extract.text import read_lines


@pytest.mark.parametrize(
    ("markup", "expected"),
    [
        ('<span class="date"></span><span>来源：市政府办</span>', "blank"),
        ('<em class="time"> </em>', "blank"),
        ("<p>发布时间：　　来源：市政府办</p>", "blank"),
        ("<p>时间：　来源：市政府办</p>", "blank"),
        ('<p id="pubDate"></p><script>$("#pubDate").text(doc.time)</script>', "scripted"),
        ('<p class="pubtime" v-text="doc.time"></p>', "scripted"),
        ('<p>来源</p><script>document.write("2026-10-22")</script>', "scripted"),
        ("<p>来源</p><script>document.write(pubTime)</script>", "scripted"),
        ('<time datetime="2026-11-03T09:00:00+08:00">11月3日</time>', "scripted"),
        ("<p>今天是<script>document.write(new Date().toLocaleDateString())</script></p>", ""),
        ('<i class="icon-time"></i><div class="update-bar"></div><div class="public-nav"></div>', ""),
        ('<div id="nowTime"></div><p>活动时间：周末</p>', ""),
    ],
)
def test_where_the_date_of_a_page_is_missing(markup: str, expected: str) -> None:
    outline = read_outline(LexborHTMLParser(f"<html><body><div>{markup}</div></body></html>"))
    assert date_place(read_lines(outline), [""] * len(outline), outline) == expected
