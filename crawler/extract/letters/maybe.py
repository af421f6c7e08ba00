"""Which pages may hold public letters: a cheap question asked of every page before its lines are read for them."""

from __future__ import annotations

import re

from crawler.extract.letters.labels import HINTS
from model import Page, PageKind

FOLDED = 3  # times that a page in a box of letters speaks of answers, though not among the words that it shows at once
HEAD = 4_000  # characters of a page in which its labels are looked for
_BOXES = frozenset({PageKind.MESSAGES, PageKind.MESSAGE})
MAYBE = frozenset(
    {PageKind.ARTICLE, PageKind.SINGLE, PageKind.LIST, PageKind.HUB, PageKind.OTHER, PageKind.SEARCH, PageKind.INTERPRETATION}
)
_BOX = re.compile(
    r"信箱|民声|留言|咨询|来信|信件|问政|投诉|诉求|建言|互动|直通车|问答|你问我答|民呼|连心|回音|我[要想来](?:问|说|写信)|有问必答"
)
_OF_A_LETTER = re.compile(
    rf"{'|'.join(HINTS)}|答复|回复|反馈|回音|[提问留答回]于|答：|状态：|办理中|处理中|办理进[度展]|收悉|您反映|您咨询|转办中|已转办|提出于"
)
"""What stands on a page in a box of letters that may be one."""
_SIGNS = re.compile(
    r"(?:回复|答复|回应)[（(【\[]20\d\d|(?:网民|网友|群众|市民)(?:提问|留言|来信|咨询)[（(：:]"
    r"|[局委办厅院处队镇乡府道心](?:答复|回复|回应)：(?:您|你)好"
    r"|(?:办理中|处理中|待处理|待回复|已回复|已答复|已办结)(?:提交|来信|留言|提问|于)"
)
"""What shows a letter, or its answer, beside the hints: a day in brackets, a state in front of the day."""
_ANY_HINT = re.compile("|".join(HINTS))


def may_hold_letters(page: Page, html: str = "") -> bool:
    """A cheap test that lets ordinary pages pass by: the kind, or labels of letters at two places among the first words.

    In a box of letters, answers may also be folded away (`html`).
    """
    if page.kind in _BOXES:
        return True
    if page.kind not in MAYBE:
        return False
    parts: list[str] = []
    size = 0
    for block in page.text:
        if block.area in ("nav", "footer"):
            continue
        parts.append(block.text)
        size += len(block.text)
        if size > HEAD:
            break
    words = "".join(parts).replace(" ", "")
    names = " ".join((page.title, *page.breadcrumb[-2:], *page.tags.get("columnname", ()), *page.tags.get("columntype", ())))
    if _BOX.search(names):
        return _OF_A_LETTER.search(words) is not None or html.count("答复") + html.count("回复") + html.count("答：") > FOLDED
    if not _ANY_HINT.search(words) and not _SIGNS.search(words):  # most pages: told in a twentieth of the time of counting
        return False
    return sum(words.count(hint) for hint in HINTS) + len(_SIGNS.findall(words)) + ("状态：" in words) >= 2
