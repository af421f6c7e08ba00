"""The database of a command: opened for it, closed after it."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from typing import TypeVar

from configured import database_url
from model import ConfigError
from settings import Settings
from storage.database import Database, named_file

T = TypeVar("T")


def with_database(settings: Settings, work: Callable[[Database], Awaitable[T]], *, make: bool = False) -> T:
    """What `work` does with the configured database, opened for it. Raises ConfigError where a named file is not there.

    `make`: the command is one with which a database may begin.
    """
    file = named_file(settings.database.url)
    if file is not None and not make and not file.exists():
        raise ConfigError(f"database {file}: there is no such file; xuncha audit, sites add or sites import make one")

    async def run() -> T:
        async with Database(database_url(settings)) as db:
            return await work(db)

    return asyncio.run(run())
