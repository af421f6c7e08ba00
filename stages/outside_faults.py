"""Which pages of other sites that answered with success are errors: by what they say, and by their home pages.

Little is known of another site, so most of it is suspected only. A host is asked for its home page only where a link deep
into it names a matter of which the page says nothing.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from checks.lib.targets import solicited
from crawler.deep_links import is_deep, is_home, is_missed, is_same_home, root_of
from crawler.fetch import Response
from crawler.outside import PAGE_BYTES, is_bare_server, is_error_picture, read_outside, says_lost_of, says_missing
from crawler.urls import host_of
from model import LinkKind, Outcome, Place, Shown, Verdict
from stages.soft_errors import HOME_FOR_UNKNOWN, Found
from storage.frontier import Waiting
from tools import Progress, Tools

_FOR_SALE = re.compile(r"域名|出售|转让|domain|for sale|parked", re.IGNORECASE)
ASKED = 500
"""Home pages that one pass asks for."""


@dataclass(slots=True)
class OutsideFaults:
    """What one pass has learnt of other sites."""

    tools: Tools
    progress: Progress
    _homes: dict[str, Shown | None] = field(default_factory=dict)  # home pages that were asked for

    async def of(self, waiting: Waiting, response: Response, shown: Shown) -> Found | None:
        """What a page proves to be: outcome, reason, note; None for a page like others."""
        whole = not response.truncated
        if says_missing(shown, whole=whole):
            return Outcome.BROKEN, "soft-404", ""
        if says_lost_of(shown, waiting.text, whole=whole) or is_error_picture(response, shown, waiting.text):
            return Outcome.BROKEN, "soft-404", "doubt"  # what a page of another site says without its scripts proves less
        if is_bare_server(shown):
            return Outcome.BROKEN, "no-site", ""
        if not is_deep(waiting.url) or not is_missed(waiting.text, shown) or _is_taken(waiting, shown):
            return None
        if await self._ends_at_home(waiting, response, shown):
            return Outcome.UNVERIFIED, HOME_FOR_UNKNOWN, ""
        return None

    async def _ends_at_home(self, waiting: Waiting, response: Response, shown: Shown) -> bool:
        """Whether a link to one page of another site ends at its home page."""
        if response.hops:
            return is_home(response.url) and host_of(response.url) == host_of(waiting.url)
        home = await self._home(root_of(waiting.url))
        return home is not None and is_same_home(shown, home)

    async def _home(self, url: str) -> Shown | None:
        if url not in self._homes and len(self._homes) < ASKED:
            response = await self.tools.fetcher.get(url, max_body=PAGE_BYTES)
            self.progress.requests += 1
            self.progress.bytes += len(response.body)
            self._homes[url] = read_outside(response) if response.ok else None
        return self._homes.get(url)


def _is_taken(waiting: Waiting, shown: Shown) -> bool:
    """Whether somebody else stands there now, for every address: that is worse than an error, and is told as what it is."""
    place = Place(waiting.url, waiting.text)
    verdict = Verdict(waiting.url, LinkKind.PAGE, Outcome.OK, external=True, places=(place,), pages=1, shown=shown)
    return _FOR_SALE.search(f"{shown.title}\n{shown.text}") is not None or solicited(verdict) is not None
