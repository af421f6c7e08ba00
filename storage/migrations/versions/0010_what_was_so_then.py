"""when sites went out of service and came back, and the scores that a pass had before people spoke

Revision ID: 0010
Revises: 0009
"""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None

BIG = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Sites that are out of service now get their change; the day of a pause was never kept, so it stays unknown."""
    op.create_table(
        "site_changes",
        sa.Column("id", BIG, nullable=False),
        sa.Column("site_id", BIG, nullable=False),
        sa.Column("event", sa.String(length=10), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("author", sa.Text(), nullable=False, server_default=""),
        sa.Column("entered_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["site_id"], ["sites.id"], name="fk_site_changes_site_id_sites"),
        sa.PrimaryKeyConstraint("id", name="pk_site_changes"),
    )
    op.create_index("ix_site_changes_site_id", "site_changes", ["site_id"])
    op.create_table(
        "former_scores",
        sa.Column("id", BIG, nullable=False),
        sa.Column("site_pass_id", BIG, nullable=False),
        sa.Column("until", sa.DateTime(timezone=True), nullable=False),
        sa.Column("score", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(["site_pass_id"], ["site_passes.id"], name="fk_former_scores_site_pass_id_site_passes"),
        sa.PrimaryKeyConstraint("id", name="pk_former_scores"),
    )
    op.create_index("ix_former_scores_site_pass_id", "former_scores", ["site_pass_id"])
    op.execute(
        "INSERT INTO site_changes (site_id, event, at, entered_at) "
        "SELECT id, 'closed', retired_at, CURRENT_TIMESTAMP FROM sites WHERE registered AND retired_at IS NOT NULL"
    )
    op.execute(
        "INSERT INTO site_changes (site_id, event, at, entered_at) "
        "SELECT id, CASE state WHEN 'temporarily-closed' THEN 'paused' ELSE 'closed' END, NULL, CURRENT_TIMESTAMP "
        "FROM sites WHERE registered AND retired_at IS NULL AND state <> 'running'"
    )
