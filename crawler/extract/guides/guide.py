"""The elements of a service guide with what stands behind their labels: tables, definition lists, headings, tabs.

Runs only on pages that the kind already calls a guide. A label is not an element: an empty cell, a dash or template code
behind it is an element that the page lacks. What a script, a picture or a file may hold is called unread, not empty.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from crawler.extract.guides.asides import asked_for, is_of_complaint, of_complaints
from crawler.extract.guides.cells import Span, Tabs, cell_value, in_numbered_row, is_whole, strips
from crawler.extract.guides.endings import by_ending, may_name
from crawler.extract.guides.pieces import Piece, is_below_text, label_marks, pieces_of
from crawler.extract.guides.states import MOST_NODES, says_who, state_of
from crawler.extract.guides.strange_labels import standing_as_labels, strange_labels, ways_of, within_values
from crawler.extract.guides.templates import without_leftovers
from crawler.extract.guides.words import (
    BASIS,
    CLASSES,
    COMPLAINT,
    CONDITIONS,
    CONTACT,
    FLOW,
    MATERIALS,
    NAME,
    carries_on,
    read_label,
)
from crawler.extract.lists.scripted import frame_of, why_scripted
from crawler.extract.outline import Outline
from crawler.extract.text import Line
from model import ElementState, Guide, GuideElement, Link, LinkKind

_AWAY = frozenset({"nav", "crumb", "footer", "friend", "pager"})
_ICON = re.compile(
    r"icon|ico[\W_]|logo|btn|button|qrcode|erweima|ewm|share|print|arrow|line|/jt|spacer|blank|dot\b|^data:image/gif",
    re.IGNORECASE,
)
_FORM_PAGE = re.compile(
    r"(?<!报)(?<!代)表(?!决|彰|扬|演|示|达|现|率)格?|样本|样例|范本|范例|下载"
)  # a menu names 年度报表, too
_WITHDRAWN = re.compile(r"(?:已(?:经)?(?:取消|废止|下放|停止(?:办理|实施))|(?:暂停|停止)(?:办理|受理|实施))")
_WHOLE_FILE = re.compile(r"指南|告知[单书]|须知|明白[卡纸]|流程图")
_PHONE = re.compile(
    r"(?<![0-9A-Za-z])(?:0\d{2,3}[-—－\s]?)?[2-8]\d{6,7}(?![0-9A-Za-z])|(?<!\d)1[3-9]\d{9}(?!\d)|(?<!\d)12345(?!\d)"
)
_PLATFORM = re.compile(r"zwfw|政务服务网|/zwdt|bsdt|hall")
_WHOM = re.compile(r"(?:办理|服务|面向|适用|受理|申请|享受|救助|补贴|扶持)?(?:对象|范围|人群)|申请主体")
_MAX_ELEMENTS, _SCRIPTS = 60, 200_000
_MAY_SHOW = frozenset({LinkKind.PAGE, LinkKind.IMAGE})  # forms stand on pages and in pictures, too
_VALUE, _LONG_VALUE = 400, 1600
MOST_LINES, MOST_LABELS = 2000, 150
FEW = 3
"""Fewer labelled classes than this are no guide that could be judged."""


@dataclass(slots=True)
class _Source:
    """What the questions about one guide share."""

    outline: Outline
    code: str  # of all scripts
    area: Sequence[str]
    files: tuple[tuple[str, str], ...]
    elements: list[GuideElement] = field(default_factory=list)
    layouts: Counter[str] = field(default_factory=Counter)
    directory: bool = False
    strange: list[tuple[str, str]] = field(default_factory=list)  # tabs of other words: (label, what its panel says)
    whom: list[tuple[str, str]] = field(default_factory=list)  # whom it is for: (label, what stands behind it)
    complaints: list[Span] = field(default_factory=list)  # where the telephone numbers for complaints stand


def read_guide(
    html: str, outline: Outline, area: Sequence[str], lines: Iterable[Line], links: Iterable[Link], title: str, named: str
) -> Guide | None:
    """The guide on a page; None where too few labels stand on it. `named` are the words that call it a guide."""
    content = [line for line in lines if area[line.start] not in _AWAY and (line.text != title or not read_label(title))]
    source = _Source(outline, "\n".join(code for _, code in outline.scripts)[:_SCRIPTS], area, _files(links))
    marks = label_marks(outline, content[:MOST_LINES])
    parts = [piece for line in content[:MOST_LINES] for piece in pieces_of(outline, line, marks)][:MOST_LINES]
    ways = ways_of(outline, parts)
    inner = within_values(parts, ways) - _strips(outline, parts).labels.keys()
    parts = [Piece(piece.start, piece.end, piece.text) if piece.start in inner else piece for piece in parts]
    heads = standing_as_labels(parts, ways)  # of the site's own making: labels of none, at which the value before them ends
    _read(source, [replace(piece, classes=("",)) if piece.start in heads and not piece.classes else piece for piece in parts])
    elements = [*without_leftovers(outline, source.elements[:_MAX_ELEMENTS])]
    labelled = {element.name for element in elements} & set(CLASSES)
    if len(labelled) < FEW:
        return None
    strange = (*strange_labels(parts, ways), *source.strange)
    own = by_ending(strange, labelled)
    elements += own
    strange = tuple(one for one in strange if one[0] not in {element.label for element in own})
    elements += _shown_otherwise(source, parts, labelled | {element.name for element in own})
    doubt = "事项目录表，不是单个事项的指南" if source.directory else _doubt(html, source, elements, labelled, parts)
    withdrawn = _WITHDRAWN.search(" ".join([title, *(piece.text for piece in parts[:3])])[:300])
    layout = source.layouts.most_common(1)[0][0]
    return Guide(named, tuple(elements), layout, source.files, doubt, withdrawn[0] if withdrawn else "", strange)


def _read(source: _Source, parts: Sequence[Piece]) -> None:
    """Fill `source.elements` from all labels of the content, each read as its place demands."""
    found = _strips(source.outline, parts)
    tabs = found.labels
    source.strange += [(label, _text(source.outline, span)[:_VALUE]) for label, span in found.strange]
    if not any(_text(source.outline, span) for span in tabs.values()):
        tabs = dict.fromkeys(tabs)  # labels alone: a script brings what belongs to them
    for at, piece in enumerate(parts):
        if not piece.classes or len(source.elements) >= _MAX_ELEMENTS:
            continue
        following = next((other.start for other in parts[at + 1 :] if other.classes and other.start != piece.start), piece.end)
        if piece.start in tabs:
            span = tabs[piece.start]
            source.layouts["tabs"] += 1
            if not piece.label:  # of other words, though it stands as labels do
                source.strange.append((piece.text, _text(source.outline, span)[:_VALUE]))
            piece = _without_labelled(piece, parts, span)
            _add(source, piece, span, _panel(source.outline, span, piece) if span else None)
            continue
        if not piece.rest and is_whole(source.outline, piece.start, piece.text):
            source.directory |= NAME in piece.classes and in_numbered_row(source.outline, piece.start)
            value = cell_value(source.outline, piece.start, _is_bare, _begins)
            if value is not None:
                source.directory |= value.rows > 2
                source.layouts["cells"] += 1
                _add(source, piece, value.span, _text(source.outline, value.span) if value.span else None)
                continue
        source.layouts["text"] += 1
        end = next((span[1] for span in tabs.values() if span and span[0] <= piece.start < span[1]), len(source.outline))
        text = None if _may_be_headed(parts, at) else _flowing(parts, at, end)
        _add(source, piece, (piece.start, max(following, piece.end)), text)


def _strips(outline: Outline, parts: Sequence[Piece]) -> Tabs:
    return strips(outline, [(piece.start, piece.text) for piece in parts if piece.classes and not piece.rest][:MOST_LABELS])


def _without_labelled(tab: Piece, parts: Sequence[Piece], span: Span | None) -> Piece:
    """A tab without the elements that have a label of their own in its panel (设定依据与受理条件): that one tells."""
    within = {name for other in parts if span and span[0] <= other.start < span[1] for name in other.classes}
    return replace(tab, classes=tuple(name for name in tab.classes if name not in within))


def _is_bare(text: str) -> bool:
    read = read_label(text)
    return read is not None and not read[3]


def _begins(text: str) -> bool:
    return read_label(text) is not None


def _text(outline: Outline, span: Span | None) -> str:
    return outline.text(span[0], min(span[1], span[0] + MOST_NODES)) if span and span[1] > span[0] else ""


def _panel(outline: Outline, span: Span, piece: Piece) -> str:
    """What a tab's panel says: many repeat the tab's words as their heading, which is no value."""
    text = _text(outline, span)
    return text[len(piece.text) :].lstrip(" :：\n") if text.startswith(piece.text) else text


def _flowing(parts: Sequence[Piece], at: int, end: int) -> str:
    """What follows a label: the rest of its line, and the lines up to the next label, number of the same style or `end`."""
    piece = parts[at]
    held = [piece.rest] if piece.rest else []
    for other in parts[at + 1 :]:
        ended = other.start >= end or other.classes or is_below_text(other.text)
        if ended or (piece.style and carries_on(piece.text, other.text, held)):
            break
        held.append(other.text)
        if sum(map(len, held)) > _LONG_VALUE:
            break
    return "\n".join(held)


def _may_be_headed(parts: Sequence[Piece], at: int) -> bool:
    """Whether next to a bare label stands a head of words that name no element: it may head a part of the value."""
    behind = parts[at + 1] if at + 1 < len(parts) and not parts[at].rest else None
    return (
        behind is not None
        and behind.classes == ("",)
        and not behind.label
        and not may_name(re.split(r"[:：。]", behind.text)[0])
    )


def _add(source: _Source, piece: Piece, span: Span | None, text: str | None) -> None:
    if span and COMPLAINT in piece.classes and CONTACT not in piece.classes:
        source.complaints.append(span)
    if _WHOM.fullmatch(piece.label) and text:
        source.whom.append((piece.label, text[:_VALUE]))
    for name in piece.classes:
        if not name:
            continue
        state = state_of(source.outline, name, text, span, code=source.code, files=bool(source.files))
        value = (text or "")[: _LONG_VALUE if name == MATERIALS else _VALUE].strip()
        source.elements.append(GuideElement(name, piece.label, state, value))


def _files(links: Iterable[Link]) -> tuple[tuple[str, str], ...]:
    found = dict.fromkeys(
        (link.text[:120], link.target)
        for link in links
        if link.area not in ("nav", "footer", "friend", "crumb")
        and (link.kind is LinkKind.ATTACHMENT or (link.kind in _MAY_SHOW and _FORM_PAGE.search(link.text)))
    )
    return tuple(found)[:30]


def _shown_otherwise(source: _Source, parts: Sequence[Piece], labelled: set[str]) -> list[GuideElement]:
    """Elements without a label that the content shows all the same."""
    found: list[GuideElement] = []
    for words, _ in source.files:
        name = next((n for n in (FLOW, MATERIALS, BASIS) if n not in labelled and n[2:] in words), "")
        if name:
            found.append(GuideElement(name, words, ElementState.FILLED, words))
    complaint = of_complaints(parts) | {p.start for p in parts for a, b in source.complaints if a <= p.start < b}
    if CONTACT not in labelled:
        said = next(
            (p.text for p in parts if p.start not in complaint and _PHONE.search(p.text) and not is_of_complaint(p.text)), ""
        )
        if said:
            found.append(GuideElement(CONTACT, "", ElementState.FILLED, said[:_VALUE]))
    if "收费标准" not in labelled:
        said = next((p.text for p in parts if re.search(r"不收(?:取|费)|免费|免收", p.text)), "")
        if said:
            found.append(GuideElement("收费标准", "", ElementState.FILLED, said[:_VALUE]))
    elif said := asked_for(p.text for p in parts if not any(p.classes)):
        found.append(GuideElement("收费标准", "", ElementState.FILLED, said))
    if CONDITIONS not in labelled and (told := next((one for one in source.whom if says_who(one[1])), None)):
        found.append(GuideElement(CONDITIONS, told[0], ElementState.FILLED, told[1]))
    if FLOW not in labelled and _pictures(source, parts):
        found.append(GuideElement(FLOW, "", ElementState.UNREAD, "图片"))
    return found


def _pictures(source: _Source, parts: Sequence[Piece]) -> int:
    """Pictures between the first and the last words of the content that are no icons; the marks of the page bottom are none."""
    outline, first, last = source.outline, parts[0].start, parts[-1].end
    labelled = next((piece.start for piece in parts if piece.classes), first)
    head = (node for node in range(labelled, first, -1) if source.area[node] in ("nav", "crumb"))
    first = next(head, first)  # a banner stands above the menu and the breadcrumb
    return sum(
        outline.tags[node] == "img" and source.area[node] not in _AWAY and not _ICON.search(outline.get(node, "src"))
        for node in range(first, min(last + 40, len(outline)))
    )


def _doubt(html: str, source: _Source, elements: Sequence[GuideElement], labelled: set[str], parts: Sequence[Piece]) -> str:
    """Why what was not found may still be there, "" when the guide can be judged."""
    own = [element for element in elements if element.name in CLASSES]
    empty = [element for element in own if element.state is ElementState.EMPTY]
    if len(own) >= 4 and len(empty) * 10 >= len(own) * 7:
        why = why_scripted(html, source.outline.scripts, "")
        if why:
            return f"要素内容由脚本加载（{why}）"
    told = {element.name for element in own if element.state is not ElementState.UNREAD}
    if len({element.name for element in own} - told) * 2 >= len({element.name for element in own}):
        return "要素内容由脚本加载或分标签页显示，未能读取"
    few = len(labelled) < 6
    if few and frame_of(source.outline):
        return "指南内容在框架页中"
    if few and any(_WHOLE_FILE.search(words) for words, _ in source.files):
        return "指南内容在附件中"
    if few and _pictures(source, parts):
        return "指南内容可能在图片中"
    return "指南在政务服务平台上" if few and _leads_to_platform(source.outline, parts) else ""


def _leads_to_platform(outline: Outline, parts: Sequence[Piece]) -> bool:
    """Whether a link in the content leads on to the guide on the provincial service site."""
    return any(
        outline.tags[node] == "a"
        and _PLATFORM.search(outline.get(node, "href"))
        and re.search(r"指南|详情|查看|进入", outline.text(node))
        for node in range(parts[0].start, min(parts[-1].end, len(outline)))
    )
