"""政务新媒体 in the forms, from the register: how many, which were not kept up to date, the accounts of one office."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from model import SHANGHAI, MediaAccount, MediaState
from reports.forms.facts import Facts
from reports.forms.fields import Computed
from storage import media


@dataclass(frozen=True, slots=True)
class CheckedMedia:
    """The cells, rows and warnings of one period."""

    values: dict[str, str] = field(default_factory=dict)
    rows: list[dict[str, Any]] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)


def checked_media(facts: Facts) -> CheckedMedia:
    """The accounts that the register lets us judge in the period: those with a day, imported since it began."""
    running = _running(facts.accounts)
    if not running or facts.period is None:
        return CheckedMedia()
    today = _last_day(facts)
    begun = facts.period.start.astimezone(SHANGHAI).date()
    seen = [account for account in running if account.latest and (account.imported or today) >= begun]
    found = media.figures(seen, today, facts.media_days)
    bad = [account for account in seen if (media.idle_days(account, today) or 0) > facts.media_days]
    values = {"media_total": str(len(running))}
    if found.dated:
        values |= {"media_checked": str(found.dated), "media_failed": str(found.unqualified)}
    left = len(running) - len(seen)
    warnings = [f"政务新媒体有{left}个没有更新日期或登记早于本期，未计入检查数"] if left else []
    entered = facts.hand("media_failed")
    if found.dated and entered and entered != str(found.unqualified):
        warnings.append(f"填写的不合格政务新媒体数{entered}与登记表算出的{found.unqualified}不一致，名单按登记表")
    return CheckedMedia(values, [_row(number, each, facts, today) for number, each in enumerate(bad, 1)], warnings)


def fill_accounts(made: Computed, facts: Facts, cells: Mapping[str, str]) -> None:
    """The name of the office's account on each platform; of several only a person knows the one with most followers."""
    for key, platform in cells.items():
        known = [account.name for account in _running(facts.accounts) if _is_of(account, made.values["owner"], platform)]
        if len(known) == 1:
            made.values[key] = known[0]
        elif known:
            made.warnings.append(f"登记的{platform}账号有{len(known)}个（{'、'.join(known[:5])}），只填关注量最大的：{key}")


def _running(accounts: Sequence[MediaAccount]) -> list[MediaAccount]:
    return [account for account in accounts if account.state is MediaState.RUNNING]


def _is_of(account: MediaAccount, owner: str, platform: str) -> bool:
    return bool(owner) and account.owner == owner and platform in account.platform


def _row(number: int, account: MediaAccount, facts: Facts, today: date) -> dict[str, Any]:
    idle = media.idle_days(account, today)
    return {
        "number": str(number),
        "name": account.name,
        "platform": account.platform,
        "owner": account.owner,
        "latest": account.latest.isoformat() if account.latest else "",
        "problem": f"截至{min(today, account.imported or today).isoformat()}已{idle}天未更新（超过{facts.media_days}天）",
    }


def _last_day(facts: Facts) -> date:
    """The last day of the period, or today while it lasts."""
    assert facts.period is not None
    last = facts.period.end.astimezone(SHANGHAI).date() - timedelta(days=1)
    return min(last, facts.now.astimezone(SHANGHAI).date())
