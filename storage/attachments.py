"""The attachments that a pass may read: those that answered, first the ones with open findings, then by nearness to home."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from sqlalchemy import Connection, select

from model import LinkKind, Outcome, SitePassId
from storage import tables as t
from storage.database import streamed
from storage.finding_rows import UNSOLVED


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file that a page links to."""

    url_id: int
    url: str
    text: str  # words of the link
    page: str  # the page on which it was met first
    judged: bool  # an open finding rests on it


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
    holder = t.urls.alias("holder")
    query = (
        select(f.url_id, t.urls.c.url, f.text, holder.c.url.label("page"))
        .join(t.urls, t.urls.c.id == f.url_id)
        .join(holder, holder.c.id == f.from_url)
        .where(f.site_pass_id == site_pass, f.kind == LinkKind.ATTACHMENT, f.outcome == Outcome.OK)
        .order_by(f.depth, f.url_id)
    )
    known: list[Attachment] = []
    others: list[Attachment] = []
    for row in streamed(connection, query, 500):
        found = Attachment(row.url_id, row.url, row.text, row.page, row.url in judged)
        if found.judged:
            known.append(found)
        elif len(others) < limit:
            others.append(found)
    return [*known, *others]
