"""暗链

What: 页面中人看不见的、指向外部非政府网站的链接：用样式（不显示、移出屏幕、透明、字号为0、宽高为0、缩放为0、裁去、
缩进到屏幕外、与底色相同等；写在元素上、页面样式表或外部样式表中，按类名、编号、元素名或属性选择）、滚动条、
脚本（加载后隐藏或移除元素，在前后写出隐藏的外层，拼接、转义、十六进制、字符编码、Base64、倒序或压缩后写出链接；页面引用的脚本文件写出又隐藏的也看）、
注释、noscript藏起来，或者写在页面结束标记之后，并且另有可疑之处。
Why: 国办发〔2017〕47号《政府网站发展指引》：页面中不得有暗链；国办秘函〔2019〕19号单项否决第1项（链接目标违法，
或者攻击未及时处置
造成严重事故时）。由人确认后才计入。
Evidence: `reason`（隐藏的方式：display:none、off-screen、no-size、encoded-script、comment 等）、`text`（链接文字）、
`sign`（另一可疑之处：words 链接文字或同一处的其他链接招揽赌博、色情、代开发票等，encoded 链接藏在编码后的脚本中，
many 同一处藏着多个无关网站，apart 用正常页面不需要的方式单独藏起，target 链接目标的内容违法不良）、
`words`（可疑词语）、`host`。
Not a finding when: 下拉菜单、选项卡、手机版导航、弹出层、友情链接选择框、读屏文字、图片替换文字、
轮播图上的透明链接等正常隐藏的内容；
链接到政府网站、事业单位、中央媒体和常用平台；只是隐藏而没有第二个可疑之处。
How to fix: 立即删除暗链，查明被写入的原因（漏洞、弱口令、模板或公共脚本被改），全站排查同类内容，保留证据并按规定报告。
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping

from pydantic import Field

from checks import Concealed, Confidence, Finding, Iterator, Page, Params, Verdict, check
from checks.lib import harm
from checks.lib.betting import names_house, promised
from checks.lib.hosts import host_of, is_foreign, owner_domain
from checks.lib.targets import NOT_SHOWN_AT_ALL, solicited

RULE = "hidden-link"
_WAYS: Mapping[str, str] = {
    "comment": "写在注释中",
    "noscript": "写在noscript中",
    "script": "由脚本写出",
    "script-hidden": "由脚本隐藏",
    "encoded-script": "藏在编码后的脚本中",
    "behind-the-end": "写在页面结束标记之后",
    "white-words": "文字为白色",
    "same-colour": "文字与底色相同",
    "off-screen": "移到屏幕之外",
    "no-size": "宽或高为0",
    "font-size:0": "字号为0",
    "opacity:0": "完全透明",
    "transparent": "文字透明",
    "clip": "被裁去",
    "z-index": "压在底层",
    "text-indent": "文字缩进到屏幕之外",
}
_FOR_READERS = re.compile(r"无障碍|跳(?:到|过|转)|读屏|盲道|语音|辅助|导航区|正文区|长者|适老|关怀|skip", re.IGNORECASE)
"""Words for those who hear a page."""
_PICTURE_TITLES = frozenset({"text-indent", "clip", "z-index"})
_SHOWN_PER_PAGE = 100


class HiddenLinkParams(Params):
    """`many`: so many unrelated outside owners hidden by one element are suspicious without any word."""

    many: int = Field(default=4, ge=2)


@check(RULE)
def hidden_link(page: Page, p: HiddenLinkParams) -> Iterator[Finding]:
    """Links that nobody sees and that have a second sign."""
    yield from _suspicious(page.url, page.concealed, p)


def _suspicious(page: str, links: Iterable[Concealed], p: HiddenLinkParams) -> Iterator[Finding]:
    """The hidden links of a page to strangers that have a second sign."""
    groups: dict[int, list[Concealed]] = defaultdict(list)
    for link in links:
        if is_foreign(link.target, page):
            groups[link.group].append(link)
    seen: set[str] = set()
    for group in groups.values():
        sign, words = _sign_of(group, p)
        for link in group:
            own, found = sign if sign == "words" else _own_sign(link) or sign, words
            if own and link.target not in seen and len(seen) < _SHOWN_PER_PAGE:
                seen.add(link.target)
                yield _finding(page, link, own, _words(link.text) or _weak_words(link) or found)


@check(RULE)
def hidden_link_by_target(verdict: Verdict, p: HiddenLinkParams) -> Iterator[Finding]:
    """A hidden link whose own words are harmless, to a page that is not."""
    if not verdict.hidden or not verdict.external or verdict.hidden in NOT_SHOWN_AT_ALL or not verdict.places:
        return
    place = verdict.places[0]
    hit = solicited(verdict) if is_foreign(verdict.target, place.page) else None
    if hit is not None and harm.solicits(place.text) is None:
        yield _finding(place.page, Concealed(verdict.target, place.text, verdict.hidden), "target", hit.words)


@check(RULE)
def hidden_link_of_a_script(verdict: Verdict, p: HiddenLinkParams) -> Iterator[Finding]:
    """Links that a script file of the page writes and hides, and that have a second sign."""
    if verdict.shown is not None and verdict.places:
        yield from _suspicious(verdict.places[0].page, verdict.shown.conceals, p)


def _words(text: str) -> tuple[str, ...]:
    hit = harm.solicits(text) if text else None
    return hit.words if hit else ()


def _own_sign(link: Concealed) -> str:
    """What is wrong with a single link beside being hidden."""
    if _words(link.text) or _weak_words(link) or _bad_host(link.target):
        return "words"
    if link.reason == "encoded-script":
        return "encoded"
    apart = link.sure and not link.sheet and link.text and link.reason not in _PICTURE_TITLES
    apart = apart and not _FOR_READERS.search(link.text)
    return "apart" if apart else ""


def _weak_words(link: Concealed) -> tuple[str, ...]:
    """Words that prove nothing on a visible link, and enough on one that was put where nobody sees it."""
    if (link.reason in NOT_SHOWN_AT_ALL and link.reason != "noscript") or link.sheet:
        return ()
    words = harm.hinted(link.text) if link.text else ()
    if not words and link.reason == "script-hidden" and names_house(harm.folded(link.text)):
        return (link.text,)  # what a script writes and hides at once is no menu
    return (
        words
        if link.sure or link.reason == "noscript" or len(words) > 1 or (words and promised(harm.folded(link.text)))
        else ()
    )


def _bad_host(target: str) -> bool:
    """Whether the name of a host says it: www.6hecai-kaijiang.com is left to the words of its page, bet365x.cc is not."""
    name = host_of(target).rsplit(".", 1)[0].replace(".", " ").replace("-", " ")
    return harm.solicits(name) is not None


def _sign_of(group: Iterable[Concealed], p: HiddenLinkParams) -> tuple[str, tuple[str, ...]]:
    """What is wrong with all links of one hidden place."""
    links = list(group)
    way = links[0].reason
    bad = [words for link in links if (words := _words(link.text))]
    # A menu that a sheet folds up may hold one bad entry among good ones; what is hidden at its place was put there.
    if bad and way not in ("script", "white-words", "noscript", "comment") and not links[0].sheet:
        return "words", bad[0]
    owners = {owner_domain(host_of(link.target)) for link in links}
    unneeded = way in ("transparent", "same-colour") or (links[0].sure and way not in _PICTURE_TITLES)
    if unneeded and len(owners) >= p.many:
        return "many", ()
    return "", ()


def _finding(page: str, link: Concealed, sign: str, words: Iterable[str]) -> Finding:
    way = _WAYS.get(link.reason, f"样式为{link.reason}")
    named = f"“{link.text[:30]}”" if link.text else ""
    found = "、".join(list(words)[:3])
    told = f"，文字涉及“{found}”" if found and sign == "words" else "，目标内容违法不良" if sign == "target" else ""
    return Finding(
        rule=RULE,
        url=link.target,
        page=page,
        confidence=Confidence.SUSPECTED,
        message=f"页面藏有指向外部网站{host_of(link.target)}的链接{named}（{way}）{told}，疑似暗链。",
        evidence={
            "reason": link.reason,
            "text": link.text,
            "sign": sign,
            "words": list(words)[:10],
            "host": host_of(link.target),
        },
    )
