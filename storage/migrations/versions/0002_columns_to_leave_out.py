"""columns that a person leaves out of judgement"""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("columns", sa.Column("ignored", sa.Boolean(), server_default=sa.text("false"), nullable=False))
