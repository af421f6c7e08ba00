"""The attachments that a pass may read: those that answered, first the ones with open findings, then by nearness to home.

What their text was found to hold is kept as it is of pages, in the same table, without facts: the next pass reads a file
again only where its bytes or the rules are others.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from sqlalchemy import Connection, select
from sqlalchemy.ext.asyncio import AsyncConnection

from model import LinkKind, Outcome, SitePassId
from storage import tables as t
from storage.database import AnyRow, Database, streamed
from storage.finding_rows import UNSOLVED
from storage.packing import PageResults, pack_results, unpack_results

FILE = "file"  # the kind of its row among the pages


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file that a page links to."""

    url_id: int
    url: str
    text: str  # words of the link
    page: str  # the page on which it was met first
    judged: bool  # an open finding rests on it
    past: ReadFile | None = None  # what the last pass that read it made of it


@dataclass(frozen=True, slots=True)
class ReadFile:
    """What a pass made of an attachment. `digest`: of its bytes; `read_as`: of the rules that judged it."""

    url_id: int
    digest: str
    read_as: str
    results: PageResults
    etag: str = ""
    modified: str = ""


def attachments_of(
    connection: Connection, site_id: int, site_pass: SitePassId, rules: Collection[str], limit: int
) -> list[Attachment]:
    """At most `limit` attachments of a pass, and in any case those on which an open finding of `rules` rests."""
    finding, f = t.findings.c, t.frontier.c
    judged = set(
        connection.execute(
            select(finding.url).where(finding.site_id == site_id, finding.rule.in_(rules), finding.state.in_(UNSOLVED))
        ).scalars()
    )
    holder, p = t.urls.alias("holder"), t.pages.c
    query = (
        select(
            f.url_id, t.urls.c.url, f.text, holder.c.url.label("page"),
            p.kind, p.steady_hash, p.checks_hash, p.findings, p.etag, p.modified,
        )
        .join(t.urls, t.urls.c.id == f.url_id)
        .join(holder, holder.c.id == f.from_url)
        .outerjoin(t.pages, p.url_id == f.url_id)
        .where(f.site_pass_id == site_pass, f.kind == LinkKind.ATTACHMENT, f.outcome == Outcome.OK)
        .order_by(f.depth, f.url_id)
    )  # fmt: skip
    known: list[Attachment] = []
    others: list[Attachment] = []
    for row in streamed(connection, query, 500):
        found = Attachment(row.url_id, row.url, row.text, row.page, row.url in judged, _past(row))
        if found.judged:
            known.append(found)
        elif len(others) < limit:
            others.append(found)
    return [*known, *others]


def _past(row: AnyRow) -> ReadFile | None:
    if row.kind != FILE:
        return None
    return ReadFile(row.url_id, row.steady_hash, row.checks_hash, unpack_results(row.findings), row.etag, row.modified)


async def keep_files(
    connection: AsyncConnection, db: Database, site_id: int, site_pass: SitePassId, files: Sequence[ReadFile]
) -> None:
    """Keep what a pass made of some attachments."""
    now = datetime.now(UTC)
    rows = [
        {
            "site_id": site_id, "url_id": file.url_id, "site_pass_id": site_pass, "first_seen": now, "last_seen": now,
            "status": 200, "kind": FILE, "etag": file.etag, "modified": file.modified, "steady_hash": file.digest,
            "content_hash": 0, "checks_hash": file.read_as, "facts": None, "links": None,
            "findings": pack_results(file.results),
        }
        for file in files
    ]  # fmt: skip
    if rows:
        insert = db.insert(t.pages)
        kept = {"site_id", "url_id", "first_seen"}
        changes = {name: insert.excluded[name] for name in rows[0] if name not in kept}
        await connection.execute(insert.on_conflict_do_update(index_elements=["url_id"], set_=changes), rows)
