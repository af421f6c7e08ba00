"""Pages that lack the script by which all others tell that a link leads out."""

from datetime import UTC, datetime

from model import Link, LinkKind, Page, PageKind
from stages.link_verdicts import _lacks

GUARD = frozenset({"http://www.a.gov.cn/js/outlink.js"})
AT = datetime(2026, 11, 20, tzinfo=UTC)


def page(*links: Link, kind: PageKind = PageKind.HUB, title: str = "专题", leaving: str = "") -> Page:
    url = "http://www.a.gov.cn/zt/1.html"
    return Page(url, url, 200, AT, html_title=title, kind=kind, leaving=leaving, links=links)


def test_a_topic_with_a_template_of_its_own() -> None:
    library = Link("http://www.a.gov.cn/js/jq.js", LinkKind.SCRIPT)
    assert _lacks(page(library), GUARD)
    assert not _lacks(page(library, Link("http://www.a.gov.cn/js/outlink.js", LinkKind.SCRIPT)), GUARD)
    assert not _lacks(page(library, leaving="您即将离开本网站"), GUARD)


def test_of_pieces_articles_and_frames_nothing_is_said() -> None:
    assert not _lacks(page(title=""), GUARD)
    assert not _lacks(page(kind=PageKind.ARTICLE), GUARD)
    assert not _lacks(page(Link("http://www.a.gov.cn/top.html", LinkKind.FRAME)), GUARD)
