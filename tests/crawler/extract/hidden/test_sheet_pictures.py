"""Pictures of style rules: those that a browser asks for on a page, and no others."""

from __future__ import annotations

import pytest

from crawler.extract.hidden.sheet_pictures import names_on, sheet_pictures
from model import LinkKind
from tests.crawler.extract.qingshan import HOME, read

PAGE = "<html><body class='home'><div id='top' class=\"banner wide\"><h3 class=tit>要闻</h3><ul><li>一</li></ul></div></body></html>"


@pytest.mark.parametrize(
    ("sheet", "found"),
    [
        (".banner{background:url(/a.jpg) no-repeat}", ["/a.jpg"]),
        ('#top .tit{color:red;background-image:url( "b.png" )}', ["b.png"]),
        (".tit:before{content:'';background:url('c.png')}", ["c.png"]),
        ("ul li{list-style:url(d.gif)}", ["d.gif"]),
        (".weather-bar{background:url(gone.png)}", []),
        (".banner:hover{background:url(on.jpg)}", []),
        ("a{background:url(link.png)}", []),
        ("/* .banner{background:url(old.jpg)} */", []),
        ("@media print{.banner{background:url(paper.jpg)}}", []),
        ("@media (max-width:600px){.banner{background:url(small.jpg)}}", []),
        (".banner{background:url(first.jpg)} .banner{background:none}", []),
        (".banner{background:url(data:image/gif;base64,R0lGOD)}", []),
        (".banner{_background:url(ie6.png)}", []),
        (".banner,.gone{background:url(e.jpg)}", ["e.jpg"]),
    ],
)
def test_pictures_that_a_page_shows(sheet: str, found: list[str]) -> None:
    assert sheet_pictures(sheet, names_on(PAGE)) == found


def test_pictures_of_the_pages_own_sheet_are_links() -> None:
    html = PAGE.replace(
        "<body", "<head><style>.banner{background:url('/pic/top.jpg')} .gone{background:url(/pic/no.jpg)}</style></head><body"
    )
    links = [link for link in read(html, HOME).links if link.kind is LinkKind.IMAGE]
    assert [link.target for link in links] == [HOME + "pic/top.jpg"]
