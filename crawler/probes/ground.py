"""What every probe stands on: the network, the site as it was read, and how long there is."""

from __future__ import annotations

import time
from collections.abc import Awaitable, Callable, Coroutine, Mapping
from dataclasses import dataclass, field

from crawler.fetch import Fetcher, Response
from crawler.host_names import host_of
from model import Json, Page
from rules.signatures import Signatures


@dataclass(frozen=True, slots=True)
class Title:
    """A published page whose title the site's own search should find."""

    url: str
    title: str


async def _always(url: str) -> bool:
    return True


def _uncounted() -> None:
    return None


@dataclass(frozen=True, slots=True)
class Ground:
    """Times in seconds; `until` on the monotonic clock."""

    fetcher: Fetcher
    signatures: Signatures
    home_url: str  # as registered
    landed_url: str  # where the home page really stands
    until: float
    overrides: Mapping[str, tuple[str, int | None]] = field(default_factory=dict)
    control_hosts: tuple[str, ...] = ()
    spacing: float = 5.0  # between two requests that confirm each other
    visits: int = 20  # longest series of visits of the home page
    options: Json = field(default_factory=dict)  # parameters of the checks that need probes, by their names
    home: Page | None = None
    search_page: Page | None = None  # where the home page's search entry leads, if it was read
    arrival: Json | None = None  # the visit that opened the audit, None when the home page could not be opened
    titles: tuple[Title, ...] = ()
    secure_hosts: tuple[str, ...] = ()  # authorities of the site that its home page or links reach over https
    second_level: tuple[str, ...] = ()  # some pages one click from the home page
    bottoms: tuple[str, ...] = ()  # files that write the bottoms of other pages than the home page
    allowed: Callable[[str], Awaitable[bool]] = _always  # robots.txt
    count: Callable[[], None] = _uncounted  # called for every request

    @property
    def left(self) -> float:
        """Seconds until the probe must have ended."""
        return self.until - time.monotonic()

    @property
    def host(self) -> str:
        """The host of the home page."""
        return host_of(self.landed_url)

    async def get(
        self, url: str, *, seconds: float, browser: bool = False, ipv6: bool = False, max_body: int | None = None
    ) -> Response:
        """One request, within the time that is left."""
        self.count()
        within = max(0.01, min(seconds, self.left))
        return await self.fetcher.get(url, browser=browser, within=within, family="IPv6" if ipv6 else "", max_body=max_body)


Probe = Callable[[Ground], Coroutine[None, None, Json]]
