"""页面被篡改或挂马

What: 页面的标题、关键词、描述被换成赌博、色情等招揽文字（包括写成数字编码的）；本站地址上的整页博彩网页，不论其品牌；
脚本把标题改成此类文字；与之无关的文章里插有招揽赌博、色情等的段落；
编码后的脚本引入外部脚本、框架或跳转；
隐藏的外部框架；有正文的文章打开后自动转到非政府网站；引用域名可疑（廉价后缀、博彩名称）的外部脚本；只对从搜索引擎来的访问者或搜索引擎跳转，个别文章把手机访问者转到非政府网站；
页面被留名涂改；
正文带有仿冒站点特有的注音痕迹；
正文中夹有一段写法不同（繁体）的文字；正文多出一段话，而同一页面供手机看的另一份正文里没有；
或者同一页面对搜索引擎显示另外的内容。
Why: 国办秘函〔2019〕19号单项否决第1项（发生攻击、挂马、篡改等，未及时有效处置造成严重安全事故）。由人确认后才计入。
Evidence: `reason`（最主要的一项：injected-title、injected-keywords、injected-description、encoded-title、
script-title、injected-text、
encoded-script、hidden-frame、
foreign-script、referrer-redirect、robot-redirect、phone-redirect、foreign-refresh、defaced、clone-marks、one-copy-only、other-script、cloaking）、`reasons`（全部）、
`text`（所见文字）、`target`（引入的地址）、`pages`。
Not a finding when: 改版、灰色模式、活动页面；统计、地图、分享、无障碍、天气等常用外部脚本和框架；供应商的脚本；
首页、栏目和全站模板中判断手机访问的跳转；
打击、整治此类活动的文章标题；生僻字注音；两份正文只差编者、来源、附件、图片说明；整个网站都用数字编码书写而内容正常。
How to fix: 立即下线被篡改的页面并恢复，保留日志和样本，排查上传目录、模板和公共脚本，修补漏洞、更换口令，按规定报告。
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping

from pydantic import Field

from checks import (
    ARTICLE_KINDS,
    Confidence,
    Finding,
    Iterator,
    LinkKind,
    Mark,
    Page,
    PageKind,
    Params,
    SiteView,
    Verdict,
    check,
)
from checks.lib import harm
from checks.lib.betting import betting, is_house_title
from checks.lib.brought_in import BROUGHT_IN, brought_in, is_own_way, is_suspicious
from checks.lib.hosts import host_of, is_foreign, is_known
from checks.lib.published import is_injected, solicitations
from checks.lib.scripts_of_writing import other_script
from model import Json

RULE = "tampered-page"
_WORDS: Mapping[str, str] = {
    "defaced": "页面被留名涂改",
    "injected-title": "标题中有招揽{0}的文字",
    "encoded-title": "标题被写成数字编码，内容与网站无关",
    "injected-keywords": "关键词标签中有招揽{0}的文字",
    "injected-description": "描述标签中有招揽{0}的文字",
    "script-title": "脚本把标题改为招揽{0}的文字",
    "injected-text": "正文中插有招揽{0}的文字",
    "clone-marks": "正文有大量仿冒站点特有的注音",
    "encoded-script": "编码后的脚本引入外部内容",
    "referrer-redirect": "从搜索引擎来的访问者会被转到外部网站",
    "robot-redirect": "对搜索引擎另设内容或跳转",
    "phone-redirect": "手机访问时会被转到外部网站",
    "foreign-refresh": "打开后会自动转到外部网站",
    "hidden-frame": "有隐藏的外部框架",
    "foreign-script": "引用可疑的外部脚本",
    "one-copy-only": "正文多出一段话，同一页面的另一份正文（手机版）里没有",
    "other-script": "正文中夹有一段繁体字文字，与全文写法不同",
    "cloaking": "对搜索引擎显示招揽{0}的文字",
}
_ORDER = list(_WORDS)
_SEPARATORS = re.compile(r"\s*[_|｜—–]+\s*|\s+-+\s+|-{2,}|(?<=[\u4e00-\u9fff])-(?=[\u4e00-\u9fff])")
_OFFICE = re.compile(
    r"(?:人民政府|[局委厅办署]|委员会|法院|检察院)(?:(?:门户|官方|信息|政务)?网站?|网)?$|(?:门户网站|政府网|政务网)$"
)
_READINGS = re.compile(r"读音|拼音|注音|读作|念作|读对|念对|误读|多音字|生僻字|地名|姓氏|汉字|成语|诗词|古诗|国学|普通话|方言")
_PINYIN = re.compile(r"([\u4e00-\u9fff])[(（]([a-zü]{0,5}[āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜ][a-zü]{0,4})[)）]")
_ARTICLES = frozenset({PageKind.ARTICLE, PageKind.POLICY, PageKind.INTERPRETATION, PageKind.INTERSTITIAL})
_MOVED = re.compile(r"跳转|转到|转至|迁移|新网址|新版|改版|自动进入|停用")
_WHOLE = 60
"""Characters of text from which on a page is an article of its own and no signpost."""
_SENTENCES = 2
"""Sentences of a page without a date that are a text of its own; a signpost has one."""
_FULL = 5
"""Dated entries by which a column is in use."""
_TEXTS = frozenset({"body", "other", ""})
_HAN = re.compile(r"[\u4e00-\u9fff]{2}")


class TamperedPageParams(Params):
    """`clone_marks`: so many different characters with their sound in brackets; `each`: so many pages are named singly."""

    clone_marks: int = Field(default=5, ge=2)
    each: int = Field(default=5, ge=1)


@check(RULE)
def tampered_page(page: Page, p: TamperedPageParams) -> Iterator[Finding]:
    """What is wrong with the words of one page."""
    signs = list(_signs(page, p))
    if signs:
        yield _finding(page.url, page.heading, signs)


@check(RULE)
def tampered_frame(site: SiteView, p: TamperedPageParams) -> Iterator[Finding]:
    """What strangers brought in; one address on every page of a template is one finding, on the home page where it is."""
    pages: dict[tuple[str, str], list[tuple[Page, Mark]]] = defaultdict(list)
    for page in site.pages:
        for mark in page.marks:
            if mark.reason in BROUGHT_IN and (reason := brought_in(page, mark)):
                told = pages[reason, host_of(mark.target)]
                if not told or told[-1][0].url != page.url:  # one page may bring it in twice
                    told.append((page, mark))
    for (reason, host), found in pages.items():
        if reason == "phone-redirect" and is_own_way(found):
            continue
        found.sort(key=lambda item: item[0].kind is not PageKind.HOME)
        shown = found[:1] if found[0][0].kind is PageKind.HOME or len(found) > p.each else found
        for page, mark in shown:
            yield _finding(
                page.url,
                page.heading,
                [(reason, mark.text, mark.target, "")],
                pages=len(found),
                discriminator=f"{reason} {host}",
            )


@check(RULE)
def script_that_sends_searchers(verdict: Verdict, p: TamperedPageParams) -> Iterator[Finding]:
    """A script file that sends those who come from a search engine to a stranger's site."""
    shown = verdict.shown
    if verdict.kind is not LinkKind.SCRIPT or shown is None or not shown.final or not verdict.places:
        return
    page = verdict.places[0].page
    if is_foreign(shown.final, page) and host_of(shown.final) != host_of(verdict.target):
        told = f"referrer-redirect {host_of(shown.final)}"
        sign = ("referrer-redirect", verdict.target, shown.final, "")
        yield _finding(page, "", [sign], pages=verdict.pages, discriminator=told)


@check(RULE, needs=["cloaking"])
def cloaked_page(site: SiteView, p: TamperedPageParams) -> Iterator[Finding]:
    """Pages that tell a search robot what they do not tell a visitor."""
    for seen in site.probes.get("cloaking", {}).get("pages", ()):
        hit = _told_to_robots(seen)
        if hit is not None:
            yield _finding(seen["url"], seen.get("visitor", {}).get("title", ""), [("cloaking", hit[0], "", hit[1].name)])


def _signs(page: Page, p: TamperedPageParams) -> Iterator[tuple[str, str, str, str]]:
    """(reason, words, address, matter) of what is wrong with a page's own words."""
    if target := _leaves(page):
        yield "foreign-refresh", "", target, ""
    if page.kind is PageKind.INTERSTITIAL:
        return
    if (hit := _in_title(page.html_title)) is not None:
        yield "injected-title", page.html_title[:120], "", hit.name
    elif _is_house(page):
        yield "injected-title", page.html_title[:120], "", harm.NAMES["gambling"]
    for name in ("keywords", "description"):
        value = next((v for v in page.tags.get(name, ()) if v), "")[:300]
        if (hit := _solicits(value)) is not None and (hit.strong > 1 or not _about(page, hit)):
            yield f"injected-{name}", value[:120], "", hit.name
    for mark in page.marks:
        if mark.reason == "defaced":
            yield "defaced", mark.text, "", ""
        elif mark.reason == "one-copy-only" and page.kind in _ARTICLES:
            yield "one-copy-only", mark.text, "", ""
        elif mark.reason == "script-title" and (hit := _in_title(mark.text)) is not None:
            yield "script-title", mark.text, "", hit.name
        elif mark.reason == "encoded-title" and _strange(page, mark.text):
            yield "encoded-title", mark.text, "", ""
    offers = solicitations(page) if page.kind in ARTICLE_KINDS else ()
    if found := next(((text, hit) for text, hit in offers if is_injected(page, text, hit)), None):
        yield "injected-text", found[0][:200], "", found[1].name
    if page.kind in _ARTICLES and (words := other_script(page.heading, [b.text for b in page.text if b.area in _TEXTS])):
        yield "other-script", words[:200], "", ""
    if len({match[1] for match in _sounds(page)}) >= p.clone_marks and not _teaches(page):
        yield "clone-marks", "、".join(match[0] for match in list(_sounds(page))[:5]), "", ""


def _is_house(page: Page) -> bool:
    """Whether a page of the site is a betting house by its make, whatever its brand."""
    title = harm.folded(page.html_title)
    if not is_house_title(title):
        return False
    rest = harm.folded("\n".join(block.text for block in page.text if block.text != page.html_title))
    return bool(betting(title, rest)) and not harm.warns(title, lotteries=False) and not harm.warns(rest, lotteries=False)


def _leaves(page: Page) -> str:
    """Where a whole article, or a column full of texts, sends its reader by itself: a stranger's site.

    What moved says so and holds no more; a column may have moved to a firm's platform without a word, hence the doubtful name.
    """
    target = page.redirect or next((mark.target for mark in page.marks if mark.reason == "script-leaves"), "")
    if not target or not (_is_whole_article(page) or (_is_full_column(page) and is_suspicious(host_of(target)))):
        return ""
    moved = any(_MOVED.search(block.text) for block in page.text if len(block.text) <= 200)
    return target if is_foreign(target, page.url) and not is_known(host_of(target)) and not moved else ""


def _is_whole_article(page: Page) -> bool:
    if page.kind in _ARTICLES and page.published is not None:
        return page.body_length >= _WHOLE
    if page.kind is not PageKind.INTERSTITIAL:
        return False
    told = "".join(block.text for block in page.text if block.text != page.html_title)
    return len(told) >= _WHOLE and told.count("。") >= _SENTENCES


def _is_full_column(page: Page) -> bool:
    return sum(item.date is not None for block in page.lists for item in block.items) >= _FULL


def _solicits(text: str) -> harm.Hit | None:
    """Offices deal with invoices, loans and licences in earnest; a title about them is no sign."""
    hit = harm.solicits(text) if text else None
    return hit if hit is not None and hit.harmful and hit.strong and hit.category not in harm.SERVICES else None


def _in_title(title: str) -> harm.Hit | None:
    """Without the name of an office that is left in it: 公安局 in a name must not excuse the rest."""
    parts = [part for part in _SEPARATORS.split(title) if part and not _OFFICE.search(part)]
    return _solicits("_".join(parts)) if parts else _solicits(title)


def _about(page: Page, hit: harm.Hit) -> bool:
    """Whether the page's visible title is about the matter: then its keywords may be, too."""
    return harm.warns(page.title) or any(word in harm.folded(page.title) for word in hit.words)


def _strange(page: Page, title: str) -> bool:
    """Whether an encoded title has nothing in common with what the page shows: not two characters in a row."""
    if page.title and page.title != page.html_title and harm.folded(page.title) in harm.folded(title):
        return False
    own = page.title if page.title != page.html_title else ""
    named = (own, *page.breadcrumb, *page.tags.get("sitename", ()), *page.identity.values())
    shown = (block.text for block in page.text if block.text != page.html_title)
    known = "\n".join((*named, *shown))[:20_000]
    pairs = {title[i : i + 2] for i in range(len(title) - 1) if _HAN.fullmatch(title[i : i + 2])}
    return len(pairs) >= 4 and len(known) > 200 and not any(pair in known for pair in pairs)


def _teaches(page: Page) -> bool:
    """A page about how words are read gives sounds in earnest."""
    return bool(_READINGS.search(page.heading)) or any(
        _READINGS.search(block.text[:200]) for block in page.text if block.area == "body" and len(block.text) <= 200
    )


def _sounds(page: Page) -> Iterator[re.Match[str]]:
    for block in page.text:
        if block.area in ("body", "title", "list", "other") and ("(" in block.text or "（" in block.text):
            yield from _PINYIN.finditer(block.text)


def _told_to_robots(seen: Json) -> tuple[str, harm.Hit] | None:
    visitor, robot = seen.get("visitor", {}), seen.get("robot", {})
    for name in ("title", "keywords", "description"):
        said = robot.get(name, "")
        hit = _in_title(said) if said and said != visitor.get(name, "") else None
        if hit is not None:
            return said, hit
    for words in robot.get("links", ()):
        hit = _solicits(words) if words not in visitor.get("links", ()) else None
        if hit is not None:
            return words, hit
    return None


def _finding(
    url: str, heading: str, signs: list[tuple[str, str, str, str]], *, pages: int = 1, discriminator: str = ""
) -> Finding:
    signs = sorted(signs, key=lambda sign: _ORDER.index(sign[0]))
    reason, text, target, matter = signs[0]
    what = _WORDS[reason].format(matter)
    detail = f"“{text[:40]}”" if text and reason not in BROUGHT_IN else f"（{host_of(target)}）" if target else ""
    spread = f"，涉及{pages}个页面" if pages > 1 else ""
    return Finding(
        rule=RULE,
        url=url,
        page=url,
        confidence=Confidence.SUSPECTED,
        message=f"页面{what}{detail}{spread}，疑似被篡改。",
        evidence={
            "reason": reason,
            "reasons": [s[0] for s in signs],
            "text": text,
            "target": target,
            "title": heading,
            "pages": pages,
        },
        discriminator=discriminator,
    )
