"""`make bench-accuracy`: precision and recall of every rule on the demo web, whose planted defects are known.

python -m bench.accuracy
"""

from __future__ import annotations

import json
import sys
import tempfile
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

from bench.measure import measure
from bench.results import keep
from demo import DEMO_SITES, truth
from demo.compare import Comparison, compare, merge, render
from demo.server import DemoServer
from model import SHANGHAI


def main(arguments: Sequence[str] | None = None) -> None:
    """Audit every demo site through the command line and print the comparison."""
    del arguments
    today = datetime.now(SHANGHAI).date()
    expected = truth(today)
    with DemoServer(today) as server, tempfile.TemporaryDirectory() as folder:
        resolve = list(server.resolve_options())
        found = [_audit(home, resolve, Path(folder)) for home in DEMO_SITES]
    compared = [compare(records, expected.of(home), site=home) for home, records in zip(DEMO_SITES, found, strict=True)]
    whole = merge(compared)
    print(render(whole))
    keep("accuracy", {"rules": {r.rule: _figures(r) for r in whole.rules}})


def _figures(result: Any) -> dict[str, Any]:
    return {"found": len(result.found), "missed": len(result.missed), "wrong": len(result.wrong)}


def _audit(home: str, resolve: list[str], folder: Path) -> list[dict[str, Any]]:
    command = [str(Path(sys.executable).parent / "xuncha"), "audit", home, "--format", "jsonl", "--no-progress", "--delay", "0"]
    command += ["--database", f"sqlite:///{folder / 'accuracy.db'}", "--set", "verify.spacing=0.5"]
    run = measure(command + [part for option in resolve for part in ("--resolve", option)], seconds=300)
    lines = [json.loads(line) for line in run.output.splitlines()]
    return [line for line in lines if line["type"] == "finding"]


__all__ = ["Comparison", "main"]

if __name__ == "__main__":
    main()
