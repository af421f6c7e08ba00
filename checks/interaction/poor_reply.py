"""答复质量不高

What: 公开的答复可能推诿敷衍：只说已收悉、已转办、请咨询某单位，或者通篇套话、一推了之，没有答复问题；过于简短；
照抄来信；把内部办理材料原样作为答复（口吻未转换）；来信提出多个问题而只答一句（多问少答）。
Why: 国办秘函〔2019〕19号扣分指标“办理答复”：答复内容推诿敷衍、避重就轻。
Evidence: `reason`（`hollow`、`too-short`、`repeats-question`、`wrong-voice`、`partial`）、`answer`（答复开头）、
`question`（来信开头）、`title`（留言标题）。
Not a finding when: 答复短而有实质内容（说明可否、金额、日期、依据、材料、办理地点）；客套话之外还有具体说明；
只表示感谢、表扬的来信；答复在附件或链接中；没有读到答复正文；网上信访、纪检举报、访谈、调查类。一律为疑似，由人确认。
How to fix: 针对来信的每个问题直接作答，写明依据、办理情况、时间和联系人；确需其他单位办理的，转办后把结果告知来信人并公开。
"""

from __future__ import annotations

import re

from checks import Confidence, Finding, Iterator, Letter, Page, PageKind, Params, SiteView, check
from checks.lib.letters import is_left_out, is_void
from checks.lib.quotes import in_quotes
from checks.lib.replies import faults, only_thanks

RULE = "poor-reply"
_SHOWN = 160
_CUT = 600
"""Characters of an answer that are kept: a longer one is never hollow."""

_UPLOADED = re.compile(r"upload|attach|/files?/|/w0|\d{5,}")


class PoorReplyParams(Params):
    """`reasons`: the faults that are reported."""

    reasons: tuple[str, ...] = ("hollow", "too-short", "repeats-question", "wrong-voice", "partial")


@check(RULE)
def poor_reply(page: Page, p: PoorReplyParams) -> Iterator[Finding]:
    """Answers that a person should look at."""
    if page.kind is PageKind.DATA:
        return  # judged with the page that shows it
    place = " > ".join((*page.breadcrumb, *page.tags.get("columnname", ()))) if page.letters else ""
    for letter in page.letters:
        if letter.answer and not is_left_out(letter, place) and not is_void(letter):
            yield from _judge(page, letter, p)


@check(RULE)
def poor_reply_of_interface(site: SiteView, p: PoorReplyParams) -> Iterator[Finding]:
    """The same for letters that a script loads: only of these the site's record holds the letter's own words."""
    for letter in site.letters:
        if letter.question and letter.answer and not is_left_out(letter) and not is_void(letter):
            yield from _finding(letter, letter.page, p)


def _judge(page: Page, letter: Letter, p: PoorReplyParams) -> Iterator[Finding]:
    if not (letter.own_page and any(link.area == "body" and _is_file(link.target) for link in page.links)):
        yield from _finding(letter, page.url, p)


def _finding(letter: Letter, page: str, p: PoorReplyParams) -> Iterator[Finding]:
    if only_thanks(letter.question, letter.title, letter.kind):
        return
    found = [fault for fault in faults(letter.question, letter.answer) if fault[0] in p.reasons]
    if not found:
        return
    reason, words = found[0]
    if reason == "wrong-voice" and len(letter.answer) >= _CUT:
        return  # what is kept of a long answer does not show whether it turns to the writer later
    where = letter.url or page
    yield Finding(
        rule=RULE,
        url=where,
        page=page,
        confidence=Confidence.SUSPECTED,
        message=f"留言{in_quotes(letter.title or letter.number)}的答复质量可能不高：{words}。",
        evidence={
            "reason": reason,
            "reasons": [name for name, _ in found],
            "answer": letter.answer[:_SHOWN],
            "question": letter.question[:_SHOWN],
            "title": letter.title,
        },
        discriminator="" if letter.url else letter.title[:80] or letter.number or letter.question[:40],
    )


def _is_file(url: str) -> bool:
    """Whether a link or picture may hold an answer: a file, or a picture named as uploads are, not one of the template."""
    path = url.lower().partition("?")[0]
    if path.endswith((".jpg", ".png")) and not _UPLOADED.search(path):
        return False
    return path.rsplit(".", 1)[-1] in ("pdf", "doc", "docx", "xls", "xlsx", "wps", "zip", "rar", "jpg", "png")
