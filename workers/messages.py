"""What the program and its parse workers say to each other: batches of pages there, facts and findings back.

Length-prefixed msgpack, so nothing that a page says is ever executed on either side.
"""

from __future__ import annotations

import struct
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from operator import itemgetter
from typing import BinaryIO, NamedTuple

import msgspec

from model import Finding, Json, PageKind, Unknown


@dataclass(frozen=True, slots=True)
class Job:
    """What all pages of one site's pass have in common."""

    home_url: str
    extra_hosts: tuple[str, ...]
    today: date
    rules: Mapping[str, Json]  # page checks that run, with their parameters
    disabled_plugins: tuple[str, ...] = ()
    links_only: bool = False  # no rule of this audit looks at anything but links
    site_hides: Mapping[str, tuple[str, bool]] = field(default_factory=dict)  # names that the site's style sheets hide
    sheet_parts: Mapping[str, tuple[str, ...]] = field(default_factory=dict)  # what each asks for: sheets, fonts, pictures


@dataclass(frozen=True, slots=True)
class PageInput:
    """One fetched page."""

    id: int
    url: str
    requested: str
    status: int
    content_type: str
    observed_at: datetime
    body: bytes
    policy: str = ""  # the Content-Security-Policy that came with it
    file: str = ""  # name of an attachment whose text is judged; "": a page


@dataclass(frozen=True, slots=True)
class Batch:
    """What is sent to a worker at once."""

    job: Job
    pages: tuple[PageInput, ...]


class LinkOut(NamedTuple):
    """A distinct address that a page leads to; words only when they are worth keeping. A tuple: there are so many of them."""

    target: str
    kind: str
    text: str = ""
    area: str = ""
    bad: bool = False


target_of = itemgetter(0)
"""The address of a link, for `map`."""


@dataclass(frozen=True, slots=True)
class PageHead:
    """The few facts of a page that steer the walk and its row in storage; all others stay packed."""

    url: str
    status: int
    observed_at: datetime
    kind: PageKind
    kind_reason: str
    title: str
    html_title: str
    published: str  # ISO day, "" when unknown
    redirect: str
    next_urls: tuple[str, ...]
    body_length: int
    content_hash: int
    simhash: int
    endpoints: tuple[str, ...] = ()  # from which its scripts load lists
    published_place: str = ""  # DatePlace of `published`
    body_hash: int = 0
    said_hash: int = 0
    said: tuple[str, ...] = ()  # lines of a page that says little, and of the home page
    says_little: bool = False
    scripted: bool = False  # scripts may still fill it


@dataclass(frozen=True, slots=True)
class PageOutput:
    """What a worker says of one page: its head, all facts packed, its links, results of the page checks."""

    id: int
    head: PageHead
    facts: bytes
    links: tuple[LinkOut, ...] = ()
    findings: tuple[Finding, ...] = ()
    unknowns: tuple[Unknown, ...] = ()
    errors: Mapping[str, str] = field(default_factory=dict)  # rule -> what its check raised
    steady_hash: str = ""  # of the bytes, see crawler.extract.steady


_to_batch = msgspec.msgpack.Decoder(Batch)
_encoder = msgspec.msgpack.Encoder()
_LENGTH = struct.Struct("!I")


def encode_batch(job: Job, pages: Sequence[PageInput], buffer: bytearray) -> memoryview:
    """A batch as it goes to a worker, written into a buffer that was used before: fresh memory of that size costs more."""
    _encoder.encode_into(Batch(job, tuple(pages)), buffer, _LENGTH.size)
    _LENGTH.pack_into(buffer, 0, len(buffer) - _LENGTH.size)
    return memoryview(buffer)


def decode_batch(data: bytes) -> Batch:
    """A batch as a worker gets it."""
    return _to_batch.decode(data)


FORK_HEAD = struct.Struct("!cI")
"""What the process from which workers are forked is asked for; a process to end, or the length of what follows."""

FORK, END, LOAD = b"F", b"E", b"L"
NUMBER = struct.Struct("!I")
"""Its answer to FORK: the number of the new process."""


def frame(data: bytes) -> bytes:
    """A message with its length in front."""
    return _LENGTH.pack(len(data)) + data


def read_frame(stream: BinaryIO) -> bytes | None:
    """The next message; None at the end."""
    head = stream.read(4)
    if len(head) < 4:
        return None
    return stream.read(_LENGTH.unpack(head)[0])
