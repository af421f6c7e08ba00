"""CPU milliseconds that one page of the generated site costs in a parse worker, step by step, on one core.

python -m bench.reading [--pages 5000]
"""

from __future__ import annotations

import argparse
import os
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from selectolax.lexbor import LexborHTMLParser

import checks
import pagework
from bench.results import keep
from bench.site import read_truth, site_folder
from crawler.extract.charset import decode
from crawler.extract.links_only import read_links_only
from crawler.extract.page import read_page
from crawler.urls import Joiners, Scope
from model import Json, Page
from workers.messages import Job, PageInput

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # as in a worker: read when numpy comes, which nothing here has brought yet

SAMPLE = 150
ROUNDS = 5
BATCH = 12


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pages", type=int, default=5000)
    report(site_folder(parser.parse_args().pages))


def report(folder: Path) -> None:
    """Print what reading costs, and how often the cost of parsing that is."""
    costs = measured(folder)
    keep("reading", costs)
    print("\n" + "  ".join(f"{name} {cost:.2f} ms" for name, cost in costs.items()))
    print(f"understanding a page costs {(costs['read'] - costs['parse']) / costs['parse']:.1f} times what parsing it costs")


def measured(folder: Path) -> dict[str, float]:
    """CPU milliseconds a page: the least of several rounds, after a first one that loads everything."""
    home = read_truth(folder).home
    paths = sorted(path for path in folder.rglob("*.html"))
    paths = paths[:: max(1, len(paths) // SAMPLE)][:SAMPLE]
    now = datetime.now(UTC)
    items = [
        PageInput(number, url, url, 200, "text/html; charset=utf-8", now, path.read_bytes())
        for number, path in enumerate(paths)
        for url in (f"{home}{path.relative_to(folder / 'www')}",)
    ]
    judged = [rule for rule, known in checks.registry().items() if any(check.subject is Page for check in known)]
    rules: dict[str, Json] = {rule: {} for rule in judged}
    job = Job(home, (), now.date(), rules)
    scope, joiners = Scope(home).contains, Joiners()

    def parse(item: PageInput) -> LexborHTMLParser:
        return LexborHTMLParser(decode(item.body, item.content_type)[0])

    def links(item: PageInput) -> Page | None:
        html, encoding = decode(item.body, item.content_type)
        return read_links_only(html, encoding, LexborHTMLParser(html), item.url, home, 200, scope, joiners)

    def read(item: PageInput) -> Page:
        return read_page(
            item.body,
            url=item.url,
            requested=item.url,
            status=200,
            content_type=item.content_type,
            observed_at=now,
            today=now.date(),
            home_url=home,
            in_scope=scope,
            joiners=joiners,
        )

    pages = [read(item) for item in items]
    batches = [pages[at : at + BATCH] for at in range(0, len(pages), BATCH)]
    return {
        "parse": _least(lambda: [parse(item) for item in items]) / len(items),
        "links": _least(lambda: [links(item) for item in items]) / len(items),
        "read": _least(lambda: [read(item) for item in items]) / len(items),
        "checks": _least(lambda: [pagework.run_checks(batch, job) for batch in batches]) / len(items),
    }


def _least(work: Callable[[], object]) -> float:
    work()
    costs = []
    for _ in range(ROUNDS):
        start = time.process_time()
        work()
        costs.append(time.process_time() - start)
    return min(costs) * 1000


if __name__ == "__main__":
    main()
