"""Files that write the bottom or the head of a page, in the forms in which they are served."""

import pytest

from crawler.extract.frame.frame_file import address_in, read_frame_file, with_frame
from tests.checks.build import HOME, page

BOTTOM = (
    '<div class="foot"><a href="/wzdt/">网站地图</a><a href="/ys.html">隐私声明</a><p>主办单位：示例县人民政府办公室</p><p>网站标识码：5118990001</p>'
    '<a href="https://beian.miit.gov.cn/">蜀ICP备11001234号</a><a href="http://bszs.conac.cn/sitename?method=show&id=1">'
    '<img src="/red.png"></a></div>'
)
ESCAPED = BOTTOM.replace("'", "\\'").replace("</", "<\\/")
FILES = {
    "one write": f"document.write('{ESCAPED}');",
    "glued": "var h='';\n" + "\n".join(f"h += '{part}';" for part in ESCAPED.split("\n")) + "document.write(h);",
    "html": BOTTOM,
    "inner": f'document.getElementById("f").innerHTML="{BOTTOM.replace(chr(34), chr(92) + chr(34))}";',
}


@pytest.mark.parametrize("text", FILES.values(), ids=FILES)
def test_the_bottom_in_a_file(text: str) -> None:
    found = read_frame_file(text)
    assert found["whole"] and found["bottom"]
    assert (found["identity"]["code"], found["identity"]["owner"]) == ("5118990001", "示例县人民政府办公室")
    assert {"site_map", "privacy"} <= found["features"].keys()
    assert "icp" in found["identity"] and "conac" in found["identity"]


def test_a_script_that_asks_for_more_proves_no_lack() -> None:
    assert not read_frame_file("$.get('/api/foot', function (d) { $('#foot').html(d.text + '网站地图'); });")["whole"]
    assert not read_frame_file("console.log('loaded');")["whole"]


def home(file: str) -> str:
    news = "".join(
        f"<li><a href='/a/{n}.html'>示例县召开第{n}次工作会议</a><span>2026-11-0{n}</span></li>" for n in range(1, 9)
    )
    return f"<html><head><title>示例县人民政府</title></head><body><ul>{news * 2}</ul><div id='f'></div><script src='{file}'></script></body></html>"


def test_the_home_page_with_its_bottom() -> None:
    read = page(home("/js/footer.js").encode(), HOME)
    assert read.features is not None and address_in(read.features["scripted_footer"]) == "/js/footer.js"
    whole = with_frame(read, {"scripted_footer": read_frame_file(FILES["one write"])})
    assert whole is not None and whole.features is not None
    assert "scripted_footer" not in whole.features and whole.identity["code"] == "5118990001"
    half = with_frame(read, {"scripted_footer": read_frame_file("$.get('/x', f);var t='网站标识码：5118990001';")})
    assert half is not None and half.features is not None and "scripted_footer" in half.features


def test_a_search_that_the_head_writes() -> None:
    head = '<div class="head"><form action="/search"><input name="q" type="text"><input type="submit" value="站内搜索"></form></div>'
    written = "".join(f"document.writeln('{part}');" for part in head.replace("</", "<\\/").split("\n"))
    assert read_frame_file(written)["features"]["search"]
    assert "search" not in read_frame_file(FILES["one write"])["features"]
    read = page(home("/js/header.js").encode(), HOME)
    both = with_frame(read, {"scripted_header": read_frame_file(written)})
    assert both is not None and both.features is not None and both.features["search"]


@pytest.mark.parametrize("value", ["页面内容由脚本生成", "<app-footer>", "空的页脚元素 footer"])
def test_what_is_no_file(value: str) -> None:
    assert address_in(value) == ""


def test_nothing_is_read() -> None:
    read = page(home("/js/footer.js").encode(), HOME)
    assert with_frame(read, None) is read
    assert with_frame(None, {}) is None


def test_a_bottom_that_the_page_itself_puts_together() -> None:
    read = page(
        home("/js/x.js")
        .replace(
            "<div id='f'>",
            """<script>var f='';f+='<p><a href="/ys.html">隐私声明</a> <a href="/nb.html">2025年政府网站工作年度报表</a></p>';document.write(f);</script><div>""",
        )
        .encode(),
        HOME,
    )
    assert read.features is not None
    assert read.features["privacy"] == "隐私声明" and read.features["annual_reports"] == "2025年政府网站工作年度报表"


def test_the_own_scripts_of_a_home_page_without_a_bottom() -> None:
    news = "".join(
        f"<li><a href='/a/{n}.html'>示例县召开第{n}次工作会议</a><span>2026-11-0{n}</span></li>" for n in range(1, 9)
    )
    scripts = "<script src='/js/jquery.min.js'></script><script src='/js/chrome.js'></script><script src='http://cdn.example.com/x.js'></script>"
    markup = f"<html><head><title>示例县人民政府</title>{scripts}</head><body><ul>{news * 2}</ul><div class='bottom'><script>bottom()</script></div></body></html>"
    read = page(markup.encode(), HOME)
    assert read.features is not None
    assert read.features["own_scripts"] == f"{HOME}js/chrome.js"
    whole = page(markup.replace("<script>bottom()</script>", BOTTOM).encode(), HOME)
    assert whole.features is not None and "own_scripts" not in whole.features
