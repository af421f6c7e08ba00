"""Request -> Response record: turns, redirects, certificates, shared answers. The only door to the network.

Nothing here decides whether a link is broken: it says what happened, and never raises for anything the web does.
"""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from contextlib import nullcontext
from dataclasses import replace
from functools import cache
from types import TracebackType
from typing import Literal, Self

from crawler.address import Family, Resolver
from crawler.cms.posted import has_records, is_marked, is_proxy, request_of
from crawler.cookies import ChainCookies
from crawler.exchange import Exchange, Order, perform
from crawler.hops import dead_end, record_at, response_of, without_secrets
from crawler.host import Host
from crawler.hosts import Hosts
from crawler.politeness import HostDown, Politeness
from crawler.request_headers import USER_AGENT, request_headers
from crawler.response import Error, Limits, Response
from crawler.tolerant import look_again
from crawler.transport import AiohttpTransport, tls_context
from crawler.urls import authority_of, canonical, host_of, join

__all__ = ["USER_AGENT", "Error", "Fetcher", "Limits", "Response"]

_REMEMBERED = 1000  # hosts with a bad certificate
_SIGN_OF_LIFE = 2_048  # bytes

_Key = tuple[Order, float]


class Fetcher:
    """Fetches politely. `async with Fetcher(...) as fetcher: response = await fetcher.get(url)`.

    `insecure_ok`: where only the certificate fails, read the page all the same and note the failure in the Response.
    `connections` bounds the requests under way on all hosts together.
    """

    def __init__(
        self,
        *,
        politeness: Politeness | None = None,
        hosts: Hosts | None = None,
        resolver: Resolver | None = None,
        limits: Limits | None = None,
        user_agent: str = USER_AGENT,
        insecure_ok: bool = False,
        connections: int = 256,
    ) -> None:
        self.hosts = hosts or Hosts(politeness)
        self.resolver = resolver or Resolver()
        self.limits = limits or Limits()
        self._user_agent = user_agent
        self._insecure_ok = insecure_ok
        self._room = asyncio.Semaphore(connections)
        self._trust = cache(tls_context)
        self._transports: dict[Family, AiohttpTransport] = {}
        self._under_way: dict[_Key, asyncio.Future[Response]] = {}
        self._doubtful: dict[str, str] = {}  # authority -> why its certificate failed

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for transport in self._transports.values():
            await transport.aclose()
        await self.resolver.close()

    async def get(
        self,
        url: str,
        *,
        method: Literal["GET", "HEAD"] = "GET",
        headers: Mapping[str, str] | None = None,
        max_body: int | None = None,
        byte_range: tuple[int, int] | None = None,
        etag: str | None = None,
        modified: str | None = None,
        follow: bool = True,
        browser: bool = False,
        within: float | None = None,
        family: Family = "",
        first_look: bool = False,
    ) -> Response:
        """Ask for `url` and follow where it leads. Raises nothing but CancelledError.

        `byte_range` is inclusive; `etag` and `modified` are sent back as they were received; `browser` sends the
        headers of an ordinary browser; `within` replaces Limits.total (seconds on the network for the whole call);
        `family` asks over one address family only; a `first_look` is not waited for longer than the host's pages take
        (crawler.hanging), since the address is asked again.
        """
        sent = request_headers(
            self._user_agent, headers or {}, browser=browser, byte_range=byte_range, etag=etag, modified=modified
        )
        order = Order(url, method, sent, self.limits.max_body if max_body is None else max_body, follow, family)
        seconds = self.limits.total if within is None else within
        if first_look:
            seconds = self.hosts.at(authority_of(order.url)).hanging.patience(seconds)
        if headers or byte_range or etag or modified:
            return await self._chase(order, seconds)
        while (known := self._under_way.get((order, seconds))) is not None:
            await asyncio.wait({known})
            if not known.cancelled():
                return known.result()
        return await self._lead(order, seconds)

    def has_answered(self, url: str) -> bool:
        """Whether anything on the host of an address answered well so far."""
        return bool(self.hosts.at(authority_of(url)).alive_at)

    async def post(self, url: str, content: bytes, *, headers: Mapping[str, str] | None = None) -> Response:
        """Send a form's fields to an interface that hands out a list (crawler.cms.posted); redirects are not followed."""
        extra = {"Content-Type": "application/x-www-form-urlencoded; charset=UTF-8", **(headers or {})}
        sent = request_headers(self._user_agent, extra)
        order = Order(url, "POST", sent, self.limits.max_body, follow=False, family="", content=content)
        return await self._chase(order, self.limits.total)

    async def get_content(self, url: str, *, etag: str | None, modified: str | None, browser: bool) -> Response:
        """What stands at an address of a site; an interface of lists that is closed to GET is asked as its page asks it."""
        if is_marked(url):
            return await self.get_list(url)
        response = await self.get(url, etag=etag, modified=modified, browser=browser, first_look=not browser)
        if (
            response.status is None
            or response.not_modified
            or "?" not in url
            or not is_proxy(url)
            or has_records(response.body)
        ):
            return response
        answer = await self.get_list(url)
        return answer if answer.status == 200 and has_records(answer.body) else response

    async def get_list(self, url: str) -> Response:
        """What an interface of lists answers to POST, as if the address had been asked with GET."""
        address, content = request_of(url)
        response = await self.post(address, content, headers={"X-Requested-With": "XMLHttpRequest"})
        return replace(response, requested=url, url=canonical(url), final=address)

    async def _lead(self, order: Order, seconds: float) -> Response:
        answer: asyncio.Future[Response] = asyncio.get_running_loop().create_future()
        self._under_way[order, seconds] = answer
        try:
            response = await self._chase(order, seconds)
            answer.set_result(response)
            return response
        finally:
            answer.cancel()  # does nothing to a result; without one, whoever waits asks for himself
            del self._under_way[order, seconds]

    async def _chase(self, order: Order, seconds: float) -> Response:
        """Follow redirects, each through its host's turn and the guard."""
        first = join(order.url, order.url)
        if first.problem:
            broken = Exchange(error="scheme" if first.problem == "scheme" else "bad-url")
            return response_of(order, order.url, broken, (), 0.0)
        url, spent, cookies = first.url, 0.0, ChainCookies()
        hops: list[tuple[str, int]] = []
        seen: set[tuple[str, str]] = set()
        while True:
            cookie = cookies.header(host_of(url))
            seen.add((url, cookie))
            exchange = await self._ask(url, without_secrets(order, url), cookie, seconds - spent)
            spent += exchange.seconds
            if not (order.follow and exchange.redirects()):
                break
            cookies.learn(host_of(url), exchange.cookies())
            target = join(url, exchange.location)
            again = (target.url, cookies.header(host_of(target.url))) in seen
            exchange.error = dead_end(target.problem, again, len(hops) >= self.limits.max_redirects)
            if exchange.error:
                exchange.detail = exchange.location[:300]
                break
            assert exchange.status is not None
            hops.append((url, exchange.status))
            url = target.url
        return response_of(order, url, exchange, tuple(hops), spent)

    async def _ask(self, url: str, order: Order, cookie: str, seconds: float) -> Exchange:
        """One hop, and once more without verification where only the certificate failed and that is allowed."""
        authority = authority_of(url)
        host = self.hosts.at(authority)
        doubt = self._doubtful.get(authority, "")
        exchange = await self._in_turn(host, url, order, cookie, seconds, insecure=bool(doubt))
        if exchange.error == "tls-certificate" and self._insecure_ok and not doubt:
            doubt = exchange.detail
            if len(self._doubtful) < _REMEMBERED:
                self._doubtful[authority] = doubt
            exchange = await self._in_turn(host, url, order, cookie, seconds - exchange.seconds, insecure=True)
        exchange.certificate_error = doubt
        return exchange

    async def _in_turn(self, host: Host, url: str, order: Order, cookie: str, seconds: float, *, insecure: bool) -> Exchange:
        try:
            address = await self.resolver.machine_of(host_of(url))
            machine = self.hosts.machine(address).turn(held=True) if address else nullcontext()
            async with host.turn(held=True) as mine, machine as shared, self._room:
                mine.begin()
                if shared is not None:
                    shared.begin()
                started = self.hosts.clock()
                transport = self._transport(order.family)
                exchange = await perform(transport, url, order, cookie, seconds, insecure=insecure)
                if exchange.error == "protocol" and exchange.status is None and order.method != "POST":
                    exchange = await self._look_again(exchange, url, order, cookie, seconds, insecure=insecure)
                record_at(host, exchange, started, url)
                if host.doubted:
                    await self._look_for_life(host, order, insecure=insecure)
                return exchange
        except HostDown:
            return Exchange(error="host-down", detail="no connection several times in a row")

    async def _look_for_life(self, host: Host, order: Order, *, insecure: bool) -> None:
        """Where addresses fail in a row, ask for one that answered before: is it the host, or are it these addresses?"""
        host.doubted, host.looking = False, True
        try:
            order = replace(order, method="GET", content=b"", max_body=_SIGN_OF_LIFE)
            exchange = await perform(self._transport(""), host.alive_at, order, "", self.limits.connect, insecure=insecure)
        finally:
            host.looking = False
        if exchange.status is not None:
            host.is_alive()
        else:
            host.is_gone()

    async def _look_again(
        self, strict: Exchange, url: str, order: Order, cookie: str, seconds: float, *, insecure: bool
    ) -> Exchange:
        begun = self.hosts.clock()
        trust = tls_context(verify=False) if insecure else self._trust()
        found = await look_again(self.resolver, url, order, cookie, seconds - strict.seconds, trust)
        exchange = found or strict
        exchange.seconds = strict.seconds + self.hosts.clock() - begun
        return exchange

    def _transport(self, family: Family) -> AiohttpTransport:
        transport = self._transports.get(family)
        if transport is None:
            limits = self.limits
            transport = self._transports[family] = AiohttpTransport(
                self.resolver,
                family=family,
                connect=limits.connect,
                read=limits.read,
                max_header=limits.max_header,
                max_headers=limits.max_headers,
                trust=self._trust,
            )
        return transport
