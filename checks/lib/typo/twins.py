"""Words of one sound of which both are at home in official text (权利, 权力): which is meant, the company tells.

The strings over such a word are well known either way, so that it is nowhere suspicious. Where the other one is better known
in its place the judges are asked.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from checks.lib.typo import worth
from checks.lib.typo.evidence import SIDE, Ints, is_near, windows_at
from checks.lib.typo.ngrams import PAD, Codes, Table

WORDS = (
    "权利权力 反映反应 必须必需 施行实行 法治法制 截至截止 督察督查 侦查侦察 品味品位 交纳缴纳 以至以致 检查检察 定金订金",
    "中止终止 期间其间 受益收益 度过渡过 形势形式 行使行驶 树立竖立 考察考查 抚养扶养 暴发爆发 营利盈利 配制配置 体制体质",
    "界限界线 报道报到 启示启事 审查审察 职能智能 编制编织 事务事物 终身终生 制定制订 学历学力",
)
"""Two words each, which differ in one character."""

PAIRS = tuple((four[:2], four[2:]) for line in WORDS for four in line.split())

LEAD = 7
"""By how much the other word must be better known."""


def _twins() -> tuple[npt.NDArray[np.uint64], npt.NDArray[np.int64], Codes]:
    """Both characters of each word as one number, in order; which of them differs; that of the other word."""
    found = {}
    for one, two in PAIRS:
        at = int(one[0] == two[0])
        for word, other in ((one, two), (two, one)):
            found[ord(word[0]) << 16 | ord(word[1])] = (at, ord(other[at]))
    order = sorted(found)
    columns = [[found[pair][part] for pair in order] for part in (0, 1)]
    return np.array(order, dtype=np.uint64), np.array(columns[0], dtype=np.int64), np.array(columns[1], dtype=np.uint64)


_KEYS, _CHANGED, _OTHER = _twins()


def outdone(coded: Codes, table: Table, near: Ints | None = None) -> Ints:
    """Places of a coded text (`near`: within reach of these) whose word would be better known with its twin's character."""
    pair = coded[:-1] << np.uint64(16) | coded[1:]
    row = np.minimum(np.searchsorted(_KEYS, pair), len(_KEYS) - 1)
    start = np.flatnonzero(_KEYS[row] == pair)
    row = row[start]
    place = start + _CHANGED[row]
    inside = (place >= PAD) & (place < len(coded) - PAD)
    inside &= True if near is None else is_near(place, near)
    place, row = place[inside], row[inside]
    rows = windows_at(coded, place)
    found: Ints = place[worth.of_one(rows, _OTHER[row], table) - worth.of_one(rows, rows[:, SIDE], table) >= LEAD]
    return found
