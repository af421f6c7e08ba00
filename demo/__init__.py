"""A small government web that lies in every known way, served on loopback, with its truth.

Ten sites of different systems, an outside world, and for each site the list of what must be found and what must
not be reported. Everything is made in memory from code; the same day gives the same bytes.
"""

from __future__ import annotations

from datetime import date, datetime
from functools import lru_cache
from zoneinfo import ZoneInfo

from demo import aspnet, external, gkmlpt, hanweb, jpaas, phpcms, selfmade, trs, ucap, vsb, webplus
from demo.traps import mirror
from demo.truth import RULES, Expected, Spared, Truth
from demo.web import VirtualHost, Web

__all__ = ["DEMO_SITES", "Expected", "Spared", "Truth", "Web", "build", "truth"]

_FAMILIES = (trs, hanweb, phpcms, vsb, ucap, gkmlpt, jpaas, webplus, aspnet, selfmade)

DEMO_SITES = tuple(f"http://{family.IDENTITY.host}/" for family in _FAMILIES)
"""The home pages of the sites to audit."""


def build(as_of: date | None = None) -> Web:
    """All hosts as they stand on `as_of` (default: today in Asia/Shanghai). Deterministic, and kept for the next call."""
    return _build(as_of or datetime.now(ZoneInfo("Asia/Shanghai")).date())


@lru_cache(maxsize=2)
def _build(as_of: date) -> Web:
    presses = [family.build(as_of) for family in _FAMILIES]
    hosts = {press.host.name: press.host for press in presses}
    gate = VirtualHost("big5.demo-qingjiang.gov.cn", fallback=mirror(dict(hosts)))
    hosts |= {host.name: host for host in [gate, *external.hosts()]}
    known = Truth(
        as_of,
        RULES,
        tuple(sorted({e for press in presses for e in press.expected})),
        tuple(sorted({s for press in presses for s in press.spared})),
    )
    return Web(as_of, hosts, known, ("www.demo-refused.com.cn",))


def truth(as_of: date | None = None) -> Truth:
    """What must be found and what must not be reported on `as_of`, for all sites; `.of(home)` takes one site's part."""
    return build(as_of).truth
