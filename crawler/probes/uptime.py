"""Spaced visits of the home page: whether it opens within the limit, and how fast.

A healthy site is visited three times. Only where something speaks against it (a failed visit, a slow one, connection
errors during the walk) the series goes on, so that an outage of a moment and our own trouble can be told from theirs.
"""

from __future__ import annotations

import asyncio
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Literal

from crawler.extract.charset import decode
from crawler.fetch import Fetcher, Response
from crawler.host_names import authority_of, host_of
from crawler.probes.ground import Ground
from crawler.probes.health import SICK_LAG, control_milliseconds, is_loopback, network_works, timed
from crawler.verify import challenge_of, fault_of, speaks_other_tls
from model import SHANGHAI, Json, LinkKind
from rules.signatures import Signatures

Outcome = Literal["ok", "failed", "refused", "ours"]
"""Opened; not opened; turned away as a program; not their doing (our loop, our resolver, our guard)."""

SHORT, DEAD, SLOW, TROUBLED = 3, 6, 7, 8
"""Visits of a healthy site, of one that never opened, of one that opens slowly, of one that troubled the walk."""
_LIMIT = 15.0
_POLL, _POLLS = 0.25, 240
_QUICK_SPACING = 1.0
_TROUBLE = ("timeout", "connect", "reset")
_TROUBLED_SHARE = 0.03
_MAINTENANCE = re.compile(
    r"(?:系统|网站|平台|服务器?)[^<>]{0,12}(?:维护|升级|改造|迁移)|(?:维护|升级|改造)(?:中|期间)|暂停(?:服务|访问|开放)|临时(?:关闭|下线)"
)


@dataclass(frozen=True, slots=True)
class Visit:
    """One visit of a home page."""

    at: datetime
    outcome: Outcome
    status: int | None = None
    error: str = ""
    milliseconds: int = 0
    note: str = ""  # "maintenance": the answer announces it

    def to_json(self) -> Json:
        """As stored with the facts of the pass."""
        return {
            "at": self.at.astimezone(SHANGHAI).isoformat(timespec="seconds"),
            "outcome": self.outcome,
            "status": self.status,
            "error": self.error,
            "milliseconds": self.milliseconds,
            "note": self.note,
        }


async def visit(fetcher: Fetcher, signatures: Signatures, url: str, limit: float, *, browser: bool = False) -> Visit:
    """Ask for a home page once, as a visitor who waits `limit` seconds."""
    response, lag = await timed(fetcher.get(url, within=limit, browser=browser))
    outcome, error, note = _outcome(response, signatures, url)
    if lag > SICK_LAG:
        outcome, note = "ours", f"own delay {lag:.1f} s"
    return Visit(datetime.now(UTC), outcome, response.status, error, response.milliseconds, note)


def _outcome(response: Response, signatures: Signatures, url: str) -> tuple[Outcome, str, str]:
    if response.error in ("private-address", "host-down"):
        return "ours", response.error, ""
    if response.error == "dns" and not response.detail.startswith(("nxdomain", "no-address")):
        return "ours", "dns", response.detail[:80]
    product = challenge_of(response, signatures)
    if product or response.status in signatures.refused:
        return "refused", response.error, product
    if speaks_other_tls(response):
        return "refused", "tls", response.detail[:80]
    fault = fault_of(response, LinkKind.PAGE, url)
    if not fault:
        return "ok", "", ""
    announced = response.status is not None and _MAINTENANCE.search(decode(response.body[:20_000])[0])
    return "failed", fault, "maintenance" if announced else ""


async def probe(ground: Ground) -> Json:
    """`visits` in order, `limit_seconds`, `arrival`, and where it was asked: `network` (ours works), `control_milliseconds`."""
    limit = float(ground.options.get("timeout_seconds", _LIMIT))
    slow = 1000 * float(ground.options.get("seconds", 3))
    local = await is_loopback(ground.fetcher.resolver, host_of(ground.home_url))
    series: list[Visit] = []
    facts: Json = {"limit_seconds": limit, "arrival": ground.arrival, "network": True if local else None, "host": ground.host}
    while len(series) < _wanted(ground, series, slow) and ground.left > limit / 3:
        if series:
            quick = all(each.outcome == "ok" for each in series)
            await asyncio.sleep(min(ground.spacing, _QUICK_SPACING) if quick else ground.spacing)
        await _while_down(ground)
        # Once something failed, every second visit comes as an ordinary browser would: who serves that one is not down.
        failed = any(each.outcome in ("failed", "refused") for each in series)
        ground.count()
        patience = min(limit, max(0.1, ground.left))
        found = await visit(
            ground.fetcher, ground.signatures, ground.home_url, patience, browser=failed and len(series) % 2 == 1
        )
        if found.outcome == "failed" and patience < limit:
            break  # we gave up, not they
        series.append(found)
    if not local and any(each.outcome == "failed" and each.status is None for each in series):
        facts["network"] = await network_works(ground)
    if not local and median([each.milliseconds for each in series if each.outcome == "ok"]) > slow:
        facts["control_milliseconds"] = await control_milliseconds(ground)
    return facts | {"visits": [each.to_json() for each in series]}


async def _while_down(ground: Ground) -> None:
    """Wait until our own manners let the host be asked again: a refusal of theirs would be no visit."""
    host = ground.fetcher.hosts.at(authority_of(ground.home_url))
    for _ in range(_POLLS):
        if not host.down or ground.left < _POLL:
            return
        await asyncio.sleep(_POLL)


def _wanted(ground: Ground, series: Sequence[Visit], slow: float) -> int:
    """How many visits the series so far asks for."""
    good = [each.milliseconds for each in series if each.outcome == "ok"]
    failed = sum(each.outcome == "failed" for each in series)
    if ground.arrival is None and not good:
        return min(DEAD, ground.visits)
    if failed:
        # Opened at first and shut ever since the walk: more visits would only prove that we are turned away.
        shut = len(series) >= DEAD and not good
        return DEAD if shut else ground.visits
    if median(good) > slow:
        return SLOW
    return TROUBLED if _troubled(ground) else SHORT


def _troubled(ground: Ground) -> bool:
    """Whether the walk met connection trouble on the home page's host."""
    figures = ground.fetcher.hosts.at(authority_of(ground.landed_url)).statistics
    trouble = sum(figures.errors[word] for word in _TROUBLE)
    return figures.requests >= 20 and trouble >= 2 and trouble / figures.requests > _TROUBLED_SHARE


def median(values: Sequence[int]) -> float:
    """The middle value, 0 of none."""
    ordered = sorted(values)
    if not ordered:
        return 0.0
    middle = len(ordered) // 2
    return float(ordered[middle]) if len(ordered) % 2 else (ordered[middle - 1] + ordered[middle]) / 2
