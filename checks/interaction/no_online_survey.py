"""征集调查未提供在线提交

What: 征集调查页面写明用电子邮件、信函、电话或传真反馈意见，没有在线提交的表单、问卷链接或者网上途径。
Why: 桂数广办发〔2023〕23号任务14（征集调查应提供在线提交功能）；国办秘函〔2019〕19号加分指标
（网上调查征集渠道，仅提供邮箱不算）。
Evidence: `ways`（页面写明的途径）、`title`（征集标题）、`ended`（结束日期，没有则为空）。
Not a finding when: 页面有填写框、选项、内嵌页面、二维码、问卷链接，或者文字说明可在网站、平台、小程序、本页下方提交；
页面没有写反馈途径；只在列表中看到；一年以前结束的征集；征集结果公告。一律为疑似，由人确认。
How to fix: 在征集页面提供在线填写和提交意见的功能，同时保留邮箱、信函等途径。
"""

from __future__ import annotations

from checks import Confidence, Finding, Iterator, Params, SiteView, Survey, check
from checks.lib import cadence
from checks.lib.quotes import in_quotes

RULE = "no-online-survey"


class NoOnlineSurveyParams(Params):
    """`within`: surveys that ended earlier are left alone."""

    within: cadence.Limit = "1y"


@check(RULE)
def no_online_survey(site: SiteView, p: NoOnlineSurveyParams) -> Iterator[Finding]:
    """Surveys that can be answered by mail or telephone only."""
    today = cadence.today_of(site.now)
    oldest = cadence.cutoff(today, p.within)
    for survey in site.surveys:
        if not survey.own_page or survey.online or not survey.offline or survey.end is None:
            continue
        if survey.result and survey.end.day < today:
            continue  # what the page says now is how the opinions were answered, no longer how they could be given
        if oldest is None or survey.end.day >= oldest:
            yield _finding(survey)


def _finding(survey: Survey) -> Finding:
    ways = "、".join(survey.offline)
    return Finding(
        rule=RULE,
        url=survey.url,
        page=survey.url,
        confidence=Confidence.SUSPECTED,
        message=f"征集调查{in_quotes(survey.title)}只提供{ways}等途径，未提供在线提交意见的功能。",
        evidence={
            "ways": list(survey.offline),
            "title": survey.title,
            "ended": survey.end.day.isoformat() if survey.end else None,
        },
    )
