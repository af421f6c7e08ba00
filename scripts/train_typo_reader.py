"""Train the network that reads the surroundings of a place (checks/lib/typo/reading.py): torch, one thread, fixed seeds.

    python scripts/train_typo_reader.py FOLDER [--output FILE] [--steps N | --minutes M]

FOLDER holds the corpora that the counts were made of (official documents: Copyright Law of the PRC, article 5); like the
table that the judges learn with, the network does not see every twentieth block of lines. Needs torch (`pip install torch
--index-url https://download.pytorch.org/whl/cpu`), which only this script uses: the weights are arrays that numpy reads.
`--minutes`: stop by the clock and print the number of steps; the shipped weights took 31 minutes on one core.
The rows of characters start from what stands beside them (a singular value decomposition of pair counts); then the network
learns to name hidden characters, more often where the counts hardly know the text, for there it is asked. Other machines
round otherwise, so that weights learnt anew resemble the shipped ones but are not the same bytes.
"""

from __future__ import annotations

import argparse
import sys
import time
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt
import torch
from torch import Tensor, nn
from torch.nn import functional

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
sys.path.insert(0, str(Path(__file__).resolve().parent))

from make_language_model import COUNTED, coded_text, files_of

from checks.lib.typo import candidates, ngrams, reading
from checks.lib.typo.ngrams import Codes
from checks.lib.typo.reading import REACH, STEPS_BACK

SKIP, SEED = 3, 1
CLOSE, WIDE, HIDDEN = 96, 128, 192
"""Numbers of a character's row, of a place's state on either side, and between the sides and what is expected."""

OFFERED = 3072
"""So many of the most frequent characters are scored; of the others too little can be learnt."""

LAST = 22_000
"""Steps of the shipped network."""

STRETCH, STRETCHES = 96, 12
"""Characters that are hidden one after the other, and how many such stretches are learnt at a time."""

RATE, WARM, COOLING = 2e-3, 200, 0.3
"""The rate of learning rises over the first steps and falls to nothing over the last share of them."""

SEEN = 8
"""A character that was seen less often is read as an unknown one."""

HARDLY = 3
"""Highest level of a trigram that counts as hardly known: the place itself is one of those times."""

NOISE = 0.015
"""Share of the characters read that are replaced by one that sounds or looks alike: slips come together."""


@dataclass(frozen=True, slots=True, eq=False)
class Lines:
    """The text as rows of known characters, and how likely each stretch of it is to be taken."""

    rows: Tensor
    share: npt.NDArray[np.float64]
    characters: npt.NDArray[np.int64]  # [0] is 0: all others
    counts: npt.NDArray[np.int64]


def read(folder: Path) -> Lines:
    """The corpora without the blocks that are left out."""
    edge = np.full(STRETCH, ord("。"), dtype=np.uint64)
    coded = np.concatenate([edge, coded_text(files_of(folder, COUNTED), SKIP), edge])
    counts = np.bincount(coded.astype(np.int64), minlength=0x10000)
    order = np.argsort(-counts, kind="stable")
    kept = order[(counts[order] >= SEEN) & (order != 0)]
    characters = np.concatenate(([0], kept))
    index = np.zeros(0x10000, dtype=np.int16)
    index[kept] = np.arange(1, len(characters))
    return Lines(torch.from_numpy(index[coded.astype(np.int64)]), _shares(coded), characters, counts[characters])


def _shares(coded: Codes) -> npt.NDArray[np.float64]:
    """By how many of its places the counts hardly know."""
    rare = (ngrams.official().text_levels(coded, 3) <= HARDLY) & (coded[1:-1] != 0)
    place = np.flatnonzero((rare[:-2].astype(np.int8) + rare[1:-1] + rare[2:] >= 2) & ngrams.is_han(coded[2:-2])) + 2
    many = np.bincount(place // STRETCH, minlength=len(coded) // STRETCH)[: len(coded) // STRETCH]
    share = 0.5 + np.minimum(many, 24)
    share[[0, 1, -2, -1]] = 0
    found: npt.NDArray[np.float64] = share / share.sum()
    return found


def beginnings(lines: Lines) -> Tensor:
    """A row of numbers for each character, from what stands one and two places before and behind it."""
    rows, many = lines.rows.numpy().astype(np.int64), len(lines.characters)
    parts = []
    for step, weight in ((1, 1.0), (2, 0.7)):
        pairs = np.bincount(rows[:-step] * many + rows[step:], minlength=many * many).reshape(many, many).astype(np.float32)
        parts += [weight * _surprise(pairs), weight * _surprise(pairs.T)]
    left, strength, _ = torch.svd_lowrank(torch.from_numpy(np.concatenate(parts, axis=1)), q=CLOSE + 14, niter=3)
    found: Tensor = (left * strength.sqrt())[:, :CLOSE]
    return found / found.std()


def _surprise(pairs: npt.NDArray[np.float32]) -> npt.NDArray[np.float32]:
    """Positive pointwise mutual information."""
    pairs = pairs.copy()
    pairs[0], pairs[:, 0] = 0, 0
    one, other = pairs.sum(axis=1, keepdims=True), pairs.sum(axis=0, keepdims=True) ** 0.75
    expected = np.maximum(one * other / other.sum(), 1e-9)
    found: npt.NDArray[np.float32] = np.maximum(np.log(np.maximum(pairs, 1e-9) / expected), 0)
    return found


class Side(nn.Module):
    """One direction of reading: each layer joins a place with one further away, twice as far as the layer before."""

    def __init__(self) -> None:
        super().__init__()
        sizes = (CLOSE, *(WIDE for _ in STEPS_BACK))
        self.near = nn.ModuleList(nn.Linear(size, 2 * WIDE) for size in sizes[:-1])
        self.away = nn.ModuleList(nn.Linear(size, 2 * WIDE, bias=False) for size in sizes[:-1])

    def forward(self, rows: Tensor) -> Tensor:
        """States of the places that have all their surroundings before them; places x texts x numbers."""
        for near, away, step in zip(self.near, self.away, STEPS_BACK, strict=True):
            beside, before = rows[step:], rows[:-step]
            value, gate = (near(beside) + away(before)).chunk(2, dim=2)
            value = value * torch.sigmoid(gate)
            rows = value + beside if beside.shape[2] == WIDE else value
        return rows


class Reader(nn.Module):
    """The network of checks/lib/typo/reading.py, as it is taught."""

    def __init__(self, lines: Lines) -> None:
        super().__init__()
        self.rows = nn.Embedding(len(lines.characters), CLOSE)
        self.left, self.right = Side(), Side()
        self.joined, self.expects = nn.Linear(2 * WIDE, HIDDEN), nn.Linear(HIDDEN, CLOSE)
        share = (lines.counts[:OFFERED] + 1) / lines.counts.sum()
        self.bias = nn.Parameter(torch.from_numpy(np.log(share).astype(np.float32)))
        with torch.no_grad():
            self.rows.weight.copy_(beginnings(lines) * 0.25)

    def forward(self, text: Tensor, places: Tensor) -> Tensor:
        """Scores of the usual characters at some places of texts (places x texts) that reach REACH further on both sides."""
        before = self.left(self.rows(text[: -REACH - 1]))
        behind = self.right(self.rows(text[REACH + 1 :].flip(0))).flip(0)
        state = torch.cat((before.flatten(0, 1)[places], behind.flatten(0, 1)[places]), dim=1)
        expected = self.expects(functional.relu(self.joined(state)))
        return torch.addmm(self.bias, expected, self.rows.weight[:OFFERED].t())


def mistakes(lines: Lines) -> tuple[Tensor, Tensor]:
    """For every row rows that sound or look alike, and how many of them there are."""
    index = np.zeros(0x10000, dtype=np.int64)
    index[lines.characters] = np.arange(len(lines.characters))
    known = candidates.confusions().all
    found = np.zeros((len(lines.characters), 64), dtype=np.int64)
    many = np.ones(len(lines.characters), dtype=np.int64)
    for row, code in enumerate(lines.characters.tolist()):
        right = index[known.right[known.first[code] : known.first[code + 1]].astype(np.int64)]
        right = np.sort(right[right > 0])[:64]  # rows are in order of frequency
        found[row, : len(right)] = right
        many[row] = max(1, len(right))
    return torch.from_numpy(found), torch.from_numpy(many)


@dataclass(frozen=True, slots=True, eq=False)
class Lots:
    """What is learnt at a time, drawn by lot."""

    lines: Lines
    alike: Tensor
    many: Tensor
    random: np.random.Generator

    def draw(self) -> tuple[Tensor, Tensor, Tensor]:
        """Texts with slips in them, the places where a Chinese character is hidden, and which it is."""
        drawn = self.random.choice(len(self.lines.share), STRETCHES, p=self.lines.share)
        start = torch.from_numpy(drawn * STRETCH + self.random.integers(-STRETCH // 2, STRETCH // 2, STRETCHES))
        text = self.lines.rows[start + torch.arange(-REACH, STRETCH + REACH)[:, None]].long()
        meant = text[REACH:-REACH].flatten()
        han = torch.from_numpy((self.lines.characters >= 0x4E00) & (self.lines.characters <= 0x9FFF))
        places = torch.nonzero(han[meant] & (meant < OFFERED))[:, 0]
        slipped = self.alike[text, (torch.rand(text.shape) * self.many[text]).long()]
        text = torch.where((torch.rand(text.shape) < NOISE) & (slipped > 0), slipped, text)
        return text, places, meant[places]


def train(lines: Lines, steps: int, minutes: float) -> Reader:
    """The network after some steps of Adam, or after some minutes."""
    reader = Reader(lines)
    lots = Lots(lines, *mistakes(lines), np.random.default_rng(SEED))
    teacher = torch.optim.Adam(reader.parameters(), lr=RATE, betas=(0.9, 0.98))
    started, mean, step = time.monotonic(), 0.0, 0
    while step < steps:
        step += 1
        spent = (time.monotonic() - started) / 60
        if minutes and steps == sys.maxsize and spent > minutes * (1 - COOLING):
            steps = round(step / (1 - COOLING))
            print(f"--steps {steps}", flush=True)
        for group in teacher.param_groups:
            group["lr"] = RATE * min(1.0, step / WARM, max(0.01, (1 - step / steps) / COOLING))
        text, places, meant = lots.draw()
        loss = functional.cross_entropy(reader(text, places), meant)
        teacher.zero_grad(set_to_none=True)
        loss.backward()
        teacher.step()
        mean += (loss.item() - mean) * max(0.02, 1 / step)
        if step % 100 == 0:
            print(f"step {step}: loss {mean:.3f}, {time.monotonic() - started:.0f} s", flush=True)
    return reader


def write(path: Path, reader: Reader, characters: npt.NDArray[np.int64]) -> None:
    """The weights, each column of a matrix as whole numbers of one byte with their scale."""
    arrays: dict[str, npt.NDArray[np.generic]] = {"characters": characters.astype(np.uint16)}
    for name, weight in reader.named_parameters():
        value = weight.detach().numpy()
        value = value.T if value.ndim == 2 and name != "rows.weight" else value
        kind, most = (np.int8, 127) if value.ndim == 2 else (np.int16, 32767)
        scale = (np.abs(value).max(axis=0) / most).astype(np.float32)
        arrays[name], arrays[f"{name}_scale"] = np.round(value / scale).astype(kind), scale
    np.savez_compressed(path, **arrays)  # type: ignore[arg-type]


def main() -> int:
    """Command line."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--output", type=Path, default=reading.WEIGHTS)
    parser.add_argument("--steps", type=int, default=LAST)
    parser.add_argument("--minutes", type=float, default=0.0)
    options = parser.parse_args()
    torch.set_num_threads(1)
    torch.manual_seed(SEED)
    lines = read(options.folder)
    print(f"{len(lines.rows)} characters, {len(lines.characters)} different", flush=True)
    reader = train(lines, sys.maxsize if options.minutes else options.steps, options.minutes)
    write(options.output, reader, lines.characters)
    print(f"{options.output}: {options.output.stat().st_size} bytes")
    return 0


if __name__ == "__main__":
    sys.exit(main())
