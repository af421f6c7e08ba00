"""What the commands about the register of sites do. Each returns what to print."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path
from typing import Any

from commands.database import with_database
from model import SHANGHAI, ConfigError, Site
from settings import Settings
from storage import registry
from storage.database import Database


@dataclass(frozen=True, slots=True)
class Days:
    """When a site's state changed, and when it was opened, as a person says."""

    on: date | None = None
    opened: date | None = None
    merged: bool = False
    author: str = ""


def add_site(settings: Settings, site: Site, opened: date | None, author: str) -> str:
    """Register one site."""
    from registers.sites import check_site

    check_site(site)
    day = _moment("--opened", opened)
    [number] = with_database(settings, lambda db: registry.add(db, [site], opened=day, author=author), make=True)
    return f"已登记 {site.name} {site.home_url}（编号 {number}）\n"


def import_sites(settings: Settings, file: Path, *, partial: bool) -> int:
    """Register sites from a file; prints bad rows. The exit status."""
    from registers.sites import import_register

    report = with_database(settings, lambda db: import_register(db, file, partial=partial), make=True)
    for row in report.bad:
        sys.stderr.write(f"{file}:{row.line}: {row.reason}\n")
    if report.bad and not partial:
        sys.stderr.write(f"xuncha: {file}: {bad_rows(len(report.bad))}, nothing was imported; mend them or use --partial\n")
        return 2
    if not report.added and not report.bad:
        raise ConfigError(f"{file}: no rows below the header, nothing to register")
    sys.stdout.write(f"已登记 {report.added} 个网站\n")
    return 0


def bad_rows(amount: int) -> str:
    """So many rows that were not taken."""
    return f"{amount} bad row{'s' if amount > 1 else ''}"


def list_sites(settings: Settings) -> str:
    """The register."""
    from reports.register import render_sites

    return "".join(render_sites(with_database(settings, registry.listed)))


def show_site(settings: Settings, text: str) -> str:
    """One site with its columns and passes."""
    from reports.register import show_site as show

    return "".join(with_database(settings, lambda db: show(db, text)))


def change_site(settings: Settings, text: str, new: Mapping[str, Any], days: Days) -> str:
    """Correct a site of the register; `new` holds the fields that are given."""
    from registers.sites import check_site
    from reports.register import STATES

    if not new and days.on is None and days.opened is None:
        raise ConfigError("sites change: say what is new, for example --name or --state; see xuncha sites change --help")
    on, opened = _moment("--on", days.on), _moment("--opened", days.opened)

    async def work(db: Database) -> Site:
        site = replace(await registry.find(db, text), **new)
        check_site(site)
        await registry.change(db, site, on=on, opened=opened, author=days.author)
        return site

    site = with_database(settings, work)
    return f"已更新 {site.name} {site.home_url}（编号 {site.id}，{site.kind}网站，{STATES[site.state]}）\n"


def retire_site(settings: Settings, text: str, days: Days) -> str:
    """Take a site out of inspection."""
    on = _moment("--on", days.on)

    async def work(db: Database) -> Site:
        site = await registry.find(db, text)
        await registry.retire(db, site.id, on=on, merged=days.merged, author=days.author)
        return site

    site = with_database(settings, work)
    return f"已停止检查 {site.name} {site.home_url}，历史记录保留\n"


def _moment(option: str, day: date | None) -> datetime | None:
    """The beginning of a day that has come. Raises ConfigError."""
    if day is None:
        return None
    if day > datetime.now(SHANGHAI).date():
        raise ConfigError(f"{option} {day}: that day has not come yet")
    return datetime(day.year, day.month, day.day, tzinfo=SHANGHAI)
