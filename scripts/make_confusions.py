"""Make the two tables of characters that are taken for one another: rules/lexicon/sounds.txt and shapes.txt.

    python scripts/make_confusions.py [--shapes FOLDER]

Sounds are the readings that pypinyin (MIT) gives for the characters of GB 2312 and those of the counted official text.
Shapes are rebuilt only where FOLDER holds lists of similar characters: `*.json.gz` (character -> list) and `*stroke*.txt`
(groups). A pair is kept when official text uses both characters and two lists agree on it, or, for a pair of one list, when
both are common; the wrong one of a pair may be rare only where two lists agree.
"""

from __future__ import annotations

import argparse
import gzip
import json
import sys
from collections import defaultdict
from pathlib import Path

import numpy as np
from pypinyin import Style, pinyin

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from checks.lib import ngrams
from checks.lib.candidates import SHAPES, SOUNDS

COMMON = 7  # level of a character that official text uses 24 times or more
SOUND_HEAD = """# source: readings of pypinyin 0.55.0 (MIT) for GB 2312 and the characters of the counted official text
# date: 2026-11-22
# licence: MIT (readings)
# form: syllable without tone<TAB>characters
"""
SHAPE_HEAD = """# source: similar characters on which lists of ECSpell (MIT) and pycorrector (Apache-2.0) agree, or one of them for two characters that are common in official text; made by scripts/make_confusions.py
# date: 2026-11-22
# licence: Apache-2.0
# form: character<TAB>characters it is taken for
"""


def vocabulary(table: ngrams.Table) -> dict[str, int]:
    """Every character of GB 2312 or of the counts, with its level."""
    points = np.arange(0x4E00, 0xA000, dtype=np.uint64)
    levels = table.levels(ngrams.join([points], 1))
    found = {}
    for point, level in zip(points.tolist(), levels.tolist(), strict=True):
        if level >= 2 or _in_gb2312(chr(point)):
            found[chr(point)] = level
    return found


def _in_gb2312(character: str) -> bool:
    try:
        return bool(character.encode("gb2312"))
    except UnicodeEncodeError:
        return False


def sounds(characters: dict[str, int]) -> str:
    """The table of sounds."""
    groups: dict[str, list[str]] = defaultdict(list)
    for character in sorted(characters):
        for syllable in sorted(set(pinyin(character, style=Style.NORMAL, heteronym=True)[0])):
            if (syllable.isascii() and syllable.isalpha()) or "ü" in syllable:
                groups[syllable].append(character)
    return SOUND_HEAD + "".join(f"{syllable}\t{''.join(groups[syllable])}\n" for syllable in sorted(groups))


def shapes(folder: Path, characters: dict[str, int]) -> str:
    """The table of shapes."""
    votes: dict[tuple[str, str], set[str]] = defaultdict(set)
    for path in sorted(folder.iterdir()):
        if path.name.startswith("shape") and path.name.endswith(".json.gz"):
            with gzip.open(path, "rt", encoding="utf-8") as file:
                for one, others in json.load(file).items():
                    for other in others:
                        votes[one, other].add(path.name)
        elif "stroke" in path.name:
            for line in path.read_text(encoding="utf-8").splitlines():
                group = line.split()
                for one in group:
                    for other in group:
                        votes[one, other].add(path.name)
    kept: dict[str, list[str]] = defaultdict(list)
    for (one, other), lists in sorted(votes.items()):
        if one == other or len(one + other) != 2 or characters.get(other, 0) < COMMON:
            continue
        if len(lists) > 1 or characters.get(one, 0) >= COMMON:
            kept[one].append(other)
    return SHAPE_HEAD + "".join(f"{one}\t{''.join(others)}\n" for one, others in sorted(kept.items()))


def main() -> int:
    """Command line."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--shapes", type=Path)
    options = parser.parse_args()
    characters = vocabulary(ngrams.official())
    SOUNDS.write_text(sounds(characters), encoding="utf-8")
    if options.shapes:
        SHAPES.write_text(shapes(options.shapes, characters), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
