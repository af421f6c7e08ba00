"""Addresses of one page: joined to its base and brought to their canonical form, each spelling once."""

from __future__ import annotations

from crawler.urls import Joined, Joiner, canonical


class Addresses:
    """A joiner whose addresses are canonical, as links and list items need them."""

    __slots__ = ("_joiner", "_memo")

    def __init__(self, base: str, encoding: str = "utf-8") -> None:
        self._joiner = Joiner(base, encoding)
        self._memo: dict[str, Joined] = {}

    def join(self, raw: str) -> Joined:
        """Where `raw` leads: `url` is absolute, canonical and without fragment; `problem` says why there is none."""
        known = self._memo.get(raw)
        if known is None:
            known = self._joiner.join(raw)
            if known.url and any(c in known.url for c in "%?;("):
                known = Joined(canonical(known.url), known.fragment, known.problem)
            self._memo[raw] = known
        return known
