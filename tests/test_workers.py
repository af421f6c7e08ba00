"""Parse workers: a crash or a page that takes for ever costs that page, nothing else."""

import os
import signal
from collections.abc import Iterator
from datetime import UTC, date, datetime

import pytest

from model import Page
from pagework import Job, PageInput, PageOutput
from workers import Workers

JOB = Job("http://a.gov.cn/", (), date(2026, 11, 20), {"typo": {}})


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
        os.kill(worker.process.pid, signal.SIGKILL)
        outputs = await workers.run(JOB, [page(1), page(2)])
    assert [type(output) for output in outputs] == [PageOutput, PageOutput]
    assert workers.lost == 1


async def test_a_page_beyond_the_time_limit_is_given_up_and_the_others_are_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("workers.START_SECONDS", 8.0)
    endless = page(1, b"<html><body>" + b"<ul><li>" * 60_000)
    async with Workers(1, page_seconds=1.0, pages_per_process=100) as workers:
        await workers.run(JOB, [page(9)])  # the worker has started
        outputs = await workers.run(JOB, [page(0), endless, page(2)])
    assert isinstance(outputs[0], PageOutput)
    assert isinstance(outputs[2], PageOutput)
    assert outputs[1] == endless or isinstance(outputs[1], PageOutput)


async def test_workers_are_replaced_after_their_share_of_pages() -> None:
    async with Workers(1, page_seconds=20, pages_per_process=2) as workers:
        await workers.run(JOB, [page(0), page(1)])
        assert workers._all == set()
        assert len(await workers.run(JOB, [page(2)])) == 1
