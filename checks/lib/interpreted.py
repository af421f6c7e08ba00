"""Each policy document of a site with all its interpretations: what several checks and the figures count."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass

from checks.lib import issuers, policies, short_names
from checks.lib.pairs import Interpretation, Pair, Policy, interpretations_of, leads, links_of, pair, policies_of, same_address
from model import ColumnKind, SiteView

FORMS = ("文字", "图解", "视频", "发布会", "问答")
"""The forms of interpretations that reports count apart."""

_FORMS = (
    ("发布会", re.compile(r"发布会|吹风会|通气会")),
    ("视频", re.compile(r"视频|动漫|动画|音频|短片|微电影|H5|短视频", re.IGNORECASE)),
    ("图解", re.compile(r"一图|图解|长图|图片解读|图文解读|漫画|海报|思维导图|看图|图说")),
    ("问答", re.compile(r"答记者问|问答|一问一答|Q&A|记者问", re.IGNORECASE)),
)
_DOCUMENT = re.compile(r"(?:办法|规定|细则|规则|条例|意见|方案|措施|规划|纲要|计划)$")


@dataclass(frozen=True, slots=True)
class Interpreted:
    """A policy document, whether it needs an interpretation, and those found."""

    policy: Policy
    need: policies.Need
    pairs: tuple[Pair, ...]
    elsewhere: bool  # its page links an interpretation that is not among the pages read

    @property
    def first(self) -> Pair | None:
        """The earliest dated interpretation; of several on one day the surest."""
        dated = [one for one in self.pairs if one.interpretation.day is not None]
        return min(dated, key=lambda one: (str(one.interpretation.day), not one.sure), default=None)

    @property
    def surest(self) -> Pair | None:
        """The earliest that is surely of this document, else the earliest that names or resembles it."""
        dated = [one for one in self.pairs if one.interpretation.day is not None and (one.sure or one.how != "link")]
        return min(dated, key=lambda one: (not one.sure, str(one.interpretation.day)), default=None)

    @property
    def undated(self) -> bool:
        """Whether an interpretation's day is not known."""
        return any(one.interpretation.day is None for one in self.pairs)

    @property
    def linked_both(self) -> bool:
        """Whether document and some interpretation lead to each other."""
        here = {same_address(copy.url) for copy in self.policy.copies}
        for one in self.pairs:
            document, there = one.interpretation.document, {same_address(one.interpretation.url)}
            if document and leads(document, here) and any(leads(copy, there) for copy in self.policy.copies):
                return True
        return False


def interpreted_policies(site: SiteView) -> Iterator[Interpreted]:
    """Every policy document of the site with its interpretations."""
    documents = list(site.documents)
    interpretations = interpretations_of(documents, site.columns)
    known = {same_address(other.url) for other in interpretations}
    for policy, needed in needs_of(policies_of(documents), owner_of(site)):
        pairs = tuple(pair(policy, interpretations))
        yield Interpreted(policy, needed.need, pairs, _elsewhere(policy, known))


def needs_of(documents: list[Policy], owner: str) -> Iterator[tuple[Policy, policies.Class]]:
    """Every document with whether it needs an interpretation, judged among its siblings on the site."""
    mark = issuers.region_mark(policy.number for policy in documents)
    owner = f"{owner} {issuers.shown_places((policy.first.title for policy in documents), owner)}".strip()
    for policy in documents:
        first = policy.first
        if any(issuers.is_from_above(copy.column or "", owner) for copy in policy.copies):
            yield policy, policies.Class("unsure", policies.OF_ANOTHER)
            continue
        needed = policies.classify(first.title, policy.number, owner=owner, office=first.office, mark=mark)
        called = needed.reason == policies.INTERNAL and any("规范性文件" in copy.category for copy in policy.copies)
        yield policy, policies.Class("needs", "本网站列为规范性文件") if called else needed


def of_its_own(policy: Policy, pairs: Sequence[Pair], owned: Set[str]) -> list[Pair]:
    """The pairs without interpretations that are surely another document's, and lead here by a link of their own alone."""
    linked = {same_address(link) for copy in policy.copies for link in links_of(copy)}
    return [
        one
        for one in pairs
        if one.sure
        or one.how != "link"
        or one.interpretation.url not in owned
        or (same_address(one.interpretation.url) in linked and not of_another(policy, one.interpretation.title))
    ]


def of_another(policy: Policy, words: str) -> bool:
    """Whether words (of a link, of a title) name documents in 《》, and only such on other things: 推荐阅读, a wrong link."""
    return _only_others(policy, policies.titles_in(words))


def _only_others(policy: Policy, names: Sequence[policies.Title]) -> bool:
    return bool(names) and all(short_names.speaks_of_another(name.key, own.key) for name in names for own in policy.names)


def interprets_another(one: Pair) -> bool:
    """Whether an interpretation's title names a document on another thing, in 《》 or as its last words (图解：…计划)."""
    other = one.interpretation
    if policies.titles_in(other.title):
        return of_another(one.policy, other.title)
    return _only_others(one.policy, [name for name in other.names if not name.generic and _DOCUMENT.search(name.key)])


def owner_of(site: SiteView) -> str:
    """Whose site it is, as far as register, page tag and footer say."""
    tagged = site.home.tags.get("sitename", ("",))[0] if site.home else ""
    footer = site.home.identity.get("owner", "") if site.home else ""
    return f"{site.site.name} {site.site.owner} {tagged} {footer}".strip()


def _elsewhere(policy: Policy, known: set[str]) -> bool:
    for copy in policy.copies:
        block = policies.is_interpretation(copy.related_block)
        for link in copy.related:
            says = policies.is_interpretation(link.text) or (block and link.area == "related")
            if says and same_address(link.target) not in known:
                return True
    return False


def unread_interpretations(site: SiteView) -> str:
    """Why not every interpretation of the site is known, "" when they are."""
    columns = [view for view in site.columns if view.column.kind is ColumnKind.INTERPRETATION and not view.sub_columns]
    for view in columns:
        if view.scripted or not view.reliable:
            return f"解读栏目“{view.column.name}”没有读全"
    if site.coverage.complete:
        return ""
    read = bool(columns) and all(view.pages_known is not None and view.pages_seen >= view.pages_known for view in columns)
    return "" if read else f"检查没有做完（{site.coverage.reason or '未完成'}），解读没有读全"


def form_of(interpretation: Interpretation) -> str:
    """文字, 图解, 视频, 发布会 or 问答, as its title and column say."""
    column = interpretation.document.column or "" if interpretation.document else ""
    for words in (interpretation.title, column):
        found = next((form for form, pattern in _FORMS if pattern.search(words)), "")
        if found:
            return found
    return "文字"
