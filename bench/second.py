"""What a second pass costs: `python -m bench.second [--pages 2000]`.

The bench site is audited, 1 % of its articles change, it is audited again with the same database, and once more with a new
one. The second pass must find what the fresh one finds. Twice: with a server that says "not modified", and with one that
makes every page anew, with a clock, a counter and a token in it.
"""

from __future__ import annotations

import argparse
import json
import tempfile
from pathlib import Path

from bench.measure import Measured, measure
from bench.results import keep
from bench.run import audit_command
from bench.server import BenchServer
from bench.site import read_truth, site_folder

CHANGED = 0.01
RECENT = ("--set", "verify.audit_fresh_hours=24")


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pages", type=int, default=2000)
    options = parser.parse_args()
    folder = site_folder(options.pages)
    names = ("first s", "second s", "fresh s", "ratio", "findings", "missing", "surplus")
    print(f"{'server':<12} " + " ".join(f"{name:>8}" for name in names))
    for name, visits in (("says 304", False), ("made anew", True)):
        record = passes(folder, visits)
        keep("second", {"server": name, "pages": options.pages, **record})
        keys = ("first", "second", "fresh", "ratio", "findings", "missing", "surplus")
        print(f"{name:<12} " + " ".join(f"{record[key]:>8}" for key in keys))


def passes(folder: Path, visits: bool) -> dict[str, float | int]:
    """Wall seconds of the three audits, and in how many findings the second differs from the fresh one."""
    truth = read_truth(folder)
    with tempfile.TemporaryDirectory() as temporary:
        kept, new = Path(temporary) / "kept.db", Path(temporary) / "new.db"
        with BenchServer(folder, visits=visits) as server:
            first = measure(audit_command(truth, server.resolve_options(), kept))
        with BenchServer(folder, changed=CHANGED, visits=visits) as server:
            second = measure(audit_command(truth, server.resolve_options(), kept, *RECENT))
            fresh = measure(audit_command(truth, server.resolve_options(), new))
    again, anew = found(second), found(fresh)
    return {
        "first": round(first.wall, 2),
        "second": round(second.wall, 2),
        "fresh": round(fresh.wall, 2),
        "ratio": round(second.wall / fresh.wall, 3),
        "findings": len(anew),
        "missing": len(anew - again),
        "surplus": len(again - anew),
    }


def found(run: Measured) -> set[tuple[str, str, str]]:
    """Rule, subject and message of every finding."""
    records = [json.loads(line) for line in run.output.splitlines()]
    return {(r["rule"], r["url"], r["message"]) for r in records if r["type"] == "finding"}


if __name__ == "__main__":
    main()
