"""A document called by less than its whole title: without its place, with a few words left out, or by a nickname."""

from __future__ import annotations

import re

from checks.lib.similarity import longest_common

_PLACE = re.compile(
    r"(?:(?!城[市镇乡区]|乡镇|集镇|都市|[社园小地景校库辖片灾]区|市区|加快|推[进动]|促进|加强|深化|完善|规范|支持|鼓励|做好|落实|进一步|提升|优化)"
    r"[\u4e00-\u9fff]{1,6}?(?:省|市(?![场民政容域])|县|(?<![社园小地景校库辖片灾聚范能])区(?![域分])|州|旗|盟|镇|乡|街道))+"
)
_OUR_OWN = re.compile(r"(?:我|本|全)[省市县区州旗盟]")
_NOTHING_MORE = re.compile(
    r"(?:工作|的|进一步|加快|推[进动]|全面|切实|深入|持续|大力|若干|有关|相关|实施|和|与|及|[我本全][省市县区州]|[省市县区]级)*"
)
"""What a title loses without becoming that of another document."""
_NICKNAME = re.compile(r"[^办规细意方决]{2,14}(?:\d{1,3}|[一二三四五六七八九十]{1,3})条(?:措施|政策|意见)?")
_GENUS = re.compile(
    r"(?:的)?(?:若干|实施|管理|暂行|工作|行动|建设|保护|发展|奖励|扶持)*(?:办法|规定|细则|规则|条例|意见|方案|措施|政策|规划|纲要|计划|通知|通告|决定)$"
)
SHORTEST = 6  # characters of a name without its place that tell a document from others


def shortened(one: str, other: str) -> bool:
    """Whether two keys (policies.Title) differ only in the place, which one leaves out, and in words that say nothing."""
    if other_place(one, other):
        return False
    place = _place(one) or _place(other)
    short, long = sorted((_without(one, place), _without(other, place)), key=len)
    if len(short) < SHORTEST:
        return False
    left = _left_over(short, long)
    return left is not None and _NOTHING_MORE.fullmatch(left) is not None


def calls_it(name: str, key: str) -> bool:
    """Whether a name in the title of an interpretation may stand for a document that its first lines name in full."""
    return _NICKNAME.fullmatch(name) is not None or (len(name) >= 4 and _left_over(name, key) is not None)


def speaks_of_another(name: str, key: str) -> bool:
    """Whether a name is that of a document on something else: without place and genus they have no two characters in common."""
    mine, theirs = (_GENUS.sub("", _without(words, "")) for words in (name, key))
    return len(mine) >= 2 and len(theirs) >= 2 and longest_common(mine, theirs) < 2


def other_place(one: str, other: str) -> bool:
    """Whether both keys begin with a place, and not the same."""
    mine, theirs = _place(one), _place(other)
    return bool(mine and theirs) and not (mine.endswith(theirs) or theirs.endswith(mine))


def _place(key: str) -> str:
    found = _PLACE.match(key)
    return found[0] if found and not _OUR_OWN.match(key) else ""


def _without(key: str, place: str) -> str:
    """A key without a place, its own or that of the other key."""
    key = _OUR_OWN.sub("", key, count=1) if _OUR_OWN.match(key) else key
    return key.removeprefix(_place(key)) if _place(key) else key.replace(place, "", 1)


def _left_over(short: str, long: str) -> str | None:
    """The characters of `long` that `short`, in the same order, leaves out; None where it holds others."""
    left, at = "", 0
    for char in long:
        if at < len(short) and char == short[at]:
            at += 1
        else:
            left += char
    return left if at == len(short) else None
