"""Starts the process from which parse workers are forked; where the command is known to need it, first of all.

It takes as long to read its modules as the program takes for its own, so both do it at the same time. Little is imported
here for that reason. A process that nobody asks for a worker ends when the program does: its end of the socket closes.
"""

from __future__ import annotations

import os
import socket
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]
EVERY_CHECK = "every-check"
"""The word by which it loads at once what the program's own checks need, and does not wait to be told which."""

Launched = tuple[subprocess.Popen[bytes], socket.socket]

_ahead: list[Launched] = []  # at most one; of the whole process, like the process itself


def begin(*words: str) -> None:
    """Start it before it is asked for, with words for it; where that fails, whoever asks for it will be told why."""
    try:
        _ahead.append(_launch(*words))
    except OSError:
        return


def take() -> Launched:
    """The process that was started ahead, or a new one, and the program's end of the socket. Raises OSError."""
    while _ahead:
        process, ours = _ahead.pop()
        if process.poll() is None:
            return process, ours
        ours.close()
    return _launch()


def _launch(*words: str) -> Launched:
    ours, theirs = socket.socketpair()
    try:
        with theirs:
            process = subprocess.Popen(
                [sys.executable, "-P", "-m", "workers.forking", str(theirs.fileno()), *words],
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                pass_fds=(theirs.fileno(),),
                # One thread: no library needs more for a page, and a process with several cannot be forked safely.
                env=os.environ
                | {"PYTHONPATH": f"{ROOT}{os.pathsep}{os.environ.get('PYTHONPATH', '')}", "OPENBLAS_NUM_THREADS": "1"},
                # A Ctrl-C on the terminal is for the program; it ends its workers itself.
                start_new_session=True,
            )
    except OSError:
        ours.close()
        raise
    return process, ours
