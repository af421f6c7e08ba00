"""Memory that is freed goes back to the system: the C library would keep what a batch of pages took for the next one.

Parse trees, answers and their arrays come and go by the megabyte. glibc alone knows these calls; elsewhere nothing happens.
"""

from __future__ import annotations

import contextlib
import ctypes
import gc
from collections.abc import Iterator

_TRIM_THRESHOLD, _MMAP_THRESHOLD, _ARENA_MAX = -1, -3, -8  # M_TRIM_THRESHOLD and so on of <malloc.h>
LARGE = 256 << 10  # bytes from which a block is taken from the system by itself, and given back when it is freed
KEPT = 1 << 20  # bytes that may stay at the end of the heap
KEPT_AT_WORK = 2 << 20  # the same in a worker, whose next batch needs as much again
CYCLES = 10_000, 10, 10  # objects after which Python looks for cycles, and how often it looks among older ones
HEAPS = 2  # the C library would keep one for each of the threads of the database connections


def keep_little(kept: int = KEPT) -> None:
    """Fix the sizes that the C library otherwise raises with use. Called once when a process begins its work."""
    with contextlib.suppress(OSError, AttributeError):
        library = ctypes.CDLL(None)
        library.mallopt(_MMAP_THRESHOLD, LARGE)
        library.mallopt(_TRIM_THRESHOLD, kept)
        library.mallopt(_ARENA_MAX, HEAPS)


def give_back() -> None:
    """Return what is free now; some milliseconds for a large heap, in which other threads may run."""
    with contextlib.suppress(OSError, AttributeError):
        ctypes.CDLL(None).malloc_trim(0)


def collect_rarely() -> None:
    """Let Python look for cycles seldom. Called once when a process begins.

    By its own setting it looks every 700 objects, hundreds of times while modules are read and as often in a walk, and
    finds next to nothing: a fifteenth of the main process's time.
    """
    gc.set_threshold(*CYCLES)


@contextlib.contextmanager
def keeping_all() -> Iterator[None]:
    """While modules are read: nothing of theirs becomes garbage, and it is not looked through afterwards either."""
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        gc.enable()
