"""政府网站月监测情况表: a row for each site with score, result and problems."""

from __future__ import annotations

import rules
from model import ConfigError, SiteKind
from reports.forms.facts import Facts, today
from reports.forms.fields import NOTHING, Computed, Field, Form, Source
from reports.forms.site_results import UNCHECKED, UNDECIDED, SiteResult
from reports.forms.wording import away_at_end, names, service_notes

FORM = Form(
    id="monthly",
    title="政府网站月监测情况表",
    span="month",
    per_site=False,
    writes_nothing=True,
    basis="广西政府网站监测表式（桂政办发〔2017〕152号）",
    fields=(
        Field("unit", "填报单位（盖章）", kind="text"),
        Field("public_url", "公开网址", kind="text"),
        Field("date", "填报日期", kind="text", source=Source.COMPUTED),
        Field("reviewer", "审核人", kind="text"),
        Field("writer", "填表人", kind="text"),
        Field("phone", "联系电话", kind="text"),
    ),
    row_fields=(
        Field("score", "监测评分（分）", kind="number", source=Source.FINDINGS),
        Field("result", "结果", kind="text", source=Source.FINDINGS),
        Field("problems", "存在的问题", kind="text", source=Source.FINDINGS),
        Field("note", "备注", kind="text"),
    ),
)


def compute(facts: Facts) -> Computed:
    """The rows of all running sites."""
    made = Computed({"date": today(facts)})
    made.values["profile"] = _profile(facts)
    made.values["period_words"] = facts.period.words if facts.period else ""
    made.tables["rows"] = [_row(number, result, facts) for number, result in enumerate(facts.results, 1)]
    listed = {result.site.id for result in facts.results}
    away = [s.site.shown_name for s in facts.services if s.site.id not in listed and away_at_end(facts, s)]
    if away:
        made.warnings.append(f"本期末临时下线，未列入：{names(away)}")
    undecided = [result.name for result in facts.results if result.result == UNDECIDED]
    unchecked = [result.name for result in facts.results if result.result == UNCHECKED]
    if undecided:
        made.warnings.append(f"疑似单项否决尚未确认，结果写作“待确认”：{names(undecided)}")
    if unchecked:
        made.warnings.append(f"本期没有检查结果：{names(unchecked)}")
    return made


def _profile(facts: Facts) -> str:
    """By which tables the scores were made, and that their points are not sure."""
    packs = sorted({each.inspection.ruleset for each in facts.results if each.inspection})
    unsure = any(each.row and each.row.score and each.row.score.get("provisional") for each in facts.results)
    return "、".join(map(_title, packs)) + ("；分值待核" if unsure else "")


def _title(pack: str) -> str:
    """A rule pack by its official title; one that is not there any more by its name."""
    try:
        known = rules.load(pack).pack
    except ConfigError:
        return pack
    return f"{known.title}（{known.basis}）" if known.basis else known.title


def _row(number: int, result: SiteResult, facts: Facts) -> dict[str, str]:
    site = result.site
    notes = [result.looked.words if result.checked else "", *service_notes(facts, result)]
    problems = "、".join(result.problem_names) or (NOTHING if result.checked else "")
    return {
        "number": str(number),
        "code": site.code,
        "name": result.name,
        "portal": "门户" if site.kind is SiteKind.PORTAL else "",
        "url": site.home_url,
        "score": facts.hand("score", site) or result.score or ("不计分" if result.checked else ""),
        "result": facts.hand("result", site) or result.result,
        "problems": facts.hand("problems", site) or problems,
        "note": facts.hand("note", site) or "，".join(note for note in notes if note),
    }
