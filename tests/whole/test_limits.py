"""A limit of pages is used up to the last page, though far more addresses wait, and the summary says that it was hit."""

from __future__ import annotations

from pathlib import Path

from tests.server import LoopbackServer
from tests.whole.run import audit
from tests.whole.site import small_site


def test_so_many_pages_are_read_as_were_allowed(tmp_path: Path) -> None:
    with LoopbackServer(small_site(news=40)) as server:
        ran = audit(server, tmp_path, "--max-pages", "7", "--rules", "page-tags")
    assert (ran.status, ran.summary["reason"], ran.summary["pages"]) == (3, "max-pages", 7)
    assert ran.summary["not_visited"] > 0
