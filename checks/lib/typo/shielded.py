"""Places that the counts may not judge: titles, addresses, codes, names, footers, old characters, other languages."""

from __future__ import annotations

import re

from checks.lib import protected

_FOOTER = re.compile(r"网安备|备案号|ICP备|版权所有|主办单位|承办单位|技术支持|网站标识码|邮编|地址[：:]|电话[：:]")
_NAMED_AFTER = re.compile(
    r"^(?![\u4e00-\u9fff]?(?:城乡|城镇|农村|乡村|乡镇|村镇|村民|村庄|县级|县域|社区服务))[\u4e00-\u9fff]{0,1}(?:村|镇|乡|县|屯|庄|寨|湾|街道|社区|旗|族|氏|寺|庙|同志|先生|女士|教授)"
)
_DOCUMENT = re.compile(
    r"(?:法|条例|办法|规定|细则|规则|准则|章程|目录|名录|纲要|规划|计划|方案|意见|通知|通告|公告|决定|决议|批复|报告|标准|规范|预案|"
    r"制度|措施|条约|公约|协定|解释|清单|指南|指引|证|证书|合同)(?:[（(][^》〉]{1,20}[）)])?$"
)
"""How the title of an official document ends; such titles are official writing and no less likely to hold slips."""
_FOREIGN_DOT = re.compile(r"[\u4e00-\u9fff][·•・][\u4e00-\u9fff]")
_CLASSES = (
    "和或与及同跟并且而则即若如但",
    "的地得之了着过",
    "他她它您你我咱其这那此该各每某",
    "一二两三四五六七八九十百千万亿零半首次第几",
    "上下左右前后东西南北中内外里",
    "大小多少高低长短新旧老少正副",
    "不未非无没勿莫否",
    "年月日时分秒周季",
    "省市县区州乡镇村",
    "中美英法德俄日韩朝墨巴印加澳意西葡荷比瑞波匈捷希土伊沙埃南肯尼坦越老缅泰柬马新菲文蒙哈吉塔乌阿智秘古欧非",
)
_EITHER = ("做", "作")
_COUNTRIES = _CLASSES[-1].replace("中", "")
_BETWEEN_STATES = re.compile(f"(?:[{_COUNTRIES}]方|中[{_COUNTRIES}])(?![\u4e00-\u9fff]?[市县区镇乡村])")
"""A country's short name beside what only countries are beside (阿方, 中英)."""

_FRAME, _PARALLEL = 2, 14
"""Characters that parallel words have in common, and how far apart they may stand."""
_HAN = re.compile(r"[\u4e00-\u9fff]")


def title(sentence: str, start: int, end: int, right: str = "") -> bool:
    """Whether the place lies in a title in 《》 or 〈〉 whose other end stands in the sentence; not of an official document.

    `right`: what the place was meant to be, by which a title that ends with the slip is read (规划刚要).
    """
    for opening, closing in ("《》", "〈〉"):
        opened = sentence.rfind(opening, 0, start)
        if opened == -1 or closing in sentence[opened:start] or closing not in sentence[end:]:
            continue
        closed = sentence.index(closing, end)
        meant = sentence[opened + 1 : start] + (right or sentence[start:end]) + sentence[end:closed]
        return _DOCUMENT.search(meant) is None
    return False


def same_class(wrong: str, right: str) -> bool:
    """Whether both are of one closed class (numbers, pronouns, conjunctions, countries): which is meant, no count can tell."""
    changed = [(one, other) for one, other in zip(wrong, right, strict=False) if one != other]
    return bool(changed) and all(any(one in group and other in group for group in _CLASSES) for one, other in changed)


def as_one_likes(wrong: str, right: str) -> bool:
    """Whether what stands is in use for much the same (做出 for 作出), so that only great certainty makes it a slip.

    Not the other way round: 作到 for 做到 is one.
    """
    return (wrong, right) == _EITHER


def between_states(sentence: str, start: int, end: int) -> bool:
    """Whether a character of the place is a country's short name: 中方愿同阿方, 中英双方; such pairs are no words."""
    around = _BETWEEN_STATES.finditer(sentence, max(0, start - 1), end + 3)
    return any(match.start() < end and start < match.end() for match in around)


def in_parallel(sentence: str, start: int, end: int, right: str) -> bool:
    """Whether the same words stand nearby after another character (身入基层、心入基层), so that it was varied by intent.

    One of the two must begin behind a mark, so that a word in common (宣川工作、教育工作) is no parallel.
    """
    after = sentence[end : end + _FRAME]
    if end - start != 1 or len(_HAN.findall(after)) < _FRAME:
        return False
    at = sentence.find(after, max(0, start - _PARALLEL))
    while 0 <= at < end + _PARALLEL:
        other, before = sentence[at - 1 : at], sentence[max(0, at - 2) : max(0, at - 1)]
        opens = not _HAN.match(before) or not _HAN.match(sentence[max(0, start - 1) : start])
        if at != end and opens and _HAN.match(other) and other not in (sentence[start:end], right):
            return True
        at = sentence.find(after, at + 1)
    return False


def shielded(sentence: str, start: int, end: int, right: str = "", *, phrase: bool = False) -> bool:
    """Whether the characters `start`..`end` of a sentence are no business of the counts.

    `right`: what they were meant to be. `phrase`: with it the place is a phrase of official text, so that it is no name.
    """
    if title(sentence, start, end, right) or protected.place(sentence, start, end, named=not phrase):
        return True
    if _FOREIGN_DOT.search(sentence[max(0, start - 5) : end + 5]):
        return True
    if in_parallel(sentence, start, end, right) or (not phrase and between_states(sentence, start, end)):
        return True
    if not phrase and _NAMED_AFTER.match(sentence[end : end + 3]):
        return True
    if _FOOTER.search(sentence[max(0, start - 30) : end + 30]):
        return True
    around = sentence[max(0, start - 8) : end + 8]
    return len(_HAN.findall(around)) * 2 < len(around)
