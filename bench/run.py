"""`make bench`: speed and memory on the generated site, a page step by step, forms of 10,000 findings, accuracy on the demo.

python -m bench.run [--pages 5000] [--rounds 1]
"""

from __future__ import annotations

import argparse
import json
import tempfile
from pathlib import Path
from typing import Any

from bench import accuracy, forms, reading
from bench.measure import Measured, measure, program
from bench.results import keep
from bench.server import BenchServer
from bench.site import BenchTruth, read_truth, site_folder

LINK_RULES = "broken-link,broken-image,broken-attachment"


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pages", type=int, default=5000)
    parser.add_argument("--rounds", type=int, default=1)
    options = parser.parse_args()
    folder = site_folder(options.pages)
    truth = read_truth(folder)
    names = ("pages/s", "wall s", "CPU s", "peak MB", "pages", "found", "false", "missed")
    print(f"{'run':<12} " + " ".join(f"{name:>8}" for name in names))
    with BenchServer(folder) as server:
        for _ in range(options.rounds):
            for name, rules in (("all checks", ""), ("links only", LINK_RULES)):
                record = one_run(truth, server.resolve_options(), rules)
                keep("speed", {"run": name, **record})
                print(row(name, record))
    reading.report(folder)
    forms.main([])
    accuracy.main([])


def one_run(truth: BenchTruth, resolve: list[str], rules: str) -> dict[str, Any]:
    """One audit of the bench site as a whole process."""
    with tempfile.TemporaryDirectory() as temporary:
        database = Path(temporary) / "bench.db"
        run = measure(audit_command(truth, resolve, database, *(("--rules", rules) if rules else ())))
        return figures(run, truth) | {"database_mb": round(database.stat().st_size / 2**20, 1)}


def audit_command(truth: BenchTruth, resolve: list[str], database: Path, *options: str) -> list[str]:
    """An audit of the bench site without politeness."""
    command = [program(), "audit", truth.home, "--format", "jsonl", "--no-progress"]
    command += ["--database", f"sqlite:///{database}", "--delay", "0", "--concurrency", "16", "--set", "verify.spacing=1"]
    command += [part for option in resolve for part in ("--resolve", option)]
    return [*command, *options]


def figures(run: Measured, truth: BenchTruth) -> dict[str, Any]:
    """What a run's output says beside what it cost."""
    lines = [json.loads(line) for line in run.output.splitlines()]
    summary = lines[-1] if lines else {}
    found = {line["url"] for line in lines if line["type"] == "finding" and line["rule"] in LINK_RULES.split(",")}
    expected = {url for urls in truth.broken.values() for url in urls}
    return {
        "pages": summary.get("pages", 0),
        "complete": summary.get("complete"),
        "wall": round(run.wall, 2),
        "cpu": round(run.cpu, 2),
        "peak_mb": round(run.peak_mb, 1),
        "pages_per_second": round(summary.get("pages", 0) / run.wall, 1),
        "found": len(found & expected),
        "false": len(found - expected),
        "missed": len(expected - found),
        "other_findings": sum(1 for line in lines if line["type"] == "finding") - len(found),
    }


def row(name: str, r: dict[str, Any]) -> str:
    """A line of the printed table."""
    keys = ("pages_per_second", "wall", "cpu", "peak_mb", "pages", "found", "false", "missed")
    return f"{name:<12} " + " ".join(f"{r[key]:>8}" for key in keys)


if __name__ == "__main__":
    main()
