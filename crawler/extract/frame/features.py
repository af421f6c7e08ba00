"""What the frame of a page offers around its content: entries, footer words, and whether a script writes the footer."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from urllib.parse import unquote

from crawler.cms.xhr import calls
from crawler.extract.frame.error_entry import NAMES_IT, read_entry
from crawler.extract.frame.written_bottom import writes_bottom
from crawler.extract.outline import TEXT, Outline
from crawler.extract.text import Line
from crawler.host_names import host_of, same_domain
from crawler.link_kinds import is_library
from crawler.sub_site import folder_of_sub_site
from model import LinkKind, Page

_CLICKABLE = frozenset({"a", "area", "button", "input", "img", "span", "div", "p", "li", "i", "em", "b", "font", "td", "label"})
_LABEL = 24
"""The longest label of an entry; what is longer is a headline."""
_TAIL = 40
_OWN_LINKS = 8
"""So many links in its source show that a page of few words is not made by a script."""
_BARE = 120
"""Characters below which a home page that says nothing of its site is only an entrance."""

_ENTRIES: Mapping[str, re.Pattern[str]] = {
    "site_map": re.compile(r"(?:网站|站点|本站)\s*(?:地图|导航|导图)|site\s*map", re.IGNORECASE),
    "contact": re.compile(r"^(?:.{0,4})联\s*系\s*(?:我们|方式|电话|地址)|联系本站"),
    "privacy": re.compile(r"隐私|个人信息(?:保护|处理|收集)(?:政策|声明|规则|说明)?$"),
    "statement": re.compile(r"(?:网站|法律|免责|版权|使用|本站)\s*(?:声明|条款|说明)|^声明$|使用条款"),
    "mobile": re.compile(r"^.{0,6}(?:(?:手机|移动|触屏)(?:版|端|站|网|门户|客户端|浏览)|\bwap\b).{0,4}$", re.IGNORECASE),
    "accessibility": re.compile(
        r"^.{0,6}(?:无障碍(?:浏览|阅读|模式|版|服务|工具|辅助|通道|访问|入口|网站|说明|声明|功能)?|适老(?:化|版|模式)?.{0,4}|"
        r"(?:长者|长辈|老年人?|老人|关怀|关爱|爱心|大字|大字体|敬老|银发)(?:版|模式|专区|助手|浏览|阅读(?:模式)?|服务|通道|频道)|"
        r"读屏|语音(?:播报|阅读|读屏)|辅助(?:浏览|阅读)(?:工具)?|助残.{0,4}|盲人.{0,4}|视障.{0,4})(?:入口|开关|关闭|开启|切换)?.{0,4}$"
    ),
}
_ADDRESSES: Mapping[str, re.Pattern[str]] = {
    "site_map": re.compile(r"site_?map|wzdt|/map\.s?html?", re.IGNORECASE),
    "contact": re.compile(r"^mailto:|lxwm|contact", re.IGNORECASE),
    "privacy": re.compile(r"privacy|yssm|ysbh|yszc", re.IGNORECASE),
    "mobile": re.compile(r"^(?:https?:)?//(?:m|wap|3g|mobile)\.|/(?:wap|mobile|m)/", re.IGNORECASE),
    "accessibility": re.compile(
        r"wza|wuzhangai|barrier-?_?free|accessib|(?:^|[^a-z])(?:aria|toolbar)\.start|esdinit|shilao|"
        r"(?:^|[^a-z])(?:elder|old(?:er|fix|man|people|mode|version|edition))|slhelp|zhangzhe|guanhuai|voice-?read",
        re.IGNORECASE,
    ),
}
_FOOTER_SAYS: Mapping[str, re.Pattern[str]] = {
    "code": re.compile(r"标\s*识\s*(?:代\s*)?码"),
    "icp": re.compile(r"ICP|miit\.gov\.cn|miitbeian", re.IGNORECASE),
    "police": re.compile(r"公安.{0,6}备|公网安备|网安备|beian\.gov\.cn|beian\.mps\.gov\.cn"),
    "owner": re.compile(
        r"主办|主[ \u3000\u00a0]{1,3}办[ \u3000\u00a0]{0,3}[单:：]|版\s*权\s*(?:所\s*有|归)|开办|主管单位|"
        r"(?:copyright|©|版权).{0,60}(?:政府|[局委办厅部院会署社]|中心|网站)",
        re.IGNORECASE,
    ),
    "conac": re.compile(r"conac|党政机关|dzjg", re.IGNORECASE),
    "contact": re.compile(
        r"联系(?:我们|方式|电话|地址|人)|电\s*话|热线\s*[:：]?\s*\d|\d{5}.{0,10}热线|^.{0,8}热线$|地\s*址\s*[:：]|邮\s*[编箱]|e-?mail|传\s*真|\d{3,4}\s*[-－—]\s*\d{7,8}",
        re.IGNORECASE,
    ),
}
_WRITTEN = re.compile(
    r"<a\b[^<>]{0,300}?href\s*=\s*\\*[\"']?([^\"'\\<>\s]{1,200})[^<>]{0,300}>(?:<[^<>]{0,200}>)*([^<>]{0,40})", re.IGNORECASE
)
"""A link in the text of a script that writes a part of the page: its address and its words."""
_CONTAINERS = frozenset({"div", "footer", "section", "foot"})
_BOTTOM = re.compile(r"(?:^|[\s_-])(?:foot(?:er)?|bottom|copyright|ft|btm|dibu|yejiao|banquan)(?:$|[\s_-])", re.IGNORECASE)
_REPORT = re.compile(
    r"网站.{0,8}(?:年度.{0,8}报表|年\s*报|年度报告|工作报表|监管报表)|(?:工作|监管)年度报表|年度(?:工作|监管)报表|年度.{0,6}网站.{0,8}报表"
)
_FOOTER_NAME = re.compile(
    r"foot|bottom|copyright|copyr|banquan|dibu|yejiao|weibu|(?:^|[/_.-])(?:bot|btm|end|ft|tail)(?=[._-])", re.IGNORECASE
)
_HEADER_NAME = re.compile(r"header|(?:^|[/_.-])(?:head|top|toubu|yetou|nav|daohang)(?=[._-])", re.IGNORECASE)
_NEVER_LOADING = frozenset({"a", "link", "img", "area", "meta"})
_NO_ADDRESSES = frozenset({"class", "id", "style", "href"})
_FILE = r"\.(?:s?html?|js|jsp|aspx?|php|json|inc|txt|vue)"
_LOADED = re.compile(rf"[\"']([^\"'\s<>]{{1,200}}?{_FILE}(?:\?[^\"']{{0,80}})?)[\"']", re.IGNORECASE)
_PHONE_SCRIPT = re.compile(
    r"viewport|(?:android|iphone|isMobile|mobile).{0,400}location|location.{0,400}(?:android|iphone)",
    re.DOTALL | re.IGNORECASE,
)
_OWN_SCRIPTS = 3
_PHONE_TAGS = frozenset({"viewport", "handheldfriendly", "mobileoptimized", "mobile-agent"})


def read_features(html: str, signs: str, outline: Outline, lines: list[Line], page: Page, *, home: bool) -> dict[str, str]:
    """What the page's frame offers, each with the words or the address that show it; what is absent has no key.

    Every page: error_entry, error_entry_code, scripted_footer (why its bottom cannot be read, looked for only where
    something is missing); a page of figures also period (see crawler.extract.told_period). The home page also: asks (the
    address that its own script asks for content), site_map, contact, privacy, statement, mobile, accessibility,
    annual_reports (labels, a line each), scripted_header, own_scripts (the site's script files, a line each, where something
    fills its bottom), sub_site (the folder below which its pages lie), bare (why there is nothing to judge), and the footer's
    words for code, icp, police, owner, conac.
    """
    found: dict[str, str] = {}
    read_entry(html, signs, outline, found)
    lacking = home or not found.get("error_entry") or not page.identity.get("code")
    if lacking and (why := scripted_footer(outline, lines)):
        found["scripted_footer"] = why
    if home:
        if "XMLHttpRequest" in html or "ajax" in html or "fetch" in html:
            asked = calls(tuple(code for _, code in outline.scripts), html)
            found |= {"asks": first} if (first := next((call.url for call in asked if call.url), "")) else {}
        if "scripted_footer" in found and (scripts := _own_scripts(page)):
            found["own_scripts"] = scripts
        if sum(len(line.text) for line in lines) < _BARE and not page.identity and not found:
            found["bare"] = "首页几乎没有内容"
        _entries(outline, found)
        _footer_words(outline, lines, page, found)
        _phone(outline, page, found)
        if head := next(_loaded(outline, _HEADER_NAME), ""):
            found["scripted_header"] = head
        targets = (link.target for link in page.links if link.kind is LinkKind.PAGE)
        if folder := folder_of_sub_site(page.url, page.url, targets):
            found["sub_site"] = folder
    return found


def _own_scripts(page: Page) -> str:
    """The first script files of the site itself; a library that serves any site writes no bottom."""
    host = host_of(page.url)
    scripts = (link.target for link in page.links if link.kind is LinkKind.SCRIPT and not is_library(link.target))
    return "\n".join([url for url in dict.fromkeys(scripts) if same_domain(host_of(url), host)][:_OWN_SCRIPTS])


def entries_of(html: str, outline: Outline, lines: list[Line], page: Page) -> dict[str, str]:
    """What a piece of the home page's frame offers that another file writes; `page` carries the identity read in it."""
    found: dict[str, str] = {}
    read_entry(html, html.lower(), outline, found)
    _entries(outline, found)
    _footer_words(outline, lines, page, found)
    return found


def scripted_footer(outline: Outline, lines: list[Line]) -> str:
    """Why the bottom of the page is not in its source: the address or the element that a script or frame fills."""
    if loaded := next(_loaded(outline, _FOOTER_NAME), ""):
        return loaded
    if "frameset" in outline.tags:
        return "页面由框架组成"
    why = next(_unfilled(outline), "")
    if not why and outline.scripts and sum(len(line.text) for line in lines) < 200 and outline.tags.count("a") < _OWN_LINKS:
        why = "页面内容由脚本生成"
    return "" if why and writes_bottom(outline) else why


def _loaded(outline: Outline, named: re.Pattern[str]) -> Iterator[str]:
    """Addresses of scripts, frames and included files whose name is that of a part of the page."""
    for tag, attrs in zip(outline.tags, outline.attrs, strict=True):
        if not attrs or tag in _NEVER_LOADING or attrs.keys() <= _NO_ADDRESSES:
            continue
        for name, value in attrs.items():
            if value and name not in _NO_ADDRESSES and _is_part(value, named):
                yield value.strip()
    for _, code in outline.scripts:
        for match in _LOADED.finditer(code[:20_000]):
            if _is_part(match[1], named):
                yield match[1]


def _is_part(value: str, named: re.Pattern[str]) -> bool:
    """Whether an address names a part of the page (foot.js, inc/bottom.html), not its style or a picture in it."""
    if len(value) > 300:
        return False
    path = value.strip().split("?", 1)[0]
    if not re.search(_FILE + "$", path, re.IGNORECASE):
        return False
    return named.search("/".join(path.rsplit("/", 2)[-2:])) is not None


def _unfilled(outline: Outline) -> Iterator[str]:
    """Elements of the page bottom that only a script can fill: of its own making, or containers left empty."""
    half = (len(outline) + 1) // 2
    made = {tag for tag in set(outline.tags) if "-" in tag and _FOOTER_NAME.search(tag)}
    for node in range(0 if made else half, len(outline)):
        tag = outline.tags[node]
        if tag in made:
            yield f"<{tag}>"
        elif (
            tag in _CONTAINERS
            and node >= half
            and outline.attrs[node]
            and outline.scripts
            and _is_empty_footer(outline, node, tag)
        ):
            yield f"空的页脚元素 {outline.names(node).strip()}"


def _is_empty_footer(outline: Outline, node: int, tag: str) -> bool:
    """A container named as the page bottom with nothing a person sees in it."""
    if tag != "footer" and not _BOTTOM.search(outline.names(node)):
        return False
    inside = range(node + 1, outline.ends[node])
    return not any(outline.tags[i] in ("img", "a", "table", "iframe") or outline.texts[i].strip() for i in inside)


def _entries(outline: Outline, found: dict[str, str]) -> None:
    """The labels and addresses of entries, and the labels of 年度报表."""
    reports: list[str] = []
    for label in _labels(outline):
        if _REPORT.search(label):
            reports.append(label[:120])
        if len(label) > _LABEL:
            continue
        for name, pattern in _ENTRIES.items():
            if name not in found and pattern.search(label):
                found[name] = label
    for node, attrs in enumerate(outline.attrs):
        for value in _addresses(outline.tags[node], attrs):
            for name, pattern in _ADDRESSES.items():
                if name not in found and pattern.search(value):
                    found[name] = value.strip()[:120]
    _written_entries(outline, found)
    for _, code in outline.scripts:
        if "accessibility" not in found and re.search(r"无障碍|长者|适老|关怀版", code[:40_000]):
            found["accessibility"] = "script"
    if reports:
        found["annual_reports"] = "\n".join(dict.fromkeys(reports[:20]))


def _written_entries(outline: Outline, found: dict[str, str]) -> None:
    """Entries in a footer or header that a script of the page writes: document.write('<a href="/wzdt/">网站地图</a>')."""
    for _, code in outline.scripts:
        source = unquote(code[:20_000]) if "%3C" in code or "%3c" in code else code[:20_000]
        source = source.replace("\\/", "/")
        if "<a" not in source and "<A" not in source:
            continue
        for address, words in _WRITTEN.findall(source):
            for name, pattern in (*_ENTRIES.items(), ("error_entry", NAMES_IT)):
                if pattern.search(words) or (name in _ADDRESSES and _ADDRESSES[name].search(address)):
                    found.setdefault(name, words.strip() or address[:120])
            if _REPORT.search(words):
                told = found.get("annual_reports", "").split("\n")
                found["annual_reports"] = "\n".join(dict.fromkeys(filter(None, (*told[:20], words.strip()))))


def _labels(outline: Outline) -> Iterator[str]:
    """Short words that a person can take for an entry: texts, titles, alternative texts, button values."""
    for node, tag in enumerate(outline.tags):
        if tag == TEXT:
            text = " ".join(outline.texts[node].split())
            if 1 < len(text) <= 120:
                yield text
            continue
        attrs = outline.attrs[node]
        if attrs and tag in _CLICKABLE:
            for name in ("title", "alt", "aria-label", "value"):
                label = attrs.get(name)
                if label and 1 < len(label) <= 120:
                    yield " ".join(label.split())


def _addresses(tag: str, attrs: Mapping[str, str | None]) -> Iterator[str]:
    for name in ("href", "src", "onclick", "id", "class"):
        value = attrs.get(name)
        if value and tag != "link" and len(value) < 400 and (tag != "body" or name != "class"):
            yield value


def _footer_words(outline: Outline, lines: list[Line], page: Page, found: dict[str, str]) -> None:
    """Words of the page's end that speak of an item of identity, in whatever form it is given."""
    end = "\n".join(line.text for line in lines[-_TAIL:])
    start = lines[-_TAIL].start if len(lines) > _TAIL else 0
    end += "\n" + "\n".join(
        value
        for attrs in outline.attrs[start:]
        for name, value in attrs.items()
        if value and name in ("href", "src", "alt", "title") and len(value) < 400
    )
    end += "\n" + "\n".join(code[:4000] for node, code in outline.scripts if node >= start)
    for name, pattern in _FOOTER_SAYS.items():
        match = pattern.search(end)
        if name not in found and match and not page.identity.get(name):
            found[name] = match[0]


def _phone(outline: Outline, page: Page, found: dict[str, str]) -> None:
    """A layout for phones: a viewport, a mobile agent, a style for small screens, a script that sends phones away."""
    named = next((name for name in page.tags if name in _PHONE_TAGS), "")
    if not named and "mobile" in " ".join(page.tags.get("applicable-device", ())).lower():
        named = "applicable-device"
    if not named and any(re.search(r"max-(?:device-)?width|handheld", a.get("media") or "") for a in outline.attrs if a):
        named = "media"
    if not named and any(_PHONE_SCRIPT.search(code[:20_000]) for _, code in outline.scripts):
        named = "script"
    if named:
        found["mobile"] = named
