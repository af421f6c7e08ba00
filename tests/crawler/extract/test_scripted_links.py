"""Links that only scripts make, and what looks like them."""

from __future__ import annotations

import pytest

from crawler.extract.scripted_links import may_have
from tests.crawler.extract.qingshan import HOME, read, whole

LOOP = "for(var i=0;i<s.length;i++){d.innerHTML+='<a href=\"'+s[i].url+'\" target=_blank>'+s[i].name+'</a>'}"


def found(html: str) -> list[tuple[str, str]]:
    return [(link.target.removeprefix(HOME), link.text) for link in read(f"<body>{html}</body>", HOME + "a/b.html").links]


@pytest.mark.parametrize(
    ("html", "target", "words"),
    [
        ("<li onclick=\"goTo('/k/1.html')\">办事入口</li>", "k/1.html", "办事入口"),
        ("<div onclick=\"openUrl('http://x.example.com/a','_blank')\">便民</div>", "http://x.example.com/a", "便民"),
        ('<a href="#" onclick="return winOpen(\'/k/2.shtml\',800,600)">公开</a>', "k/2.shtml", "公开"),
        ("<a href=\"javascript:openOut('http://x.example.com/')\">外网</a>", "http://x.example.com/", "外网"),
        ('<li class="tab" data-href="../k/">水质</li>', "k/", "水质"),
        ('<button data-href="/service/apply/22">网上办理</button>', "service/apply/22", "网上办理"),
        ('<a href="javascript:;" data-url="/k/3.html">供水</a>', "k/3.html", "供水"),
        ('<span ondblclick="window.open(\'/k/4.html\')">节水</span>', "k/4.html", "节水"),
        ('<select onchange="location.href=this.value"><option value="/k/5/">单位</option></select>', "k/5/", "单位"),
        ('<div class="tile" data-go="/k/9/">预约</div>', "k/9/", "预约"),
        ('<select onchange="location.href=this.options[this.selectedIndex].getAttribute(\'data-u\')"><option data-u="/k/10/">路况</select>', "k/10/", "路况"),
        ('<li data-page-at="/k/11.html">船期</li><script>$("li").click(function(){window.open($(this).data("page-at"))})</script>', "k/11.html", "船期"),
        ("<p data-toWhere=1 data-to-where='/k/12/'>航道</p><script>p.onclick=function(){location.href=this.dataset.toWhere}</script>", "k/12/", "航道"),
        (f'<script>var s=[{{name:"河长办",url:"/k/6.html"}}];{LOOP}</script>', "k/6.html", "河长办"),
        ('<script>$.each([["水文站","/k/7/"]],function(i,r){$("u").append("<a href=\'"+r[1]+"\'>"+r[0]+"</a>")})</script>', "k/7/", "水文站"),
        ('<script>x.innerHTML=[{t:"水库",u:"k8.html"}].map(k=>`<a href="${k.u}">${k.t}</a>`).join("")</script>', "a/k8.html", "水库"),
        ('<script>var l=[{"text":"堤防","link":"//x.example.com/1"}];a.href = l[0].link;</script>', "http://x.example.com/1", "堤防"),
    ],
)  # fmt: skip
def test_links_of_scripts(html: str, target: str, words: str) -> None:
    assert (target, words) in found(html)


@pytest.mark.parametrize(
    "html",
    [
        "<div onclick=\"share('/k/1.html')\">分享</div>", "<a onclick=\"setHome(this,'http://x.example.com/h.html')\">设为首页</a>", "<li onclick=\"openTab('news')\">页签</li>",
        "<b onclick=\"goTo('/k/' + id + '.html')\">x</b>", '<div class="lazy" data-url="/api/list.do"></div>', '<div data-url="/part.html"></div>', '<a href="#x" data-url="/k/8.html">x</a>',
        '<li data-u="/k/9/">页签</li><script>$("ul").load($("li").data("u"))</script>', '<option data-u="/k/9/">甲</option>', '<div data-go="next">下一张</div>',
        '<select onchange="change(this)"><option value="/k/5/">单位</option></select>', '<script>var s=[{name:"人事",url:"/k/6.html"}];for(i in s)$.get(s[i].url)</script>',
        '<script>var s=[{n:"甲室",u:"1.html"}];for(i in s)w("<a href=\'/pre/"+s[i].u+"\'>")</script>', '<script>var s=[{n:"甲室",id:"/k/1"}];for(i in s)w("<a href=\'"+s[i].id+".html\'>")</script>',
        f"<script>/* var s=[{{name:'河长办',url:'/k/6.html'}}]; */{LOOP}</script>", f'<script>var s=[{{name:"河长办",url:""}},{{name:"河",url:"#"}}];{LOOP}</script>', f'<script>var s=[{{name:"list",url:"/api/x"}}];{LOOP}</script>',
    ],
)  # fmt: skip
def test_what_is_none(html: str) -> None:
    assert not found(html)


def test_the_short_reading_leaves_them_to_the_whole() -> None:
    assert may_have('<li data-href="/a/">', ())
    assert may_have("", ["for(;;)d.write('<a href=\"'+s[i].url+'\">')"])
    assert not may_have(whole("甲", "<p>乙</p>"), ["$('a[href]').click(f)"])
