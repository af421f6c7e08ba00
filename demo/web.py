"""What the demo web is made of: requests, answers, virtual hosts."""

from __future__ import annotations

import html
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Literal
from urllib.parse import unquote_to_bytes

from demo.truth import Truth

HTML = "text/html; charset=utf-8"


@dataclass(frozen=True, slots=True)
class Request:
    """What a client asks. `target` is the path with its query, percent-encoded as it came."""

    method: str
    host: str
    target: str
    headers: Mapping[str, str] = field(default_factory=dict)  # names in lower case


@dataclass(frozen=True, slots=True)
class Answer:
    """What a server gives back, and how badly it behaves while doing so."""

    body: bytes = b""
    content_type: str = HTML
    status: int = 200
    headers: tuple[tuple[str, str], ...] = ()
    delay: float = 0.0  # seconds before the first byte
    head_status: int = 0  # status for HEAD where it differs
    action: Literal["", "reset", "drop"] = ""  # reset the connection; or close it in the middle of the body
    first: Answer | None = None  # what the first request in the server's life gets instead


Dynamic = Callable[[Request], Answer]
"""A page that is made when it is asked for."""


def key(target: str) -> bytes:
    """The identity of a target: the same for every way to percent-encode it."""
    return unquote_to_bytes(target.encode("utf-8"))


def page(text: str, *, status: int = 200, encoding: str = "utf-8", declared: str = "") -> Answer:
    """An HTML answer; `declared` names another charset in the header, "-" names none."""
    charset = "" if declared == "-" else f"; charset={declared or encoding}"
    return Answer(text.encode(encoding, "xmlcharrefreplace"), "text/html" + charset, status)


def redirect(target: str, status: int = 302) -> Answer:
    """A redirect with a short body, as servers send it."""
    body = f'<html><body><a href="{html.escape(target)}">moved</a></body></html>'.encode()
    return Answer(body, status=status, headers=(("Location", target),))


def not_found(_: Request) -> Answer:
    """The plain answer of a web server for an unknown path."""
    return page("<html><head><title>404 Not Found</title></head><body><h1>404 Not Found</h1></body></html>", status=404)


@dataclass(slots=True)
class VirtualHost:
    """One host name: its pages by `key`, and what it says to everything else."""

    name: str
    pages: dict[bytes, Answer | Dynamic] = field(default_factory=dict)
    fallback: Dynamic = not_found

    def add(self, target: str, answer: Answer | Dynamic) -> None:
        """Publish a page; two pages at one address are a mistake of the generator."""
        name = key(target)
        if name in self.pages:
            raise ValueError(f"{self.name}: {target} is published twice")
        self.pages[name] = answer

    def answer(self, request: Request) -> Answer:
        """The answer for one request."""
        found = self.pages.get(key(request.target), self.fallback)
        return found if isinstance(found, Answer) else found(request)


@dataclass(frozen=True, slots=True)
class Web:
    """All hosts, and the truth about them on the day `as_of`."""

    as_of: date
    hosts: Mapping[str, VirtualHost]
    truth: Truth
    closed: tuple[str, ...] = ()  # host names where nothing listens

    def answer(self, request: Request) -> Answer:
        """The answer for one request to any host."""
        host = self.hosts.get(request.host)
        return not_found(request) if host is None else host.answer(request)
