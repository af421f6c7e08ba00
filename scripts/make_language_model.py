"""Count character n-grams of plain text into the table that the typo detector maps.

    python scripts/make_language_model.py FOLDER [--output FILE] [--only NAMES] [--skip-blocks REST]

FOLDER holds `*.txt` and `*.txt.xz`, UTF-8, a paragraph a line. The same files give the same bytes. The shipped table is counted
from official documents alone (laws, resolutions, reports, notices: Copyright Law of the PRC, article 5).
`--skip-blocks 3` leaves out every block of 500 lines whose number modulo 20 is 3: what the judge is trained on must not
have been counted. The form of the file is described in checks/lib/typo/ngrams.py.
"""

from __future__ import annotations

import argparse
import gzip
import hashlib
import json
import lzma
import sys
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from checks.lib.typo import ngrams
from checks.lib.typo.ngrams import Codes, Graph, Levels

BLOCK, BLOCKS = 500, 20
COUNTED = ("corpus_cpc", "corpus_gov", "corpus_law")
"""The corpora that the shipped table is counted from."""

LEAST = {1: 1, 2: 2, 3: 2, 4: 2, 5: 3}
"""Least count that is kept, by length: what does not fit into 16 MB and adds least is left out."""
LOOSE = {4: 0, 5: 0}
"""Longest lengths keep strings of Chinese characters alone; shorter ones may hold one other character."""
ROOM = 1.13
LARGEST = 16_000_000
NOTE = "counts of official documents (Copyright Law of the PRC, article 5) and words of jieba's dictionary (MIT)"


def files_of(folder: Path, only: tuple[str, ...] = ()) -> list[Path]:
    """The text files of a folder, by name."""
    found = sorted(path for path in folder.iterdir() if path.name.endswith((".txt", ".txt.xz")))
    return [path for path in found if not only or any(path.name.startswith(name) for name in only)]


def lines_of(path: Path) -> Iterator[str]:
    """The lines of a text file, packed or not."""
    unpack = {".xz": lzma.open, ".gz": gzip.open}.get(path.suffix)
    with path.open("rb") as packed, unpack(packed) if unpack else packed as lines:
        for line in lines:
            yield line.decode("utf-8").strip()


def in_block(number: int, rest: int) -> bool:
    """Whether a line belongs to the blocks that are left out of the counts."""
    return rest >= 0 and (number // BLOCK) % BLOCKS == rest


def coded_text(files: list[Path], skip: int) -> Codes:
    """All counted lines as one coded text, gaps between them."""
    parts = [
        ngrams.codes("\n".join(line for number, line in enumerate(lines_of(path)) if not in_block(number, skip)))
        for path in files
    ]
    return np.concatenate(parts)


def counted(coded: Codes, length: int, least: int) -> tuple[Codes, npt.NDArray[np.int64]]:
    """Keys and counts of the n-grams of one length that are seen often enough."""
    han = ngrams.is_han(coded)
    places = len(coded) - length + 1
    others = np.zeros(places, dtype=np.int8)
    whole = np.ones(places, dtype=bool)
    for at in range(length):
        part = slice(at, at + places)
        others += ~han[part]
        if 0 < at < length - 1 or length == 1:
            whole &= coded[part] != 0
    key = ngrams.keys(coded, length)[whole & (others <= LOOSE.get(length, 1))]
    key.sort()
    starts = np.flatnonzero(np.concatenate(([True], key[1:] != key[:-1])))
    counts = np.diff(np.append(starts, len(key)))
    enough = counts >= least
    return key[starts[enough]], counts[enough]


def dictionary() -> tuple[Codes, npt.NDArray[np.int64]]:
    """Keys and frequencies of the segmenter's words of two to five Chinese characters."""
    import jieba

    jieba.setLogLevel(40)
    jieba.initialize()
    words = {word: count for word, count in jieba.dt.FREQ.items() if 2 <= len(word) <= 5 and count >= 3}
    found, counts = [], []
    for length in range(2, 6):
        same = sorted(word for word in words if len(word) == length)
        coded = np.array([[ord(ch) for ch in word] for word in same], dtype=np.uint64)
        found.append(ngrams.join([coded[:, at] for at in range(length)], ngrams.WORD))
        counts.append(np.array([words[word] for word in same], dtype=np.int64))
    return np.concatenate(found), np.concatenate(counts)


def peel(graph: Graph, key: Codes) -> list[tuple[npt.NDArray[np.int64], npt.NDArray[np.int64]]] | None:
    """Rounds of (keys, cell that is theirs alone), or None when the graph has a core and needs another seed."""
    one, two, three, _ = graph.places(key)
    corners = np.stack((one, two, three), axis=1)
    degree = np.bincount(corners.ravel(), minlength=graph.cells)
    sums = np.zeros(graph.cells, dtype=np.int64)
    for column in range(3):
        np.add.at(sums, corners[:, column], np.arange(len(key)))
    rounds, left = [], len(key)
    cells = np.flatnonzero(degree == 1)
    while len(cells):
        members, chosen = np.unique(sums[cells], return_index=True)
        rounds.append((members, cells[chosen]))
        left -= len(members)
        touched = corners[members]
        for column in range(3):
            np.subtract.at(degree, touched[:, column], 1)
            np.subtract.at(sums, touched[:, column], members)
        cells = np.unique(touched)
        cells = cells[degree[cells] == 1]
    return None if left else rounds


def pack(key: Codes, level: Levels) -> tuple[Graph, Levels, Levels]:
    """Fingerprints and half bytes of a table that holds every key with its level."""
    bits = max(4, min(15, int(np.log2(max(len(key), 64)) - 8)))
    segments = max(1, int(np.ceil(len(key) * ROOM / (1 << bits))) - 2 + (bits < 10) * 8)
    for seed in range(1, 100):
        graph = Graph(segments, bits, seed)
        rounds = peel(graph, key)
        if rounds is not None:
            break
        segments += 1 + segments // 50
    else:
        raise RuntimeError("no graph without a core")
    one, two, three, mark = graph.places(key)
    value = level.astype(np.uint16) << 8 | mark
    cells = np.zeros(graph.cells, dtype=np.uint16)
    for members, own in reversed(rounds):
        cells[own] = value[members] ^ cells[one[members]] ^ cells[two[members]] ^ cells[three[members]]
    prints, half = (cells & 255).astype(np.uint8), (cells >> 8).astype(np.uint8)
    return graph, prints, (half[0::2] | half[1::2] << 4).astype(np.uint8)


@dataclass(frozen=True, slots=True, eq=False)
class Held:
    """Sorted keys with their levels, before they are packed."""

    key: Codes
    level: Levels

    def levels(self, key: Codes) -> Levels:
        """The level of every key, 0 where it is not held."""
        at = np.minimum(np.searchsorted(self.key, key), len(self.key) - 1)
        found: Levels = np.where(self.key[at] == key, self.level[at], 0).astype(np.uint8)
        return found


def neighbours(held: Held) -> tuple[Codes, bytes]:
    """The usual characters, and deflated as bits which of them follow each."""
    points = np.arange(0x4E00, 0xA000, dtype=np.uint64)
    usual = points[held.levels(ngrams.join([points], 1)) >= ngrams.USUAL]
    known = np.zeros((len(usual), len(usual)), dtype=bool)
    for at, code in enumerate(usual):
        pair = [np.full(len(usual), code), usual]
        known[at] = held.levels(ngrams.join(pair, 2)) >= ngrams.FOLLOWS
        known[at] |= held.levels(ngrams.join(pair, ngrams.WORD)) > 0
    return usual, zlib.compress(np.packbits(known, axis=1).tobytes(), 9)


def make(files: list[Path], output: Path, skip: int = -1, least: dict[int, int] | None = None) -> dict[str, object]:
    """Count, pack and write; the header."""
    coded = coded_text(files, skip)
    kept: dict[str, int] = {}
    all_keys, all_levels = [], []
    for length, fewest in (least or LEAST).items():
        key, counts = counted(coded, length, fewest)
        kept[str(length)] = len(key)
        all_keys.append(key)
        all_levels.append(np.searchsorted(ngrams.STEPS, counts, side="right").astype(np.uint8))
    key, counts = dictionary()
    kept["words"] = len(key)
    all_keys.append(key)
    all_levels.append(np.searchsorted(ngrams.STEPS, counts, side="right").astype(np.uint8))
    key, first = np.unique(np.concatenate(all_keys), return_index=True)
    graph, prints, halves = pack(key, np.concatenate(all_levels)[first])
    characters, followers = neighbours(Held(key, np.concatenate(all_levels)[first]))
    header: dict[str, object] = {
        "version": 4,
        "followers": len(followers),
        "usual": len(characters),
        "licence": NOTE,
        "characters": len(coded),
        "kept": kept,
        "least": {str(length): fewest for length, fewest in (least or LEAST).items()},
        "sources": {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in files},
        "segments": graph.segments,
        "bits": graph.bits,
        "seed": graph.seed,
        "start": 4096,
    }
    text = json.dumps(header, ensure_ascii=False, sort_keys=True).encode()
    head = ngrams.MAGIC + len(text).to_bytes(8, "little") + text
    if len(head) > 4096:
        header["sources"] = {"files": len(files)}
        text = json.dumps(header, ensure_ascii=False, sort_keys=True).encode()
        head = ngrams.MAGIC + len(text).to_bytes(8, "little") + text
    sections = (prints, halves, characters.astype("<u4"))
    output.write_bytes(head.ljust(4096, b"\0") + b"".join(part.tobytes() for part in sections) + followers)
    return header


def main() -> int:
    """Command line."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--output", type=Path, default=ngrams.MODEL)
    parser.add_argument("--only", default="", metavar="A,B", help="only files whose names begin so")
    parser.add_argument("--skip-blocks", type=int, default=-1, metavar="REST")
    options = parser.parse_args()
    files = files_of(options.folder, tuple(name for name in options.only.split(",") if name))
    if not files:
        parser.error(f"{options.folder}: no *.txt or *.txt.xz")
    header = make(files, options.output, options.skip_blocks)
    size = options.output.stat().st_size
    print(json.dumps(header, ensure_ascii=False), f"{size} bytes")
    if size > LARGEST and options.output == ngrams.MODEL:
        print(f"larger than {LARGEST} bytes: raise LEAST", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
