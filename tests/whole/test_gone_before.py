"""What an earlier audit proved to be gone takes one look to be confirmed; any other answer is a matter of its own."""

from pathlib import Path

import pytest

from tests.server import LoopbackServer, Visit, answer, page
from tests.whole.run import Ran, audit
from tests.whole.site import HOME, small_site

EXTRA = '<p><a href="/gone.html">旧文</a> <a href="/gone.pdf">附件：旧表</a></p>'
RULES = ("--rules", "broken-link,broken-attachment")
GONE = [HOME + "gone.html", HOME + "gone.pdf"]


def told(ran: Ran) -> list[str]:
    return sorted(finding["url"] for finding in ran.findings)


def looks(server: LoopbackServer, path: str) -> int:
    return sum(request.path == path for request in server.log)


def test_one_look_confirms_it_and_the_evidence_shows_all_of_them(tmp_path: Path) -> None:
    with LoopbackServer(small_site(extra=EXTRA)) as server:
        assert told(audit(server, tmp_path, *RULES)) == GONE
        before = [looks(server, path) for path in ("/gone.html", "/gone.pdf")]
        again = audit(server, tmp_path, *RULES)
        third = audit(server, tmp_path, *RULES)
        assert [looks(server, path) for path in ("/gone.html", "/gone.pdf")] == [before[0] + 2, before[1] + 2]
    assert told(again) == told(third) == GONE
    assert before == [2, 2]
    attempts = third.findings[0]["evidence"]["attempts"]
    assert len(attempts) == 3
    assert attempts == sorted(attempts, key=lambda attempt: attempt["time"])


def test_what_is_there_again_is_read(tmp_path: Path) -> None:
    with LoopbackServer(small_site(extra=EXTRA)) as server:
        audit(server, tmp_path, *RULES)
    text = "<p>" + "区政府召开会议，研究部署下一步工作安排。" * 20
    more = {
        "/gone.html": page(f"<html><head><title>旧文</title></head><body><h1>旧文</h1>{text}"),
        "/gone.pdf": answer(200, b"%PDF-1.4 "),
    }
    with LoopbackServer(small_site(extra=EXTRA, more=more)) as server:
        assert told(audit(server, tmp_path, *RULES)) == []


@pytest.mark.parametrize("status", [503, 500])
def test_another_trouble_is_looked_at_as_if_nothing_were_known(tmp_path: Path, status: int) -> None:
    async def once(visit: Visit) -> None:
        await visit.send(
            answer(status) if visit.nth == 0 else page("<html><head><title>旧文</title></head><body>" + "内容" * 90)
        )

    with LoopbackServer(small_site(extra=EXTRA)) as server:
        audit(server, tmp_path, *RULES)
    with LoopbackServer(small_site(extra=EXTRA, more={"/gone.html": once})) as server:
        ran = audit(server, tmp_path, *RULES)
        assert looks(server, "/gone.html") == 2
    assert told(ran) == [HOME + "gone.pdf"]
