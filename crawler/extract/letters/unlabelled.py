"""The answer of a letter's own page that no label announces: it greets the writer, says it is one, is signed and dated."""

from __future__ import annotations

import re
from collections.abc import Sequence

from crawler.extract.letters.labels import pieces
from crawler.extract.letters.record import Record
from crawler.extract.text import Line

GREETS = re.compile(
    r"^(?:尊敬的|亲爱的)?[^，。：:；]{0,10}?(?:网友|网民|市民|居民|群众|先生|女士|来信人|咨询人|留言人|同志|朋友|业主|家长|用户|考生|村民)"
    r"[^，。；]{0,8}?(?:[，,：:！!]|您好|你好|$)"
)
"""How an office opens an answer. A writer greets somebody else: 尊敬的县长, 各位领导."""
REPLIES = re.compile(
    r"(?:答复|回复|回答|反馈|说明)如下|(?:您|你)(?:的)?(?:来信|留言|信件|邮件|咨询|反映|提出|诉求)[^。]{0,40}(?:收悉|收到|知悉)|"
    r"(?:来信|留言|信件)(?:已)?(?:收悉|收到)"
)
END = re.compile(
    r"^(?:上一[篇条封]|下一[篇条封]|打印|关闭|返回|分享|相关(?:信件|留言|链接)|满意度|您对|版权所有|责任编辑|附件|扫一扫)"
)
_PARTICULARS = 200  # characters of a line that may tell a day
_WITHIN = 4  # lines after the greeting in which the answer says that it is one


def add_answer(record: Record, lines: Sequence[Line]) -> None:
    """Give a record with a day of sending and no answer the one that stands below it."""
    if {"answer", "answered"} & record.labels.keys() or not {"sent", "accepted"} & record.labels.keys():
        return
    first = _start(lines)
    if first is None:
        return
    end = next((at for at in range(first, len(lines)) if END.match(lines[at].text)), len(lines))
    words = [line.text for line in lines[first:end]]
    record.labels["answer"] = ""
    days = [text for text in words if record.is_day(text)]
    record.signed = days[-1] if days else ""
    record.texts["answer"] = [text for text in words if text not in days]
    for name, kept in record.texts.items():
        if name != "answer":
            kept[:] = [text for text in kept if text not in words]


def drop_step(record: Record, lines: Sequence[Line]) -> None:
    """Forget a state without a label behind which another day stands: a step of the letter's course, and not the last."""
    state = record.values.get("state", "") if record.labels.get("state") == "" else ""
    if not state or {"answer", "answered"} & record.labels.keys():
        return
    at = next((at for at, line in enumerate(lines) if line.text.strip() == state), len(lines))
    values = (pieces(line.text)[-1][2] for line in lines[at + 1 :] if len(line.text) <= _PARTICULARS)
    if any(record.is_day(value) for value in values):
        del record.values["state"]


def _start(lines: Sequence[Line]) -> int | None:
    """The line that greets the writer, or speaks of the letter, below the letter's particulars."""
    told = next((at for at, line in enumerate(lines) if any(n in ("sent", "accepted") for n, _, _ in pieces(line.text))), None)
    if told is None:
        return None
    for at in range(told + 1, len(lines)):
        near = lines[at : at + _WITHIN]
        if GREETS.match(lines[at].text) and any(REPLIES.search(line.text) for line in near):
            return at
    return None
