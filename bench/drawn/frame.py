"""What every drawn site has: its name and code, the frame of its pages, lists, and news that nobody minds."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from html import escape
from random import Random

from demo.content import Writer
from demo.truth import Expected
from demo.web import Answer, VirtualHost, page

Item = tuple[str, str, date]
"""Title, address and day of what a list shows."""
Tags = Sequence[tuple[str, str]]

_PLACES = (
    "东坡县", "西林区", "南皮县", "中牟县", "上饶市", "下陆区", "左云县", "前郭县", "后湖区", "内黄县", "外环区", "大荔县",
    "云溪县", "白水区", "安乡市", "麻阳县", "泸溪县", "桃源县", "石门市", "渌水县", "龙泉区", "桐柏县", "永丰县", "青岩区",
)  # fmt: skip
_PICTURE = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c4890000000d49444154789c6364f8cf500f00038601805a34"
    "7d6b0000000049454e44ae426082"
)
_ENTRIES: Mapping[str, str] = {
    "script": '<script id="_jiucuo_" sitecode="{code}" src="https://zfwzgl.www.gov.cn/exposure/jiucuo.js"></script>',
    "picture": '<a href="https://zfwzzc.www.gov.cn/check_web/errorInfo_jcInit.action?site_code={code}">'
    '<img src="/jc.png" alt="政府网站找错"></a>',
    "text": '<a href="http://zfwzgl.www.gov.cn/exposure/jiucuo.html?site_code={code}" target="_blank">我为政府网站找错</a>',
}
_WRITINGS: Mapping[str, Callable[[str, str], str]] = {
    "plain": lambda name, value: f'<meta name="{name}" content="{value}">',
    "lower": lambda name, value: f"<META content='{value}' name='{name.lower()}' />\n",
    "bare": lambda name, value: f'<meta content="{value}" name={name}>',
}
NEWS, NOTICES = "/xwzx/", "/tzgg/"
HONEST = 0.25
"""Share of the sites without a fault."""


@dataclass(slots=True)
class Site:
    """A site while it is drawn: what it is called, how it writes tags and the entry, its pages and its faults."""

    number: int
    random: Random
    today: date
    menu: Sequence[tuple[str, str]]
    host: VirtualHost = field(init=False)
    expected: list[Expected] = field(default_factory=list)
    place: str = field(init=False)
    code: str = field(init=False)
    writing: str = field(init=False)
    entry: str = field(init=False)
    writer: Writer = field(init=False)

    def __post_init__(self) -> None:
        pick = self.random.choice
        self.host = VirtualHost(f"www.drawn{self.number}.gov.cn")
        self.place = pick(_PLACES)
        self.code = f"43{self.random.randint(10, 99)}{self.random.randint(10, 99)}0{self.random.randint(100, 999)}"
        self.writing, self.entry = pick(tuple(_WRITINGS)), pick(tuple(_ENTRIES))
        self.writer = Writer(str(self.random.random()), self.place)
        for name in ("/logo.png", "/jc.png"):
            self.host.add(name, Answer(_PICTURE, "image/png"))

    @property
    def home(self) -> str:
        """The address of the home page."""
        return f"http://{self.host.name}/"

    @property
    def government(self) -> str:
        """What the site's owner is called."""
        return f"{self.place}人民政府"

    def is_faulty(self) -> bool:
        """Draw whether the site has faults."""
        return self.random.random() >= HONEST

    def plant(self, rule: str, path: str, why: str) -> None:
        """Write down a fault."""
        self.expected.append(Expected(self.home, rule, f"http://{self.host.name}{path}", why))

    def publish(
        self, path: str, title: str, body: str, tags: Tags = (), *, without: Sequence[str] = (), entry: bool = True
    ) -> None:
        """Put a page on the site. `without`: tags that it lacks; `entry`: whether it has the entry for reports of errors."""
        every = (("SiteName", f"{self.government}门户网站"), ("SiteDomain", self.host.name), ("SiteIDCode", self.code), *tags)
        written = "".join(_WRITINGS[self.writing](name, escape(value)) for name, value in every if name not in without)
        menu = "".join(f'<li><a href="{address}">{words}</a></li>' for words, address in (("首页", "/"), *self.menu))
        column = dict(tags).get("ColumnName", "")
        crumb = f'<div class="wz">您的位置：<a href="/">首页</a> &gt; {column}</div>' if column else ""
        found = _ENTRIES[self.entry].format(code=self.code) if entry else ""
        self.host.add(path, page(
            f'<!DOCTYPE html><html><head><meta charset="utf-8"><title>{title}-{self.government}</title>{written}'
            '<meta name="viewport" content="width=device-width"></head><body><div class="head"><img src="/logo.png" alt="标志">'
            '<form action="/ss.html"><input name="wd"><button>搜索</button></form></div>'
            f'<ul class="mainnav">{menu}</ul><div class="wrap">{crumb}{body}</div><div class="bottom">'
            f"<p>主办单位：{self.government}办公室 网站标识码：{self.code}</p><p>湘ICP备1200{self.code[-4:]}号-1 "
            f'联系电话：0730-8{self.code[2:8]} <a href="/wzdt.html">网站地图</a> <a href="/gy.html">关于我们</a></p>'
            f"{found}</div></body></html>"
        ))  # fmt: skip


def column_tags(name: str) -> Tags:
    """The tags of a column."""
    return (("ColumnName", name), ("ColumnDescription", f"{name}栏目"), ("ColumnKeywords", name), ("ColumnType", name))


def article_tags(site: Site, column: str, title: str, day: date) -> Tags:
    """The tags of an article."""
    own = (("ArticleTitle", title), ("PubDate", f"{day} 09:30"), ("ContentSource", f"{site.government}办公室"))
    return (*column_tags(column), *own)


def article(title: str, day: date, source: str, paragraphs: Sequence[str]) -> str:
    """The body of an article."""
    text = "".join(f"<p>　　{words}</p>" for words in paragraphs)
    return f'<h1>{title}</h1><div class="xx">发布时间：{day} 来源：{source}</div><div class="cont">{text}</div>'


def listing(items: Sequence[Item]) -> str:
    """The body of a list, the newest first."""
    rows = sorted(items, key=lambda item: item[2], reverse=True)
    return "<ul class='list'>" + "".join(f'<li><a href="{u}">{t}</a><span>{d}</span></li>' for t, u, d in rows) + "</ul>"


def add_article(
    site: Site, column: str, folder: str, title: str, day: date, number: int, paragraphs: Sequence[str],
    *, without: Sequence[str] = (), entry: bool = True,
) -> Item:  # fmt: skip
    """Publish an article of a column; `number` tells it from the others of its day."""
    path = f"{folder}{day:%Y%m}/t{day:%Y%m%d}_{number}.html"
    body = article(title, day, f"{site.government}办公室", paragraphs)
    site.publish(path, title, body, article_tags(site, column, title, day), without=without, entry=entry)
    return title, path, day


def add_news(site: Site, notices: Sequence[Item] = ()) -> dict[str, list[Item]]:
    """News and notices of the last weeks, on two lists; `notices` are published already and listed with them."""
    found: dict[str, list[Item]] = {}
    for folder, column, make in ((NEWS, "新闻中心", site.writer.news), (NOTICES, "通知公告", site.writer.notice)):
        items = list(notices) if folder == NOTICES else []
        for number in range(12):
            day, title = site.today - timedelta(days=1 + number * 2), make()
            items.append(add_article(site, column, folder, title, day, 7000 + number, site.writer.paragraphs()))
        site.publish(folder, column, listing(items), column_tags(column))
        found[folder] = items
    return found


def add_plain_pages(site: Site) -> None:
    """The pages that the bottom of every page leads to."""
    links = "".join(f'<li><a href="{address}">{words}</a></li>' for words, address in site.menu)
    site.publish("/wzdt.html", "网站地图", f"<ul>{links}</ul>")
    site.publish(
        "/gy.html", "关于我们", f"<h1>关于我们</h1><p>本网站由{site.government}办公室主办，提供政务公开和办事服务。</p>"
    )
    site.publish("/ss.html", "站内搜索", "<h1>站内搜索</h1><p>请输入关键词</p>")
