"""Parts that every site's pages share: page tags in several spellings, the footer, robots, sitemap and feed."""

# ruff: noqa: E501 (markup keeps the lines that real templates have)

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterable
from html import escape
from typing import Literal
from urllib.parse import quote

from demo.press import Article, Column, Identity, Press

Spelling = Literal["plain", "upper", "content-first", "loose"]


def tag(name: str, content: str, spelling: Spelling) -> str:
    """One page tag. All spellings are valid HTML and mean the same."""
    value = escape(content, quote=True)
    if spelling == "upper":
        return f'<META NAME="{name}" CONTENT="{value}">'
    if spelling == "content-first":
        return f'<meta content="{value}" name="{name}" />'
    if spelling == "loose":
        return f"<meta name=\"{name.lower()}\"content='{value} '>"
    return f'<meta name="{name}" content="{value}"/>'


def tags(press: Press, spelling: Spelling, column: Column | None = None, article: Article | None = None) -> str:
    """The page tags of a home page, a column page or an article."""
    identity = press.identity
    pairs = [("SiteName", identity.name), ("SiteDomain", identity.host), ("SiteIDCode", identity.code)]
    if column:
        about = f"{identity.name}{column.name}栏目，发布{column.name}有关信息"
        pairs += [("ColumnName", column.name), ("ColumnDescription", about)]
        pairs += [("ColumnKeywords", f"{column.name},{identity.name}"), ("ColumnType", column.kind)]
    if article:
        pairs += [("ArticleTitle", article.title), ("PubDate", f"{article.day} {article.clock}")]
        pairs += [("ContentSource", article.source)]
    changed = article.tags if article else {}
    written = [(name, value) for name, content in pairs for value in changed.get(name, (content,))]
    return "\n".join(tag(name, value, spelling) for name, value in written)


def relative(base: str, target: str) -> str:
    """The address of `target` as a page at `base` of the same host would write it relatively; TRS does so."""
    if "://" in target:
        return target
    path, mark, query = target.partition("?")
    short = posixpath.relpath(path, posixpath.dirname(base) or "/")
    short = short if short.startswith(".") else f"./{short}"
    return short + ("/" if path.endswith("/") and not short.endswith("/") else "") + mark + query


def footer(identity: Identity, map_path: str = "/wzdt/", pictures: str = "/images") -> str:
    """The identity of a site: all that the page bottom must show."""
    return f"""<div class="footer">
<p><a href="{map_path}">网站地图</a> | <a href="/lxwm/">联系我们</a></p>
<p>主办单位：{identity.owner}　联系电话：{identity.phone}　网站标识码：{identity.code}</p>
<p><a href="http://beian.miit.gov.cn/" target="_blank">{identity.icp}</a>　<img src="{pictures}/ga.png" alt="">
<a href="http://www.beian.gov.cn/portal/registerSystemInfo?recordcode={identity.police}">滇公网安备 {identity.police}号</a></p>
<p><a href="http://bszs.conac.cn/sitename?method=show&amp;id={identity.code}"><img src="{pictures}/dzjg.png" alt="党政机关"></a>
<a href="http://zfwzgl.www.gov.cn/exposure/jiucuo.html?site_code={identity.code}"><img src="{pictures}/jiucuo.png" alt="我为政府网站找错"></a></p>
</div>"""


def commented_entry(bottom: str) -> str:
    """A page bottom whose 找错 entry is commented out, as is left behind when it did not work."""
    return re.sub(r"(<a href=\"http://zfwzgl\.www\.gov\.cn/[^>]*>.*?</a>)", r"<!-- \1 -->", bottom)


def entry_in_words(bottom: str) -> str:
    """A page bottom whose 找错 entry is only words, which nobody can use."""
    return re.sub(r"<a href=\"http://zfwzgl\.www\.gov\.cn/[^>]*>.*?</a>", "<span>我为政府网站找错</span>", bottom)


def entry_of_another(bottom: str) -> str:
    """A page bottom whose 找错 entry carries the code of another site, as a copied template leaves it."""
    return re.sub(r"(jiucuo\.html\?site_code=)\w+", r"\g<1>1101020088", bottom)


def scripted_marks(bottom: str, code: str) -> str:
    """A page bottom whose 党政机关标识 and 找错 entry are written by scripts, as their makers hand them out."""
    mark = quote(
        "<span id='_ideConac'></span><script src='http://bszs.conac.cn/js/53/CA530000000001.js'></script>", safe="/:.'="
    )
    conac = f'<script type="text/javascript">document.write(unescape("{mark}"));</script>'
    entry = f'<script id="_jiucuo_" sitecode="{code}" src="http://zfwzgl.www.gov.cn/exposure/jiucuo.js"></script>'
    return re.sub(
        r"<a href=\"http://(bszs\.conac|zfwzgl\.www\.gov)\.cn/[^>]*>.*?</a>",
        lambda found: conac if found[1] == "bszs.conac" else entry,
        bottom,
    )


def items(articles: Iterable[Article], pattern: str, base: str = "") -> str:
    """List items after a pattern with {href} {title} {full} {day} {short}; long titles are cut, the full one is in {full}.

    {short} is the day without its year.

    With `base` the links are relative to that path.
    """
    lines = []
    for a in articles:
        short = a.title if len(a.title) <= 30 else a.title[:28] + "…"
        link = escape(relative(base, a.link) if base else a.link)
        day = (a.listed or a.day).isoformat() if a.dated else ""
        lines.append(pattern.format(href=link, title=short, full=a.title, day=day, short=day[5:]))
    return "\n".join(lines)


def publish_feeds(press: Press, disallow: str = "/private/") -> None:
    """Publish robots.txt, sitemap.xml and rss.xml, and one page below the folder that robots may not visit."""
    home = press.home
    robots = f"User-agent: *\nDisallow: {disallow}\nCrawl-delay: 0\n\nSitemap: {home}sitemap.xml\n"
    press.file("/robots.txt", robots.encode(), "text/plain")
    articles = list(press.all_articles())
    rows = "\n".join(f"<url><loc>{escape(press.url(a.path))}</loc><lastmod>{a.day}</lastmod></url>" for a in articles)
    sitemap = f'<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n{rows}\n</urlset>\n'
    press.file("/sitemap.xml", sitemap.encode(), "application/xml")
    entries = "\n".join(
        f"<item><title>{escape(a.title)}</title><link>{escape(press.url(a.path))}</link></item>" for a in articles[:20]
    )
    feed = f'<?xml version="1.0" encoding="UTF-8"?>\n<rss version="2.0"><channel><title>{press.identity.name}</title><link>{home}</link>\n{entries}\n</channel></rss>\n'
    press.file("/rss.xml", feed.encode(), "application/rss+xml")
    press.publish(
        f"{disallow}login.html", f"<html><head><title>登录</title></head><body>{press.identity.name}内部登录</body></html>"
    )
