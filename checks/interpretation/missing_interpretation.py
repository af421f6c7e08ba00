"""政策文件未解读

What: 应当解读的政策文件（规章、行政规范性文件以及办法、规定、实施意见、若干措施、规划、行动计划等）发布后超过宽限期，
在本站仍找不到对应的解读。
Why: 国办秘函〔2019〕19号“政策解读”和GX-2023任务7：规章、行政规范性文件和涉及面广、社会关注度高的文件应当同步解读；
各地通常要求文件发布后3个工作日内。默认只看近两年发布的文件，与检查的抽查范围相近，也避免翻旧账。
Evidence: `title`、`document_number`、`published`、`reason`（判定应当解读的依据）、`searched`（与多少篇解读作了比对）、
`nearest`（标题最接近的解读及相似度）、`copies`（同一文件的其他地址）。
Not a finding when: 已标明失效、废止的文件；上级机关、其他地区的文件，本级政府的文件登在部门网站上
（看标题、发文机关、来源、所在栏目和文号的地区代字）；任免、批复、函、会议、表彰、公示、招聘、答复、年报、征求意见稿等不要求解读的文件；
两页之间有链接，解读写在文件页上或者是其附件，或者解读标题写明同一《文件名》、文号；文件页的“相关解读”已有条目；
“相关解读”由脚本加载、解读栏目没有读全、检查没有做完——列为未能判断。
转发中央文件、文种不明的文件、安排本机关工作的方案（宣传、考核、创建、值守、专项检查等）
和内部管理制度（差旅费、会议、公文、绩效等，没有规范性文件编号的）不报。全站没有任何解读，有标题相近的解读的，
修改、修订已有文件的决定，禁止、限制某种行为的通告，以及转发上级或其他机关的办法、措施等（原发文机关可能另有解读），只作疑似。
How to fix: 补发解读并与文件页相互链接；解读由其他部门发布的，在文件页的“相关解读”中链接过去。
"""

from __future__ import annotations

import re
from collections.abc import Container
from datetime import date
from urllib.parse import urlsplit

from pydantic import Field

from checks import Confidence, Finding, Iterator, Link, LinkKind, Params, SiteView, Unknown, check
from checks.lib import cadence, policies, workdays
from checks.lib.interpreted import needs_of, of_another, of_its_own, owner_of, unread_interpretations
from checks.lib.pairs import Interpretation, Policy, interpretations_of, likeness, pair, policies_of, same_address
from checks.lib.similarity import longest_common

RULE = "missing-interpretation"
_NEAREST = 60.0
_MORE = re.compile(r"^[·•\s]*(?:更多|全部|所有|查看更多|查看全部|进入)[^《]{0,12}$")
"""Words that lead to a column of interpretations and to none of them."""
_HEADLINE, _SHARED = 9, 4  # characters of a headline, and of what it shares with the document that it is about


class MissingInterpretationParams(Params):
    """`since`: how far back documents are looked at; `working_days`: grace after publication."""

    since: cadence.Limit = "2y"
    working_days: int = Field(default=3, ge=0)
    holidays: dict[date, bool] = Field(default_factory=dict)


@check(RULE)
def missing_interpretation(site: SiteView, p: MissingInterpretationParams) -> Iterator[Finding | Unknown]:
    """Policy documents without any interpretation on the site."""
    columns = list(site.columns)
    documents = list(site.documents)
    interpretations = interpretations_of(documents, columns)
    gap = unread_interpretations(site)
    documented = policies_of(documents)
    paired = [pair(policy, interpretations) for policy in documented]
    owned = {one.interpretation.url for pairs in paired for one in pairs if one.sure}
    parts = frozenset(same_address(view.column.url) for view in columns)
    for (policy, need), pairs in zip(needs_of(documented, owner_of(site)), paired, strict=True):
        if need.need != "needs" or not _in_window(policy, site, p):
            continue
        if of_its_own(policy, pairs, owned) or _shown(policy, parts):
            continue
        if any(policies.is_out_of_force(copy.validity) for copy in policy.copies):
            continue
        reason = _unknown(policy, site, p, gap)
        if reason == "grace":
            continue
        if reason:
            yield Unknown(RULE, policy.first.url, reason)
            continue
        yield _finding(policy, need.reason, interpretations)


def _in_window(policy: Policy, site: SiteView, p: MissingInterpretationParams) -> bool:
    oldest = cadence.cutoff(cadence.today_of(site.now), p.since)
    return policy.day is None or oldest is None or policy.day >= oldest


def _unknown(policy: Policy, site: SiteView, p: MissingInterpretationParams, gap: str) -> str:
    """Why the lack cannot be judged; "grace" while there is still time, "" when it can be judged."""
    if policy.day is None:
        return "文件发布日期不明"
    last = workdays.deadline(policy.day, p.working_days, p.holidays)
    if last is None:
        return f"{policy.day.year}年工作日历待更新"
    if cadence.today_of(site.now) <= last:
        return "grace"
    if any(copy.related_block.startswith("scripted") for copy in policy.copies):
        return "“相关解读”由脚本加载，未能读取"
    return gap


def _shown(policy: Policy, parts: Container[str]) -> bool:
    """Whether the document's own page links something that calls itself an interpretation, on whatever site.

    A column of them (`parts`), in a menu that was taken for text, is none.
    """
    if policy.is_told_on_page:
        return True
    for copy in policy.copies:
        block = policies.is_interpretation(copy.related_block)
        own = [link for link in copy.related if same_address(link.target) not in parts]
        own = [link for link in own if not of_another(policy, link.text) and not _MORE.match(link.text)]
        if any(policies.is_interpretation(link.text) or (block and _may_be_one(policy, link)) for link in own):
            return True
    return False


def _may_be_one(policy: Policy, link: Link) -> bool:
    """Whether a link under 相关解读 may be an interpretation by other words; a headline of the site on other things is none."""
    if link.area != "related":
        return False
    if link.kind is not LinkKind.PAGE or urlsplit(link.target).netloc != urlsplit(policy.first.url).netloc:
        return True
    other = policies.fold(link.text).key
    return len(other) < _HEADLINE or longest_common(policy.title.key, other) >= _SHARED


def _finding(policy: Policy, reason: str, interpretations: list[Interpretation]) -> Finding:
    document = policy.first
    nearest = max(interpretations, key=lambda other: likeness(policy, other), default=None)
    score = likeness(policy, nearest) if nearest else 0.0
    doubtful = policies.HANDED_ON in reason or reason == policies.DUTY or policies.amends(document.title)
    plain = not policy.title.generic and not doubtful
    sure = bool(interpretations) and score < _NEAREST and plain
    number = policy.number if "〔" in policy.number else document.number
    number = f"（{number}）" if number else ""
    day = policy.day
    return Finding(
        rule=RULE,
        url=document.url,
        page=document.url,
        column=document.column,
        confidence=Confidence.CONFIRMED if sure else Confidence.SUSPECTED,
        message=(
            f"政策文件{policies.quoted(document.title)}{number}{f'于{cadence.chinese_day(day)}发布，' if day else ''}未见解读。"
        ),
        evidence={
            "title": document.title,
            "document_number": policy.number,
            "published": day.isoformat() if day else None,
            "reason": reason,
            "searched": len(interpretations),
            "nearest": {"title": nearest.title, "url": nearest.url, "likeness": round(score)} if nearest else None,
            "copies": [copy.url for copy in policy.copies[1:11]],
        },
    )
