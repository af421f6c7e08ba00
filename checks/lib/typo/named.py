"""Places where the counts see a slip and a person sees a name, a measure word or a turn of phrase.

主任高雨担任 is no 高于, 15种小企业 no 中小企业, 以点代面 no 以点带面, 产业科按进度 no 科技.
"""

from __future__ import annotations

import re

from checks.lib import protected

_TITLE = re.compile(
    "(?:书记|主任|局长|厅长|司长|省长|市长|县长|区长|镇长|乡长|部长|处长|科长|股长|所长|站长|院长|校长|园长|馆长|行长|检察长|主席|秘书长|"
    "组长|队长|团长|班长|经理|董事长|会长|理事长|总裁|调研员|巡视员|干事|教授|医生|护士|老师|民警|烈士|村民|居民)([\u4e00-\u9fff]{0,2})$"
)
_DOES = re.compile("(?:担任|兼任|任|主持|出席|参加|陪同|带队|介绍|表示|指出|强调|说|等|同志|一行|[，、（(。：])")
"""What follows a name behind a title."""

_MEASURES = frozenset(
    "个种项条件家名次户台套辆艘架座栋幢间所处类批期届场轮章节款号级位代年月日时分秒天周岁元角吨米亩斤克里度倍成份张页本册部篇幅段片块"
    "根支只头匹口人起例宗笔组队对双层面"
)
_NUMBER = re.compile(r"[0-9０-９][多余]?$")
_INSTEAD = re.compile("以[\u4e00-\u9fff]代[\u4e00-\u9fff]")
"""以罚代管, 以奖代补: any two words may stand so."""


_ORDINAL = re.compile("第[一二三四五六七八九十百]{1,5}$")
_NUMERALS = frozenset("一二三四五六七八九十百千万亿零")


_OFFICE = re.compile("[\u4e00-\u9fff][科处股局室站所队院部厅]$")
_OPENERS = frozenset("按依照对就已将应由因向经拟据")
"""With these begins what an office does: 产业科按进度拨付."""


def behind_a_title(sentence: str, start: int) -> bool:
    """Whether the character belongs to a name of two or three characters behind an official's title."""
    title = _TITLE.search(sentence, max(0, start - 8), start)
    if title is None:
        return False
    first = title.start(1)
    return any(
        protected.is_full_name(sentence[first : first + length])
        and (protected.mostly_surname(sentence[first]) or _DOES.match(sentence, first + length) is not None)
        for length in (2, 3)
        if start < first + length
    )


def measures(sentence: str, start: int) -> bool:
    """Whether the character is a measure word behind a number."""
    return sentence[start : start + 1] in _MEASURES and _NUMBER.search(sentence, max(0, start - 2), start) is not None


def instead(sentence: str, start: int, end: int) -> bool:
    """Whether the place lies in 以…代…."""
    return any(match.start() < end and start < match.end() for match in _INSTEAD.finditer(sentence, max(0, start - 3), end + 3))


def ordered(sentence: str, start: int, right: str) -> bool:
    """Whether a character behind an ordinal number would become part of it: what is counted stands there (第八师)."""
    return right[:1] in _NUMERALS and _ORDINAL.search(sentence, max(0, start - 6), start) is not None


def acts(sentence: str, start: int) -> bool:
    """Whether the name of an office ends before the character and what it does begins with it."""
    return sentence[start : start + 1] in _OPENERS and _OFFICE.search(sentence, max(0, start - 2), start) is not None


def in_earnest(sentence: str, start: int, end: int, right: str) -> bool:
    """Whether the characters `start`..`end` of a sentence, held for `right`, stand there for one of these reasons."""
    if ordered(sentence, start, right) or instead(sentence, start, end) or (end - start == 1 and acts(sentence, start)):
        return True
    return behind_a_title(sentence, start) or measures(sentence, start)
