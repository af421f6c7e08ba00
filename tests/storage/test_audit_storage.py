"""Frontier, pages and ledger of one site's pass, on both databases."""

import asyncio
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from model import (
    Confidence,
    Finding,
    LinkKind,
    Outcome,
    Page,
    PageKind,
    PassKind,
    SitePassState,
    StaleAttempt,
    StorageError,
    Unknown,
)
from pagework import pack_facts
from storage import coverage, frontier, ledger, passes, registry, stored_pages
from storage.database import Database
from storage.frontier import Candidate, FrontierState, Settled
from storage.packing import PageResults, pack_numbers, unpack_numbers
from storage.pages import Batch, PageRecord, SiteStore

HOME = "http://www.store.gov.cn/"
NOW = datetime(2026, 11, 20, 1, tzinfo=UTC)


async def new_store(db: Database, period: str = "p1") -> SiteStore:
    site = await registry.for_audit(db, HOME)
    number, _ = await passes.create(db, PassKind.AUDIT, period, "chk-2019", "hash", [site.id], {})
    [row] = await passes.sites_of(db, number)
    mine = await passes.claim(db, row.id, "me", 60)
    assert mine is not None
    return SiteStore(db, site, mine, 60)


def candidate(url: str, priority: int = 10, **more: object) -> Candidate:
    return Candidate(url, LinkKind.PAGE, "crawl", priority, 1, **more)  # type: ignore[arg-type]


def record(
    url_id: int, url: str, *, content: int = 1, links: Sequence[str] = (), findings: Sequence[Finding] = ()
) -> PageRecord:
    page = Page(url, url, 200, NOW, title="题", kind=PageKind.ARTICLE, content_hash=content)
    results = PageResults(tuple(findings))
    return PageRecord(
        url_id, 200, NOW, page.kind, "题", "2026-11-01", content, pack_facts(page), results, tuple(links), etag='"1"'
    )


def typo(url: str) -> Finding:
    return Finding("typo", url, url, "错", Confidence.CONFIRMED, None, {"wrong": "布署"}, "布署")


async def waiting_ids(store: SiteStore) -> dict[str, int]:
    rows = await frontier.window(store.db, store.id, FrontierState.PENDING, None, 100, ())
    return {row.url: row.id for row in rows}


async def test_an_address_waits_once_and_by_value(db: Database) -> None:
    store = await new_store(db)
    await store.commit(Batch(candidates=[candidate(HOME + "b", 20), candidate(HOME + "a", 10), candidate(HOME + "b", 1)]))
    await store.commit(
        Batch(candidates=[candidate(HOME + "a", 1), candidate(HOME + "c", 5), candidate(HOME + "skip", skip="robots")])
    )
    rows = await frontier.window(db, store.id, FrontierState.PENDING, "crawl", 10, ())
    assert [row.url for row in rows] == [HOME + "c", HOME + "a", HOME + "b"]
    assert await frontier.window(db, store.id, FrontierState.PENDING, "crawl", 1, {rows[0].id}) == [rows[1]]
    assert await coverage.skipped(db, store.id) == {"robots": 1}


async def test_what_is_settled_while_the_database_answers_is_not_handed_out_again(db: Database) -> None:
    store = await new_store(db)
    await store.commit(Batch(candidates=[candidate(HOME + "a", 1), candidate(HOME + "b", 2)]))
    under_way = {(await waiting_ids(store))[HOME + "a"]}
    asking = asyncio.create_task(frontier.window(db, store.id, FrontierState.PENDING, "crawl", 10, under_way))
    await asyncio.sleep(0)
    under_way.clear()  # as a commit does
    assert [row.url for row in await asking] == [HOME + "b"]


async def test_a_batch_is_all_or_nothing(db: Database) -> None:
    store = await new_store(db)
    await store.commit(Batch(candidates=[candidate(HOME)]))
    [number] = (await waiting_ids(store)).values()
    broken = record(number, HOME, links=[HOME + "x"])
    broken = type(broken)(**{**{name: getattr(broken, name) for name in broken.__slots__}, "kind": None})
    with pytest.raises(StorageError):
        await store.commit(Batch([broken], settled={number: Settled(Outcome.OK)}, candidates=[candidate(HOME + "x")]))
    assert await waiting_ids(store) == {HOME: number}
    with db.read_sync() as connection:
        assert list(stored_pages.pages_of(connection, store.id)) == []


async def test_pages_keep_their_history(db: Database) -> None:
    store = await new_store(db)
    await store.commit(Batch(candidates=[candidate(HOME), candidate(HOME + "x")]))
    ids = await waiting_ids(store)
    for content in (1, 1, 2**64 - 1):
        await store.commit(
            Batch([record(ids[HOME], HOME, content=content, links=[HOME + "x"])], settled={ids[HOME]: Settled(Outcome.OK)})
        )
    with db.read_sync() as connection:
        [seen] = stored_pages.pages_of(connection, store.id)
        assert (seen.url, seen.page.title) == (HOME, "题")
        assert [(url, targets) for _, url, targets in stored_pages.links_of(connection, store.id)] == [
            (HOME, [ids[HOME + "x"]])
        ]
        versions = connection.exec_driver_sql("SELECT count(*) FROM page_versions").scalar()
        assert stored_pages.published_of(connection, store.site.id, [HOME, HOME + "x"])[HOME].day.isoformat() == "2026-11-01"
    assert versions == 2


async def test_a_stalled_worker_writes_nothing(db: Database) -> None:
    store = await new_store(db)
    await store.commit(Batch(candidates=[candidate(HOME)]))
    other = await passes.claim(db, store.id, "other", 60, take_over=True)
    assert other is not None and other.attempt == 2
    [number] = (await waiting_ids(store)).values()
    for write in (
        store.commit(Batch([record(number, HOME)], settled={number: Settled(Outcome.OK)})),
        store.observe([typo(HOME)], []),
        store.keep_alive(),
        reconciled(store),
    ):
        with pytest.raises(StaleAttempt):
            await write
    assert await waiting_ids(store) == {HOME: number}
    with db.read_sync() as connection:
        assert list(ledger.observed(connection, store.id)) == []


async def reconciled(
    store: SiteStore, *, complete: bool = True, rules: Sequence[str] = ("typo", "broken-link", "stale-column")
) -> ledger.Reconciled:
    return await ledger.reconcile(
        store.db, store.mine, rules=rules, link_rules={"broken-link"}, complete=complete,
        state=SitePassState.DONE, reason="", coverage={"pages": 1}, score=None,
    )  # fmt: skip


Told = Outcome | tuple[Outcome, str, int] | None
"""How an address ended in a pass, also with reason and status; None: met but not asked."""


async def pass_with(
    db: Database, period: str, outcomes: Mapping[str, Told], findings: Sequence[Finding], **how: object
) -> ledger.Reconciled:
    """A pass that settled some addresses and found something."""
    store = await new_store(db, period)
    await store.commit(Batch(candidates=[candidate(url) for url in outcomes]))
    ids = await waiting_ids(store)
    told = {url: (outcome,) if isinstance(outcome, Outcome) else outcome for url, outcome in outcomes.items()}
    settled = {ids[url]: Settled(*said) for url, said in told.items() if said is not None}
    await store.commit(Batch(settled=settled))
    await store.observe(findings, [Unknown("stale-column", HOME + "c/", "脚本")] if how.pop("doubt", False) else [])
    return await reconciled(store, **how)  # type: ignore[arg-type]


OK, UNSURE = Outcome.OK, Outcome.UNVERIFIED
WITHDRAWN, FAILING = (Outcome.BROKEN, "http-status", 404), (Outcome.BROKEN, "http-status", 503)
GONE = Finding("broken-link", HOME + "gone", HOME, "坏")
STALE = Finding("stale-column", HOME + "c/", HOME + "c/", "旧")


@pytest.mark.parametrize(
    ("finding", "outcomes", "how", "fixed"),
    [
        (typo(HOME), {HOME: OK}, {}, True),
        (typo(HOME), {HOME: WITHDRAWN}, {}, True),  # the page is gone, and was looked for
        (typo(HOME), {HOME: FAILING}, {}, False),  # nobody saw what is on it
        (typo(HOME), {HOME: None}, {}, False),
        (typo(HOME), {HOME: UNSURE}, {}, False),
        (typo(HOME), {}, {}, False),
        (typo(HOME), {HOME: OK}, {"rules": ("broken-link",)}, False),
        (GONE, {HOME: OK, HOME + "gone": OK}, {}, True),
        (GONE, {HOME: OK, HOME + "gone": UNSURE}, {}, False),
        (GONE, {HOME: OK, HOME + "gone": None}, {}, False),
        (GONE, {HOME: OK}, {}, True),  # no page links there any more
        (GONE, {HOME: OK}, {"complete": False}, False),
        (GONE, {HOME: None}, {}, False),
        (STALE, {HOME + "c/": OK}, {}, True),
        (STALE, {HOME + "c/": OK}, {"doubt": True}, False),
    ],
)
async def test_only_what_was_looked_at_again_is_fixed(
    db: Database, finding: Finding, outcomes: dict[str, Told], how: dict[str, object], fixed: bool
) -> None:
    first = await pass_with(db, "p1", {HOME: OK}, [finding])
    assert first == ledger.Reconciled(opened=1)
    second = await pass_with(db, "p2", outcomes, [], **how)
    assert (second.fixed, second.not_checked) == ((1, 0) if fixed else (0, 1))


async def test_a_finding_that_comes_back_regresses(db: Database) -> None:
    await pass_with(db, "p1", {HOME: OK}, [typo(HOME)])
    again = await pass_with(db, "p2", {HOME: OK}, [typo(HOME)])
    await pass_with(db, "p3", {HOME: OK}, [])
    back = await pass_with(db, "p4", {HOME: OK}, [typo(HOME)])
    assert (again.refreshed, back.regressed, back.opened) == (1, 1, 0)
    found = await ledger.finding(db, 1)
    assert found is not None
    row, events = found
    assert (row.state, row.seen_passes) == ("open", 3)
    assert [event.event for event in events] == ["opened", "fixed", "regressed"]


@given(st.sets(st.integers(min_value=1, max_value=2**40), max_size=60))
def test_link_numbers_survive_packing(numbers: set[int]) -> None:
    assert unpack_numbers(pack_numbers(numbers)) == sorted(numbers)


async def test_pages_at_gives_what_was_last_read_but_not_what_is_in_trouble_now(db: Database) -> None:
    store = await new_store(db)
    urls = [HOME + name for name in ("a.html", "b.html", "c.html")]
    await store.commit(Batch(candidates=[candidate(url) for url in urls]))
    numbers = [store.known.numbers.get(url) or 0 for url in urls]
    settled = {n: Settled(Outcome.OK, "", 200, []) for n in numbers}
    await store.commit(Batch(pages=[record(n, url) for n, url in zip(numbers, urls, strict=True)], settled=settled))
    later = await passes_later(db, store)
    await later.commit(Batch(candidates=[candidate(url) for url in urls[:2]]))
    await later.commit(Batch(settled={numbers[0]: Settled(Outcome.BROKEN, "http-status", 404, [])}))
    with db.read_sync() as connection:
        found = {page.url for page in stored_pages.pages_at(connection, later.id, store.site.id, [*urls, HOME + "none.html"])}
    assert found == {urls[1], urls[2]}


async def passes_later(db: Database, store: SiteStore) -> SiteStore:
    number, _ = await passes.create(db, PassKind.AUDIT, "p2", "chk-2019", "hash", [store.site.id], {})
    [row] = await passes.sites_of(db, number)
    mine = await passes.claim(db, row.id, "me", 60)
    assert mine is not None
    return SiteStore(db, store.site, mine, 60)


async def test_words_on_a_page_are_those_of_the_links_first_met_there(db: Database) -> None:
    store = await new_store(db)
    await store.commit(Batch(candidates=[candidate(HOME)]))
    home = store.known.numbers.get(HOME)
    links = [
        candidate(HOME + "tz/", from_url=home, text="通知公告"),
        candidate("http://www.gov.cn/", from_url=home, text="中国政府网"),
        candidate(HOME + "x/", text="不在首页"),
    ]
    await store.commit(Batch(candidates=links))
    with db.read_sync() as connection:
        assert sorted(stored_pages.words_on(connection, store.id, [HOME], 10)) == ["中国政府网", "通知公告"]
        assert len(stored_pages.words_on(connection, store.id, [HOME], 1)) == 1
