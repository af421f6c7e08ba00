"""robots.txt: read once per origin; whatever cannot be understood allows everything, and says so."""

from __future__ import annotations

import asyncio
import re
from dataclasses import dataclass

from protego import Protego

from crawler.fetch import Fetcher, Response
from crawler.urls import authority_of, join, origin_of

_MOST_BYTES = 500_000
_MOST_LINES = 20_000
_LONGEST_LINE = 2_000
_MOST_STARS = 20
_MOST_SITEMAPS = 100
_MARKUP = re.compile(rb"^\s*(?:<!doctype|<html|<head|<script|<\?xml|<!--|<meta|<body)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class RobotsRules:
    """What one origin allows us. `note` says why it allows everything, "" where rules were read."""

    note: str = ""  # "none", "html", "unreachable: …"; "cut" where only the first 500 KB were read
    crawl_delay: float | None = None  # seconds, capped
    sitemaps: tuple[str, ...] = ()
    _rules: Protego | None = None
    _agent: str = "*"

    def allowed(self, url: str) -> bool:
        """Whether `url` may be fetched."""
        return self._rules is None or bool(self._rules.can_fetch(url, self._agent))


class Robots:
    """The rules of every origin that was asked; each is fetched once, and its host told its crawl-delay."""

    def __init__(self, fetcher: Fetcher, *, agent: str = "xuncha", crawl_delay_cap: float = 10.0, limit: int = 1000) -> None:
        self._fetcher = fetcher
        self._agent = agent
        self._cap = crawl_delay_cap
        self._limit = limit
        self._known: dict[str, RobotsRules] = {}
        self._locks: dict[str, asyncio.Lock] = {}

    async def of(self, url: str) -> RobotsRules:
        """The rules for the origin of `url`."""
        origin = origin_of(url)
        known = self._known.get(origin)
        if known is not None:
            return known
        lock = self._locks.setdefault(origin, asyncio.Lock())
        try:
            async with lock:
                if origin not in self._known:
                    self._remember(origin, await self._fetch(origin))
                return self._known[origin]
        finally:
            if not lock.locked():
                self._locks.pop(origin, None)

    async def _fetch(self, origin: str) -> RobotsRules:
        response = await self._fetcher.get(f"{origin}/robots.txt", max_body=_MOST_BYTES)
        rules = read_robots(response, self._agent, self._cap)
        if rules.crawl_delay:
            self._fetcher.hosts.at(authority_of(origin)).slow_to(rules.crawl_delay)
        return rules

    def _remember(self, origin: str, rules: RobotsRules) -> None:
        if len(self._known) >= self._limit:
            del self._known[next(iter(self._known))]
        self._known[origin] = rules


def read_robots(response: Response, agent: str, crawl_delay_cap: float) -> RobotsRules:
    """The rules in an answer for /robots.txt."""
    status = response.status
    if status is None or response.error or status >= 500:
        return RobotsRules(note=f"unreachable: {response.error or status}")
    if status != 200:
        return RobotsRules(note="none")
    if _MARKUP.match(response.body.removeprefix(b"\xef\xbb\xbf")):
        return RobotsRules(note="html")
    rules = Protego.parse(_sensible_lines(response.body))
    delay = rules.crawl_delay(agent)
    return RobotsRules(
        note="cut" if response.truncated else "",
        crawl_delay=None if delay is None else min(float(delay), crawl_delay_cap),
        sitemaps=_sitemaps(rules, response.final),
        _rules=rules,
        _agent=agent,
    )


def _sensible_lines(body: bytes) -> str:
    text = body.decode("utf-8-sig", "replace").replace("\x00", "")
    lines = text.splitlines()[:_MOST_LINES]
    return "\n".join(line for line in lines if len(line) <= _LONGEST_LINE and line.count("*") <= _MOST_STARS)


def _sitemaps(rules: Protego, base: str) -> tuple[str, ...]:
    joined = (join(base, str(raw)) for raw in list(rules.sitemaps)[: _MOST_SITEMAPS * 2])
    return tuple(dict.fromkeys(one.url for one in joined if not one.problem))[:_MOST_SITEMAPS]
