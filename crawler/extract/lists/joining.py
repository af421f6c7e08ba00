"""Groups that are one list for a person: a lead item and what follows it, equal containers of some items each."""

from __future__ import annotations

import re
from datetime import date

from crawler.extract.date_context import YEAR_ALONE
from crawler.extract.lists.list_names import strip_before
from crawler.extract.lists.parts import Group, Span
from crawler.extract.month_headings import is_month
from crawler.extract.outline import Outline
from crawler.extract.survey import Survey

_NUMBERS = re.compile(r"\d+")
_HEADING = 8  # characters of 2024年12月


def joined(outline: Outline, counts: Survey, groups: list[Group]) -> list[tuple[Group, Group]]:
    """A single lead item (头条) joins the list that follows it in the same part."""
    out: list[tuple[Group, Group]] = []
    lead: Group | None = None
    groups = _rejoined(outline, counts, groups)
    for i, group in enumerate(groups):
        following = groups[i + 1] if i + 1 < len(groups) else None
        if len(group.spans) == 1 and group.dated and following and following.dated and lead is None:
            near = 0 <= following.spans[0].start - group.spans[0].end <= 12
            if near and group.container < following.container < outline.ends[group.container]:
                lead = group
                continue
        merged = Group(group.container, [*lead.spans, *group.spans], group.dated) if lead else group
        out.append((group, merged))
        lead = None
    return out


def _rejoined(outline: Outline, counts: Survey, groups: list[Group]) -> list[Group]:
    """A list whose items stand in several equal containers, five in each, is one list; the panes of a tab are not."""
    out: list[Group] = []
    for group in groups:
        last = out[-1] if out else None
        if last and _continues(outline, counts, last, group):
            out[-1] = Group(last.container, [*last.spans, *group.spans], last.dated)
        else:
            out.append(group)
    return out


def _continues(outline: Outline, counts: Survey, last: Group, group: Group) -> bool:
    a, b = last.container, group.container
    end = last.spans[-1].end
    # 2024年, its items, 2023年, its items; or those of 2024年12月
    between = counts.chars[group.spans[0].start] - counts.chars[end]
    headed = between <= _HEADING and _is_time(outline.text(end, group.spans[0].start))
    if outline.parents[a] != outline.parents[b]:
        a, b = _wrappers(outline, a, b, equal=headed)
    if a == b or outline.parents[a] != outline.parents[b] or last.dated != group.dated or group.spans[0].start < end:
        return False
    if outline.tags[a] != outline.tags[b] or _unnumbered(outline.names(a)) != _unnumbered(outline.names(b)):
        return False
    if between:
        return headed
    # Numbered containers may be tabs just as well as groups of one list.
    if outline.hidden[a] or outline.hidden[b] or outline.names(a) != outline.names(b):
        return _runs_on(outline, counts, last, group)
    panes = sum(outline.tags[c] == outline.tags[a] for c in outline.children(outline.parents[a]))
    return not strip_before(outline, last.spans[0].start - 1, panes)


def _unnumbered(names: str) -> str:
    """Names without the numbers by which groups of one list differ: g0, g1, page-2."""
    return _NUMBERS.sub("", names)


def _is_time(text: str) -> bool:
    """Whether a heading is nothing but a year or a month."""
    return YEAR_ALONE.match(text) is not None or is_month(text)


def _wrappers(outline: Outline, a: int, b: int, *, equal: bool = False) -> tuple[int, int]:
    """The equal elements around two equal lists that stand side by side, where the later one is hidden (paged by script)
    or the lists are known to be `equal`."""
    up, other = outline.parents[a], outline.parents[b]
    same = outline.tags[a] == outline.tags[b] and outline.names(a) == outline.names(b)
    if not same or not (equal or outline.hidden[b]) or up < 0 or other < 0 or outline.parents[up] != outline.parents[other]:
        return a, b
    return up, other


def _runs_on(outline: Outline, counts: Survey, last: Group, group: Group) -> bool:
    """Whether hidden items go on with the list before them (paged by script): older, and from the same folder.

    The panes of a tab begin with their newest item again, or lead to other folders.
    """
    before = [(_first_date(counts, span), _folder_in(outline, counts, span)) for span in (last.spans[0], last.spans[-1])]
    after = [(_first_date(counts, span), _folder_in(outline, counts, span)) for span in (group.spans[0], group.spans[-1])]
    folders = {folder for _, folder in (*before, *after)}
    oldest, newest = before[-1][0], after[0][0]
    return len(folders) == 1 and None not in folders and oldest is not None and newest is not None and oldest >= newest


def _first_date(counts: Survey, span: Span) -> date | None:
    return next((counts.date_at[i].day for i in span.nodes() if i in counts.date_at), None)


def _folder_in(outline: Outline, counts: Survey, span: Span) -> str | None:
    """The folder of an item's address without its numbers, for months and days differ."""
    href = next((outline.get(i, "href") for i in span.nodes() if i in counts.anchor_text and outline.tags[i] == "a"), "")
    if not href:
        return None
    path, _, query = href.partition("?")
    return _NUMBERS.sub("", path if query else path.rpartition("/")[0])
