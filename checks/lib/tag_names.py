"""Names in tags that are another's: SiteName, SiteDomain against the pages beside it, ArticleTitle against the shown title."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from checks.lib.similarity import longest_common, ratio
from checks.lib.tag_forms import Fault, Wrong

FEWEST = 10  # pages that must show what the site calls itself
SHARE = 0.9
FEW = 2  # pages that may share a strange name: more are a part of the site with a name of its own
MATES = {"SiteName": 2, "SiteIDCode": 1, "SiteDomain": 2}  # other pages of the same column, all of which bear the site's name
_UNLIKE = 60.0
OTHER_TITLE = "与页面标题"
_TITLE = 8  # characters of a title that says what its page is about
_SHARED = 3
_OTHER = 30.0
_MARKS = re.compile(r"[\W_]+")
_COMMON = re.compile(r"中国|人民政府|政府|门户|网站|网|办公室|[省市县区州盟旗\W_]+")
"""What names of different places share."""
_PLACEHOLDER = re.compile(r"某某|[XxＸ×]{2,}|^(?:网站|单位|站点)名称$")
"""What a template holds where the site's name belongs."""


@dataclass(slots=True)
class SiteNames:
    """The names (codes, domains) that pages bear in one tag, noted one after another."""

    tag: str = "SiteName"
    names: Counter[str] = field(default_factory=Counter)
    columns: dict[str, Counter[str]] = field(default_factory=dict)
    pages: dict[str, tuple[str, str]] = field(default_factory=dict)  # of each name the last page and its column

    def note(self, url: str, name: str, column: str, faulty: bool) -> None:
        """One more page; one with other faults is counted and not judged."""
        name = name.strip()
        if not name:
            return
        self.names[name] += 1
        self.columns.setdefault(column, Counter())[name] += 1
        if not faulty:
            self.pages[name] = (url, column)

    def strange(self) -> Iterator[tuple[str, Wrong]]:
        """Pages whose name is not that of nearly all the others, nor of any other page of their column."""
        usual, times = next(iter(self.names.most_common(1)), ("", 0))
        if self.names.total() < FEWEST or times < SHARE * self.names.total():
            return
        for name, (url, column) in self.pages.items():
            if name != usual and _PLACEHOLDER.search(name):
                yield url, Wrong(self.tag, name[:100], "是模板占位文字")
                continue
            if self.names[name] > FEW or self._may_be_its_own(name, usual):
                continue
            mates = self.columns[column]
            if mates[usual] >= MATES[self.tag] and mates.total() == mates[usual] + 1:
                yield url, Wrong(self.tag, name[:100], f"与本站其他页面（{usual[:40]}）不一致")

    def _may_be_its_own(self, name: str, usual: str) -> bool:
        """Whether a value may be the site's, written otherwise: a shorter name, a host below its domain."""
        if self.tag == "SiteDomain":
            one, other = (value.lower().partition(":")[0].removeprefix("www.") for value in (name, usual))
            return one.endswith(f".{other}") or other.endswith(f".{one}") or one == other or "." not in one
        return not name.isdigit() and _alike(name, usual)


def _alike(one: str, other: str) -> bool:
    one, other = _COMMON.sub("", one), _COMMON.sub("", other)
    return not one or not other or one in other or other in one or ratio(one, other) >= _UNLIKE


def other_title(tag: str, shown: str, html_title: str) -> Wrong | None:
    """A tag that speaks of another article than the heading, which the browser's title bears out; None if it may be right."""
    one, other = _MARKS.sub("", tag), _MARKS.sub("", shown)
    if min(len(one), len(other)) < _TITLE or other not in _MARKS.sub("", html_title):
        return None
    if longest_common(one, other) > _SHARED or ratio(one, other) >= _OTHER:
        return None
    return Wrong("ArticleTitle", tag[:100], f"{OTHER_TITLE}“{shown[:40]}”不符")


def with_wrong(fault: Fault | None, wrong: Wrong) -> Fault:
    """A page's faults with one more wrong value."""
    return replace(fault, wrong=(*fault.wrong, wrong)) if fault else Fault(wrong=(wrong,))
