"""Pair policy documents with their interpretations, surest ground first (cms.md 11).

Order: a link in either direction, the same 《title》, the same document number, a long common title with dates within 30
days. Generic titles never pair, a draft never pairs with the final text. Copies of one document (several addresses) are one
group: what is true of one copy is true of all.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence, Set
from dataclasses import dataclass
from datetime import date
from typing import Literal

from checks.lib import policies, short_names, similarity
from checks.lib.document_numbers import find_numbers, is_specific, normalise_number
from model import ColumnKind, ColumnView, Document, PageKind

How = Literal["link", "title", "number", "cited", "similar"]
NEAR_DAYS = 30
SAME_TITLE_DAYS = 400
LIKE = 88.0
ANOTHER = 55.0
_NAMES_A_DOCUMENT = re.compile(r"关于|《|(?:办法|规定|细则|规则|方案|意见|措施|规划|计划|通知|决定|批复|通告|公告)")
COMMON = 10


@dataclass(frozen=True, slots=True)
class Policy:
    """A policy document with all its copies."""

    copies: tuple[Document, ...]
    title: policies.Title
    number: str

    @property
    def first(self) -> Document:
        """The copy that stands for the group."""
        return self.copies[0]

    @property
    def names(self) -> tuple[policies.Title, ...]:
        """The titles by which an interpretation may call it: its own, and each of several rules that one notice issues."""
        return (
            (self.title, *policies.titles_in(self.first.title)) if policies.issues_several(self.first.title) else (self.title,)
        )

    @property
    def is_told_on_page(self) -> bool:
        """Whether an interpretation stands on the document's own page (model.Document.related_block)."""
        return any(copy.related_block.startswith("written") for copy in self.copies)

    @property
    def day(self) -> date | None:
        """The earliest certain day of publication."""
        days = [copy.published.day for copy in self.copies if copy.published is not None and copy.published.certain]
        return min(days, default=None)


@dataclass(frozen=True, slots=True)
class Interpretation:
    """An interpretation, with the documents and numbers that its title names. `document` is None for a list item only."""

    url: str
    title: str
    names: tuple[policies.Title, ...]
    numbers: frozenset[str]
    day: date | None
    document: Document | None
    cited: tuple[policies.Title, ...] = ()  # named in its first lines, not in its title
    cited_numbers: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Pair:
    """A policy, one of its interpretations, and how they were found to belong together."""

    policy: Policy
    interpretation: Interpretation
    how: How
    sure: bool


_OF_THE_VISIT = re.compile(
    r"(?<=html|.htm)\?(?:(?:from|src|source|ref|referer|spm|scene|share|isappinstalled|t|_t|_|v|r|time|timestamp|rnd|random)=[^&]*&?)+$",
    re.IGNORECASE,
)
"""What is added to the address of a file to tell where a visitor came from: content_1.htm?from=list."""


def same_address(url: str) -> str:
    """An address without the differences that still lead to the same page."""
    _, _, rest = url.partition("://")
    address = (rest or url).split("#")[0].removeprefix("www.").rstrip("/")
    return _OF_THE_VISIT.sub("", address) if "?" in address else address


def policies_of(documents: Iterable[Document]) -> list[Policy]:
    """Policy documents, the copies of one document together."""
    groups: dict[tuple[str, ...], list[Document]] = {}
    for document in documents:
        if document.kind is not PageKind.POLICY:
            continue
        title, number = policies.fold(document.title), normalise_number(document.number)
        key = ("number", number) if is_specific(number) else ("title", title.key, *sorted(title.years), str(title.draft))
        if not is_specific(number) and (title.generic or not title.key):
            key = ("url", document.url)
        if any(_is_another(document.title, known.title) for known in groups.get(key, ())[:1]):
            key = (*key, title.key)
        groups.setdefault(key, []).append(document)
    return [Policy(tuple(group), policies.fold(group[0].title), normalise_number(group[0].number)) for group in _united(groups)]


def _united(groups: dict[tuple[str, ...], list[Document]]) -> list[list[Document]]:
    """The groups; the rules by themselves, without a number, join the numbered notice that issues them."""
    numbered: dict[str, list[Document]] = {}
    for key, group in groups.items():
        if key[0] == "number":
            numbered.setdefault(policies.fold(group[0].title).key, group)
    found = []
    for key, group in groups.items():
        home = numbered.get(key[1]) if key[0] == "title" else None
        if home is not None and _is_copy(home[0], group[0]):
            home.extend(group)
        else:
            found.append(group)
    return found


def _is_copy(one: Document, other: Document) -> bool:
    if policies.amends(one.title) != policies.amends(other.title):
        return False
    if not policies.same(policies.fold(one.title), policies.fold(other.title)):
        return False
    days = [document.published.day for document in (one, other) if document.published and document.published.certain]
    return len(days) < 2 or abs((days[0] - days[1]).days) <= NEAR_DAYS


def _is_another(one: str, other: str) -> bool:
    """Whether two titles under one number name different documents: the number is a slip, or that of a cited document.

    A heading that names no document (the number itself, 某县人民政府文件) says nothing against a copy.
    """
    if not _NAMES_A_DOCUMENT.search(one) or not _NAMES_A_DOCUMENT.search(other):
        return False
    a, b = policies.fold(one).key, policies.fold(other).key
    if not a or not b:
        return False
    return similarity.ratio(a, b) < ANOTHER and 2 * similarity.longest_common(a, b) < min(len(a), len(b))


def interpretations_of(documents: Iterable[Document], columns: Iterable[ColumnView]) -> list[Interpretation]:
    """Interpretations that were read, and items of interpretation columns that were only seen in a list."""
    found: dict[str, Interpretation] = {}
    for document in documents:
        if document.kind is PageKind.INTERPRETATION:
            day = document.published.day if document.published and document.published.certain else None
            found[same_address(document.url)] = _interpretation(document.url, document.title, day, document)
    for view in columns:
        if view.column.kind is not ColumnKind.INTERPRETATION:
            continue
        for item in view.items:
            day = item.date.day if item.date and item.date.certain else None
            found.setdefault(same_address(item.url), _interpretation(item.url, item.title, day, None))
    return list(found.values())


def _interpretation(url: str, title: str, day: date | None, document: Document | None) -> Interpretation:
    names = policies.titles_in(title) or (policies.fold(title),)
    numbers = frozenset(find_numbers(title)) | ({normalise_number(document.number)} if document else set())
    cited = " ".join(document.cited) if document else ""
    return Interpretation(
        url,
        title,
        names,
        frozenset(n for n in numbers if is_specific(n)),
        day,
        document,
        policies.titles_in(cited),
        frozenset(n for n in find_numbers(cited) if is_specific(n)),
    )


def pair(policy: Policy, interpretations: Iterable[Interpretation]) -> list[Pair]:
    """Every interpretation of a policy."""
    addresses = {same_address(copy.url) for copy in policy.copies}
    linked = {same_address(link) for copy in policy.copies for link in links_of(copy)}
    found = []
    for other in interpretations:
        if same_address(other.url) in addresses:
            continue
        how = _how(policy, other, addresses, linked)
        if how:
            found.append(Pair(policy, other, how, _sure(policy, other, how)))
    return found


def links_of(document: Document) -> set[str]:
    """The addresses that a document leads to as its counterpart."""
    return {*document.links, *(link.target for link in document.related)}


def leads(document: Document, wanted: Set[str]) -> bool:
    """Whether any link of a document's text or related block leads to one of some pages (same_address)."""
    return any(same_address(address) in wanted for address in (*links_of(document), *document.mentions))


def _how(policy: Policy, other: Interpretation, addresses: set[str], linked: set[str]) -> How | None:
    back = {same_address(link) for link in links_of(other.document)} if other.document else set()
    if same_address(other.url) in linked or back & addresses:
        return "link"
    if _any_same(policy, other.names) and _near(policy, other, SAME_TITLE_DAYS):
        return "title"
    if policy.number in other.numbers:
        return "number"
    if _is_cited(policy, other):
        return "cited"
    return "similar" if _similar(policy, other) else None


def _is_cited(policy: Policy, other: Interpretation) -> bool:
    """Whether an interpretation whose title names no document, or this one by a short name, opens with its title or number."""
    named = policies.titles_in(other.title)
    if not _near(policy, other, NEAR_DAYS if named else SAME_TITLE_DAYS):
        return False
    if named and not all(short_names.calls_it(name.key, policy.title.key) for name in named):
        return False
    return policy.number in other.cited_numbers or _any_same(policy, other.cited)


def _any_same(policy: Policy, names: Sequence[policies.Title]) -> bool:
    return any(policies.same(own, name) for own in policy.names for name in names)


def _any_shortened(policy: Policy, names: Sequence[policies.Title]) -> bool:
    near = [(own, name) for own in policy.names for name in names if not name.generic and policies.compatible(own, name)]
    return any(short_names.shortened(own.key, name.key) for own, name in near)


def _sure(policy: Policy, other: Interpretation, how: How) -> bool:
    """A link alone proves the pair unless the interpretation's title names another document (one may quote many).

    A title that only leaves out the place (《校外托管措施》 for that of 青禾市) names this one.
    """
    if how == "title":  # 关于修改《X》的解读 may be of the change, or of the new text
        return policies.amends(other.title) == policies.amends(policy.first.title)
    if how != "link":
        return how not in ("similar", "cited")
    if policy.number in other.numbers or _any_same(policy, other.names) or _any_shortened(policy, other.names):
        return True
    named = policies.titles_in(other.title)
    return not named and likeness(policy, other) >= LIKE


def likeness(policy: Policy, other: Interpretation) -> float:
    """Likeness of the titles from 0 to 100, 0 where draft or year speak against it."""
    keys = [name.key for name in other.names if policies.compatible(policy.title, name)]
    return max((similarity.ratio(policy.title.key, key) for key in keys), default=0.0)


def _similar(policy: Policy, other: Interpretation) -> bool:
    if policy.title.generic or not _near(policy, other, NEAR_DAYS, unknown=False):
        return False
    if policies.is_higher(other.title, policy.first.title):
        return False
    for name in other.names:
        if name.generic or not policies.compatible(policy.title, name):
            continue
        if policies.derived(policy.title.key, name.key) or short_names.other_place(policy.title.key, name.key):
            continue
        if short_names.shortened(policy.title.key, name.key):
            return True
        shorter = min(len(name.key), len(policy.title.key))
        common = similarity.longest_common(policy.title.key, name.key)
        if common >= COMMON and (common * 10 >= shorter * 8 or similarity.ratio(policy.title.key, name.key) >= LIKE):
            return True
    return False


def _near(policy: Policy, other: Interpretation, days: int, *, unknown: bool = True) -> bool:
    if policy.day is None or other.day is None:
        return unknown
    return abs((other.day - policy.day).days) <= days
