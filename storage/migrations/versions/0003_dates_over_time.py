"""where on its page the date of a version stood, and which text it had"""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("page_versions", sa.Column("place", sa.String(10), server_default="", nullable=False))
    op.add_column("page_versions", sa.Column("body_hash", sa.BigInteger(), server_default=sa.text("0"), nullable=False))
