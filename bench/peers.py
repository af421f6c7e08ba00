"""`make bench-peers`: Scrapy, crawlee and LinkChecker beside xuncha on the bench site: `python -m bench.peers [--rounds 3]`.

Each peer is installed from PyPI into an environment of its own below bench/work and runs as its users tune it: many
requests at once, no robots.txt, no delay. The runs are interleaved; medians and the ratio to Scrapy are printed. A peer that
cannot be installed, or does not find the pages, is named.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
from collections import defaultdict
from collections.abc import Mapping, Sequence
from pathlib import Path
from statistics import median
from typing import Any

from bench.measure import measure
from bench.results import keep
from bench.run import LINK_RULES, one_run
from bench.server import BenchServer
from bench.site import WORK, BenchTruth, read_truth, site_folder

SCRIPTS = Path(__file__).parent / "peer_scripts"
PEERS = {
    "scrapy": ("scrapy", "scrapy==2.19.0"),
    "crawlee": ("crawlee", "crawlee[parsel]==1.11.0"),
    "linkchecker": ("linkchecker", "linkchecker==10.6.0"),
}
"""Name -> environment, what is installed."""
OWN = {"xuncha, all checks": "", "xuncha, links": LINK_RULES}
SECONDS = 1800
INSTALL_SECONDS = 900
COLUMNS = ("pages_per_second", "wall", "cpu", "peak_mb", "pages", "found", "false")


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pages", type=int, default=2000)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--peers", default=",".join(PEERS), help="which ones, comma-separated")
    options = parser.parse_args()
    folder = site_folder(options.pages)
    ready = {name: python for name in options.peers.split(",") if (python := install(*PEERS[name])) is not None}
    taken: dict[str, list[dict[str, Any]]] = defaultdict(list)
    truth = read_truth(folder)
    for _ in range(options.rounds):
        # A server of its own for each round, so that none inherits the connections of another.
        with BenchServer(folder) as server:
            for name, python in ready.items():
                taken[name].append(peer_run(name, python, truth, server))
            for name, rules in OWN.items():
                taken[name].append(one_run(truth, server.resolve_options(), rules))
    report(taken, truth, options.pages)


def install(name: str, what: str) -> Path | None:
    """The interpreter of a peer's environment, made once; None, and said so, where it cannot be installed."""
    folder = WORK / f"peer-{name}"
    python, done = folder / "bin" / "python", folder / ".installed"
    if done.exists():
        return python
    steps = [[sys.executable, "-m", "venv", str(folder)], [str(python), "-m", "pip", "install", "-q", what]]
    for step in steps:
        try:
            ran = subprocess.run(step, capture_output=True, text=True, timeout=INSTALL_SECONDS, check=False)
        except (OSError, subprocess.TimeoutExpired) as error:
            print(f"{name}: left out, cannot be installed ({type(error).__name__})")
            return None
        if ran.returncode:
            print(f"{name}: left out, cannot be installed ({(ran.stderr.strip().splitlines() or ['?'])[-1][:120]})")
            return None
    done.touch()
    return python


def peer_run(name: str, python: Path, truth: BenchTruth, server: BenchServer) -> dict[str, Any]:
    """One crawl by a peer. Its script prints {"pages": number, "broken": [path, ...]} as its last line."""
    command = [str(python), str(SCRIPTS / f"{name}_links.py"), server.host, str(server.port)]
    run = measure(command, seconds=SECONDS)
    lines = run.output.decode(errors="replace").strip().splitlines()
    said: Mapping[str, Any] = json.loads(lines[-1]) if lines and lines[-1].startswith("{") else {"pages": 0, "broken": []}
    expected = {"/" + url.removeprefix(truth.home) for urls in truth.broken.values() for url in urls}
    broken = set(said["broken"])
    return {
        "pages": said["pages"],
        "wall": round(run.wall, 2),
        "cpu": round(run.cpu, 2),
        "peak_mb": round(run.peak_mb, 1),
        "pages_per_second": round(said["pages"] / run.wall, 1),
        "found": len(broken & expected),
        "false": len(broken - expected),
        "missed": len(expected - broken),
    }


def report(taken: Mapping[str, Sequence[Mapping[str, Any]]], truth: BenchTruth, pages: int) -> None:
    """Medians, the ratio to Scrapy, and who did not see every page."""
    middle = {name: {key: round(median(run[key] for run in runs), 1) for key in COLUMNS} for name, runs in taken.items()}
    scrapy = middle.get("scrapy", {}).get("pages_per_second", 0.0)
    print(f"{'who':<20} {'x Scrapy':>9} " + " ".join(f"{key:>9.9}" for key in COLUMNS))
    for name, figures in middle.items():
        ratio = round(figures["pages_per_second"] / scrapy, 2) if scrapy else 0.0
        keep("peers", {"who": name, "site": pages, "rounds": len(taken[name]), "ratio": ratio, **figures})
        print(f"{name:<20} {ratio:>9} " + " ".join(f"{figures[key]:>9}" for key in COLUMNS))
        least = min(run["pages"] for run in taken[name])
        if least < truth.pages:
            print(f"  {name} saw {least} of {truth.pages} pages in one round: its speed says little")


if __name__ == "__main__":
    main()
