"""Links that look dead and are not: odd writing, links that are none, and outside pages that do not like programs."""

from __future__ import annotations

from demo.external import REFUSED, WORKING
from demo.press import Article, Press


def odd_addresses(press: Press, column: str, age: int) -> Article:
    """An article whose links are written in every odd way that works in a browser."""
    text = (
        f"<html><head><title>办理指南</title></head><body><h1>办理指南</h1><p>{press.writer.paragraphs(1)[0]}</p></body></html>"
    )
    for path in ("/fj/清江 指南.html", "/fj/zn.html", "/fj/a+b(1).html", "/fj/指南.html?类型=1"):
        press.publish(path, text)
        press.spare("broken-link", path, "an odd but working address")
    host = press.identity.host
    links = (
        '<a href="/fj/清江 指南.html">空格与汉字</a>',
        '<a href="/fj/%E6%B8%85%E6%B1%9F%20%E6%8C%87%E5%8D%97.html">大写转义</a>',
        '<a href="/fj/%e6%b8%85%e6%b1%9f%20%e6%8c%87%e5%8d%97.html">小写转义</a>',
        '<a href="\\fj\\zn.html">反斜杠</a>',
        '<a href="/fj/zn.html#fj1">附件一</a> <a href="#top">顶部</a> <a href="#附件">附件</a>',
        '<a href="\n   /fj/zn.html\t">前后空白</a>',
        f'<a href="//{host}/fj/zn.html">省略协议</a> <a href="HTTP://{host.upper()}/fj/zn.html">大写协议</a>',
        f'<a href="http://{host}:80/fj/../fj/./zn.html">端口与点段</a>',
        '<a href="/fj/a+b(1).html">加号与括号</a> <a href=/fj/zn.html>没有引号</a>',
        f'<a href="/fj/%E6%8C%87%E5%8D%97.html?%E7%B1%BB%E5%9E%8B=1">查询</a> {no_links(press)}',
    )
    article = press.article(column, age, "常用办理指南链接汇总")
    article.body += "".join(f"\n<p>　　{link}</p>" for link in links)
    return article


def no_links(press: Press) -> str:
    """Things that hold an address and are no links a person could click."""
    for path in ("/dead/commented.html", "/dead/in-script.html", "/dead/in-text.html"):
        press.spare("broken-link", path, "not a link: stands in a comment, in a script or in plain text")
    return (
        '<a href="javascript:void(0)">展开</a> <a href="JavaScript:void(0);">收起</a> <a href="javascript:;">打印</a> '
        '<a href="#">分享</a> <a href="">刷新</a> <a href="mailto:xxgk@example.com">邮箱</a> <a href="tel:12345">热线</a> '
        '<!-- <a href="/dead/commented.html">旧链接</a> <img src="/dead/commented.png"> -->'
        "<script>var old = '/dead/in-script.html'; function go(p) { if (p) { location.href = p; } }</script>"
        "<span>旧地址 /dead/in-text.html 已停用</span>"
    )


def outside_links(press: Press, column: str, age: int) -> Article:
    """An article with links to outside pages that work, or that refuse programs."""
    article = press.article(column, age, "合作单位网站一览")
    rows: list[str] = []
    for url, why in {**WORKING, **REFUSED}.items():
        press.spare("broken-link", url, why)
        rows.append(f'\n<p>　　<a href="{url}" target="_blank">合作单位{len(rows) + 1}网站</a></p>')
    article.body += "".join(rows)
    return article


def hidden_and_phone(press: Press, target: Article) -> str:
    """A hidden tab and a phone copy, as every site has them; gives their HTML back."""
    press.spare("broken-link", target.path, "linked from a hidden tab and from a phone copy")
    link = f'<a href="{target.path}">{target.title}</a>'
    return (
        f'<div class="tab" style="display:none"><ul><li>{link}<span>{target.day}</span></li></ul></div>\n'
        f'<div class="phone" style="display:none"><p>{link}</p></div>'
    )


def same_titles(press: Press, column: str, ages: tuple[int, ...]) -> None:
    """A series that has one title and other text each time."""
    for age in ages:
        press.spare("duplicate-content", press.article(column, age, "市场运行情况快报").path, "same title, other day")
