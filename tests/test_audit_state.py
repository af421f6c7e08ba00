"""How the pass of a site ends: a limit that the calendar planned is no failure, any other one is."""

from collections.abc import Sequence

import pytest

from model import Coverage, Finding, PassKind, Site, SiteId, SitePassState
from stages.closing import state_of
from storage import ledger, passes, registry
from storage.database import Database
from storage.pages import SiteStore

DONE, PARTIAL = SitePassState.DONE, SitePassState.PARTIAL


@pytest.mark.parametrize(
    ("reason", "kind", "state"),
    [
        ("", PassKind.AUDIT, DONE),
        ("", PassKind.WEEKLY, DONE),
        ("sample", PassKind.WEEKLY, DONE),
        ("max-depth", PassKind.MONTHLY, DONE),
        ("max-depth", PassKind.AUDIT, PARTIAL),
        ("max-pages", PassKind.WEEKLY, PARTIAL),
        ("max-seconds", PassKind.QUARTERLY, PARTIAL),
    ],
)
def test_state_of_a_site(reason: str, kind: PassKind, state: SitePassState) -> None:
    assert state_of(Coverage(complete=not reason, reason=reason), kind) is state


async def looked_at(db: Database, site: Site, period: str, pages: Sequence[str]) -> None:
    number, _ = await passes.create(db, PassKind.WEEKLY, period, "p", "h", [site.id], {})
    [row] = await passes.sites_of(db, number)
    mine = await passes.claim(db, row.id, "a", 60)
    assert mine is not None
    findings = [Finding("typo", page, page, "错字", discriminator=str(n)) for page in pages for n in range(2)]
    await SiteStore(db, site, mine, 60).observe(findings, [])
    await ledger.reconcile(
        db, mine, rules=["typo"], link_rules=(), complete=False, state=DONE, reason="sample", coverage={}, score=None
    )


async def test_pages_of_open_findings_longest_unseen_first(db: Database) -> None:
    [number] = await registry.add(db, [Site(SiteId(0), "http://www.a.gov.cn/", "甲")])
    site = await registry.get(db, number)
    a, b, c = (f"http://www.a.gov.cn/{name}.html" for name in "abc")
    await looked_at(db, site, "2026-W46", [b, a])
    await looked_at(db, site, "2026-W47", [b, c])
    assert await ledger.open_finding_pages(db, site.id, 10) == [a, b, c]
    assert await ledger.open_finding_pages(db, site.id, 1) == [a]
