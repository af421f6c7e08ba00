"""The process from which parse workers are forked: `python -m workers.forking FD`, started by `workers/nursery.py`.

It runs one thread and opens nothing, so that forking it is safe. The extraction and the checks are imported here and not
in the program, which keeps only what it is told of a page. While the program still reads its own modules, a first page is
read here: half a second that every worker would otherwise spend on what is loaded with the first page only.
"""

from __future__ import annotations

import contextlib
import gc
import os
import signal
import socket
import sys
from datetime import UTC, datetime

import msgspec

from pagework import end_with_parent, process_batch, rules_of_ours, serve
from workers.freed_memory import KEPT_AT_WORK, collect_rarely, keep_little
from workers.head_start import EVERY_CHECK
from workers.messages import END, FORK_HEAD, LOAD, NUMBER, Batch, Job, PageInput

_SAMPLE_SITE = "http://sample.invalid/"
_SAMPLE = (
    "<html><head><title>关于召开会议的通知</title></head><body><p>今天召开会议，安排部署近期重点工作，请各单位认真落实。</p></body></html>"
).encode()


def main() -> None:
    """Fork workers until the program closes its end, then end them all."""
    end_with_parent()
    keep_little(KEPT_AT_WORK)
    collect_rarely()
    control = socket.socket(fileno=int(sys.argv[1]))
    _try(Job(_SAMPLE_SITE, (), datetime.now(UTC).date(), rules_of_ours() if EVERY_CHECK in sys.argv else {}))
    children: set[int] = set()
    try:
        while (head := _receive(control, FORK_HEAD.size)) is not None:
            word, number = FORK_HEAD.unpack(head)
            _bury(children)
            if word == LOAD:
                _load(_receive(control, number) or b"")
            elif word == END:
                _end(children, number)
            else:
                _, [channel], _, _ = socket.recv_fds(control, 1, 1)
                child = os.fork()
                if child == 0:
                    _be_worker(control, channel)
                os.close(channel)
                children.add(child)
                control.sendall(NUMBER.pack(child))
    finally:
        for child in tuple(children):
            _end(children, child)


def _be_worker(control: socket.socket, channel: int) -> None:
    """In the new process: serve the pages that come, and never return."""
    control.close()
    try:
        with os.fdopen(channel, "rb") as incoming, os.fdopen(os.dup(channel), "wb") as outgoing:
            serve(incoming, outgoing)
    finally:
        os._exit(0)  # what the nursery opened is not a worker's to close


def _load(data: bytes) -> None:
    """Load what the checks of a job need."""
    with contextlib.suppress(msgspec.DecodeError):  # a worker will meet the same, and say so
        _try(msgspec.msgpack.decode(data, type=Batch).job)


def _try(job: Job) -> None:
    """Read a page of two lines and run the checks of a job on it: whatever they load is loaded afterwards."""
    with contextlib.suppress(Exception):  # a worker will meet the same, and say so
        url = f"{_SAMPLE_SITE}2026/notice.html"
        process_batch(job, (PageInput(0, url, url, 200, "text/html", datetime.now(UTC), _SAMPLE),))
    gc.collect()
    gc.freeze()  # a worker that collects its garbage would otherwise copy every page of shared memory


def _bury(children: set[int]) -> None:
    """Forget the workers that have ended by themselves: their numbers may be given to other processes."""
    with contextlib.suppress(ChildProcessError):
        while (child := os.waitpid(-1, os.WNOHANG)[0]) > 0:
            children.discard(child)


def _end(children: set[int], number: int) -> None:
    if number not in children:
        return
    children.discard(number)
    with contextlib.suppress(ProcessLookupError, ChildProcessError):
        os.kill(number, signal.SIGKILL)
        os.waitpid(number, 0)


def _receive(control: socket.socket, amount: int) -> bytes | None:
    """So many bytes; None when the program has closed its end."""
    parts = b""
    while len(parts) < amount:
        part = control.recv(amount - len(parts))
        if not part:
            return None
        parts += part
    return parts


if __name__ == "__main__":
    main()
