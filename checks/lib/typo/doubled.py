"""Finds a character that was typed twice inside a word (基础设设施), by the counts of official text.

Words that double by nature (天天, 层层叠叠), two words that meet (大学|学前教育, 工作队|队员) and names are no slips: the text
without the second character must be usual, the text with it unknown, and no two words may meet between the two.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import accumulate

import numpy as np
import numpy.typing as npt

from checks.lib.typo import ngrams
from checks.lib.typo.ngrams import PAD, WORD, Codes, Table
from checks.lib.typo.wrong_form import WrongForm

USUAL = 5
"""Least level of the four characters around the place, read without the second one."""

WHOLE = 8
"""The same of four characters to one side, where the doubled pair itself is unknown: 疫情防控|控."""

A_NAME = 12
"""Least level in the dictionary of a word of three characters that is enough to one side: 办公室|室."""

_A_WORD = 9  # least level in the dictionary of a pair that doubles by nature; rarer ones are halves of idioms (振振有词)
_A_PAIR = 12  # the same in the counts
_RARE = 3
_OFTEN_TWICE = frozenset(
    "之的地得了着过是在有和与及或也都就不我你他她它这那个上下前后中年月日时天人大小多一二三四五六七八九十百千万亿"
)
"""Characters that end one word and begin the next, or are counted with."""

_ENDINGS = frozenset(
    "制城区县市省州村镇乡业局会院校社部店厂站场馆员者家国路街网机车船线厅委办处科室组队所司点层级类型式性化度率费税款金额物品料器具购油股"
)
"""Endings of names and terms, behind which a word may begin with the same: 注册制|制度, 快递业|业务."""

_NUMERALS = frozenset("一二三四五六七八九十两百千万0123456789")  # 为期期|三天

_COUNTED = "一"  # 一项项, 一批批

_TWICE = re.compile(r"([\u4e00-\u9fff])\1")
_HAN = re.compile(r"[\u4e00-\u9fff]+")
REACH = 4
"""Characters to either side that are looked at."""

_APART = "\n" * REACH

Places = npt.NDArray[np.int64]
Flags = npt.NDArray[np.bool_]


def find_doubled(text: str, table: Table) -> Iterator[WrongForm]:
    """Every doubled character of a text that stands in no word. Only what stands around such characters is looked up."""
    spots = [match.start() for match in _TWICE.finditer(text) if _may_slip(text, match.start())]
    if not spots:
        return
    cut = [text[max(0, at - REACH) : at + 2 + REACH] for at in spots]
    starts = accumulate((len(part) + len(_APART) for part in cut[:-1]), initial=0)
    places = np.array([start + min(at, REACH) + PAD for start, at in zip(starts, spots, strict=True)])
    coded = ngrams.codes(_APART.join(cut))
    for number in np.flatnonzero(_Around(coded, places, table).is_slip()):
        yield _widened(text, spots[number], coded, int(places[number]), table)


def _may_slip(text: str, at: int) -> bool:
    """Whether two equal characters stand behind another one, not more often, and are not part of AABB."""
    twice, before, behind = text[at], text[at - 1 : at], text[at + 2 : at + 3]
    if twice in _OFTEN_TWICE or before in ("", _COUNTED, twice) or behind == twice or not "\u4e00" <= before <= "\u9fff":
        return False
    return text[at - 2 : at - 1] != before and not (behind and behind == text[at + 3 : at + 4] and behind >= "\u4e00")


@dataclass(frozen=True, slots=True)
class _Around:
    """The strings around each place; offsets count from the first of the two characters."""

    coded: Codes
    places: Places
    table: Table

    def level(self, *offsets: int) -> Places:
        return self._of(len(offsets), offsets)

    def word(self, *offsets: int) -> Places:
        return self._of(WORD, offsets)

    def _of(self, length: int, offsets: tuple[int, ...]) -> Places:
        columns = [self.coded[self.places + offset] for offset in offsets]
        levels: Places = self.table.levels(ngrams.join(columns, length)).astype(np.int64)
        return levels

    def is_slip(self) -> Flags:
        pair = self.level(0, 1)
        left, right = self.level(-1, 0, 1), self.level(0, 1, 2)
        known = (self.level(-1, 0, 1, 2) > 0) | (self.level(-2, -1, 0, 1) > 0) | (self.level(0, 1, 2, 3) > 0)
        by_nature = (self.word(0, 1) >= _A_WORD) | (pair >= _A_PAIR) | known | (np.minimum(left, right) > 1)
        ends = (self.word(-1, 0) > 0) | (self.word(-2, -1, 0) > 0) | (self.word(-3, -2, -1, 0) > 0)
        begins = (self.word(1, 2) > 0) | (self.word(1, 2, 3) > 0) | (self.word(1, 2, 3, 4) > 0)
        inner = self.level(-1, 0, 2)
        single = np.maximum(_borne(self.level(-2, -1, 0, 2), inner), _borne(self.level(-1, 0, 2, 3), inner))
        before = np.where(ends, _borne(self.level(-3, -2, -1, 0), self.level(-2, -1, 0)), 0)
        behind = np.where(begins, _borne(self.level(1, 2, 3, 4), self.level(1, 2, 3)), 0)
        unknown = (pair <= _RARE) & (left == 0) & (right == 0)
        name = (self.word(-2, -1, 0) >= A_NAME) & (self.level(-2, -1, 0) >= WHOLE)
        whole = name | (np.maximum(before, behind) >= WHOLE)
        usual = (single >= USUAL) | (unknown & whole)
        meet = begins & (ends | _among(self.coded[self.places], _ENDINGS))
        # 为期期三天: before a number. Before anything else the second one may begin a name or term: 珠海|海发, 加强|强农惠农.
        number = _among(self.coded[self.places + 2], _NUMERALS)
        spare = number & (inner >= USUAL) & ends & ~begins & (left == 0) & (right == 0) & ~by_nature
        slip: Flags = (usual & ~by_nature & ~meet) | spare
        return slip


def _among(coded: Codes, characters: frozenset[str]) -> Flags:
    return np.isin(coded, np.array(sorted(map(ord, characters)), dtype=np.uint64))


def _borne(level: Places, part: Places) -> Places:
    """The level of a string, 0 where a part of it is rarer: an unknown string is taken for a known one now and then."""
    return np.where(part + 1 >= level, level, 0)


def _widened(text: str, at: int, coded: Codes, place: int, table: Table) -> WrongForm:
    """The slip with the longest word that its mending makes, else with its neighbours."""
    spans = [(left, right) for left in range(4) for right in range(4) if 1 <= left + right <= 3]
    fitting = [(left, right) for left, right in spans if at >= left and _HAN.fullmatch(text, at - left, at + 2 + right)]
    fitting = [(left, right) for left, right in fitting if at + 2 + right <= len(text)]
    words = [span for span in fitting if _is_word(coded[place - span[0] : place + 2 + span[1]], span[0], table)]
    behind = int(ngrams.is_han(coded[place + 2 : place + 3])[0])
    left, right = max(words, key=sum, default=(1, behind))
    wrong = text[at - left : at + 2 + right]
    return WrongForm(at - left, wrong, wrong[:left] + wrong[left + 1 :])


def _is_word(span: Codes, second: int, table: Table) -> bool:
    mended = np.delete(span, second)
    return bool(table.levels(ngrams.join([mended[at : at + 1] for at in range(len(mended))], WORD))[0])
