"""Pack the words of jieba's dictionary (MIT) into the file that the typo detector cuts sentences by.

    python scripts/make_dictionary.py [--output FILE]

The form of the file is described in checks/lib/typo/cutter.py. The same dictionary gives the same bytes.
"""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path

import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from checks.lib.typo import cutter, ngrams

NOTE = "words and frequencies of the dictionary of jieba 0.42.1 (MIT)"


def words() -> dict[str, int]:
    """The segmenter's words with their frequencies."""
    import jieba

    jieba.setLogLevel(40)
    jieba.initialize()
    return {word: count for word, count in jieba.dt.FREQ.items() if count > 0}


def pack(known: dict[str, int]) -> bytes:
    """The file of some words."""
    longest = max(len(word) for word in known)
    keys, counts = [], []
    for length in range(1, longest + 1):
        same = sorted(word for word in known if len(word) == length)
        if not same:
            continue
        coded = np.array([[ord(ch) for ch in word] for word in same], dtype=np.uint64)
        keys.append(ngrams.join([coded[:, at] for at in range(length)], length))
        counts.append(np.array([known[word] for word in same], dtype=np.int64))
    key, count = np.concatenate(keys), np.concatenate(counts)
    if len(np.unique(key)) < len(key):
        raise RuntimeError("two words have one key")
    order = np.argsort(key)
    frequencies, ranks = np.unique(count[order], return_inverse=True)
    header = {
        "frequencies": frequencies.tolist(),
        "licence": NOTE,
        "longest": longest,
        "total": int(count.sum()),
        "words": len(key),
    }
    text = json.dumps(header, sort_keys=True).encode()
    head = cutter.MAGIC + len(text).to_bytes(8, "little") + text
    if len(head) > cutter.START:
        raise RuntimeError("too many frequencies for the header")
    return head.ljust(cutter.START, b"\0") + key[order].tobytes() + ranks.astype("<u2").tobytes()


def main() -> int:
    """Command line."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--output", type=Path, default=cutter.DICTIONARY)
    options = parser.parse_args()
    options.output.write_bytes(pack(words()))
    print(f"{options.output}: {options.output.stat().st_size} bytes")
    return 0


if __name__ == "__main__":
    sys.exit(main())
