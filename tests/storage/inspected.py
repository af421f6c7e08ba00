"""Passes without a crawl: what was looked at and what was found, written as an audit writes it."""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, timedelta

from model import Finding, LinkKind, Outcome, PassKind, SitePassState, Unknown
from storage import frontier, ledger, over_time, passes, registry
from storage.database import Database
from storage.frontier import Candidate, FrontierState, Settled
from storage.pages import Batch, SiteStore

HOME = "http://www.store.gov.cn/"
RULES = ("typo", "broken-link", "stale-column")


def typo(path: str = "", wrong: str = "布署") -> Finding:
    """A finding that one page proves."""
    return Finding(
        "typo",
        HOME + path,
        HOME + path,
        f"“{wrong}”应为“部署”",
        evidence={"wrong": wrong, "right": ["部署"]},
        discriminator=wrong,
    )


async def look(
    db: Database,
    period: str,
    findings: Sequence[Finding],
    *,
    home: str = HOME,
    also: Mapping[str, Outcome] | None = None,
    unknowns: Sequence[Unknown] = (),
    kind: PassKind = PassKind.AUDIT,
    rules: Sequence[str] = RULES,
    absent: Sequence[str] = (),
    complete: bool = True,
    failing: Sequence[str] = (),
    demands: Mapping[str, over_time.Demand] | None = None,
    later: timedelta = timedelta(),
) -> tuple[SiteStore, ledger.Reconciled]:
    """A pass that read the home page and `also`, and found something. `failing` answered 503; what else is broken is withdrawn.

    `demands` are what rules ask for before a fault is certain, judged as if the pass ended `later` than now.
    """
    site = await registry.for_audit(db, home)
    number, _ = await passes.create(db, kind, period, "chk-2019", "hash", [site.id], {"rules": list(rules)})
    row = next(row for row in await passes.sites_of(db, number) if row.site_id == site.id)
    mine = await passes.claim(db, row.id, "me", 60)
    assert mine is not None
    store = SiteStore(db, site, mine, 60)
    outcomes = {home: Outcome.OK, **(also or {}), **dict.fromkeys(failing, Outcome.BROKEN)}
    await store.commit(Batch(candidates=[Candidate(url, LinkKind.PAGE, "crawl", 10, 1) for url in outcomes]))
    rows = await frontier.window(db, store.id, FrontierState.PENDING, None, 1000, ())
    await store.commit(Batch(settled={row.id: _settled(outcomes[row.url], row.url in failing) for row in rows}))
    await store.observe(findings, unknowns)
    now = datetime.now(UTC)
    await over_time.hold_back(db, mine, demands or {}, now + later, 60)
    done = await ledger.reconcile(
        db, mine, rules=rules, link_rules={"broken-link"}, complete=complete, state=SitePassState.DONE, reason="",
        coverage={"complete": complete, "pages": len(outcomes)}, score=None, absent=absent,
        proves_since=now - timedelta(days=31),
    )  # fmt: skip
    return store, done


def _settled(outcome: Outcome, failing: bool) -> Settled:
    broken = outcome is Outcome.BROKEN
    return Settled(outcome, "http-status" if broken else "", (503 if failing else 404) if broken else 200)


async def states(db: Database) -> dict[int, str]:
    """The ledger: number -> state."""
    found = [await ledger.finding(db, number) for number in range(1, 20)]
    return {row.id: row.state for row, _ in filter(None, found)}


async def events(db: Database, number: int) -> list[str]:
    """What happened to a finding."""
    found = await ledger.finding(db, number)
    assert found is not None
    return [event.event for event in found[1]]
