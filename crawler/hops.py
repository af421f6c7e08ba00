"""The single hops of a chase: what is sent along, why one is not followed, what the host learns, what the last one says."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

from crawler.cookies import cookie_names
from crawler.exchange import Exchange, Order
from crawler.host import Host
from crawler.hosts import parse_retry_after
from crawler.response import Error, Response
from crawler.urls import canonical, host_of

SENSITIVE = frozenset({"cookie", "authorization"})


def record_at(host: Host, exchange: Exchange, started: float, url: str) -> None:
    """Let the host learn from what happened; `started` on its clock."""
    if exchange.error in ("private-address", "bad-url"):
        return  # nothing was asked of the host
    wait = exchange.first("retry-after") if exchange.status in (429, 503) else ""
    host.record(
        exchange.status,
        exchange.error,
        started=started,
        seconds=exchange.seconds,
        size=exchange.received,
        hung=exchange.error == "timeout" and exchange.detail != "connect",
        retry_after=parse_retry_after(wait, datetime.now(UTC)) if wait else None,
        address=url,
    )


def dead_end(problem: str, is_again: bool, is_too_many: bool) -> Error:
    """Why a redirect is not followed, "" when it is."""
    if problem:
        return "scheme" if problem == "scheme" else "bad-url"
    if is_again:
        return "redirect-loop"
    return "too-many-redirects" if is_too_many else ""


def without_secrets(order: Order, url: str) -> Order:
    """The order without the caller's cookies and credentials once a redirect left his host."""
    if (
        url == order.url
        or not any(name.lower() in SENSITIVE for name, _ in order.headers)
        or host_of(url) == host_of(order.url)
    ):
        return order
    kept = tuple((name, value) for name, value in order.headers if name.lower() not in SENSITIVE)
    return replace(order, headers=kept)


def response_of(order: Order, url: str, exchange: Exchange, hops: tuple[tuple[str, int], ...], seconds: float) -> Response:
    """The record of a whole chase, from its last hop at `url`; `seconds` on the network."""
    headers: dict[str, str] = {}
    for name, value in exchange.headers:
        headers.setdefault(name, value)
    return Response(
        requested=order.url,
        url=canonical(url),
        final=url,
        status=exchange.status,
        headers=headers,
        set_cookie=cookie_names(exchange.cookies()),
        body=exchange.body,
        truncated=exchange.truncated,
        error=exchange.error,
        detail=exchange.detail,
        hops=hops,
        milliseconds=round(seconds * 1000),
        family=exchange.family,
        observed_at=datetime.now(UTC),
        certificate_error=exchange.certificate_error,
    )
