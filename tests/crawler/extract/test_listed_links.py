"""Links that a page hands over as a table to a function of the site's script file, and tables that nobody draws."""

import pytest

from crawler.extract.listed_links import listed_links

ROWS = '[{"t":"市政府","u":"http://www.a.gov.cn/"},{t:"驾校协会",u:"http://www.jx.cn/"},{"t":"春耕通知","u":"/a/1.html"}]'
FOUND = [("http://www.a.gov.cn/", "市政府"), ("http://www.jx.cn/", "驾校协会"), ("/a/1.html", "春耕通知")]


@pytest.mark.parametrize(
    ("code", "found"),
    [
        (f'var d={ROWS};draw(d,"box")', FOUND),
        (f"const d = {ROWS};\nSite.list(d, '#box');", FOUND),
        (f'var d={ROWS};draw(d,"other")', []),  # no such element
        (f"var d={ROWS};", []),
        (f'var d={ROWS};if(old)draw(d,"box")', []),
        (f'//var d={ROWS};draw(d,"box")', []),
        ('var d=[{"t":"春耕通知","u":"/a/1.html"}];draw(d,"box")', []),
        ('var d=[{n:"图一",u:"/a.jpg"},{n:"图二",u:"/b.jpg"},{n:"图三",u:"/c.jpg"}];show(d,"box")', []),
        ('var d=[{n:"东街站",u:"/x.json"},{n:"西街站",u:"/y.json"},{n:"南街站",u:"/z.json"}];map(d,"box")', []),
        ('var d=[{n:"东街",v:"12.5"},{n:"西街",v:"9"},{n:"南街",v:"3"}];chart(d,"box")', []),
    ],
)
def test_listed_links(code: str, found: list[tuple[str, str]]) -> None:
    html = f'<ul id="box"></ul><script>{code}</script>'
    assert [(raw, words) for raw, words, _ in listed_links(html, [(1, code)])] == found
