"""Every form and the Excel export for 500 sites with 10,000 findings: `python -m bench.forms`.

Each is a whole process as an office runs it. Exit status 1 where one takes more than 30 s of CPU or 500 MB; the wall clock
says little on a machine that is busy with other things.
"""

from __future__ import annotations

import argparse
import asyncio
import sys
import tempfile
from collections.abc import Iterator, Sequence
from datetime import datetime
from pathlib import Path

from bench.measure import measure, program
from bench.results import keep
from model import SHANGHAI, Finding, PassKind, Site, SiteId, SiteKind, SitePassState
from storage import ledger, passes, registry
from storage.database import Database
from storage.pages import SiteStore

SECONDS, MEGABYTES = 30.0, 500.0
RULES = ("broken-link", "stale-column", "empty-column", "typo", "broken-attachment", "missing-interpretation", "page-tags")
SCORE = {"result": "合格", "total": 91.5, "vetoes": [], "candidates": [], "serious": [], "lines": [], "bonus": 0,
         "provisional": True, "complete": True, "notes": [], "pack": "chk-2019", "hash": "bench"}  # fmt: skip


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sites", type=int, default=500)
    parser.add_argument("--findings", type=int, default=10_000)
    options = parser.parse_args(arguments)
    slow = False
    with tempfile.TemporaryDirectory() as temporary:
        folder, now = Path(temporary), datetime.now(SHANGHAI)
        asyncio.run(fill(folder / "x.db", options.sites, options.findings, now))
        print(f"{'printed':<28} {'wall s':>8} {'CPU s':>8} {'peak MB':>8} {'file KB':>8}")
        for name, words, file in prints(folder, now):
            run = measure([program(), *words, "--output", str(file), "--database", f"sqlite:///{folder / 'x.db'}"])
            size = file.stat().st_size // 1024 if file.is_file() else 0
            costs = {"wall": round(run.wall, 2), "cpu": round(run.cpu, 2), "peak_mb": round(run.peak_mb, 1), "file_kb": size}
            what = {"printed": name, "sites": options.sites, "findings": options.findings, "status": run.status}
            keep("forms", {**what, **costs})
            bad = bool(run.status) or not size or run.cpu > SECONDS or run.peak_mb > MEGABYTES
            row = f"{name:<28} {run.wall:>8.1f} {run.cpu:>8.1f} {run.peak_mb:>8.0f} {size:>8}"
            print(f"{row}  TOO MUCH" if bad else row)
            slow = slow or bad
    return int(slow)


def prints(folder: Path, now: datetime) -> Iterator[tuple[str, list[str], Path]]:
    """(name, command, file) of each form in both kinds, and of the reports and exports of the quarter's pass."""
    month, quarter = f"{now:%Y-%m}", f"{now.year}-Q{(now.month + 2) // 3}"
    periods = {
        "monthly": month, "survey-summary": quarter, "circular": quarter, "self-check": quarter,
        "regulatory-year": str(now.year), "regulatory-year-gx": str(now.year), "work-year": str(now.year),
        "work-year-gx": str(now.year),
    }  # fmt: skip
    for form, period in periods.items():
        one = ["--site", "1"] if form.startswith("work-year") else []
        for kind in ("docx", "xlsx"):
            yield f"{form}.{kind}", ["forms", "make", form, "--period", period, *one], folder / f"{form}.{kind}"
    yield "notice.docx", ["forms", "make", "notice", "--site", "1"], folder / "notice.docx"
    yield "report of the pass .xlsx", ["report", "1", "--format", "xlsx"], folder / "pass.xlsx"
    for kind in ("html", "xlsx", "docx"):
        yield f"report of a site .{kind}", ["report", "5300000001", "--format", kind], folder / f"site.{kind}"
    for kind in ("csv", "jsonl"):
        yield f"findings export .{kind}", ["findings", "export"], folder / f"findings.{kind}"


async def fill(file: Path, sites: int, findings: int, now: datetime) -> None:
    """A register and its quarterly pass, as the program itself writes them."""
    async with Database(f"sqlite:///{file}") as db:
        kinds = list(SiteKind)
        new = [
            Site(
                SiteId(0),
                f"http://www.site{n}.gov.cn/",
                f"第{n}区人民政府",
                f"53{n:08d}",
                f"第{n}区人民政府办公室",
                kinds[n % 3],
            )
            for n in range(1, sites + 1)
        ]
        numbers = await registry.add(db, new)
        period = f"{now.year}-Q{(now.month + 2) // 3}"
        number, _ = await passes.create(db, PassKind.QUARTERLY, period, "chk-2019", "bench", numbers, {"rules": list(RULES)})
        for place, row in enumerate(await passes.sites_of(db, number)):
            mine = await passes.claim(db, row.id, "bench", 60)
            assert mine is not None
            site = await registry.get(db, row.site_id)
            amount = findings // sites + (place < findings % sites)
            await SiteStore(db, site, mine, 60).observe([_finding(site, n) for n in range(amount)], [])
            await ledger.reconcile(
                db, mine, rules=RULES, link_rules=(), complete=True, state=SitePassState.DONE, reason="",
                coverage={"complete": True, "pages": 300}, score=SCORE,
            )  # fmt: skip


def _finding(site: Site, number: int) -> Finding:
    url = f"{site.home_url}xxgk/202611/t{number}.html"
    message = f"“关于第{number}号事项的通知”链接无法打开（返回404），请核实后更正或者删除，并举一反三排查同类问题。"
    evidence = {"status": 404, "reason": "http-status", "text": f"第{number}号", "pages": number % 9 + 1}
    return Finding(
        RULES[number % len(RULES)], url, url, message, column="通知公告", evidence=evidence, discriminator=str(number)
    )


if __name__ == "__main__":
    sys.exit(main())
