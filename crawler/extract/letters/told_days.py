"""A letter's days under labels that no list knows, told by how they are made: 何时收到, 诉求提出, 部门反馈, 2026年8月17日 提.

Such a label is one word for who or what, and one for sending or answering. The lines get the labels that the record knows;
the letter keeps the page's own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from crawler.extract.letters.labels import LABELS
from crawler.extract.text import Line
from model import Letter

_WHO = (
    r"(?:网友|网民|市民|群众|居民|村民|企业|用户|[来写寄]信人|来访人|诉求人|反映人|当事人|(?:责任|承办|承接|主办|受理|办理|有关)?(?:部门|单位)|街道|乡镇|官方"
    r"|工作人员|管理员|[我本]局)?"
)
_WHAT = r"(?:信件|来信|来件|留言|问题|诉求|咨询|投诉|建议|意见|事项|邮件|信|件)?"
_WHEN = r"(?:的)?(?:时间|日期|日|时刻|于)?"
_SENDING = (
    r"(?:提交|提出|提问|发问|提起|提报|上报|递交|投递|反映|收到|接收|接件|收件|收信|送达|来信|来件"
    r"|来访|写信|寄出|发出|留言|求助|发起)"
)
_ANSWERING = r"(?:答复|回复|反馈|回应|回音|回函|回信|办结|办毕|办复|办完|办理完[毕成]|处理完[毕成]|结案|解答|作答|复函)"
_SENT = re.compile(rf"[提问留写来寄投]于|(?:何时|什么时候|哪天)?{_WHO}{_WHAT}(?:何时)?{_SENDING}{_WHEN}")
_ANSWERED = re.compile(
    rf"[答复回]于|(?:何时|什么时候|哪天)?{_WHO}{_WHAT}(?:何时)?(?:给出|作出|予以|首次|最终|正式)?{_ANSWERING}{_WHEN}"
)
_OFFICE = re.compile(
    r"(?:何人|谁|由谁|哪个(?:部门|单位))(?:经办|承办|办理|答复|回复|负责)|(?:承接|经办|负责|对口|主责)(?:部门|单位|科室|机构)|[交转]给"
)
_IS_OF_TIME = re.compile(r"何时|什么时候|哪天|时间|日期|日$|时刻")
_DATE = r"(?:19|20)\d{2}\s*[-/.年]\s*\d{1,2}\s*[-/.月]\s*\d{1,2}\s*日?(?:\s*\d{1,2}[:：]\d{2}(?:[:：]\d{2})?)?"
_LABELLED = re.compile(rf"^(?P<label>[\u4e00-\u9fff]{{2,14}})\s*[:：|]?\s*(?P<day>{_DATE})$")
_DAY_FIRST = re.compile(
    rf"^(?P<head>[^：:，。？?]{{0,24}}?)\s*[：:]?\s*[（(【\[]?\s*(?P<day>{_DATE})\s*(?:(?P<sent>提|问|来|写|寄|投|报)|(?P<answered>答|复|回|结))\s*[)）】\]]?$"
)
_ONLY_DAY = re.compile(_DATE)
_LONGEST = 60
SENT, ANSWERED, OFFICE = "来信时间", "答复时间", "承办单位"


def with_known_labels(lines: Sequence[Line]) -> tuple[list[Line], dict[str, str]]:
    """The lines with known labels in the place of such ones, and each known label -> the page's own; as they were
    without a day of sending among them.
    """
    told: list[Line] = []
    own: dict[str, str] = {}
    for line, following in zip(lines, [*lines[1:], None], strict=True):
        for text, label in _retold(line.text.strip(), following.text.strip() if following else ""):
            if label:
                own.setdefault(text.partition("：")[0], label)
            told.append(replace(line, text=text))
    return (told, own) if SENT in own else (list(lines), {})


def with_own_labels(letter: Letter, own: dict[str, str]) -> Letter:
    """A letter with the labels that the page shows beside its days."""
    return replace(
        letter,
        received_label=own.get(letter.received_label, letter.received_label),
        answered_label=own.get(letter.answered_label, letter.answered_label),
    )


def _retold(text: str, following: str) -> Iterator[tuple[str, str]]:
    """The lines that a line becomes, each with the label that it had if it was another one."""
    if not text or len(text) > _LONGEST or text.strip("：: ") in LABELS:
        yield text, ""
        return
    if match := _DAY_FIRST.match(text):
        known = SENT if match["sent"] else ANSWERED
        yield f"{known}：{match['day']}", match["sent"] or match["answered"]
        if match["head"]:
            yield f"{match['head'].strip()}：", ""
        return
    match = _LABELLED.match(text)
    label = match["label"] if match else text.strip("：: ")
    known = _known(label) if label not in LABELS else ""
    if not known:
        yield text, ""
    elif match:
        yield f"{known}：{match['day']}", label
    elif known == OFFICE or _ONLY_DAY.match(following) or _IS_OF_TIME.search(label):
        yield f"{known}：", label
    else:
        yield text, ""


def _known(label: str) -> str:
    """The label that the record knows for one that is made like it, "" for any other text."""
    if _OFFICE.fullmatch(label):
        return OFFICE
    return SENT if _SENT.fullmatch(label) else ANSWERED if _ANSWERED.fullmatch(label) else ""
