"""Which part of the page a node stands in: nav, footer, friend (友情链接), crumb, pager, or none of them.

Class names lie, so an area named by a class counts only when the part also looks like one.
"""

from __future__ import annotations

import re
from functools import lru_cache

from crawler.extract.outline import TEXT, Outline
from crawler.extract.survey import Survey

_CRUMB = re.compile(
    r"crumb|curmb|dqwz|dangqianweizhi|weizhi|(?:^|[\s_-])(?:position|location|place|lujing|wz|pos|mnav|bread)(?:$|[\s_-])"
)
_SURE_CRUMB = re.compile(r"crumb|curmb|dqwz|dangqianweizhi|weizhi")
_CRUMB_WORDS = re.compile(r"位置|首\s*页|主页|[>＞»›→]|home", re.IGNORECASE)
_NAV = re.compile(
    r"(?:^|[\s_-])(?:nav|navs|navi|menu|menus|mainnav|topnav|navbar|header|head|top|topbar|toolbar|tool|sitenav|dh|daohang|headnav|"
    r"[a-z]{1,6}-?_?nav(?:s|bar)?|nav-?_?[a-z]{1,8}|submenu|leftmenu|sidebar|sidenav|lang|language)(?:$|[\s_-])"
)
_FOOTER = re.compile(r"foot|copyright|copynr|banquan|yejiao|(?:^|[\s_-])(?:bottom|bot|btm|dibu|copy)(?:$|[\s_-])")
_OF_A_PART = re.compile(r"(?:card|panel|modal|collapse|collapse-item|accordion)[_-]{1,2}(?:header|footer)")
"""The head or foot of a part that folds or floats, as style kits name it: neither the site's."""
_FRIEND = re.compile(
    r"friend|yqlj|yqlink|youlian|flink|wzlj|xglj|link-?_?site|(?:^|[\s_-])links?(?:$|[\s_-]|-?_?(?:list|box|wrap|area|con))"
)
_PATH_MARK = re.compile(r"\s*([>＞»›→/\\])")
_SURE_MARKS = ">＞»›→"
_PATH_SIZE, _PATH_LINKS, _PATH_LABEL = 90, 5, 14
_PAGER = re.compile(
    r"(?:^|[\s_-])(?:page|pages|pager|pagination|paging|fanye|fenye|pagebar|page_?-?(?:nav|box|list|num|div|nav_list))(?:$|[\s_-])|pagination"
)
_PAGER_WORDS = re.compile(
    r"[上下前后]一?页|[首尾末]页|共\s*\d+\s*[页条]|第\s*\d+\s*页|跳转|^[\d\s.…<>«»|\[\]]+$|next|prev", re.IGNORECASE
)
_FOOTER_WORDS = re.compile(r"ICP备|网站标识码|版权所有|主办|公网安备|Copyright|技术支持|联系我们|网站地图", re.IGNORECASE)
_BREAKS = frozenset({"br", "hr", "p", "div", "table", "ul", "ol", "dl", "h1", "h2", "h3", "h4", "form", "section"})
_FILING = re.compile(
    r"ICP\s*备\s*[:：]?\s*\d{6}|公网安备\s*[:：]?\s*\d{8}|网站标识码\s*[:：]?\s*[0-9A-Za-z]{6}|All Rights Reserved",
    re.IGNORECASE,
)
_TELLING = frozenset({"nav", "footer", "header", "select"})  # elements that need no name to tell what they are
_HEADINGS = frozenset({"h1", "h2", "h3", "h4"})
_HOME_WORDS = frozenset({"首页", "网站首页", "返回首页", "主页", "首 页", "首　页"})
_MENU_LEAST, _MENU_MOST, _MENU_WORD = 4, 30, 8  # links of a menu without a name, and characters of each
_MENU_ENTRY = re.compile(
    r"(?:政务|信息)公开|政府信息公开|(?:工作|政务|新闻)动态|新闻(?:中心|资讯)|要闻(?:动态)?|(?:通知|公示)公告|政策(?:文件|解读|法规)|"
    r"办事(?:服务|指南|大厅)|政务服务|在线服务|网上办事|(?:政民互动|互动交流|公众参与|咨询留言|领导信箱)|(?:民意|意见|调查)征集|"
    r"数据(?:发布|开放)|(?:机构|部门)(?:概况|设置|职能)|走进.{1,4}|.{2}概况|专题专栏|(?:站内)?搜索|搜一搜|网站地图"
)
"""What the menus of government sites lead to."""
_MENU_ENTRIES, _MENU_AFTER = 4, 60  # such links of a menu without 首页, and characters of the page above it
_FILING_TEXTS = 40  # texts from the end of a page among which the numbers of its filing stand
_FILING_ADDED = 12
_FOOTER_LINE = re.compile(
    r"版权所有|主办|承办|技术支持|ICP备|公网安备|网站标识码|网站地图|Copyright|邮\s*编|邮政编码|访问量", re.IGNORECASE
)
_FILING_SIZE = 600  # characters of a footer without a name
_HERE = re.compile(r"^\s*(?:您?(?:当前|现在|所在|目前)?(?:的)?(?:所在)?位置|当前页)\s*(?:是)?\s*[:：]")


def mark_areas(outline: Outline, counts: Survey) -> list[str]:
    """The area of every node, "" for the page's own content."""
    n = len(outline)
    area = [""] * n
    total = max(counts.chars[n], 1)
    for i, (tag, text, attrs) in enumerate(zip(outline.tags, outline.texts, outline.attrs, strict=True)):
        if tag == TEXT:
            if "位置" in text and len(text) < 60 and area[i] in ("", "nav") and _HERE.match(text):
                _mark_here(outline, counts, area, i)
            continue
        if tag not in _TELLING and "class" not in attrs and "id" not in attrs:
            continue
        if area[i] in ("footer", "friend", "pager") or tag in ("html", "body", "head"):
            continue
        guess = _guess(outline, tag, i)
        if guess and _looks_like(outline, counts, guess, i, total):
            end = outline.ends[i]
            area[i:end] = [guess] * (end - i)
    _mark_menu(outline, counts, area)
    _mark_filing(outline, counts, area)
    return area


def _mark_menu(outline: Outline, counts: Survey, area: list[str]) -> None:
    """A menu without a name (a row of a layout table): the smallest early part of short links around the one to 首页.

    Where 首页 is not among them, the first part of the page that names several of the columns that every site has.
    """
    site_map = "地图" in outline.title  # its content is nothing but the names of columns
    for i, words in counts.anchor_text.items():
        if area[i] or i * 2 > len(outline):
            continue
        if words in _HOME_WORDS:
            if _mark_path(outline, counts, area, i):
                continue
        elif site_map or counts.chars[i] > _MENU_AFTER or not _MENU_ENTRY.fullmatch(words):
            continue
        for up in outline.ancestors(i, 5):
            end = outline.ends[up]
            anchors = counts.anchors[end] - counts.anchors[up]
            if outline.tags[up] in ("html", "body") or counts.dates[end] > counts.dates[up] or anchors > _MENU_MOST:
                break
            if anchors < _MENU_LEAST:
                continue
            chars, linked = counts.chars[end] - counts.chars[up], counts.link_chars[end] - counts.link_chars[up]
            entries = words in _HOME_WORDS or _entries(counts, up, end) >= _MENU_ENTRIES
            if entries and linked * 10 >= chars * 7 and linked <= anchors * _MENU_WORD:
                area[up:end] = ["nav"] * (end - up)
            break


def _entries(counts: Survey, start: int, end: int) -> int:
    """How many links of a part bear the names of columns that menus have."""
    return sum(start <= node < end and _MENU_ENTRY.fullmatch(words) is not None for node, words in counts.anchor_text.items())


def _mark_path(outline: Outline, counts: Survey, area: list[str], home: int) -> bool:
    """A breadcrumb without a name: the smallest part in which 首页 is followed by a mark of a path and by few words."""
    for up in outline.ancestors(home, 3):
        end = outline.ends[up]
        wide = counts.chars[end] - counts.chars[up] > _PATH_SIZE or counts.dates[end] > counts.dates[up]
        if wide or outline.tags[up] in ("html", "body") or len(outline.text(up, home)) > _PATH_LABEL:
            return False
        marks = _PATH_MARK.match(outline.text(outline.ends[home], end))
        if marks is None or counts.anchors[end] - counts.anchors[up] > _PATH_LINKS:
            continue
        if marks[1] in _SURE_MARKS or "nav" in area[:up]:  # 首页 / 新闻 / 公开 is a menu where none stands above it
            area[up:end] = ["crumb"] * (end - up)
            return True
    return False


def _mark_filing(outline: Outline, counts: Survey, area: list[str]) -> None:
    """A footer without a name (old table layouts): the largest late part around the numbers of the site's filing.

    Its lines would else be the densest prose of a page with a short text.
    """
    n, seen = len(outline), 0
    for i in range(n - 1, n // 2, -1):
        if outline.tags[i] != TEXT or not outline.texts[i].strip():
            continue
        seen += 1
        if area[i] == "footer" or seen > _FILING_TEXTS:
            return
        if _FILING.search(outline.texts[i]):
            top = _filing_part(outline, counts, i)
            area[top : outline.ends[top]] = ["footer"] * (outline.ends[top] - top)
            return


def _filing_part(outline: Outline, counts: Survey, node: int) -> int:
    """The largest late part around a text of the footer; what a wider part adds must be of a footer too."""
    top = node
    for up in outline.ancestors(node, 8):
        end = outline.ends[up]
        size = counts.chars[end] - counts.chars[up]
        if up * 2 <= len(outline) or size > _FILING_SIZE or counts.dates[end] > counts.dates[up]:
            return top
        added = outline.text(up, top) + outline.text(outline.ends[top], end)
        if outline.tags[up] in ("html", "body") or (len(added) > _FILING_ADDED and not _FOOTER_LINE.search(added)):
            return top
        top = up
    return top


def _guess(outline: Outline, tag: str, node: int) -> str:
    if tag in ("nav", "footer"):
        return tag
    if tag == "select":
        return "friend" if outline.ends[node] - node > 4 else ""
    return _by_names(tag, outline.names(node))


@lru_cache(4096)
def _by_names(tag: str, names: str) -> str:
    """The area that id and class name; templates repeat them on every page."""
    if len(names) < 2 or len(names) > 200:
        return "nav" if tag == "header" else ""
    names = _OF_A_PART.sub("", names)
    if _CRUMB.search(names):
        return "crumb"
    if _PAGER.search(names):
        return "pager"
    if _FOOTER.search(names):
        return "footer"
    if _FRIEND.search(names):
        return "friend"
    return "nav" if tag == "header" or _NAV.search(names) else ""


def _looks_like(outline: Outline, counts: Survey, guess: str, node: int, total: int) -> bool:
    """Whether a part with such a name has the size and content of one."""
    end = outline.ends[node]
    chars = counts.chars[end] - counts.chars[node]
    dates = counts.dates[end] - counts.dates[node]
    anchors = counts.anchors[end] - counts.anchors[node]
    if guess == "crumb":
        # Some names (wz, pos) are those of a text (文章) too: then the words of a path must stand there. What is surely named
        # after a path may hold a whole short page (cjcs_dqwz_wai): no path is without words and links, or has a heading.
        if chars > 200 or dates:
            return False
        if _CRUMB_WORDS.search(outline.text(node)[:200]):
            return True
        path = chars == 0 or (anchors > 0 and _HEADINGS.isdisjoint(outline.tags[node:end]))
        return path and bool(_SURE_CRUMB.search(outline.names(node)))
    if guess == "pager":
        if chars > 400 or anchors > 12 or dates:
            return False
        return chars == 0 or bool(_PAGER_WORDS.search(outline.text(node)[:400]))
    if guess == "footer":
        if dates > 2 or outline.tags[node] in ("a", "li", "span"):
            return False
        late = node * 2 > len(outline) or _ends_short_page(outline, counts, node)
        return late and (chars * 2 < total or bool(_FOOTER_WORDS.search(outline.text(node)[:2000])))
    if dates:
        return False
    if guess == "friend":
        return anchors >= 2 or outline.tags[node] == "select"
    linked = counts.link_chars[end] - counts.link_chars[node]
    words = max(anchors, 1)
    return anchors > 0 and linked * 2 >= chars and linked <= words * 14 and (chars * 10 < total * 8 or chars < 400)


def _ends_short_page(outline: Outline, counts: Survey, node: int) -> bool:
    """Whether a part with the numbers of the site's filing is the last of a page that is hardly longer than its bottom."""
    end = outline.ends[node]
    size, after = counts.chars[end] - counts.chars[node], counts.chars[len(outline)] - counts.chars[end]
    return size <= _FILING_SIZE and after == 0 and _FILING.search(outline.text(node)) is not None


def _mark_here(outline: Outline, counts: Survey, area: list[str], text: int) -> None:
    """当前位置：… marks the smallest part that holds it and some links as breadcrumb; of a part with more, only its line."""
    inside = text
    for up in outline.ancestors(text, 4):
        stop = _line_end(outline, up, inside)
        if counts.chars[stop] - counts.chars[inside] > 200 or counts.dates[stop] - counts.dates[inside]:
            return
        if "a" in outline.tags[inside:stop]:
            start = up if stop == outline.ends[up] else inside
            area[start:stop] = ["crumb"] * (stop - start)
            return
        inside = up


def _line_end(outline: Outline, part: int, child: int) -> int:
    """Where the line that begins with a child of a part ends: at a break or a block behind it, else with the part."""
    for node in outline.children(part):
        if node > child and outline.tags[node] in _BREAKS:
            return node
    return outline.ends[part]
