"""All tables. Times are UTC; 64-bit hashes are stored as signed integers.

One address is one row of `urls` for ever; everything else refers to its number. A link occurrence is not a row: the
numbers of a page's targets are packed into `pages.links` (149 links on 5,400 pages would be 805,000 rows).
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from sqlalchemy import (
    JSON,
    BigInteger,
    Boolean,
    Column,
    DateTime,
    Dialect,
    Float,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
    TypeDecorator,
    UniqueConstraint,
    text,
)

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)


class UtcTime(TypeDecorator[datetime]):
    """An aware UTC time on both databases (SQLite forgets zones)."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        return value.astimezone(UTC) if value is not None else None

    def process_result_value(self, value: Any, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        moment: datetime = value
        return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)


BigId = BigInteger().with_variant(Integer, "sqlite")  # SQLite counts up only INTEGER keys

sites = Table(
    "sites",
    metadata,
    Column("id", BigId, primary_key=True),
    Column("home_url", Text, nullable=False, unique=True),
    Column("name", Text, nullable=False, server_default=""),
    Column("code", String(20), nullable=False, server_default=""),  # 网站标识码
    Column("owner", Text, nullable=False, server_default=""),  # 主办单位
    Column("kind", String(10), nullable=False),
    Column("state", String(20), nullable=False),
    Column("host_group", Text, nullable=False, server_default=""),
    Column("extra_hosts", JSON, nullable=False),
    Column("expected_columns", JSON, nullable=False),
    Column("registered", Boolean, nullable=False),  # False: known only from one-off audits
    Column("created_at", UtcTime, nullable=False),
    Column("retired_at", UtcTime),
)
Index("uq_sites_code", sites.c.code, unique=True, sqlite_where=text("code <> ''"), postgresql_where=text("code <> ''"))

columns = Table(
    "columns",
    metadata,
    Column("id", BigId, primary_key=True),
    Column("site_id", ForeignKey("sites.id"), nullable=False),
    Column("url", Text, nullable=False),
    Column("name", Text, nullable=False),
    Column("kind", String(10), nullable=False),
    Column("kind_reason", Text, nullable=False, server_default=""),
    Column("first_level", Boolean, nullable=False),
    Column("registered", Boolean, nullable=False),
    Column("first_seen", UtcTime, nullable=False),
    Column("last_seen", UtcTime, nullable=False),
    Column("latest", String(10)),  # newest item's day when last seen
    Column("ignored", Boolean, nullable=False, server_default=text("false")),  # a person said: not to be judged
    UniqueConstraint("site_id", "url"),
)

passes = Table(
    "passes",
    metadata,
    Column("id", BigId, primary_key=True),
    Column("kind", String(10), nullable=False),
    Column("period", Text, nullable=False),
    Column("ruleset", Text, nullable=False),
    Column("ruleset_hash", String(64), nullable=False),
    Column("created_at", UtcTime, nullable=False),
    Column("finished_at", UtcTime),
    UniqueConstraint("kind", "period"),
)

site_passes = Table(
    "site_passes",
    metadata,
    Column("id", BigId, primary_key=True),
    Column("pass_id", ForeignKey("passes.id"), nullable=False),
    Column("site_id", ForeignKey("sites.id"), nullable=False),
    Column("state", String(10), nullable=False),
    Column("attempt", Integer, nullable=False),  # every write of an audit carries it; a stale worker writes nothing
    Column("owner", Text, nullable=False, server_default=""),
    Column("lease_until", UtcTime),
    Column("started_at", UtcTime),
    Column("ended_at", UtcTime),
    Column("reason", Text, nullable=False, server_default=""),
    Column("options", JSON, nullable=False),
    Column("coverage", JSON),
    Column("score", JSON),
    Column("probes", JSON),  # facts of the extra requests, by the probe's name; a later judgement needs no request
    UniqueConstraint("pass_id", "site_id"),
)
Index("ix_site_passes_site_state", site_passes.c.site_id, site_passes.c.state)

urls = Table(
    "urls",
    metadata,
    Column("id", BigId, primary_key=True),
    Column("site_id", ForeignKey("sites.id"), nullable=False),
    Column("key", BigInteger, nullable=False),  # 64-bit hash of the address
    Column("url", Text, nullable=False),
    UniqueConstraint("site_id", "key"),
)

frontier = Table(
    "frontier",
    metadata,
    Column("site_pass_id", ForeignKey("site_passes.id"), primary_key=True),
    Column("url_id", ForeignKey("urls.id"), primary_key=True),
    Column("job", String(8), nullable=False),  # crawl: fetch and read; verify: only settle the link
    Column("kind", String(10), nullable=False),  # LinkKind
    Column("state", Integer, nullable=False),  # FrontierState
    Column("priority", Integer, nullable=False),  # smaller is sooner
    Column("depth", Integer, nullable=False),
    Column("from_url", BigInteger),  # number of the page that led here first
    Column("text", Text, nullable=False, server_default=""),  # words of that link
    Column("outcome", String(12)),
    Column("reason", Text, nullable=False, server_default=""),
    Column("status", Integer),
    Column("attempts", JSON),
    Column(
        "shown", JSON(none_as_null=True)
    ),  # model.Shown: what another site's page shows, or what a script says about leaving
)
WAITS = text("state IN (0, 1)")
"""Of an address in the frontier. A query that is to use the index says it in the same words: a parameter could be any state."""

Index(
    "ix_frontier_pending",
    frontier.c.site_pass_id,
    frontier.c.state,
    frontier.c.job,
    frontier.c.priority,
    frontier.c.url_id,
    sqlite_where=WAITS,
    postgresql_where=WAITS,
)
Index(
    "ix_frontier_trouble",
    frontier.c.site_pass_id,
    frontier.c.outcome,
    sqlite_where=text("outcome IN ('broken', 'unverified')"),
    postgresql_where=text("outcome IN ('broken', 'unverified')"),
)

shared_verdicts = Table(
    "shared_verdicts",
    metadata,
    Column("pass_id", ForeignKey("passes.id"), primary_key=True),
    Column("key", BigInteger, primary_key=True),  # 64-bit hash of the address
    Column("url", Text, nullable=False),
    Column("kind", String(10), nullable=False),
    Column("outcome", String(12), nullable=False),
    Column("reason", Text, nullable=False, server_default=""),
    Column("status", Integer),
    Column("attempts", JSON),
    Column("shown", JSON(none_as_null=True)),
    Column("settled_at", UtcTime, nullable=False),
)

pages = Table(
    "pages",
    metadata,
    Column("id", BigId, primary_key=True),
    Column("site_id", ForeignKey("sites.id"), nullable=False),
    Column("url_id", ForeignKey("urls.id"), nullable=False, unique=True),
    Column("site_pass_id", BigInteger, nullable=False),  # the last pass that looked at it
    Column("first_seen", UtcTime, nullable=False),
    Column("last_seen", UtcTime, nullable=False),
    Column("status", Integer, nullable=False),
    Column("kind", String(16), nullable=False),
    Column("title", Text, nullable=False, server_default=""),
    Column("published", String(10)),
    Column("etag", Text, nullable=False, server_default=""),
    Column("modified", Text, nullable=False, server_default=""),
    Column("steady_hash", String(32), nullable=False, server_default=""),  # of the bytes without clocks, counters, tokens
    Column("content_hash", BigInteger, nullable=False),
    Column("checks_hash", String(32), nullable=False, server_default=""),  # page checks and parameters that ran
    Column("facts", LargeBinary),  # model.Page without text, links and tree; msgpack, zstd
    Column("links", LargeBinary),  # packed numbers of the addresses it leads to
    Column("findings", LargeBinary),  # results of the page checks, carried over while the content stays the same
)
Index("ix_pages_site_pass_kind", pages.c.site_pass_id, pages.c.kind)

page_versions = Table(
    "page_versions",
    metadata,
    Column("id", BigId, primary_key=True),
    Column("page_id", ForeignKey("pages.id"), nullable=False, index=True),
    Column("observed_at", UtcTime, nullable=False),
    Column("content_hash", BigInteger, nullable=False),
    Column("title", Text, nullable=False),
    Column("published", String(10)),
    Column("place", String(10), nullable=False, server_default=""),  # DatePlace of `published`, "" when unknown
    Column("body_hash", BigInteger, nullable=False, server_default=text("0")),  # 0: not known
)

blobs = Table(
    "blobs",
    metadata,
    Column("hash", String(32), primary_key=True),
    Column("size", Integer, nullable=False),
    Column("body", LargeBinary, nullable=False),  # zstd
)

observations = Table(
    "observations",
    metadata,
    Column("site_pass_id", ForeignKey("site_passes.id"), primary_key=True),
    Column("fingerprint", String(32), primary_key=True),
    Column("rule", String(40), nullable=False),
    Column("url", Text, nullable=False),
    Column("page", Text, nullable=False),
    Column("column", Text),
    Column("confidence", String(10), nullable=False),
    Column("message", Text, nullable=False),
    Column("evidence", JSON, nullable=False),
    Column("discriminator", Text, nullable=False, server_default=""),
)
Index("ix_observations_rule", observations.c.site_pass_id, observations.c.rule, observations.c.url)

unknowns = Table(
    "unknowns",
    metadata,
    Column("site_pass_id", ForeignKey("site_passes.id"), primary_key=True),
    Column("rule", String(40), primary_key=True),
    Column("url", Text, primary_key=True),
    Column("reason", Text, nullable=False),
)

findings = Table(
    "findings",
    metadata,
    Column("id", BigId, primary_key=True),
    Column("site_id", ForeignKey("sites.id"), nullable=False),
    Column("fingerprint", String(32), nullable=False),
    Column("rule", String(40), nullable=False),
    Column("url", Text, nullable=False),
    Column("page", Text, nullable=False),
    Column("column", Text),
    Column("confidence", String(10), nullable=False),
    Column("message", Text, nullable=False),
    Column("evidence", JSON, nullable=False),
    Column("discriminator", Text, nullable=False, server_default=""),
    Column("state", String(12), nullable=False),
    Column("first_seen", UtcTime, nullable=False),
    Column("last_seen", UtcTime, nullable=False),
    Column("last_pass_id", BigInteger, nullable=False),
    Column("seen_passes", Integer, nullable=False),
    UniqueConstraint("site_id", "fingerprint"),
)
Index("ix_findings_state_rule", findings.c.state, findings.c.rule)

finding_events = Table(
    "finding_events",
    metadata,
    Column("id", BigId, primary_key=True),
    Column("finding_id", ForeignKey("findings.id"), nullable=False, index=True),
    Column("at", UtcTime, nullable=False),
    Column("event", String(12), nullable=False),  # opened, refreshed is not an event, fixed, regressed, suppressed, ...
    Column("state", String(12), nullable=False),
    Column("author", Text, nullable=False),
    Column("note", Text, nullable=False, server_default=""),
    Column("site_pass_id", BigInteger),
)

media = Table(
    "media",
    metadata,
    Column("id", BigId, primary_key=True),
    Column("platform", String(40), nullable=False),
    Column("name", Text, nullable=False),
    Column("owner", Text, nullable=False, server_default=""),
    Column("account", Text, nullable=False, server_default=""),
    Column("latest", String(10)),  # day of its newest item
    Column("state", String(10), nullable=False),
    Column("imported_at", UtcTime, nullable=False),
    UniqueConstraint("platform", "name"),
)

meters = Table(
    "meters",
    metadata,
    Column("site_pass_id", ForeignKey("site_passes.id"), primary_key=True),
    Column("name", String(60), primary_key=True),  # slash names: skipped/robots, check-errors/typo
    Column("value", Float, nullable=False),
)

form_values = Table(
    "form_values",
    metadata,
    Column("form", String(40), primary_key=True),
    Column("field", String(60), primary_key=True),
    Column("site_id", BigInteger, primary_key=True, autoincrement=False),  # 0: for every site
    Column("period", String(10), primary_key=True),  # "": for every period
    Column("value", Text, nullable=False),
    Column("entered_at", UtcTime, nullable=False),
)

# --- what people decide about findings -----------------------------------------------------------------------------

findings.append_column(Column("assignee", Text, nullable=False, server_default=""))
findings.append_column(Column("entered", Boolean, nullable=False, server_default=text("false")))  # not found by a pass

suppressions = Table(
    "suppressions",
    metadata,
    Column("id", BigId, primary_key=True),
    Column("site_id", ForeignKey("sites.id")),  # null: every site
    Column("rule", Text, nullable=False),  # a glob
    Column("subject", Text, nullable=False),  # a glob over the finding's url
    Column("fingerprint", String(32), nullable=False, server_default=""),  # "": every finding that the globs match
    Column("reason", Text, nullable=False),
    Column("until", String(10)),  # the last day on which it holds
    Column("author", Text, nullable=False),
    Column("created_at", UtcTime, nullable=False),
    Column("withdrawn_at", UtcTime),
    Column("withdrawn_by", Text, nullable=False, server_default=""),
)

bonuses = Table(
    "bonuses",
    metadata,
    Column("id", BigId, primary_key=True),
    Column("site_pass_id", ForeignKey("site_passes.id"), nullable=False, index=True),
    Column("area", Text, nullable=False),
    Column("points", Float, nullable=False),
    Column("reason", Text, nullable=False),
    Column("author", Text, nullable=False),
    Column("created_at", UtcTime, nullable=False),
    Column("withdrawn_at", UtcTime),
)

notices = Table(
    "notices",
    metadata,
    Column("id", BigId, primary_key=True),
    Column("site_id", ForeignKey("sites.id"), nullable=False, index=True),
    Column("number", Text, nullable=False, server_default=""),  # the office's own 文号
    Column("period", Text, nullable=False, server_default=""),  # "2026-Q3", "2026-11": what it belongs to
    Column("issued_on", String(10), nullable=False),
    Column("working_days", Integer, nullable=False),
    Column("deadline", String(10)),  # null: the calendar of working days does not know the year yet
    Column("state", String(12), nullable=False),
    Column("answered_on", String(10)),
    Column("author", Text, nullable=False),
    Column("note", Text, nullable=False, server_default=""),
    Column("created_at", UtcTime, nullable=False),
    Column("closed_at", UtcTime),
)

notice_findings = Table(
    "notice_findings",
    metadata,
    Column("notice_id", ForeignKey("notices.id"), primary_key=True),
    Column("finding_id", ForeignKey("findings.id"), primary_key=True, index=True),
)

notice_events = Table(
    "notice_events",
    metadata,
    Column("id", BigId, primary_key=True),
    Column("notice_id", ForeignKey("notices.id"), nullable=False, index=True),
    Column("at", UtcTime, nullable=False),
    Column("event", String(12), nullable=False),  # issued, answered, rechecked, closed, reopened
    Column("state", String(12), nullable=False),
    Column("author", Text, nullable=False),
    Column("note", Text, nullable=False, server_default=""),
)

visits = Table(
    "visits",
    metadata,
    Column("id", BigId, primary_key=True),
    Column("site_id", ForeignKey("sites.id"), nullable=False),
    Column("at", UtcTime, nullable=False),
    Column("outcome", String(10), nullable=False),  # ok, failed, refused, ours
    Column("status", Integer),
    Column("error", String(40), nullable=False, server_default=""),
    Column("milliseconds", Integer, nullable=False),
    Column("note", Text, nullable=False, server_default=""),
)
Index("ix_visits_site_at", visits.c.site_id, visits.c.at)

# --- what was so at a past moment ----------------------------------------------------------------------------------

site_changes = Table(
    "site_changes",
    metadata,
    Column("id", BigId, primary_key=True),
    Column("site_id", ForeignKey("sites.id"), nullable=False, index=True),
    Column("event", String(10), nullable=False),  # opened, paused, resumed, closed, merged
    Column("at", UtcTime),  # null: the day is not known
    Column("author", Text, nullable=False, server_default=""),
    Column("entered_at", UtcTime, nullable=False),
)

former_scores = Table(
    "former_scores",
    metadata,
    Column("id", BigId, primary_key=True),
    Column("site_pass_id", ForeignKey("site_passes.id"), nullable=False, index=True),
    Column("until", UtcTime, nullable=False),  # when people's words changed it
    Column("score", JSON, nullable=False),
)
