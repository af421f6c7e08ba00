"""What a worker answers: a link is told once, and afterwards by its number. Menus are on every page of a site.

Both sides count the links that were told in one worker's answers, in their order; a worker that is lost takes its numbers
along, since its successor begins with a counterpart of its own.
"""

from __future__ import annotations

import time
from array import array
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import islice

import msgspec

from workers.messages import LinkOut, PageOutput, frame

REMEMBERED = 6_000
"""Links after which the count begins anew."""


@dataclass(frozen=True, slots=True)
class _Answer:
    """A worker's answer to a batch."""

    pages: tuple[PageOutput, ...]  # without their links
    numbers: tuple[bytes, ...]  # of the links of each
    new: Sequence[LinkOut]  # the next links of the count
    anew: bool  # it begins with them
    worked: float  # seconds of processor time that the worker has had


_encoder = msgspec.msgpack.Encoder()
_decoder = msgspec.msgpack.Decoder(_Answer)


class _Numbers(dict[LinkOut, int]):
    """Gives the next number to a link that has none."""

    def __missing__(self, link: LinkOut) -> int:
        number = self[link] = len(self)
        return number


class Teller:
    """The side of a worker."""

    def __init__(self) -> None:
        self._numbers = _Numbers()

    def encode(self, pages: Sequence[PageOutput]) -> bytes:
        """An answer as it goes back."""
        known = self._numbers
        if anew := len(known) > REMEMBERED:
            known.clear()
        before = len(known)
        numbers = tuple(array("I", map(known.__getitem__, page.links)).tobytes() for page in pages)
        new = [*islice(known, before, None)]
        bare = tuple(replace(page, links=()) for page in pages)
        return frame(_encoder.encode(_Answer(bare, numbers, new, anew, time.process_time())))


class Listener:
    """The side of the program, one for each worker."""

    def __init__(self) -> None:
        self._links: list[LinkOut] = []
        self.worked = 0.0  # seconds of processor time that the worker had had when it answered last

    def decode(self, data: bytes) -> tuple[PageOutput, ...]:
        """A worker's answer. Raises ValueError where it is none."""
        answer = _decoder.decode(data)
        self.worked = answer.worked
        if answer.anew:
            self._links.clear()
        self._links += answer.new
        told = zip(answer.pages, answer.numbers, strict=True)
        return tuple(replace(page, links=self._of(numbers)) for page, numbers in told)

    def _of(self, packed: bytes) -> tuple[LinkOut, ...]:
        numbers = array("I")
        numbers.frombytes(packed)
        try:
            return tuple(map(self._links.__getitem__, numbers))
        except IndexError:
            raise ValueError("a link that was not told") from None
