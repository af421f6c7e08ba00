"""Parse workers: a crash or a page that takes for ever costs that page, nothing else."""

import asyncio
import contextlib
import os
import signal
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from model import Page
from workers.messages import Job, PageInput, PageOutput
from workers.pool import Workers

JOB = Job("http://a.gov.cn/", (), date(2026, 11, 20), {"typo": {}})
LIGHT = replace(JOB, rules={"secret-marking": {}})  # loads next to nothing


def page(
    number: int, body: bytes = b"<html><body><p>" + "今天召开会议，认真布署工作。".encode() + b"</p></body></html>"
) -> PageInput:
    url = f"http://a.gov.cn/{number}.html"
    return PageInput(number, url, url, 200, "text/html; charset=utf-8", datetime(2026, 11, 20, tzinfo=UTC), body)


async def test_pages_come_back_in_order_with_findings() -> None:
    async with Workers(1, page_seconds=20, pages_per_process=100) as workers:
        outputs = await workers.run(JOB, [page(n) for n in range(5)])
    assert [output.id for output in outputs] == list(range(5))
    assert all(isinstance(output, PageOutput) and output.findings[0].evidence["wrong"] == "布署" for output in outputs)


async def test_a_check_that_fails_on_one_page_of_a_batch_loses_that_page_only(monkeypatch: pytest.MonkeyPatch) -> None:
    import checks.expression.typo as module
    from pagework import process_batch

    honest = module._texts

    def broken(page: Page) -> Iterator[tuple[str, str]]:
        if page.url.endswith("/1.html"):
            raise ValueError("no such page")
        return honest(page)

    monkeypatch.setattr(module, "_texts", broken)
    outputs = process_batch(JOB, [page(n) for n in range(3)])
    assert [len(output.findings) for output in outputs] == [1, 0, 1]
    assert [dict(output.errors) for output in outputs] == [{}, {"typo": "ValueError: no such page"}, {}]
    assert [output.findings[0].url for output in outputs if output.findings] == [page(0).url, page(2).url]


async def test_a_killed_worker_is_replaced_and_no_page_is_lost() -> None:
    async with Workers(1, page_seconds=20, pages_per_process=100) as workers:
        await workers.run(JOB, [page(0)])
        [worker] = workers._all
        os.kill(worker.number, signal.SIGKILL)
        outputs = await workers.run(JOB, [page(1), page(2)])
    assert [type(output) for output in outputs] == [PageOutput, PageOutput]
    assert workers.lost == 1


async def test_a_page_beyond_the_time_limit_is_given_up_and_the_others_are_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("workers.pool.FIRST_SECONDS", 4.0)
    endless = page(1, b"<html><body>" + b"".join(b"<x%d>" % n for n in range(300_000)))
    async with Workers(1, page_seconds=1.0, pages_per_process=100) as workers:
        await workers.run(JOB, [page(9)])  # the worker has started
        outputs = await workers.run(JOB, [page(0), endless, page(2)])
    assert isinstance(outputs[0], PageOutput)
    assert isinstance(outputs[2], PageOutput)
    assert outputs[1] == endless


async def test_a_worker_that_waits_for_its_turn_is_waited_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("workers.pool.FIRST_SECONDS", 0.0)
    async with Workers(1, page_seconds=20, pages_per_process=100) as workers:
        await workers.run(LIGHT, [page(9)])
        workers._page_seconds = 0.3
        [worker] = workers._all
        os.kill(worker.number, signal.SIGSTOP)  # as on a machine that is busy with something else
        answer = asyncio.create_task(workers.run(LIGHT, [page(0)]))
        await asyncio.sleep(1.0)
        os.kill(worker.number, signal.SIGCONT)
        assert isinstance((await answer)[0], PageOutput)
    assert workers.lost == 0


async def test_workers_are_replaced_after_their_share_of_pages() -> None:
    async with Workers(1, page_seconds=20, pages_per_process=2) as workers:
        await workers.run(JOB, [page(0), page(1)])
        assert workers._all == set()
        assert len(await workers.run(JOB, [page(2)])) == 1


async def test_what_checks_need_is_loaded_once_and_known_to_every_worker() -> None:
    async with Workers(2, page_seconds=20, pages_per_process=100) as workers:
        await workers.run(replace(LIGHT, rules={}), [page(0)])  # the home page, before anything is known of the site
        [opening] = workers._all
        await workers.run(LIGHT, [page(1)])
        [reading] = workers._all
        assert reading is not opening, "a worker without the lexicons does not load them for itself"
        assert reading.rules == LIGHT.rules.keys()
        await workers.run(replace(LIGHT, rules={}), [page(2)])
        assert workers._all == {reading}, "no second process while one is free"


async def test_workers_at_rest_are_ended_and_start_again() -> None:
    async with Workers(2, page_seconds=20, pages_per_process=100) as workers:
        busy = asyncio.create_task(workers.run(LIGHT, [page(n) for n in range(40)]))
        await workers.run(LIGHT, [page(50)])
        before = set(workers._all)
        await workers.rest()
        assert len(before - workers._all) >= 1
        assert len(await busy) == 40
        assert len(await workers.run(LIGHT, [page(51)])) == 1


async def test_a_nursery_that_dies_is_replaced_with_its_workers() -> None:
    async with Workers(1, page_seconds=20, pages_per_process=100) as workers:
        await workers.run(LIGHT, [page(0)])
        [worker] = workers._all
        os.kill(worker.nursery.process.pid, signal.SIGKILL)
        await asyncio.to_thread(worker.nursery.process.wait)
        outputs = await workers.run(LIGHT, [page(1), page(2)])
        assert [type(output) for output in outputs] == [PageOutput, PageOutput]
        assert not has_process(worker.number)
    assert workers.lost <= 2


async def test_nothing_is_left_when_the_workers_are_closed() -> None:
    async with Workers(2, page_seconds=20, pages_per_process=100) as workers:
        await asyncio.gather(workers.run(LIGHT, [page(0)]), workers.run(LIGHT, [page(1)]))
        numbers = [worker.number for worker in workers._all]
        assert len(numbers) == 2
        nursery = next(iter(workers._all)).nursery
    assert nursery.process.returncode is not None
    assert not any(has_process(number) for number in numbers)


async def test_a_start_that_nobody_waits_for_any_more_does_not_spoil_the_next() -> None:
    async with Workers(1, page_seconds=20, pages_per_process=100) as workers:
        nursery = await workers.prepare(LIGHT)
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(0.01):  # it loads still
                await nursery.fork()
        await workers.run(LIGHT, [page(0)])
        [worker] = workers._all
        os.kill(worker.number, signal.SIGKILL)
        with pytest.raises((EOFError, OSError)):
            await worker.run(b"", 0)


def has_process(number: int) -> bool:
    """Whether a process still runs; one that has ended and was not buried yet does not."""
    try:
        return ") Z " not in Path(f"/proc/{number}/stat").read_text()
    except OSError:
        return False
