"""Wordings that several forms share: names in a warning, inspections that did not look at everything."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from model import SiteState
from reports.forms.facts import Facts
from reports.forms.site_results import SiteResult
from storage.service_history import Service
from storage.site_changes import CLOSED, MERGED, PAUSED, RESUMED

MOST = 10
WORDS: Mapping[str, str] = {PAUSED: "临时下线", RESUMED: "恢复运行", CLOSED: "永久下线", MERGED: "永久下线"}


def names(some: Sequence[str]) -> str:
    """The first names, and how many there are."""
    return "、".join(some[:MOST]) + (f"等{len(some)}个" if len(some) > MOST else "")


def sampled(checked: Sequence[SiteResult]) -> str:
    """A sentence on the sites of which only a planned part was read, "" where there are none."""
    some = [result.looked for result in checked if result.looked.planned and not result.complete]
    if not some:
        return ""
    pages, known = sum(each.pages for each in some), sum(each.pages + each.left_out for each in some)
    share = f"，占已知页面的{pages / known * 100:.0f}%" if known > pages else ""
    whole = f"其中{len(some)}个网站为" if len(some) < len(checked) else ""
    return f"{whole}抽样检查，共读取页面{pages}个{share}。"


def broken_off(checked: Sequence[SiteResult]) -> list[str]:
    """A warning with the sites whose inspection was not finished, and one with those that were only sampled."""
    short = [result.name for result in checked if not result.complete and not result.looked.planned]
    part = [result.name for result in checked if not result.complete and result.looked.planned]
    made = [f"检查未完成的网站：{names(short)}"] if short else []
    return made + ([f"抽样检查的网站{len(part)}个，没有发现问题不等于没有问题"] if part else [])


def service_notes(facts: Facts, result: SiteResult) -> list[str]:
    """When an inspected site went out of service or came back in the period."""
    if facts.period is None:
        return []
    changes = result.service.between(facts.period.start, min(facts.period.end, facts.moment)) if result.service else []
    return [f"{each.day.month}月{each.day.day}日{WORDS[each.event]}" for each in changes if each.day and each.event in WORDS]


def away_at_end(facts: Facts, service: Service) -> bool:
    """Whether a site was out of service for a time when the form's period ended."""
    return service.state_at(facts.moment) is SiteState.PAUSED
