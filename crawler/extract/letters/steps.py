"""The course of a letter told as lines with the day in front: 2026-09-01 16:39 网民提交诉求."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from itertools import pairwise

from crawler.extract.dates import parse_dates
from crawler.extract.letters.labels import pieces
from crawler.extract.text import Line
from model import DatePlace

_DATED_STEP = re.compile(
    r"^(?P<day>20\d{2}[-/.年]\d{1,2}[-/.月]\d{1,2}日?(?:\s*\d{1,2}:\d{2}(?::\d{2})?)?)\s+(?P<step>[\u4e00-\u9fff，、（）]{2,30})$"
)
_STEP_LINE = 60
_COURSE = re.compile(r"(?:信件|诉求|留言)?(?:办理|处理|办件|流转)(?:过程|进度|流程|进程|记录|轨迹|经过)")
_UNDER_WAY = re.compile(r"受理|转|分派|分办|交办|派单|签收|接收|登记|审核|办理中|处理中")
_SENT_STEP = re.compile(
    r"^(?:网民|网友|群众|来信人|用户|市民|诉求人)?(?:提交|来信|写信|提问|留言|反映|发起)(?:了?(?:诉求|来信|信件|留言|咨询|问题|成功))?$"
)
_ANSWER_STEP = re.compile(
    r"^(?:已)?(?:办结|答复|回复)|(?:已|并)(?:答复|回复|办结)$|(?:答复|回复|办结)(?:网民|网友|来信人|完毕)?$"
)


def dated_steps(lines: Sequence[Line], today: date) -> list[Line]:
    """The first step as the day of sending, a last one of an answer as that of the answer, and no step as a letter's text.

    Steps that are not understood, or a letter that tells its day with a label, leave the lines as they are.
    """
    steps = [(at, *step) for at, line in enumerate(lines) if (step := _step(line.text, today))]
    heading = steps[0][0] - 1 if steps else -1
    if heading < 0 or not _COURSE.fullmatch(lines[heading].text.strip(" ：:")) or _own_days(lines):
        return list(lines)
    first, last = steps[0][0], steps[-1][0]
    if [at for at, _, _ in steps] != list(range(first, last + 1)) or not _SENT_STEP.search(steps[0][1]):
        return list(lines)
    if any(before[2] > after[2] for before, after in pairwise(steps)):
        return list(lines)
    told = [f"来信时间：{_day_of(lines[first].text)}"]
    if last > first and _ANSWER_STEP.search(steps[-1][1]):
        told.append(f"答复时间：{_day_of(lines[last].text)}")
    elif last > first and not _UNDER_WAY.search(steps[-1][1]):
        return list(lines)
    else:
        told.append("办理状态：办理中")
    kept = [Line(lines[last].start, lines[last].end, text) for text in told]
    return [*lines[:heading], *kept, *lines[last + 1 :]]


def _step(text: str, today: date) -> tuple[str, date] | None:
    """What was done and on which day; None for a line that is no step."""
    match = _DATED_STEP.match(text) if len(text) <= _STEP_LINE else None
    facts = parse_dates(match["day"], DatePlace.SHOWN, today) if match else []
    return (match["step"], facts[0].day) if match and len(facts) == 1 else None


def _day_of(text: str) -> str:
    match = _DATED_STEP.match(text)
    return match["day"] if match else ""


def _own_days(lines: Sequence[Line]) -> bool:
    """Whether the letter tells the day of sending with a label of its own."""
    return any(name == "sent" and value for line in lines for name, _, value in pieces(line.text))
