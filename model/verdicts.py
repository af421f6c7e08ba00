"""Links under verification."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from model.links import LinkKind
from model.traces import Concealed


class Outcome(StrEnum):
    """What is known of a link's target."""

    OK = "ok"
    BROKEN = "broken"
    UNVERIFIED = "unverified"


@dataclass(frozen=True, slots=True)
class Attempt:
    """One request that was made to settle a verdict."""

    at: datetime
    method: str
    status: int | None
    error: str = ""  # "dns", "connect", "timeout", "tls", ... where no answer came
    milliseconds: int = 0
    family: str = ""  # "IPv4" or "IPv6" where known
    note: str = ""  # "browser headers", "range", "after Retry-After", first bytes


@dataclass(frozen=True, slots=True)
class Place:
    """A page that holds a link, with the words of the link."""

    page: str
    text: str = ""


@dataclass(frozen=True, slots=True)
class Shown:
    """What the page of another site shows, cut to what a judgement needs; of a script `final`, `notice`,
    `whole` and `conceals` only.
    """

    final: str = ""  # where redirects ended, "" when at the target itself; of a script: where it sends those who searched
    title: str = ""
    keywords: str = ""
    description: str = ""
    text: str = ""
    robot: str = ""  # title, keywords and description as a search robot is told, "" where it is told the same
    notice: str = ""  # of a script: what tells visitors that they leave the site
    whole: bool = True  # False: longer than was read
    conceals: tuple[Concealed, ...] = ()  # of a script: links that it writes and hides


@dataclass(frozen=True, slots=True)
class Verdict:
    """What became of one distinct target, with every attempt and where it is linked."""

    target: str
    kind: LinkKind
    outcome: Outcome
    reason: str = ""  # http-status, dns, connect, timeout, tls, redirect-loop, soft-404, empty, bad-url, refused, ...
    status: int | None = None
    attempts: tuple[Attempt, ...] = ()
    external: bool = False
    places: tuple[Place, ...] = ()  # the first ones found
    pages: int = 0  # how many pages hold it
    column: str | None = None
    shown: Shown | None = None  # of another site's page that answered well
    hidden: str = ""  # why nobody sees the link on the first of its places
