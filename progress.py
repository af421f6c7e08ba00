"""What a person sees while audits run: a live display on a terminal, a plain line now and then elsewhere."""

from __future__ import annotations

import sys
import threading
import time
from collections.abc import Sequence
from types import TracebackType
from typing import TextIO

from rich.console import Console, Group
from rich.live import Live
from rich.progress_bar import ProgressBar
from rich.table import Table
from rich.text import Text

from tools import Progress

LINE_SECONDS = 10.0
REFRESH_SECONDS = 0.5


class Display:
    """Shows the progress of audits on standard error until it is left."""

    def __init__(self, audits: Sequence[Progress], *, shown: bool = True, stream: TextIO | None = None) -> None:
        self._audits = audits
        self._shown = shown
        self._stream = stream or sys.stderr
        self._ended = threading.Event()
        self._thread = threading.Thread(target=self._run, name="progress", daemon=True)

    def __enter__(self) -> Display:
        if self._shown:
            self._thread.start()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self._ended.set()
        if self._shown:
            self._thread.join()

    def _run(self) -> None:
        console = Console(file=self._stream)
        if console.is_terminal:
            self._live(console)
        else:
            self._plain()

    def _live(self, console: Console) -> None:
        with Live(console=console, auto_refresh=False, transient=True) as live:
            while not self._ended.wait(REFRESH_SECONDS):
                live.update(Group(*(panel(audit) for audit in self._audits)), refresh=True)

    def _plain(self) -> None:
        while not self._ended.wait(LINE_SECONDS):
            for audit in self._audits:
                self._stream.write(line(audit) + "\n")
            self._stream.flush()


def line(audit: Progress) -> str:
    """One line for a log."""
    found = ", ".join(f"{rule} {n}" for rule, n in sorted(audit.findings.items())) or "none"
    return (
        f"{time.strftime('%H:%M:%S')} {audit.site} {audit.stage}: {audit.pages} pages, {audit.verified} links verified, "
        f"{audit.waiting} waiting, {rate(audit):.1f} requests/s, {left(audit)} left; findings: {found}"
    )


def panel(audit: Progress) -> Table:
    """The live display of one audit."""
    done = audit.pages + audit.verified
    grid = Table.grid(padding=(0, 1))
    grid.add_row(Text(audit.site, style="bold"), Text(audit.stage, style="cyan"))
    grid.add_row("", ProgressBar(total=max(1, audit.known), completed=min(done, audit.known), width=48))
    amounts = f"{audit.pages} pages  {audit.verified} links  {audit.waiting} waiting"
    grid.add_row("", f"{amounts}  {rate(audit):.1f} requests/s  {left(audit)} left")
    for rule, amount in sorted(audit.findings.items()):
        grid.add_row("", Text(f"{rule}  {amount}", style="yellow"))
    return grid


def rate(audit: Progress) -> float:
    """Requests a second since the start."""
    return audit.requests / audit.seconds if audit.seconds > 0 else 0.0


def left(audit: Progress) -> str:
    """Time until everything known now is done, at the pace so far; more may be found on the way."""
    done = audit.pages + audit.verified
    if not done or not audit.waiting:
        return "–"
    seconds = int(audit.waiting * audit.seconds / done)
    return f"{seconds // 3600}:{seconds % 3600 // 60:02}:{seconds % 60:02}"
