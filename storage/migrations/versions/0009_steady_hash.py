"""pages.raw_hash becomes steady_hash: clocks, counters and tokens no longer count. Old values match nothing, which costs a reading.

Revision ID: 0009
Revises: 0008
"""

from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Rename the column."""
    op.execute("ALTER TABLE pages RENAME COLUMN raw_hash TO steady_hash")
