"""How facts and link numbers are packed into bytes: msgpack and zstd, typed on the way back."""

from __future__ import annotations

import dataclasses
import hashlib
import operator
import threading
from array import array
from collections.abc import Iterable
from itertools import accumulate
from typing import Any

import msgspec
import zstandard

from model import Finding, Page, Unknown


@dataclasses.dataclass(frozen=True, slots=True)
class PageResults:
    """What the page checks said of one page."""

    findings: tuple[Finding, ...] = ()
    unknowns: tuple[Unknown, ...] = ()


class _Compressors(threading.local):
    """One set for each thread: making one costs more than what a small page's facts cost to pack."""

    def __init__(self) -> None:
        self.tight = zstandard.ZstdCompressor(level=3)
        self.tightest = zstandard.ZstdCompressor(level=6)
        self.opposite = zstandard.ZstdDecompressor()


_compressors = _Compressors()
_page_decoder = msgspec.msgpack.Decoder(Page)
_results_decoder = msgspec.msgpack.Decoder(PageResults)
_encoder = msgspec.msgpack.Encoder()
MAX_UNPACKED = 64_000_000


def url_key(url: str) -> int:
    """The 64-bit signed number by which an address is found."""
    return int.from_bytes(hashlib.blake2b(url.encode("utf-8", "surrogatepass"), digest_size=8).digest(), "big", signed=True)


def signed(number: int) -> int:
    """A 64-bit hash as databases store it."""
    return number - (1 << 64) if number >= 1 << 63 else number


def fingerprint(rule: str, url: str, discriminator: str) -> str:
    """Identity of a finding within its site."""
    joined = "\x00".join((rule, url, discriminator))
    return hashlib.blake2b(joined.encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()


def unpack_page(data: bytes) -> Page:
    """A page's facts as the parse worker packed them: msgpack of model.Page, zstd."""
    return _page_decoder.decode(unpacked(data))


def pack_results(results: PageResults) -> bytes | None:
    """Findings of a page's checks; None when there are none, as for most pages."""
    if not (results.findings or results.unknowns):
        return None
    return _compressors.tight.compress(_encoder.encode(results))


def unpack_results(data: bytes | None) -> PageResults:
    """The inverse of pack_results."""
    return PageResults() if data is None else _results_decoder.decode(unpacked(data))


def pack_numbers(numbers: Iterable[int]) -> bytes:
    """Link numbers, sorted, as differences: navigation repeats, so they compress to some hundred bytes a page."""
    ordered = sorted(set(numbers))
    differences = array("Q", map(operator.sub, ordered, [0, *ordered]))
    return _compressors.tight.compress(differences.tobytes())


def unpack_numbers(data: bytes | None) -> list[int]:
    """The inverse of pack_numbers."""
    if data is None:
        return []
    differences = array("Q")
    differences.frombytes(unpacked(data))
    return list(accumulate(differences))


def pack_body(body: bytes) -> tuple[str, bytes]:
    """(hash, compressed bytes) of a page that a finding rests on."""
    return hashlib.blake2b(body, digest_size=16).hexdigest(), _compressors.tightest.compress(body)


def plain(value: Any) -> Any:
    """A value as JSON can hold it."""
    return msgspec.to_builtins(value)


def unpacked(data: bytes) -> bytes:
    """What was compressed here or by a parse worker. Raises ZstdError for anything else."""
    return _compressors.opposite.decompress(data, max_output_size=MAX_UNPACKED)
