"""What hosts of other sites answer to an invented address: who says the same to anything says nothing of what a link promised.

Asked once for each host, and only where a page deep inside it does not name what its link promised. Only a home page, with
its menu, tells that a page is missing: a bare page that stands at every address may be all that its owner meant to show.
"""

from __future__ import annotations

import asyncio
import re
from dataclasses import dataclass, field

from crawler.deep_links import is_deep, is_missed
from crawler.fetch import Response
from crawler.outside import PAGE_BYTES, read_outside
from crawler.page_scripts import waits_for_script
from crawler.soft_errors import invented, promises
from crawler.urls import host_of
from model import Shown
from storage.frontier import Waiting
from tools import Progress, Tools

HOSTS = 300
_LEAST = 20  # characters of a text that can be compared
_MENU = 10  # links of a home page
_LINK = re.compile(rb"<a\s[^<>]{0,300}?href", re.IGNORECASE)
_FIGURES = re.compile(r"[\d\s:：/.-]+")
_LOCKED = re.compile(rb"type\s*=\s*[\"']?password|<noscript\b[^<]{0,200}javascript", re.IGNORECASE)


@dataclass(slots=True)
class OutsideSamples:
    """The answers of one pass's outside hosts to invented addresses."""

    tools: Tools
    progress: Progress
    _asking: dict[str, asyncio.Lock] = field(default_factory=dict)
    _known: dict[str, Shown | None] = field(default_factory=dict)  # host -> what it shows, None for an honest one

    async def says_to_all(self, waiting: Waiting, response: Response, shown: Shown) -> bool:
        """Whether a page is what its host shows for any address, while its link promised a matter of its own."""
        if not is_deep(waiting.url) or not promises(waiting.text) or not is_missed(waiting.text, shown):
            return False
        if len(shown.text) < _LEAST or len(_LINK.findall(response.body)) < _MENU:
            return False
        if waits_for_script(response.body) or _LOCKED.search(response.body):
            return False  # an application that shows what its address says, a door
        sample = await self._sample(waiting.url)
        return sample is not None and _said(sample) == _said(shown)

    async def _sample(self, url: str) -> Shown | None:
        host = host_of(url)
        async with self._asking.setdefault(host, asyncio.Lock()):
            if host not in self._known and len(self._known) < HOSTS:
                address = invented(url)
                response = await self.tools.fetcher.get(address, max_body=PAGE_BYTES) if address else None
                self.progress.requests += response is not None
                self._known[host] = read_outside(response) if response is not None and response.status == 200 else None
        return self._known.get(host)


def _said(shown: Shown) -> tuple[str, str]:
    return _FIGURES.sub("", shown.title), _FIGURES.sub("", shown.text)
