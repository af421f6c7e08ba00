"""政策解读不及时

What: 政策文件有解读，但最早一篇解读的发布日期晚于文件发布后的规定期限（默认3个工作日，规则包可改，0为同日）。
Why: 地方规定（如郑州2016年：文件发布后3个工作日内）；GX-2023任务7要求同步解读。检查指标无此项，只在地方方案中计。
Evidence: `title`、`document_number`、`published`（文件发布日期）、`interpretation`（最早一篇解读的地址）、
`interpretation_title`、
`interpreted`（其发布日期）、`working_days`（间隔的工作日）、`limit`、`how`（怎样判定两者对应）。
Not a finding when: 解读先于文件发布或同日发布；有几篇解读而最早一篇在期限内；文件页链接了其他网站上的解读（日期不明）；
按要求可以不解读的文件、征求意见稿；日期不明，解读栏目没有读全、当年工作日历缺失——列为未能判断。
只凭标题相近、开头引用判定对应的，以及文种不明的文件，只作疑似。
How to fix: 今后同步组织、同步审签、同步发布解读材料。
"""

from __future__ import annotations

from datetime import date

from pydantic import Field

from checks import Confidence, Finding, Iterator, Params, SiteView, Unknown, check
from checks.lib import cadence, policies, workdays
from checks.lib.interpreted import Interpreted, interpreted_policies, unread_interpretations
from checks.lib.pairs import Pair

RULE = "late-interpretation"


class LateInterpretationParams(Params):
    """`working_days`: the limit after the document's publication; `since`: older documents are left alone."""

    working_days: int = Field(default=3, ge=0)
    since: cadence.Limit = "2y"
    holidays: dict[date, bool] = Field(default_factory=dict)


@check(RULE)
def late_interpretation(site: SiteView, p: LateInterpretationParams) -> Iterator[Finding | Unknown]:
    """Policy documents whose first interpretation came late."""
    oldest = cadence.cutoff(cadence.today_of(site.now), p.since)
    gap = unread_interpretations(site)
    for one in interpreted_policies(site):
        day, first = one.policy.day, one.first
        if not one.pairs or one.need == "not" or one.elsewhere or (day and oldest and day < oldest):
            continue
        url = one.policy.first.url
        if day is None or first is None or first.interpretation.day is None:
            yield Unknown(RULE, url, "文件或解读的发布日期不明")
            continue
        late = workdays.overdue(day, first.interpretation.day, p.working_days, p.holidays)
        if late is None:
            yield Unknown(RULE, url, f"{day.year}年工作日历待更新")
        elif late and (one.undated or gap):
            yield Unknown(RULE, url, gap or "有一篇解读的发布日期不明")
        elif late and (shown := one.surest) and shown.interpretation.day is not None:
            yield _finding(one, shown, day, shown.interpretation.day, p)


def _finding(one: Interpreted, first: Pair, day: date, interpreted: date, p: LateInterpretationParams) -> Finding:
    document, other = one.policy.first, first.interpretation
    elapsed = workdays.elapsed(day, interpreted, p.holidays)
    sure = first.sure and one.need == "needs"
    return Finding(
        rule=RULE,
        url=document.url,
        page=document.url,
        column=document.column,
        confidence=Confidence.CONFIRMED if sure else Confidence.SUSPECTED,
        message=(
            f"政策文件{policies.quoted(document.title)}于{cadence.chinese_day(day)}发布，"
            f"解读于{cadence.chinese_day(interpreted)}才发布，间隔{elapsed}个工作日（要求{p.working_days}个工作日内）。"
        ),
        evidence={
            "title": document.title,
            "document_number": one.policy.number,
            "published": day.isoformat(),
            "interpretation": other.url,
            "interpretation_title": other.title,
            "interpreted": interpreted.isoformat(),
            "working_days": elapsed,
            "limit": p.working_days,
            "how": first.how,
        },
    )
