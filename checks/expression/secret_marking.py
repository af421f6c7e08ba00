"""疑似涉密或不宜公开信息

What: 已发布的页面和附件中带有密级标志（如“机密★10年”、单独成行的“密级：秘密”）、内部资料标志（“内部资料 注意保存”“内部文件
不得外传”）或不予公开的标注（“公开属性：不予公开”“此件不公开”）。
Why: 检查指标单项否决第1项“泄露国家秘密”；《保守国家秘密法》第二十一条（密级标志）；《政府信息公开条例》第十四至十六条。
Evidence: `mark`（标志原文）、`reason`（`secret` 密级标志、`internal` 内部资料、`withheld` 不予公开）、`context`（所在行）。
Not a finding when: 讲解密级标志、保密制度的文字；保密局新闻和法律条文；商业秘密；“公开属性：主动公开”“此件公开发布”；
“内部资料性出版物”准印证；引号内引述的标志；密级栏为空或为“公开”；已启用试卷上的“绝密★启用前”。
How to fix: 立即撤下并报告本单位保密工作机构核查定密、解密情况；确已解密或误标的，更正标注后再发布。
"""

from __future__ import annotations

from checks import NO_CONTENT_KINDS, Confidence, Finding, Iterator, Page, Params, check
from checks.lib.id_numbers import masked_text
from checks.lib.secret_marks import Mark, find_marks

RULE = "secret-marking"
_AREAS = frozenset({"title", "body", "other"})
_NAMES = {"secret": "带有密级标志", "internal": "带有内部资料标志", "withheld": "标注为不予公开"}


class SecretMarkingParams(Params):
    """Nothing to set."""


@check(RULE)
def secret_marking(page: Page, p: SecretMarkingParams) -> Iterator[Finding]:
    """The marks of a page, each once."""
    if page.kind in NO_CONTENT_KINDS:
        return
    blocks = [block for block in page.text if block.area in _AREAS]
    first = next((at for at, block in enumerate(blocks) if block.area == "body"), None)
    if first is None:  # a short text in a cell of a layout table: it begins below its title
        first = next((at + 1 for at, block in enumerate(blocks) if block.area == "title"), None)
    for mark in find_marks([block.text for block in blocks], page.title, first):
        yield _finding(page, mark)


def _finding(page: Page, mark: Mark) -> Finding:
    return Finding(
        rule=RULE,
        url=page.url,
        page=page.url,
        message=f"《{masked_text(page.heading)}》{_NAMES[mark.kind]}“{mark.mark}”，疑似涉密或不宜公开，请立即核查",
        confidence=Confidence.SUSPECTED,
        evidence={"mark": mark.mark, "reason": mark.kind, "context": masked_text(mark.context)},
        discriminator=mark.mark,
    )
