"""Keeps what a benchmark measured, one JSON object a line, so that runs can be compared over time."""

from __future__ import annotations

import json
import os
import platform
import subprocess
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parent / "results"
ROOT = Path(__file__).parent.parent


def keep(name: str, record: dict[str, Any]) -> None:
    """Append a record to bench/results/NAME.jsonl with time, revision and machine."""
    FOLDER.mkdir(exist_ok=True)
    about = {
        "at": datetime.now(UTC).isoformat(timespec="seconds"),
        "revision": _revision(),
        "python": platform.python_version(),
        "cpus": os.cpu_count(),
    }
    with (FOLDER / f"{name}.jsonl").open("a", encoding="utf-8") as file:
        file.write(json.dumps(about | record, ensure_ascii=False) + "\n")


def _revision() -> str:
    found = subprocess.run(["git", "rev-parse", "--short", "HEAD"], cwd=ROOT, capture_output=True, text=True, check=False)
    return found.stdout.strip()
