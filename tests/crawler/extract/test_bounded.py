"""What a parser could not bear goes; words and links stay, and an honest page is not touched."""

from __future__ import annotations

import pytest

from crawler.extract.bounded import MOST_IN_TAG, MOST_OPEN, bounded
from tests.crawler.extract.qingshan import read

LINK = '<a href="/x/1.html">关于做好防汛工作的通知</a>'
HONEST = {
    "a table never closed": "<table>" + "<tr><td><p>一行<br><img src=a.png>" * 5_000,
    "fonts never closed": "<font color=red>一行<br>" * (MOST_OPEN // 2),
    "a picture written out": f'<img src="data:image/png;base64,{"A" * 200_000}">',
    "a long style": f'<div style="{"color: red; " * 900}">x</div>',
    "closed": "<div><span>一行</span></div>" * 20_000,
}


@pytest.mark.parametrize("name", HONEST)
def test_an_honest_page_stays_as_it_is(name: str) -> None:
    assert bounded(HONEST[name]) is HONEST[name] or bounded(HONEST[name]) == HONEST[name]


def test_words_and_links_of_a_hostile_page_are_kept() -> None:
    page = read("<DIV class=a>" * 50_000 + LINK)
    assert [link.target for link in page.links] == ["http://www.qingshan.gov.cn/x/1.html"]


def test_only_the_first_openings_are_kept() -> None:
    assert bounded("<i>" * 30_000 + "x") == "<i>" * (MOST_OPEN + 1) + "x"


def test_a_tag_with_too_many_attributes_loses_them() -> None:
    many = " ".join(f"a{n}=1" for n in range(MOST_IN_TAG * 8))
    assert bounded(f"<p>前</p><div {many}>后</div>") == "<p>前</p><div>后</div>"
