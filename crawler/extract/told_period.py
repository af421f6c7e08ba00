"""The newest month of which a page of figures tells: 统计期间：2026年3月, rows of months, 2026年一季度."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date

_OF_FIGURES = re.compile(r"统计|办件|办结|公示|月报|季报|数据")
_HEADS = re.compile(r"[\u4e00-\u9fff]{0,8}(?:办件|办事)(?:情况|数据|信息)?(?:统计|公示|月报|数据)[\u4e00-\u9fff]{0,4}[:：]?")
"""A line of a page that heads figures, whatever the page is called."""
_MONTH = re.compile(
    r"((?:19|20)\d\d)\s*年\s*(?:度)?\s*(?:(\d{1,2})\s*(?:月?\s*[-—–~～至到]\s*(\d{1,2})\s*)?月|第?\s*([一二三四1-4])\s*季度|(上|下)半年)"
)
_QUARTERS = {"一": 3, "二": 6, "三": 9, "四": 12, "1": 3, "2": 6, "3": 9, "4": 12}
_HALVES = {"上": 6, "下": 12}
_COUNTED = re.compile(r"受理|办结|办件|办理")
_OF_SERVICES = re.compile(r"办件|办事(?:情况|数据|信息)?(?:统计|公示|月报|数据)|政务(?:服务)?(?:大厅|中心|窗口)|各窗口")
_OF_LETTERS = re.compile(r"来信|信件|留言|诉求|咨询|投诉|信箱")
"""Letters are counted, too, and are no services."""
_MOST = 400  # lines


def is_of_figures(names: Iterable[str], lines: Iterable[str]) -> bool:
    """Whether a page is headed as one of figures, or a part of it: by its `names`, or by one of its `lines`."""
    if any(len(name) <= 30 and _OF_FIGURES.search(name) and not _OF_LETTERS.search(name) for name in names):
        return True
    return any(len(line) <= 20 and _HEADS.fullmatch(line) for line in lines)


def are_of_services(lines: Iterable[str]) -> bool:
    """Whether the figures are those of a government's services, and not of patents or of a court."""
    return any(_OF_SERVICES.search(line[:200]) for line in list(lines)[:_MOST])


def newest_period(lines: Iterable[str], today: date) -> str:
    """Year and month (2026-03) of the newest period that has begun; "" where the lines count nothing or name no month."""
    lines = list(lines)[:_MOST]
    if not any(_COUNTED.search(line[:200]) and not _OF_LETTERS.search(line[:200]) for line in lines):
        return ""
    months = (found for line in lines for match in _MONTH.finditer(line[:400]) if (found := _month(match)))
    return max((f"{year}-{month:02}" for year, month in months if (year, month) <= (today.year, today.month)), default="")


def _month(match: re.Match[str]) -> tuple[int, int] | None:
    first, last, quarter, half = match[2], match[3], match[4], match[5]
    month = int(last or first) if first else _QUARTERS[quarter] if quarter else _HALVES[half]
    return (int(match[1]), month) if 1 <= month <= 12 else None
