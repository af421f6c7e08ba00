"""What the typo detector finds in lines that it did not learn from: the figures that the training prints.

Each line is searched by judges and a second look that learnt from the other fold of the lines alone; the reader of
surroundings and the counts know none of them. The table is that of bench/text.py.
"""

from __future__ import annotations

import sys
from pathlib import Path

import typo_lessons as lessons

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from typo_scale import TEXTS

from bench.text import LEVELS, measure
from checks.lib.typo import typos
from checks.lib.typo.slips import Engine


def table_of(folder: Path, engines: list[Engine]) -> str:
    """A row for each file and level; `engines`: by fold, which they did not learn from."""
    rows = [f"{'held back':24s} {'level':8s} sentP  sentR  sentF1 findP  findings charR per10k\n"]
    for name in (*TEXTS, *lessons.CLEAN):
        pairs, found = [], []
        for fold, engine in enumerate(engines):
            inside = [pair for pair in _pairs(folder / name) if lessons.fold_of(pair[1]) == fold]
            pairs += inside
            found += typos.find_typos_in([source for source, _ in inside], engine=engine)
        rows += [f"{name:24s} {level:8s} {measure(pairs, found, kept).row()}\n" for level, kept in LEVELS.items()]
    return "".join(rows)


def _pairs(path: Path) -> list[tuple[str, str]]:
    if path.name in lessons.CLEAN:
        return [(line, line) for line in lessons.correct_lines(path)]
    fields = [line.split("\t") for line in lessons.lines_of(path)]
    return [(source, target) for _, source, target in fields if len(source) == len(target)]
