"""The ledger as people ask for it, on both databases."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select

from model import Confidence, Finding, Outcome, SitePassState, StorageError
from storage import bonuses, decisions, findings, notices, passes, reporting, scores, suppressions
from storage import tables as t
from storage.database import Database
from storage.findings import Wanted
from tests.storage.inspected import HOME, events, look, states, typo

HINT = Finding("misstatement", HOME + "x", HOME, "……", Confidence.SUSPECTED)
HAND = Finding("manual-finding", HOME, HOME, "电话无人接听", discriminator="电话")


async def numbers(db: Database, wanted: Wanted) -> list[int]:
    return [each.id for each in await findings.listed(db, wanted)]


async def test_every_filter_narrows(db: Database) -> None:
    store, _ = await look(db, "p1", [typo()])
    await look(db, "p2", [HINT, typo("a")])
    await decisions.assign(db, [1], "李某", "王某")
    known = {each.finding.url: each.id for each in await findings.listed(db, Wanted())}
    hint = known[HINT.url]
    assert await numbers(db, Wanted(site_id=store.site.id, rules=["misstatement"])) == [hint]
    assert await numbers(db, Wanted(confidence=Confidence.SUSPECTED)) == [hint]
    assert await numbers(db, Wanted(pass_id=1)) == [1]
    assert await numbers(db, Wanted(assignee="李某", states=["fixed"])) == [1]
    assert await numbers(db, Wanted(subject="*/a")) == [known[HOME + "a"]]
    assert await numbers(db, Wanted(min_days=1)) == [] and len(await numbers(db, Wanted(max_days=1, limit=2))) == 2
    assert await numbers(db, Wanted(regressed=True)) == []
    await look(db, "p3", [typo()])
    [back] = await findings.listed(db, Wanted(regressed=True))
    assert (back.id, back.regressed, back.seen_passes) == (1, True, 2)
    with pytest.raises(StorageError, match="finding 99"):
        await findings.get(db, [1, 99])


async def test_what_a_period_saw(db: Database) -> None:
    await look(db, "p1", [typo()])
    await decisions.enter(db, (await findings.get(db, [1]))[0].site_id, HAND, "王某")
    now = datetime.now(UTC)
    assert len(await findings.seen_between(db, now - timedelta(hours=1), now + timedelta(hours=1))) == 2
    assert await findings.seen_between(db, now + timedelta(hours=1), now + timedelta(hours=2)) == []


async def test_a_confirmation_holds_until_the_fault_comes_back(db: Database) -> None:
    first, _ = await look(db, "p1", [typo()])
    await decisions.confirm(db, [1], "王某")
    await look(db, "p2", [])
    again, _ = await look(db, "p3", [typo()])
    site, mark = first.site.id, (await findings.get(db, [1]))[0].fingerprint
    with db.read_sync() as connection:
        assert findings.confirmed_in(connection, site, first.id) == {mark}
        assert findings.confirmed_in(connection, site, again.id) == frozenset()
    await decisions.confirm(db, [1], "王某")
    await suppressions.dismiss_findings(db, [1], "误报", None, "李某")
    with db.read_sync() as connection:
        assert findings.confirmed_in(connection, site, again.id) == frozenset()
        assert findings.confirmed_in(connection, site, first.id) == {mark}


async def test_reports_and_scores_agree_on_what_a_person_confirmed(db: Database) -> None:
    doubt = replace(typo(), confidence=Confidence.SUSPECTED)
    first, _ = await look(db, "p1", [doubt])
    await decisions.confirm(db, [1], "王某")
    await look(db, "p2", [])
    again, _ = await look(db, "p3", [doubt])
    with db.read_sync() as connection:
        for number, confirmed in ((first.id, True), (again.id, False)):
            [noted] = reporting.noted(connection, number)
            [tally] = reporting.tallies(connection, number).values()
            assert (noted.is_confirmed, tally.confirmed, tally.suspected) == (confirmed, confirmed, not confirmed)


async def test_a_sample_that_left_out_the_other_page_calls_nothing_fixed(sqlite_db: Database) -> None:
    copy = replace(typo(), rule="stale-column", evidence={"duplicate_of": HOME + "other"})
    await look(sqlite_db, "p1", [copy])
    await look(sqlite_db, "p2", [], complete=False)
    assert await states(sqlite_db) == {1: "open"}
    await look(sqlite_db, "p3", [], complete=False, also={HOME + "other": Outcome.OK})
    assert await states(sqlite_db) == {1: "fixed"}


async def test_a_fault_that_is_told_with_another_page_is_not_fixed(sqlite_db: Database) -> None:
    both = {HOME + "a": Outcome.OK, HOME + "b": Outcome.OK}
    await look(sqlite_db, "p1", [replace(typo(path), rule="stale-column") for path in "ab"], also=both)
    together = replace(typo("a"), rule="stale-column", evidence={"pages": [HOME + "a", HOME + "b"], "count": 2})
    await look(sqlite_db, "p2", [together], also=both)
    assert set((await states(sqlite_db)).values()) == {"open"}
    await look(sqlite_db, "p3", [replace(together, evidence={"pages": [HOME + "a"], "count": 9})], also=both)
    assert set((await states(sqlite_db)).values()) == {"open"}
    await look(sqlite_db, "p4", [replace(together, evidence={"pages": [HOME + "a"], "count": 1})], also=both)
    assert sorted((await states(sqlite_db)).values()) == ["fixed", "open"]


async def test_a_confirmed_one_stays_so_when_it_is_notified_and_an_unlooked_one_does_not_become_so(db: Database) -> None:
    store, _ = await look(db, "p1", [typo(), typo("a")])
    await decisions.confirm(db, [1], "王某")
    day = datetime.now(UTC).date()
    await notices.create(db, store.site.id, [1, 2], issued_on=day, working_days=5, deadline=None, author="王某")
    with db.read_sync() as connection:
        assert len(findings.confirmed_in(connection, store.site.id, store.id)) == 1


async def test_what_is_entered_counts_for_the_passes_of_its_time(db: Database) -> None:
    first, _ = await look(db, "p1", [])
    site = first.site.id
    number, event = await decisions.enter(db, site, HAND, "王某")
    assert (event, await events(db, number)) == ("opened", ["opened", "confirmed"])
    assert (await decisions.enter(db, site, HAND, "王某"))[1] == "refreshed"
    later, _ = await look(db, "p2", [])
    rows = {row.id: row for n in (1, 2) for row in await passes.sites_of(db, n)}  # type: ignore[arg-type]
    with db.read_sync() as connection:
        end = passes.next_start(connection, site, first.id)
        assert end is not None and passes.next_start(connection, site, later.id) is None
        assert findings.entered_by(connection, site, rows[first.id].started_at, end) == [HAND]  # type: ignore[arg-type]
        assert findings.entered_by(connection, site, rows[later.id].started_at, None) == [HAND]  # type: ignore[arg-type]
    await decisions.end_entered(db, [number], "closed", "王某")
    third, _ = await look(db, "p3", [])
    begun = (await passes.sites_of(db, 3))[0].started_at  # type: ignore[arg-type]
    with db.read_sync() as connection:
        assert findings.entered_by(connection, site, begun, None) == []  # type: ignore[arg-type]
    assert third.id > later.id
    assert (await decisions.enter(db, site, HAND, "王某"))[1] == "regressed"
    with pytest.raises(StorageError, match="findings recheck"):
        await look(db, "p4", [typo()])
        await decisions.end_entered(db, [number + 1], "closed", "王某")
    assert (await states(db))[number] == "confirmed"


async def test_bonus_points_and_the_newest_inspection(db: Database) -> None:
    store, _ = await look(db, "p1", [])
    assert await bonuses.add(db, store.id, "创新发展", 2.5, "智能问答", "王某") == 1
    await bonuses.add(db, store.id, "办事服务", 1, "一件事", "王某")
    await bonuses.withdraw(db, 2)
    with db.read_sync() as connection:
        assert (bonuses.total(connection, store.id), len(bonuses.listed(connection, store.id))) == (2.5, 1)
    row = await passes.newest(db, store.site.id, passes.SCORABLE)
    assert row is not None and row.id == store.id and row.state is SitePassState.DONE
    await scores.keep(db, store.id, {"result": "合格"})
    row = await passes.newest(db, store.site.id, passes.SCORABLE, row.pass_id)
    assert row is not None and row.score == {"result": "合格"}
    assert await passes.newest(db, store.site.id, passes.SCORABLE, 99) is None  # type: ignore[arg-type]


async def test_a_site_that_moves_to_https_keeps_its_findings(db: Database) -> None:
    first, _ = await look(db, "p1", [typo(), typo("a"), typo("b")])
    await decisions.confirm(db, [1], "王某")
    known = {each.finding.url: each.id for each in await findings.listed(db, Wanted())}
    await suppressions.dismiss_findings(db, [known[HOME + "a"]], "误报", None, "李某")
    secure = [replace(one, url=one.url.replace("http:", "https:")) for one in (typo(), typo("a"))]
    also = {one.url: Outcome.OK for one in (*secure, typo("a"), typo("b"))}
    _, done = await look(db, "p2", secure, also=also)
    assert (done.opened, done.refreshed, done.fixed) == (0, 2, 1)
    assert await states(db) == {known[HOME]: "confirmed", known[HOME + "a"]: "suppressed", known[HOME + "b"]: "fixed"}
    now = {each.finding.url: each.id for each in await findings.listed(db, Wanted(states=["confirmed"]))}
    assert now.get(secure[0].url) == known[HOME]
    with db.read_sync() as connection:  # the report of the earlier pass still knows what a person said
        assert len(findings.confirmed_in(connection, first.site.id, first.id)) == 1
        assert any(noted.is_confirmed for noted in reporting.noted(connection, first.id))
    _, again = await look(db, "p3", [typo(), *secure], also=also)
    assert (again.opened, again.refreshed) == (1, 2)  # seen under both: two pages


async def test_a_site_that_moves_to_another_host_keeps_its_findings(db: Database) -> None:
    lost = Finding("broken-link", HOME + "lost", HOME + "a", "“申报范围”链接无法打开（返回404）。")
    outside = replace(lost, url="http://www.other.gov.cn/lost")
    await look(db, "p1", [typo("a"), lost, outside])
    there = [
        replace(one, url=one.url.replace("store", "shop"), page=one.page.replace("store", "shop")) for one in (typo("a"), lost)
    ]
    also = {one.url: Outcome.OK for one in there} | {HOME + "a": Outcome.OK, outside.url: Outcome.BROKEN}
    _, done = await look(db, "p2", [*there, replace(outside, page=there[0].url)], also=also)
    assert (done.opened, done.refreshed, done.fixed) == (0, 3, 0)
    strange = replace(outside, url="http://www.else.gov.cn/lost", page=there[0].url)  # another site's page of that path
    _, last = await look(db, "p3", [*there, strange], also=also | {strange.url: Outcome.BROKEN, outside.url: Outcome.OK})
    assert (last.opened, last.refreshed, last.fixed) == (1, 2, 1)


async def test_a_sample_of_a_rebuilt_site_calls_no_vanished_page_mended(db: Database) -> None:
    """Most articles known before are gone: their new addresses were not in the sample."""
    store, _ = await look(db, "p1", [typo("a"), typo("b")], also={HOME + path: Outcome.OK for path in "abcn"})
    async with db.write() as connection:
        ids = {row.url: row.id for row in (await connection.execute(select(t.urls.c.id, t.urls.c.url))).all()}
        rows = [
            {"site_id": store.site.id, "url_id": ids[HOME + path], "site_pass_id": store.id, "status": 200, "kind": "article"}
            | {"first_seen": datetime.now(UTC) - timedelta(hours=1), "last_seen": datetime.now(UTC), "content_hash": 0}
            for path in "abc"
        ]
        await connection.execute(t.pages.insert(), rows)
    gone = {HOME + "a": Outcome.BROKEN, HOME + "b": Outcome.BROKEN}
    _, part = await look(db, "p2", [], also=gone, complete=False)
    assert (part.fixed, part.not_checked) == (0, 2)
    later = {"site_id": store.site.id, "url_id": ids[HOME + "n"], "site_pass_id": store.id, "status": 200, "kind": "article"}
    later |= {"first_seen": datetime.now(UTC), "last_seen": datetime.now(UTC), "content_hash": 0}
    async with db.write() as connection:
        await connection.execute(t.pages.insert(), [later])
    also = gone | {HOME + "n": Outcome.OK}
    _, still = await look(db, "p2b", [], also=also, complete=False)
    assert (still.fixed, still.not_checked) == (0, 2)  # articles that came with the new addresses say nothing of it
    _, other = await look(db, "p3", [typo("b")], also=gone | {HOME + "b": Outcome.OK, HOME + "c": Outcome.OK}, complete=False)
    assert other.fixed == 1  # one page of several was taken off
    _, whole = await look(db, "p4", [], also=gone)
    assert whole.fixed == 1


async def test_a_letter_that_moved_waits_on(db: Database) -> None:
    late = Finding("overdue-reply", HOME + "a", HOME + "a", "留言“停水”2026年5月10日收到，至今85个工作日未答复。")
    rules = ("overdue-reply",)
    await look(db, "p1", [late], rules=rules)
    later = replace(late, url=HOME + "n/a", page=HOME, message=late.message.replace("85", "116"))
    _, done = await look(db, "p2", [later], rules=rules, also={HOME + "a": Outcome.BROKEN, later.url: Outcome.OK})
    assert (done.opened, done.refreshed, done.fixed) == (0, 1, 0)


async def test_a_page_that_moved_takes_its_finding_along(db: Database) -> None:
    stale = Finding(
        "stale-column", HOME + "old/", HOME + "old/", "“动态”90天未更新", column="动态", evidence={"latest": "2026-08-01"}
    )
    await look(db, "p1", [typo("a"), typo("b"), stale])
    await decisions.confirm(db, [1, 2, 3], "王某")
    known = {each.finding.url: each.id for each in await findings.listed(db, Wanted())}
    said = {each.finding.url: each.finding.message for each in await findings.listed(db, Wanted())}
    moved = replace(typo("a"), url=HOME + "new/a", page=HOME + "new/a", message=said[HOME + "a"] + "《一》中的一处")
    again = replace(stale, url=HOME + "new/", page=HOME + "new/", message="“动态”97天未更新")
    also = {HOME + "a": Outcome.BROKEN, HOME + "b": Outcome.BROKEN, HOME + "old/": Outcome.BROKEN}
    also |= {moved.url: Outcome.OK, again.url: Outcome.OK}
    _, done = await look(db, "p2", [moved, again], also=also)
    # the column is the same one; another text of the same kind is another finding
    assert (done.opened, done.refreshed, done.fixed) == (1, 1, 2)
    assert (await states(db))[known[HOME + "old/"]] == "confirmed"
    assert await events(db, known[HOME + "old/"]) == ["opened", "confirmed", "moved"]
    same = replace(moved, url=HOME + "newer/a", page=HOME + "newer/a")
    _, then = await look(db, "p3", [same, again], also={moved.url: Outcome.OK, same.url: Outcome.OK, again.url: Outcome.OK})
    assert (then.opened, then.fixed) == (1, 1)  # the old page is still there and was mended: no move
    _, last = await look(
        db, "p4", [moved, again], also={same.url: Outcome.BROKEN, moved.url: Outcome.OK, again.url: Outcome.OK}
    )
    assert (last.opened, last.regressed, last.fixed) == (0, 1, 1)


async def test_a_page_that_fails_today_is_not_mended(db: Database) -> None:
    """A server's trouble says nothing of what stands on its pages; only an address that says it is gone does."""
    _, first = await look(db, "p1", [typo("a"), typo("b")])
    assert first.opened == 2
    _, down = await look(db, "p2", [], also={HOME + "b": Outcome.BROKEN}, failing=[HOME + "a"])
    assert (down.fixed, down.not_checked) == (1, 1)
    _, back = await look(db, "p3", [], also={HOME + "a": Outcome.OK, HOME + "b": Outcome.BROKEN})
    assert back.fixed == 1


async def test_a_link_is_not_mended_while_a_page_that_held_it_fails(db: Database) -> None:
    places = [{"page": HOME + "a"}, {"page": HOME + "b"}]
    dead = Finding("broken-link", HOME + "dead", HOME + "a", "链接无法打开", evidence={"pages": 2, "places": places})
    await look(db, "p1", [dead], also={HOME + "a": Outcome.OK, HOME + "b": Outcome.OK})
    _, first = await look(db, "p2", [], also={HOME + "b": Outcome.OK}, failing=[HOME + "a"])
    _, other = await look(db, "p3", [], also={HOME + "a": Outcome.OK}, failing=[HOME + "b"])
    assert (first.fixed, other.fixed) == (0, 0)
    _, works = await look(db, "p4", [], also={HOME + "dead": Outcome.OK}, failing=[HOME + "b"])
    assert works.fixed == 1  # the target itself answers: whoever still holds the link does so rightly
    _, again = await look(db, "p5", [dead], also={HOME + "a": Outcome.OK, HOME + "b": Outcome.OK})
    _, gone = await look(db, "p6", [], also={HOME + "a": Outcome.OK, HOME + "b": Outcome.BROKEN})
    assert (again.regressed, gone.fixed) == (1, 1)


async def test_a_page_that_fails_today_has_not_moved(db: Database) -> None:
    await look(db, "p1", [typo("a")])
    said = replace(typo("a"), message="《一》中“布署”应为“部署”")
    await look(db, "p1b", [said], also={HOME + "a": Outcome.OK})
    copy = replace(said, url=HOME + "c", page=HOME + "c")
    _, done = await look(db, "p2", [copy], also={HOME + "c": Outcome.OK}, failing=[HOME + "a"])
    assert (done.opened, done.fixed, done.not_checked) == (1, 0, 1)


async def test_what_a_person_confirmed_is_certain_until_it_comes_back(db: Database) -> None:
    doubted = replace(typo(), confidence=Confidence.SUSPECTED)
    await look(db, "one", [doubted])
    assert not (await findings.get(db, [1]))[0].is_certain
    await decisions.confirm(db, [1], "王某")
    await look(db, "two", [])
    (fixed,) = await findings.get(db, [1])
    assert (fixed.state, fixed.by_person, fixed.is_certain) == ("fixed", True, True)
    await look(db, "three", [doubted])
    assert not (await findings.get(db, [1]))[0].is_certain
