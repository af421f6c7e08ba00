"""Migrations: bring a database to the newest revision, once, also when several processes start together."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import Connection, Engine, inspect, text

from model import StorageError

HEAD = "0010"
"""The newest revision; a test holds it against the folder."""

FOLDER = Path(__file__).parent / "migrations"
_LOCK = 8402_1601  # any number of our own, for PostgreSQL's advisory lock


def upgrade(engine: Engine) -> None:
    """Migrate to HEAD. A database made by a newer program is refused."""
    with engine.connect() as connection:
        if current(connection) == HEAD:
            return
    with engine.begin() as connection:
        if engine.dialect.name == "sqlite":
            _begin_now(connection)
        else:
            connection.execute(text("SELECT pg_advisory_xact_lock(:n)"), {"n": _LOCK})
        revision = current(connection)
        if revision == HEAD:
            return
        if revision is not None and revision > HEAD:
            raise StorageError(
                f"database {engine.url.render_as_string()}: made by a newer xuncha (revision {revision}); update the program"
            )
        _run(connection)


def current(connection: Connection) -> str | None:
    """The revision of a database, None for an empty one."""
    if not inspect(connection).has_table("alembic_version"):
        return None
    return connection.execute(text("SELECT version_num FROM alembic_version")).scalar()


def _begin_now(connection: Connection) -> None:
    """Take SQLite's write lock before looking, so that a second process waits and then finds the work done."""
    if not getattr(connection.connection.dbapi_connection, "in_transaction", False):
        connection.exec_driver_sql("BEGIN IMMEDIATE")


def _run(connection: Connection) -> None:
    # Imported here: most starts find the database up to date.
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(FOLDER))
    config.attributes["connection"] = connection
    command.upgrade(config, "head")
