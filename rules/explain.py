"""One rule in words, for `xuncha rules explain ID` and for the pages of docs/rules/."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping

from model import ConfigError, Counts, Group, How
from rules.catalogue import catalogue, notes
from rules.ruleset import MARKS, UNSURE, Amount, Ruleset, RuleSetting
from rules.suggest import nearest

COUNTS: Mapping[Counts, str] = {
    Counts.VETO: "单项否决",
    Counts.VETO_COUNT: "累计达到数量时单项否决，未达到时扣分",
    Counts.DEDUCT: "扣分",
    Counts.LOCAL: "仅地方或旧方案计入",
    Counts.SERIOUS: "严重问题，与单项否决并列报告",
    Counts.NOTICE: "提示，不计分",
}
HOW: Mapping[How, str] = {
    How.AUTO: "程序判定（涉及单项否决的仍为疑似，由人工确认）",
    How.ASSISTED: "程序提出疑似，人工确认",
    How.MANUAL: "人工录入或导入",
}
GROUPS: Mapping[Group, str] = {
    Group.AVAILABILITY: "可用性",
    Group.FRESHNESS: "内容更新",
    Group.INTERPRETATION: "政策解读",
    Group.EXPRESSION: "内容表述",
    Group.INTERACTION: "互动回应",
    Group.SERVICE: "办事服务",
    Group.STANDARD: "规范标识",
    Group.SECURITY: "安全",
    Group.WORKFLOW: "工作流程",
}
HEADINGS: Mapping[str, str] = {
    "What:": "什么问题",
    "Why:": "依据",
    "Evidence:": "证据",
    "Not a finding when:": "不算问题的情形",
    "How to fix:": "如何整改",
}
"""The headings of a check's docstring with their titles for a reader."""

WHEN: Mapping[str, str] = {
    "count": "累计达到{}个即单项否决",
    "missing": "缺少{}类及以上才计入累计",
    "months": "超过{}个月未答复的为单项否决",
    "within": "只看最近{}个月内收到的",
}


def known(rule_id: str) -> str:
    """The id itself; ConfigError with the nearest id when there is no such rule."""
    if rule_id not in catalogue():
        raise ConfigError(f"unknown rule {rule_id!r}{nearest(rule_id, catalogue()) or '; see xuncha rules list'}")
    return rule_id


def explain(rule_id: str, rulesets: Iterable[Ruleset], doc: str = "") -> str:
    """What a rule means, what it counts as in each ruleset and by which numbers. `doc` is the docstring of its check."""
    rule = catalogue()[known(rule_id)]
    text = [
        f"{rule.id}　{rule.name}",
        f"分组：{GROUPS[rule.group]}（{rule.group.value}）",
        f"最高计为：{COUNTS[rule.counts]}",
        f"判定方式：{HOW[rule.how]}",
        f"依据：{rule.basis}",
        f"来源把握：{rule.mark}，{MARKS[rule.mark]}",
        f"说明：{notes()[rule.id]}",
    ]
    for ruleset in rulesets:
        setting = ruleset.rules[rule.id]
        text += ["", f"【{ruleset.pack.name}】{ruleset.pack.title}（{ruleset.pack.basis}）"]
        text += [f"  {line}" for line in setting_lines(setting, ruleset)]
    for title, body in sections(doc).items():
        text += ["", f"{title}：", f"  {body}"]
    if not doc:
        text += ["", "目前没有程序检查这一问题。"]
    return "\n".join(text)


def setting_lines(setting: RuleSetting, ruleset: Ruleset) -> list[str]:
    """What a rule counts as in one ruleset: its points, conditions, thresholds, each with its mark."""
    lines = [f"计为：{COUNTS[setting.counts]}〔{setting.mark}〕"]
    if setting.basis:
        lines.append(f"条款：{setting.basis}")
    if setting.item:
        amount = Amount(setting.item, setting.points, setting.mark_of("points"))
        lines.append(f"扣分：{_amount(amount, setting, ruleset)}")
    if setting.points_home is not None:
        lines.append(f"在首页的：每条扣{setting.points_home:g}分{_sure(setting.mark_of('points_home'))}")
    lines += [f"其中 {key}：{_amount(case, setting, ruleset)}" for key, case in setting.cases.items()]
    if setting.sample is not None:
        lines.append(f"抽查：最多计{setting.sample}个{_sure(setting.mark_of('sample'))}")
    lines += [WHEN[key].format(value) + _sure(setting.mark_of("when")) for key, value in setting.when.items()]
    lines += [
        f"{bucket}类栏目累计达到{count}个即单项否决{_sure(setting.mark_of('buckets'))}"
        for bucket, count in setting.buckets.items()
    ]
    lines += _params(setting)
    if setting.confirm.passes:
        lines.append(f"持续监测时：连续{setting.confirm.passes}次（不在同一天）发现才确认{_sure(setting.mark_of('confirm'))}")
    if setting.confirm.hours:
        lines.append(f"持续监测时：持续{setting.confirm.hours:g}小时才确认{_sure(setting.mark_of('confirm'))}")
    if setting.note:
        lines.append(setting.note)
    return lines


def _amount(amount: Amount, setting: RuleSetting, ruleset: Ruleset) -> str:
    item = ruleset.items[amount.item]
    unit = f"每项（{setting.each}）" if setting.each else "每条"
    once = "，同一项全站只计一次" if setting.distinct else ""
    cap = f"，该项最多扣{item.cap:g}分{_sure(item.mark)}"
    return f"{item.group}·{item.name} {unit}扣{amount.points:g}分{_sure(amount.mark)}{once}{cap}"


def _params(setting: RuleSetting) -> list[str]:
    lines: list[str] = []
    for name, value in setting.params.items():
        if name == "holidays":
            continue
        if isinstance(value, dict):
            parts = [f"{key} {item or '无'}{_sure(setting.mark_of(key), short=True)}" for key, item in value.items()]
            lines.append(f"参数 {name}：{'，'.join(parts)}")
            continue
        shown = value if isinstance(value, str | int | float) else json.dumps(value, ensure_ascii=False)
        lines.append(f"参数 {name} = {shown}{_sure(setting.mark_of(name))}")
    return lines


def _sure(mark: str, *, short: bool = False) -> str:
    if mark in UNSURE:
        return f"〔{mark} 待核〕"
    return "" if short else f"〔{mark}〕"


def sections(doc: str) -> dict[str, str]:
    """The parts of a check's docstring by their Chinese titles; the first line, its name, is left out."""
    parts: dict[str, list[str]] = {}
    current: list[str] = []
    for line in doc.strip().splitlines()[1:]:
        if heading := next((h for h in HEADINGS if line.startswith(h)), None):
            current = parts.setdefault(HEADINGS[heading], [])
            line = line.removeprefix(heading)
        if line.strip():
            current.append(line.strip())
    return {title: _joined(lines) for title, lines in parts.items()}


def _joined(lines: list[str]) -> str:
    """Lines as one paragraph: no blank between Chinese characters."""
    text = ""
    for line in lines:
        blank = " " if text and text[-1].isascii() and line[0].isascii() else ""
        text += blank + line
    return text
