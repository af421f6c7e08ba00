"""What only a script shows: lists filled later, redirects by script, and where they come from."""

from __future__ import annotations

import re

from crawler.cms.declared import declared
from crawler.cms.xhr import kept_addresses
from crawler.extract.lists.empty_data import empty_data
from crawler.extract.outline import Outline
from model import Pager

_ENDPOINT = re.compile(
    r"(?:(?:\$|\b[A-Za-z_]\w{0,20})\.(?:getJSON|ajax)\s*\(\s*|\$\.(?:get|post)\s*\(\s*|axios\.(?:get|post)\s*\(\s*|fetch\s*\(\s*|\burl\s*:\s*|\.load\s*\(\s*"
    r"|(?<![\w.$])(?!import|require)[A-Za-z_]\w{0,20}\s*\(\s*(?=[\"'][^\"'\s<>]{2,200}\.json[\"'?]))[\"']([^\"'\s<>]{2,300})[\"']",
)
TEMPLATE = re.compile(r"\{\{\s*[\w.|()\[\] ]{1,60}\s*\}\}|ms-repeat|ms-for|:for=|v-for=|ng-repeat|data-template", re.IGNORECASE)
_LOADER = re.compile(
    r"jpage|dataproxy|unitbuild|build/unit|getList|loadList|loadData|pageList|getData|"
    r"\.append\s*\(|\.html\s*\(|innerHTML|gkmlpt|laypage|createApp|new Vue|axios|\bfetch\s*\(|XMLHttpRequest|ReactDOM"
    r"|\$\.(?:get|post)\s*\(|\.ajax\s*\(|appendChild|insertAdjacent|__NUXT__|__INITIAL_STATE__|__NEXT_DATA__|layui\.|laytpl|template\s*\("
)
_CATALOGUE = re.compile(r"<(?:script|link|div|section|main)\b[^<>]{0,200}gkmlpt|_CONFIG\s*=")
"""The catalogue's own page; others only lead to it from their menus."""
IN_FRAME = "内容在框架页中："
_ADDS_SCRIPT = re.compile(r"createElement\(\s*['\"]script['\"]")
_SERVICE = re.compile(
    r"jiucuo|exposure/|conac\.cn|hm\.baidu|zz\.bdstatic|push\.zhanzhang|bdimg\.share|cnzz|51\.la|tongji|analytics|jiathis|wza|slhwza"
)
_LONGEST_SERVICE = 2000
_REDIRECT = re.compile(
    r"(?:(?:window|top|self|parent|document)\s*\.\s*)*location(?:\s*\.\s*href)?\s*(?:=\s*|\.(?:replace|assign)\s*\(\s*)[\"']([^\"'<>\s]{1,1000})[\"']\s*\)?\s*(?:;|$|\n|\})"
)
_CONDITIONAL = re.compile(
    r"userAgent|uaredirect|platform|screen\.width|isMobile|mobile|charset|onclick|function\s+\w+\s*\([^)]*\)", re.IGNORECASE
)
_LONGEST_REDIRECT = 4000
_STATIC = re.compile(
    r"\.(?:js|css|png|jpe?g|gif|ico|swf|mp4)(?:[?#]|$)|count|tongji(?!/[\w./-]{1,80}\.json)|stat|click|visit|weather|tianqi|login|captcha|vcode|2345\.com|map\.",
    re.IGNORECASE,
)


def script_redirect(scripts: list[tuple[int, str]], visible: int) -> str:
    """The literal target of an unconditional script redirect on an otherwise empty page, "" without one."""
    codes = [code for _, code in scripts if code.strip()]
    if visible > 200 or sum(len(code) for code in codes) > _LONGEST_REDIRECT:
        return ""
    for code in codes:
        match = _REDIRECT.search(code)
        if match and not _CONDITIONAL.search(code) and not re.search(r"\bif\s*\(", code[: match.start()]):
            return match[1]
    return ""


def endpoint_of(scripts: list[tuple[int, str]]) -> str:
    """The first literal address from which a script loads content, "" without one."""
    for _, code in scripts:
        for match in _ENDPOINT.finditer(code[:100_000]):
            if not _STATIC.search(match[1]) and "/" in match[1]:
                return match[1]
    return ""


_FRAME_NAME = r"(?:foot|bottom|head|top|banner|menu|nav|crumb|side|left|copyright|weather|tianqi|share|dibu|toubu|daohang)"
_PART_LOADED = re.compile(
    rf"(?:\$|jQuery)\(\s*[\"'][#.]?(?:[\w-]{{0,20}}[-_])?{_FRAME_NAME}[\w-]{{0,20}}[\"']\s*\)\s*\.load\s*\([^()]{{1,300}}\)"
    rf"|(?:(?:\$|jQuery)(?:\([^()]{{1,60}}\))?\.(?:load|get)|\bfetch|axios\.get)\s*\(\s*[\"'](?:[^\"'\s]{{0,200}}[/_-])?{_FRAME_NAME}[\w-]{{0,20}}"
    r"\.(?:s?html?|inc|jsp|aspx?|php|txt|json)(?:\?[^\"']{0,80})?[\"'](?:[^{}]{0,120}\{[^{}]{0,400}\}){0,2}",
    re.IGNORECASE,
)
"""A call that loads a part of every page's frame (head.html, foot.html) and where it puts it."""


def without_frame_parts(code: str) -> str:
    """A page's code without the calls that load its head, its menus and its bottom: none of them is its list."""
    return _PART_LOADED.sub(" ", code[:200_000]) if "load" in code or "get" in code or "fetch" in code else code


def why_scripted(html: str, scripts: list[tuple[int, str]], loading: str, frame: str = "") -> str:
    """Why a page without list and text may still have both once its scripts ran, "" when nothing hints at it."""
    scripts = [(node, without_frame_parts(code)) for node, code in scripts]
    endpoint = endpoint_of(scripts)
    if endpoint:
        return f"列表由脚本加载：{endpoint[:200]}"
    if told := declared(tuple(code for _, code in scripts), html):
        return f"列表由脚本加载：{told[0][:200]}"
    if kept := kept_addresses(html):
        return f"列表由脚本加载：{kept[0][:200]}"
    if frame:
        return f"{IN_FRAME}{frame[:500]}"
    if loading:
        return f"页面只显示“{loading}”"
    if "gkmlpt" in html[:200_000] and _CATALOGUE.search(html[:200_000]):
        return "gkmlpt 目录由接口加载"
    if "queryData=" in html[:400_000]:
        return "列表由平台按需生成（build/unit）"
    if TEMPLATE.search(html) and TEMPLATE.search(_without_comments(html)):
        return "列表由页面模板脚本生成"
    codes = [code for _, code in scripts]
    if any(_LOADER.search(code) and not _is_idle(code, codes) for code in codes):
        return "列表由脚本填充"
    return ""


def _is_idle(code: str, beside: list[str]) -> bool:
    """Whether a script that writes into the page brings no list all the same. `beside`: all scripts of the page."""
    return _only_adds_a_service(code) or _only_a_menu(code) or _only_a_clock(code) or bool(empty_data((code,), beside))


_CLOCK = 1_500
_MARKUP = re.compile(r"<(?:li|a|tr|dd)\b", re.IGNORECASE)


def _only_a_clock(code: str) -> bool:
    """Whether a script only writes the day and the time."""
    plain = len(code) <= _CLOCK and "new Date(" in code and not _MARKUP.search(code) and not _DAY.search(code)
    return plain and all(_WRITES.fullmatch(match[0]) for match in _LOADER.finditer(code))


def _without_comments(html: str) -> str:
    first, *others = html.split("<!--")
    return first + "".join(piece.partition("-->")[2] for piece in others)


def is_service(code: str) -> bool:
    """Whether a piece of code, or the address of a script, is that of a known service (找错, statistics, sharing)."""
    return len(code) <= _LONGEST_SERVICE and _SERVICE.search(code) is not None


def _only_adds_a_service(code: str) -> bool:
    """Whether a script only puts another script of a known service (找错, statistics, sharing) into the page."""
    if len(code) > _LONGEST_SERVICE or not _ADDS_SCRIPT.search(code) or not _SERVICE.search(code):
        return False
    return all(match[0] == "appendChild" for match in _LOADER.finditer(code))


_FRAME_PART = re.compile(
    r"(?:^|[/_\-])(?:foot(?:er)?|bottom|head(?:er)?|top|banner|menu|nav|copyright|weather|tianqi|share|jiucuo|counter)[\w\-]*\.\w{2,5}(?:$|\?)",
    re.IGNORECASE,
)
"""Addresses of frames that hold a part of the template, whatever the page is about."""


_MENU = re.compile(
    r"[\"']?name[\"']?\s*:\s*[\"'][^\"'\n]{2,20}[\"']\s*,\s*[\"']?(?:url|href|link)[\"']?\s*:\s*[\"'](?:https?:)?/"
)
_WRITES = re.compile(r"innerHTML|\.html\s*\(|\.append\s*\(|appendChild")
_DAY = re.compile(r"(?:19|20)\d\d[-/.年]\d{1,2}")
_FEWEST = 3  # entries of a menu
_MENU_CODE = 60_000


def _only_a_menu(code: str) -> bool:
    """Whether a script only writes the menu that it holds as data: names and addresses, no dates, nothing asked for."""
    if _DAY.search(code[:_MENU_CODE]) or len(_MENU.findall(code[:_MENU_CODE])) < _FEWEST or len(code) > _MENU_CODE:
        return False
    return all(_WRITES.fullmatch(match[0]) for match in _LOADER.finditer(code))


def frame_of(outline: Outline) -> str:
    """The address of the first frame that may hold the page's content, "" without one."""
    for node, tag in enumerate(outline.tags):
        if tag not in ("iframe", "frame") or outline.hidden[node]:
            continue
        source = outline.get(node, "src").strip()
        if source.startswith(("about:", "javascript:")) or _STATIC.search(source) or _FRAME_PART.search(source):
            continue
        if source:
            return source
    return ""


def came_along(pager: Pager | None) -> bool:
    """Whether a list of hanweb's kind came with the page, to its end: no count and no way to more records is an empty one."""
    return pager is not None and pager.mechanism == "jpage" and not pager.next_urls and not pager.pages and not pager.records
