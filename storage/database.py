"""Opening a database: engines for SQLite and PostgreSQL, migrations on start, errors as one line.

The crawl writes through the asynchronous engine; site checks and reports read through the synchronous one in a thread.
"""

from __future__ import annotations

import asyncio
import contextlib
import re
from collections.abc import AsyncIterator, Iterator
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, Row, Select, Table, create_engine, event
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError, DBAPIError, SQLAlchemyError
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine, create_async_engine

from model import StorageError
from storage import short_ways
from storage.migrate import upgrade

AnyRow = Row[*tuple[Any, ...]]

BUSY_SECONDS = 60
# Hundreds of audits share these connections for moments; to wait for one is no error before something really hangs.
# The one that came back last goes first: every connection that is used in turn would fill a cache of its own.
_POOL = {"pool_size": 10, "max_overflow": 5, "pool_timeout": 300, "pool_use_lifo": True}
# The writer's cache stays good, since nobody else writes; that of a reader is thrown away by each transaction.
_WRITER = {"pool_size": 1, "max_overflow": 0, "pool_timeout": 300}
_CACHE_KB = 6_000
_READER_CACHE_KB = 2_000


class Database:
    """One database, opened. `write()` gives the only writing connection of this process, one user at a time."""

    def __init__(self, url: str) -> None:
        self.url = url
        self._engine: AsyncEngine | None = None
        self._writer: AsyncEngine | None = None
        self._reader: Engine | None = None
        self._writing = asyncio.Lock()

    async def __aenter__(self) -> Database:
        sync_url, async_url = driver_urls(self.url)
        _make_folder(sync_url)
        self._reader = create_engine(sync_url, **_engine_options(sync_url))
        self._engine = create_async_engine(async_url, **_engine_options(sync_url, asynchronous=True))
        self._writer = create_async_engine(async_url, **_engine_options(sync_url, asynchronous=True) | _WRITER)
        _configure(self._reader, _CACHE_KB)
        _configure(self._engine.sync_engine, _READER_CACHE_KB)
        _configure(self._writer.sync_engine, _CACHE_KB)
        try:
            await asyncio.to_thread(upgrade, self._reader)
        except BaseException as error:
            await self.close()
            if isinstance(error, SQLAlchemyError | OSError):
                raise explain(error, self.url) from None
            raise
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.close()

    async def close(self) -> None:
        """Give back every connection."""
        for engine in (self._writer, self._engine):
            if engine is not None:
                await engine.dispose()
        if self._reader is not None:
            self._reader.dispose()

    @contextlib.asynccontextmanager
    async def write(self) -> AsyncIterator[AsyncConnection]:
        """One transaction. SQLite has one writer, so users queue here instead of meeting a locked database."""
        assert self._writer is not None
        async with self._writing:
            try:
                async with self._writer.begin() as connection:
                    yield connection
            except SQLAlchemyError as error:
                raise explain(error, self.url, while_running=True) from error

    @contextlib.asynccontextmanager
    async def read(self) -> AsyncIterator[AsyncConnection]:
        """A reading connection; it sees what is committed."""
        assert self._engine is not None
        try:
            async with self._engine.connect() as connection:
                yield connection
        except SQLAlchemyError as error:
            raise explain(error, self.url, while_running=True) from error

    @contextlib.contextmanager
    def read_sync(self) -> Iterator[Connection]:
        """The same for code that runs in a thread and streams."""
        assert self._reader is not None
        try:
            with self._reader.connect() as connection:
                yield connection
        except SQLAlchemyError as error:
            raise explain(error, self.url, while_running=True) from error

    def insert(self, table: Table) -> Any:
        """An INSERT of this database's dialect, which knows ON CONFLICT."""
        return postgresql.insert(table) if self.url.startswith("postgresql") else sqlite.insert(table)


def driver_urls(url: str) -> tuple[str, str]:
    """(synchronous, asynchronous) SQLAlchemy addresses of a driver-less database address."""
    try:
        parsed = make_url(url)
    except ArgumentError:
        parsed = None
    if parsed is None or parsed.drivername not in ("sqlite", "postgresql"):
        raise StorageError(f"{_masked(url)}: not a database address; write sqlite:///FILE or postgresql://USER@HOST/NAME")
    if parsed.drivername == "sqlite":
        if not parsed.database or parsed.database == ":memory:":
            raise StorageError(f"{url}: names no file; write sqlite:///FILE")
        return url, parsed.set(drivername="sqlite+aiosqlite").render_as_string(hide_password=False)
    psycopg = parsed.set(drivername="postgresql+psycopg").render_as_string(hide_password=False)
    return psycopg, psycopg


def named_file(url: str) -> Path | None:
    """The file that an SQLite address names, None for anything else."""
    return Path(url.removeprefix("sqlite:///")) if url.startswith("sqlite:///") and len(url) > len("sqlite:///") else None


def explain(error: BaseException, url: str, *, while_running: bool = False) -> StorageError:
    """What went wrong with the database, in one line with a way out."""
    cause = str(getattr(error, "orig", None) or error).strip().splitlines()[0]
    hints = (
        ("disk is full|No space left", "free some space; what was committed before is kept"),
        ("readonly|read-only|attempt to write|unable to open|Permission denied", "choose a file in a writable folder"),
        ("disk I/O error", "look whether the disk is full or failing; what was committed before is kept"),
        ("malformed|not a database", "the file is damaged: move it away or restore a copy"),
        ("locked", "another program holds the database; end it or wait"),
        (
            "Connection refused|could not translate|connection failed|does not exist|authentication",
            "start the server or correct the address",
        ),
    )
    advice = next((hint for pattern, hint in hints if re.search(pattern, cause)), "see the database's own log")
    told = StorageError(f"database {_masked(url)}: {cause}; {advice}")
    told.while_running = while_running
    return told


def _masked(url: str) -> str:
    return re.sub(r"(?<=:)[^:@/]+(?=@)", "***", url)


def _make_folder(sync_url: str) -> None:
    file = make_url(sync_url)
    if file.drivername != "sqlite" or not file.database:
        return
    try:
        Path(file.database).parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise StorageError(
            f"database {file.database}: its folder cannot be made ({error.strerror}); choose another one"
        ) from None


def _engine_options(sync_url: str, *, asynchronous: bool = False) -> dict[str, Any]:
    if sync_url.startswith("sqlite"):
        creator = {"async_creator_fn": short_ways.connect} if asynchronous else {}
        return {"connect_args": {"timeout": BUSY_SECONDS, **creator}, **_POOL}
    return {"pool_pre_ping": True, "connect_args": {"prepare_threshold": None}, **_POOL}


def _configure(engine: Engine, cache_kb: int) -> None:
    if engine.dialect.name != "sqlite":
        return

    @event.listens_for(engine, "connect")
    def _pragmas(connection: Any, _: Any) -> None:
        cursor = connection.cursor()
        # WAL with NORMAL survives a power cut without damage; at most the last transactions are missing, and the
        # frontier then simply does that work again.
        for pragma in (
            "journal_mode=WAL",
            "synchronous=NORMAL",
            "foreign_keys=ON",
            f"cache_size=-{cache_kb}",
            "temp_store=MEMORY",
        ):
            cursor.execute(f"PRAGMA {pragma}")
        cursor.close()


__all__ = ["AnyRow", "DBAPIError", "Database", "driver_urls", "explain", "named_file"]


def streamed(connection: Connection, query: Select[Any], size: int) -> Iterator[AnyRow]:
    """The rows of a query, fetched `size` at a time; the cursor is closed also when the reader stops early.

    Said of the statement and not of the connection, which would keep it for all later ones.
    """
    with connection.execute(query, execution_options={"yield_per": size}) as result:
        yield from result
