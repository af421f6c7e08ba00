"""When some pages of a host hang: whether that says anything of the host, and how long a page is waited for at first."""

from __future__ import annotations

from dataclasses import dataclass

_STEP = 1 / 20  # what one answer counts in the share of hanging pages
_FEW = 0.2  # below this share hanging pages are trouble of their own, and the host is well
_KNOWN = 10  # good answers after which a host's ways are known
_SOME = 3  # hanging pages after which first looks become shorter
_TRUSTED = 20  # hanging pages after a sign of life
_TIMES = 4.0  # of the slowest good answer ...
_LEAST = 10.0  # ... but never less seconds


@dataclass(slots=True)
class Hanging:
    """What is remembered of one host's answers."""

    good: int = 0
    slowest: float = 0.0  # good answer, in seconds
    hung: int = 0
    share: float = 0.0  # of the latest answers
    trusted: int = 0  # hanging pages that will say nothing of the host, since it has shown that it lives

    def answered(self, seconds: float) -> None:
        """A good answer came."""
        self.good += 1
        self.slowest = max(self.slowest, seconds)
        self.share -= self.share * _STEP

    def is_own_trouble(self, *, news: bool) -> bool:
        """A page hung. Whether that says nothing of its host: it hung before (no `news`), or few others do."""
        self.hung += 1
        self.share += (1 - self.share) * _STEP
        if self.trusted:
            self.trusted -= 1
            return True
        return not news or (self.good >= _KNOWN and self.share < _FEW)

    def proved_alive(self) -> None:
        """The host answered elsewhere while its pages hung."""
        self.share, self.trusted = 0.0, _TRUSTED

    def patience(self, seconds: float) -> float:
        """How long a first look at a page may take, `seconds` at most.

        Where some pages hang and the others answer, one that takes several times as long as the slowest of those is not
        waited for to the end: it is asked again later, with all the time there is.
        """
        if self.hung < _SOME or self.good < _KNOWN:
            return seconds
        return min(seconds, max(_LEAST, _TIMES * self.slowest))
