"""Property tables of documents whose labels have no colon, and those that lead to the interpretation."""

import pytest

from tests.checks.build import page

GRID = (
    "<html><head><title>通知_示例县人民政府</title></head><body><div class='xx'><div><span>索引号</span><span>0141/2026-00012</span></div>"
    "<div><span>发文机关</span><span>示例县人民政府</span></div><div><span>文号</span><span>示府发〔2026〕3号</span></div>"
    "<div><span>有效性</span><span>有效</span></div><div><span>政策解读</span><span><a href='/jd/2.html'>《示例县养犬管理办法》解读</a></span>"
    "</div></div><h1>关于印发《示例县养犬管理办法》的通知</h1><p>发布时间：2026-09-01</p><div id='zoom'><p>现将办法印发给你们。</p></div></body></html>"
)


def test_a_property_table_whose_labels_only_a_style_sets_apart() -> None:
    found = page(GRID.encode(), "http://www.demo.gov.cn/zc/1.html").properties
    assert found is not None
    assert (found.index_number, found.office, found.document_number, found.validity) == (
        "0141/2026-00012",
        "示例县人民政府",
        "示府发〔2026〕3号",
        "有效",
    )


@pytest.mark.parametrize(
    "row",
    [
        "<table><tr><td>索引号</td><td>014/2026-1</td></tr><tr><td>文号</td><td>示府发〔2026〕3号</td></tr><tr><td>发布日期</td><td>2026-09-01</td></tr>"
        "<tr><td>政策解读</td><td><a href='/jd/2.html'>《示例县养犬管理办法》解读</a></td></tr></table>",
        "<dl><dt>索引号</dt><dd>014/2026-1</dd><dt>文号</dt><dd>示府发〔2026〕3号</dd><dt>发布日期</dt><dd>2026-09-01</dd>"
        "<dt>政策解读</dt><dd><a href='/jd/2.html'>《示例县养犬管理办法》解读</a></dd></dl>",
        "<ul><li><b>索引号：</b>014/2026-1</li><li><b>文号：</b>示府发〔2026〕3号</li>"
        "<li><b>政策解读：</b><a href='/jd/2.html'>《示例县养犬管理办法》解读</a></li></ul>",
    ],
    ids=["cells", "definitions", "lines"],
)
def test_a_property_table_that_links_the_interpretation(row: str) -> None:
    html = (
        f"<html><head><title>通知</title></head><body>{row}<h1>关于印发《示例县养犬管理办法》的通知</h1><p>发布时间：2026-09-01</p>"
        "<div id='zoom'><p>现将办法印发给你们。</p></div></body></html>"
    )
    found = page(html.encode(), "http://www.demo.gov.cn/zc/1.html")
    assert found.properties is not None
    assert found.properties.document_number == "示府发〔2026〕3号"
    assert [link.target for link in found.related] == ["http://www.demo.gov.cn/jd/2.html"]


def test_the_size_of_letters_is_no_number() -> None:
    html = GRID.replace("<p>发布时间：2026-09-01</p>", "<p>发布时间：2026-09-01 字号：[大 中 小]</p>").replace(
        "示府发〔2026〕3号", ""
    )
    found = page(html.encode(), "http://www.demo.gov.cn/zc/1.html").properties
    assert found is not None
    assert (found.index_number, found.document_number, found.validity) == ("0141/2026-00012", "", "有效")


def test_an_empty_validity_is_not_what_stands_below_it() -> None:
    found = page(GRID.replace("<span>有效</span>", "<span></span>").encode(), "http://www.demo.gov.cn/zc/1.html").properties
    assert found is not None and found.validity == ""


def test_labels_run_together_in_one_line() -> None:
    spans = (
        "<div><span>索取号：SY0024/2026-00063</span><span>公开责任部门：示例县人民政府</span><span>文件编号：</span>"
        "<span>成文日期：</span><span>公开日期：2026年7月24日</span><span>有效性：有效</span></div>"
    )
    html = (
        f"<html><head><title>通知</title></head><body><h1>关于印发《示例县养犬管理办法》的通知</h1>{spans}<div id='zoom'>"
        "<p>现将办法印发给你们，请遵照执行。</p></div></body></html>"
    )
    found = page(html.encode(), "http://www.demo.gov.cn/zc/1.html").properties
    assert found is not None and found.published is not None
    assert (found.index_number, found.office, found.validity) == ("SY0024/2026-00063", "示例县人民政府", "有效")
    assert (found.document_number, found.written, found.published.day.month) == ("", None, 7), "an empty label has no value"
