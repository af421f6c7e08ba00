"""Pictures in the style of elements."""

import pytest

from crawler.extract.style_pictures import has_style_pictures
from model import LinkKind
from tests.crawler.extract.qingshan import HOME, read


@pytest.mark.parametrize(
    ("html", "pictures"),
    [
        ('<div style="height:9px;background:url(/i/a.jpg) no-repeat">x</div>', ["i/a.jpg"]),
        ("<p style='background-image: URL( \"../i/b.png\" )'>x</p>", ["i/b.png"]),
        ('<div style="background:url(&quot;/i/c.gif&quot;)"></div>', ["i/c.gif"]),
        ('<div style="background:url(data:image/gif;base64,R0)"></div>', []),
        ("<style>.a{background:url(/i/d.jpg)}</style><p style='color:red'>x</p>", []),
        ('<div style="background:url({{pic}})"></div>', []),
    ],
)
def test_pictures(html: str, pictures: list[str]) -> None:
    links = read(f"<body>{html}</body>", HOME + "a/b.html").links
    assert [link.target.removeprefix(HOME) for link in links if link.kind is LinkKind.IMAGE] == pictures


def test_the_cheap_question() -> None:
    assert has_style_pictures("<p style='background:url(a.jpg)'>")
    assert not has_style_pictures("<style>.a{background:url(a.jpg)}</style>")
