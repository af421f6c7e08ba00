"""错别字

What: 页面标题和正文中的错别字：按错字词表（如“布署”应为“部署”、“领导小姐”应为“领导小组”）匹配，并排除正确语境；
以及“的的”“关于关于”一类的重复用词，“基础设设施”“办公室公室”一类多打的字，“川流不熄”一类错了一个字的成语，句首“截止某年底”（应为“截至”）、“既使出现……也”（应为“即使”）、“做的更好”（应为“做得更好”）、“其它人员”（应为“其他人员”）；连用的标点（，，）、没有另一半的书名号和括号；词表之外，按公文语料的字串频次判断音近、形近的错字，只报把握很大的。
Why: 国办检查指标未单列扣分，各地通报普遍列为问题（如广西2023年方案“错别字审校”）；涉及国名、机关名称、领导姓名职务等的
属于“严重表述错误”，另行判断。
Evidence: `wrong`（错字词）、`right`（正确写法，最可能的在前）、`context`（所在句子）、`offset`（在该段文字中的位置，
从0起）、
`count`（本页出现次数）、`area`（标题、正文或正文之外的成句文字）、
`by`（词表或字频模型）。
Not a finding when: 讨论用字的文字（“布署”应为“部署”）；考查用字的练习题及其选项；名单中单独成格的姓名；
勘误表、用字辨析中与正确写法并列的错误写法；人名、地名、单位名称；网址和代码；页脚；繁体字文本；
词语跨界（按|装置）；本网站名称、主办单位中的地名和单位名（仅对字频模型）；
全页出现三次以上的字串（多为专名或术语，仅对字频模型）；书名号内的作品名（同上；法规、文件名称照常检查）；
引号、书名号内或句首活用首字的成语（“兵至如归”）；
词表中注明的正确语境；固定政治表述、机构名称、法律名称之内的错字（由“严重表述错误”报告，不重复）。词表中把握不足的条目和重复用词只作疑似。
How to fix: 按 `right` 改正后重新发布，同一来源的转载稿一并检查；确属专名或引文的，将该条设为不适用并注明理由。
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pydantic import Field

from checks import NO_CONTENT_KINDS, Confidence, Finding, Iterator, LinkKind, Page, PageKind, Params, Sequence, TextBlock, check
from checks.lib import protected, words
from checks.lib.exercises import in_exercises

if TYPE_CHECKING:
    from checks.lib.typo.typos import Typo

RULE = "typo"
_AREAS = {"title": "标题", "body": "正文", "other": "页面文字"}
SENTENCE = 12  # characters
AROUND = 60
"""So many characters to either side of a slip are looked at for a fixed wording that it may belong to."""
NAMES = 3
"""So many cells of a page that may each be a name make a list of names; one alone may be a heading (方按)."""
_ABOUT_SLIPS = re.compile(
    "勘误|更正|订正|正误|错别字|别字|易错|误读|误写|辨析|异形词|规范用字|用字规范|写[对错]了?|用错|错字|咬文嚼字|正字|易混|混淆|公文写作(?:课|技巧|知识|常识|规范)"
)
"""Titles of pages that name wrong forms beside the right ones, cell by cell."""
_PLACE = re.compile("([\u4e00-\u9fff]{2,6}?)(?:省|市|县|区|州|盟|旗|乡|镇|街道)")
_TEXTS = frozenset(
    {PageKind.ARTICLE, PageKind.POLICY, PageKind.INTERPRETATION, PageKind.SINGLE, PageKind.MESSAGE, PageKind.GUIDE}
)


class TypoParams(Params):
    """`max_findings`: at most so many different wrong words of one page are reported. `model`: also ask the counts of
    official text, on pages with a text of their own. `least_score`: log-odds below which their findings are dropped;
    pages hold more names and other subjects than documents do. `protect`, `own`: the user's words that are right, and his
    wrong ones as lines of a lexicon; filled from his lexicon."""

    max_findings: int = Field(default=30, ge=1)
    model: bool = True
    least_score: float = Field(default=2.6, ge=0)
    protect: tuple[str, ...] = ()
    own: tuple[str, ...] = ()


@check(RULE)
def typo(pages: Sequence[Page], p: TypoParams) -> Iterator[Finding]:
    """Wrong words in title and body of some pages, each once per page. The counts are asked for all pages together."""
    from checks.lib.typo.typos import find_typos_in, listed_in  # only where pages are judged: it brings the detector

    read = [page for page in pages if page.kind not in NO_CONTENT_KINDS]
    texts = {page.url: list(_texts(page)) for page in read}
    asked = [page.url for page in read if p.model and page.kind in _TEXTS]
    own = words.own_automaton(p.own)
    together = iter(find_typos_in([text for url in asked for text, _ in texts[url]], own, p.least_score))
    typed = {url: [next(together) for _ in texts[url]] for url in asked}
    for page in read:
        known = typed.get(page.url)
        found = known if known is not None else listed_in([text for text, _ in texts[page.url]], own)
        yield from _of_page(page, texts[page.url], found, p)


def _of_page(page: Page, texts: list[tuple[str, str]], typos: list[list[Typo]], p: TypoParams) -> Iterator[Finding]:
    from checks.lib.typo.marks import MARKS
    from checks.lib.typo.typos import REPEATED

    found: dict[str, list[tuple[Typo, str]]] = {}
    for (text, area), inside in zip(texts, typos, strict=True):
        for one in inside:
            if any(protected.covers(text, one.offset, one.offset + len(one.wrong), word) for word in p.protect):
                continue
            if one.wrong[0] in MARKS and not _shows_marks(page):
                continue
            if not _misstated(text, one):
                found.setdefault(one.wrong, []).append((one, area))
    own = _own_names(page)
    found = {wrong: rest for wrong, hits in found.items() if (rest := [hit for hit in hits if not _is_own_name(hit[0], own)])}
    whole = "\n".join(text for text, _ in texts)
    if _ABOUT_SLIPS.search(page.title):
        found = {wrong: hits for wrong, hits in found.items() if not any(right in whole for right in hits[0][0].right)}
    kept = [hits for wrong, hits in found.items() if hits[0][0].score is None or whole.count(wrong) < REPEATED]
    for hits in kept[: p.max_findings]:
        yield _finding(page, hits)


def _shows_marks(page: Page) -> bool:
    """Whether the marks of a page's text are as they stand: a picture (a formula, a rare character) may part two of them.

    A letter is its writer's.
    """
    return page.kind is not PageKind.MESSAGE and not any(
        link.kind is LinkKind.IMAGE and link.area == "body" for link in page.links
    )


def _own_names(page: Page) -> tuple[str, ...]:
    """How the site calls itself: its name and its owner's, whole and each place's name in them."""
    names = "\n".join((*page.tags.get("sitename", ()), page.identity.get("owner", "")))
    return (names, *_PLACE.findall(names))


def _is_own_name(one: Typo, own: tuple[str, ...]) -> bool:
    """Whether the counts merely do not know the site's own place (a new or small one), which stands on every page of it."""
    return one.score is not None and (one.wrong in own[0] or any(place in one.wrong for place in own[1:]))


def _misstated(text: str, one: Typo) -> bool:
    """Whether the slip lies inside a wording that the rule `misstatement` reports (总书纪): one slip is one finding."""
    from checks.lib.misstatements import find_misstatements

    low, end = max(0, one.offset - AROUND), one.offset + len(one.wrong)
    hits = find_misstatements(text[low : end + AROUND])
    return any(hit.offset < end - low and one.offset - low < hit.offset + len(hit.wrong) for hit in hits)


def _texts(page: Page) -> Iterator[tuple[str, str]]:
    """The page's title once, and every block of its body."""
    blocks = [(block.text, block.area) for block in page.text if block.area in _AREAS and _is_prose(block)]
    asked = in_exercises([text for text, _ in blocks])
    named = sum(protected.is_full_name(text) for text, _ in blocks) >= NAMES
    blocks = [
        (text, area)
        for number, (text, area) in enumerate(blocks)
        if number not in asked and not (named and protected.is_full_name(text))
    ]
    if page.title and not any(area == "title" for _, area in blocks):
        yield page.title, "title"
    yield from blocks


def _is_prose(block: TextBlock) -> bool:
    """Outside title and body only whole sentences are read: names and menus stand there."""
    return block.area != "other" or (len(block.text) >= SENTENCE and any(mark in block.text for mark in "，。；！？"))


def _finding(page: Page, hits: list[tuple[Typo, str]]) -> Finding:
    first, area = hits[0]
    return Finding(
        rule=RULE,
        url=page.url,
        page=page.url,
        message=f"《{page.heading}》{_AREAS[area]}中“{first.wrong}”应为“{first.right[0]}”：{first.context}",
        # The lexicon's entries are proven one by one; what a model holds likely, a person looks at first.
        confidence=first.level if first.score is None else Confidence.SUSPECTED,
        evidence={
            "wrong": first.wrong,
            "right": list(first.right),
            "context": first.context,
            "offset": first.offset,
            "count": len(hits),
            "area": area,
            "by": "词表" if first.score is None else "字频模型",
        },
        discriminator=first.wrong,
    )
