"""What the page of another site shows, from its first bytes: title, tags, a sample of its text; and what robots are told.

Read by patterns and not by a tree: it is asked for every outside target in the main process, costs a fraction of a
millisecond, and needs no more than the words.
"""

from __future__ import annotations

import html
import re
from dataclasses import replace

from crawler.extract.charset import decode
from crawler.extract.error_words import message_in, says_failed
from crawler.extract.frame.leaving import catches_links, leaving_of
from crawler.extract.hidden.concealed import concealed_by_script
from crawler.extract.hidden.injected import sends_searchers
from crawler.extract.loss_words import has_no_host, is_addressed, lost_to_visitor, lost_words, only_nothing_listed
from crawler.extract.outline import squeeze
from crawler.fetch import Response
from crawler.soft_errors import names, promises, turns_away
from crawler.urls import host_of as host
from crawler.urls import join
from model import Concealed, Shown

PAGE_BYTES = 32_768
SCRIPT_BYTES = 160_000
ROBOT = {
    "User-Agent": "Mozilla/5.0 (compatible; Baiduspider/2.0; +http://www.baidu.com/search/spider.html)",
    "Referer": "https://www.baidu.com/",
}
"""How a search robot asks, with the page from which a searcher comes: hijacked hosts answer one of the two differently."""

_TITLE = re.compile(r"<title[^>]{0,200}>([^<]{0,1000})", re.IGNORECASE)
_META = re.compile(r"<meta\b[^>]{0,2000}>", re.IGNORECASE)
_NAME = re.compile(r"(?:name|property)\s*=\s*[\"']?\s*(?:og:)?(keywords|description)\b", re.IGNORECASE)
_CONTENT = re.compile(r"content\s*=\s*(?:\"([^\"]{0,1500})|'([^']{0,1500}))", re.IGNORECASE)
_OPAQUE = re.compile(r"<(script|style|noscript|template)\b", re.IGNORECASE)
_TAG = re.compile(r"<[^<>]{0,2000}>")
_REFRESH = re.compile(r"http-equiv\s*=\s*[\"']?refresh[^>]{0,200}?url\s*=\s*[\"']?([^\"'>\s]{1,1000})", re.IGNORECASE)
_MOVES = re.compile(
    r"(?:(?:window|top|self|parent|document)\s*\.\s*)*location(?:\s*\.\s*href)?\s*(?:=\s*|\.(?:replace|assign)\s*\(\s*)[\"']([^\"'<>\s]{1,1000})[\"']"
)
_WHOLE_FRAME = re.compile(
    r"<(?:frame|iframe(?=[^>]{0,400}\bwidth\s*[=:]\s*[\"']?(?:100%|100vw|\d{4})))\b[^>]{0,400}?\bsrc\s*=\s*[\"']?([^\"'>\s]{1,1000})",
    re.IGNORECASE,
)
"""A page that is only the frame of another one."""
_ERROR_TITLE = re.compile(
    r"\s*(?:(?:HTTP\s*)?(?:错误\s*)?404(?:\s*[-–—:：,，.。!！]?\s*(?:错误|页面|error|not\s*found|page\s*not\s*found|file\s*or\s*directory\s*not\s*found"
    r"|页面不存在|页面未找到|找不到页面|未找到|您访问的页面不存在|页面没有找到|提示|出错了|页)){0,2}\s*[.。!！]?|(?:page|file|object)\s+not\s+found|not\s+found"
    r"|(?:对不起|抱歉)?[，,！!]?\s*(?:您|你)?(?:所)?(?:要)?(?:访问|请求|查看|浏览|查找)的?(?:页面|网页|内容|文章|信息|资源)(?:不存在|未找到|找不到|已(?:被)?删除|不存在或已(?:被)?删除)(?:了)?"
    r"|(?:页面|网页)(?:不存在|未找到|找不到(?:了)?|没有找到|已(?:被)?删除)|找不到(?:页面|网页|该页(?:面)?|您要的页面)|无法找到(?:该)?(?:页|网页|页面|资源)|没有找到站点|the\s+resource\s+cannot\s+be\s+found\.?)\s*"
    r"(?:[-_|–—].{0,40})?",
    re.IGNORECASE,
)
_LIBRARY = re.compile(
    r"(?:^|[/_.-])(?:jquery|bootstrap|swiper|layer|layui|laydate|laypage|vue|react|angular|echarts|zepto|iscroll|superslide|lodash|moment|axios|require|sea|polyfill|"
    r"html5shiv|respond|modernizr|slick|owl|video|ckplayer|flv|hls|qrcode|clipboard|avalon|mousewheel|lazyload|wow|animate|touchslide|three|d3|highcharts)"
    r"(?=[^/]{0,40}\.js)",
    re.IGNORECASE,
)
_SAYS_MISSING = re.compile(
    r"(?:访问|请求|查看|浏览|查找|打开|需要)的?(?:页面|网页|内容|文章|信息|资源|栏目|文件|地址|链接)(?:不存在|未找到|找不到|没有找到|已(?:经)?(?:被)?删除|无效)"
    r"|(?:^|[，。！!,\s])(?:该|此)?(?:页面|网页)(?:不存在|未找到|找不到了?|没有找到|已(?:经)?(?:被)?删除)"
    r"|(?:该|此)(?:信息|内容|文章|栏目)(?:不存在|已(?:经)?(?:被)?删除)|(?:没有|未|无法)找到(?:您|你)?(?:所)?要?(?:访问|查找|请求|需要)?的?(?:网页|页面|内容)"
    r"|page (?:you requested )?(?:cannot be|could not be|was not|not) found",
    re.IGNORECASE,
)
_BARE_SERVER = re.compile(
    r"\s*(?:welcome to (?:nginx|openresty|tengine|caddy|centos|apache)\b.*"
    r"|iis\s?\d{0,2}(?:\.\d)?|iis windows(?: server)?|internet information services"
    r"|apache2? .{0,30}default page.*|apache http server test page.*"
    r"|(?:http server )?test page (?:for|powered by) .*|it works!?|apache tomcat(?:/[\d.]+)?"
    r"|(?:恭喜[，,]?)?站点创建成功.*|phpstudy.{0,20}|lnmp一键安装包.*|default web site page|tomcat|nginx)\s*",
    re.IGNORECASE,
)
_PICTURE = re.compile(r"<img\b[^>]{0,300}?\bsrc\s*=\s*[\"']?([^\"'>\s]{1,400})", re.IGNORECASE)
_ERROR_PICTURE = re.compile(r"(?<!\d)404(?!\d)|error|not_?found|sorry", re.IGNORECASE)
_FAILS = re.compile(
    r"\b(?:errors?|\w*exceptions?|faults?|fail(?:ed|ure|s)?|not?|none|nothing|cannot|can't|couldn't|unable|invalid|missing|expired|"
    r"deleted|removed|moved|gone|sorry|oops|whoops|denied|unavailable|null|undefined|[45]\d\d)\b",
    re.IGNORECASE,
)
_ADDRESS = re.compile(r"\S*[./]\S*[./\w]")
_HAN = re.compile(r"[\u4e00-\u9fff]")
_SHOWS = re.compile(
    rb"<(?:script|i?frame|frameset|img|form|input|embed|object|video|svg|meta[^>]{0,200}refresh)\b", re.IGNORECASE
)
_ANCHOR = re.compile(r"<a\b[^>]{0,800}>.{0,400}?</a\s{0,3}>", re.IGNORECASE | re.DOTALL)
_FRAMED = 300
_PICTURE_TEXT = 120
_SHORT = 200
_A_TITLE = 20
_A_SENTENCE = 150
_KEPT = 600


def read_outside(response: Response) -> Shown | None:
    """What an answer of success shows, None where it is no page."""
    kind = response.headers.get("content-type", "").lower()
    if not response.body or (kind and "html" not in kind and "text/plain" not in kind):
        return None
    text, _ = decode(response.body[:PAGE_BYTES], response.headers.get("content-type", ""))
    title = _TITLE.search(text)
    tags: dict[str, str] = {}
    for tag in _META.finditer(text):
        name, content = _NAME.search(tag[0]), _CONTENT.search(tag[0])
        if name and content:
            tags.setdefault(name[1].lower(), _clean(content[1] or content[2] or "")[:300])
    return Shown(
        final=response.url if response.hops else "",
        title=_clean(title[1])[:200] if title else "",
        keywords=tags.get("keywords", ""),
        description=tags.get("description", ""),
        text=_words(text)[:_KEPT],
    )


def moves_on(response: Response, shown: Shown) -> str:
    """Where a page without content of its own sends its visitor, "" when it does not: followed once, as a browser does."""
    if len(shown.text) > _SHORT:
        return ""
    text, _ = decode(response.body[:PAGE_BYTES], response.headers.get("content-type", ""))
    found = _REFRESH.search(text) or (_MOVES.search(text) or _WHOLE_FRAME.search(text) if len(text) < 6_000 else None)
    target = join(response.url, html.unescape(found[1])) if found else None
    return target.url if target and not target.problem and target.url != response.url else ""


def with_robot(shown: Shown, robot: Shown | None) -> Shown:
    """What a page shows, with what it tells a search robot where that differs."""
    if robot is None:
        return shown
    told = [
        mine for mine, theirs in
        ((robot.title, shown.title), (robot.keywords, shown.keywords), (robot.description, shown.description))
        if mine and mine != theirs
    ]  # fmt: skip
    return replace(shown, robot="\n".join(told))


def says_lost_of(shown: Shown, promise: str, *, whole: bool = True, deep: bool = False) -> bool:
    """Whether a page of few words says in free ones that there is nothing, and does not name what its link promised.

    `deep`: the link leads to a page inside the site, and names a matter.
    """
    said = f"{shown.title}\n{shown.text}"
    if not whole or len(shown.text) > _A_SENTENCE or names(promise, said) or only_nothing_listed(said):
        return False
    if has_no_host(said) or (len(shown.title) <= _A_TITLE and lost_words(shown.title) and is_addressed(shown.title)):
        return True
    if not deep and not promises(promise):
        return bool(lost_to_visitor(said))
    return bool(lost_words(said)) and (is_addressed(said) or _HAN.search(said) is None)


def says_lost_framed(response: Response, shown: Shown, promise: str) -> bool:
    """Whether a page with a menu tells its visitor, beside its links, that what he wanted to see is not there."""
    if response.truncated or names(promise, f"{shown.title}\n{shown.text}") or "您" not in shown.text:
        return False
    text, _ = decode(response.body[:PAGE_BYTES], response.headers.get("content-type", ""))
    prose = _words(_ANCHOR.sub("\n", text))
    return len(prose) <= _FRAMED and bool(lost_to_visitor(prose))


def alerts_loss(response: Response, shown: Shown) -> bool:
    """Whether a page without words opens a box that says that there is nothing (alert('文章未审核'))."""
    if response.truncated or len(shown.text) > _A_TITLE:
        return False
    text, _ = decode(response.body[:PAGE_BYTES], response.headers.get("content-type", ""))
    return bool(lost_words(message_in(text)))


def is_error_picture(response: Response, shown: Shown, promise: str) -> bool:
    """Whether a page that does not name what its link promised shows the picture of an error and hardly a word."""
    if len(shown.text) > _PICTURE_TEXT or not promises(promise) or names(promise, f"{shown.title}\n{shown.text}"):
        return False
    text, _ = decode(response.body[:PAGE_BYTES], response.headers.get("content-type", ""))
    return any(_ERROR_PICTURE.search(match[1].rpartition("/")[2]) for match in _PICTURE.finditer(text))


def is_foreign_line(response: Response, shown: Shown, promise: str) -> bool:
    """Whether words of a failure, without a Chinese one, are all that stands where a link promised a matter in Chinese.

    A name, an address or "OK" is no failure: its owner may mean to show no more.
    """
    if response.truncated or not shown.text or len(shown.text) > _SHORT * 2 or not promises(promise):
        return False
    said = f"{shown.title}\n{shown.text}"
    failed = _HAN.search(said) is None and _FAILS.search(_ADDRESS.sub(" ", said)) is not None
    return failed and not turns_away(said) and _SHOWS.search(response.body) is None


def is_bare_server(shown: Shown) -> bool:
    """Whether a host shows nothing but the page that its server brings along: no site is there any more."""
    return _BARE_SERVER.fullmatch(shown.title) is not None and len(shown.text) <= _SHORT * 3


def says_missing(shown: Shown, *, whole: bool = True) -> bool:
    """Whether a page that came with success says that there is nothing: by its very title, or where it says nothing else.

    Anything longer is content. `whole`: its text was read to the end.
    """
    if whole and (says_failed(shown.text) or says_failed(shown.title)):
        return True
    if _ERROR_TITLE.fullmatch(shown.title) is not None:
        return len(shown.text) <= _SHORT * 2
    return whole and len(shown.text) <= _A_SENTENCE and _SAYS_MISSING.search(shown.text) is not None


def read_script(response: Response) -> Shown | None:
    """What a script says about leaving the site, where it sends those who searched, which links it writes and hides.

    None for any other that was read whole.
    """
    text, _ = decode(response.body[:SCRIPT_BYTES], response.headers.get("content-type", ""))
    name = response.url.partition("?")[0]
    notice = leaving_of(text, f"{name}\n{text}") or ("confirm" if catches_links(text) else "")
    library = is_library(name)
    whole = not response.truncated or library
    sent = sends_searchers(text)
    final = join(response.url, sent).url if sent else ""
    conceals = () if library else _concealed(response.url, text)
    if whole and not (notice or final or conceals):
        return None
    return Shown(notice=notice, whole=whole, final=final, conceals=conceals)


def _concealed(url: str, code: str) -> tuple[Concealed, ...]:
    return concealed_by_script(code, lambda raw: join(url, raw), lambda target: host(target) == host(url))


def is_library(url: str) -> bool:
    """Whether a script is a common library by its name."""
    return _LIBRARY.search(url.partition("?")[0]) is not None


def _words(page: str) -> str:
    """The visible words of the beginning of a page, bounded; in one sweep however badly it is made."""
    start = page.lower().find("<body")
    rest = page[max(start, 0) :]
    parts: list[str] = []
    at = 0
    while opening := _OPAQUE.search(rest, at):
        parts.append(rest[at : opening.start()])
        closing = re.compile(f"</{opening[1]}[^>]{{0,50}}>?", re.IGNORECASE).search(rest, opening.end())
        if closing is None:
            at = len(rest)
            break
        at = closing.end()
    parts.append(rest[at:])
    head = _TITLE.sub(" ", "".join(parts)) if start < 0 else "".join(parts)
    return _clean(_TAG.sub(" ", head))


def _clean(text: str) -> str:
    return squeeze(html.unescape(text))
