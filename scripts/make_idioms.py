"""List the set phrases (成语) of jieba's dictionary (MIT) for the typo detector: rules/lexicon/idioms.txt.

    python scripts/make_idioms.py [--output FILE]

Phrases of four Chinese characters that the dictionary marks as such. The dictionary misspells some (欢渡佳节): one that the
counts of official text do not hold, but hold with a character that sounds or looks alike, is left out. The same dictionary
and counts give the same bytes.
"""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Iterator
from pathlib import Path

import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from checks.lib.typo import candidates, idioms, ngrams
from checks.lib.typo.candidates import NEAR, SAME, SHAPE

HEAD = """# source: set phrases of the dictionary of jieba 0.42.1 (MIT), as scripts/make_idioms.py lists them
# date: 2026-11-22
# licence: Apache-2.0
# form: phrases of four characters, one after the other
"""
ON_A_LINE = 40
MISSPELT = frozenset({"欢渡佳节"})
"""Misspelt ones that official text holds in neither spelling."""
ALIKE = SAME | NEAR | SHAPE
_FOUR = re.compile("[\u4e00-\u9fff]{4}")


def phrases() -> Iterator[str]:
    """The dictionary's own phrases, in order."""
    import jieba

    lines = Path(jieba.__file__).with_name("dict.txt").read_text(encoding="utf-8").splitlines()
    words = (line.split(" ") for line in lines)
    yield from sorted({word for word, _, kind in words if kind == "i" and _FOUR.fullmatch(word) and word not in MISSPELT})


def well_spelt(known: list[str]) -> list[str]:
    """The phrases that are no other spelling of one that official text holds."""
    table, confusions = ngrams.official(), candidates.confusions()
    rows = np.array([[ord(ch) for ch in phrase] for phrase in known], dtype=np.uint64)
    columns = [rows[:, at] for at in range(idioms.LENGTH)]
    unknown = table.levels(ngrams.join(columns, idioms.LENGTH)) == 0
    other = np.zeros(len(known), dtype=np.bool_)
    for at in range(idioms.LENGTH):
        owner, right, kind = confusions.all.of(rows[:, at])
        owner, right = owner[kind & ALIKE > 0], right[kind & ALIKE > 0]
        spelt = [right if place == at else rows[owner, place] for place in range(idioms.LENGTH)]
        pairs = [ngrams.join(spelt[first : first + 2], 2) for first in range(idioms.LENGTH - 1)]
        held = table.levels(ngrams.join(spelt, idioms.LENGTH)) > 0
        for pair in pairs:  # of strings that were never counted the table takes 1 in 256 for known ones
            held &= table.levels(pair) > 0
        other[owner[held]] = True
    return [phrase for phrase, left_out in zip(known, unknown & other, strict=True) if not left_out]


def main() -> int:
    """Command line."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--output", type=Path, default=idioms.IDIOMS)
    options = parser.parse_args()
    known = well_spelt(list(phrases()))
    lines = ["".join(known[at : at + ON_A_LINE]) + "\n" for at in range(0, len(known), ON_A_LINE)]
    options.output.write_text(HEAD + "".join(lines), encoding="utf-8")
    print(f"{options.output}: {len(known)} phrases, {options.output.stat().st_size} bytes")
    return 0


if __name__ == "__main__":
    sys.exit(main())
