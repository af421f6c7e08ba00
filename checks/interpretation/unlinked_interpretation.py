"""解读与政策文件未双向关联

What: 政策文件与其解读都在本站，但文件页没有链接到解读页，或者解读页没有链接到文件页。缺哪个方向，记在哪一页。
Why: GUIDE-2017与国办秘函〔2019〕19号“解读关联”：政策文件与解读材料应当相互关联，缺一个方向每个扣1分。
Evidence: `policy` 与 `interpretation`（两页的地址）、`policy_title`、`interpretation_title`、
`direction`（缺少的方向）、
`how`（怎样判定两者对应：链接、同一文件名、同一文号、标题相近）、`missing`（缺少的链接所指的地址）。
Not a finding when: “相关解读”“相关文件”由脚本加载（列为未能判断）；文件有几篇解读而文件页已链接其中之一；
解读链接的是同一文件的另一地址，或者链接文字就是该文件的标题（文件在其他网站上）；
解读写在（播放在）文件页上；列表里的解读没有打开过；发布会的消息；征求意见稿与正式文件。仅凭标题相近推定对应的，只作疑似。
How to fix: 在文件页的“相关解读”和解读页的“相关文件”中互相添加链接。
"""

from __future__ import annotations

from collections.abc import Set
from datetime import date

from checks import Confidence, Document, Finding, Iterator, Link, Params, SiteView, Unknown, check
from checks.lib import cadence, policies
from checks.lib.interpreted import interprets_another
from checks.lib.pairs import Pair, Policy, interpretations_of, leads, pair, policies_of, same_address

RULE = "unlinked-interpretation"
_A_TITLE = 8
_WORDS = {
    "cited": "解读开头引用该文件的名称或文号",
    "link": "一方已有链接",
    "title": "解读标题写明该文件",
    "number": "文号相同",
    "similar": "标题相近、日期相近",
}


class UnlinkedInterpretationParams(Params):
    """`since`: pairs whose newer page is older are left alone."""

    since: cadence.Limit = "2y"


@check(RULE)
def unlinked_interpretation(site: SiteView, p: UnlinkedInterpretationParams) -> Iterator[Finding | Unknown]:
    """Pairs of document and interpretation of which one does not lead to the other."""
    documents = list(site.documents)
    interpretations = [one for one in interpretations_of(documents, ()) if one.document is not None]
    oldest = cadence.cutoff(cadence.today_of(site.now), p.since)
    documented = policies_of(documents)
    paired = [(policy, [one for one in pair(policy, interpretations) if _recent(one, oldest)]) for policy in documented]
    addresses = {same_address(copy.url) for policy in documented for copy in policy.copies}
    paired = [(policy, [one for one in pairs if not _leads_to_another(one, addresses)]) for policy, pairs in paired]
    owned = {one.interpretation.url for _, pairs in paired for one in pairs if one.sure}
    for policy, pairs in paired:
        if pairs := [one for one in pairs if _is_its_own(one, owned)]:
            yield from _from_policy(policy, pairs)
            yield from _from_interpretations(policy, pairs)


def _is_its_own(one: Pair, owned: set[str]) -> bool:
    """No news of one, none of another thing or surely of another document: a link alone may be wrong."""
    if policies.is_news_of_one(one.interpretation.title):
        return False
    if not one.sure and one.how == "link" and interprets_another(one):
        return False
    return one.sure or one.how not in ("link", "similar") or one.interpretation.url not in owned


def _leads_to_another(one: Pair, addresses: Set[str]) -> bool:
    """Whether a document's link may be wrong: the interpretation leads to another document, and not to this one."""
    document = one.interpretation.document
    if one.sure or one.how != "link" or document is None:
        return False
    own = {same_address(copy.url) for copy in one.policy.copies}
    return leads(document, addresses - own) and not leads(document, own)


def _recent(one: Pair, oldest: date | None) -> bool:
    days = [day for day in (one.policy.day, one.interpretation.day) if day is not None]
    return oldest is None or not days or max(days) >= oldest


def _from_policy(policy: Policy, pairs: list[Pair]) -> Iterator[Finding | Unknown]:
    """The document's page should lead to at least one of its interpretations; any copy of it may do so."""
    wanted = {same_address(one.interpretation.url) for one in pairs}
    titles = {one.interpretation.title.strip() for one in pairs}
    if policy.is_told_on_page or any(leads(copy, wanted) or _links_words(copy, titles) for copy in policy.copies):
        return
    best = min(pairs, key=lambda one: (not one.sure, one.how == "similar"))
    yield _result(policy.first, best, "policy-to-interpretation", best.interpretation.url)


def _from_interpretations(policy: Policy, pairs: list[Pair]) -> Iterator[Finding | Unknown]:
    """Every interpretation should lead to the document, whichever copy of it."""
    wanted = {same_address(copy.url) for copy in policy.copies}
    for one in pairs:
        document = one.interpretation.document
        if document is not None and not leads(document, wanted) and not _links_title(document, policy):
            yield _result(document, one, "interpretation-to-policy", policy.first.url)


def _links_words(document: Document, titles: set[str]) -> bool:
    """Whether a link of the document bears the title of one of its interpretations: another copy of it, perhaps elsewhere."""
    return any(link.text.strip() in titles for link in _leading_on(document) if len(link.text.strip()) >= _A_TITLE)


def _links_title(document: Document, policy: Policy) -> bool:
    """Whether a link of the interpretation bears the document's title: a copy that was not read, or on another site."""
    near = [link.text for link in _leading_on(document) if link.area in ("related", "body")]
    return any(policies.names_it(text, name) for text in near for name in policy.names)


def _leading_on(document: Document) -> list[Link]:
    """The related links that do not lead back to the page itself."""
    own = same_address(document.url)
    return [link for link in document.related if same_address(link.target) != own]


def _result(document: Document, one: Pair, direction: str, missing: str) -> Finding | Unknown:
    if document.related_block.startswith("scripted"):
        return Unknown(RULE, document.url, "相关链接由脚本加载，未能读取")
    here, there = ("政策文件", "解读") if direction == "policy-to-interpretation" else ("解读", "政策文件")
    other = one.interpretation.title if there == "解读" else one.policy.first.title
    return Finding(
        rule=RULE,
        url=document.url,
        page=document.url,
        column=document.column,
        confidence=Confidence.CONFIRMED if one.sure else Confidence.SUSPECTED,
        message=f"{here}{policies.quoted(document.title)}页面没有链接到对应的{there}{policies.quoted(other)}。",
        evidence={
            "policy": one.policy.first.url,
            "interpretation": one.interpretation.url,
            "policy_title": one.policy.first.title,
            "interpretation_title": one.interpretation.title,
            "direction": direction,
            "how": one.how,
            "ground": _WORDS[one.how],
            "missing": [missing],
        },
        discriminator=same_address(missing),
    )
