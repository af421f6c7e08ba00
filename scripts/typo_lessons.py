"""What the judges of the typo detector learn from: correct text that was not counted, slips put into it, marked slips.

The counts of the table must leave out the blocks of lines that are learnt from (scripts/make_language_model.py
`--skip-blocks`): they are correct text that the counts do not know. Two thirds of their lines are used as they are, slips are
put into the others. Some news is learnt from, too, so that the judges see how little the counts know of other text. Each line
has a fold, so that a part can be judged by what learnt from the others.
"""

from __future__ import annotations

import random
import re
import sys
import zlib
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

import numpy as np
import numpy.typing as npt

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
sys.path.insert(0, str(Path(__file__).resolve().parent))

from make_language_model import COUNTED, files_of, in_block, lines_of

from checks.lib.typo import candidates, evidence, idioms, judge, ngrams, slips, twins
from checks.lib.typo.candidates import FAR, NEAR, SAME, SHAPE, Confusions
from checks.lib.typo.evidence import Floats, Ints
from checks.lib.typo.judge import Judge
from checks.lib.typo.slips import Engine

SKIP = 3
"""The blocks of lines that are not counted but learnt from."""

NEWS, NEWS_BLOCKS = ("corpus_news",), (3, 13)
"""News texts and which blocks of their lines are learnt from. They belong to their broadcaster and are not counted."""

BATCH = 8_000
LINES = 30_000
"""So many lines of a further correct text are read."""

LONGEST = 600
"""So many characters of a line of correct text are read."""

WORDS = 0.3
"""Share of the slips put in that are two characters of another word of the same sound."""

TWINS = 0.4
"""Share of the lines with a word that has a twin (权利, 权力) that get the other one."""

IDIOMS = 0.5
"""Share of the lines with a set phrase that get a slip in it: official text holds few of them, notices and news many."""

ANYTHING = 0.05
"""Share that are any usual character: slips of the keyboard."""

BOTH = 3
"""How much likelier than its sound alone makes it a slip is whose characters look alike, too (鹅 and 蛾)."""

THIN = 4
"""One in so many of the candidates that are wrong and not the best known of their place is learnt from, for all."""

FOLDS = 2
CLEAN = ("clean_official_dev.txt", "correct_rmrb_dev.tsv", "correct_xxqg_dev.tsv")
PAIRS = {
    "ecspell_odw_train.tsv": 4.0,
    "textproof_dev.tsv": 4.0,
    "cctc_train.tsv": 2.0,
    "ecspell_law_train.tsv": 2.0,
    "pd_news_train.tsv": 1.5,
    "ecspell_med_train.tsv": 1.0,
    "pd_jieba_train.tsv.gz": 0.7,
    "pd_ltp_train.tsv": 0.7,
    "sighan13_train.tsv": 0.3,
    "sighan14_train.tsv.gz": 0.3,
    "sighan15_train.tsv": 0.3,
}
"""Files of marked slips, and how much a line of each counts."""


@dataclass(frozen=True, slots=True)
class Pair:
    """A line as it stands, as it should be (of the same length), and how much it counts."""

    source: str
    target: str
    weight: float


def fold_of(text: str) -> int:
    """Which of the folds a line belongs to, by its correct text."""
    return (zlib.crc32(text.strip().encode()) >> 1) % FOLDS


def left_out(files: list[Path], rest: int) -> Iterator[str]:
    """Every line of the corpus that was not counted."""
    for path in files:
        for number, line in enumerate(lines_of(path)):
            if line and in_block(number, rest):
                yield line


def read_pairs(path: Path, weight: float) -> Iterator[Pair]:
    """The lines of a file of marked slips, and each as it should be."""
    for line in lines_of(path):
        _, source, target = line.split("\t")
        if len(source) == len(target):
            yield Pair(source, target, weight)
            if source != target:
                yield Pair(target, target, weight)


def news(folder: Path) -> Iterator[str]:
    """Some lines of news, of which nothing is counted: text of another kind than the counts are of."""
    for rest in NEWS_BLOCKS:
        yield from left_out(files_of(folder, NEWS), rest)


class Corruption:
    """Puts slips into correct text: mostly characters of the same sound that are at home among the neighbours."""

    def __init__(self, confusions: Confusions, table: ngrams.Table, seed: int) -> None:
        self.random = random.Random(seed)
        self.table = table
        levels = table.levels(ngrams.join([np.arange(0x10000, dtype=np.uint64)], 1))
        share = {SAME: 8.0, NEAR: 1.2, FAR: 0.15, SHAPE: 1.5}
        wrong: dict[int, list[tuple[int, float, bool]]] = defaultdict(list)
        known = confusions.all
        for code in range(0x4E00, 0xA000):
            for row in range(known.first[code], known.first[code + 1]):
                kind = known.kind[row]
                weight = sum(part for one, part in share.items() if kind & one) * 1.25 ** float(levels[code])
                weight *= BOTH if kind & SAME and kind & SHAPE else 1
                wrong[int(known.right[row])].append((code, weight, bool(kind & SAME)))
        self.wrong = wrong
        self.idioms = idioms.phrases_of(idioms.IDIOMS)
        self.twins = {one: two for pair in twins.PAIRS for one, two in (pair, pair[::-1])}
        self.usual = [int(code) for code in table.characters if ngrams.is_han(np.array([code]))[0]]

    def __call__(self, line: str) -> str:
        """The line with about one slip in 40 characters, at least one where possible."""
        changed = list(self._twin(line))
        self._idiom(line, changed)
        for _ in range(1 + len(line) // 40):
            at = self.random.randrange(len(line))
            drawn = self.random.random()
            if drawn < WORDS and at + 1 < len(line):
                self._word(changed, at)
            elif drawn > 1 - ANYTHING and "\u4e00" <= changed[at] <= "\u9fff":
                changed[at] = chr(self.random.choice(self.usual))
            else:
                self._character(changed, at)
        return "".join(changed)

    def _twin(self, line: str) -> str:
        """The line with a word for its twin, where it holds one, now and then."""
        held = [word for word in self.twins if word in line]
        if not held or self.random.random() > TWINS:
            return line
        word = self.random.choice(held)
        at = self.random.choice([match.start() for match in re.finditer(word, line)])
        return line[:at] + self.twins[word] + line[at + len(word) :]

    def _idiom(self, line: str, changed: list[str]) -> None:
        """Now and then a slip in a set phrase, where the line holds one: a sound-alike, or what goes well with a neighbour."""
        held = [at for at in range(len(line) - 3) if line[at : at + 4] in self.idioms]
        if not held or self.random.random() > IDIOMS:
            return
        at = self.random.choice(held) + self.random.randrange(idioms.LENGTH)
        if self.random.random() < 0.5:
            self._character(changed, at)
            return
        usual = np.array(self.usual, dtype=np.uint64)
        pairs = [[np.full(len(usual), ord(changed[at - 1])), usual]] if at else []
        pairs += [[usual, np.full(len(usual), ord(changed[at + 1]))]] if at + 1 < len(changed) else []
        beside = np.stack([self.table.levels(ngrams.join([part.astype(np.uint64) for part in pair], 2)) for pair in pairs])
        changed[at] = chr(self.random.choices(self.usual, (1.6 ** beside.max(axis=0)).tolist())[0])

    def _character(self, changed: list[str], at: int) -> None:
        choices = self.wrong.get(ord(changed[at]))
        if not choices:
            return
        codes = np.array([code for code, _, _ in choices], dtype=np.uint64)
        level = np.zeros(len(codes))
        for other, before in ((changed[at - 1 : at], True), (changed[at + 1 : at + 2], False)):
            if other:
                beside = np.full(len(codes), ord(other[0]), dtype=np.uint64)
                pair = [beside, codes] if before else [codes, beside]
                level = np.maximum(level, self.table.levels(ngrams.join(pair, 2)))
        weights = np.array([weight for _, weight, _ in choices]) * 1.2**level
        changed[at] = chr(self.random.choices(codes.tolist(), weights.tolist())[0])

    def _word(self, changed: list[str], at: int) -> None:
        """Two characters at once: another word of the same sound."""
        one = [code for code, _, same in self.wrong.get(ord(changed[at]), ()) if same]
        two = [code for code, _, same in self.wrong.get(ord(changed[at + 1]), ()) if same]
        if not one or not two:
            return
        first, then = (part.ravel().astype(np.uint64) for part in np.meshgrid(one, two))
        level = self.table.levels(ngrams.join([first, then], 2)).astype(float)
        known = level >= 3
        if known.any():
            row = self.random.choices(np.flatnonzero(known).tolist(), (1.5 ** level[known]).tolist())[0]
            changed[at : at + 2] = [chr(first[row]), chr(then[row])]


@dataclass(frozen=True, slots=True, eq=False)
class Lot:
    """Candidates of some lines and which of their rows are kept; of these the place, what is right, the weight, the fold."""

    coded: ngrams.Codes
    case: judge.Case
    kept: Ints
    where: Ints
    right: npt.NDArray[np.bool_]
    weight: Floats
    fold: Ints


def labelled(pairs: Iterable[Pair], engine: Engine) -> Iterator[Lot]:
    """Batch by batch the candidates of the lines. Of plainly wrong ones every `THIN`-th is kept and weighs for the others."""
    for batch in batches(pairs):
        source = ngrams.codes("\n".join(pair.source for pair in batch))
        target = ngrams.codes("\n".join(pair.target for pair in batch))
        lengths = [len(pair.source) + 1 for pair in batch]
        weight = np.repeat([pair.weight for pair in batch], lengths)
        fold = np.repeat([fold_of(pair.target) for pair in batch], lengths)
        rare = evidence.rare_trigrams(source, engine.table)
        where, case = slips.cases(source, slips.suspected(source, rare, engine), rare, engine)
        right = labels(source, target, where, case)
        plain = ~right & (case.rank > 0)
        kept = np.flatnonzero(~plain | (np.arange(len(where)) % THIN == 0))
        place = where[kept]
        counts = weight[place - ngrams.PAD] * np.where(plain[kept], THIN, 1)
        yield Lot(source, case, kept, place, right[kept], counts, fold[place - ngrams.PAD])


def labels(source: ngrams.Codes, target: ngrams.Codes, where: Ints, case: judge.Case) -> npt.NDArray[np.bool_]:
    """Which candidates are what was meant. A word is right as a word; a single character also where its neighbour is wrong."""
    wrong = (source[where] != target[where]) & (case.right == target[where])
    both = (case.second == target[where + 1]) & (source[where + 1] != target[where + 1])
    right: npt.NDArray[np.bool_] = wrong & ((case.second == 0) | both)
    return right


def batches(pairs: Iterable[Pair]) -> Iterator[list[Pair]]:
    """Pairs in lots of about BATCH characters."""
    lot: list[Pair] = []
    size = 0
    for pair in pairs:
        lot.append(pair)
        size += len(pair.source) + 1
        if size >= BATCH:
            yield lot
            lot, size = [], 0
    if lot:
        yield lot


def lines_to_learn(folder: Path, engine: Engine) -> Iterator[Pair]:
    """Everything that is learnt from: what was not counted of the corpora of a folder, `CLEAN`, `PAIRS`."""
    corrupt = Corruption(engine.confusions, engine.table, 7)
    plain = _then(left_out(files_of(folder, COUNTED), SKIP), news(folder))
    for name in CLEAN:
        plain = _then(plain, correct_lines(folder / name))
    for number, line in enumerate(line[:LONGEST] for line in plain):
        yield Pair(line, line, 1.0) if number % 3 else Pair(corrupt(line), line, 1.0)
    for name, weight in PAIRS.items():
        yield from read_pairs(folder / name, weight)


def correct_lines(path: Path) -> Iterator[str]:
    """The lines of a file of correct text, or of correct sentences with their numbers."""
    return (line.split("\t")[-1] for line in islice(lines_of(path), LINES) if line)


def _then(one: Iterable[str], other: Iterable[str]) -> Iterator[str]:
    yield from one
    yield from other


def engine_of(path: Path) -> Engine:
    """An engine over a table of counts, with candidates among the characters that are usual there; it judges nothing."""
    table = ngrams.open_table(path)
    sounds, shapes = (candidates.read_table(file) for file in (candidates.SOUNDS, candidates.SHAPES))
    return Engine(table, candidates.build(sounds, shapes, table), Judge(0.0, {}))
