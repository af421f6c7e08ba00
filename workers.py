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
import sys
from collections.abc import Sequence
from pathlib import Path

import structlog

from freed_memory import give_back, keep_little
from pagework import Job, PageInput, PageOutput, decode_answer, encode_batch

log = structlog.get_logger()

START_SECONDS = 60.0
GIVE_BACK_SECONDS = 10.0
ALONE = 3  # workers that one page may cost alone
ROOT = Path(__file__).parent


class _Worker:
    """One process and its pipes."""

    def __init__(self, process: asyncio.subprocess.Process) -> None:
        self.process = process
        self.pages = 0

    @classmethod
    async def start(cls) -> _Worker:
        process = await asyncio.create_subprocess_exec(
            sys.executable,
            "-m",
            "pagework",
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.DEVNULL,
            env=os.environ | {"PYTHONPATH": f"{ROOT}{os.pathsep}{os.environ.get('PYTHONPATH', '')}"},
            # A Ctrl-C on the terminal is for the program; it ends its workers itself.
            start_new_session=True,
            limit=1 << 20,
        )
        return cls(process)

    async def run(self, message: bytes, pages: int) -> tuple[PageOutput, ...]:
        """One batch. Raises EOFError, OSError or a decoding error when the worker is lost."""
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        self.process.stdin.write(message)
        await self.process.stdin.drain()
        try:
            (length,) = struct.unpack("!I", await self.process.stdout.readexactly(4))
            answer = decode_answer(await self.process.stdout.readexactly(length))
        except asyncio.IncompleteReadError as error:
            raise EOFError("the worker ended") from error
        self.pages += pages
        return answer.pages

    async def stop(self) -> None:
        with contextlib.suppress(ProcessLookupError):
            self.process.kill()
        # Waiting also reaps the process and closes its pipes.
        await self.process.wait()
        if self.process.stdin is not None:
            self.process.stdin.close()


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
        self._idle: asyncio.Queue[_Worker | None] = asyncio.Queue()
        self._all: set[_Worker] = set()
        self.lost = 0

    async def __aenter__(self) -> Workers:
        for _ in range(self.processes):
            self._idle.put_nowait(None)
        keep_little()
        self._giving_back = asyncio.create_task(_give_back_again_and_again())
        return self

    async def __aexit__(self, *_: object) -> None:
        self._giving_back.cancel()
        await asyncio.gather(*(worker.stop() for worker in self._all))

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
            if worker is None:
                worker = await _Worker.start()
                self._all.add(worker)
            limit = self._page_seconds * len(pages) + (START_SECONDS if worker.pages == 0 else 0)
            async with asyncio.timeout(limit):
                outputs = await worker.run(encode_batch(job, pages), len(pages))
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

    async def _retire(self, worker: _Worker | None) -> None:
        """Kill a worker; its place is filled when the next batch comes."""
        if worker is not None:
            self._all.discard(worker)
            await worker.stop()
