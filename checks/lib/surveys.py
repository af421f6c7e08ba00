"""When a title is the result of a survey: its own words less what every announcement says."""

from __future__ import annotations

import re

from checks.lib.similarity import ratio

RESULT = re.compile(r"结果|采纳|反馈情况|意见反馈|反馈$|汇总|情况(?:的)?(?:公告|公示|说明|通报|报告|反馈|通告)?$|情况")
_COMMON = re.compile(
    r"关于|公开|向社会|社会|公众|征求|征集|意见|建议|的|公告|通知|启事|通告|公示|调查|问卷|网上|民意|结果|采纳|反馈|情况|说明|汇总|公布|"
    r"报告|征求意见稿|送审稿|草案|修订稿|讨论稿|\d{4}年(?:度)?|再次|第[一二三]次|结束|开展|对|和|及|与|在线"
)
_QUOTED = re.compile(r"《([^》]{2,80})》?")
_MARKS = re.compile(r"[\s\W_]+")
ALIKE = 90.0
SHORTEST, FEWEST = 4, 2  # characters of a core that tells what it is about, and of one that may


def core(title: str) -> str:
    """What a survey is about: the words of its title that other announcements do not share."""
    quoted = _QUOTED.search(title)
    words = quoted[1] if quoted else title
    words = re.sub(r"[（(](?:征求意见稿|公开征求意见稿|草案|送审稿|修订|试行|暂行|修订稿|讨论稿)[^）)]*[)）]", "", words)
    return _MARKS.sub("", _COMMON.sub("", words))


def is_result_of(title: str, survey: str) -> bool:
    """Whether a title is that of the result of the survey with the other title."""
    if not RESULT.search(title) or title == survey:
        return False
    one, other = core(title), core(survey)
    if min(len(one), len(other)) < SHORTEST:
        return len(one) >= FEWEST and one in other  # 规划意见采纳情况, of the only survey about a plan
    return one in other or other in one or ratio(one, other) >= ALIKE
