"""`make bench-accuracy`: precision and recall of every rule on the demo web, whose planted defects are known.

python -m bench.accuracy [HOST…] [--findings FILE]
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from bench.measure import measure, program
from bench.results import keep
from demo import DEMO_SITES, truth
from demo.compare import Comparison, compare, merge, render
from demo.server import DemoServer
from model import SHANGHAI


def main(arguments: Sequence[str] | None = None) -> None:
    """Audit the demo sites through the command line and print the comparison for each rule and for each site."""
    parser = argparse.ArgumentParser(prog="python -m bench.accuracy", description="Precision and recall on the demo web.")
    parser.add_argument("words", nargs="*", metavar="HOST", help="only the sites whose address holds one of these words")
    parser.add_argument("--findings", type=Path, metavar="FILE", help="write every finding there, one JSON object a line")
    options = parser.parse_args(arguments)
    homes = [home for home in DEMO_SITES if not options.words or any(word in home for word in options.words)]
    today = datetime.now(SHANGHAI).date()
    expected = truth(today)
    with DemoServer(today) as server, tempfile.TemporaryDirectory() as folder:
        resolve = list(server.resolve_options())
        audits = [audit(home, resolve, Path(folder) / "accuracy.db") for home in homes]
    compared = [compare(one.findings, expected.of(home), site=home) for home, one in zip(homes, audits, strict=True)]
    whole = merge(compared)
    print(render(whole))
    sites = {home: {**totals(one), "seconds": audit.seconds} for home, one, audit in zip(homes, compared, audits, strict=True)}
    print(_families(sites))
    if options.findings:
        lines = [json.dumps(finding, ensure_ascii=False) for one in audits for finding in one.findings]
        options.findings.write_text("\n".join([*lines, ""]), encoding="utf-8")
    if not options.words:
        keep("accuracy", {"rules": {r.rule: _figures(r) for r in whole.rules}, "sites": sites})


@dataclass(frozen=True, slots=True)
class Audit:
    """What one audit printed, and how long it took."""

    findings: list[dict[str, Any]]
    seconds: float


def totals(comparison: Comparison) -> dict[str, int]:
    """Found, missed and wrong over all rules."""
    names = ("found", "missed", "wrong")
    return {name: sum(len(getattr(rule, name)) for rule in comparison.rules) for name in names}


def _families(sites: Mapping[str, Mapping[str, Any]]) -> str:
    lines = [f"{'site':<36}{'found':>6}{'missed':>8}{'wrong':>7}{'seconds':>9}"]
    for home, one in sites.items():
        lines.append(f"{home:<36}{one['found']:>6}{one['missed']:>8}{one['wrong']:>7}{one['seconds']:>9.1f}")
    return "\n".join(lines)


def _figures(result: Any) -> dict[str, Any]:
    return {"found": len(result.found), "missed": len(result.missed), "wrong": len(result.wrong)}


def audit(home: str, resolve: Sequence[str], database: Path, *more: str) -> Audit:
    """One audit through the command line, without politeness; `more` are further options of it."""
    command = [program(), "audit", home, "--format", "jsonl", "--no-progress", "--delay", "0"]
    command += ["--database", f"sqlite:///{database}", "--set", "verify.spacing=0.5", *more]
    run = measure(command + [part for option in resolve for part in ("--resolve", option)], seconds=300)
    lines = [json.loads(line) for line in run.output.splitlines()]
    if not lines:
        sys.exit(f"{home}: the audit printed nothing (status {run.status})")
    return Audit([line for line in lines if line["type"] == "finding"], float(lines[-1]["seconds"]))


__all__ = ["Audit", "Comparison", "audit", "main"]

if __name__ == "__main__":
    main()
