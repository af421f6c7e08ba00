"""Audits of one site in one database: what the later ones say of dates because of the first."""

from datetime import date, datetime, timedelta
from pathlib import Path

from model import SHANGHAI
from tests.server import LoopbackServer, answer, page, redirect
from tests.whole.run import PROGRAM, audit, run
from tests.whole.site import HOME, article, column, small_site

TODAY = datetime.now(SHANGHAI).date()
DAYS = ("--as-of", TODAY.isoformat())


def news(*extra: tuple[str, str, date], redated: date | None = None, again: date | None = None) -> dict[str, bytes]:
    """A news column of ten articles, ten days apart, with further ones in their place by date.

    `redated`: the seventh shows this day; `again`: the ninth stands under a new address and this day.
    """
    rows = [(f"区政府召开第{n}次专题工作会议", f"/xwzx/a{n}.html", TODAY - timedelta(days=1 + 10 * n)) for n in range(10)]
    if redated:
        rows[6] = (*rows[6][:2], redated)
    if again:
        rows[8] = (rows[8][0], "/xwzx/b8.html", again)
    rows = sorted([*rows, *extra], key=lambda row: row[2], reverse=True)
    return {"/xwzx/": column("新闻动态", "工作动态", list(rows)), **{url: article(title, day) for title, url, day in rows}}


def test_what_came_later_than_its_date_and_what_was_dated_anew(tmp_path: Path) -> None:
    late = ("区政府开展安全生产大检查", "/xwzx/late.html", TODAY - timedelta(days=35))
    new = ("区政府召开第一百次会议", "/xwzx/new.html", TODAY)
    with LoopbackServer(small_site(more=news())) as server:
        first = audit(server, tmp_path, *DAYS)
        server.routes.update(news(late, new, redated=TODAY, again=TODAY) | {"/xwzx/a8.html": answer(404)})
        second = audit(server, tmp_path, *DAYS)
        third = audit(server, tmp_path, *DAYS)
    assert first.of("abnormal-date") == []
    moved, again, came = [f for f in second.findings if f["rule"] == "abnormal-date"]
    assert (came["url"], came["confidence"], came["column"]) == (HOME + "xwzx/late.html", "suspected", "新闻动态")
    assert came["evidence"]["reason"] == "before-first-seen"
    assert (came["evidence"]["date"], came["evidence"]["looked_at"]) == (late[2].isoformat(), TODAY.isoformat())
    assert (moved["url"], moved["evidence"]["reason"]) == (HOME + "xwzx/a6.html", "re-dated")
    assert moved["evidence"]["was"] == (TODAY - timedelta(days=61)).isoformat()
    assert (again["url"], again["evidence"]["was_url"]) == (HOME + "xwzx/b8.html", HOME + "xwzx/a8.html")
    # what was found stays found although the page is known by now
    assert third.of("abnormal-date") == second.of("abnormal-date")


def test_a_page_that_moved_unchanged_is_told_at_its_new_address_only(tmp_path: Path) -> None:
    """As on a site that moves to https: the bytes behind the redirect are those that were read before."""
    old, new = "/tzgg/t20261010_1.html", "/tzgg/t20261010_2.html"
    wrong = article("关于做好冬季供暖工作的通知", TODAY - timedelta(days=3), extra="<p>会议安排布署了第四季度重点工作。</p>")
    linked = f'<p><a href="{old}">供暖通知</a></p>'
    with LoopbackServer(small_site(extra=linked, more={old: wrong})) as server:
        first = audit(server, tmp_path, *DAYS, "--rules", "typo")
        server.routes.update({old: redirect(new), new: wrong})
        second = audit(server, tmp_path, *DAYS, "--rules", "typo")
    assert first.of("typo") == [HOME.rstrip("/") + old]
    assert second.of("typo") == [HOME.rstrip("/") + new]


class Always(dict[str, bytes]):
    """Routes of a server that answers the same for every address."""

    def __init__(self, answer: bytes) -> None:
        super().__init__()
        self.answer = answer

    def get(self, key: str, default: object = None) -> bytes:  # type: ignore[override]
        return self.answer


def test_a_notice_in_place_of_every_page_mends_nothing(tmp_path: Path) -> None:
    wrong = article("关于做好冬季供暖工作的通知", TODAY - timedelta(days=3), extra="<p>会议安排布署了第四季度重点工作。</p>")
    notice = page("<html><head><title>系统维护</title></head><body><h1>网站升级维护中</h1><p>请稍后访问。</p></body></html>")
    with LoopbackServer(
        small_site(extra='<p><a href="/tzgg/t20261010_1.html">供暖</a></p>', more={"/tzgg/t20261010_1.html": wrong})
    ) as server:
        first = audit(server, tmp_path, *DAYS, "--rules", "typo")
        server.routes = Always(notice)
        second = audit(server, tmp_path, *DAYS, "--rules", "typo")
    found = run([*PROGRAM, "findings", "list", "--format", "jsonl", "--database", f"sqlite:///{tmp_path / 'audit.db'}"])
    assert len(first.of("typo")) == 1
    assert second.summary["reason"] == "one-notice" and second.status == 3
    assert [f["state"] for f in found.findings] == ["open"]
