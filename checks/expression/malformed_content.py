"""信息格式混乱

What: 标题和正文中的乱码、无法显示的字符、未解析的网页代码或Word代码、显示出来的样式、未填充的模板和程序空值、控制字符；
有标题而正文空白的文章；正文整段或整篇重复。每页每种原因一条。
Why: 检查指标无此项；济宁等地通报2018年附表列“信息格式混乱”“栏目格式混乱”；网页设计规范要求内容完整、可读。
Evidence: `reason`（原因，如 `mojibake`、`replacement-character`、`raw-markup`、`office-markup`、`unfilled-template`、
`empty-body`、`repeated-text`）、`sample`（一处原文）、`count`（出现的段数）。
Not a finding when: 讲解网页、程序代码的文字；数学式中的大于小于号；外文、少数民族文字页面；由脚本填充的模板；
只有图片、视频、附件的文章；电脑版和手机版两份正文；表格各行相同的依据；截断页面末尾的一个坏字符。
How to fix: 清除粘贴格式后重新编辑发布；乱码的核对编码并重新录入；正文空白的补充内容或撤下。
"""

from __future__ import annotations

import re

from checks import NO_CONTENT_KINDS, Confidence, Finding, Iterator, Page, PageKind, Params, TextBlock, Unknown, check
from checks.lib.id_numbers import masked_text
from checks.lib.malformed import CERTAIN, REASONS, Fault, faults_in, repeated, speaks_of_code

RULE = "malformed-content"
_TEXTS = frozenset({PageKind.ARTICLE, PageKind.POLICY, PageKind.INTERPRETATION, PageKind.SINGLE})
_BY_CITIZENS = frozenset({"question-marks", "empty-value"})
_SCRIPTED = re.compile(
    r"\b(?:vue|avalon|angular|react|jquery\.tmpl|art-?template|handlebars|mustache|juicer|laytpl|template)\b|"
    r"\bv-(?:if|for|html|text|bind|model|cloak)\b|\b(?:ms|ng)-[a-z]+=|type=[\"']text/(?:x-)?(?:template|html|tmpl|handlebars)|"
    r"new Vue\(|createApp\(",
    re.IGNORECASE,
)
_BY_SERVER = re.compile(r"<%[=@]|<\$[A-Za-z]|\{(?:dede|pboot|eyou|cms)[:=]|\[!--[\w.]{2,30}--\]")
"""Template code that only a server fills, whatever scripts the page has."""
_COPIES = re.compile(
    r"class=[\"'][^\"']*\b(?:mobile|phone|wap|pc|visible-|hidden-|m-only|pc-only|yidong|shouji)", re.IGNORECASE
)
_FILLED_LATER = re.compile(
    r"\.innerHTML\s*=|\.html\(|\.append\(|\.load\(|\$\.(?:ajax|get|post|getJSON)|XMLHttpRequest|axios|fetch\(|PDFObject|pdf\.js|"
    r"[Pp]layer|document\.write"
)
_SHOWN_CODE = "code,pre[class*=brush],pre[class*=lang],pre[class*=pretty],pre[class*=code],.syntaxhighlighter,.highlight pre"
"""Places that an author made to show code: there a tag is the text itself. Where the text speaks of code, any `pre` is one."""
_MARKED = re.compile(r"<[^<>]*>")
_CODE_FAULTS = frozenset({"raw-markup", "raw-style", "unfilled-template", "empty-value"})
_SENTENCE = 30  # characters of a line beside the body that is a text
_FILES = frozenset({"attachment", "media", "frame"})
_CONTENT = "img,iframe,video,audio,object,embed,canvas,svg,form,table,a[href]"
_CONTAINER = (
    ".TRS_Editor,.trs_editor_view,.TRS_UEDITOR,#zoom,#Zoom,#UCAP-CONTENT,.v_news_content,#vsb_content,.j-fontContent,#ivs_content,"
    ".zoom,.article_content,.newsContent,.news_con,.detail_content,.article-con,.text_con,.xl_content,"
    "#fontzoom,.article-content,.articleContent,.pages_content,.con_text,.news_content,.detail-content"
)


class MalformedParams(Params):
    """`max_findings`: at most so many reasons of one page are reported."""

    max_findings: int = 6


@check(RULE)
def malformed_content(page: Page, p: MalformedParams) -> Iterator[Finding | Unknown]:
    """What is malformed on a page, each reason once."""
    if page.kind in NO_CONTENT_KINDS:
        return
    found: dict[str, list[Fault]] = {}
    for block in _blocks(page):
        for fault in faults_in(block.text):
            found.setdefault(fault.reason, []).append(fault)
    if page.kind in _TEXTS:
        found = {**_outside_the_body(page), **found}
    _drop_honest(page, found)
    for reason, faults in list(found.items())[: p.max_findings]:
        yield _finding(page, reason, faults[0].sample, len(faults))
    if page.kind not in _TEXTS:
        return
    body = [block.text for block in page.text if block.area == "body"]
    if (sample := repeated(body)) and not _two_copies(page):
        yield _finding(page, "repeated-text", sample, 1)
    if page.kind is PageKind.ARTICLE and _is_blank(page, body):
        yield _finding(page, "empty-body", page.heading, 1)


def _outside_the_body(page: Page) -> dict[str, list[Fault]]:
    """Wrong decoding beside the body: nobody writes it, and the body of an old layout is not always told from the rest."""
    found: dict[str, list[Fault]] = {}
    for block in page.text:
        for fault in faults_in(block.text) if block.area == "other" else ():
            if fault.reason == "mojibake" or (fault.reason == "replacement-character" and len(block.text) >= _SENTENCE):
                found.setdefault(fault.reason, []).append(fault)
    return found


def _blocks(page: Page) -> Iterator[TextBlock]:
    """Title and body; titles in lists stand on the page that they lead to, too."""
    titled = False
    for block in page.text:
        if block.area in ("title", "body"):
            titled = titled or block.area == "title"
            yield block
    if page.title and not titled:
        yield TextBlock(page.title, "title")


def _drop_honest(page: Page, found: dict[str, list[Fault]]) -> None:
    """What a browser or a citizen would not call malformed."""
    if "unfilled-template" in found and _SCRIPTED.search(_html(page)):  # a script fills the rest in a browser
        found["unfilled-template"] = [fault for fault in found["unfilled-template"] if _BY_SERVER.search(fault.sample)]
        if not found["unfilled-template"]:
            del found["unfilled-template"]
    if page.kind in (PageKind.MESSAGE, PageKind.MESSAGES):
        for reason in _BY_CITIZENS & found.keys():
            del found[reason]
    if _CODE_FAULTS & found.keys() and (samples := _shown_code(page)):
        for reason in _CODE_FAULTS & found.keys():
            found[reason] = [fault for fault in found[reason] if not any(_tight(fault.sample) in code for code in samples)]
            if not found[reason]:
                del found[reason]
    last = page.text[-1].text if page.text else ""
    if [fault.sample for fault in found.get("replacement-character", ())] == [last[-1:]]:
        del found["replacement-character"]


def _shown_code(page: Page) -> list[str]:
    """The text of a page's code samples without blanks, each as it stands and without its tags (as a style is looked for)."""
    if page.tree is None:
        return []
    teaches = any(speaks_of_code(block.text) for block in page.text if block.area == "body")
    texts = [node.text() for node in page.tree.css("pre,code" if teaches else _SHOWN_CODE)]  # type: ignore[attr-defined]
    return [_tight(form) for text in texts for form in (text, _MARKED.sub(" ", text))]


def _tight(text: str) -> str:
    return "".join(text.split())


def _html(page: Page) -> str:
    return str(getattr(page.tree, "html", "") or "")


def _two_copies(page: Page) -> bool:
    """Whether the page has a copy of its text for phones, which a style hides."""
    return _COPIES.search(_html(page)) is not None


def _is_blank(page: Page, body: list[str]) -> bool:
    """A title, and below it a container of the text that holds nothing at all."""
    if any(text.strip() for text in body) or page.scripted or page.redirect or page.placeholder:
        return False
    if page.tree is None or not page.title or page.related or any(block.role != "side" for block in page.lists):
        return False
    if any(link.kind in _FILES and link.area not in ("nav", "footer", "friend") for link in page.links):
        return False
    containers = page.tree.css(_CONTAINER)  # type: ignore[attr-defined]
    empty = all(not node.text(strip=True) and node.css_first(_CONTENT) is None for node in containers)
    return bool(containers) and empty and not _FILLED_LATER.search(_html(page))


def _finding(page: Page, reason: str, sample: str, count: int) -> Finding:
    heading, shown = masked_text(page.heading), masked_text(sample)
    return Finding(
        rule=RULE,
        url=page.url,
        page=page.url,
        message=f"《{heading}》中有{REASONS[reason]}：{shown}"
        if reason != "empty-body"
        else f"《{heading}》只有标题，正文空白",
        confidence=Confidence.CONFIRMED if reason in CERTAIN else Confidence.SUSPECTED,
        evidence={"reason": reason, "sample": shown, "count": count},
        discriminator=reason,
    )
