"""Columns that only a browser can read: with the extra they are judged, without it they are not."""

import json
import os
from datetime import timedelta
from pathlib import Path

from tests.server import LoopbackServer, page
from tests.whole.run import ROOT, command, run
from tests.whole.scripted_site import shell
from tests.whole.site import HOME, TODAY, article, column, small_site

FAKES = ROOT / "tests" / "fakes"


def test_a_browser_reads_what_scripts_show(tmp_path: Path) -> None:
    old = TODAY - timedelta(days=90)
    items = [(f"区政府召开第{n}次专题工作会议", f"/bm/a{n}.html", old - timedelta(days=n)) for n in range(6)]
    markup = column("部门动态", "工作动态", list(items)).partition(b"\r\n\r\n")[2].decode()
    pages = tmp_path / "pages.json"
    pages.write_text(json.dumps({HOME + "bm/": markup}), encoding="utf-8")
    computed = "load(window.api + path(5))"
    routes = small_site() | {
        "/bm/": shell("部门动态", computed + ".appendChild(x)"),
        "/hangs/": shell("区县动态", computed + ".innerHTML"),
    }
    routes |= {url: article(title, day - timedelta(days=20 * (n == 2))) for n, (title, url, day) in enumerate(items)}
    entries = '<a href="/bm/"></a><a href="/hangs/"></a><a href="/jggk/">'
    home = bytes(routes["/"]).partition(b"\r\n\r\n")[2].decode().replace('<a href="/jggk/">', entries)  # type: ignore[arg-type]
    routes["/"] = page(home)
    environment = os.environ | {"XUNCHA_LOG__LEVEL": "error", "FAKE_BROWSER": str(pages)}
    with LoopbackServer(routes) as server:
        plain = run(command(server, tmp_path), environment=environment | {"PYTHONPATH": str(ROOT)})
        options = ("--set", "crawler.browser_pages=5")
        seen = run(command(server, tmp_path, *options), environment=environment | {"PYTHONPATH": f"{ROOT}{os.pathsep}{FAKES}"})
    assert (plain.of("stale-column"), plain.summary["not_judged"]["stale-column"]) == ([], 2)
    # What such a list leads to is read too: the article that bears another date than its place in the list.
    dates = [(one["url"], one["evidence"]["reason"]) for one in seen.findings if one["rule"] == "abnormal-date"]
    assert (dates, plain.of("abnormal-date")) == ([(HOME + "bm/a2.html", "list-mismatch")], [])
    assert (seen.of("stale-column"), seen.summary["not_judged"]["stale-column"]) == ([HOME + "bm/"], 1)
