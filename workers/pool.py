"""The pool of parse workers: processes that can crash, hang or leak without harming the run.

A batch goes to a free worker. When the worker dies or exceeds the time limit it is replaced and the batch's pages are
tried alone; the page that kills three workers alone is reported as unparseable, with its bytes kept by the caller. Twice,
because a worker may also die of something else, of a lack of memory say, and a page that is left out is not inspected.
"""

from __future__ import annotations

import asyncio
import contextlib
import os
import struct
from collections.abc import Sequence
from dataclasses import dataclass, field

import structlog

from workers.cpu_time import cpu_seconds
from workers.freed_memory import give_back, keep_little
from workers.messages import Job, PageInput, PageOutput, encode_batch
from workers.nursery import Nursery
from workers.told_links import Listener

log = structlog.get_logger()

START_SECONDS = 120.0  # on a machine that is very busy
FIRST_SECONDS = 20.0  # more for the first pages of a worker, which come with the copies of what it shares
GIVE_BACK_SECONDS = 10.0
PATIENCE = 8  # times the limit by the clock, on a machine that is busy with other things
BUSY = 0.8  # the share of that time which a worker has that is slowed by nothing but its page
KEPT = 2 << 20  # bytes of a message whose memory is used again
ALONE = 3  # workers that one page may cost alone


@dataclass(eq=False, slots=True)
class _Worker:
    """One process and its two ends."""

    number: int  # of the process
    reader: asyncio.StreamReader
    writer: asyncio.StreamWriter
    nursery: Nursery
    rules: frozenset[str]  # whose checks find everything loaded
    pages: int = 0
    listener: Listener = field(default_factory=Listener)
    buffer: bytearray = field(default_factory=bytearray)  # what is sent; free again when the answer is here

    def message(self, job: Job, pages: Sequence[PageInput]) -> memoryview:
        """A batch as it goes to this worker."""
        return encode_batch(job, pages, self.buffer)

    async def run(self, message: memoryview, pages: int) -> tuple[PageOutput, ...]:
        """One batch. Raises EOFError, OSError or a decoding error when the worker is lost."""
        self.writer.write(message)
        await self.writer.drain()
        try:
            (length,) = struct.unpack("!I", await self.reader.readexactly(4))
            outputs = self.listener.decode(await self.reader.readexactly(length))
        except asyncio.IncompleteReadError as error:
            raise EOFError("the worker ended") from error
        if len(self.buffer) > KEPT:
            self.buffer = bytearray()
        self.pages += pages
        return outputs

    async def stop(self) -> None:
        self.writer.transport.abort()  # what it has not read is of no use any more
        with contextlib.suppress(OSError):
            await self.writer.wait_closed()
        with contextlib.suppress(OSError):  # its nursery ended, and it with it
            await self.nursery.end(self.number)


async def _within(limit: float, worker: _Worker, message: memoryview, pages: int) -> tuple[PageOutput, ...]:
    """The worker's answer. Raises TimeoutError after `limit` seconds in which the worker worked, not waited for its turn."""
    begun = worker.listener.worked  # since then it has waited for this message
    answer = asyncio.create_task(worker.run(message, pages))
    try:
        for _ in range(PATIENCE):
            done, _ = await asyncio.wait({answer}, timeout=limit)
            if done:
                return await answer
            if cpu_seconds(worker.number) - begun >= limit * BUSY:
                break
        raise TimeoutError(f"no answer in {limit:.0f} s")
    finally:
        answer.cancel()


async def _give_back_again_and_again() -> None:
    """What the answers of the workers took in this process, whatever it does with them."""
    while True:
        await asyncio.sleep(GIVE_BACK_SECONDS)
        await asyncio.to_thread(give_back)


class Workers:
    """A fixed number of workers, used by any number of audits at the same time."""

    def __init__(self, processes: int, *, page_seconds: float, pages_per_process: int) -> None:
        self.processes = processes or os.cpu_count() or 1
        self._page_seconds = page_seconds
        self._pages_per_process = pages_per_process
        # The last one back goes first: no worker is started while another one is free.
        self._idle: asyncio.LifoQueue[_Worker | None] = asyncio.LifoQueue()
        self._all: set[_Worker] = set()
        self._nursery: Nursery | None = None
        self._preparing = asyncio.Lock()
        self._beginning: asyncio.Task[Nursery] | None = None
        self.lost = 0

    async def __aenter__(self) -> Workers:
        for _ in range(self.processes):
            self._idle.put_nowait(None)
        keep_little()
        self._giving_back = asyncio.create_task(_give_back_again_and_again())
        return self

    async def __aexit__(self, *_: object) -> None:
        self._giving_back.cancel()
        if self._beginning is not None:
            await asyncio.gather(self._beginning, return_exceptions=True)
        await asyncio.gather(*(worker.stop() for worker in self._all))
        if self._nursery is not None:
            await self._nursery.stop()

    def begin(self) -> None:
        """Start the process that forks the workers, while the caller still opens other things."""
        self._beginning = asyncio.create_task(self.prepare(None))

    async def prepare(self, job: Job | None) -> Nursery:
        """Begin to load what the checks of a job need; a first page that comes later finds it there. Raises OSError."""
        async with self._preparing:
            if self._nursery is not None and self._nursery.process.poll() is not None:
                await self._give_up(self._nursery)  # killed by somebody
            if self._nursery is None:
                self._nursery = await Nursery.start()
            if job is not None and not job.rules.keys() <= self._nursery.loaded:
                await self._nursery.load(job)
            return self._nursery

    async def rest(self) -> None:
        """End the workers that are idle: their memory is needed for something else, and new ones start in milliseconds."""
        idle = [self._idle.get_nowait() for _ in range(self._idle.qsize())]
        for _ in idle:
            self._idle.put_nowait(None)
        for worker in idle:
            await self._retire(worker)

    async def run(self, job: Job, pages: Sequence[PageInput]) -> list[PageOutput | PageInput]:
        """The output of each page, in order; the input itself where a page cannot be parsed."""
        done = await self._attempt(job, pages)
        if done is not None:
            return list(done)
        log.warning("batch.lost", pages=len(pages))
        return [await self._alone(job, page, ALONE - (len(pages) == 1)) for page in pages]

    async def _alone(self, job: Job, page: PageInput, tries: int) -> PageOutput | PageInput:
        for _ in range(tries):
            if outputs := await self._attempt(job, [page]):
                return outputs[0]
        return page

    async def _attempt(self, job: Job, pages: Sequence[PageInput]) -> tuple[PageOutput, ...] | None:
        worker = await self._idle.get()
        try:
            if worker is not None and not job.rules.keys() <= worker.rules:
                await self._retire(worker)  # cheaper than to load in each what the nursery loads once
                worker = None
            if worker is None:
                worker = await self._start(job)
            limit = self._page_seconds * len(pages) + (FIRST_SECONDS if worker.pages == 0 else 0)
            outputs = await _within(limit, worker, worker.message(job, pages), len(pages))
        except (EOFError, OSError, TimeoutError, ValueError) as error:
            self.lost += 1
            log.warning("worker.lost", error=f"{type(error).__name__}: {error}", pages=[page.url for page in pages][:3])
            await self._retire(worker)
            worker = None
            return None
        except BaseException:
            await self._retire(worker)
            worker = None
            raise
        else:
            if worker.pages >= self._pages_per_process:
                await self._retire(worker)
                worker = None
            return outputs
        finally:
            self._idle.put_nowait(worker)

    async def _start(self, job: Job) -> _Worker:
        """A new worker. Raises OSError or TimeoutError; the next one then comes out of a new nursery."""
        nursery = None
        try:
            async with asyncio.timeout(START_SECONDS):
                nursery = await self.prepare(job)
                rules = nursery.loaded
                worker = _Worker(*await nursery.fork(), nursery, rules)
        except (OSError, TimeoutError):
            await self._give_up(nursery or self._nursery)
            raise
        self._all.add(worker)
        return worker

    async def _give_up(self, nursery: Nursery | None) -> None:
        """End a nursery that does not answer; its workers end with it, and their pages are read again."""
        if nursery is self._nursery:
            self._nursery = None
        if nursery is not None:
            await nursery.stop()

    async def _retire(self, worker: _Worker | None) -> None:
        """Kill a worker; its place is filled when the next batch comes."""
        if worker is not None:
            self._all.discard(worker)
            await worker.stop()
