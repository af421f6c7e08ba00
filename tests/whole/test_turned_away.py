"""A site that opens and then wants us no more, or goes down: the audit says that it is not complete, and blames nobody."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.server import LoopbackServer, Route, Visit, answer, page
from tests.whole.run import Ran, audit
from tests.whole.site import small_site

OPTIONS = ("--rules", "broken-*,stale-column,empty-column", "--set", "crawler.backoff_cap=0.1")


class Door:
    """Lets so many requests in; the others get `then`."""

    def __init__(self, lets: int, then: Route) -> None:
        self.left, self.then = lets, then

    def guard(self, route: Route) -> Callable[[Visit], object]:
        async def go(visit: Visit) -> None:
            self.left -= 1
            chosen = route if self.left >= 0 else self.then
            await (chosen(visit) if callable(chosen) else visit.send(chosen))

        return go


async def reset(visit: Visit) -> None:
    visit.reset()


def visited(tmp_path: Path, lets: int, then: Route) -> Ran:
    door = Door(lets, then)
    routes = {path: door.guard(route) for path, route in small_site(news=24).items()}
    with LoopbackServer(routes) as server:  # type: ignore[arg-type]
        return audit(server, tmp_path, *OPTIONS)


@pytest.mark.parametrize(
    "then",
    [
        page("<h1>403 Forbidden</h1>", status=403),
        answer(404, b"<h1>404 Not Found</h1>"),
        reset,
    ],
    ids=["403", "404", "reset"],
)
def test_a_site_that_shuts_half_way(tmp_path: Path, then: Route) -> None:
    ran = visited(tmp_path, 15, then)
    assert ran.status == 3, ran.err
    assert ran.summary["complete"] is False
    assert ran.summary["reason"] in ("turned-away", "site-down")
    assert ran.findings == []
