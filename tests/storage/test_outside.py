"""Verdicts on outside targets that the sites of one pass share, on both databases; what is read back of them."""

from __future__ import annotations

from datetime import UTC, datetime

from model import LinkKind, Outcome, PassId
from storage import outside
from storage import tables as t
from storage.database import Database
from storage.frontier import Settled

A, B = "http://a.com/", "http://b.com/x.jpg"


async def _pass(db: Database) -> PassId:
    async with db.write() as connection:
        row = {"kind": "monthly", "period": "2026-11", "ruleset": "x", "ruleset_hash": "y", "created_at": datetime.now(UTC)}
        made = await connection.execute(t.passes.insert().values(**row))
    return PassId(made.inserted_primary_key[0])


async def test_the_first_verdict_of_a_pass_stands(db: Database) -> None:
    mine = await _pass(db)
    good = Settled(Outcome.OK, "", 200, [], {"title": "某公司"})
    bad = Settled(Outcome.BROKEN, "http-status", 404, [{"at": "2026-11-22T00:00:00+00:00", "status": 404}])
    await outside.share(
        db, mine, {(A, LinkKind.PAGE): good, (B, LinkKind.IMAGE): bad, ("http://c.com/", LinkKind.PAGE): Settled(None)}
    )
    await outside.share(db, mine, {(A, LinkKind.PAGE): Settled(Outcome.BROKEN, "dns")})
    wanted = [(A, LinkKind.PAGE), (B, LinkKind.IMAGE), ("http://c.com/", LinkKind.PAGE)]
    known = await outside.shared(db, mine, wanted)
    assert known == {(A, LinkKind.PAGE): good, (B, LinkKind.IMAGE): bad}
    assert await outside.shared(db, mine, [(B, LinkKind.PAGE)]) == {}, "another kind is judged otherwise"
    assert await outside.shared(db, PassId(mine + 1), wanted) == {}
    assert await outside.shared(db, mine, []) == {}
