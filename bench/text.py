"""Accuracy and speed of the typo detector on plain text: `python -m bench.text [FOLDER]`.

FOLDER holds `id<TAB>source<TAB>target` files (`*_dev.tsv`, `*_train.tsv`; source and target of one length) and clean text
(`clean*.txt`, and pairs without errors). The shipped weights learnt from the files that scripts/typo_lessons.py names, so that
their figures are too good here; the training prints those of lines not learnt from (scripts/typo_measured.py).
Three engines: the lexicon alone, the counts alone, both; two levels: certain, and all. Where pycorrector and its language model
are installed (python -m pip install pycorrector), it is measured beside them on the same lines.
A sentence is right when what comes out is the target; a finding is right when it mends what it marks.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import Any

from checks.lib.typo import typos
from checks.lib.typo.typos import Typo
from model import Confidence

Pair = tuple[str, str]
Find = Callable[[Sequence[str]], list[list[Typo]]]


def _listed_in(texts: Sequence[str]) -> list[list[Typo]]:
    return [list(typos.listed(text)) for text in texts]


def _pycorrector() -> Find:
    """pycorrector's counts of characters and words (KenLM). Raises ImportError, or OSError without its language model."""
    corrector = import_module("pycorrector").Corrector()

    def find(texts: Sequence[str]) -> list[list[Typo]]:
        return [_corrections(found) for found in corrector.correct_batch(list(texts))]

    return find


def _corrections(found: Mapping[str, Any]) -> list[Typo]:
    """What pycorrector says of a line: (wrong, right, offset). It has one level."""
    return [Typo(at, wrong, (right,), Confidence.CONFIRMED, found["source"]) for wrong, right, at in found["errors"]]


ENGINES: dict[str, Find] = {"lexicon": _listed_in, "counts": typos.counted_in, "both": typos.find_typos_in}
LEVELS = {"certain": {Confidence.CONFIRMED}, "all": {Confidence.CONFIRMED, Confidence.SUSPECTED}}


@dataclass(frozen=True, slots=True)
class Result:
    """What was counted over one file at one level."""

    marked: int  # sentences with findings
    wrong: int  # sentences with errors
    mended: int  # sentences with errors that came out right
    findings: int
    right: int  # findings that mend what they mark
    errors: int  # wrong characters
    hit: int  # wrong characters that came out right
    characters: int

    def row(self) -> str:
        """The figures of a line of the table."""
        precision, recall = self.mended / max(1, self.marked), self.mended / max(1, self.wrong)
        both = 2 * precision * recall / max(1e-9, precision + recall)
        return (
            f"{precision:6.3f} {recall:6.3f} {both:6.3f} {self.right / max(1, self.findings):7.3f} {self.findings:6d}"
            f" {self.hit / max(1, self.errors):7.3f} {self.findings / max(1, self.characters) * 1e4:8.2f}"
        )


def read(path: Path) -> list[Pair]:
    """The pairs of a file; clean text is its own target."""
    lines = path.read_text(encoding="utf-8").splitlines()
    if path.suffix == ".txt":
        return [(line, line) for line in lines if line]
    return [(source, target) for _, source, target in (line.split("\t") for line in lines)]


def measure(pairs: list[Pair], found: list[list[Typo]], levels: set[Confidence]) -> Result:
    """Count the findings of some levels against the targets."""
    marked = mended = findings = right = hit = 0
    for (source, target), typo_list in zip(pairs, found, strict=True):
        kept = [typo for typo in typo_list if typo.level in levels]
        text = source
        for typo in reversed(kept):
            end = typo.offset + len(typo.wrong)
            right += len(source) == len(target) and typo.right[0] == target[typo.offset : end] != typo.wrong
            text = text[: typo.offset] + typo.right[0] + text[end:]
        findings += len(kept)
        marked += bool(kept)
        mended += source != target and text == target
        hit += sum(one != two == out for one, two, out in zip(source, target, text, strict=False))
    wrong = sum(source != target for source, target in pairs)
    errors = sum(one != two for source, target in pairs for one, two in zip(source, target, strict=False))
    return Result(marked, wrong, mended, findings, right, errors, hit, sum(len(source) for source, _ in pairs))


def main() -> int:
    """Command line."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("folder", type=Path, nargs="?", default=Path("../shared/data/csc"))
    parser.add_argument("--files", default="ecspell_odw_train.tsv,textproof_dev.tsv,clean_official_dev.txt,correct_*_dev.tsv")
    parser.add_argument("--engines", default="lexicon,counts,both")
    options = parser.parse_args()
    paths = [path for name in options.files.split(",") for path in sorted(options.folder.glob(name))]
    if not paths:
        print(f"{options.folder}: none of {options.files}", file=sys.stderr)
        return 2
    engines = {name: ENGINES[name] for name in options.engines.split(",")}
    try:
        engines["pycorr."] = _pycorrector()
    except Exception as error:  # whatever a foreign package lacks, ours are measured
        print(f"pycorrector is left out: {type(error).__name__}: {str(error).splitlines()[0] if str(error) else ''}")
    for find in engines.values():
        find(["预热：工作布署"])
    print(f"{'file':24s} {'engine':8s} {'level':8s} sentP  sentR  sentF1 findP  findings charR per10k   chars/s")
    for path in paths:
        pairs = read(path)
        for name, find in engines.items():
            started = time.process_time()
            found = find([source for source, _ in pairs])
            speed = sum(len(source) for source, _ in pairs) / max(1e-9, time.process_time() - started)
            for level, levels in LEVELS.items():
                print(f"{path.name:24s} {name:8s} {level:8s} {measure(pairs, found, levels).row()} {speed:9.0f}", flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
