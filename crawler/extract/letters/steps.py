"""The course of a letter told as lines with the day in front: 2026-09-01 16:39 网民提交诉求, 2026-09-08 某局答复：您好……"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import Literal

from crawler.extract.dates import parse_dates
from crawler.extract.letters.labels import pieces
from crawler.extract.text import Line
from model import DatePlace

What = Literal["sent", "under way", "answered", "judged"]
_DATED = re.compile(
    r"^(?P<day>20\d{2}[-/.年]\d{1,2}[-/.月]\d{1,2}日?(?:\s*\d{1,2}:\d{2}(?::\d{2})?)?)\s*[:：]?\s*(?P<step>[\u4e00-\u9fff].*)$"
)
_LONGEST = 40  # characters of a step that is no answer
_COURSE = re.compile(r"(?:信件|诉求|留言)?(?:办理|处理|办件|流转)(?:过程|进度|流程|进程|记录|轨迹|经过)")
_UNDER_WAY = re.compile(r"受理|转|分派|分办|交办|派单|签收|接收|登记|审核|办理中|处理中|调查|核实")
_SENT_STEP = re.compile(
    r"^(?:网民|网友|群众|来信人|用户|市民|诉求人|留言人)?(?:提交|来信|写信|提问|留言|反映|发起|发布)(?:了?(?:诉求|来信|信件|留言|咨询|问题|成功|建议|投诉))?$"
)
_ANSWER_STEP = re.compile(
    r"^(?:已)?(?:办结|答复|回复)|(?:已|并)(?:答复|回复|办结)$|(?:答复|回复|办结)(?:网民|网友|来信人|完毕)?$"
)
_ANSWER = re.compile(
    r"^(?P<who>[\u4e00-\u9fff（）]{0,24}?)(?:已|作出|予以)?(?:官方)?(?:答复|回复|回应)\s*[:：]\s*(?P<text>\S.*)$", re.DOTALL
)
_JUDGED = re.compile(r"评价|满意|办结|归档|结案|公开")
_AWAITED = re.compile(r"^(?:等待|待|尚待|暂未|尚未|正在)(?:部门|单位)?(?:答复|回复|办理|处理|反馈)(?:中)?[。.…]*$")


@dataclass(frozen=True, slots=True)
class _Step:
    at: int  # the number of its line
    day: date
    raw: str
    what: What | None
    who: str = ""
    text: str = ""


def dated_steps(lines: Sequence[Line], today: date) -> list[Line]:
    """The first step as the day of sending, that of an answer as its day and text, and no step as a letter's text.

    Steps that are not understood, or a letter that tells its day with a label, leave the lines as they are.
    """
    steps = list(_steps(lines, today))
    if not steps or not _is_course(lines, steps) or _own_days(lines, steps):
        return list(lines)
    first, last = steps[0].at, steps[-1].at
    told = [f"来信时间：{steps[0].raw}"]
    answer = next((step for step in steps if step.what == "answered"), None)
    if answer:
        told += [f"答复时间：{answer.raw}"]
        told += [f"答复单位：{answer.who}"] if answer.who else []
        told += [f"答复内容：{answer.text}"] if answer.text else []
    else:
        told.append("办理状态：办理中")
        last += last + 1 < len(lines) and _AWAITED.match(lines[last + 1].text.strip()) is not None
    kept = [Line(lines[last].start, lines[last].end, text) for text in told]
    heading = first - 1 if first and _heads(lines[first - 1].text) else first
    return [*lines[:heading], *kept, *lines[last + 1 :]]


def _is_course(lines: Sequence[Line], steps: Sequence[_Step]) -> bool:
    """Whether lines one behind another tell a letter's course from its sending on, each understood, none before the last."""
    first = steps[0].at
    if steps[0].what != "sent" or [step.at for step in steps] != list(range(first, first + len(steps))):
        return False
    if any(step.what is None for step in steps) or any(one.day > next_.day for one, next_ in pairwise(steps)):
        return False
    return (first > 0 and _heads(lines[first - 1].text)) or len(steps) > 1


def _heads(text: str) -> bool:
    return _COURSE.fullmatch(text.strip(" ：:")) is not None


def _steps(lines: Sequence[Line], today: date) -> Iterator[_Step]:
    for at, line in enumerate(lines):
        match = _DATED.match(line.text)
        facts = parse_dates(match["day"], DatePlace.SHOWN, today) if match else []
        if not match or len(facts) != 1:
            continue
        day, step = facts[0].day, match["step"].strip()
        if answer := _ANSWER.match(step):
            yield _Step(at, day, match["day"], "answered", answer["who"], answer["text"])
        elif len(step) <= _LONGEST:
            yield _Step(at, day, match["day"], _what(step))


def _what(step: str) -> What | None:
    if _SENT_STEP.search(step):
        return "sent"
    if _ANSWER_STEP.search(step):
        return "answered"
    if _UNDER_WAY.search(step):
        return "under way"
    return "judged" if _JUDGED.search(step) else None


def _own_days(lines: Sequence[Line], steps: Sequence[_Step]) -> bool:
    """Whether the letter tells the day of sending with a label of its own."""
    told = {step.at for step in steps}
    return any(
        name == "sent" and value for at, line in enumerate(lines) if at not in told for name, _, value in pieces(line.text)
    )
