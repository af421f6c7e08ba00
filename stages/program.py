"""Which program read a page: its version and what its rooms for reading and judging hold.

What an earlier program found on a page that has not changed since is not what this one finds. A version alone does not
tell: who runs a clone and pulls has new rules under the old number.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from functools import cache
from importlib.metadata import version
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
ROOMS = ("checks", "crawler", "model", "rules", "workers")
_READ = frozenset({".py", ".toml", ".txt", ".tsv"})
"""What is read whole; of the large tables of counts and weights the size tells enough beside the code that uses them."""


@cache
def identity() -> str:
    """Equal as long as the same program reads and judges pages; found once a process (some ten milliseconds)."""
    return f"{version('xuncha')} {digest([ROOT / room for room in ROOMS])}"


def digest(folders: Sequence[Path]) -> str:
    """Of the names and the contents of all files below some folders, what Python compiled left out."""
    found = hashlib.blake2b(digest_size=16)
    for folder in folders:
        for path in sorted(folder.rglob("*")):
            if "__pycache__" in path.parts or not path.is_file():
                continue
            content = path.read_bytes() if path.suffix in _READ else str(path.stat().st_size).encode()
            found.update(f"{path.relative_to(folder.parent)}\0{len(content)}\0".encode() + content)
    return found.hexdigest()
