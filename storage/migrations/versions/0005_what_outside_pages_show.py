"""what the pages of other sites show, and verdicts that the sites of one pass share"""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("frontier", sa.Column("shown", sa.JSON()))
    op.create_table(
        "shared_verdicts",
        sa.Column("pass_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("key", sa.BigInteger(), nullable=False),
        sa.Column("url", sa.Text(), nullable=False),
        sa.Column("kind", sa.String(10), nullable=False),
        sa.Column("outcome", sa.String(12), nullable=False),
        sa.Column("reason", sa.Text(), server_default="", nullable=False),
        sa.Column("status", sa.Integer()),
        sa.Column("attempts", sa.JSON()),
        sa.Column("shown", sa.JSON()),
        sa.Column("settled_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["pass_id"], ["passes.id"], name=op.f("fk_shared_verdicts_pass_id")),
        sa.PrimaryKeyConstraint("pass_id", "key", name=op.f("pk_shared_verdicts")),
    )
