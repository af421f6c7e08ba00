"""The durable queue of one site's pass: which addresses are known, which wait, what became of each.

Every address is inserted once (unique key), so nothing is fetched twice and a restart goes on from the rows that are
still pending. Nothing is written when an address is handed out: what was under way when the power failed is simply
pending again.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import IntEnum
from itertools import islice
from typing import Any, Literal

from sqlalchemy import Select, bindparam, case, select
from sqlalchemy.ext.asyncio import AsyncConnection

from model import Json, LinkKind, Outcome, SitePassId
from storage import tables as t
from storage.database import AnyRow, Database
from storage.packing import url_key

Job = Literal["crawl", "verify"]
REMEMBERED = 20_000
CHUNK = 400


class FrontierState(IntEnum):
    """Where an address stands in its pass."""

    PENDING = 0
    CONFIRM = 1  # answered badly; needs another look before it is called broken
    DONE = 2
    SKIPPED = 3  # left out on purpose: robots, trap, depth, limit


@dataclass(frozen=True, slots=True)
class Candidate:
    """An address that a page leads to, with the frontier's plan for it."""

    url: str
    kind: LinkKind
    job: Job
    priority: int
    depth: int
    from_url: int | None = None
    text: str = ""
    skip: str = ""  # why it is not visited
    settled: Settled | None = None  # already known without a request (an address that cannot be parsed)


@dataclass(frozen=True, slots=True)
class Settled:
    """What became of an address."""

    outcome: Outcome | None  # None: to be confirmed
    reason: str = ""
    status: int | None = None
    attempts: list[Json] = field(default_factory=list)
    shown: Json | None = None  # model.Shown: what another site's page shows

    @property
    def state(self) -> FrontierState:
        """The frontier state that belongs to it."""
        return FrontierState.CONFIRM if self.outcome is None else FrontierState.DONE


@dataclass(frozen=True, slots=True)
class PastPage:
    """What an earlier pass read at an address, still packed."""

    site_pass_id: int
    content_hash: int
    facts: bytes
    links: bytes
    findings: bytes


@dataclass(frozen=True, slots=True)
class Waiting:
    """An address handed out."""

    id: int
    url: str
    kind: LinkKind
    job: Job
    depth: int
    text: str
    state: FrontierState
    attempts: tuple[Json, ...]
    reason: str = ""
    etag: str = ""
    modified: str = ""
    steady_hash: str = ""  # of the body that an earlier pass read
    checks_hash: str = ""  # page checks that ran on it
    past: PastPage | None = None  # where they are those that were asked for


class KnownUrls:
    """A bounded memory of addresses whose number is known and that this pass has in its frontier."""

    def __init__(self, limit: int = REMEMBERED) -> None:
        self._limit = limit
        self.numbers: dict[str, int] = {}  # by address; an address that is not among them must be looked up

    def update(self, found: Mapping[str, int]) -> None:
        """Remember; the oldest half goes when the memory is full."""
        self.numbers.update(found)
        if len(self.numbers) > self._limit:
            for url in list(islice(self.numbers, len(self.numbers) // 2)):
                del self.numbers[url]


async def enqueue(
    connection: AsyncConnection,
    db: Database,
    site_id: int,
    site_pass: SitePassId,
    candidates: Sequence[Candidate],
    fresh: Sequence[int] = (),
    gone: Mapping[int, Settled] | None = None,
) -> dict[str, int]:
    """Insert addresses that are not known yet; the number of each candidate's address.

    Links that the passes `fresh` found in order are not asked again; those that are known as `gone` need one look.
    """
    unique = {candidate.url: candidate for candidate in reversed(candidates)}
    numbers = await number(connection, db, site_id, unique)
    good = await _verified(connection, fresh, [numbers[c.url] for c in unique.values() if c.job == "verify" and not c.skip])
    known = good if not gone else {**gone, **good}
    unique = {
        url: replace(c, settled=known[numbers[url]]) if numbers[url] in known and not c.skip else c for url, c in unique.items()
    }
    rows = [
        {
            "site_pass_id": site_pass,
            "url_id": numbers[c.url],
            "job": c.job,
            "kind": c.kind,
            "state": _first_state(c),
            "priority": c.priority,
            "depth": c.depth,
            "from_url": c.from_url,
            "text": c.text,
            "outcome": c.settled.outcome if c.settled else None,
            "reason": c.settled.reason if c.settled else c.skip,
            "status": c.settled.status if c.settled else None,
            "attempts": c.settled.attempts if c.settled else None,
            "shown": c.settled.shown if c.settled else None,
        }
        for c in unique.values()
    ]
    if rows:
        await connection.execute(db.insert(t.frontier).on_conflict_do_nothing(), rows)
    return numbers


async def _verified(connection: AsyncConnection, fresh: Sequence[int], numbers: Sequence[int]) -> dict[int, Settled]:
    """Those of some addresses that one of the passes verified and found in order, with what they showed."""
    found: dict[int, Settled] = {}
    f = t.frontier.c
    for chunk in chunks_of(numbers) if fresh else ():
        query = select(f.url_id, f.status, f.shown).where(
            f.site_pass_id.in_(fresh), f.url_id.in_(chunk), f.job == "verify", f.outcome == Outcome.OK, f.reason == ""
        )
        for row in (await connection.execute(query)).all():
            found[row.url_id] = Settled(Outcome.OK, "", row.status, [], row.shown)
    return found


def _first_state(candidate: Candidate) -> FrontierState:
    if candidate.settled is not None:
        return candidate.settled.state
    return FrontierState.SKIPPED if candidate.skip else FrontierState.PENDING


async def number(connection: AsyncConnection, db: Database, site_id: int, wanted: Iterable[str]) -> dict[str, int]:
    """The numbers of addresses, new ones given out. A later pass meets hardly any that it must write."""
    keys = {url_key(url): url for url in wanted}
    found = await _numbered(connection, site_id, keys)
    new = {key: url for key, url in keys.items() if url not in found}
    if new:
        rows = [{"site_id": site_id, "key": key, "url": url} for key, url in new.items()]
        await connection.execute(db.insert(t.urls).on_conflict_do_nothing(), rows)
        found |= await _numbered(connection, site_id, new)
    return found


async def _numbered(connection: AsyncConnection, site_id: int, keys: Mapping[int, str]) -> dict[str, int]:
    """The numbers that some addresses have already."""
    found: dict[str, int] = {}
    for chunk in chunks_of(list(keys)):
        rows = await connection.execute(_NUMBERED, {"of_site": site_id, "some": chunk})
        found.update({keys[row.key]: row.id for row in rows.all()})
    return found


def _waiting_query() -> Select[Any]:
    f, p = t.frontier.c, t.pages.c
    alike = p.checks_hash == bindparam("reading")
    packed = (case((alike, column)).label(column.name) for column in (p.facts, p.links, p.findings))
    return (
        select(
            f.url_id, t.urls.c.url, f.kind, f.job, f.depth, f.text, f.state, f.attempts, f.reason,
            p.etag, p.modified, p.steady_hash, p.checks_hash, p.site_pass_id, p.content_hash, *packed,
        )
        .join(t.urls, t.urls.c.id == f.url_id)
        .outerjoin(t.pages, t.pages.c.url_id == f.url_id)
        .where(f.site_pass_id == bindparam("of_pass"), f.state == bindparam("in_state"))
        .where(f.url_id.in_(bindparam("numbers", expanding=True)))
    )  # fmt: skip


# Built once: of hundreds of sites each asks several times a second, and to build a query costs more than to run it.
# Numbers first: those under way are many times what is handed out, and their facts would be read for nothing.
_OPEN = (
    select(t.frontier.c.url_id)
    .where(t.frontier.c.site_pass_id == bindparam("of_pass"), t.frontier.c.state == bindparam("in_state"), t.WAITS)
    .order_by(t.frontier.c.priority, t.frontier.c.url_id)
    .limit(bindparam("most"))
)
_OPEN_OF_JOB = _OPEN.where(t.frontier.c.job == bindparam("of_job"))
_WAITING = _waiting_query()
_NUMBERED = select(t.urls.c.id, t.urls.c.key).where(
    t.urls.c.site_id == bindparam("of_site"), t.urls.c.key.in_(bindparam("some", expanding=True))
)


async def window(
    db: Database,
    site_pass: SitePassId,
    state: FrontierState,
    job: Job | None,
    limit: int,
    under_way: Collection[int],
    reading: str = "",
) -> list[Waiting]:
    """The next addresses by value, without those under way. With each what an earlier pass read there in the way `reading`."""
    busy = frozenset(under_way)  # as now: what is settled while the database answers still looks open in the answer
    open_in: dict[str, object] = {"of_pass": site_pass, "in_state": state}
    found: dict[int, Waiting] = {}
    async with db.read() as connection:
        first = {**open_in, "most": limit + len(busy)} | ({"of_job": job} if job is not None else {})
        numbers = (await connection.execute(_OPEN_OF_JOB if job is not None else _OPEN, first)).scalars()
        open_ = [number_ for number_ in numbers if number_ not in busy][:limit]
        for chunk in chunks_of(open_):
            asked = {**open_in, "reading": reading, "numbers": chunk}
            found.update((row.url_id, _waiting(row)) for row in (await connection.execute(_WAITING, asked)).all())
    return [found[number_] for number_ in open_ if number_ in found]


def _waiting(row: AnyRow) -> Waiting:
    return Waiting(
        id=row.url_id,
        url=row.url,
        kind=LinkKind(row.kind),
        job=row.job,
        depth=row.depth,
        text=row.text,
        state=FrontierState(row.state),
        attempts=tuple(row.attempts or ()),
        reason=row.reason,
        etag=row.etag or "",
        modified=row.modified or "",
        steady_hash=row.steady_hash or "",
        checks_hash=row.checks_hash or "",
        past=PastPage(row.site_pass_id, row.content_hash, row.facts, row.links, row.findings) if row.facts else None,
    )


def chunks_of(items: Sequence[int]) -> Iterable[Sequence[int]]:
    """Numbers, so many at a time as one query may name."""
    return (items[start : start + CHUNK] for start in range(0, len(items), CHUNK))
