"""Ctrl-C and SIGTERM: the first one ends the work cleanly, a second one at once."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import signal
from collections.abc import Iterator

TWICE_SECONDS = 0.5
"""A second signal within so many seconds is the same one: timeout(1) and some supervisors send it to the group as well."""


@contextlib.contextmanager
def stop_on_signals(stop: asyncio.Event) -> Iterator[None]:
    """Within the block the first signal sets `stop`, a second one cancels the task that entered it."""
    loop = asyncio.get_running_loop()
    task = asyncio.current_task()

    first = 0.0

    def ask() -> None:
        nonlocal first
        now = loop.time()
        if not stop.is_set():
            first = now
        elif task is not None and now - first > TWICE_SECONDS:
            # What is cut off while it closes is no fault to be shown.
            logging.getLogger("sqlalchemy.pool").setLevel(logging.CRITICAL)
            task.cancel()
        stop.set()

    for number in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(number, ask)
    try:
        yield
    finally:
        for number in (signal.SIGINT, signal.SIGTERM):
            loop.remove_signal_handler(number)
