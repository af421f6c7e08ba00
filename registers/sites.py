"""A register file -> sites: Chinese headers with their synonyms, one reason for every row that cannot be taken."""

from __future__ import annotations

import contextlib
import re
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from addresses import home_of
from crawler.urls import host_of
from model import ConfigError, Site, SiteId, SiteKind, SiteState
from registers.cells import Sheet, read_sheet
from storage import registry
from storage.database import Database

HEADERS: Mapping[str, tuple[str, ...]] = {
    "code": ("网站标识码", "政府网站标识码", "标识码", "网站标识代码"),
    "name": ("网站名称", "名称", "政府网站名称", "站点名称"),
    "owner": ("主办单位", "主办单位名称", "主办单位全称", "主办部门"),
    "kind": ("网站类型", "类型", "网站类别"),
    "home": ("首页网址", "网址", "首页地址", "网站首页网址", "网站网址", "网站地址", "首页url", "url"),
    "state": ("状态", "网站状态", "运行状态"),
    "host_group": ("平台", "主机组", "所属平台", "集约化平台"),
    "columns": ("应设栏目", "必设栏目", "应有栏目"),
    "hosts": ("其他域名", "其它域名"),
}
"""Field -> the names that its column may have in the file; the first one is the official one."""

REQUIRED = {"name": "名称", "home": "首页网址"}

KINDS = {"门户": SiteKind.PORTAL, "部门": SiteKind.DEPARTMENT, "专项": SiteKind.SPECIAL}
STATES: Mapping[str, SiteState] = {
    **dict.fromkeys(("", "运行", "正常", "正常运行", "运行中", "在运行", "运行正常"), SiteState.RUNNING),
    **dict.fromkeys(("临时下线", "暂停", "暂停运行", "临时关停", "临时关闭"), SiteState.PAUSED),
    **dict.fromkeys(("关停", "关闭", "永久下线", "已关停", "已关闭", "永久关停"), SiteState.CLOSED),
}
CODE = re.compile(r"\d{10}|bm\d{8}")
_HOST = re.compile(r"[a-z0-9_-]+(?:\.[a-z0-9_-]+)+|\[[0-9a-f:.]+\]|[0-9a-f]*:[0-9a-f:.]+")
_LISTED = re.compile(r"[、，,；;|｜\n]+")


@dataclass(frozen=True, slots=True)
class BadRow:
    """A row that is not taken, with its line in the file as a person sees it."""

    line: int
    reason: str


@dataclass(frozen=True, slots=True)
class Register:
    """What a file holds; `lines[i]` is the line of `good[i]`."""

    good: tuple[Site, ...]
    lines: tuple[int, ...]
    bad: tuple[BadRow, ...]


@dataclass(frozen=True, slots=True)
class ImportReport:
    """What an import did."""

    added: int
    bad: tuple[BadRow, ...]


class _Refused(Exception):
    """Why a row cannot be taken."""


async def import_register(db: Database, path: Path, *, partial: bool = False) -> ImportReport:
    """Register the sites of a file: all or none, or with `partial` the good rows. Raises ConfigError, StorageError."""
    register = read_register(path)
    taken = await registry.taken(db, register.good)
    bad = [*register.bad, *(BadRow(register.lines[i], reason) for i, reason in taken.items())]
    bad.sort(key=lambda row: row.line)
    if bad and not partial:
        return ImportReport(0, tuple(bad))
    new = [site for i, site in enumerate(register.good) if i not in taken]
    await registry.add(db, new)
    return ImportReport(len(new), tuple(bad))


def read_register(path: Path) -> Register:
    """The sites of a CSV or XLSX file (first sheet). Raises ConfigError when the file as a whole cannot be used."""
    sheet = _table(path)
    good: dict[int, Site] = {}
    bad: list[BadRow] = []
    codes: dict[str, int] = {}
    homes: dict[str, int] = {}
    for row in sheet.rows:
        try:
            site = _site(sheet.values(row))
            _claim(homes, site.home_url, row.line, "首页网址")
            _claim(codes, site.code, row.line, "网站标识码")
        except _Refused as error:
            bad.append(BadRow(row.line, str(error)))
        else:
            good[row.line] = site
    return Register(tuple(good.values()), tuple(good), tuple(bad))


def check_site(site: Site) -> None:
    """Hold one site, as given on the command line, to what an import demands. Raises ConfigError."""
    try:
        _name(site.name)
        _code(site.code)
        _home(site.home_url)
        for host in site.extra_hosts:
            _host(host)
    except _Refused as error:
        raise ConfigError(str(error)) from None


def state_of(text: str) -> SiteState:
    """A state as a person writes it, or by its stored word. Raises ConfigError."""
    with contextlib.suppress(ValueError):
        return SiteState(text.strip())
    try:
        return _state(text.strip())
    except _Refused as error:
        raise ConfigError(f"--state: {error}") from None


# --- the header ----------------------------------------------------------------------------------------------------


def _table(path: Path) -> Sheet:
    """The file below its header row. Raises ConfigError where a needed column is missing or one stands there twice."""
    sheet = read_sheet(path, HEADERS)
    cells = sheet.header.cells if sheet.header else ()
    missing = [name for field, name in REQUIRED.items() if field not in sheet.places]
    if missing:
        found = "、".join(cell for cell in cells[:20] if cell)
        raise ConfigError(f"{path}: no header row with {'、'.join(missing)}; found: {found[:200] or 'nothing'}")
    for field, places in sheet.places.items():
        if len(places) > 1 and sheet.header:
            twice = "、".join(cells[i] for i in places)
            name = HEADERS[field][0]
            raise ConfigError(f"{path}:{sheet.header.line}: several columns mean {name}: {twice}; keep one of them")
    return sheet


# --- one row -------------------------------------------------------------------------------------------------------


def _site(values: Mapping[str, str]) -> Site:
    listed = {field: values.get(field, "") for field in ("hosts", "columns")}
    values = {field: value.replace("\n", " ") for field, value in values.items()}
    return Site(
        id=SiteId(0),
        home_url=_home(values.get("home", "")),
        name=_name(values.get("name", "")),
        code=_code(values.get("code", "")),
        owner=values.get("owner", "")[:200],
        kind=_kind(values.get("kind", "")),
        state=_state(values.get("state", "")),
        host_group=values.get("host_group", "")[:200],
        extra_hosts=_unique(listed["hosts"].replace(" ", "\n"), _host),
        expected_columns=_unique(listed["columns"], lambda name: name[:100]),
    )


def _name(text: str) -> str:
    if not text.strip():
        raise _Refused("缺少网站名称")
    return text[:200]


def _code(text: str) -> str:
    """A 网站标识码: ten digits (six of the region, four serial), or bm and eight digits."""
    code = unicodedata.normalize("NFKC", text).replace(" ", "").lower()
    if not code or CODE.fullmatch(code):
        return code
    hint = ""
    if re.fullmatch(r"\d(?:\.\d+)?e\+?\d+", code):
        hint = "；被表格软件改成了科学计数，请把该列设为文本后重新填写"
    elif code.isdecimal():
        hint = f"（现有{len(code)}位）"
    raise _Refused(f"网站标识码“{text[:40]}”不符合规则：应为10位数字，或bm加8位数字{hint}")


def _home(text: str) -> str:
    if not text:
        raise _Refused("缺少首页网址")
    try:
        home = home_of(unicodedata.normalize("NFKC", text))
    except ConfigError:
        raise _Refused(f"首页网址“{text[:100]}”无法识别，应形如 http://www.example.gov.cn/") from None
    if " " in text or "@" in text or not _HOST.fullmatch(host_of(home)):
        raise _Refused(f"首页网址“{text[:100]}”无法识别，应形如 http://www.example.gov.cn/")
    return home


def _host(text: str) -> str:
    try:
        host = host_of(_home(text))
    except _Refused:
        raise _Refused(f"其他域名“{text[:100]}”无法识别，应形如 zwfw.example.gov.cn") from None
    return host


def _kind(text: str) -> SiteKind:
    """网站类型; without one a department, which gets no points that only portals are given."""
    word = text.removeprefix("政府").removesuffix("类").removesuffix("网站")
    if word and word not in KINDS:
        raise _Refused(f"网站类型“{text[:40]}”未知，应为门户、部门或专项")
    return KINDS.get(word, SiteKind.DEPARTMENT)


def _state(text: str) -> SiteState:
    if text not in STATES:
        raise _Refused(f"状态“{text[:40]}”未知，应为运行、临时下线或关停")
    return STATES[text]


def _unique(text: str, read: Callable[[str], str]) -> tuple[str, ...]:
    parts = (part.strip() for part in _LISTED.split(text))
    return tuple(dict.fromkeys(read(part) for part in parts if part))


def _claim(seen: dict[str, int], value: str, line: int, what: str) -> None:
    """A code and a home page stand for one site; the first row of the file has it."""
    if value and seen.setdefault(value, line) != line:
        raise _Refused(f"{what}与第{seen[value]}行重复")
