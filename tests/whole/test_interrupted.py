"""Ctrl-C and SIGTERM at any moment: what was found is kept, the audit goes on where it stopped."""

import os
import signal
import subprocess
import time
from pathlib import Path

import pytest

from tests.server import LoopbackServer, Visit, page
from tests.whole.run import ROOT, Ran, audit, command
from tests.whole.site import HOME, small_site


def slow_site(seconds: float, news: int = 40) -> dict[str, object]:
    """A site of some 10 pages more than `news` with defects, each page answered after a moment."""
    extra = "".join(f'<a href="/missing/{n}.html">旧文{n}</a>' for n in range(8))
    routes = small_site(news=news, news_age=20, extra=extra)

    def slowed(body: bytes) -> object:
        async def handler(visit: Visit) -> None:
            import asyncio

            await asyncio.sleep(seconds)
            await visit.send(body)

        return handler

    return {path: slowed(body) if isinstance(body, bytes) and path != "/robots.txt" else body for path, body in routes.items()}


def start(server: LoopbackServer, folder: Path, *options: str) -> subprocess.Popen[str]:
    environment = os.environ | {"PYTHONPATH": str(ROOT)}
    return subprocess.Popen(
        command(server, folder, *options), stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=environment, cwd=ROOT
    )


def ended(process: subprocess.Popen[str]) -> Ran:
    out, err = process.communicate(timeout=300)
    return Ran(process.returncode, out, err)


def wait_for_pages(server: LoopbackServer, amount: int) -> None:
    deadline = time.monotonic() + 120
    while len(server.log) < amount:
        assert time.monotonic() < deadline
        time.sleep(0.02)


def told(ran: Ran) -> list[tuple[str, str]]:
    return sorted((finding["rule"], finding["url"]) for finding in ran.findings)


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_ctrl_c_once_prints_what_was_found_and_resumes(tmp_path: Path, number: signal.Signals) -> None:
    with LoopbackServer(slow_site(0.05)) as server:
        process = start(server, tmp_path)
        wait_for_pages(server, 20)
        process.send_signal(number)
        stopped = ended(process)
        assert stopped.status == 3
        assert stopped.summary["complete"] is False
        assert stopped.summary["reason"] == "interrupted"
        assert "Traceback" not in stopped.err
        asked = len(server.log)
        resumed = audit(server, tmp_path, "--resume")
        again = len(server.log) - asked
    with LoopbackServer(slow_site(0)) as fresh:
        undisturbed = audit(fresh, tmp_path / "..", "--database", f"sqlite:///{tmp_path / 'other.db'}")
        assert again < len(fresh.log)
    assert resumed.status == 1
    assert told(resumed) == told(undisturbed)
    assert resumed.summary["pages"] == undisturbed.summary["pages"]


def test_a_second_pass_asks_conditionally_and_closes_what_was_mended(tmp_path: Path) -> None:
    def tagged(body: bytes, tag: str) -> object:
        async def handler(visit: Visit) -> None:
            if visit.request.headers.get("if-none-match") == f'"{tag}"':
                await visit.send(b'HTTP/1.1 304 Not Modified\r\nETag: "' + tag.encode() + b'"\r\n\r\n')
                return
            await visit.send(body.replace(b"\r\n", f'\r\nETag: "{tag}"\r\n'.encode(), 1))

        return handler

    extra = '<p><a href="/gone.html">旧文</a> 请认真布署此项工作。</p>'
    routes = small_site(extra=extra)
    routes = {path: tagged(body, str(n)) if path != "/robots.txt" else body for n, (path, body) in enumerate(routes.items())}
    with LoopbackServer(routes) as server:
        first = audit(server, tmp_path)
        second = audit(server, tmp_path)
        conditional = [visit for visit in server.log if "if-none-match" in visit.headers]
    assert told(first) == told(second)
    assert ("typo", HOME + "xwzx/202611/t20261101_1000.html") in told(second)
    assert len(conditional) >= 10
    mended = dict(routes) | {"/gone.html": page("<html><head><title>旧文</title></head><body><p>" + "内容" * 90)}
    with LoopbackServer(mended) as server:
        third = audit(server, tmp_path)
    assert third.of("broken-link") == []
    assert "typo" in {rule for rule, _ in told(third)}


def test_a_site_that_falls_silent_is_left_and_nothing_of_it_is_called_dead(tmp_path: Path) -> None:
    routes, opened = slow_site(0), time.monotonic()

    answered: list[str] = []

    def falls_silent(answer: object) -> object:
        async def handler(visit: Visit) -> None:
            import asyncio

            answered.append(visit.request.target)
            if len(answered) > 12:
                await asyncio.sleep(30)
            else:
                await answer(visit)  # type: ignore[operator]

        return handler

    limits = ("crawler.silent_seconds=3", "crawler.total_seconds=0.5", "crawler.backoff_cap=0.1", "verify.spacing=0.5")
    with LoopbackServer({p: falls_silent(a) if callable(a) else a for p, a in routes.items()}) as server:
        ran = audit(server, tmp_path, "--rules", "broken-link,stale-column", *(x for s in limits for x in ("--set", s)))
    assert ran.status == 3
    assert ran.summary["complete"] is False
    assert ran.summary["reason"] == "silent"
    assert [url for url in ran.of("broken-link") if "/xwzx/2026" in url] == []
    assert time.monotonic() - opened < 60
