"""Time limits of a service guide as its cells state them: 法定20个工作日, 自受理之日起30个工作日内办结."""

from __future__ import annotations

import re

DAYS = r"(\d{1,3}|[一二三四五六七八九十]{1,3})\s*(?:个)?\s*(工作日|日|天|小时)"
_ANY = re.compile(DAYS)
_STARTS = (
    r"(?:自|从|在)?(?:受理|收到(?:全部|完整|齐全)?(?:申请|材料|资料)*)(?:申请|材料|资料)?(?:之日|当日|次日|后|日)?(?:起|后)*"
)
_WHOLE = re.compile(
    rf"{_STARTS}[，,\s]{{0,2}}{DAYS}(?:之)?内(?:予以|全部|依法)?(?:办结|完成办理|办理完毕|办理完结|作出.{{0,8}}决定)"
)
"""The time of the whole procedure, told where its course is."""
_LONGER = re.compile(r"延长|延期|特殊|复杂|不含|不计|除外|鉴定|公示|听证|检验|检测|专家|公告期")
"""Words of a time that is not that of the ordinary case."""
_NUMERALS = {c: n for n, c in enumerate("一二三四五六七八九", 1)}

Limit = tuple[int, str]
"""Number and unit (工作日, 日, 小时)."""


def only_limit(text: str) -> Limit | None:
    """The only limit that a text states; None where it states none or several."""
    return limit_after(_ANY, text)


def limit_after(pattern: re.Pattern[str], text: str) -> Limit | None:
    """The only limit of a kind in a text that may state several kinds; None where it is not named exactly once."""
    found = {(_number(number), unit.replace("天", "日")) for number, unit in pattern.findall(text)}
    return found.pop() if len(found) == 1 else None


def is_longer(one: Limit, other: Limit) -> bool:
    """Whether a limit exceeds another of the same unit; days and working days are not compared."""
    return one[1] == other[1] and one[0] > other[0]


def limit_of_course(text: str) -> Limit | None:
    """The limit of the whole procedure that the description of its course names, None where it speaks of other cases too."""
    return None if _LONGER.search(text) else limit_after(_WHOLE, text)


def _number(text: str) -> int:
    if text.isdigit():
        return int(text)
    tens, _, ones = text.partition("十") if "十" in text else ("", "", text)
    if "十" not in text:
        return _NUMERALS.get(ones[:1], 0)
    return _NUMERALS.get(tens, 1) * 10 + _NUMERALS.get(ones, 0)
