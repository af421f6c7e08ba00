"""Every kind of link, and everything that is none."""

from __future__ import annotations

import pytest

from crawler.extract.links import leads_nowhere
from model import LinkKind
from tests.crawler.extract.qingshan import HOME, read, whole


def targets(html: str, url: str = HOME + "a/b.html") -> list[tuple[str, LinkKind]]:
    return [(link.target, link.kind) for link in read(f"<body>{html}</body>", url).links]


@pytest.mark.parametrize(
    ("html", "target", "kind"),
    [
        ('<a href="../x/1.html">甲</a>', "x/1.html", LinkKind.PAGE),
        ("<A HREF=' /x/1.html\n'>甲</A>", "x/1.html", LinkKind.PAGE),
        ('<a href="./P020220815.pdf">附件</a>', "a/P020220815.pdf", LinkKind.ATTACHMENT),
        (
            '<a href="/module/download/downfile.jsp?classid=0&amp;filename=a.doc">附件</a>',
            "module/download/downfile.jsp?classid=0&filename=a.doc",
            LinkKind.ATTACHMENT,
        ),
        ('<img src="w.jpg">', "a/w.jpg", LinkKind.IMAGE),
        ('<img data-src="lazy.jpg">', "a/lazy.jpg", LinkKind.IMAGE),
        ('<img srcset="s.jpg 2x">', "a/s.jpg", LinkKind.IMAGE),
        ('<link rel="stylesheet" href="/s.css">', "s.css", LinkKind.STYLE),
        ('<script src="/s.js"></script>', "s.js", LinkKind.SCRIPT),
        ('<iframe src="/f.html"></iframe>', "f.html", LinkKind.FRAME),
        ('<video><source src="/v.mp4"></video>', "v.mp4", LinkKind.MEDIA),
        ('<embed src="/v.swf">', "v.swf", LinkKind.MEDIA),
        ('<embed src="/n.pdf#page=1">', "n.pdf", LinkKind.ATTACHMENT),
        ('<object data="/v.swf"></object>', "v.swf", LinkKind.MEDIA),
        ('<map><area href="/m/"></map>', "m/", LinkKind.PAGE),
        ("<a href=\"javascript:window.open('/j.html')\">乙</a>", "j.html", LinkKind.PAGE),
        (f"<a href=\"javascript:lk('{HOME}k.html')\">防治所</a>", "k.html", LinkKind.PAGE),
        ("<div onclick=\"location.href='/k.html'\">丙</div>", "k.html", LinkKind.PAGE),
        ("<li onclick=\"window.location='/l.html';\">丙</li>", "l.html", LinkKind.PAGE),
        ("<div onmousedown=\"open('/p/')\">丙</div>", "p/", LinkKind.PAGE),
        ('<svg><a xlink:href="/q/"><text>丁</text></a></svg>', "q/", LinkKind.PAGE),
    ],
)
def test_kinds(html: str, target: str, kind: LinkKind) -> None:
    assert targets(html) == [(HOME + target, kind)]


@pytest.mark.parametrize(
    "html",
    [
        '<a href="#">甲</a><a href="#top">乙</a><a href="">丙</a><a>丁</a>',
        "<a href=\"javascript:shareTo('http://a.cn/x')\">分享</a>",
        '<a href="javascript:void(0)">甲</a><a href="JavaScript:;">乙</a><a href="mailto:a@b.cn">丙</a><a href="tel:12345">丁</a>',
        '<!-- <a href="/old.html">旧</a> -->',
        '<noscript><a href="/n.html">无脚本</a></noscript>',
        '<form action="/search.jsp"><input name=q></form>',
        '<img src="data:image/png;base64,AAAA">',
        '<a href="{{item.url}}">{{item.title}}</a>',
        "<script>document.write('<a href=\"ht' + x + '\">繁</a>')</script>",
        "<select onchange=\"open(this.value)\"><option value='3'>三</option></select>",
        "<a onclick=\"window.open('/x?id=' + id)\">动态</a>",
        "<a onmousedown=\"return count('/c?u=1')\">点击统计</a>",
        '<svg><use xlink:href="#icon"></use><image xlink:href="data:image/png;base64,AA"></image></svg>',
        "<template><a href='/t.html'>模板</a></template>",
        '<img src="/count.jsp?id=1" width="0" height="0"><img src="/dot.gif" width=1 height=1>',
        '<link rel="icon" href="data:image/png;base64,AAAA"><link rel="dns-prefetch" href="//cdn.a.cn"><link rel="preconnect" href="//b.cn">',
    ],
)
def test_what_is_no_link(html: str) -> None:
    assert targets(html) == []


def test_icons_are_resources() -> None:
    page = read('<head><link rel="Shortcut Icon" href="/favicon.ico"><link rel="manifest" href="/m.json"></head>')
    assert [(link.target, link.kind) for link in page.links] == [
        (HOME + "favicon.ico", LinkKind.ICON), (HOME + "m.json", LinkKind.ICON)]  # fmt: skip


def test_base_fragment_text_and_unparseable() -> None:
    page = read(
        '<head><base href="/base/"></head><body><a href="x.html#p2"> 甲\n 乙 </a><a href="http://">坏</a><a href="x.html" title="丙"><img src=i.png></a></body>'
    )
    assert [(link.target, link.fragment, link.text) for link in page.links if link.kind is LinkKind.PAGE] == [
        (HOME + "base/x.html", "p2", "甲乙"), (HOME + "base/x.html", "", "丙")]  # fmt: skip
    assert [(bad.raw, bad.text) for bad in page.bad_links] == [("http://", "坏")]


@pytest.mark.parametrize(
    ("style", "reason"),
    [
        ("display:none", "display:none"), ("DISPLAY: None;", "display:none"), ("visibility: hidden", "visibility:hidden"), ("opacity:0", "opacity:0"),
        ("position:absolute;left:-9999px", "off-screen"), ("text-indent:-9999px", "text-indent"), ("font-size:0px", "font-size:0"),
        ("height:0;overflow:hidden", "no-size"), ("overflow:hidden;width:1px", "no-size"),
        ("opacity:0.6", ""), ("font-size:0.8em", ""), ("margin-left:-10px", ""), ("overflow:hidden;height:120px", ""), ("color:red", ""),
    ],
)  # fmt: skip
def test_hidden_reasons_are_inherited(style: str, reason: str) -> None:
    page = read(f'<div style="{style}"><p><a href="http://x.com/">站</a></p></div><p><a href="/y.html">外</a></p>')
    assert [link.hidden for link in page.links] == [reason, ""]


def test_areas() -> None:
    friends = (
        '<div class="yqlj"><a href="http://www.a.gov.cn/">省政府网站</a><a href="http://www.b.gov.cn/">市政府网站</a></div>'
    )
    items = "".join(
        f'<li><a href="/x/{i}.html">关于做好第{i}次普查工作的通知</a><span>2026-03-0{i}</span></li>' for i in range(1, 5)
    )
    page = read(
        whole(
            f'<ul>{items}</ul>{friends}<select onchange="window.open(this.value)"><option value="http://www.c.gov.cn/">丙县</option></select>'
        )
    )
    areas = {link.target.removeprefix(HOME): link.area for link in page.links}
    assert areas["zwgk/"] == "nav"
    assert areas["x/1.html"] == "list"
    assert areas["http://www.a.gov.cn/"] == "friend"
    assert areas["https://beian.miit.gov.cn/"] == "footer"
    assert "http://www.c.gov.cn/" in areas


def test_what_only_programs_read_leads_on_but_is_no_link_of_a_visitor() -> None:
    head = '<head><link rel="canonical" href="/c.html"><link rel="alternate" type="application/rss+xml" href="/rss.xml"></head>'
    page = read(f"<html>{head}<body><a href='/a.html'>甲</a></body></html>")
    assert {link.target: link.area for link in page.links} == {
        HOME + "c.html": "head",
        HOME + "rss.xml": "head",
        HOME + "a.html": "",
    }


def test_records_that_are_too_few_for_a_list_lead_on() -> None:
    record = "<record><![CDATA[<li><a href='{}'>图片新闻</a></li>]]></record>"
    store = f"<datastore><recordset>{record.format('/a/1.html')}{record.format('{url}')}</recordset></datastore>"
    links = read(f'<body><div><script type="text/xml">{store}</script></div></body>').links
    assert [(link.target, link.text) for link in links] == [(HOME + "a/1.html", "图片新闻")]


@pytest.mark.parametrize(
    ("raw", "nowhere"),
    [
        ("", True), ("#top", True), ("/{{url}}", True), ("<%=url%>", True), ("/a/${id}.html", True), ("[#id].html", True),
        ("a<$id>", True), ("/a#{id}", True), ("/a[1].html", False), ("/a{1}.html", False), ("/a/1.html#b", False),
    ],
)  # fmt: skip
def test_an_unfilled_slot_of_a_template_is_no_address(raw: str, nowhere: bool) -> None:
    assert leads_nowhere(raw) is nowhere
