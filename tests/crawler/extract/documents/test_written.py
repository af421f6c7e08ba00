"""Interpretations that stand on the page of their document: as text under a heading, as a picture."""

import pytest

from tests.checks.build import page

PROSE = "<p>各乡镇人民政府，县直各部门：现将办法印发给你们，请结合实际认真贯彻执行，执行中的问题及时报告。</p>" * 4


def block(extra: str) -> str:
    html = (
        "<html><head><title>通知_示例县</title><meta name='ArticleTitle' content='示例县人民政府关于印发养犬管理办法的通知'></head><body>"
        "<table><tr><td>索引号</td><td>014/2026-1</td><td>文号</td><td>示府发〔2026〕3号</td></tr></table>"
        f"<h1>示例县人民政府关于印发养犬管理办法的通知</h1><p>发布时间：2026-09-01</p><div id='zoom'>{PROSE}{extra}</div></body></html>"
    )
    read = page(html.encode(), "http://www.demo.gov.cn/zc/t20260901_1.html")
    assert read.kind == "policy"
    return read.related_block


@pytest.mark.parametrize(
    "extra",
    [
        "<div class='jd'><h3>政策解读</h3><p>一、为什么制定？我县犬只增多，伤人时有发生。</p><p>二、有什么要求？七日内登记，每年免疫一次。</p></div>",
        "<h3>图解</h3><p><img src='/u/20260901_tj.png'></p>",
        "<p><img src='/u/20260901_tj.png' alt='一图读懂养犬管理办法'></p>",
        "<div style='display:none'><h4>《示例县养犬管理办法》图片解读</h4><img src='/u/20260901_tj.png'></div>",
        "<div style='display:none'><h4>视频解读</h4><video src='/u/1.mp4'></video></div>",
    ],
    ids=["text", "picture under a heading", "picture with its words", "picture in a tab", "film in a tab"],
)
def test_written_on_the_page(extra: str) -> None:
    assert block(extra).startswith("written")


@pytest.mark.parametrize(
    "extra",
    [
        "<div class='jd'><h3>政策解读</h3><p>暂无。</p></div>",
        "<p><img src='/images/icon_jd.png' alt='解读'></p>",
        "<h3>附图</h3><p><img src='/u/20260901_lc.png' alt='登记流程图'></p>",
        "<h3>相关解读</h3><p><img src='/images/logo.png'></p>",
    ],
    ids=["nothing", "an icon", "another picture", "a logo"],
)
def test_what_is_no_interpretation(extra: str) -> None:
    assert not block(extra).startswith("written")
