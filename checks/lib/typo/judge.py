"""How likely a candidate is what was meant: an additive logistic model over binned evidence, its weights in a text file.

Every feature turns a row into a small whole number (its bin); the score is the sum of one weight a feature and the bias.
The weights are made by scripts/train_typo_judge.py.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np

from checks.lib.typo import edges, mixups
from checks.lib.typo.evidence import SIDE, Floats, Ints, Strength, over_middle
from checks.lib.typo.ngrams import Codes, is_han

WEIGHTS = Path(__file__).resolve().parents[3] / "rules" / "lexicon" / "typo_judge.tsv"
"""The shipped weights."""

_GAIN = np.array([-4, -1, 1, 3, 5, 7, 9, 11, 13, 15, 17, 20, 24, 28, 34])
_WIDE = np.array([0, 4, 7, 10, 13, 16, 20, 26])
_CUT = np.array([-6, -2, 0, 2, 4, 6, 8, 10, 13])
_FINE_CUT = np.arange(-10, 26)
_CHANCE = np.array([14, 17, 20, 22, 24, 26, 29])
_SURNAMES = np.array(
    sorted(
        ord(ch)
        for ch in "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜谢邹"
        "喻柏窦章苏潘葛范彭郎鲁韦马苗方俞任袁柳鲍史唐费"
        "廉岑薛雷贺倪汤罗毕郝安常于傅齐康伍余元顾孟黄穆萧尹姚邵汪祁毛狄明臧戴宋庞熊纪舒屈项祝董梁杜阮蓝闵季贾路江童颜郭"
        "梅盛林钟徐邱骆高夏蔡田樊胡凌霍万柯管卢莫房干解丁邓洪包左石崔吉龚程邢裴陆荣翁曲封储靳段焦侯全班仇甘厉祖武符刘"
        "景詹龙叶司黎白蒲赖卓池乔闻党翟谭申冉桑桂牛寿边燕尚温庄晏柴瞿阎连艾向古易廖耿满匡文寇欧聂敖冷辛简饶曾关游权岳肖覃付涂农隋"
    ),
    dtype=np.uint64,
)
_PLACES = np.array(
    sorted(ord(ch) for ch in "村镇乡县市区州屯寨湾沟坪路街巷河江湖山岭桥港岛旗族氏庄店站湾峡寺庙塔堡"), dtype=np.uint64
)


@dataclass(frozen=True, slots=True, eq=False)
class Case:
    """Rows to be judged, one a candidate: the window, both strengths, why it is one, its rivals at the place."""

    rows: Codes  # with the character that stands there
    right: Codes
    second: Codes  # 0 where one character is proposed
    kind: Ints
    stands: Strength
    meant: Strength
    rank: Ints  # 0: best known trigrams of the candidates at this place
    rivals: Ints  # other candidates with nearly as well known trigrams
    strange: Ints  # rare trigrams near the place that do not hold it


@dataclass(frozen=True, slots=True, eq=False)
class Judge:
    """Weights by feature and bin."""

    bias: float
    weights: dict[str, Floats]
    scale: tuple[float, float] = (0.0, 1.0)  # of the detector's score: what is added to the judges' mean times what

    def scores(self, case: Case) -> Floats:
        """Log-odds that each row's candidate is what was meant."""
        total = np.full(len(case.right), self.bias)
        for name, binned in features(case):
            total += self.weights[name][binned]
        return total


def features(case: Case) -> Iterable[tuple[str, Ints]]:
    """Name and bin of every feature, always the same in the same order."""
    old, new = case.stands, case.meant
    gain = new.probability - old.probability
    best_old, best_new = _best(old), _best(new)
    longest_old, longest_new = _longest(best_old), _longest(best_new)
    seen_old, seen_new = _seen(old), _seen(new)
    pair_old, pair_new = over_middle(old.windows[1], 2).astype(np.int64), over_middle(new.windows[1], 2).astype(np.int64)
    coarse = np.digitize(gain, _WIDE)
    yield "gain", np.digitize(gain, _GAIN)
    yield "gain,longest", coarse * 6 + longest_new
    yield "gain,weakest pair", coarse * 16 + pair_old.min(axis=1)
    yield "gain,strangeness", coarse * 8 + np.minimum(case.strange, 7)
    yield "gain,word", (coarse * 6 + old.word) * 6 + new.word
    yield "longest", longest_old * 6 + longest_new
    yield "seen 3", seen_old[3] * 4 + seen_new[3]
    yield "seen 4", seen_old[4] * 5 + seen_new[4]
    yield "seen 5", seen_old[5] * 6 + seen_new[5]
    yield "pairs", pair_old.min(axis=1) // 2 * 8 + pair_old.max(axis=1) // 2
    yield "new pairs", pair_new.min(axis=1) // 2 * 8 + pair_new.max(axis=1) // 2
    yield "pair gain", _clipped(pair_new.sum(axis=1) - pair_old.sum(axis=1), 16)
    for length in (3, 4, 5):
        yield f"best {length}", np.minimum(best_old[length], 3) * 16 + best_new[length]
    yield "word", (old.word * 6 + new.word) * 4 + old.word_level // 4
    yield "word levels", old.word_level * 16 + new.word_level
    pair_words = [over_middle(part.spans[0], 2).max(axis=1).astype(np.int64) for part in (old, new)]
    yield "pair words", pair_words[0] * 16 + pair_words[1]
    yield "phrase", (_phrase(old) * 16 + _phrase(new)) * 2 + (longest_old > 2)
    yield "kind", case.kind
    yield "kind,gain", case.kind * 9 + coarse
    old_one, new_one = (part.windows[0][:, SIDE].astype(np.int64) for part in (old, new))
    yield "character", old_one
    yield "new character", new_one
    yield "characters", old_one // 2 * 8 + new_one // 2
    left, right = old.windows[2][:, SIDE - 3].astype(np.int64), old.windows[2][:, SIDE + 1].astype(np.int64)
    yield "context", np.minimum(left, 8) * 9 + np.minimum(right, 8)
    left, right = old.windows[1][:, SIDE - 2].astype(np.int64), old.windows[1][:, SIDE + 1].astype(np.int64)
    yield "near pairs", left // 2 * 8 + right // 2
    yield "rivals", np.minimum(case.rank, 3) * 4 + np.minimum(case.rivals, 3)
    yield "strangeness", np.minimum(case.strange, 15)
    cut = np.digitize(new.cut - old.cut, _CUT)
    yield "cut", np.digitize(new.cut - old.cut, _FINE_CUT)
    yield "cut,gain", cut * 9 + coarse
    yield "cut,longest", cut * 6 + longest_new
    yield "cut,seen 3", (cut * 4 + seen_old[3]) * 4 + seen_new[3]
    yield "cut,kind", cut * 18 + case.kind
    yield "backward", np.digitize(new.backward - old.backward, _GAIN)
    yield "backward,gain", np.digitize(new.backward - old.backward, _WIDE) * 9 + coarse
    double = np.where(case.second > 0, 1, 0)
    known_old, known_new, longer_new = _around_pair(old, 3), _around_pair(new, 3), _around_pair(new, 4)
    yield "pair", double * (1 + (known_old * 5 + known_new) * 6 + longer_new)
    yield "pair,gain", double * (1 + coarse * 16 + new.windows[1][:, SIDE].astype(np.int64))
    yield "pair,cut", double * (1 + (cut * 4 + np.minimum(case.rivals, 3)) * 5 + known_new)
    for name, at in (("left", SIDE - 1), ("right", SIDE)):
        chance = np.digitize(edges.shipped().chance(case.rows[:, at], case.rows[:, at + 1]), _CHANCE)
        stands, meant = (part.windows[1][:, at].astype(np.int64) for part in (old, new))
        yield name, (np.minimum(stands, 3) * 8 + chance) * 8 + meant // 2
    yield "mixup,kind", mixups.shipped().level(case.rows[:, SIDE], case.right) * 18 + case.kind
    yield "names", names_of(case.rows)
    yield "edges", _edges(case.rows)


def _best(part: Strength) -> dict[int, Ints]:
    return {length: over_middle(part.windows[length - 1], length).max(axis=1).astype(np.int64) for length in range(2, 6)}


def _longest(best: dict[int, Ints]) -> Ints:
    found = np.ones(len(best[2]), dtype=np.int64)
    for length in range(2, 6):
        found[best[length] > 0] = length
    return found


def _seen(part: Strength) -> dict[int, Ints]:
    return {length: (over_middle(part.windows[length - 1], length) > 0).sum(axis=1) for length in range(3, 6)}


def _around_pair(part: Strength, length: int) -> Ints:
    """How many strings of a length that hold the middle or the character behind it are known."""
    found: Ints = (part.windows[length - 1][:, SIDE - length + 1 : SIDE + 2] > 0).sum(axis=1)
    return found


def _phrase(part: Strength) -> Ints:
    """Level of the best known word of four characters that holds the middle."""
    found: Ints = over_middle(part.spans[2], 4).max(axis=1).astype(np.int64)
    return found


def _clipped(value: Ints, half: int) -> Ints:
    return np.clip(value + half, 0, 2 * half)


def names_of(rows: Codes) -> Ints:
    """Five bits: surnames up to and at the middle, endings of place names behind it."""
    surname = np.isin(rows[:, SIDE - 2 : SIDE + 1], _SURNAMES)
    place = np.isin(rows[:, SIDE + 1 : SIDE + 3], _PLACES)
    found: Ints = surname[:, 0] * 1 + surname[:, 1] * 2 + surname[:, 2] * 4 + place[:, 0] * 8 + place[:, 1] * 16
    return found


def _edges(rows: Codes) -> Ints:
    han = is_han(rows[:, [SIDE - 2, SIDE - 1, SIDE + 1, SIDE + 2]])
    found: Ints = han @ np.array([1, 2, 4, 8])
    return found


BINS = 512
"""No feature has more bins."""


def read_weights(path: Path) -> Judge:
    """Weights as `name<TAB>bin:weight bin:weight ...` lines; bins that are not named weigh nothing."""
    weights: dict[str, Floats] = {}
    bias, scale = 0.0, (0.0, 1.0)
    for line in path.read_text(encoding="utf-8").splitlines():
        if not line or line.startswith("#"):
            continue
        name, _, rest = line.partition("\t")
        if name == "bias":
            bias = float(rest)
            continue
        if name == "scale":
            offset, slope = rest.split()
            scale = float(offset), float(slope)
            continue
        weights[name] = np.zeros(BINS)
        for pair in rest.split():
            at, weight = pair.split(":")
            weights[name][int(at)] = float(weight)
    return Judge(bias, weights, scale)


@cache
def shipped() -> Judge:
    """The shipped weights, read at the first use of a process."""
    return read_weights(WEIGHTS)
