"""Runs the program as a user does: the command in a process of its own, its JSON Lines read back."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.server import LoopbackServer
from tests.whole.site import HOME, HOST, TODAY

PROGRAM = [sys.executable, "-m", "begin"]
ROOT = Path(__file__).parent.parent.parent


@dataclass(frozen=True, slots=True)
class Ran:
    """How the command ended and what it printed."""

    status: int
    out: str
    err: str

    @property
    def records(self) -> list[dict[str, Any]]:
        return [json.loads(line) for line in self.out.splitlines()]

    @property
    def findings(self) -> list[dict[str, Any]]:
        return [record for record in self.records if record["type"] == "finding"]

    @property
    def summary(self) -> dict[str, Any]:
        return self.records[-1]

    def of(self, rule: str) -> list[str]:
        """The subjects of one rule's findings."""
        return sorted(finding["url"] for finding in self.findings if finding["rule"] == rule)


def command(server: LoopbackServer, folder: Path, *options: str) -> list[str]:
    """An audit of the test site as of TODAY, stored in `folder`. What every page must carry is tested elsewhere."""
    narrowed = () if {"--rules", "--skip"} & set(options) else ("--skip", "standard/*,unmarked-external-link")
    return [
        *PROGRAM, "audit", HOME, "--format", "jsonl", "--no-progress", "--as-of", TODAY.isoformat(),
        "--resolve", f"{HOST}=127.0.0.1:{server.port}", "--database", f"sqlite:///{folder / 'audit.db'}",
        "--delay", "0", "--set", "verify.spacing=0.1", "--set", "workers.processes=1", *narrowed, *options,
    ]  # fmt: skip


def audit(server: LoopbackServer, folder: Path, *options: str) -> Ran:
    """Run an audit to its end."""
    return run(command(server, folder, *options))


def run(arguments: list[str], *, seconds: float = 90, cwd: Path = ROOT, environment: dict[str, str] | None = None) -> Ran:
    """Run a command to its end; by default this checkout's program in the tests' environment."""
    environment = environment or os.environ | {"PYTHONPATH": str(ROOT), "XUNCHA_LOG__LEVEL": "error"}
    done = subprocess.run(arguments, capture_output=True, text=True, timeout=seconds, cwd=cwd, env=environment, check=False)
    return Ran(done.returncode, done.stdout, done.stderr)
