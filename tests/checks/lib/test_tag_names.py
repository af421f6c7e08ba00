"""A page that bears another site's name among pages that bear their own."""

from __future__ import annotations

from checks.lib.tag_names import SiteNames, other_title

OWN, OTHER = "青山县人民政府", "临湖县文化和旅游局"


def names(*odd: tuple[str, str], column: str = "动态") -> list[str]:
    found = SiteNames()
    for n in range(30):
        found.note(f"{n}.html", OWN, "动态" if n % 2 else "公告", False)
    for url, name in odd:
        found.note(url, name, column, False)
    return [url for url, _ in found.strange()]


def test_a_borrowed_name() -> None:
    assert names(("x.html", OTHER)) == ["x.html"]
    assert names(("x.html", "临湖县人民政府")) == ["x.html"]


def test_names_that_are_no_fault() -> None:
    assert names(("x.html", "青山县人民政府门户网站")) == []
    assert names(("x.html", "")) == []
    assert names(("x.html", "中国·青山")) == []
    assert names(*[(f"bm/{n}.html", "青山县水利局") for n in range(3)]) == [], "a department with pages of its own"
    assert names(("bm/", "青山县水利局"), column="水利局") == [], "a column of its own"


def test_few_pages_show_no_name() -> None:
    found = SiteNames()
    found.note("1.html", OWN, "动态", False)
    found.note("2.html", OTHER, "动态", False)
    assert list(found.strange()) == []


def test_a_title_of_another_article() -> None:
    shown = "口袋公园建设现场推进会召开"
    assert other_title("石桥镇开展消防通道整治集中行动", shown, f"{shown}_青山县") is not None
    for right in (shown, "口袋公园建设推进会", "公园建设现场推进会在石桥镇召开", "公告", ""):
        assert other_title(right, shown, f"{shown}_青山县") is None, right
    assert other_title("石桥镇开展消防通道整治集中行动", shown, "石桥镇开展消防通道整治集中行动_青山县") is None, (
        "the heading may be a part's"
    )
