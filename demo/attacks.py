"""What intruders and advertisers leave on a site, and the honest things that look like it."""

from __future__ import annotations

from typing import cast

from demo.external import CASINO, FIRM, LOANS
from demo.press import Article, Press
from demo.web import Answer, Request, key, page

_HIDDEN = (
    ('<div style="position:absolute;left:-5000px"><a href="{u}">北京赛车投注平台</a></div>', "moved off the screen"),
    ('<marquee height="1" width="2"><a href="{u}">百家乐在线开户</a></marquee>', "in a marquee of one pixel"),
    ('<div style="display:none"><a href="{u}">时时彩计划群</a> <a href="{u}2">六合彩特码</a></div>', "not displayed"),
)


def plant_hidden(press: Press, articles: list[Article]) -> None:
    """Put one hidden link into each of the first articles; each leads to an address of its own."""
    for index, ((markup, why), article) in enumerate(zip(_HIDDEN, articles, strict=False)):
        target = f"{CASINO}/a{index}.html"
        article.body += "\n" + markup.format(u=target)
        for url in (target, f"{target}2") if "{u}2" in markup else (target,):
            press.plant("hidden-link", url, f"hidden: {why}")


def plant_harm(press: Press, column: str, age: int) -> None:
    """Publish old friend links whose domains were bought up, and put an invitation to gamble into an article."""
    friends = press.article(column, age, "相关单位网站链接")
    friends.body += (
        f'\n<p>　　<a href="{press.plant("harmful-link", CASINO + "/", "an expired domain that shows gambling now")}">'
        "县人才交流中心</a></p>"
        f'\n<p>　　<a href="{press.plant("commercial-content", LOANS + "/", "an expired domain that advertises loans now")}">'
        "县农机服务中心</a></p>"
    )
    posted = press.article(column, age + 1, press.writer.news())
    posted.body += "\n<p>　　线上真人百家乐、北京赛车pk10，注册即送88元彩金，24小时在线开户，加QQ：2899001122。</p>"
    press.plant("tampered-page", posted.path, "a paragraph that invites to gamble was put into the article")
    advert = press.article(column, age + 2, press.writer.news())
    advert.body += "\n<p>　　专业办理信用卡套现、无抵押贷款，凭身份证当天放款，有意者加微信xd66778899。</p>"
    press.plant("commercial-content", advert.path, "the text advertises loans")


def harmless_hidden(press: Press) -> str:
    """Hidden parts as every home page has them: a clear area above a banner, weather, figures, a menu, a link box."""
    first = press.columns[next(iter(press.columns))].articles[0]
    press.spare("hidden-link", first.path, "a clear area above a banner leads there")
    press.spare("hidden-link", f"{FIRM}/ok.html", "an entry of a box that opens on a click")
    return (
        f'<div class="banner"><a href="{first.path}" style="position:absolute;opacity:0;width:980px;height:120px"></a></div>'
        '<div style="display:none" id="stat">今日访问：<span>1024</span>　累计访问：<span>886120</span></div>'
        '<ul class="sub" style="display:none"><li><a href="http://www.gov.cn/">中国政府网</a></li></ul>'
        f'<div class="linkbox" style="display:none"><a href="{FIRM}/ok.html">旅游服务公司</a></div>{LEAVING}'
    )


def cloak(press: Press) -> None:
    """Make the home page show gambling to the robots of search engines, and itself to everybody else."""
    honest = press.host.pages[key("/")]
    spam = page(
        f'<html><head><title>{TAMPERED_TITLE}</title><meta name="keywords" content="北京赛车,时时彩,百家乐"></head>'
        "<body><h1>北京赛车pk10开奖直播</h1><p>时时彩、百家乐、六合彩，注册送彩金，立即开户。</p></body></html>"
    )

    def answer(request: Request) -> Answer:
        agent = request.headers.get("user-agent", "").lower()
        return spam if "spider" in agent or "bot" in agent else cast(Answer, honest)

    press.host.pages[key("/")] = answer
    press.plant("tampered-page", "/", "shows gambling to the robots of search engines only")


def publish_harmless(press: Press, column: str, age: int) -> None:
    """Publish articles about gambling, loans and lotteries as offices write them."""
    stories = (
        ("警方打击跨境赌博犯罪取得成效", "民警提醒：真人百家乐、时时彩等网络赌博均为违法，十赌九骗，发现线索请拨打110。"),
        ("创业担保贷款政策问答", "符合条件的个人可申请最高30万元创业担保贷款，由财政给予贴息，请到所在地人社所申请。"),
        ("体育彩票公益金使用情况公告", "上年度共使用体育彩票公益金260万元，用于建设健身路径和社区球场。"),
    )
    for index, (title, text) in enumerate(stories):
        article = press.article(column, age + index, title)
        article.body += f"\n<p>　　{text}</p>"
        for rule in ("harmful-link", "commercial-content", "tampered-page"):
            press.spare(rule, article.path, "an office speaks about it")


def tamper(press: Press, article: Article) -> Article:
    """Give an article a title tag of gamblers; everything that a visitor sees stays as it was."""
    article.layout = "tampered"
    press.plant("tampered-page", article.path, "the title tag invites to gamble, written in numbers")
    return article


TAMPERED_TITLE = "".join(f"&#{ord(letter)};" for letter in "北京赛车pk10开奖直播_时时彩官网")
"""What the title tag of a tampered page says."""


def unmarked(press: Press) -> str:
    """A link to a firm without a notice; gives its HTML back."""
    return f'<a href="{press.plant("unmarked-external-link", FIRM + "/ok.html", "opens without a notice")}">旅游服务公司</a>'


LEAVING = (
    "<script>$(document).on('click','a',function(e){var h=this.hostname;if(h&&!/gov\\.cn$/.test(h)&&h!==location.hostname)"
    "{e.preventDefault();if(confirm('您访问的链接即将离开本网站，是否继续？'))window.open(this.href);}});</script>"
)
"""A script that tells visitors that they are about to leave."""
