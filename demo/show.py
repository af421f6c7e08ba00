"""`xuncha demo`: serves the demo sites, audits each as a stranger would, and holds the findings against the truth."""

from __future__ import annotations

import asyncio
import signal
import tempfile
from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

from demo import DEMO_SITES, truth
from demo.compare import Comparison, compare, merge, render
from demo.server import DemoServer
from model import ConfigError, PassKind
from reports.json_lines import finding_record
from reports.table import lines
from rules.catalogue import catalogue
from settings import Settings

Write = Callable[[str], None]


def show(settings: Settings, *, now: datetime, write: Write, words: Sequence[str] = ()) -> int:
    """Audit the demo sites, or those whose address holds one of `words`, and print the comparison; 0 when every audit was
    complete.
    """
    homes = [home for home in DEMO_SITES if not words or any(word in home for word in words)]
    if not homes:
        raise ConfigError(f"{', '.join(words)}: in no demo site's address; the sites are {', '.join(DEMO_SITES)}")
    with DemoServer(now.date()) as server, tempfile.TemporaryDirectory(prefix="xuncha-demo-") as folder:
        write(f"serving {len(homes)} demo sites on 127.0.0.1:{server.port}\n")
        database = f"sqlite:///{Path(folder) / 'demo.db'}"
        comparisons, complete = asyncio.run(_audit_all(settings, database, homes, tuple(server.resolve_options()), now, write))
    whole = merge(comparisons)
    write("\n与植入问题对照（found 找到，missed 漏报，wrong 误报）\n")
    write(render(whole) + "\n")
    return 0 if complete else 3


async def _audit_all(
    settings: Settings, database: str, homes: Sequence[str], resolve: tuple[str, ...], now: datetime, write: Write
) -> tuple[list[Comparison], bool]:
    # Imported here: the demo room is also read by tools that need no crawler.
    from audit import audit_site
    from one_off import Request, plan_of
    from opening import open_tools, parse_overrides
    from progress import Display
    from storage import ledger, passes, registry
    from storage.database import Database
    from tools import Progress

    expected = truth(now.date())
    found: list[Comparison] = []
    complete = True
    async with Database(database) as db:
        sites = [await registry.for_audit(db, home) for home in homes]
        async with open_tools(settings, db, sites=sites, overrides=parse_overrides(resolve), stop=_stopper()) as tools:
            pack = tools.ruleset
            plan = plan_of(Request(""), settings, pack, tools)
            number, _ = await passes.create(
                db, PassKind.AUDIT, now.isoformat(), pack.pack.name, pack.hash, [site.id for site in sites], plan.to_json()
            )
            for row, site in zip(await passes.sites_of(db, number), sites, strict=True):
                mine = await passes.claim(db, row.id, tools.owner, settings.calendar.lease_seconds)
                assert mine is not None
                progress = Progress(site.home_url)
                with Display([progress]):
                    result = await audit_site(tools, site, mine, plan, progress)
                complete = complete and result.coverage.complete
                with db.read_sync() as connection:
                    findings = list(ledger.observed(connection, mine.id))
                    unknowns = ledger.unknowns_of(connection, mine.id)
                for line in lines(
                    site=f"\n═══ {site.home_url}",
                    findings=findings,
                    unknowns=unknowns,
                    coverage=result.coverage,
                    score=result.score,
                    catalogue=catalogue(),
                ):
                    write(line)
                records: list[dict[str, Any]] = [finding_record(finding) for finding in findings]
                found.append(compare(records, expected.of(site.home_url), site=site.home_url))
    return found, complete


def _stopper() -> asyncio.Event:
    stop = asyncio.Event()
    asyncio.get_running_loop().add_signal_handler(signal.SIGINT, stop.set)
    return stop


def stay() -> int:
    """Only serve the demo sites, until Ctrl-C."""
    with DemoServer() as server:
        print("\n".join(f"--resolve {option}" for option in server.resolve_options()))
        print("\n".join(DEMO_SITES))
        try:
            signal.pause()
        except KeyboardInterrupt:
            return 0
    return 0
