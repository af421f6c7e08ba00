"""Which style sheets are read: imports for screens, typical inner pages."""

import pytest

from crawler.extract.hidden.sheets import MAX_IMPORTS, imported, typical


@pytest.mark.parametrize(
    ("sheet", "found"),
    [
        ('@charset "utf-8";\n@import url("a.css");@import \'b.css\' screen;@import url(c.css) print; .a{}', ["a.css", "b.css"]),
        ("/* @import url(old.css); */ @IMPORT url( 'x/y.css' ) all;", ["x/y.css"]),
        ("@import url(m.css) screen and (max-width:600px);", []),
        (".a{content:'import'}", []),
        ("@import url(" + "a" * 100_000, []),
    ],
)
def test_imports(sheet: str, found: list[str]) -> None:
    assert imported(sheet) == found


def test_imports_are_bounded() -> None:
    assert len(imported("@import 'a.css';" * 100)) == MAX_IMPORTS


def test_one_column_and_one_article_stand_for_all() -> None:
    home = "http://www.a.gov.cn/"
    links = [home, f"{home}xwzx/", f"{home}tzgg/", f"{home}xwzx/202611/t20261101_1000.html", f"{home}a/12345.html"]
    assert typical(links) == [links[1], links[3]]
    folders = ["http://a.gov.cn/nw12340/index.html", "http://a.gov.cn/nw12340/20261115/5ed5076534d14be23e8155064c6313b5.html"]
    assert typical(folders) == folders
    assert typical([home]) == typical([]) == []
