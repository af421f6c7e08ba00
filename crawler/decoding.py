"""Content-Encoding undone within a bound: gzip, deflate (both kinds), br; wrong labels are tolerated."""

from __future__ import annotations

import zlib
from typing import Protocol

import brotli  # type: ignore[import-untyped]

_GZIP_MAGIC = b"\x1f\x8b"
_TEXT_CONTROLS = frozenset(b"\t\n\r\f\x1b")


class _Inflater(Protocol):
    def inflate(self, data: bytes, most: int) -> bytes:
        """At most about `most` bytes; raises zlib.error or brotli.error."""

    @property
    def finished(self) -> bool:
        """Whether the stream came to its end."""


class Decoder:
    """Collects a body as it arrives. `limit` bounds the decoded bytes, whatever a bomb promises."""

    def __init__(self, label: str, limit: int) -> None:
        self._limit = limit
        self._parts: list[bytes] = []
        self._room = limit
        self._begun = False
        self.full = False  # there is more than the limit
        self.problem = ""  # why the rest could not be decoded
        names = {name.strip().lower() for name in label.split(",")} - {"", "identity", "none"}
        self._label = names.pop() if len(names) == 1 else ""
        self._inflater = _inflater(self._label)
        if names or (self._label and self._inflater is None and not self._is_label_noise()):
            self.problem = f"unknown content encoding: {label[:80]}"

    def feed(self, data: bytes) -> None:
        """Take the next bytes as they came over the wire."""
        if self.full or self.problem:
            return
        if self._inflater is None:
            self._keep(data)
            return
        try:
            out = self._inflater.inflate(data, self._room + 1)
        except (zlib.error, brotli.error) as error:
            self._recover(data, error)
            return
        self._begun = True
        self._keep(out)

    def body(self) -> bytes:
        """What was decoded so far."""
        return self._parts[0] if len(self._parts) == 1 else b"".join(self._parts)

    @property
    def broken_off(self) -> bool:
        """Whether a compressed stream ended before its end."""
        return self._inflater is not None and self._begun and not self._inflater.finished

    def _keep(self, out: bytes) -> None:
        if len(out) > self._room:
            self.full = True
            out = out[: self._room]
        self._room -= len(out)
        if out:
            self._parts.append(out)

    def _recover(self, data: bytes, error: Exception) -> None:
        """The first bytes are not what the label says: raw deflate, or not encoded at all."""
        if self._begun:
            self.problem = f"{self._label}: {error}"
        elif isinstance(self._inflater, _Zlib) and self._label == "deflate" and not self._inflater.raw:
            self._inflater = _Zlib("deflate", raw=True)
            self.feed(data)
        elif _looks_plain(data, self._label):
            self._inflater = None
            self.feed(data)
        else:
            self.problem = f"{self._label}: {error}"

    def _is_label_noise(self) -> bool:
        # Charsets and media types written into the wrong header; the body is plain then.
        return self._label.startswith("utf") or "/" in self._label or self._label in ("gbk", "gb2312", "chunked", "binary")


class _Zlib:
    def __init__(self, label: str, *, raw: bool = False) -> None:
        self.raw = raw
        self._bits = -15 if raw else 31 if label == "gzip" else 15
        self._stream = zlib.decompressobj(self._bits)

    def inflate(self, data: bytes, most: int) -> bytes:
        out = self._stream.decompress(data, most)
        rest = self._stream.unused_data
        if not (self._stream.eof and self._bits == 31 and rest.startswith(_GZIP_MAGIC)):
            return out
        self._stream = zlib.decompressobj(self._bits)  # a file of several members
        parts = [out]
        for _ in range(1000):
            most -= len(parts[-1])
            if most <= 0 or not rest.startswith(_GZIP_MAGIC):
                break
            self._stream = zlib.decompressobj(self._bits)
            parts.append(self._stream.decompress(rest, most))
            rest = self._stream.unused_data
        return b"".join(parts)

    @property
    def finished(self) -> bool:
        return self._stream.eof


class _Brotli:
    def __init__(self) -> None:
        self._stream = brotli.Decompressor()

    def inflate(self, data: bytes, most: int) -> bytes:
        return bytes(self._stream.process(data, output_buffer_limit=most))

    @property
    def finished(self) -> bool:
        return bool(self._stream.is_finished())


def _inflater(label: str) -> _Inflater | None:
    match label:
        case "gzip" | "x-gzip":
            return _Zlib("gzip")
        case "deflate":
            return _Zlib("deflate")
        case "br":
            return _Brotli()
    return None


def _looks_plain(data: bytes, label: str) -> bool:
    if label in ("gzip", "x-gzip"):
        return not data.startswith(_GZIP_MAGIC)
    return all(byte >= 32 or byte in _TEXT_CONTROLS for byte in data[:256])
