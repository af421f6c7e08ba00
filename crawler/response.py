"""What became of one request: the record that everything above the network works with."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from crawler.address import Family

Error = Literal[
    "",
    "dns",
    "connect",
    "reset",
    "timeout",
    "tls",
    "tls-certificate",
    "redirect-loop",
    "too-many-redirects",
    "too-large",
    "bad-url",
    "scheme",
    "private-address",
    "protocol",
    "decode",
    "host-down",
]


@dataclass(frozen=True, slots=True)
class Limits:
    """Bounds of one request. Times in seconds, sizes in bytes."""

    connect: float = 10.0
    read: float = 20.0  # between two pieces of an answer
    total: float = 30.0  # the whole call with its redirects; waiting for the host's turn is not counted
    max_body: int = 5_000_000  # decoded
    max_redirects: int = 10
    max_header: int = 32_768  # one header line
    max_headers: int = 256


@dataclass(frozen=True, slots=True)
class Response:
    """The last answer of a chain of redirects, or why there was none.

    `error` is "" for every answer that arrived, whatever its status. Beside a status it means that the body broke off
    ("reset", "timeout", "protocol", "decode": `body` holds what arrived and `truncated` is set) or that a redirect
    leads nowhere ("redirect-loop", "too-many-redirects", "scheme", "bad-url").
    """

    requested: str
    url: str  # final, canonical: the page's identity
    final: str  # final, as it was asked for: base of its relative links
    status: int | None
    headers: Mapping[str, str]  # lower-case names; the first value of each
    set_cookie: tuple[str, ...]  # names only
    body: bytes
    truncated: bool  # longer than max_body, or shorter than announced
    error: Error
    detail: str
    hops: tuple[tuple[str, int], ...]  # the redirects before: address and status
    milliseconds: int  # on the network, waiting for the host's turn not counted
    family: Family
    observed_at: datetime  # UTC
    certificate_error: str = ""  # why verification failed, where the page was read all the same

    @property
    def not_modified(self) -> bool:
        """Whether the server said that what we have is still right."""
        return self.status == 304

    @property
    def ok(self) -> bool:
        """An answer of success (2xx or 304) without any error."""
        return not self.error and self.status is not None and (200 <= self.status < 300 or self.status == 304)
