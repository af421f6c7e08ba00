"""Opening databases: migrations on start, once; errors in one line."""

import asyncio
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import create_engine, text

from model import StorageError
from storage import migrate
from storage.database import Database, driver_urls
from storage.tables import metadata


async def test_migrations_make_exactly_the_tables(database_url: str) -> None:
    async with Database(database_url) as db:
        with db.read_sync() as connection:
            context = MigrationContext.configure(connection)
            differences = [d for d in compare_metadata(context, metadata) if d[0] not in ("add_index", "remove_index")]
            assert differences == []
            assert migrate.current(connection) == migrate.HEAD


def test_head_is_the_newest_revision() -> None:
    names = sorted(path.name[:4] for path in (migrate.FOLDER / "versions").glob("*.py"))
    assert names[-1] == migrate.HEAD


async def test_several_processes_may_open_a_new_database_at_once(tmp_path: Path) -> None:
    async def opened() -> None:
        async with Database(f"sqlite:///{tmp_path / 'new' / 'x.db'}") as db, db.read() as connection:
            assert (await connection.execute(text("SELECT count(*) FROM sites"))).scalar() == 0

    await asyncio.gather(*(opened() for _ in range(4)))


async def test_a_newer_database_is_refused(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'x.db'}"
    async with Database(url):
        pass
    engine = create_engine(url)
    with engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    engine.dispose()
    with pytest.raises(StorageError, match="newer xuncha"):
        async with Database(url):
            pass


@pytest.mark.parametrize(
    "url", ["", "sqlite://", "sqlite:///:memory:", "oracle://x/y", "postgresql+psycopg2://x/y", "xuncha.db"]
)
def test_a_wrong_address_says_how_to_write_it(url: str) -> None:
    with pytest.raises(StorageError, match="sqlite:///FILE"):
        driver_urls(url)
