"""What `xuncha media` does: the register of government accounts on other platforms (政务新媒体)."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Annotated

import typer

from commands.database import with_database
from commands.options import Config, DatabaseUrl, Overrides, settings_of
from commands.register import bad_rows
from model import SHANGHAI, MediaAccount, MediaState
from registers.media import read_media
from reports.aligned import aligned
from settings import Settings
from storage import media

app = typer.Typer(help="The register of government accounts on other platforms (政务新媒体).", no_args_is_help=True)


def import_media(settings: Settings, file: Path, *, partial: bool) -> int:
    """Register the accounts of a file; prints bad rows. The exit status."""
    register = read_media(file, datetime.now(SHANGHAI).date())
    for row in register.bad:
        sys.stderr.write(f"{file}:{row.line}: {row.reason}\n")
    if register.bad and not partial:
        sys.stderr.write(f"xuncha: {file}: {bad_rows(len(register.bad))}, nothing was imported; mend them or use --partial\n")
        return 2
    with_database(settings, lambda db: media.put(db, register.good), make=True)
    sys.stdout.write(f"已登记 {len(register.good)} 个政务新媒体账号\n")
    return 0


def list_media(settings: Settings, days: int, as_of: date | None) -> str:
    """The accounts with their age on a day, and the figures of the register."""
    today = as_of or datetime.now(SHANGHAI).date()
    return "".join(_lines(with_database(settings, media.listed), today, days))


def _lines(accounts: Sequence[MediaAccount], today: date, days: int) -> Iterator[str]:
    if not accounts:
        yield "尚未登记政务新媒体；用 xuncha media import 导入\n"
        return
    rows = [["主办单位", "平台", "账号名称", "最后更新", "距今", "结果"]]
    for one in accounts:
        age = media.age_of(one, today)
        latest = one.latest.isoformat() if one.latest else "–"
        shown = "–" if age is None else f"{age}天"
        rows.append([one.owner, one.platform, one.name, latest, shown, _result(one, age, today, days)])
    yield from aligned(rows, numbers=frozenset({4}))
    found = media.figures(accounts, today, days)
    share = "无法计算" if found.share is None else f"{found.share:g}%"
    yield (
        f"共{len(accounts)}个账号，运行{found.total}个，有更新日期的{found.dated}个；"
        f"超过{days}天未更新{found.unqualified}个，合格率{share}\n"
    )


def _result(account: MediaAccount, age: int | None, today: date, days: int) -> str:
    if account.state is not MediaState.RUNNING:
        return "已注销"
    if age is None:
        return "未知"
    known = media.idle_days(account, today)
    if known is not None and known > days:
        return f"超过{days}天未更新"
    return "合格" if age <= days else f"登记时合格（{account.imported}），须更新登记"


# --- the commands ---------------------------------------------------------------------------------------------------


@app.command("import")
def _import(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="a CSV or XLSX file with a header row")],
    partial: Annotated[bool, typer.Option("--partial", help="take the good rows although there are bad ones")] = False,
    overrides: Overrides = None,
    config: Config = None,
    database: DatabaseUrl = "",
) -> None:
    """Register accounts from a file, or bring them up to date: all or none."""
    raise typer.Exit(import_media(settings_of(config, overrides, database), file, partial=partial))


@app.command("list")
def _list(
    days: Annotated[
        int | None,
        typer.Option("--days", min=1, help="without an update for more days an account is unqualified [default: configured]"),
    ] = None,
    as_of: Annotated[datetime | None, typer.Option("--as-of", formats=["%Y-%m-%d"], help="judge as on that day")] = None,
    overrides: Overrides = None,
    config: Config = None,
    database: DatabaseUrl = "",
) -> None:
    """List the accounts with their age and how many are unqualified."""
    settings, day = settings_of(config, overrides, database), as_of.date() if as_of else None
    typer.echo(list_media(settings, days or settings.forms.media_days, day), nl=False)
