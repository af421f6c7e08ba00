"""What `xuncha trends` does: pass rates, what is opened and fixed, how long it takes, the worst columns."""

from __future__ import annotations

import asyncio
from datetime import datetime
from typing import Annotated

import typer

from commands.database import with_database
from commands.options import Config, DatabaseUrl, Overrides, settings_of, write_result
from model import SHANGHAI
from reports import trends as shown
from storage import registry, trends
from storage.database import Database


def figures(
    site: Annotated[str, typer.Argument(metavar="SITE", help="number, 网站标识码, name or home page (default: all)")] = "",
    weeks: Annotated[int, typer.Option("--weeks", min=1, max=260, help="how far back")] = 12,
    overrides: Overrides = None, config: Config = None, database: DatabaseUrl = "",
) -> None:  # fmt: skip
    """Show figures over time, of all sites or of one."""
    now = datetime.now(SHANGHAI)

    def read(db: Database, number: int | None) -> list[str]:
        with db.read_sync() as connection:
            return list(
                shown.lines(
                    trends.pass_rates(connection, site_id=number),
                    trends.weeks(connection, now, site_id=number, count=weeks),
                    trends.times_to_fix(connection, site_id=number),
                    trends.worst_columns(connection, site_id=number),
                )
            )

    async def work(db: Database) -> list[str]:
        owner = await registry.find_known(db, site) if site else None
        return await asyncio.to_thread(read, db, owner.id if owner else None)

    write_result(with_database(settings_of(config, overrides, database), work), None)
