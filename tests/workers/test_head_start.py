"""The nursery that is started ahead is the one that is used, and ends with the program that started it."""

import subprocess
import sys
import time
from pathlib import Path

import pytest

import checks
import pagework
from model import Page
from workers import head_start
from workers.nursery import Nursery

ROOT = Path(head_start.__file__).parents[1]


async def test_the_one_that_was_started_ahead_is_taken_once() -> None:
    head_start.begin()
    first = head_start._ahead[0][0]
    nursery, other = await Nursery.start(), await Nursery.start()
    try:
        assert nursery.process is first
        assert other.process is not first
    finally:
        await nursery.stop()
        await other.stop()


async def test_one_that_died_meanwhile_is_replaced() -> None:
    head_start.begin()
    dead = head_start._ahead[0][0]
    dead.kill()
    dead.wait()
    nursery = await Nursery.start()
    try:
        assert nursery.process.poll() is None
        assert nursery.process is not dead
    finally:
        await nursery.stop()


async def test_a_folder_with_files_of_the_same_names_gives_none_of_them(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("model.py", "pagework.py", "checks.py"):
        (tmp_path / name).write_text("raise SystemExit('of somebody else')", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    nursery = await Nursery.start()
    try:
        number, _, writer = await nursery.fork()
        assert number > 1
        writer.close()
    finally:
        await nursery.stop()


@pytest.mark.parametrize("end", ["sys.exit(2)", "os._exit(3)"])
def test_it_ends_with_the_program_that_needs_it_not(end: str) -> None:
    text = f"import os, sys; from workers import head_start as h; h.begin(); print(h._ahead[0][0].pid, flush=True); {end}"
    done = subprocess.run([sys.executable, "-W", "ignore", "-c", text], cwd=ROOT, capture_output=True, text=True, timeout=60)
    place = Path(f"/proc/{int(done.stdout)}/stat")
    for _ in range(300):
        if not place.exists() or place.read_text().rsplit(")", 1)[1].split()[0] == "Z":
            return
        time.sleep(0.1)
    raise AssertionError("the nursery outlived its program")


@pytest.mark.parametrize("words", [(), (head_start.EVERY_CHECK,)])
async def test_what_a_first_page_needs_is_loaded_before_a_worker_is_forked(words: tuple[str, ...]) -> None:
    head_start.begin(*words)
    nursery = await Nursery.start()
    try:
        number, _, writer = await nursery.fork()
        assert "numpy" in _mapped_by(number)
        writer.close()
    finally:
        await nursery.stop()


def _mapped_by(process: int) -> str:
    """The files that a process has mapped; where the system does not tell, what was hoped for."""
    maps = Path(f"/proc/{process}/maps")
    return maps.read_text(encoding="utf-8") if maps.exists() else "numpy"


def test_the_checks_that_are_loaded_ahead_are_those_of_pages() -> None:
    rules = pagework.rules_of_ours()
    assert "typo" in rules
    assert "broken-link" not in rules
    assert all(any(check.subject is Page for check in checks.registry()[rule]) for rule in rules)
