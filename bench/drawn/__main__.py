"""`python -m bench.drawn [--seed N] [--sites N]`: precision and recall on sites drawn by lot, told apart by rule.

The seed is that of the day unless one is given: every day shows sites that nobody has seen.
"""

from __future__ import annotations

import argparse
import tempfile
from collections.abc import Callable, Sequence
from datetime import date, datetime
from pathlib import Path
from random import Random

from bench.accuracy import audit
from bench.drawn import columns, documents, guides
from bench.drawn.frame import Site
from demo.compare import Comparison, compare, merge, render
from demo.server import DemoServer
from demo.truth import Truth
from demo.web import Web
from model import SHANGHAI

RULES = (
    "incomplete-service-guide",
    "missing-interpretation",
    "unlinked-interpretation",
    "overdue-reply",
    "page-tags",
    "no-error-report-entry",
    "stale-column",
    "empty-column",
    "stale-homepage",
    "duplicate-content",
)
Menu = Sequence[tuple[str, str]]
_KINDS: Sequence[tuple[Callable[[Site], None], Callable[[Random], Menu]]] = (
    (guides.draw, lambda _: guides.MENU),
    (documents.draw, lambda _: documents.MENU),
    (columns.draw, columns.menu_of),
)


def draw(seed: int, amount: int, today: date) -> Web:
    """So many sites, of guides, of documents and of columns in turn, with the truth about them."""
    sites = []
    for number in range(amount):
        paint, menu = _KINDS[number % len(_KINDS)]
        random = Random(f"{seed} {number}")
        site = Site(number, random, today, menu(random))
        paint(site)
        sites.append(site)
    expected = tuple(one for site in sites for one in site.expected)
    return Web(today, {site.host.name: site.host for site in sites}, Truth(today, RULES, expected, ()))


def main(arguments: Sequence[str] | None = None) -> None:
    """Draw, audit through the command line, compare."""
    parser = argparse.ArgumentParser(prog="python -m bench.drawn", description="Precision and recall on sites drawn by lot.")
    parser.add_argument("--seed", type=int, help="the number that decides everything (default: that of the day)")
    parser.add_argument("--sites", type=int, default=12, metavar="N", help="how many sites to draw (default: 12)")
    options = parser.parse_args(arguments)
    today = datetime.now(SHANGHAI).date()
    seed = today.toordinal() if options.seed is None else options.seed
    web = draw(seed, options.sites, today)
    with DemoServer(web=web) as server, tempfile.TemporaryDirectory() as folder:
        compared = [_compared(f"http://{host}/", server.resolve_options(), Path(folder), web.truth) for host in web.hosts]
    print(f"{options.sites} sites of seed {seed}")
    print(render(merge(compared)))


def _compared(home: str, resolve: Sequence[str], folder: Path, truth: Truth) -> Comparison:
    return compare(
        audit(home, resolve, folder / "drawn.db", "--no-external", "--rules", ",".join(RULES)).findings, truth, site=home
    )


if __name__ == "__main__":
    main()
