"""Links that scripts write: only what every visitor surely sees."""

import pytest

from crawler.extract.hidden.written_links import written_links, written_words

A = '<a href="/a.html">信箱</a>'


@pytest.mark.parametrize(
    ("code", "found"),
    [
        (f"document.write('{A}');", ["/a.html"]),
        (f"var a = 1; document.writeln('<li>{A}</li>'); document.write(\"<a href='/b.html'>乙</a>\")", ["/a.html", "/b.html"]),
        ('document.write("<a href=\\"/c.html?x=1&amp;y=2\\">丙</a>")', ["/c.html?x=1&y=2"]),
        (f"<!--\ndocument.write('{A}');\n//-->", ["/a.html"]),
        ("document.write('<a href=\"' + base + '/a.html\">甲</a>')", []),
        (f"setTimeout(function(){{document.getElementById('foot').innerHTML+='{A}'}},10)", ["/a.html"]),
        (f"$(function(){{ $('#foot').append('{A}'); }});", ["/a.html"]),
        (f"window.onload = () => {{ b.insertAdjacentHTML('beforeend', '{A}') }}", ["/a.html"]),
        (f"$(function(){{ if (old) $('#foot').append('{A}'); }});", []),
        (f"$('#b').click(function(){{ $('#foot').html('{A}'); }});", []),
        (f"s.push('{A}'); box.innerHTML = '{A}' + more;", []),
        ("var h='ht'+'tp://';document.write('<a href=\"'+h+'ly.demo.gov.cn/\">旅游</a>')", ["http://ly.demo.gov.cn/"]),
        ("var p = '/zt/'; document.write('<a href=\"' + p + 'a.html\">甲</a>' + '<a href=\"/b.html\">乙</a>')", ["/zt/a.html", "/b.html"]),
        ("var p = '/zt/'; p = '/en/'; document.write('<a href=\"' + p + 'a.html\">甲</a>')", []),
        (f"function old() {{ document.write('{A}'); }}", []),
        (f"if (isPhone) document.write('{A}');", []),
        (f"phone && document.write('{A}');", []),
        (f"// document.write('{A}');", []),
        (f"/* document.write('{A}'); */", []),
        (f"document.write('<div style=\"display:none\">{A}</div>')", []),
        (f"var html = '{A}';", []),
    ],
)  # fmt: skip
def test_links_that_a_script_writes(code: str, found: list[str]) -> None:
    assert [address for address, _, _ in written_links([(3, code)])] == found


def test_a_script_without_end_costs_little() -> None:
    for piece in ("document.write('<a ", 'document.write("\\', "/*", "<a href='"):
        assert list(written_links([(0, "document.write <a " + piece * 20_000)])) == []


def test_words_that_a_script_writes() -> None:
    jump = "function jump(){ if (n == 0) { location = '/' } }"
    assert (
        written_words([f"var n=0;{jump}document.write('<b>404</b>&nbsp;');document.write(\"<p>信息不存在</p>\")"])
        == "404\n信息不存在"
    )
    assert written_words([f"{jump}", "function f(){document.write('甲')}", "if (n) document.write('乙')"]) == ""
    assert written_words(["function f(){" * 5_000]) == ""
