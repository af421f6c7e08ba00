"""Problems as a circular writes them: grouped paragraphs, each with real examples of site and column."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from model import Group, Rule
from reports.audit_record import rule_of
from reports.chinese_numbers import chinese
from reports.forms.site_results import SiteResult
from reports.visible import visible

UP_TO_DATE = "内容更新不及时"
REVIEWED = "内容审核把关不严格"
TITLES: Mapping[Group, str] = {
    Group.SERVICE: "政务服务事项内容不完善、不准确",
    Group.INTERPRETATION: "部分政策文件未解读",
    Group.FRESHNESS: UP_TO_DATE,
    Group.INTERACTION: "互动回应办理质效不高",
    Group.EXPRESSION: REVIEWED,
    Group.SECURITY: "安全管理不到位",
    Group.AVAILABILITY: "功能建设不完善",
    Group.STANDARD: "功能建设不完善",
    Group.WORKFLOW: "整改工作不到位",
}
SPECIAL: Mapping[str, str] = {
    "registry-mismatch": "变更备案不及时",
    "abnormal-date": REVIEWED,
    "missing-date": REVIEWED,
    "duplicate-content": REVIEWED,
    "commercial-content": REVIEWED,
}
ORDER = tuple(dict.fromkeys([*TITLES.values(), *SPECIAL.values()]))
EXAMPLES = 3
LONGEST = 120
_ADDRESSES = re.compile(r"（https?://[^）]*）")
"""Addresses in brackets: a circular names documents by their titles."""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One group of problems."""

    number: str
    title: str
    text: str


def title_of(rule: Rule) -> str:
    """The heading under which a circular names a rule."""
    return SPECIAL.get(rule.id) or TITLES[rule.group]


def paragraphs(results: Sequence[SiteResult]) -> list[Paragraph]:
    """The groups that have problems, in the order of circulars."""
    by_title: dict[str, list[str]] = {}
    for result in results:
        for rule in result.problems:
            listed = by_title.setdefault(title_of(rule_of(rule)), [])
            if rule not in listed:
                listed.append(rule)
    titles = [title for title in ORDER if title in by_title]
    return [Paragraph(chinese(number), title, _sentences(by_title[title], results)) for number, title in enumerate(titles, 1)]


def _sentences(rules: Sequence[str], results: Sequence[SiteResult]) -> str:
    if len(rules) == 1:
        return _sentence(rules[0], results)
    return "".join(f"{chinese(number)}是{_sentence(rule, results)}" for number, rule in enumerate(rules, 1))


def _sentence(rule: str, results: Sequence[SiteResult]) -> str:
    touched = [result for result in results if rule in result.problems]
    amount = sum(result.problems[rule][0] for result in touched)
    shown = [text for result in touched for text in _examples(rule, result)][:EXAMPLES]
    cases = "。如：" + "；".join(shown) if shown else ""
    return f"{rule_of(rule).name}，涉及{len(touched)}个网站{amount}处{cases}。"


def _examples(rule: str, result: SiteResult) -> list[str]:
    """At most one example of a site, so that several sites are named."""
    name = visible(result.name, 60)
    if (example := result.examples.get(rule)) is None:
        return []
    message = visible(_ADDRESSES.sub("", example.message), LONGEST).rstrip("。；;. ")
    column = visible(example.column, 30)
    where = f"{name}“{column}”栏目" if column and column not in message else name
    return [f"{where}：{message}"]
