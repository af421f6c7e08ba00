"""Service guides (办事指南) of a site: which pages are judged as one, and what each lacks."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from checks.lib.guide_values import may_be_said, unnumbered
from model import ElementState, Guide, GuideElement, Page, PageKind, SiteView

CLASSES = (
    "事项名称", "设定依据", "申请条件", "办理材料", "办理地点", "办理机构", "收费标准", "办理时间", "联系电话", "办理流程",
)  # fmt: skip
"""The ten key element classes (办事指南重点要素类别)."""

NAME = "事项名称"
TIME = "办理时间"
STRUCTURED = 6
"""So many labelled classes make a guide of a page that nothing calls one."""

CUSTOMARY = 3
_NOT_A_GUIDE = re.compile(r"公开指南|依申请公开|招[聘生考录]|征集|比选|采购|竞赛|评选|旅游|公告|通告|公示|通知")
_GENERIC = re.compile(
    r"(?:.{0,20}(?:办事|服务|办理)(?:指南|须知|大厅|事项)|详情|事项详情|正文|首页|.{2,30}(?:政府|[局委厅办]|网|网站|中心|大厅))"
)


@dataclass(frozen=True, slots=True)
class Found:
    """A guide with its page; `copies` are further addresses of the same."""

    page: Page
    guide: Guide
    title: str
    copies: tuple[str, ...] = ()

    def of(self, name: str) -> list[GuideElement]:
        """Everything that the page shows under one element."""
        return [element for element in self.guide.elements if element.name == name]

    def state(self, name: str) -> ElementState | None:
        """The best that is known of an element; None where the page has no label of it."""
        states = {element.state for element in self.of(name)}
        order = (ElementState.FILLED, ElementState.UNREAD, ElementState.NONE, ElementState.EMPTY)
        return next((state for state in order if state in states), None)


def guides_of(site: SiteView) -> list[Found]:
    """The guides of a site that are in force, each once, in the order of their discovery."""
    found: dict[object, list[Found]] = {}
    for page in site.pages_of(PageKind.GUIDE):
        guide = page.guide
        if guide is None or page.status >= 400 or guide.withdrawn or not _is_one(page, guide):
            continue
        one = Found(page, guide, title_of(page, guide))
        found.setdefault(_identity(one), []).append(one)
    return [replace(group[0], copies=tuple(other.page.url for other in group[1:])) for group in found.values()]


def _is_one(page: Page, guide: Guide) -> bool:
    if _NOT_A_GUIDE.search(page.title):
        return False
    labelled = {element.name for element in guide.elements if element.label} & set(CLASSES)
    return bool(guide.named) or len(labelled) >= STRUCTURED


def _identity(one: Found) -> object:
    """Equal for copies of one guide: the same title and the same values."""
    values = tuple((element.name, element.value) for element in one.guide.elements)
    return (one.title, values) if any(value for _, value in values) else one.page.url


def title_of(page: Page, guide: Guide) -> str:
    """The name of the item: the element's value, else the page's title."""
    named = next((e.value for e in guide.elements if e.name == NAME and e.state is ElementState.FILLED), "")
    return (named or page.heading)[:80]


def names_itself(one: Found) -> bool:
    """Whether the page's title is the item's name and not only 办事指南 or the site's name."""
    return bool(one.page.title) and _GENERIC.fullmatch(one.page.title.strip()) is None


def layouts_with_names(guides: Sequence[Found]) -> frozenset[str]:
    """The layouts in which most guides of the site have an element 事项名称, so that its lack is one."""
    layouts: dict[str, list[bool]] = {}
    for one in guides:
        layouts.setdefault(one.guide.layout, []).append(one.state(NAME) is ElementState.FILLED)
    return frozenset(name for name, held in layouts.items() if sum(held) >= max(CUSTOMARY, len(held) / 2))


def absent_everywhere(guides: Sequence[Found], layout: str) -> frozenset[str]:
    """The classes of which no guide of a layout has a label: left out by the template, or shown in a way unknown to us."""
    same = [one for one in guides if one.guide.layout == layout]
    if len(same) < CUSTOMARY:
        return frozenset()
    return frozenset(name for name in CLASSES if all(one.state(name) is None for one in same))


def said_otherwise(guides: Sequence[Found], layout: str) -> frozenset[str]:
    """The classes that a layout shows under a label of the site's own: the same strange one in nearly all its guides.

    Only of what no guide of the layout has under a label known to us, and only where what stands there looks like it.
    """
    same = [one for one in guides if one.guide.layout == layout]
    labels = {
        name: Counter(unnumbered(may_be_said(one.guide, name)) for one in same) for name in absent_everywhere(guides, layout)
    }
    common = {
        name: count for name, held in labels.items() if (count := max((n for label, n in held.items() if label), default=0))
    }
    return frozenset(name for name, count in common.items() if count >= CUSTOMARY and count * 4 >= len(same) * 3)


_LIMIT = re.compile(r"时限|期限|周期|工作日|多久|多长|[几多少]+天")
_HOURS = re.compile(r"\d{1,2}\s*[:：点时]\s*(?:[0-5]\d|半)?\s*分?\s*[-—–－~～至到]\s*(?:下午)?\s*\d{1,2}\s*[:：点时]")
"""When a window is open, wherever a guide says it: 9:00—16:30, 上午9时至12时."""
_AT_ONCE = re.compile(r"即办|当场|即时|立等|现场办结")


def halves_of_time(one: Found) -> frozenset[str]:
    """What a guide says of time: 办理时限 (how long it takes), 办公时间 (when the window is open)."""
    told = [e for e in one.of(TIME) if e.state in (ElementState.FILLED, ElementState.UNREAD)]
    halves = {"办理时限" if _LIMIT.search(e.label) else "办公时间" for e in told}
    values = [e.value for e in one.guide.elements if e.state is ElementState.FILLED]
    halves |= {"办公时间"} if any(_HOURS.search(value) for value in values) else set()
    return frozenset(halves)


def lacking_half(one: Found, guides: Sequence[Found]) -> str:
    """The half of 办理时间 that a guide lacks and nearly all others of its layout have, "" where it is like them."""
    halves = halves_of_time(one)
    if len(halves) != 1 or any(_AT_ONCE.search(element.value) for element in one.guide.elements):
        return ""
    others = [other for other in guides if other is not one and other.guide.layout == one.guide.layout]
    both = sum(len(halves_of_time(other)) == 2 for other in others)
    if both < CUSTOMARY or both * 4 < len(others) * 3:
        return ""
    return "办公时间" if "办理时限" in halves else "办理时限"


def missing_in(one: Found, classes: Iterable[str], *, name_expected: bool) -> Iterator[tuple[str, ElementState | None]]:
    """The classes that a guide lacks, with what stands there: None for no label, else empty or 无."""
    for name in classes:
        state = one.state(name)
        if state in (ElementState.FILLED, ElementState.UNREAD):
            continue
        if name == NAME and state is None and (names_itself(one) and not name_expected):
            continue
        yield name, state
