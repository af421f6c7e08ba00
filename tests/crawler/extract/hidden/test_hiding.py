"""What an outside style sheet hides, and links under such names."""

from datetime import UTC, datetime

from crawler.extract.hidden.hiding import hidden_names
from crawler.extract.page import read_page
from model import Concealed
from tests.crawler.extract.qingshan import HOME, TODAY

SHEET = """
/* .old{display:none} */ .f1x { position:absolute; left:-9999px }
#hid,.nav .sub{display:none} .tip:hover .box{display:none} .wow{opacity:0} .fade-in{opacity:0} .t0{font-size:0} .ti{text-indent:-999em}
@media print { .noprint{display:none} } .plain{color:red;font-size:10px;opacity:0.5}
"""


def concealed(html: str) -> tuple[Concealed, ...]:
    page = read_page(
        f"<html><body>{html}</body></html>".encode(), url=HOME, requested=HOME, status=200, content_type="text/html",
        observed_at=datetime.now(UTC), today=TODAY, home_url=HOME, in_scope=lambda url: url.startswith(HOME), site_hides=hidden_names(SHEET),
    )  # fmt: skip
    return page.concealed


def test_names_that_a_sheet_hides() -> None:
    names = hidden_names(SHEET)
    assert names == {
        ".f1x": ("off-screen", True), "#hid": ("display:none", False), ".sub": ("display:none", False),
        ".t0": ("font-size:0", False), ".ti": ("text-indent", False),
    }  # fmt: skip


def test_rules_for_every_screen_are_rules_for_all() -> None:
    sheet = "@media screen{.a{display:none} .b{color:red}} @media print{.c{display:none}} @media all { #d{left:-9999px} } .e{opacity:.01}"
    assert set(hidden_names(sheet)) == {".a", "#d", ".e"}
    assert hidden_names("@media screen and (max-width:600px){.f{display:none}} .g{opacity:.5;margin-bottom:-9999px}") == {}
    assert set(hidden_names(".h{margin-left:-10000px} .i{transform:translateX(-9999px)}")) == {".h", ".i"}
    assert set(hidden_names("@media screen{" * 50_000 + ".a{display:none}")) <= {".a"}


def test_a_sheet_without_end_is_cut() -> None:
    assert hidden_names(".a{color:red}" * 100_000) == {}
    assert hidden_names("{" * 200_000 + ".a{display:none") == {}


def test_links_under_such_names_are_concealed_and_marked() -> None:
    [link] = concealed("<div class='x f1x'><p><a href='http://www.firm.com/'>某公司</a></p></div>")
    assert (link.target, link.reason, link.sure, link.sheet) == ("http://www.firm.com/", "off-screen", True, True)
    assert concealed("<div class='plain'><a href='http://www.firm.com/'>某公司</a></div>") == ()
    assert concealed("<div class='f1x'><a href='/own.html'>本站</a><a href='http://www.other.gov.cn/'>外单位</a></div>") == ()


def test_rules_by_attribute() -> None:
    style = (
        '<style>/* a */div[data-q="7"]{display:none} a[href^="http://by-target."]{font-size:0} li[class*=kk]{position:absolute;left:-9999px}'
        "[v-cloak]{display:none} .m:hover [data-h]{display:none} [lang|=en]{opacity:0} [title$=z]{visibility:hidden}</style>"
    )
    found = concealed(
        f'{style}<div data-q="7"><a href="http://one.com/">甲</a></div><div data-q="8"><a href="http://eight.com/">乙</a></div>'
        '<a href="http://by-target.com/">丙</a><ul><li class="xkk"><a href="http://three.com/">丁</a></li></ul>'
        '<p v-cloak><a href="http://cloak.com/">戊</a></p><p data-h><a href="http://hover.com/">己</a></p>'
        '<p lang="en-us"><a href="http://four.com/">庚</a></p><p title="xyz"><a href="http://five.com/">辛</a></p>'
    )
    assert {(link.target, link.reason, link.sure) for link in found} == {
        ("http://one.com/", "display:none", False), ("http://by-target.com/", "font-size:0", False), ("http://three.com/", "off-screen", True),
        ("http://four.com/", "opacity:0", False), ("http://five.com/", "visibility:hidden", False),
    }  # fmt: skip


def test_the_root_and_what_outside_sheets_hide_inside_something() -> None:
    assert set(hidden_names(":root .a{display:none} .b:not(.c){display:none}")) == {".a"}
    names = hidden_names(".xz a{transform:scale(0)} .nav ul{display:none} .logo a{text-indent:-9999px}")
    assert names == {".xz a": ("transform", False)}


def test_an_outside_sheet_may_hide_by_attribute() -> None:
    sheet = hidden_names("[data-ad='1']{display:none}")
    page = read_page(
        b"<html><body><p data-ad='1'><a href='http://one.com/'>x</a></p><p data-ad='2'><a href='http://two.com/'>y</a></p></body></html>",
        url=HOME, requested=HOME, status=200, content_type="text/html", observed_at=datetime.now(UTC), today=TODAY, home_url=HOME,
        in_scope=lambda url: url.startswith(HOME), site_hides=sheet,
    )  # fmt: skip
    assert [(link.target, link.sheet) for link in page.concealed] == [("http://one.com/", True)]
