"""征集调查结果未公开

What: 征集调查（公开征求意见、问卷、民意调查）结束1个月后，本页没有结果反馈，全站也找不到题目相近的结果、采纳情况。
Why: 《重大行政决策程序暂行条例》要求公开征求意见采纳情况；桂数广办发〔2023〕23号任务14（结束后1个月内公开结果）。
Evidence: `ended`（结束日期）、`ended_raw`（页面原文）、`state`（页面显示的状态）、`days`（距今天数）、`limit_days`、
`title`（征集标题）、`result_heading`（页面上空白的结果栏）。
Not a finding when: 结束未满期限；页面上有结果反馈或者结果链接；其他页面的标题是同一事项的结果、采纳或反馈情况；结束日期找不到；
标题本身就是结果；征集作品、案例、线索等不是征求意见；一年以前结束的。检查没有做完的列为未能判断。
征求意见公告、结束日期由“公布之日起N日”推算的，作疑似。
How to fix: 结束后1个月内公布收到意见的数量、采纳情况和未采纳的理由，并与原征集页面相互链接。
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from checks import Confidence, DateFact, Finding, Iterator, Params, SiteView, Survey, Unknown, check
from checks.lib import cadence
from checks.lib.quotes import in_quotes
from checks.lib.surveys import RESULT, is_result_of

RULE = "missing-survey-result"


class MissingSurveyResultParams(Params):
    """`span`: time after the end within which the result is due; `within`: surveys that ended earlier are left alone."""

    span: cadence.Limit = "1m"
    within: cadence.Limit = "1y"


@check(RULE)
def missing_survey_result(site: SiteView, p: MissingSurveyResultParams) -> Iterator[Finding | Unknown]:
    """Surveys that ended and show no result."""
    today = cadence.today_of(site.now)
    newest, oldest = cadence.cutoff(today, p.span), cadence.cutoff(today, p.within)
    due = [s for s in site.surveys if s.end and not s.result and newest and s.end.day < newest]
    due = [s for s in due if s.end and (oldest is None or s.end.day >= oldest)]
    if not due:
        return
    results = _results(site)
    for survey in due:
        if survey.end is None or any(is_result_of(title, survey.title) for title in results):
            continue
        if not site.coverage.complete:
            yield Unknown(RULE, survey.url, "检查没有做完，结果可能在没有读到的页面")
            continue
        yield _finding(survey, survey.end, today, newest or today)


def _results(site: SiteView) -> Sequence[str]:
    """The titles that speak of a result, of pages and of list items."""
    titles = [item.title for item in site.result_titles]
    titles += [item.title for view in site.columns for item in view.items if RESULT.search(item.title)]
    return list(dict.fromkeys(titles))


def _finding(survey: Survey, end: DateFact, today: date, newest: date) -> Finding:
    structured = bool(survey.state or survey.result_blank) and end.certain
    days = (today - end.day).days
    return Finding(
        rule=RULE,
        url=survey.url,
        page=survey.url,
        confidence=Confidence.CONFIRMED if structured else Confidence.SUSPECTED,
        message=f"征集调查{in_quotes(survey.title)}已于{cadence.chinese_day(end.day)}结束，至今{days}天未见公布结果。",
        evidence={
            "ended": end.day.isoformat(),
            "ended_raw": end.raw,
            "state": survey.state,
            "days": days,
            "limit_days": (today - newest).days,
            "title": survey.title,
            "result_heading": survey.result_blank,
        },
    )
