"""信息重复发布

What: 同一栏目内两条信息标题和正文相同或几乎相同，或者同一篇正文（含略作改动的）用两个标题发布；记在较晚的一条。
Why: 检查指标无此项，按地方口径统计（雅安2018年第二季度普查通报列“信息重复发布”）。
Evidence: `duplicate_of`（较早的一条）、`similarity`（正文相似度，百分数）、`title` 与 `other_title`、`date` 与 `other_date`、
`how`（`same`：标题、正文都相同；`near`：标题相同、正文几乎相同；`other-title`：正文相同、标题不同；
`near-other-title`：标题不同、正文几乎相同）、`body_length`。
Not a finding when: 同一信息在不同栏目各发一次；标题带期号、季度、日期、序号的系列信息；标题相同而正文、数字或附件不同的月报、
快报、公示；公示、名单、中标结果等格式文书只换了人名、项目；除动态、要闻外，标题相近而只换了地点、对象的格式通知；正文太短，内容在图片或附件里；同一页面的不同写法的网址；文章所在栏目与列表不是同一栏目（上级栏目汇总下级栏目）。
只有标题、正文完全相同的才确认，其余为疑似。
How to fix: 删除重复的一条；内容有更正的，在原页面更正并注明，不另发一条。
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from datetime import date
from urllib.parse import urlsplit

from pydantic import Field

from checks import (
    ARTICLE_KINDS,
    ArticleView,
    ColumnKind,
    ColumnView,
    Confidence,
    Finding,
    Iterator,
    Params,
    SiteView,
    check,
)
from checks.lib import cadence, titles
from checks.lib.quotes import in_quotes
from checks.lib.similarity import contained, shared

RULE = "duplicate-content"
_DIGITS = re.compile(r"\d+")
_OF_ONE_SERIES = 50.0  # likeness of titles from which a number tells members of a series apart
_OF_A_FORM = re.compile(
    r"公示|名单|录用|聘用|拟[录聘任提推认]|中标|成交|招标|竞价|拍卖|出让|挂牌|(?:评审|考核|考试|检查|抽检|摇号)结果"
)
"""Titles of what is written on a form: whose name stands in it is all that matters."""
_CLAUSES = 6
_CLAUSES_OF_TWO_TITLES = 10
_HOW = {
    "same": "标题、正文相同",
    "near": "标题相同、正文几乎相同",
    "other-title": "正文相同、标题不同",
    "near-other-title": "标题不同、正文几乎相同",
}
"""What `how` says in the words of a finding."""
_TITLE = 8  # characters of a title that another one may hold by no chance
_FEWEST = 4  # clauses of a text that another repeats word for word
_WITHIN = 0.97
Pair = tuple[str, float]


class DuplicateContentParams(Params):
    """`min_body`, `min_body_other_title`: shorter texts are not compared, nor these under two titles; among news, whose
    texts are not the same frame around an attachment, from `min_body_news` on.

    Under two titles `near_other_title` of the clauses, of texts from `min_body_near_other_title` on.

    `near` of the clauses must be the same under one title, and the length but for `near_length`; a text on more than
    `max_copies` pages is not judged. A text that is the other without some paragraphs must have `part` of its length.
    """

    min_body: int = Field(default=80, ge=1)
    min_body_other_title: int = Field(default=120, ge=1)
    min_body_news: int = Field(default=160, ge=1)
    near: float = Field(default=0.8, gt=0, le=1)
    near_length: float = Field(default=0.15, ge=0, le=0.5)
    part: float = Field(default=0.5, gt=0, le=1)
    max_copies: int = Field(default=5, ge=2)
    near_other_title: float = Field(default=0.9, gt=0, le=1)
    min_body_near_other_title: int = Field(default=200, ge=1)


@check(RULE)
def duplicate_content(site: SiteView, p: DuplicateContentParams) -> Iterator[Finding]:
    """Articles of one column that say the same."""
    reported: set[str] = set()
    for view in site.columns:
        days = {item.url: item.date.day for item in view.items if item.date is not None}
        articles = [a for a in view.articles if a.kind in ARTICLE_KINDS and a.body_hash and a.body_length >= p.min_body]
        articles.sort(key=lambda article: (_day(article, days) or date.min, _number(article.url), article.url))
        news = view.column.kind is ColumnKind.NEWS
        for earlier, later, how, similarity in _pairs(articles, p, news=news):
            if later.url in reported:
                continue
            reported.add(later.url)
            yield _finding(view, earlier, later, how, similarity, days)


def _pairs(
    articles: Sequence[ArticleView], p: DuplicateContentParams, *, news: bool
) -> Iterator[tuple[ArticleView, ArticleView, str, float]]:
    """(earlier, later, how, similarity) of articles in the order of their days; each later one once."""
    copies = Counter(article.body_hash for article in articles)
    least = p.min_body_news if news else p.min_body_other_title
    by_body: dict[int, list[ArticleView]] = defaultdict(list)
    by_title: dict[str, list[ArticleView]] = defaultdict(list)
    kin = _Kin(p)
    for article in articles:
        if copies[article.body_hash] > p.max_copies:
            continue  # a text on so many pages belongs to the template, or the real one comes by a script
        same_body, same_title = by_body[article.body_hash], by_title[titles.normal(article.title)]
        for earlier in {one.url: one for one in (*same_body, *same_title, *kin.of(article))}.values():
            found = _alike(earlier, article, p, least, news=news)
            if found:
                yield earlier, article, *found
                break
        same_body.append(article)
        same_title.append(article)
        kin.add(article)


class _Kin:
    """Earlier articles by their clauses: those that share most of them with a later one, whatever their titles."""

    def __init__(self, p: DuplicateContentParams) -> None:
        self._p = p
        self._articles: list[ArticleView] = []
        self._holders: dict[int, list[int]] = defaultdict(list)

    def add(self, article: ArticleView) -> None:
        for clause in article.body_sketch:
            self._holders[clause].append(len(self._articles))
        self._articles.append(article)

    def of(self, article: ArticleView) -> list[ArticleView]:
        """A clause that stands in many articles is one of a form and tells nothing."""
        least = self._p.near * len(article.body_sketch)
        if len(article.body_sketch) < _CLAUSES:
            return []
        found = (self._holders.get(clause, []) for clause in article.body_sketch)
        times = Counter(n for holders in found if len(holders) <= self._p.max_copies for n in holders)
        return [self._articles[n] for n, shared_ones in times.items() if shared_ones >= least]


def _alike(one: ArticleView, other: ArticleView, p: DuplicateContentParams, least: int, *, news: bool) -> Pair | None:
    if _is_one_page(one, other) or not _is_one_column(one, other):
        return None
    likeness = titles.likeness(one.title, other.title)
    same_title = likeness == 100.0
    if titles.serial(one.title) != titles.serial(other.title) and likeness >= _OF_ONE_SERIES:
        return None  # a number in a title of quite another wording makes no series
    if one.body_hash == other.body_hash:
        if same_title:
            return "same", 100.0
        longer = one.body_length >= least or _is_longer_title(one, other)
        return ("other-title", 100.0) if longer else None
    share = shared(one.body_sketch, other.body_sketch)
    if not same_title:
        near = _is_retitled(one, other, share, likeness, p, news=news) or _is_passed_on(one, other, p)
        return ("near-other-title", round(100 * share, 1)) if near else None
    if not share or not (_is_part(one, other, p) or _is_reworded(one, other, share, p)):
        return None
    return "near", round(100 * share, 1)


def _is_retitled(
    one: ArticleView, other: ArticleView, share: float, likeness: float, p: DuplicateContentParams, *, news: bool
) -> bool:
    """Whether a text came once more, some words changed, under another title.

    Outside the news titles that are alike belong to papers of one form, whose few other words are the matter.
    """
    if min(one.body_length, other.body_length) < p.min_body_near_other_title or share < p.near_other_title:
        return False
    if min(len(one.body_sketch), len(other.body_sketch)) < _CLAUSES_OF_TWO_TITLES:
        return False
    if one.figures_hash != other.figures_hash or _OF_A_FORM.search(f"{one.title} {other.title}"):
        return False
    if titles.serial(one.title) != titles.serial(other.title) or not (news or likeness < _OF_ONE_SERIES):
        return False
    return _is_as_long(one, other, p)


def _is_passed_on(one: ArticleView, other: ArticleView, p: DuplicateContentParams) -> bool:
    """Whether a text came once more, closed by a phrase, as what was passed on: 转发…… or ……（重新发布）."""
    return _is_longer_title(one, other) and len(one.body_sketch) >= _CLAUSES and _is_closed_otherwise(one, other, p)


def _is_longer_title(one: ArticleView, other: ArticleView) -> bool:
    """Whether one title is the other with words around it: 我市……（图）."""
    shorter, longer = sorted((titles.normal(one.title), titles.normal(other.title)), key=len)
    return len(shorter) >= _TITLE and shorter in longer


def _is_part(one: ArticleView, other: ArticleView, p: DuplicateContentParams) -> bool:
    """Whether one text is the other without some of its paragraphs: nothing stands in it that the longer one lacks."""
    shorter, longer = sorted((one.body_length, other.body_length))
    if _is_closed_otherwise(one, other, p):
        return True
    if shorter < p.min_body_news or shorter < p.part * longer or min(len(one.body_sketch), len(other.body_sketch)) < _CLAUSES:
        return False
    return contained(one.body_sketch, other.body_sketch) >= _WITHIN


def _is_closed_otherwise(one: ArticleView, other: ArticleView, p: DuplicateContentParams) -> bool:
    """Whether one text is the other with a phrase at its end (特此告知): every clause and every figure of it is there."""
    if one.figures_hash != other.figures_hash or min(len(one.body_sketch), len(other.body_sketch)) < _FEWEST:
        return False
    return _is_as_long(one, other, p) and contained(one.body_sketch, other.body_sketch) == 1.0


def _is_reworded(one: ArticleView, other: ArticleView, share: float, p: DuplicateContentParams) -> bool:
    """Whether two texts of one length and the same figures differ in some words; in a form those are the matter."""
    if one.figures_hash != other.figures_hash or share < p.near or _OF_A_FORM.search(one.title):
        return False
    return _is_as_long(one, other, p)


def _is_as_long(one: ArticleView, other: ArticleView, p: DuplicateContentParams) -> bool:
    return abs(one.body_length - other.body_length) <= p.near_length * one.body_length


def _is_one_page(one: ArticleView, other: ArticleView) -> bool:
    """Whether two addresses are writings of one page: the same file below another prefix, another scheme or www."""
    first, second = urlsplit(one.url), urlsplit(other.url)
    names = first.path.rpartition("/")[2], second.path.rpartition("/")[2]
    return names[0] == names[1] and first.query == second.query and bool(_DIGITS.search(names[0] + first.query))


def _is_one_column(one: ArticleView, other: ArticleView) -> bool:
    """Whether both stand in one column: by what they say, else by their folder without months and numbers."""
    if one.column and other.column:
        return one.column == other.column
    return _folder(one.url) == _folder(other.url)


def _folder(url: str) -> str:
    parts = urlsplit(url)
    return _DIGITS.sub("", parts.path.rpartition("/")[0].rstrip("/"))


def _number(url: str) -> int:
    """The last number of an address: systems count up, so of one day's articles the higher one is the later."""
    return int((_DIGITS.findall(url) or ["0"])[-1][-18:])


def _day(article: ArticleView, days: dict[str, date]) -> date | None:
    return article.published.day if article.published is not None else days.get(article.url)


def _named(article: ArticleView, day: date | None) -> str:
    """An article as an inspector names it: 2026年3月1日的“…”."""
    return f"{cadence.chinese_day(day)}发布的{in_quotes(article.title)}" if day else f"{in_quotes(article.title)}"


def _finding(
    view: ColumnView, earlier: ArticleView, later: ArticleView, how: str, similarity: float, days: dict[str, date]
) -> Finding:
    first, second = _day(earlier, days), _day(later, days)
    return Finding(
        rule=RULE,
        url=later.url,
        page=later.url,
        column=view.column.name,
        confidence=Confidence.CONFIRMED if how == "same" else Confidence.SUSPECTED,
        message=(
            f"“{view.column.name}”栏目信息重复发布：{_named(later, second)}与{_named(earlier, first)}{_HOW[how]}"
            f"（{later.url} 与 {earlier.url}）。"
        ),
        evidence={
            "duplicate_of": earlier.url,
            "similarity": similarity,
            "how": how,
            "title": later.title,
            "other_title": earlier.title,
            "date": second.isoformat() if second else None,
            "other_date": first.isoformat() if first else None,
            "body_length": later.body_length,
        },
    )
