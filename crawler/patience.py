"""When a site that opened stops answering: for how long, and how often in a row, it may go on before the walk gives up.

A site that goes down half-way, or a shield that has had enough of us, would otherwise be asked ten thousand times more.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, field

IN_ROW = 8


@dataclass(slots=True)
class Patience:
    """Counts what comes back from one site. Times in seconds of `clock`."""

    seconds: float
    clock: Callable[[], float] = time.monotonic
    _bad: int = 0
    _since: float = field(init=False)

    def __post_init__(self) -> None:
        self._since = self.clock()

    def note(self, *, good: bool) -> None:
        """An answer that shows the site, or one that does not: no connection, a refusal, an error of the server."""
        if good:
            self._bad, self._since = 0, self.clock()
        else:
            self._bad += 1

    @property
    def over(self) -> bool:
        """Whether nothing good has come for long, however often it was asked."""
        return self._bad >= IN_ROW and self.clock() - self._since > self.seconds
