"""The site is judged while links in trouble wait for another look; what that look brings after all is judged too."""

from datetime import timedelta
from pathlib import Path

from tests.server import LoopbackServer, Visit, answer
from tests.whole.run import audit
from tests.whole.site import HOME, TODAY, column, small_site

STALE = column("通知公告", "通知公告", [("关于做好供暖工作的通知", "/tzgg/t20261010_1.html", TODAY - timedelta(days=700))])
RULES = ("--rules", "stale-column,broken-link", "--set", "verify.spacing=2")


def test_a_column_that_opens_at_the_last_look_is_judged(tmp_path: Path) -> None:
    async def late(visit: Visit) -> None:
        await visit.send(answer(500) if visit.nth < 2 else STALE)

    with LoopbackServer(small_site(more={"/tzgg/": late})) as server:
        ran = audit(server, tmp_path, *RULES)
    assert (ran.of("stale-column"), ran.of("broken-link")) == ([HOME + "tzgg/"], [])
    assert ran.summary["complete"]


def test_what_fails_to_the_last_look_stands_beside_what_was_judged(tmp_path: Path) -> None:
    gone = '<a href="/gone.html">旧文</a>'
    with LoopbackServer(small_site(extra=gone, more={"/tzgg/": STALE})) as server:
        ran = audit(server, tmp_path, *RULES)
    assert (ran.of("stale-column"), ran.of("broken-link")) == ([HOME + "tzgg/"], [HOME + "gone.html"])
    assert ran.summary["complete"]
