"""Bodies undone within bounds, whatever their label says."""

import gzip
import zlib
from random import Random

import brotli  # type: ignore[import-untyped]
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crawler.decoding import Decoder

TEXT = "公开政府信息 ".encode() * 200


def raw_deflate(data: bytes) -> bytes:
    packer = zlib.compressobj(wbits=-15)
    return packer.compress(data) + packer.flush()


ENCODERS = {
    "": bytes,
    "identity": bytes,
    "gzip": gzip.compress,
    "X-GZIP": gzip.compress,
    "gzip, gzip": gzip.compress,
    "deflate": zlib.compress,
    "deflate ": raw_deflate,
    "br": brotli.compress,
    "utf-8": bytes,
}


def decode(label: str, data: bytes, step: int, limit: int = 1_000_000) -> Decoder:
    decoder = Decoder(label, limit)
    for start in range(0, len(data), step):
        decoder.feed(data[start : start + step])
    return decoder


@settings(max_examples=60)
@given(st.sampled_from(sorted(ENCODERS)), st.integers(3, 5000), st.integers(0, 3000))
def test_every_encoding_in_any_pieces_up_to_the_limit(label: str, step: int, limit: int) -> None:
    decoder = decode(label, ENCODERS[label](TEXT), step, limit)
    assert decoder.body() == TEXT[:limit]
    assert decoder.full == (limit < len(TEXT))
    assert decoder.problem == ""


@pytest.mark.parametrize("label", ["gzip", "deflate", "br"])
def test_a_wrong_label_on_plain_text_is_forgiven(label: str) -> None:
    assert decode(label, b"<html>" + TEXT, 1000).body() == b"<html>" + TEXT


def test_damage_keeps_what_came_before_it() -> None:
    data = bytearray(gzip.compress(bytes(range(256)) * 100 + Random(1).randbytes(5000)))
    data[-8:] = bytes(8)  # checksum and length
    decoder = decode("gzip", bytes(data), 64)
    assert decoder.problem.startswith("gzip")
    assert decoder.body().startswith(bytes(range(256)))
    cut = decode("gzip", gzip.compress(TEXT)[:-9], 16)
    assert cut.broken_off and not cut.problem


def test_an_unknown_encoding_is_a_problem_and_members_are_joined() -> None:
    assert decode("zstd", b"(\xb5/\xfd", 10).problem
    assert decode("gzip, br", b"x", 10).problem
    assert decode("gzip", gzip.compress(b"a") + gzip.compress(b"b") + gzip.compress(b"c"), 10**6).body() == b"abc"
