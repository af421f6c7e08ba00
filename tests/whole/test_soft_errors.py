"""Error pages that answer 200, through the command line: in free words, as an empty template, as the home page; honest ones."""

from __future__ import annotations

from pathlib import Path

from tests.server import LoopbackServer, page
from tests.whole.run import audit
from tests.whole.site import HOME, html, small_site

WORDS = "/xwzx/202611/t20261101_9001.html"
EMPTY = "/xwzx/202611/t20261101_9002.html"
AT_HOME = "/xwzx/202611/t20261101_9003.html"
SHORT = "/xwzx/202611/t20261101_9004.html"
PICTURE = "/xwzx/202611/t20261101_9005.html"
GONE = "/xwzx/202611/t20261101_9006.html"
TAKEN = "/xwzx/202611/t20261101_9008.html"
BRIEF = "/xwzx/202611/t20261101_9009.html"
FILLED = "/xwzx/202611/t20261101_9010.html"
VIEWED = "/xwzx/202611/t20261101_9012.html"
TO_ERROR = "/xwzx/202611/t20261101_9011.html"
SENT = "/xwzx/202611/t20261101_9007.html"
DATED = "/xwzx/202611/t20261101_9013.html"
CROWDED = "/xwzx/202611/t20261101_9014.html"
OTHER_MAKE = "/xwzx/202611/t20261101_9015.html"
TITLES = {
    WORDS: "区政府召开防汛工作部署会议", EMPTY: "区长调研重点项目建设情况", AT_HOME: "全区教育工作会议隆重召开",
    SHORT: "关于临时停水的紧急通知", PICTURE: "一图读懂政府工作报告全文", GONE: "关于信息不存在的辟谣声明", SENT: "全区文化活动月正式启动",
    TAKEN: "全区水利工程开工仪式举行", BRIEF: "市场价格总体运行平稳", FILLED: "招商引资项目集中签约", VIEWED: "财政预算公开报告全文", TO_ERROR: "城区绿化提升工程完工",
    DATED: "健康体检服务走进社区活动", CROWDED: "老旧小区改造进度情况通报", OTHER_MAKE: "校园食品安全检查结果发布",
}  # fmt: skip


def test_error_pages_in_every_dress(tmp_path: Path) -> None:
    template = '<div class="art"><h1>{}</h1><p class="info">发布时间：{} 来源：</p><div class="TRS_Editor">{}</div></div>'
    extra = "".join(f'<p><a href="{url}">{title}</a></p>' for url, title in TITLES.items())
    hot = "".join(f'<li><a href="{url}">{title}</a><span>2026-11-01</span></li>' for url, title in TITLES.items())
    routes = small_site(extra=extra + '<iframe src="/blank.htm"></iframe>')
    more = {
        "/blank.htm": page(""),
        WORDS: html("测试区人民政府", '<div class="tip">哎呀，小编没能找到您想看的这篇稿件</div>'),
        EMPTY: html("_测试区人民政府", template.format("", "", "")),
        AT_HOME: routes["/"],
        SHORT: html("停水", template.format(TITLES[SHORT], "2026-11-02", "<p>今日停水。</p>")),
        PICTURE: html("一图", template.format("", "", '<img src="/images/p.png">')),
        GONE: html("辟谣", template.format(TITLES[GONE], "2026-11-03", "<p>该信息不存在，系谣言。</p>")),
        TAKEN: html(TITLES[TAKEN] + "_测试区人民政府", "<p>本条内容被管理员屏蔽</p>"),
        BRIEF: html(TITLES[BRIEF] + "_测试区人民政府", "<p>平稳。</p>"),
        FILLED: html(TITLES[FILLED] + "_测试区人民政府", '<div id="app"></div><script src="/js/detail.js"></script>'),
        VIEWED: html(TITLES[VIEWED] + "_测试区人民政府", '<div class="v"></div><script>PDFObject.embed("/f/1.pdf")</script>'),
        TO_ERROR: html("", '<script>top.location.href="/404.shtml"</script>'),
        DATED: html("测试区人民政府", template.format("", "2026-11-02 来源：区政府办公室", "")),
        CROWDED: html("测试区人民政府", "<h3>信息不存在</h3><h4>热门文章</h4><ul>" + hot + "</ul>"),
        OTHER_MAKE: html(
            "测试区人民政府", '<div class="x-detail"><h1 id="t"></h1><div id="c"></div></div><script>start(8)</script>'
        ),
        SENT: html("", '<script>location.href="/"</script>'),
    }
    with LoopbackServer(routes | more) as server:
        ran = audit(server, tmp_path, "--rules", "broken-link")
    told = {finding["url"]: finding["confidence"] for finding in ran.findings if finding["rule"] == "broken-link"}
    broken = {
        WORDS: "confirmed",
        EMPTY: "suspected",
        DATED: "suspected",
        CROWDED: "confirmed",
        AT_HOME: "suspected",
        SENT: "suspected",
        TAKEN: "suspected",
        TO_ERROR: "confirmed",
    }
    assert told == {HOME + path[1:]: confidence for path, confidence in broken.items()}
