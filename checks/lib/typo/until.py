"""截止 before a date that a sentence begins with (截止2020年底，累计……): should be 截至. The verb stands behind what ends.

Of 18 such places in 80 million characters of official text all are slips (2,000 others say 截至); 截止到 is in use and right
(报名截止到3月1日), and so is 截止 at the end of a period (3月1日开始，3月5日截止).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from checks.lib.typo.wrong_form import WrongForm

WRONG, RIGHT = "截止", "截至"

_DAY = r"\d{1,2}月(?:\d{1,2}日)?"
_DATE = rf"(?:19|20)\d\d年(?:{_DAY})?|{_DAY}|[今去前当本]年(?:{_DAY})?|[上本当]月|[昨今][日天]|日前"
_CLOSER = r"年?[底末初中]|上半年|[上中下]旬|[早中晚]?[\d零〇一二三四五六七八九十：:]{1,5}时"
_UNTIL = re.compile(
    rf"(?:^|(?<=[。；！？，：\n])){WRONG}(?=(?>{_DATE})(?>{_CLOSER})?+，?[\u4e00-\u9fff“\d]{{2}})",
    re.MULTILINE,
)
_PERIOD = re.compile(r"时间|日期|期限|报名|投标|征集|受理|申报|提交|投票|开始|日起|起至|有效|公示|征求|申请|缴|领取|售")
"""Words before it with which it says when something ends."""

BEFORE = 30
"""So many characters before it are looked at for such words."""


def untils(text: str) -> Iterator[WrongForm]:
    """Where 截止 stands for 截至."""
    for match in _UNTIL.finditer(text) if WRONG in text else ():
        if not _PERIOD.search(text, max(0, match.start() - BEFORE), match.start()):
            yield WrongForm(match.start(), WRONG, RIGHT)
