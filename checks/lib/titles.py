"""When two titles are one, and when they are members of a series (第一期 and 第二期, 一季度 and 二季度, other days)."""

from __future__ import annotations

import re
import unicodedata

from checks.lib.similarity import ratio

_MARKS = re.compile(r"[\s\W_]+")
_EXTRAS = re.compile(r"^(?:转载|置顶)[|:]|[(【\[](?:转载|置顶|图|图文|组图|视频|new)[)】\]]", re.IGNORECASE)
_PARTICULARS = re.compile(
    r"\s*(?:发布(?:时间|日期)|来\s*源\s*[:：]|(?:19|20)\d\d[年/.-]\d{1,2}[月/.-]\d{1,2}日?\s*\d{1,2}:\d{2}).*$", re.DOTALL
)
_SERIAL = re.compile(
    r"\d+|[一二三四五六七八九十百零〇两廿]+|[上中下前后]半?(?=[旬年月期篇集卷部半)])"
    r"|[春夏秋冬](?=[季节招])|[甲乙丙丁](?=[级类组])|(?<![a-zA-Z])[a-zA-Z](?![a-zA-Z])"
)


def normal(title: str) -> str:
    """A title without blanks, punctuation, 【转载】 and the like."""
    return _MARKS.sub("", _EXTRAS.sub("", _bare(title))).lower()


def serial(title: str) -> tuple[str, ...]:
    """Numbers, ordinals, days, seasons and halves in a title: what tells the members of a series apart."""
    return tuple(_SERIAL.findall(_bare(title)))


def _bare(title: str) -> str:
    """Without the time and source that some templates write into the heading."""
    return _PARTICULARS.sub("", unicodedata.normalize("NFKC", title))


def likeness(one: str, other: str) -> float:
    """Likeness of two titles from 0 to 100; cut ones (…) count as the whole that they begin."""
    first, second = normal(one), normal(other)
    if first == second:
        return 100.0
    short, long = sorted((one.rstrip(), other.rstrip()), key=len)
    if short.endswith(("…", "...")) and len(normal(short)) >= 12 and normal(long).startswith(normal(short)):
        return 100.0
    return ratio(first, second)
