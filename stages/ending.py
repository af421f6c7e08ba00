"""Why a walk ends before its frontier is dry: it is stopped, a limit is hit, or the site answers no more."""

from __future__ import annotations

import time

import structlog

from crawler.fetch import Response
from crawler.patience import Patience
from crawler.urls import authority_of
from crawler.verify import Step
from model import Outcome
from stages.arrival import shut_home
from tools import Limits, Progress, Tools

log = structlog.get_logger()

TURNED_AWAY = "turned-away"
"""The site opened at first, and then refused everything."""

SILENT = "silent"
"""The site answered at first, and then nothing any more."""

PATIENCE = 36  # spacings of confirming looks without one good answer, after which the home page decides


class Ending:
    """Watches one walk; `reason` says why it has to end, "" as long as it may go on."""

    def __init__(self, tools: Tools, home_url: str, limits: Limits, progress: Progress) -> None:
        self._tools = tools
        self._home_url = home_url
        self._limits = limits
        self._progress = progress
        self._authority = authority_of(home_url)
        self._heard = time.monotonic()
        self._patience = Patience(PATIENCE * tools.settings.verify.spacing)
        self.reason = ""

    def is_full(self, under_way: int) -> bool:
        """Whether the addresses on their way may use up what is left of the pages, so that no more are handed out."""
        return self._progress.pages + under_way >= self._limits.max_pages

    def is_due(self) -> bool:
        """Whether the walk must end; addresses on their way may yet turn out to be no pages."""
        if self._tools.stop.is_set():
            self.reason = "interrupted"
        elif self._progress.pages >= self._limits.max_pages:
            self.reason = "max-pages"
        elif self._limits.deadline and time.monotonic() >= self._limits.deadline:
            self.reason = "max-seconds"
        elif self._is_silent():
            self.reason = SILENT
        return bool(self.reason)

    def _is_silent(self) -> bool:
        """Whether the site gives no connection, and has answered nothing for the time that is set."""
        limit = self._tools.settings.crawler.silent_seconds
        down = self._tools.fetcher.hosts.at(self._authority).down
        return down and 0 < limit < time.monotonic() - self._heard

    def heard(self) -> None:
        """The site has answered, whatever it said."""
        self._heard = time.monotonic()

    async def watch(self, response: Response, step: Step) -> None:
        """End the walk where the site has stopped answering: when nothing good comes for long and its home page is shut too."""
        self._patience.note(good=step.outcome is Outcome.OK or response.status in (404, 410))
        if not self._patience.over:
            return
        self._patience.note(good=True)  # one looks, the others go on
        home = await shut_home(self._tools, self._home_url, self._progress)
        if home is not None:
            self.reason = self.reason or (SILENT if home.status is None else TURNED_AWAY)
            log.warning("site.lost", site=self._home_url, status=home.status, error=home.error)
