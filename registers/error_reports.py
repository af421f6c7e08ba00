"""Messages of 我为政府网站找错 from a file: which were answered late or not at all (error-report-overdue)."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from checks.lib import workdays
from crawler.urls import join
from model import Confidence, ConfigError, Finding, Site, StorageError
from registers.cells import read_sheet
from rules import Ruleset
from storage import decisions, registry
from storage.database import Database

RULE = "error-report-overdue"
WORKING_DAYS = 3
HEADERS: Mapping[str, tuple[str, ...]] = {
    "number": ("留言编号", "编号", "留言id", "序号", "工单编号"),
    "site": ("网站标识码", "标识码", "网站名称", "被反映网站", "网站"),
    "received": ("留言时间", "收到时间", "提交时间", "留言日期", "接收时间", "转办时间", "收到日期"),
    "replied": ("办结时间", "答复时间", "回复时间", "处理时间", "办理时间", "办结日期", "答复日期"),
    "url": ("问题页面", "页面网址", "问题网址", "网址", "问题页面网址", "url", "链接"),
    "kind": ("问题类型", "留言类型", "错误类型", "类型"),
}
"""Field -> the names of its column. Other columns (name, telephone, text of the message) are not read at all."""

_DAY = re.compile(r"(20\d\d)\D{1,2}(\d{1,2})\D{1,2}(\d{1,2})|(20\d\d)(\d\d)(\d\d)(?!\d)")


@dataclass(frozen=True, slots=True)
class Message:
    """One message as the platform lists it."""

    line: int
    number: str
    site: str
    received: date
    replied: date | None
    url: str
    kind: str


@dataclass(slots=True)
class MessageReport:
    """What an import found."""

    received: int = 0
    on_time: int = 0
    late: int = 0  # answered after the limit
    waiting: int = 0  # not answered, the limit has not passed
    overdue: int = 0  # not answered, the limit has passed
    unknown: int = 0  # the calendar of working days does not know the year
    entered: int = 0
    bad: list[tuple[int, str]] = field(default_factory=list)

    def lines(self, file: Path) -> Iterator[str]:
        """As printed."""
        for line, reason in self.bad:
            yield f"{file}:{line}: {reason}\n"
        yield f"收到留言{self.received}条：按期办结{self.on_time}，超期办结{self.late}，超期未办{self.overdue}"
        yield f"，办理中{self.waiting}" + (f"，待核{self.unknown}（工作日历未更新）" if self.unknown else "") + "\n"
        yield f"登记问题{self.entered}个（{RULE}）\n"


async def import_messages(db: Database, file: Path, site: str, ruleset: Ruleset, today: date, author: str) -> MessageReport:
    """Enter the overdue messages of a file; imported again, it brings them up to date. Raises ConfigError, StorageError.

    `site` is the site of every message where the file names none.
    """
    messages, report = read_messages(file)
    limit = int(ruleset.rules[RULE].params.get("working_days", WORKING_DAYS))
    default = await registry.find_known(db, site) if site else None
    for message in messages:
        try:
            owner = await registry.find(db, message.site) if message.site else default
        except StorageError as error:
            owner, reason = None, str(error)
        else:
            reason = "没有网站列，请用 --site 指明网站"
        if owner is None:
            report.bad.append((message.line, reason))
            continue
        report.received += 1
        finding = judged(message, owner, limit, today, ruleset.holidays, report)
        if finding is not None:
            await decisions.enter(db, owner.id, finding, author, "导入找错留言")
            report.entered += 1
    report.bad.sort()
    return report


def judged(
    message: Message, site: Site, limit: int, today: date, holidays: Mapping[date, bool], report: MessageReport
) -> Finding | None:
    """Count one message, and the finding where it was not answered in time."""
    last = workdays.deadline(message.received, limit, holidays)
    end = message.replied or today
    if last is None:
        # Fewer days than working days have passed: in time whatever the calendar will say.
        certain = (end - message.received).days <= limit
        report.on_time += certain and message.replied is not None
        report.waiting += certain and message.replied is None
        report.unknown += not certain
        return None
    if end <= last:
        report.on_time += message.replied is not None
        report.waiting += message.replied is None
        return None
    report.late += message.replied is not None
    report.overdue += message.replied is None
    took = workdays.elapsed(message.received, end, holidays)
    what = f"“我为政府网站找错”留言（{message.received.isoformat()}收到，编号{message.number}）"
    how = f"于{message.replied.isoformat()}办结，用时{took}个工作日" if message.replied else f"已过{took}个工作日仍未办结"
    evidence = {
        "received": message.received.isoformat(),
        "replied": message.replied.isoformat() if message.replied else None,
        "working_days": took,
        "limit_days": limit,
        "deadline": last.isoformat(),
        "number": message.number,
        "kind": message.kind,
    }
    joined = join(site.home_url, message.url) if message.url else None
    url = joined.url if joined is not None and not joined.problem else site.home_url
    text = f"{what}{how}，超过{limit}个工作日的期限。"
    return Finding(RULE, site.home_url, url, text, Confidence.CONFIRMED, None, evidence, message.number)


def read_messages(path: Path) -> tuple[list[Message], MessageReport]:
    """The messages of a file, and its bad rows. Raises ConfigError when the file as a whole cannot be used."""
    sheet = read_sheet(path, HEADERS)
    if "received" not in sheet.places or "replied" not in sheet.places:
        raise ConfigError(f"{path}: no header row with 留言时间 and 办结时间")
    report = MessageReport()
    messages: dict[str, Message] = {}
    for row in sheet.rows:
        cells = sheet.values(row)
        received, replied = day_of(cells.get("received", "")), day_of(cells.get("replied", ""))
        reason = _reason(cells, received, replied)
        if reason or received is None:
            report.bad.append((row.line, reason))
            continue
        number = cells.get("number", "").strip()[:60] or _mark(cells)
        key = f"{cells.get('site', '')} {number}"
        if key in messages:
            report.bad.append((row.line, f"编号{number}与第{messages[key].line}行重复"))
            continue
        messages[key] = Message(
            row.line, number, cells.get("site", ""), received, replied, cells.get("url", ""), cells.get("kind", "")[:60]
        )
    return list(messages.values()), report


def day_of(text: str) -> date | None:
    """The day in a cell such as 2026-11-02 10:22, 2026/11/2, 2026年11月2日, 20261102."""
    found = _DAY.search(unicodedata.normalize("NFKC", text))
    if found is None:
        return None
    year, month, day = (int(part) for part in found.groups() if part)
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _reason(cells: Mapping[str, str], received: date | None, replied: date | None) -> str:
    """Why a row cannot be used, "" when it can."""
    if received is None:
        return f"留言时间“{cells.get('received', '')[:40]}”无法识别"
    written = cells.get("replied", "").strip()
    if replied is None and written and re.search(r"\d", written):
        return f"办结时间“{written[:40]}”无法识别"
    if replied is not None and replied < received:
        return f"办结时间{replied}早于留言时间{received}"
    return ""


def _mark(cells: Mapping[str, str]) -> str:
    """A name for a message without a number that is the same when the file is imported again."""
    told = "\x00".join(cells.get(name, "") for name in ("site", "received", "url", "kind"))
    return hashlib.blake2b(told.encode(), digest_size=4).hexdigest()
