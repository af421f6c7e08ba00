"""Alembic's entry: runs the migrations on the connection that storage.migrate hands over."""

from typing import Any, Literal

from alembic import context

from storage.tables import UtcTime, metadata


def render(kind: str, value: Any, _: Any) -> str | Literal[False]:
    """Migrations stay readable without our types."""
    return "sa.DateTime(timezone=True)" if kind == "type" and isinstance(value, UtcTime) else False


context.configure(
    connection=context.config.attributes["connection"], target_metadata=metadata, transactional_ddl=True, render_item=render
)
with context.begin_transaction():
    context.run_migrations()
