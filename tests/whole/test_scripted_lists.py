"""Columns that a script fills are judged by what their interface answers, or not at all."""

from pathlib import Path

import pytest

from tests.server import LoopbackServer
from tests.whole.run import PROGRAM, Ran, audit, run
from tests.whole.scripted_site import OLD, scripted_site
from tests.whole.site import HOME, HOST


@pytest.fixture(scope="module")
def ran(tmp_path_factory: pytest.TempPathFactory) -> Ran:
    with LoopbackServer(scripted_site(hot=OLD)) as server:
        found = audit(server, Path(tmp_path_factory.mktemp("scripted")))
        assert {request.method for request in server.log} <= {"GET", "HEAD"}
    return found


def test_stale_lists_behind_interfaces_are_found(ran: Ran) -> None:
    stale = {f["url"].removeprefix(HOME): f for f in ran.findings if f["rule"] == "stale-column"}
    assert sorted(stale) == ["ajax/stale/", "col/col77/index.html", "fragment/", "gkmlpt/index#12"]
    assert {f["evidence"]["latest"] for f in stale.values()} == {OLD.isoformat()}
    assert stale["gkmlpt/index#12"]["column"] == "规划计划"
    assert stale["ajax/stale/"]["confidence"] == stale["fragment/"]["confidence"] == "confirmed"
    assert stale["col/col77/index.html"]["evidence"]["items"] == 20


def test_an_interface_that_holds_nothing_is_for_a_person_to_look_at(ran: Ran) -> None:
    empty = {f["url"].removeprefix(HOME): f["confidence"] for f in ran.findings if f["rule"] == "empty-column"}
    suspected = dict.fromkeys(("none/", "nothing/", "silent/"), "suspected")  # the last two answer with zero bytes
    assert empty == {**suspected, "blank/": "confirmed"}


def test_nothing_else_is_said_of_pages_for_programs(ran: Ran) -> None:
    assert {f["rule"] for f in ran.findings} == {"stale-column", "empty-column", "broken-link"}


def test_further_pages_of_an_interface_are_followed(ran: Ran) -> None:
    assert ran.of("broken-link") == [HOME + "fresh/art_13.html"]


def test_a_list_that_cannot_be_read_is_not_judged(ran: Ran) -> None:
    # /post/ and /mute/ share the template's file; /until/ says 暂无内容 before its script has run.
    assert (ran.summary["not_judged"]["stale-column"], ran.summary["not_judged"]["empty-column"]) == (3, 3)


def test_explain_shows_the_interface_and_its_list(tmp_path: Path) -> None:
    with LoopbackServer(scripted_site()) as server:
        resolve = f"{HOST}=127.0.0.1:{server.port}"
        done = run([*PROGRAM, "explain", HOME + "ajax/stale/", "--resolve", resolve], cwd=tmp_path)
    assert done.status == 0, done.err
    assert "列表接口  " + HOME + "api/list?channelId=32&pageNo=1" in done.out
    assert "列表      main ：10 条（json，json）" in done.out
