"""Items and groups of a list before they are read, and the counts by which they are searched."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from crawler.extract.outline import Outline
from crawler.extract.survey import Survey

ITEM_TAGS = frozenset({"li", "tr", "dl", "dd", "article"})
MAX_ITEMS = 2000


@dataclass(slots=True)
class Span:
    """One item: nodes start … end-1, less the nested list cut[0] … cut[1]-1."""

    start: int
    end: int
    cut: tuple[int, int] = (0, 0)

    def nodes(self) -> Iterator[int]:
        """The item's own nodes."""
        for i in range(self.start, self.end):
            if not self.cut[0] <= i < self.cut[1]:
                yield i


@dataclass(slots=True)
class Group:
    """A list before its items are read: the container node and the spans of its items."""

    container: int
    spans: list[Span] = field(default_factory=list)
    dated: bool = True


@dataclass(slots=True)
class Search:
    """The arrays of one search; `best[i]` is the largest number of dated siblings anywhere below node i."""

    outline: Outline
    counts: Survey
    area: list[str]
    best: list[int]
    groups: list[Group] = field(default_factory=list)

    def dates(self, node: int) -> int:
        return self.counts.dates[self.outline.ends[node]] - self.counts.dates[node]

    def size(self, node: int) -> int:
        return self.counts.chars[self.outline.ends[node]] - self.counts.chars[node]

    def plain(self, node: int) -> int:
        end = self.outline.ends[node]
        return self.size(node) - (self.counts.link_chars[end] - self.counts.link_chars[node])

    def anchors(self, node: int) -> int:
        return self.counts.anchors[self.outline.ends[node]] - self.counts.anchors[node]
