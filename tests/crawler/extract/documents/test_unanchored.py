"""Counterparts of a document that no anchor of its page leads to."""

import pytest

from model import Page
from tests.checks.build import page

PROSE = "<p>各乡镇人民政府，县直各部门：现将办法印发给你们，请结合实际认真贯彻执行，执行中的问题及时报告。</p>" * 4


def read(extra: str) -> Page:
    html = (
        "<html><head><title>通知_示例县</title><meta name='ArticleTitle' content='示例县人民政府关于印发养犬管理办法的通知'></head><body>"
        "<ul class='nav'><li><a href='/'>首页</a></li><li><a href='/jd/'>政策解读</a></li></ul>"
        "<table><tr><td>索引号</td><td>014/2026-1</td><td>文号</td><td>示府发〔2026〕3号</td></tr></table>"
        f"<h1>示例县人民政府关于印发养犬管理办法的通知</h1><p>发布时间：2026-09-01</p><div id='zoom'>{PROSE}</div>{extra}"
        "<div class='footer'>主办：示例县人民政府办公室</div></body></html>"
    )
    found = page(html.encode(), "http://www.demo.gov.cn/zc/t20260901_1.html")
    assert found.kind == "policy"
    return found


@pytest.mark.parametrize(
    "extra",
    [
        "<div class='btn' data-href='/jd/2.html'>政策解读</div>",
        "<h3>相关解读</h3><ul id='rel'></ul><script>var rel=[{title:'养犬管理办法政策解读',url:'/jd/2.html'}];show(rel,'rel');</script>",
        "<script>document.write('<p>相关解读：<a href=\"/jd/2.html\">点击查看</a></p>')</script>",
        "<button onclick=\"window.open('/jd/2.html')\">政策解读</button>",
        "<select onchange='go(this)'><option>请选择</option><option value='/jd/2.html'>《养犬管理办法》解读</option></select>",
        "<p>政策解读：http://www.demo.gov.cn/jd/2.html</p>",
    ],
    ids=["data attribute", "list in a script", "written by a script", "button", "choice", "plain words"],
)
def test_addresses_elsewhere_than_in_anchors(extra: str) -> None:
    assert [link.target for link in read(extra).related] == ["http://www.demo.gov.cn/jd/2.html"]


def test_what_a_script_fills_later_and_what_plays_on_the_page() -> None:
    later = "<h3>相关解读</h3><div id='reldiv'></div><script>$('#reldiv').load('/rel?id=1')</script>"
    assert read(later).related_block == "scripted 相关解读"
    assert read("<h3>视频解读</h3><video src='/v/1.mp4'></video>").related_block == "written 视频解读"
    assert read("<h3>政策解读</h3><iframe src='/jd/2.html'></iframe>").related_block == "written 政策解读"
    assert read("<h3>音频解读</h3><audio src='/v/1.mp3'></audio>").related_block == "written 音频解读"
    assert read("<h3>政策解读</h3><p><img src='/u/2026/w1.jpg' alt='扫码看解读'></p>").related_block == "written 政策解读"


def test_an_interpretation_in_a_part_that_a_click_opens() -> None:
    pane = "<ul><li>文件原文</li><li>政策解读</li></ul><div style='display:none'><h4>政策解读</h4>{}</div>"
    said = "<p>近年来犬只伤人事件时有发生，为此制定本办法。</p><p>办法共五章三十条，主要规定了养犬人的义务和法律责任。</p>"
    assert read(pane.format(said)).related_block == "written 政策解读"
    assert not read(pane.format("<p>暂无解读。</p>")).related_block.startswith("written")


@pytest.mark.parametrize(
    "extra",
    [
        "<h3>相关解读</h3><div id='reldiv'></div><script>var top = 1;</script>",
        "<h3>相关解读</h3><p>暂无</p>",
        "<h3>政策解读</h3><p><img src='/images/icon_jd.png'>暂无</p>",
        "<script>var share='/share/index.html';</script>",
    ],
    ids=["no script names it", "none", "an icon", "another script"],
)
def test_an_empty_block_stays_empty(extra: str) -> None:
    found = read(extra)
    assert found.related == () and not found.related_block.startswith(("scripted", "written"))
