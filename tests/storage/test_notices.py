"""Rectification notices: what they may hold, their steps, when they are late."""

from datetime import date

import pytest

from model import Outcome, StorageError
from storage import notices, suppressions
from storage.database import Database
from tests.storage.inspected import HOME, events, look, states, typo

ISSUED, DEADLINE = date(2026, 11, 2), date(2026, 11, 16)
LATER = date(2026, 11, 17)


async def issue(db: Database, *numbers: int, deadline: date | None = DEADLINE) -> int:
    store, _ = await look(db, "p1", [typo(), typo("a"), typo("b")])
    return await notices.create(
        db,
        store.site.id,
        numbers,
        issued_on=ISSUED,
        working_days=10,
        deadline=deadline,
        author="王某",
        number="整改〔2026〕1号",
    )


async def test_a_notice_from_issue_to_close(db: Database) -> None:
    number = await issue(db, 1, 2)
    assert await states(db) == {1: "notified", 2: "notified", 3: "open"}
    notice = await notices.get(db, number)
    assert [finding.id for finding in notice.findings] == [1, 2]
    assert [finding.id for finding in await notices.open_findings(db, notice.site_id)] == [3]
    await notices.answer(db, number, "已改正", date(2026, 11, 10), "甲局")
    await notices.answer(db, number, "补充材料", date(2026, 11, 20), "甲局")
    with pytest.raises(StorageError, match="2 findings are still there"):
        await notices.close(db, number, "", "王某")
    await look(db, "p2", [typo("b")], also={HOME + "a": Outcome.OK})
    await notices.rechecked(db, number, "已整改2", "王某")
    await notices.close(db, number, "完成", "王某")
    notice = await notices.get(db, number)
    assert (notice.state, notice.answered_on) == ("closed", date(2026, 11, 10))
    assert [event.event for event in notice.events] == ["issued", "answered", "answered", "rechecked", "closed"]
    assert await states(db) == {1: "closed", 2: "closed", 3: "open"}
    assert await events(db, 1) == ["opened", "notified", "fixed", "closed"]
    with pytest.raises(StorageError, match="is closed and cannot be answered"):
        await notices.answer(db, number, "", ISSUED, "甲局")
    await notices.reopen(db, number, "复查又发现", "王某")
    assert (await notices.get(db, number)).state == "answered"


async def test_a_dismissed_finding_keeps_no_notice_open(db: Database) -> None:
    number = await issue(db, 1)
    await suppressions.dismiss_findings(db, [1], "误报", None, "王某")
    await notices.close(db, number, "", "王某")
    assert await states(db) == {1: "suppressed", 2: "open", 3: "open"}


async def test_a_closed_one_that_comes_back_may_stand_in_a_new_notice(db: Database) -> None:
    number = await issue(db, 1)
    await look(db, "p2", [])
    await notices.close(db, number, "", "王某")
    await look(db, "p3", [typo()])
    assert 1 in [finding.id for finding in await notices.open_findings(db, (await notices.get(db, number)).site_id)]


@pytest.mark.parametrize("numbers", [(), (99,), (1, 99)])
async def test_a_notice_holds_open_findings_of_its_site_alone(db: Database, numbers: tuple[int, ...]) -> None:
    with pytest.raises(StorageError, match="open finding"):
        await issue(db, *numbers)
    assert await notices.listed(db) == []
    assert await states(db) == {1: "open", 2: "open", 3: "open"}


async def test_when_a_notice_is_late(db: Database) -> None:
    number = await issue(db, 1)
    notice = await notices.get(db, number)
    assert not notice.overdue(DEADLINE)
    assert notice.overdue(LATER) and notice.answered_late(LATER)
    await notices.answer(db, number, "", DEADLINE, "甲局")
    notice = await notices.get(db, number)
    assert notice.overdue(LATER) and not notice.answered_late(LATER)  # in time, but the finding is still there
    await look(db, "p2", [])
    assert not (await notices.get(db, number)).overdue(LATER)
    assert [n.id for n in await notices.listed(db, states=("answered",))] == [number]
    assert await notices.listed(db, period="2026-Q3") == []


async def test_a_notice_without_a_known_deadline_is_never_late(db: Database) -> None:
    number = await issue(db, 1, deadline=None)
    notice = await notices.get(db, number)
    assert notice.deadline is None
    assert not notice.overdue(date(2030, 1, 1))
    with pytest.raises(StorageError, match="there is none"):
        await notices.get(db, number + 1)
