"""A letter and its answer as two parts of a page without labels: each under its own day, the second by an office.

Asked only on pages of a box for letters whose lines hold no label of a day.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from crawler.extract.dates import parse_dates
from crawler.extract.letters.labels import pieces
from crawler.extract.letters.record import Record
from crawler.extract.letters.unlabelled import END, GREETS, REPLIES
from crawler.extract.text import Line
from model import DateFact, DatePlace

_LONGEST = 60  # characters of a line of particulars
_PROSE = 15
_REST = 24  # characters of such a line beside its day: who wrote, and the state
_OFFICE = re.compile(
    r"(?:[\u4e00-\u9fff]{2,16}?(?:局|委|办|厅|院|处|队|镇|乡|政府|街道|中心|办公室|大队|公司|管委会|办事处))(?:的)?(?:官方)?(?:回复|答复)?"
)
_ANSWERS = re.compile(r"(?:官方|部门|单位|管理员|网站)?(?:回复|答复)|答")
_THANKS = re.compile(r"感谢(?:您|你)|(?:您|你)(?:所)?(?:反映|咨询|提出|来信|留言)|^(?:您|你)好")
_MARKS = " \t\u3000【】[]（）()：:|｜,，·-"
_DAYS = re.compile(r"时间|日期|发布|发表|提交|于")


def read_parts(lines: Sequence[Line], today: date) -> Record | None:
    """The letter and its answer; None where the page does not show exactly two days, the second one that of an office."""
    end = next((at for at, line in enumerate(lines) if END.match(line.text)), len(lines))
    lines = lines[:end]
    if any(name in ("sent", "accepted", "answered") for line in lines for name, _, _ in pieces(line.text[:200])):
        return None
    days = [(at, fact) for at, line in enumerate(lines) if (fact := _day(line.text, today))]
    if len(days) != 2 or days[0][1].day > days[1][1].day:
        return None
    (first, sent), (second, answered) = days
    begin = _answer_begins(lines, first, second)
    if begin is None:
        return None
    question = _texts(lines[first + 1 : begin]) or _texts(lines[:first])
    answer = _texts(lines[begin:])
    if not question or not answer or not any(_THANKS.search(text) or REPLIES.search(text) for text in answer):
        return None
    record = Record(today, lines[0].start, lines[-1].end)
    record.put("sent", "", sent.raw)
    record.put("answered", "", answered.raw)
    record.texts["question"], record.texts["answer"] = question, answer
    return record


def _day(text: str, today: date) -> DateFact | None:
    """The only day of a line of particulars."""
    if not 8 <= len(text) <= _LONGEST or text[-1] in "。！？!?；;":
        return None
    facts = parse_dates(text, DatePlace.SHOWN, today)
    if len(facts) != 1 or not facts[0].certain:
        return None
    rest = _DAYS.sub("", text.replace(facts[0].raw, "")).strip(_MARKS)
    return facts[0] if len(rest) <= _REST and "，" not in rest else None


def _answer_begins(lines: Sequence[Line], first: int, second: int) -> int | None:
    """The line with which the answer begins: it names an office or says 答复, or greets the writer."""
    for at in range(first + 1, len(lines)):
        text = re.sub(r"\d.*$", "", lines[at].text).strip(_MARKS)
        text = _DAYS.sub("", text).strip(_MARKS)
        named = len(lines[at].text) <= _LONGEST and bool(_OFFICE.fullmatch(text) or _ANSWERS.fullmatch(text))
        if (named or GREETS.match(lines[at].text)) and at <= second + 1:
            return at
    return None


def _texts(lines: Sequence[Line]) -> list[str]:
    return [
        line.text
        for line in lines
        if len(line.text) >= _PROSE and (len(line.text) > _LONGEST or line.text[-1] in "。！？!?；;")
    ]
