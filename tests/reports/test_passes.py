"""A list of passes tells at a glance which site is down and which one turns programs away."""

from model import PassKind, SitePassState
from reports.passes import outcome_lines, pass_lines
from storage import overview, passes, registry
from storage.database import Database
from storage.passes import SitePass


async def ended(db: Database, mine: SitePass, reason: str) -> None:
    state = SitePassState.FAILED if reason else SitePassState.DONE
    async with db.write() as connection:
        await passes.end(connection, mine, state, reason, {"complete": not reason, "reason": reason}, None)


async def test_blocked_and_down_are_told_apart(db: Database) -> None:
    reasons = {"http://down.gov.cn/": "unreachable", "http://shut.gov.cn/": "refused", "http://good.gov.cn/": ""}
    sites = [await registry.for_audit(db, url) for url in reasons]
    number, _ = await passes.create(db, PassKind.WEEKLY, "2026-W47", "chk-2019", "hash", [site.id for site in sites], {})
    for row, reason in zip(await passes.sites_of(db, number), reasons.values(), strict=True):
        mine = await passes.claim(db, row.id, "me", 60)
        assert mine is not None
        await ended(db, mine, reason)
    inspection = await passes.get(db, number)
    assert inspection is not None
    found = await overview.sites_in(db, number)
    table = {line.split()[0]: line for line in pass_lines(inspection, found) if line.strip()}
    assert "未能检查（打不开）" in table["http://down.gov.cn/"]
    assert "未能检查（拒绝程序访问）" in table["http://shut.gov.cn/"]
    assert "（" not in table["http://good.gov.cn/"]
    said = "".join(outcome_lines(inspection, found, idle=False))
    assert "未能检查2个（打不开1个，拒绝程序访问1个）" in said
    assert "http://shut.gov.cn/：首页拒绝程序访问" in said and "http://down.gov.cn/：首页打不开" in said
