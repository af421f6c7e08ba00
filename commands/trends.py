"""What `xuncha trends` does: pass rates, what is opened and fixed, how long it takes, the worst columns."""

from __future__ import annotations

import asyncio
from datetime import datetime
from typing import Annotated

import typer

from commands.database import with_database
from commands.options import Config, DatabaseUrl, Output, Overrides, one_of, settings_of, write_result
from model import SHANGHAI, Site
from reports import trends as shown
from storage import registry
from storage import trends as kept
from storage.database import Database


def trends(
    site: Annotated[str, typer.Argument(metavar="SITE", help="number, 网站标识码, name or home page (default: all)")] = "",
    weeks: Annotated[int, typer.Option("--weeks", min=1, max=260, help="how far back")] = 12,
    format: Annotated[str, typer.Option("--format", help="table or html (default: by the name of --output, else table)")] = "",
    output: Output = None, overrides: Overrides = None, config: Config = None, database: DatabaseUrl = "",
) -> None:  # fmt: skip
    """Show figures over time, of all sites or of one."""
    now = datetime.now(SHANGHAI)
    by_name = "html" if output is not None and output.suffix.lower() in (".html", ".htm") else "table"
    form = one_of("--format", format or by_name, ("table", "html"))

    def read(db: Database, owner: Site | None) -> list[str]:
        with db.read_sync() as connection:
            found = kept.every(connection, now, site_id=owner.id if owner else None, count=weeks)
        if form == "table":
            return list(shown.lines(found))
        from reports import trend_page  # slow to load

        title = owner.shown_name if owner else "所有网站"
        return list(trend_page.lines(found, title, f"{now:%Y-%m-%d}"))

    async def work(db: Database) -> list[str]:
        owner = await registry.find_known(db, site) if site else None
        return await asyncio.to_thread(read, db, owner)

    write_result(with_database(settings_of(config, overrides, database), work), output)
