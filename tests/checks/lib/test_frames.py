"""Which pages of a site are judged by their frame, and what whole kinds of them lack."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

from checks.lib import frames
from model import Coverage, Page, PageKind, Site, SiteId, SiteView

HOME = "http://www.qs.gov.cn/"
NOW = datetime(2026, 11, 21, tzinfo=UTC)


def page(path: str, kind: PageKind = PageKind.ARTICLE, title: str = "标题", **facts: object) -> Page:
    url = HOME + path
    known: dict[str, object] = {"html_title": title, "features": {}, "identity": {"code": "5399000018"}, **facts}
    return Page(url, url, 200, NOW, title=title, kind=kind, **known)  # type: ignore[arg-type]


def view(*pages: Page, home: Page | None = None) -> SiteView:
    return SiteView(Site(SiteId(1), HOME), NOW, Coverage(complete=True), home, (), (), pages=pages)


def test_only_whole_documents_are_judged() -> None:
    site = view(
        page("a.html"),
        page("old.html", features=None),
        page("part.html", html_title=""),
        page("search", PageKind.SEARCH),
        page("app", PageKind.HUB, identity={}),
        page("zt/", PageKind.HUB, identity={}, tags={"sitename": ("青山",)}),
    )
    assert [one.url for one in frames.framed_pages(site)] == [HOME + "a.html", HOME + "zt/"]


def test_a_page_of_no_kind_is_judged_with_its_path_and_the_bottom_of_the_site() -> None:
    known = {"code": "5399000018", "icp": "滇ICP备19009901号", "owner": "青山县政府办"}
    short = page("zrdl.html", PageKind.OTHER, "自然地理", identity=known, breadcrumb=("首页", "自然地理"))
    lost = page("x.html", PageKind.OTHER, "打印", identity=known)
    bare = page("y.html", PageKind.OTHER, "登录", breadcrumb=("首页", "登录"))
    every = {*frames.WORDS, PageKind.OTHER}
    assert [one.url for one in frames.framed_pages(view(short, lost, bare), every)] == [short.url]


def test_parameters_alone_make_no_other_page() -> None:
    calendar = [page(f"cx/?month={n}", PageKind.LIST, "活动查询") for n in range(30)]
    columns = [page(f"list.jsp?id={n}", PageKind.LIST, f"栏目{n}") for n in range(3)]
    assert len(list(frames.framed_pages(view(*calendar, *columns)))) == 1 + 3


def test_a_view_of_a_calendar_is_no_page_of_its_own() -> None:
    views = [page("rl/", PageKind.LIST, "政务日历"), page("rl/?m=2", PageKind.SINGLE, "工作日历-青山县")]
    article = page("b.html", PageKind.ARTICLE, "我县推出办税日历")
    assert [one.url for one in frames.framed_pages(view(*views, article))] == [article.url]


def test_the_home_page_is_judged_once() -> None:
    home = page("", PageKind.HOME, "青山市人民政府")
    again, other = page("index.html", PageKind.HOME, "青山市人民政府"), page("en/", PageKind.HOME, "Qingshan")
    assert [one.url for one in frames.framed_pages(view(home, again, other, home=home))] == [HOME, HOME + "en/"]


def test_a_home_page_that_says_nothing_is_not_judged() -> None:
    assert frames.readable_home(view(home=page("", PageKind.HOME))) is not None
    assert frames.readable_home(view()) is None
    assert frames.readable_home(view(home=page("", PageKind.HOME, features=None))) is None
    assert frames.readable_home(view(home=page("", PageKind.HOME, features={"bare": "x"}))) is None
    assert frames.readable_home(view(home=page("", PageKind.INTERSTITIAL))) is None


def test_what_only_a_file_of_the_frame_shows() -> None:
    home = page("", PageKind.HOME, features={"error_entry": "x", "by_file": "code error_entry"})
    assert frames.is_by_file(home, "error_entry") and frames.is_by_file(home, "code")
    assert not frames.is_by_file(home, "icp") and not frames.is_by_file(page(""), "code")


def test_the_bottom_that_an_older_file_writes() -> None:
    said = {"identity": {"code": "5399000018"}, "features": {"site_map": "网站地图"}, "whole": True, "bottom": True}
    old = page("a.html", features={"scripted_footer": "/inc/foot_b.js"}, identity={})
    site = replace(view(old), probes={"frame": {"bottoms": {HOME + "inc/foot_b.js": said}}})
    read = frames.with_own_bottom(old, site)
    assert frames.has_identity(read) and not frames.scripted_footer(read) and "error_entry" not in (read.features or {})
    below = page("bsfw/zn/a.html", features={"scripted_footer": "../../inc/foot_b.js"}, identity={})
    assert frames.has_identity(frames.with_own_bottom(below, site))
    other = page("b.html", features={"scripted_footer": "/inc/foot_c.js"}, identity={})
    assert frames.with_own_bottom(other, site) is other
    half = replace(site, probes={"frame": {"bottoms": {HOME + "inc/foot_b.js": {**said, "whole": False}}}})
    assert frames.with_own_bottom(old, half) is old
