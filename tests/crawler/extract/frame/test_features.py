"""What the frame of a page offers, in every form that sites use."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from crawler.extract.page import read_page
from model import Page

HOME = "http://www.qs.gov.cn/"
TEXT = "".join(f"<p>青山市第{n}项重点工作扎实推进，各地各部门认真落实市委、市政府的部署要求。</p>" for n in range(8))


def read(bottom: str, head: str = "", url: str = HOME) -> Page:
    body = f"<body><div class='main'>{TEXT}</div>{bottom}</body>"
    return whole(f"<html><head><title>青山市人民政府</title>{head}</head>{body}</html>", url)


def whole(html: str, url: str = HOME) -> Page:
    return read_page(
        html.encode(),
        url=url,
        requested=url,
        status=200,
        content_type="text/html; charset=utf-8",
        observed_at=datetime(2026, 11, 21, tzinfo=UTC),
        today=date(2026, 11, 21),
        home_url=HOME,
        in_scope=lambda target: target.startswith(HOME),
    )


def features(bottom: str, head: str = "", url: str = HOME) -> dict[str, str]:
    found = read(bottom, head, url).features
    assert found is not None
    return dict(found)


@pytest.mark.parametrize(
    "bottom",
    [
        "<script id='_jiucuo_' sitecode='5399000018' src='http://121.43.68.40/exposure/jiucuo.js'></script>",
        '<a href="https://zfwzgl.www.gov.cn/exposure/jiucuo.html?site_code=5399000018&amp;url=x"></a>',
        "<div data-setting=\"{sitecode:'5399000018',w:60}\"></div>",
        '<!-- <script id="_jiucuo_" sitecode="1101000001"></script> --><script sitecode="5399000018" id="_jiucuo_"></script>',
        "<script>// once more\ndocument.write(\"<script id='_jiucuo_' sitecode='5399000018' src='//zfwzgl.www.gov.cn/exposure/jiucuo.js'>\");</script>",
        "<script>var h='//zfwzgl.www.gov.cn/expo'+'sure/jiucuo.html?site_'+'code=5399000018';document.write('<a href='+h+'>')</script>",
        "<script>document.write(unescape(\"%3Cscript id='_jiucuo_' sitecode%3D'5399000018'%3E%3C/script%3E\"))</script>",
    ],
)
def test_the_entry_and_its_code_in_every_form(bottom: str) -> None:
    found = features(bottom)
    assert found["error_entry"]
    assert found["error_entry_code"] == "5399000018"
    assert "error_entry" in features(bottom, url=HOME + "a/1.html"), "on every page, not on the home page only"


@pytest.mark.parametrize(
    "bottom",
    [
        "<!-- <script id='_jiucuo_' sitecode='5399000018'></script> -->",
        '<a class="jiucuo" href="/wyjc/">我要纠错</a>',
        "<script>// document.write(\"<script id='_jiucuo_' sitecode='5399000018'>\")\nvar a = 1;</script>",
        "<script>/* document.write(\"<script id='_jiucuo_' sitecode='5399000018'>\") */ var a = 1;</script>",
        '<form action="/search"><input name="siteCode" value="5399000018"></form>',
        "<p>我市开展政府网站找错工作专项检查，全年共办理网民留言一百二十三条，按期办结率为百分之百，群众满意度稳步提升。</p>",
    ],
)
def test_what_is_no_entry(bottom: str) -> None:
    assert "error_entry" not in features(bottom)


@pytest.mark.parametrize(
    "bottom",
    [
        '<script src="/js/footer.js"></script>',
        '<iframe src="/2020/bottom.html"></iframe>',
        '<div class="footer"></div><script>var a = 1;</script>',
        '<script>$("#x").load("/include/foot.html?v=2");</script>',
        "<site-footer></site-footer><script>new Vue();</script>",
        '<div data-include="/inc/copyright.html"></div>',
    ],
)
def test_a_page_bottom_that_is_not_in_the_source(bottom: str) -> None:
    assert features(bottom)["scripted_footer"]


@pytest.mark.parametrize(
    "bottom",
    [
        '<link rel="stylesheet" href="/css/footer.css"><div class="footer">主办：青山市人民政府办公室</div>',
        '<div class="footer"><img src="/images/footer.png"></div><script>var a = 1;</script>',
        '<div class="footer">青山市人民政府办公室</div><script src="/js/jquery.js"></script>',
        '<a href="/foot.html">足球赛事</a><script>var a = 1;</script>',
    ],
)
def test_a_page_bottom_that_is_in_the_source(bottom: str) -> None:
    assert "scripted_footer" not in features(bottom)


def test_entries_of_the_home_page() -> None:
    found = features(
        '<a href="/map.html"><img alt="站点地图"></a><a title="关怀版" href="#"></a><a href="/ys/">隐私保护</a>'
        '<a href="//m.qs.gov.cn/">触屏</a><a href="/nb/2025.html">2025年青山市政府网站工作年度报表</a><p>邮编：650000</p>'
    )
    assert found["site_map"] == "站点地图"
    assert found["accessibility"] == "关怀版"
    assert found["privacy"] == "隐私保护"
    assert found["mobile"] == "//m.qs.gov.cn/"
    assert found["annual_reports"] == "2025年青山市政府网站工作年度报表"
    assert found["contact"]


def test_a_reading_mode_for_the_old_is_an_entry() -> None:
    assert features('<a href="?" onclick="return big()">老年人阅读模式</a>')["accessibility"] == "老年人阅读模式"


def test_a_bottom_written_as_entities_is_read() -> None:
    said = "".join(f"%26%23{ord(sign)}%3B" for sign in "主办单位：青山市教育局 网站标识码：5399000018")
    bottom = f"<script>document.write(unescape('{said}%3Cbr/%3E'))</script>"
    assert read(bottom).identity == {"code": "5399000018", "owner": "青山市教育局"}


def test_headlines_are_no_entries() -> None:
    lines = ("我市召开无障碍环境建设现场推进会", "我市开展移动端应用备案检查工作", "全市老年人助餐服务点增至八十个")
    found = features("".join(f'<a href="/a/{n}.html">{line}</a>' for n, line in enumerate(lines)))
    assert not found.keys() & {"accessibility", "mobile", "privacy", "site_map"}


def test_a_headline_about_a_hotline_is_no_contact() -> None:
    assert "contact" not in features('<ul><li><a href="/a/1.html">青山县政务服务热线运行情况说明</a></li></ul>')
    assert "contact" in features("<p>政务服务热线：12345</p>")


def test_words_of_the_bottom_without_the_number() -> None:
    found = features(
        '<a href="http://beian.miit.gov.cn/"><img></a><p>公安备案 网站标识码：</p><a href="http://bszs.conac.cn/x"></a>'
    )
    assert {"icp", "police", "code"} <= found.keys()


def test_an_entrance_has_nothing_to_judge() -> None:
    html = b"<html><head><title>\xe9\x9d\x92\xe5\xb1\xb1</title></head><body><a href='/index/'>\xe8\xbf\x9b\xe5\x85\xa5</a></body></html>"
    page = read_page(
        html,
        url=HOME,
        requested=HOME,
        status=200,
        content_type="text/html; charset=utf-8",
        observed_at=datetime(2026, 11, 21, tzinfo=UTC),
        today=date(2026, 11, 21),
        home_url=HOME,
        in_scope=lambda target: True,
    )
    assert page.features is not None
    assert page.features["bare"]


WORDS = "<p>主办单位：青山市人民政府办公室</p><p>网站标识码：5399000018</p><a href='\\/wzdt\\/'>网站地图<\\/a>"


@pytest.mark.parametrize(
    "bottom",
    [
        '<div class="footer"></div><script>document.write("' + WORDS + '");</script>',
        '<div class="footer" id="f"></div><script>document.getElementById("f").innerHTML = "' + WORDS + '";</script>',
        '<div class="footer"></div><script>var s = "' + WORDS + '"; s += "<p>年</p>"; $(".footer").html(s);</script>',
    ],
)
def test_a_page_bottom_that_the_page_itself_writes_is_read(bottom: str) -> None:
    page = read(bottom)
    assert page.identity["code"] == "5399000018"
    assert page.features is not None and page.features["site_map"] == "网站地图"
    assert "scripted_footer" not in page.features


@pytest.mark.parametrize(
    "code",
    [
        'document.write("' + WORDS + '" + other); $.get("/foot", function(d){ $(".footer").append(d); });',
        '$(".footer").html(data); var owner = "主办：青山市";',
    ],
)
def test_a_page_bottom_that_is_only_half_in_the_script_is_not_read(code: str) -> None:
    assert "scripted_footer" in features('<div class="footer"></div><script>' + code + "</script>")


def test_a_short_page_with_links_of_its_own_is_not_made_by_a_script() -> None:
    links = "".join(f'<li><a href="/{n}.html">要闻{n}</a></li>' for n in range(9))
    html = f"<html><head><title>青山市</title></head><body><ul>{links}</ul>{{}}<script>var a = 1;</script></body></html>"
    found = read_page(
        html.format('<p>主办：青山市人民政府</p>').encode(), url=HOME, requested=HOME, status=200, content_type="text/html",
        observed_at=datetime(2026, 11, 21, tzinfo=UTC), today=date(2026, 11, 21), home_url=HOME, in_scope=lambda _: True,
    )  # fmt: skip
    assert found.features is not None and "scripted_footer" not in found.features


def test_words_of_the_entry_that_nobody_can_use() -> None:
    found = features("<div class='footer'><p>主办：青山市人民政府办公室</p><span>我为政府网站找错</span></div>")
    assert found["error_entry_words"] == "我为政府网站找错"
    assert "error_entry" not in found


@pytest.mark.parametrize(
    "bottom",
    [
        "<span id='jc'>我为政府网站找错</span>",
        "<span onclick='open_jc()'>我为政府网站找错</span>",
        "<a href='/jc.html'><em>我为政府网站找错</em></a>",
        "<a href='/jc.html' title='我为政府网站找错监督举报平台'><img src='/jc.png'></a>",
    ],
)
def test_words_of_the_entry_that_a_person_can_use(bottom: str) -> None:
    assert "error_entry" in features(f"<div class='footer'><p>主办：青山市人民政府办公室</p>{bottom}</div>")


@pytest.mark.parametrize(
    "line",
    [
        "青山市扎实做好“我为政府网站找错”平台网民留言受理办理和答复工作",
        "各地开展“我为政府网站找错”活动",
        "青山市“政府网站找错”工作情况",
    ],
)
def test_a_headline_about_the_entry_is_none(line: str) -> None:
    assert "error_entry" not in features(f"<li><a href='/a/1.html' title='{line}'>{line}</a></li>")


@pytest.mark.parametrize(
    "label", ["主 办 单 位：青山市人民政府", "主　办：青山市人民政府", "青山市人民政府 版 权 所 有", "主办单位：青山市人民政府"]
)
def test_labels_set_wide_are_labels(label: str) -> None:
    page = read(f"<div class=foot><p>{label}</p><p>网 站 标 识 码：5399000018</p></div>")
    assert (page.identity["owner"], page.identity["code"]) == ("青山市人民政府", "5399000018")


@pytest.mark.parametrize(("frames", "why"), [('<frame src="/bottom.html" name=b>', "/bottom.html"), ("", "页面由框架组成")])
def test_the_bottom_of_a_page_of_frames_is_the_frame_named_so(frames: str, why: str) -> None:
    html = f'<html><head><title>青山市人民政府</title></head><frameset rows="90,*"><frame src="/main.html">{frames}</frameset></html>'
    page = whole(html)
    assert (page.features or {}).get("scripted_footer") == why


def test_a_file_named_ft_writes_the_bottom() -> None:
    assert features('<script src="/js/ft.js"></script>')["scripted_footer"] == "/js/ft.js"
    assert "scripted_footer" not in features('<script src="/js/soft.js"></script>')
