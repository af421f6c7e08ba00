"""What the items of a list say: title, address, date."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

from crawler.extract.addresses import Addresses, handler_targets
from crawler.extract.dates import parse_dates, settle_year, settle_years
from crawler.extract.lists.parts import MAX_ITEMS, Group, Span
from crawler.extract.outline import TEXT, Outline
from crawler.extract.survey import NOT_A_TITLE, Survey
from model import DateFact, DatePlace, ListItem

_NAMES_A_DAY = re.compile(r"日期|时间")
_CUT = re.compile(r"(?:…+|\.{2,}|。{2,})$")
_LABELLED = re.compile(r"^(?:文章|信息|新闻)?(?:标题|名称)\s*[:：]\s*")
_CATEGORY = re.compile(r"^[\[【(（<].{1,14}[\]】)）>]$")
_EDGE_DATE = re.compile(
    r"[\[(（【]?\s*(?:19|20)\d{2}\s*[-/.年]\s*\d{1,2}\s*[-/.月]\s*\d{1,2}\s*日?(?:\s+\d{1,2}:\d{2}(?::\d{2})?)?\s*[\])）】]?$"
)
_GOOD, _BAD, _LESS = (
    re.compile(r"发布|公开|发文日|发表|咨询|来信|写信|提交|留言|日期$|时间$"),
    re.compile(r"成文|生成|失效|废止"),
    re.compile(r"回复|办结|答复|截止|结束|实施|生效|处理"),
)
_EVENT = re.compile(
    r"(?:会议|考试|笔试|面试|测试|活动|举办|举行|召开|开标|开庭|拍卖|竞价|报名|讲座|演出|放映|展出|展览|培训|比赛|招聘|听证|施工|停[水电气]|开放)"
    r"(?:起止|开始|举行)?(?:时间|日期)$"
)
"""Labels of the day of what an item announces: no day of publication."""
_VENUE = re.compile(r"^(?:(?:活动|会议|举办|演出|考试|培训|开展|集合|报名|比赛)?(?:地点|场地|场馆|会场|考点))$")
_DAY_OF_IT = re.compile(r"^(?:起止|开始|具体)?(?:时间|日期)$")
"""A day that stands in a table beside a place is when the event takes place there."""
_TIP = re.compile(r"(?:发布|更新|公开|录入|添加)(?:时间|日期)\s*[:：]\s*((?:19|20)\d\d\D{1,3}\d{1,2}\D{1,3}\d{1,2})")
MAX_TITLE = 300


def read_items(outline: Outline, counts: Survey, group: Group, joiner: Addresses, today: date) -> list[ListItem]:
    """The items of one list in the order of the page; spans without a title are left out."""
    names = _heading_names(outline, counts, group)
    column, events = _date_column(names), _event_cells(names)
    items: list[ListItem] = []
    for span in group.spans[:MAX_ITEMS]:
        anchor = _title_anchor(outline, counts, span)
        if anchor < 0:
            continue
        title = _title(outline, counts, anchor)
        if not title:
            continue
        fact = _date(outline, counts, span, column, events)
        if fact is None:
            title, fact = _date_in_title(title, group, today)
        if fact is None:
            fact = _date_in_tip(outline.get(anchor, "title"), today)
        url = _address(outline, anchor, joiner)
        items.append(ListItem(title[:MAX_TITLE], url, settle_year(fact, url) if fact else None))
    settled = settle_years([item.date for item in items])
    return [replace(item, date=fact) for item, fact in zip(items, settled, strict=True)]


def _title_anchor(outline: Outline, counts: Survey, span: Span) -> int:
    """The anchor that carries the title: in a heading, else the first that is long enough, else the longest."""
    found = [i for i in span.nodes() if (t := counts.anchor_text.get(i)) and not NOT_A_TITLE.match(t)]
    if not found:
        return -1
    plain = [i for i in found if not _CATEGORY.match(counts.anchor_text[i])] or found
    for i in plain[:6]:
        if any(outline.tags[up] in ("h1", "h2", "h3", "h4", "h5", "h6") for up in outline.ancestors(i, 2) if up >= span.start):
            return i
    for i in plain[:6]:
        if len(counts.anchor_text[i]) >= 8:
            return i
    return max(plain[:6], key=lambda i: len(counts.anchor_text[i]))


def _title(outline: Outline, counts: Survey, anchor: int) -> str:
    text = counts.anchor_text[anchor]
    text = _headline(outline, counts, anchor) or text
    if outline.tags[anchor] != "a":
        text = _first_text(outline, counts, anchor) or text
    text = " ".join(text.split()).lstrip("·•▪■◆●>» \u3000")
    if _CUT.search(text):
        return _uncut(text, outline.get(anchor, "title")) or text
    return text


def _headline(outline: Outline, counts: Survey, anchor: int) -> str:
    """The title of a card whose whole area is one anchor: its heading, else its first line."""
    end = outline.ends[anchor]
    if end - anchor <= 3:
        return ""
    blocks = [i for i in range(anchor + 1, end) if outline.tags[i] in ("h1", "h2", "h3", "h4", "h5", "h6")]
    if not blocks:
        blocks = [i for i in range(anchor + 1, end) if "tit" in outline.names(i)]
    if not blocks:
        blocks = [i for i in range(anchor + 1, end) if outline.tags[i] in ("p", "div", "dt", "li")]
        if len(blocks) < 2:
            return ""
    for i in blocks[:6]:
        stop = outline.ends[i]
        if any(k in counts.date_at for k in range(i, stop)) or any(b in blocks for b in range(i + 1, min(stop, i + 40))):
            continue
        text = outline.text(i)
        if len(text) >= 4:
            return text
    return ""


def _first_text(outline: Outline, counts: Survey, node: int) -> str:
    """The longest of the first texts of a row that is clickable as a whole."""
    texts = [
        outline.texts[i].strip()
        for i in range(node, outline.ends[node])
        if outline.tags[i] == TEXT and i not in counts.date_at and outline.texts[i].strip()
    ]
    return max(texts[:4], key=len, default="")


def _uncut(text: str, full: str) -> str:
    """The full title from the title attribute, which may hold more lines (文章标题：… 作者：…)."""
    head = re.sub(r"\s+", "", _CUT.sub("", text))
    head = re.sub(r"^[\[【(（<].{1,14}?[\]】)）>]", "", head)[:12]
    for line in full[:2000].replace("\r", "\n").split("\n"):
        line = _LABELLED.sub("", line.strip())
        if head and head in re.sub(r"\s+", "", line) and not _CUT.search(line):
            return " ".join(line.split())
    return ""


def _date(outline: Outline, counts: Survey, span: Span, column: int, events: frozenset[int]) -> DateFact | None:
    facts = [(i, counts.date_at[i]) for i in span.nodes() if i in counts.date_at]
    if not facts:
        return None
    cells = list(outline.children(span.start)) if outline.tags[span.start] == "tr" else []
    of_events = [range(cell, outline.ends[cell]) for k, cell in enumerate(cells) if k in events]
    facts = [(i, fact) for i, fact in facts if not any(i in cell for cell in of_events)]
    facts = [(i, fact) for i, fact in facts if not _EVENT.search(_before(outline, counts, i))]
    if len(facts) <= 1:
        return facts[0][1] if facts else None
    if 0 <= column < len(cells):
        inside = [f for i, f in facts if cells[column] <= i < outline.ends[cells[column]]]
        if inside:
            return inside[0]
    alone = [(i, f) for i, f in facts if len(outline.texts[i].strip()) <= len(f.raw) + 12]
    ranked = sorted(alone or facts, key=lambda pair: -_rank(_before(outline, counts, pair[0])))
    return ranked[0][1]


def _before(outline: Outline, counts: Survey, node: int) -> str:
    """The label in front of a date: in its own text, else the text before it."""
    own = outline.texts[node].strip()
    if re.match(r"[^\d]{2,}", own):
        return re.match(r"[^\d]*", own)[0].strip(" :：[（(")  # type: ignore[index]
    for i in range(node - 1, max(node - 8, -1), -1):
        text = outline.texts[i].strip()
        if text:
            return text.rstrip(" :：") if i not in counts.date_at and len(text) <= 12 else ""
    return ""


def _rank(label: str) -> int:
    if _BAD.search(label) or _LESS.search(label):
        return 0
    return 2 if label and _GOOD.search(label) else 1


def _heading_names(outline: Outline, counts: Survey, group: Group) -> list[str]:
    """What the heading row of a table calls the cells of its rows: the first that names a day."""
    if not group.spans or outline.tags[group.spans[0].start] != "tr":
        return []
    table = outline.parents[group.spans[0].start]
    above = outline.parents[table] if table >= 0 else -1
    for row in [
        *outline.children(table),
        *(k for c in (outline.children(above) if above >= 0 else ()) for k in outline.children(c)),
    ]:
        if outline.tags[row] != "tr" or counts.dates[outline.ends[row]] > counts.dates[row]:
            continue
        names = [re.sub(r"\s+", "", outline.text(cell)) for cell in outline.children(row)]
        if any(_NAMES_A_DAY.search(name) for name in names):
            return names
    return []


def _date_column(names: list[str]) -> int:
    """Which cell of the rows is the date of publication, by the heading row; -1 when the table does not say."""
    ranks = [_rank(name) if _NAMES_A_DAY.search(name) else -1 for name in names]
    return ranks.index(max(ranks)) if ranks and max(ranks) >= 0 else -1


def _event_cells(names: list[str]) -> frozenset[int]:
    """The cells that hold the day of what the rows announce (活动 | 时间 | 地点), not that of publication."""
    has_place = any(_VENUE.match(name) for name in names)
    return frozenset(k for k, name in enumerate(names) if _EVENT.search(name) or (has_place and _DAY_OF_IT.match(name)))


def _date_in_title(title: str, group: Group, today: date) -> tuple[str, DateFact | None]:
    """A date at the end of the anchor's own text, where the list has no dates of its own."""
    match = _EDGE_DATE.search(title) if not group.dated else None
    if not match or match.start() < 4:
        return title, None
    facts = parse_dates(match[0], DatePlace.LIST, today)
    return (title[: match.start()].rstrip(), facts[0]) if facts else (title, None)


def _date_in_tip(tip: str, today: date) -> DateFact | None:
    """The day of publication in what an anchor shows on hovering (文章标题：… 发布时间：2024-03-15)."""
    match = _TIP.search(tip[:500]) if "间" in tip or "期" in tip else None
    return next(iter(parse_dates(match[1], DatePlace.LIST, today)), None) if match else None


def _address(outline: Outline, anchor: int, joiner: Addresses) -> str:
    """The item's address, "" where only a script knows it."""
    href = outline.get(anchor, "href").strip()
    code = href if href[:11].lower() == "javascript:" else outline.get(anchor, "onclick")
    if not href or href[0] == "#" or code is href:
        href = next(iter(handler_targets(code)), "")
    if not href:
        return ""
    joined = joiner.join(href)
    return "" if joined.problem else joined.url
