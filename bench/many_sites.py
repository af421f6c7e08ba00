"""`make bench-sites`: many small sites swept by one process, politely: `python -m bench.many_sites [--sites 500]`.

Each host may be asked twice a second. Printed: what share of the allowed total rate was reached, the highest rate that
any host and any shared platform saw (by the server's own log), CPU and memory, and whether sites that hang held up others.
"""

from __future__ import annotations

import argparse
import tempfile
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from pathlib import Path
from statistics import median
from typing import Any

from bench.measure import Measured, measure, program
from bench.results import keep
from bench.small_sites import SmallSite, SmallSitesServer, plan

RATE = 2.0  # requests a second that a host allows
WINDOW = 10.0  # seconds
PER_GROUP = 2

Log = Sequence[tuple[float, int]]


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sites", type=int, default=500)
    parser.add_argument("--set", action="append", default=[], help="further settings of the sweep")
    options = parser.parse_args()
    record = one_sweep(plan(options.sites), options.set)
    keep("sites", {"sites": options.sites, "set": options.set, **record})
    for key, value in record.items():
        print(f"{key:<28} {value}")


def one_sweep(sites: Sequence[SmallSite], settings: Sequence[str]) -> dict[str, Any]:
    """Register the sites, run one pass over them as a whole process, read the server's log."""
    today = (datetime.now(UTC) + timedelta(hours=8)).date()
    with tempfile.TemporaryDirectory() as temporary, SmallSitesServer(sites, today) as server:
        database = Path(temporary) / "many.db"
        register(sites, Path(temporary) / "sites.csv", database)
        run = measure(sweep_command(sites, server.port, database, settings))
        log = server.log()
        size = sum(file.stat().st_size for file in Path(temporary).glob("many.db*"))
    return figures(run, log, sites, _sites_at_once(settings)) | {"database_kb_per_site": round(size / 1024 / len(sites))}


def register(sites: Sequence[SmallSite], file: Path, database: Path) -> None:
    """Import the sites as an office would."""
    rows = [f"{s.code},{s.name},http://{s.host}/,{s.platform}" for s in sites]
    file.write_text("\n".join(["网站标识码,名称,首页网址,平台", *rows]), encoding="utf-8")
    done = measure([program(), "sites", "import", str(file), "--database", f"sqlite:///{database}"])
    if done.status:
        raise SystemExit(f"the register was not taken: {done.output.decode()}")


def sweep_command(sites: Iterable[SmallSite], port: int, database: Path, settings: Sequence[str]) -> list[str]:
    """A quarterly pass over everything that is registered."""
    # The sites that hang are given up sooner than in life, where each of their pages may take a minute.
    hanging = ("crawler.total_seconds=5", "crawler.backoff_cap=2", "probes.visits=5", "probes.seconds=60")
    fixed = (f"crawler.delay={1 / RATE}", f"crawler.per_host_group={PER_GROUP}", *hanging)
    command = [program(), "sweep", "quarterly", "--no-progress", "--database", f"sqlite:///{database}"]
    command += [part for setting in (*fixed, *settings) for part in ("--set", setting)]
    return [*command, *(part for s in sites for part in ("--resolve", f"{s.host}=127.0.0.1:{port}"))]


def _sites_at_once(settings: Sequence[str]) -> int:
    chosen = [int(s.partition("=")[2]) for s in settings if s.startswith("crawler.sites_at_once=")]
    from settings import Settings

    return chosen[-1] if chosen else Settings().crawler.sites_at_once


def figures(run: Measured, log: Log, sites: Sequence[SmallSite], at_once: int) -> dict[str, Any]:
    """What the server saw and what it cost."""
    asked = by_number(log)
    well = {number: times for number, times in asked.items() if sites[number].manner == "well"}
    bad = {number: times for number, times in asked.items() if sites[number].manner != "well"}
    first, last = min(times[0] for times in asked.values()), max(times[-1] for times in well.values())
    requests, seconds = sum(map(len, well.values())), last - first
    groups: dict[str, list[float]] = defaultdict(list)
    for number, times in asked.items():
        if sites[number].platform:
            groups[sites[number].platform] += times
    return {
        "status": run.status,
        "requests": len(log),
        "requests_per_site": round(requests / len(well), 1),
        "wall": round(run.wall, 1),
        "healthy_sites_seconds": round(seconds, 1),
        "hanging_sites_seconds": round(max((times[-1] for times in bad.values()), default=first) - first, 1),
        "requests_per_second": round(requests / seconds, 1),
        "share_of_allowed_at_once": round(requests / seconds / (RATE * min(at_once, len(sites))), 3),
        "share_of_allowed_all": round(requests / seconds / (RATE * len(sites)), 3),
        "share_while_a_site_runs": round(median(share(times) for times in well.values()), 3),
        "highest_rate_of_a_host": round(max(highest(times) for times in asked.values()), 2),
        "shortest_gap_ms": round(1000 * min(b - a for times in asked.values() for a, b in pairwise(times))),
        "highest_rate_of_a_platform": round(
            max((highest(sorted(times), lanes=PER_GROUP) for times in groups.values()), default=0.0), 2
        ),
        "cpu_seconds": round(run.cpu, 1),
        "cpu_ms_per_site": round(1000 * run.cpu / len(sites)),
        "cores_used": round(run.cpu / run.wall, 2),
        "peak_mb": round(run.peak_mb),
    }


def by_number(log: Log) -> Mapping[int, list[float]]:
    """Times of each site's requests, in order."""
    found: dict[int, list[float]] = defaultdict(list)
    for moment, number in log:
        found[number].append(moment)
    return found


def highest(times: Sequence[float], window: float = WINDOW, lanes: int = 1) -> float:
    """The most requests a second in any window; what opens the window is not counted twice: one request of each
    host (lane) that is asked at the same time."""
    most, start = 0, 0
    for end, moment in enumerate(times):
        while moment - times[start] >= window:
            start += 1
        most = max(most, end - start + 1)
    return max(most - lanes, 0) / window


def share(times: Sequence[float]) -> float:
    """Of the requests that a host allowed between its first and its last one, how many were made."""
    return (len(times) - 1) / RATE / (times[-1] - times[0]) if len(times) > 1 else 1.0


if __name__ == "__main__":
    main()
