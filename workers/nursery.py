"""The program's side of the process from which parse workers are forked (`workers/forking.py`): starts it, asks for workers.

What every worker needs (the extraction, the checks, their lexicons) is loaded once, while the site is opened, and shared
by all of them: a worker starts in milliseconds and takes little memory of its own. The two sides share a socket pair of
this machine; there is no network here.
"""

from __future__ import annotations

import asyncio
import contextlib
import socket
import subprocess
from dataclasses import replace

import msgspec

from workers import head_start
from workers.messages import END, FORK, FORK_HEAD, LOAD, NUMBER, Batch, Job

READ_AHEAD = 1 << 20  # bytes of an answer that may wait in this process
END_SECONDS = 5.0


class Nursery:
    """Starts a nursery process and asks it for workers. Every method may raise OSError when that process has ended."""

    def __init__(self, process: subprocess.Popen[bytes], control: socket.socket) -> None:
        self.process = process
        self.loaded: frozenset[str] = frozenset()  # rules whose checks find everything loaded in new workers
        self._control = control
        self._forked = False
        self._speaking = asyncio.Lock()
        self._under_way: set[asyncio.Task[bytes]] = set()

    @classmethod
    async def start(cls) -> Nursery:
        """One that was started ahead, or a new one."""
        process, ours = head_start.take()
        ours.setblocking(False)
        return cls(process, ours)

    async def load(self, job: Job) -> None:
        """Let it load what the checks of a job need. Workers that are asked for meanwhile come afterwards."""
        self.loaded |= job.rules.keys()
        data = msgspec.msgpack.encode(Batch(replace(job, site_hides={}, sheet_parts={}), ()))
        await self._ask(FORK_HEAD.pack(LOAD, len(data)) + data)

    async def fork(self) -> tuple[int, asyncio.StreamReader, asyncio.StreamWriter]:
        """A new worker: its process number and its two ends."""
        ours, theirs = socket.socketpair()
        try:
            self._forked = True
            answer = await self._ask(FORK_HEAD.pack(FORK, 0), theirs)
            return NUMBER.unpack(answer)[0], *await asyncio.open_connection(sock=ours, limit=READ_AHEAD)
        except BaseException:
            ours.close()  # the worker, if there is one, ends when it sees that
            raise

    async def end(self, number: int) -> None:
        """End a worker, whatever it is doing. Only the nursery knows which numbers are still those of workers."""
        await self._ask(FORK_HEAD.pack(END, number))

    async def stop(self) -> None:
        """End the process with all its workers."""
        for task in self._under_way:
            task.cancel()
        await asyncio.gather(*self._under_way, return_exceptions=True)
        self._control.close()
        if not self._forked:
            self.process.kill()  # it has nobody to end, and may still be reading its modules
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(END_SECONDS):
                await asyncio.to_thread(self.process.wait)
        self.process.kill()  # does nothing to one that has ended
        await asyncio.to_thread(self.process.wait)

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
                answer = await loop.sock_recv(self._control, NUMBER.size)
        if len(answer) < NUMBER.size:
            raise BrokenPipeError("the nursery ended")
        return answer
