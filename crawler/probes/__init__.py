"""Extra requests as facts, one probe a file; only those that the chosen rules need are run, when the walk is over.

A probe takes its `Ground` and returns a JSON object for `SiteView.probes`. It asks through the fetcher (turns, guard,
`--resolve`), ends itself before `Ground.until`, and reports trouble as a fact: it never judges.
"""

from __future__ import annotations

from collections.abc import Mapping

from crawler.probes import frame, ipv6, search, tls, uptime
from crawler.probes.ground import Ground, Probe, Title

__all__ = ["PROBES", "Ground", "Probe", "Title"]

PROBES: Mapping[str, Probe] = {
    "uptime": uptime.probe,
    "tls": tls.probe,
    "ipv6": ipv6.probe,
    "search": search.probe,
    "frame": frame.probe,
}
"""Every probe by the name under which checks ask for it: `@check("no-ipv6", needs=["ipv6"])`."""
