"""Count how often each character begins and ends a word of running official text: rules/lexicon/edges.tsv.

    python scripts/make_edges.py FOLDER [--only NAMES] [--output FILE]

FOLDER holds `*.txt` and `*.txt.xz`, UTF-8, a paragraph a line; every `EVERY`-th line is cut into words. A pair of
characters that official text never holds although both often stand at the edges of words is no sign of a slip; one that
chance alone would hardly have made is. The same files give the same bytes.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from itertools import pairwise
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
sys.path.insert(0, str(Path(__file__).resolve().parent))

from make_language_model import files_of, lines_of

from checks.lib.typo import cutter, edges

EVERY = 25
LONGEST = 2_000
HEAD = """# source: counts of official documents (scripts/make_edges.py), cut by the words of jieba's dictionary (MIT)
# date: 2026-11-22
# licence: Apache-2.0
# form: level<TAB>characters, once for the beginnings of words and once for the ends; levels: checks/lib/typo/edges.py
"""


def counts(files: list[Path]) -> tuple[Counter[str], Counter[str]]:
    """How often each Chinese character begins and ends a word."""
    first: Counter[str] = Counter()
    last: Counter[str] = Counter()
    for path in files:
        for number, line in enumerate(lines_of(path)):
            if number % EVERY or not line:
                continue
            line = line[:LONGEST]
            for start, end in pairwise(sorted(cutter.cuts.__wrapped__(line))):
                first[line[start]] += 1
                last[line[end - 1]] += 1
    return first, last


def rows(name: str, found: Counter[str]) -> str:
    """One line a level."""
    total = sum(found.values())
    by_level: dict[int, list[str]] = {}
    for character, count in sorted(found.items()):
        if "\u4e00" <= character <= "\u9fff":
            by_level.setdefault(edges.level(count / total), []).append(character)
    return "".join(f"{name}{level}\t{''.join(by_level[level])}\n" for level in sorted(by_level))


def main() -> int:
    """Command line."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--only", default="", metavar="A,B", help="only files whose names begin so")
    parser.add_argument("--output", type=Path, default=edges.EDGES)
    options = parser.parse_args()
    first, last = counts(files_of(options.folder, tuple(name for name in options.only.split(",") if name)))
    options.output.write_text(HEAD + rows("first", first) + rows("last", last), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
