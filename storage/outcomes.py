"""What became of the addresses of a site's pass, written into its frontier a batch at a time."""

from __future__ import annotations

from collections.abc import Mapping

from sqlalchemy import bindparam, update
from sqlalchemy.ext.asyncio import AsyncConnection

from model import Outcome, SitePassId
from storage import tables as t
from storage.frontier import Settled, chunks_of

_OF_PASS = update(t.frontier).where(t.frontier.c.site_pass_id == bindparam("b_pass"))
_OUTCOME = {
    "state": bindparam("b_state"),
    "outcome": bindparam("b_outcome"),
    "reason": bindparam("b_reason"),
    "status": bindparam("b_status"),
    "attempts": bindparam("b_attempts", type_=t.frontier.c.attempts.type),
    "shown": bindparam("b_shown", type_=t.frontier.c.shown.type),
}
_SETTLE = _OF_PASS.where(t.frontier.c.url_id == bindparam("b_id")).values(_OUTCOME)
_SETTLE_TOGETHER = _OF_PASS.where(t.frontier.c.url_id.in_(bindparam("b_ids", expanding=True))).values(_OUTCOME)


async def settle(connection: AsyncConnection, site_pass: SitePassId, outcomes: Mapping[int, Settled]) -> None:
    """Write what became of addresses. Those of which nothing particular is told, as of most, are written together."""
    plain: dict[tuple[Outcome, str, int | None], list[int]] = {}
    rows = []
    for number_, s in outcomes.items():
        if s.outcome is not None and not s.attempts and s.shown is None:
            plain.setdefault((s.outcome, s.reason, s.status), []).append(number_)
        else:
            rows.append(_settled_row(site_pass, number_, s))
    for (outcome, reason, status), numbers in plain.items():
        values = _settled_row(site_pass, 0, Settled(outcome, reason, status))
        for chunk in chunks_of(numbers):
            await connection.execute(_SETTLE_TOGETHER, {**values, "b_ids": chunk})
    if rows:
        await connection.execute(_SETTLE, rows)


def _settled_row(site_pass: SitePassId, number_: int, s: Settled) -> dict[str, object]:
    return {
        "b_pass": site_pass,
        "b_id": number_,
        "b_state": s.state,
        "b_outcome": s.outcome,
        "b_reason": s.reason,
        "b_status": s.status,
        "b_attempts": s.attempts,
        "b_shown": s.shown,
    }
