"""Pages that are what an earlier pass read: whether the answer says so, and where they lead, as that pass met it."""

from __future__ import annotations

from collections.abc import Sequence

from crawler.extract.steady import steady_hash
from crawler.fetch import Response
from stages.follow import Lead, lead_of
from storage import earlier
from storage.database import Database
from storage.frontier import Waiting
from storage.pages import UnchangedPage
from workers.messages import LinkOut

REMEMBERED_LINKS = 200_000


def is_same(waiting: Waiting, response: Response) -> bool:
    """Whether an answer is the page that an earlier pass read, but for clocks, counters and tokens."""
    if response.not_modified:
        return True
    return bool(waiting.steady_hash) and response.status == 200 and waiting.steady_hash == steady_hash(response.body)


class LeadsOfUnchanged:
    """Where the unchanged pages of one walk lead on. The menus of a site are on every page: an address is told once."""

    def __init__(self, db: Database) -> None:
        self._db = db
        self._told: set[int] = set()

    async def of(self, pages: Sequence[tuple[Waiting, UnchangedPage]]) -> list[tuple[Waiting, Lead, list[LinkOut]]]:
        """The leads and new links of some pages; all asked for at once."""
        if len(self._told) > REMEMBERED_LINKS:
            self._told.clear()
        by_pass: dict[int, list[int]] = {}
        new: list[list[int]] = []
        for _, stored in pages:
            numbers = [number for number in stored.links if number not in self._told]
            self._told.update(numbers)
            by_pass.setdefault(stored.site_pass_id, []).extend(numbers)
            new.append(numbers)
        known: dict[int, LinkOut] = {}
        for site_pass, numbers in by_pass.items():
            past = await earlier.past_candidates(self._db, site_pass, numbers) if numbers else ()
            known.update((number, LinkOut(url, kind, text)) for number, url, kind, text in past)
        return [
            (waiting, lead_of(stored.seen), [known[number] for number in numbers if number in known])
            for (waiting, stored), numbers in zip(pages, new, strict=True)
        ]
