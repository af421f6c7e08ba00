"""Prove the typo lexicon against clean text: which entries match in text that is known to be right.

    python scripts/prove_lexicon.py CORPUS_FOLDER [--limit N] [--characters N]

CORPUS_FOLDER holds clean Chinese text, one paragraph a line: `*.txt`, `*.txt.xz`, and `*.tsv` (last column).
For every entry two numbers are counted: `raw`, how often the wrong form stands in the text, and `found`, how often the
check would report it there (after protected places and segmentation). A long correct corpus holds a few real slips, so a
small `found` beside a large count of the right form is one; an entry is bad when `found` exceeds --limit and is
more than 1/50 of the right form's count. Entries with hits are printed with a sentence; the exit status is 1 when
any is bad.
"""

from __future__ import annotations

import argparse
import lzma
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from checks.lib import words
from checks.lib.typo.typos import find_typos

RARE = 50
"""A wrong form that is so many times rarer than the right one is a slip of the corpus, not a use."""


def paragraphs(folder: Path) -> Iterator[str]:
    """Every paragraph of the folder's text files."""
    for path in sorted(folder.iterdir()):
        if path.name.endswith(".txt.xz"):
            with lzma.open(path, "rt", encoding="utf-8") as lines:
                yield from lines
        elif path.suffix == ".txt":
            with path.open(encoding="utf-8") as lines:
                yield from lines
        elif path.suffix == ".tsv":
            with path.open(encoding="utf-8") as lines:
                yield from (line.rsplit("\t", 1)[-1] for line in lines)


def prove(folder: Path, limit: int, most: int) -> int:
    """Count, print what matches, and return the number of bad entries."""
    entries = {entry.wrong: entry for entry in words.read_lexicon(words.LEXICON)}
    forms = words.build([*entries.values(), *_rights(entries)])
    raw: Counter[str] = Counter()
    found: Counter[str] = Counter()
    sample: dict[str, str] = {}
    characters = 0
    for text in paragraphs(folder):
        characters += len(text)
        matched = [entry.wrong for _, entry in forms.iter(text)]
        raw.update(matched)
        if any(form in entries for form in matched):
            for typo in find_typos(text):
                found[typo.wrong] += 1
                sample.setdefault(typo.wrong, typo.context)
        if most and characters >= most:
            break
    return _report(entries, raw, found, sample, limit, characters)


def _rights(entries: dict[str, words.Entry]) -> Iterator[words.Entry]:
    for right in {entry.right[0] for entry in entries.values()} - entries.keys():
        yield words.Entry(right, (right,), next(iter(entries.values())).level)


def _report(
    entries: dict[str, words.Entry],
    raw: Counter[str],
    found: Counter[str],
    sample: dict[str, str],
    limit: int,
    characters: int,
) -> int:
    bad = 0
    for wrong, count in sorted(found.items(), key=lambda item: -item[1]):
        if wrong not in entries:
            continue
        right = entries[wrong].right[0]
        is_bad = count > limit and count * RARE > raw[right]
        bad += is_bad
        sys.stdout.write(
            f"{'BAD ' if is_bad else '    '}{wrong}\traw {raw[wrong]}\tfound {count}\t{right} {raw[right]}\t{sample[wrong]}\n"
        )
    total = sum(count for wrong, count in found.items() if wrong in entries)
    sys.stdout.write(
        f"{characters} characters, {len(entries)} entries, {total} matches of {sum(w in found for w in entries)} entries,"
        f" {bad} bad, {total / max(1, characters) * 1e4:.3f} per 10,000 characters\n"
    )
    return bad


def main() -> int:
    """Command line."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--limit", type=int, default=3, help="reports in clean text that an entry may have")
    parser.add_argument("--characters", type=int, default=0, help="stop after so many characters (0: all)")
    options = parser.parse_args()
    return 1 if prove(options.folder, options.limit, options.characters) else 0


if __name__ == "__main__":
    sys.exit(main())
