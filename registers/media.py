"""A file of 政务新媒体 (accounts on other platforms) -> accounts, with one reason for every row that is not taken."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from crawler.extract.dates import parse_day
from model import ConfigError, DatePlace, MediaAccount, MediaState
from registers.cells import read_sheet
from registers.sites import BadRow

HEADERS: Mapping[str, tuple[str, ...]] = {
    "name": ("账号名称", "名称", "新媒体名称", "政务新媒体名称", "公众号名称", "账号昵称"),
    "platform": ("平台", "平台类型", "平台名称", "新媒体类型", "账号类型", "类型", "所属平台", "开设平台"),
    "owner": ("主办单位", "主办单位名称", "开办单位", "主管单位", "主体", "账号主体", "责任单位"),
    "account": ("账号", "账号id", "微信号", "id", "账号标识"),
    "latest": (
        "最后更新", "最后更新时间", "最后更新日期", "最近更新", "最近更新时间", "最近更新日期", "最新发布时间", "最新发布日期",
        "更新日期", "更新时间",
    ),
    "state": ("状态", "运行状态", "账号状态"),
}  # fmt: skip
"""Field -> the names that its column may have; the first one is the official one."""

REQUIRED = ("name", "platform")
_STATES: Mapping[str, MediaState] = {
    **dict.fromkeys(("", "运行", "正常", "正常运行", "在用", "运行中", "启用"), MediaState.RUNNING),
    **dict.fromkeys(("关停", "注销", "已注销", "已关停", "停用", "关闭", "已关闭"), MediaState.CLOSED),
}
_SERIAL = re.compile(r"\d{5}")
_EXCEL_DAY_0 = date(1899, 12, 30)
_NO_DAY = frozenset({"", "无", "未知", "不详", "-", "—", "从未更新"})


@dataclass(frozen=True, slots=True)
class MediaRegister:
    """What a file holds."""

    good: tuple[MediaAccount, ...]
    bad: tuple[BadRow, ...]


class _Refused(Exception):
    """Why a row cannot be taken."""


def read_media(path: Path, today: date) -> MediaRegister:
    """The accounts of a CSV or XLSX file (first sheet). Raises ConfigError when the file as a whole cannot be used."""
    sheet = read_sheet(path, HEADERS)
    missing = [HEADERS[field][0] for field in REQUIRED if field not in sheet.places]
    if missing:
        raise ConfigError(f"{path}: no header row with {'、'.join(missing)}")
    good: dict[tuple[str, str], MediaAccount] = {}
    lines: dict[tuple[str, str], int] = {}
    bad: list[BadRow] = []
    for row in sheet.rows:
        try:
            account = _account({field: text.replace("\n", " ") for field, text in sheet.values(row).items()}, today)
            key = account.platform, account.name
            if key in good:
                raise _Refused(f"与第{lines[key]}行重复：{account.platform}“{account.name}”")
        except _Refused as error:
            bad.append(BadRow(row.line, str(error)))
        else:
            good[key], lines[key] = account, row.line
    return MediaRegister(tuple(good.values()), tuple(bad))


def _account(values: Mapping[str, str], today: date) -> MediaAccount:
    name, platform, state = values.get("name", ""), values.get("platform", ""), values.get("state", "")
    if not name:
        raise _Refused("缺少账号名称")
    if not platform:
        raise _Refused("缺少平台")
    if state not in _STATES:
        raise _Refused(f"状态“{state[:40]}”未知，应为正常或注销")
    latest = _day(values.get("latest", ""), today)
    owner, account = values.get("owner", "")[:200], values.get("account", "")[:100]
    return MediaAccount(name[:200], platform[:40], owner, account, latest, _STATES[state])


def _day(text: str, today: date) -> date | None:
    """The day of a cell; a workbook may hold it as a number of days."""
    if text in _NO_DAY:
        return None
    day = _EXCEL_DAY_0 + timedelta(days=int(text)) if _SERIAL.fullmatch(text) else None
    if day is None and (fact := parse_day(text, DatePlace.TABLE, today)):
        day = fact.day
    if day is None:
        raise _Refused(f"更新日期“{text[:40]}”无法识别，应形如 2026-11-01")
    if day > today:
        raise _Refused(f"更新日期{day.isoformat()}晚于今天")
    return day
