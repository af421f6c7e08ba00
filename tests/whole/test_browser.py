"""A real Chromium, where there is one with its library: what it shows is judged, and it reaches nothing by itself."""

from __future__ import annotations

import importlib.util
import os
import shutil
from datetime import timedelta
from pathlib import Path

import pytest

from tests.server import LoopbackServer, Route, answer, page
from tests.whole.run import ROOT, Ran, command, run
from tests.whole.scripted_site import data, shell
from tests.whole.site import HOME, TODAY, article, small_site

pytestmark = pytest.mark.skipif(
    importlib.util.find_spec("playwright") is None or not any(map(shutil.which, ("chromium", "google-chrome"))),
    reason="needs xuncha[browser] and an installed Chromium",
)

# The address is computed, so that it cannot be asked directly.
SHOW = """
var where = ['', 'da', 'ta', '?c=' + [7, 7].join('')].join('').replace('da', '/da');
var request = new XMLHttpRequest();
request.open('GET', where);
request.onload = function () {
  document.getElementById('list').innerHTML = JSON.parse(request.responseText)
    .map(function (x) { return '<li><a href="' + x.u + '">' + x.t + '</a><span>' + x.d + '</span></li>'; }).join('');
};
request.send();
"""
ESCAPE = """
var other = 'OTHER';
fetch('http://' + other + '/fetched', {mode: 'no-cors'}).catch(function () {});
navigator.sendBeacon('http://' + other + '/beacon', 'x');
fetch('/sent', {method: 'POST', body: 'x'}).catch(function () {});
try { new WebSocket('ws://' + other + '/socket'); } catch (e) {}
var picture = new Image(); picture.src = 'http://' + other + '/picture';
var frame = document.createElement('iframe'); frame.src = 'http://' + other + '/frame'; document.body.appendChild(frame);
var link = document.createElement('link'); link.rel = 'preconnect'; link.href = 'http://' + other; document.head.appendChild(link);
document.body.innerHTML += '<a id="file" href="/file.zip" download></a>'; document.getElementById('file').click();
alert('stop'); window.open('http://' + other + '/window');
"""


def site(other: str) -> dict[str, Route]:
    """A column that only a browser can read, one whose script never ends, and one that tries to get out."""
    rows = [(f"区政府召开第{n}次专题工作会议", f"/bm/a{n}.html", TODAY - timedelta(days=90 + n)) for n in range(6)]
    listed = [{"t": title, "u": url, "d": day.isoformat()} for title, url, day in rows]
    routes = small_site() | {
        "/bm/": shell("部门动态", SHOW + ESCAPE.replace("OTHER", other)),
        "/endless/": shell("区县动态", "document.getElementById('list').innerHTML = ''; while (true) {}"),
        "/later/": shell("乡镇动态", SHOW.replace("7, 7", "8, 8")),
        "/data?c=77": data(listed),
        "/data?c=88": data(listed),
        "/file.zip": answer(200, b"PK", {"Content-Type": "application/zip"}),
    }
    routes |= {url: article(title, day) for title, url, day in rows}
    entries = '<a href="/bm/"></a><a href="/endless/"></a><a href="/later/"></a><a href="/jggk/">'
    home = bytes(routes["/"]).partition(b"\r\n\r\n")[2].decode()  # type: ignore[arg-type]
    routes["/"] = page(home.replace('<a href="/jggk/">', entries))
    return routes


@pytest.fixture(scope="module")
def seen(tmp_path_factory: pytest.TempPathFactory) -> tuple[Ran, list[str], list[str]]:
    environment = os.environ | {"XUNCHA_LOG__LEVEL": "error"}
    environment["PYTHONPATH"] = os.pathsep.join(filter(None, (str(ROOT), os.environ.get("PYTHONPATH", ""))))
    with LoopbackServer() as other, LoopbackServer(site(other.authority)) as server:
        folder = Path(tmp_path_factory.mktemp("browser"))
        ran = run(command(server, folder, "--set", "crawler.browser_seconds=6"), environment=environment)
        return ran, [f"{r.method} {r.target}" for r in server.log], [r.target for r in other.log]


def test_columns_that_only_scripts_show_are_judged(seen: tuple[Ran, list[str], list[str]]) -> None:
    ran, _, _ = seen
    assert ran.of("stale-column") == [HOME + "bm/", HOME + "later/"]
    assert ran.summary["not_judged"]["stale-column"] == 1  # the endless one


def test_the_browser_reaches_nothing_by_itself(seen: tuple[Ran, list[str], list[str]]) -> None:
    _, own, foreign = seen
    assert foreign == []
    assert {line.partition(" ")[0] for line in own} <= {"GET", "HEAD"}
    assert "GET /data?c=77" in own
    assert not [line for line in own if "file.zip" in line or "/sent" in line]
