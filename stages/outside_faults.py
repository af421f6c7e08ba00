"""Which pages of other sites that answered with success are errors, by what they say and where they stand.

Little is known of another site, so most of it is suspected only.
"""

from __future__ import annotations

import re

from checks.lib.targets import solicited
from crawler.deep_links import is_deep, is_home, is_missed
from crawler.fetch import Response
from crawler.outside import (
    alerts_loss,
    is_bare_server,
    is_error_picture,
    is_foreign_line,
    says_lost_framed,
    says_lost_of,
    says_missing,
)
from crawler.urls import host_of
from model import LinkKind, Outcome, Place, Shown, Verdict
from stages.soft_errors import HOME_FOR_UNKNOWN, Found
from storage.frontier import Waiting

_FOR_SALE = re.compile(r"域名|出售|转让|domain|for sale|parked", re.IGNORECASE)


def outside_fault(waiting: Waiting, response: Response, shown: Shown) -> Found | None:
    """What a page proves to be: outcome, reason, note; None for a page like others."""
    whole = not response.truncated
    if says_missing(shown, whole=whole) or alerts_loss(response, shown):
        return Outcome.BROKEN, "soft-404", ""
    deep = is_deep(waiting.url) and is_missed(waiting.text, shown)
    if says_lost_of(shown, waiting.text, whole=whole, deep=deep) or is_error_picture(response, shown, waiting.text):
        return Outcome.BROKEN, "soft-404", "doubt"  # what a page of another site says without its scripts proves less
    if is_deep(waiting.url) and says_lost_framed(response, shown, waiting.text):
        return Outcome.BROKEN, "soft-404", "doubt"
    if is_bare_server(shown):
        return Outcome.BROKEN, "no-site", ""
    if not deep or is_taken(waiting, shown):
        return None
    if is_foreign_line(response, shown, waiting.text):
        return Outcome.BROKEN, "soft-404", "doubt"
    moved = response.hops and is_home(response.url) and host_of(response.url) == host_of(waiting.url)
    return (Outcome.UNVERIFIED, HOME_FOR_UNKNOWN, "") if moved else None


def is_taken(waiting: Waiting, shown: Shown) -> bool:
    """Whether somebody else stands there now, for every address: that is worse than an error, and is told as what it is."""
    place = Place(waiting.url, waiting.text)
    verdict = Verdict(waiting.url, LinkKind.PAGE, Outcome.OK, external=True, places=(place,), pages=1, shown=shown)
    return _FOR_SALE.search(f"{shown.title}\n{shown.text}") is not None or solicited(verdict) is not None
