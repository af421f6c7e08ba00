"""Options that commands of several modules share, and the settings that they make."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from logs import configure
from settings import Settings, load

Config = Annotated[Path | None, typer.Option("--config", help="the configuration file [default: config.toml if there is one]")]
Overrides = Annotated[
    list[str] | None, typer.Option("--set", metavar="KEY=VALUE", help="override one value of it (repeatable)")
]
DatabaseUrl = Annotated[str, typer.Option("--database", metavar="URL", help="sqlite:///FILE or postgresql://…")]


def settings_of(config: Path | None, overrides: list[str] | None, database: str = "") -> Settings:
    """The settings of a command; logging is set up by them."""
    extra = [f"database.url={database}"] if database else []
    settings = load(config, [*(overrides or []), *extra])
    configure(settings.log.level, settings.log.format)
    return settings
