"""Runs a command as a whole process tree and measures it: wall and CPU seconds, peak memory of all its processes."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

SAMPLE_SECONDS = 0.2
COMPILED = Path(__file__).parent / "work" / "compiled"


@dataclass(frozen=True, slots=True)
class Measured:
    """What one run cost."""

    wall: float  # seconds
    cpu: float  # seconds, user and system, children included
    peak_mb: float  # proportional set size of the whole tree, in MiB: shared pages are counted once
    status: int
    output: bytes


def program() -> str:
    """The program as it is installed beside this Python."""
    return str(Path(sys.executable).parent / "xuncha")


def measure(command: Sequence[str], *, env: dict[str, str] | None = None, seconds: float = 3600) -> Measured:
    """Run a command to its end."""
    before = os.times()
    start = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env=env or as_installed())
    output = _Reader(process)
    peak = 0.0
    while process.poll() is None and time.perf_counter() - start < seconds:
        peak = max(peak, tree_memory(process.pid))
        time.sleep(SAMPLE_SECONDS)
    process.kill() if process.poll() is None else None
    status = process.wait()
    wall = time.perf_counter() - start
    after = os.times()
    cpu = after.children_user + after.children_system - before.children_user - before.children_system
    return Measured(wall, cpu, peak, status, output.text())


def as_installed() -> dict[str, str]:
    """The environment in which a program finds its modules compiled, as after `pip install`; they are kept out of the tree."""
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    return kept | {"PYTHONPYCACHEPREFIX": str(COMPILED)}


class _Reader:
    """Collects standard output while the process runs, so that a full pipe never stops it."""

    def __init__(self, process: subprocess.Popen[bytes]) -> None:
        from threading import Thread

        self._parts: list[bytes] = []
        self._process = process
        self._thread = Thread(target=self._read, daemon=True)
        self._thread.start()

    def _read(self) -> None:
        assert self._process.stdout is not None
        for part in iter(lambda: self._process.stdout.read(65536), b""):  # type: ignore[union-attr]
            self._parts.append(part)

    def text(self) -> bytes:
        self._thread.join(10)
        return b"".join(self._parts)


def tree_memory(root: int) -> float:
    """Proportional memory of a process and its descendants, MiB."""
    return sum(_pss(pid) for pid in descendants(root)) / 1024


def descendants(root: int) -> list[int]:
    """A process and everything below it."""
    found, waiting = [], [root]
    while waiting:
        pid = waiting.pop()
        found.append(pid)
        for task in Path(f"/proc/{pid}/task").glob("*/children"):
            try:
                waiting += [int(child) for child in task.read_text().split()]
            except OSError:
                continue
    return found


def _pss(pid: int) -> int:
    try:
        for line in Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines():
            if line.startswith("Pss:"):
                return int(line.split()[1])
    except OSError:
        return 0
    return 0
