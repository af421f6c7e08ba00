"""Which addresses may still be waited for while the site is judged, and whether they failed as expected."""

import pytest

from model import ColumnKind, LinkKind, Outcome
from storage import columns, frontier, last_looks
from storage.database import Database
from storage.frontier import Candidate, FrontierState, Settled
from storage.pages import Batch, SiteStore
from tests.storage.test_outcomes import HOME, LOOKS, new_store

FAILED = Settled(None, "http-status", 404, LOOKS)
GONE = Settled(Outcome.BROKEN, "http-status", 404, LOOKS)


async def waiting(db: Database, *candidates: Candidate) -> tuple[SiteStore, dict[str, int]]:
    """A pass in which everything was asked, and some addresses failed at first."""
    store = await new_store(db)
    await store.commit(Batch(candidates=candidates))
    numbers = {w.url: w.id for w in await frontier.window(db, store.id, FrontierState.PENDING, None, 100, ())}
    asked = {candidate.url for candidate in candidates}
    settled = {number: FAILED if url in asked else Settled(Outcome.OK, "", 200) for url, number in numbers.items()}
    await store.commit(Batch(settled=settled))
    return store, {url: numbers[url] for url in asked}


def link(name: str, kind: LinkKind = LinkKind.PAGE, job: frontier.Job = "crawl") -> Candidate:
    return Candidate(HOME + name, kind, job, 10, 1)


async def test_pages_never_read_and_files_are_of_no_consequence(db: Database) -> None:
    store, numbers = await waiting(db, link("gone.html"), link("gone.jpg", LinkKind.IMAGE, "verify"))
    assert await last_looks.of_no_consequence(db, store.site.id, store.id) == frozenset(numbers.values())


async def test_nothing_may_wait_at_all(db: Database) -> None:
    store, _ = await waiting(db)
    assert await last_looks.of_no_consequence(db, store.site.id, store.id) == frozenset()
    assert await last_looks.have_failed(db, store.id, frozenset())


@pytest.mark.parametrize("other", [link("exit", job="verify"), link("menu.js", LinkKind.SCRIPT)], ids=["way out", "script"])
async def test_what_else_is_asked_of_the_site_is_waited_for(db: Database, other: Candidate) -> None:
    store, _ = await waiting(db, link("gone.html"), other)
    assert await last_looks.of_no_consequence(db, store.site.id, store.id) is None


async def test_a_column_is_waited_for(db: Database) -> None:
    store, _ = await waiting(db, link("tzgg/"))
    await columns.add(db, store.site.id, HOME + "tzgg/#a", "通知公告", ColumnKind.OTHER)
    assert await last_looks.of_no_consequence(db, store.site.id, store.id) is None


async def test_an_address_that_was_not_asked_is_waited_for(db: Database) -> None:
    store, _ = await waiting(db, link("gone.html"))
    await store.commit(Batch(candidates=[link("new.html")]))
    assert await last_looks.of_no_consequence(db, store.site.id, store.id) is None


@pytest.mark.parametrize(
    "last, failed",
    [
        (GONE, True),
        (Settled(Outcome.UNVERIFIED, "refused", 403, LOOKS), True),
        (Settled(Outcome.BROKEN, "empty", 200, LOOKS), False),
        (Settled(Outcome.OK, "redirected", 200), False),
        (FAILED, False),
    ],
)
async def test_only_what_failed_for_good_was_foreseen(db: Database, last: Settled, failed: bool) -> None:
    store, numbers = await waiting(db, link("a.html"), link("b.html"))
    first, second = numbers.values()
    await store.commit(Batch(settled={first: GONE, second: last}))
    assert await last_looks.have_failed(db, store.id, numbers.values()) is failed


async def test_gains_count_what_may_change_the_picture(db: Database) -> None:
    store, numbers = await waiting(db, link("a.html"))
    before = store.gains
    await store.commit(Batch(settled=dict.fromkeys(numbers.values(), GONE)))
    assert store.gains == before
    await store.commit(Batch(candidates=[link("new.html")]))
    assert store.gains == before + 1
