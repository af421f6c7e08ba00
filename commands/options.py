"""The options that many commands share, and the settings that they make."""

from __future__ import annotations

import getpass
import sys
from collections.abc import Iterable
from datetime import date, datetime
from pathlib import Path
from typing import Annotated

import typer

from logs import configure
from model import ConfigError
from settings import Settings, load

Config = Annotated[Path | None, typer.Option("--config", help="the configuration file (default: config.toml if there is one)")]
Overrides = Annotated[
    list[str] | None, typer.Option("--set", metavar="KEY=VALUE", help="override one value of it (repeatable)")
]
DatabaseUrl = Annotated[str, typer.Option("--database", metavar="URL", help="sqlite:///FILE or postgresql://…")]
Resolve = Annotated[
    list[str] | None, typer.Option("--resolve", metavar="HOST=ADDR[:PORT]", help="connect to ADDR for HOST (repeatable)")
]
Author = Annotated[str, typer.Option("--author", help="who says so (default: the name of this account)")]
Output = Annotated[Path | None, typer.Option("--output", help="write to this file instead of standard output")]
AsOf = Annotated[datetime | None, typer.Option("--as-of", formats=["%Y-%m-%d"], help="judge as on that day")]
SiteName = Annotated[str, typer.Argument(metavar="SITE", help="number, 网站标识码, name or home page")]


def settings_of(config: Path | None, overrides: list[str] | None, database: str = "") -> Settings:
    """The configuration with what the command line overrides; logging is set up by it. Raises ConfigError."""
    extra = [f"database.url={database}"] if database else []
    settings = load(config, [*(overrides or []), *extra])
    configure(settings.log.level, settings.log.format)
    return settings


def names(text: str) -> tuple[str, ...]:
    """The parts of "A,B"."""
    return tuple(part.strip() for part in text.split(",") if part.strip())


def author_of(given: str) -> str:
    """Who says so: the name given, else the account's. Raises ConfigError when there is neither."""
    try:
        name = given.strip() or getpass.getuser()
    except (KeyError, OSError):
        name = ""
    if not name:
        raise ConfigError("this account has no name; say who decides with --author NAME")
    return name[:100]


def one_of(option: str, value: str, known: tuple[str, ...]) -> str:
    """A value among the known ones. Raises ConfigError."""
    if value not in known:
        raise ConfigError(f"{option} {value}: unknown; {', '.join(known)} are known")
    return value


def write_result(parts: Iterable[str], output: Path | None, *, encoding: str = "utf-8") -> None:
    """Print a result, or write it to a file, whole or not at all. Raises ConfigError where the file cannot be written."""
    if output is None:
        for part in parts:
            sys.stdout.write(part)
        return
    from reports import delivery  # only here: a command without a report does without the database's modules

    with delivery.whole_file(output) as draft, draft.open("w", encoding=encoding, newline="") as file:
        file.writelines(parts)


def day_of(moment: datetime | None) -> date | None:
    """The day that was given, None where none was."""
    return moment.date() if moment else None
