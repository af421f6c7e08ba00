"""严重表述错误

What: 标题、正文和页面成句文字中疑似的严重表述错误：固定政治表述、国家机关和党的机构名称、领导人姓名职务中错一字、漏一字、
多一字或顺序颠倒；四个意识、核心价值观等固定排列次序颠倒；涉港澳台和国名的禁用表述（如把港澳台与国家并列、“中国人民共和国”）；
书名号内法律法规名称差一字。
Why: 检查指标单项否决第1项“严重表述错误”；用语依据为党章、宪法、机构设置通知和新华社禁用词规定，见各词条来源。
Evidence: `wrong`（原文）、`right`（正确表述，最可能的在前）、`context`（所在句子）、`source`（正确表述的出处）、
`count`（本页出现次数）、`area`（标题、正文或正文之外的成句文字）。
Not a finding when: 讨论用字用语的文字；加了引号的台湾“总统”等称谓；引文和史料中的历史名称（民国时期、1949年以前）；
书名号内的旧文件、书籍名称；机构简称（如住房城乡建设部）；“国家和地区”并列；换行、空格隔开的词语；“学习某平同志”一类的断词；
港澳台地区或外国的法律名称、地方性法规名称。
How to fix: 对照出处核实，确属错误的立即更正，并检查同一来源的转载稿；属引文或史料的，注明后将该条设为不适用。
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pydantic import Field

from checks import NO_CONTENT_KINDS, Confidence, Finding, Iterator, Page, Params, check
from checks.lib.id_numbers import masked_text
from checks.lib.prose import AREAS, prose

if TYPE_CHECKING:
    from checks.lib.misstatements import Misstatement

RULE = "misstatement"


class MisstatementParams(Params):
    """`max_findings`: at most so many different wordings of one page are reported."""

    max_findings: int = Field(default=20, ge=1)


@check(RULE)
def misstatement(page: Page, p: MisstatementParams) -> Iterator[Finding]:
    """Wordings of a page that a person must look at, each once."""
    from checks.lib.misstatements import find_misstatements  # only where pages are judged: it brings the detector

    if page.kind in NO_CONTENT_KINDS:
        return
    blocks = list(prose(page))
    text = "\n".join(text for text, _ in blocks)
    found: dict[str, list[Misstatement]] = {}
    for hit in find_misstatements(text):
        if "\n" not in hit.wrong:
            found.setdefault(hit.wrong, []).append(hit)
    for hits in list(found.values())[: p.max_findings]:
        area = next(area for text, area in blocks if hits[0].wrong in text)
        yield _finding(page, hits, area)


def _finding(page: Page, hits: list[Misstatement], area: str) -> Finding:
    first = hits[0]
    right = "”或“".join(first.right)
    return Finding(
        rule=RULE,
        url=page.url,
        page=page.url,
        message=f"《{page.heading}》{AREAS[area]}中疑似严重表述错误：“{first.wrong}”应为“{right}”，请核实：{masked_text(first.context)}",
        confidence=Confidence.SUSPECTED,
        evidence={
            "wrong": first.wrong,
            "right": list(first.right),
            "context": masked_text(first.context),
            "source": first.source,
            "count": len(hits),
            "area": area,
        },
        discriminator=first.wrong,
    )
