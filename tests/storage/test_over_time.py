"""What a monitored site shows once is suspected until a look at another time shows it again."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

from model import Finding, Outcome, PassKind
from storage import decisions, findings, ledger, notices
from storage.database import Database
from storage.findings import Wanted
from storage.over_time import PENDING, Demand
from tests.storage.inspected import HOME, events, look, states

LINK = HOME + "gone.html"
DAY = {"broken-link": Demand(hours=24)}
TWICE = {"stale-column": Demand(passes=2)}
LATER = timedelta(hours=25)


def broken(reason: str = "http-status", attempts: Sequence[str] = ("GET",)) -> Finding:
    asked = [{"time": "2026-11-21T09:00:00+08:00", "method": each, "status": 404} for each in attempts]
    evidence = {"status": 404, "reason": reason, "text": "通知", "pages": 1, "attempts": asked}
    return Finding("broken-link", LINK, HOME, "“通知”链接无法打开（返回404）。", evidence=evidence)


async def confidence(db: Database) -> str:
    return str((await findings.listed(db, Wanted(limit=1)))[0].finding.confidence)


def observed(db: Database, site_pass: int) -> list[Finding]:
    with db.read_sync() as connection:
        return list(ledger.observed(connection, site_pass))  # type: ignore[arg-type]


async def weekly(db: Database, period: str, found: Sequence[Finding], later: timedelta = timedelta()) -> int:
    store, _ = await look(
        db, period, found, kind=PassKind.WEEKLY, also={LINK: Outcome.BROKEN if found else Outcome.OK}, demands=DAY, later=later
    )
    return store.id


async def test_the_first_look_is_suspected_and_says_what_it_waits_for(db: Database) -> None:
    number = await weekly(db, "2026-W46", [broken()])
    (found,) = observed(db, number)
    assert (found.confidence, "24小时" in found.evidence[PENDING]) == ("suspected", True)
    assert await confidence(db) == "suspected"
    (open_,) = await notices.open_findings(db, (await findings.listed(db, Wanted()))[0].site_id)
    assert (open_.confidence, open_.state) == ("suspected", "open")


async def test_a_second_look_too_soon_proves_nothing(db: Database) -> None:
    await weekly(db, "2026-W46", [broken()])
    await weekly(db, "2026-W47", [broken()], timedelta(hours=3))
    assert await confidence(db) == "suspected"


async def test_a_second_look_a_day_later_proves_both(db: Database) -> None:
    first = await weekly(db, "2026-W46", [broken()])
    second = await weekly(db, "2026-W47", [broken()], LATER)
    assert await confidence(db) == "confirmed"
    for number in (first, second):
        (found,) = observed(db, number)
        assert (found.confidence, PENDING in found.evidence) == ("confirmed", False)
    await weekly(db, "2026-W48", [broken()])
    assert await confidence(db) == "confirmed"  # what is proved stays so as long as it is there


async def test_what_failed_on_one_day_only_is_never_certain(db: Database) -> None:
    first = await weekly(db, "2026-W46", [broken()])
    await weekly(db, "2026-W47", [], LATER)
    assert list((await states(db)).values()) == ["fixed"]
    again = await weekly(db, "2026-W48", [broken()], LATER)
    assert (await confidence(db), await events(db, 1)) == ("suspected", ["opened", "fixed", "regressed"])
    await weekly(db, "2026-W49", [broken()], LATER)
    assert await confidence(db) == "confirmed"
    assert [observed(db, number)[0].confidence for number in (first, again)] == ["suspected", "confirmed"]


async def test_an_address_that_is_none_needs_no_second_look(db: Database) -> None:
    await weekly(db, "2026-W46", [broken("bad-url", ())])
    assert await confidence(db) == "confirmed"


async def test_what_a_check_only_suspects_stays_so_however_often_it_is_seen(db: Database) -> None:
    doubted = replace(broken("soft-404"), confidence="suspected")  # type: ignore[arg-type]
    first = await weekly(db, "2026-W46", [doubted])
    await weekly(db, "2026-W47", [doubted], LATER)
    assert await confidence(db) == "suspected"
    await weekly(db, "2026-W48", [broken()], 2 * LATER)
    assert observed(db, first)[0].confidence == "suspected"  # it did not wait for a look, but for a person


async def test_a_person_who_confirms_is_not_kept_waiting(db: Database) -> None:
    await weekly(db, "2026-W46", [broken()])
    await decisions.confirm(db, [1], "王某")
    await weekly(db, "2026-W47", [broken()], LATER)
    assert (await states(db), await confidence(db)) == ({1: "confirmed"}, "confirmed")


async def test_a_count_of_passes_on_different_days(db: Database) -> None:
    column = Finding("stale-column", HOME + "news/", HOME, "“动态”栏目无内容。")
    at_once, next_day = timedelta(), timedelta(days=1)
    for kind, later, expected in (
        (PassKind.WEEKLY, at_once, "suspected"),
        (PassKind.MONTHLY, at_once, "suspected"),  # both made up after a standstill, one after the other
        (PassKind.QUARTERLY, next_day, "confirmed"),
    ):
        also = {HOME + "news/": Outcome.OK}
        await look(db, "any", [column], kind=kind, also=also, demands=TWICE, later=later)
        assert await confidence(db) == expected
