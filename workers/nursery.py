"""The process from which parse workers are forked, `python -m workers.nursery FD`, and its client `Nursery`.

What every worker needs (the extraction, the checks, their lexicons) is loaded once, while the site is opened, and shared
by all of them: a worker starts in milliseconds and takes little memory of its own. The nursery runs one thread and opens
nothing, so that forking it is safe. The two sides share a socket pair of this machine; there is no network here.
"""

from __future__ import annotations

import asyncio
import contextlib
import gc
import os
import signal
import socket
import struct
import sys
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import msgspec

from pagework import end_with_parent, process_batch, serve
from workers.freed_memory import keep_little
from workers.messages import Batch, Job, PageInput

ROOT = Path(__file__).parents[1]
READ_AHEAD = 1 << 20  # bytes of an answer that may wait in this process
END_SECONDS = 5.0

_HEAD = struct.Struct("!cI")  # what is asked for; a process to end, or the length of what follows
_FORK, _END, _LOAD = b"F", b"E", b"L"
_NUMBER = struct.Struct("!I")
_SAMPLE = (
    "<html><head><title>关于召开会议的通知</title></head><body><p>今天召开会议，安排部署近期重点工作，请各单位认真落实。</p></body></html>"
).encode()


# --- in the program ------------------------------------------------------------------------------------------------


class Nursery:
    """Starts a nursery process and asks it for workers. Every method may raise OSError when that process has ended."""

    def __init__(self, process: asyncio.subprocess.Process, control: socket.socket) -> None:
        self.process = process
        self.loaded: frozenset[str] = frozenset()  # rules whose checks find everything loaded in new workers
        self._control = control
        self._speaking = asyncio.Lock()
        self._under_way: set[asyncio.Task[bytes]] = set()

    @classmethod
    async def start(cls) -> Nursery:
        ours, theirs = socket.socketpair()
        ours.setblocking(False)
        with theirs:
            process = await asyncio.create_subprocess_exec(
                sys.executable,
                "-m",
                "workers.nursery",
                str(theirs.fileno()),
                stdin=asyncio.subprocess.DEVNULL,
                stdout=asyncio.subprocess.DEVNULL,
                stderr=asyncio.subprocess.DEVNULL,
                pass_fds=(theirs.fileno(),),
                # One thread: no library needs more for a page, and a process with several cannot be forked safely.
                env=os.environ
                | {"PYTHONPATH": f"{ROOT}{os.pathsep}{os.environ.get('PYTHONPATH', '')}", "OPENBLAS_NUM_THREADS": "1"},
                # A Ctrl-C on the terminal is for the program; it ends its workers itself.
                start_new_session=True,
            )
        return cls(process, ours)

    async def load(self, job: Job) -> None:
        """Let it load what the checks of a job need. Workers that are asked for meanwhile come afterwards."""
        self.loaded |= job.rules.keys()
        data = msgspec.msgpack.encode(Batch(replace(job, site_hides={}), ()))
        await self._ask(_HEAD.pack(_LOAD, len(data)) + data)

    async def fork(self) -> tuple[int, asyncio.StreamReader, asyncio.StreamWriter]:
        """A new worker: its process number and its two ends."""
        ours, theirs = socket.socketpair()
        try:
            answer = await self._ask(_HEAD.pack(_FORK, 0), theirs)
            return _NUMBER.unpack(answer)[0], *await asyncio.open_connection(sock=ours, limit=READ_AHEAD)
        except BaseException:
            ours.close()  # the worker, if there is one, ends when it sees that
            raise

    async def end(self, number: int) -> None:
        """End a worker, whatever it is doing. Only the nursery knows which numbers are still those of workers."""
        await self._ask(_HEAD.pack(_END, number))

    async def stop(self) -> None:
        """End the process with all its workers."""
        for task in self._under_way:
            task.cancel()
        await asyncio.gather(*self._under_way, return_exceptions=True)
        self._control.close()
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(END_SECONDS):
                await self.process.wait()
        with contextlib.suppress(ProcessLookupError):
            self.process.kill()
        await self.process.wait()

    async def _ask(self, data: bytes, channel: socket.socket | None = None) -> bytes:
        """Say one thing; it is said to its end also when nobody waits for it any more, or the next word would be misread."""
        task = asyncio.create_task(self._say(data, channel))
        self._under_way.add(task)
        task.add_done_callback(self._said)
        return await asyncio.shield(task)

    def _said(self, task: asyncio.Task[bytes]) -> None:
        self._under_way.discard(task)
        if not task.cancelled():
            task.exception()  # whoever still waited has got it

    async def _say(self, data: bytes, channel: socket.socket | None) -> bytes:
        loop = asyncio.get_running_loop()
        with channel or contextlib.nullcontext():
            async with self._speaking:
                await loop.sock_sendall(self._control, data)
                if channel is None:
                    return b""
                socket.send_fds(self._control, [b"+"], [channel.fileno()])
                answer = await loop.sock_recv(self._control, _NUMBER.size)
        if len(answer) < _NUMBER.size:
            raise BrokenPipeError("the nursery ended")
        return answer


# --- in the nursery ------------------------------------------------------------------------------------------------


def main() -> None:
    """Fork workers until the program closes its end, then end them all."""
    end_with_parent()
    keep_little()
    control = socket.socket(fileno=int(sys.argv[1]))
    children: set[int] = set()
    try:
        while (head := _receive(control, _HEAD.size)) is not None:
            word, number = _HEAD.unpack(head)
            _bury(children)
            if word == _LOAD:
                _load(_receive(control, number) or b"")
            elif word == _END:
                _end(children, number)
            else:
                _, [channel], _, _ = socket.recv_fds(control, 1, 1)
                child = os.fork()
                if child == 0:
                    _be_worker(control, channel)
                os.close(channel)
                children.add(child)
                control.sendall(_NUMBER.pack(child))
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
    """Run the checks of a job on a page of two lines: whatever they load is loaded afterwards."""
    with contextlib.suppress(Exception):  # a worker will meet the same, and say so
        job = msgspec.msgpack.decode(data, type=Batch).job
        url = "http://sample.invalid/2026/notice.html"
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
