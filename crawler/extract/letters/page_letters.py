"""Public letters (领导信箱, 咨询, 投诉, 留言) of a page: rows of a list, cards one below another, or one letter alone."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from selectolax.lexbor import LexborHTMLParser

from crawler.cms import hanweb
from crawler.extract.letters.cards import FEWEST, read_cards
from crawler.extract.letters.headed import with_values
from crawler.extract.letters.labels import HINTS, TEXTS, field_of, is_state, pieces
from crawler.extract.letters.maybe import MAYBE
from crawler.extract.letters.record import Record
from crawler.extract.letters.signs import unfolded, with_colons
from crawler.extract.letters.told_days import with_known_labels, with_own_labels
from crawler.extract.letters.two_parts import read_parts
from crawler.extract.letters.unlabelled import add_answer, drop_step
from crawler.extract.lists.blocks import Range
from crawler.extract.lists.groups import find_groups
from crawler.extract.lists.items import read_items
from crawler.extract.lists.parts import Group, Span
from crawler.extract.outline import Outline, read_outline
from crawler.extract.reading import Reading, cms_source, outside
from crawler.extract.survey import NOT_A_TITLE, survey
from crawler.extract.text import Line, read_lines
from model import Letter, Page, PageKind

MAX_LETTERS = 500
PARTICULARS = 200  # characters of a line that may hold several labels
_ALONE = MAYBE - {PageKind.LIST, PageKind.HUB, PageKind.SEARCH}
Head = list[tuple[str, str]]  # (field, label) of each cell, ("", "") where the heading says nothing we know


def read_letters(r: Reading, page: Page, ranges: Sequence[Range]) -> tuple[Letter, ...]:
    """The letters of a page, () where there are none. The caller asks `maybe.may_hold_letters` first."""
    listed = [] if page.kind is PageKind.MESSAGE else list(_listed(r, page))
    rows = len(listed) >= 2 or bool(listed and page.kind is PageKind.MESSAGES)
    if rows and any(letter.url for letter in listed):
        return tuple(listed[:MAX_LETTERS])
    cards = read_cards(r, _own_lines(r, []), page)  # rows that lead nowhere may have their letters folded below them
    if cards and (not rows or 2 * len(cards) >= len(listed)):
        return tuple(cards[:MAX_LETTERS])
    if rows:
        return tuple(listed[:MAX_LETTERS])
    lines = _own_lines(r, list(ranges) if page.kind is PageKind.MESSAGE else [])
    lines, own = with_known_labels([with_colons(r.outline, line) for line in lines])
    found = _of_lines(r, page, with_values(r.outline, lines, r.today))
    return tuple(with_own_labels(letter, own) for letter in found) if own else found


def _of_lines(r: Reading, page: Page, lines: list[Line]) -> tuple[Letter, ...]:
    """The letters that lines tell, by labels or by two parts."""
    found = _in_records(r, page, lines)
    if page.kind not in _ALONE or any(letter.answered for letter in found):
        return found
    found = found or _in_records(r, page, [replace(line, text=text) for line in lines for text in unfolded(line.text)])
    if any(letter.answered for letter in found):
        return found
    parts = read_parts(lines, r.today)
    return (_single(parts, page) if parts else ()) or found


def _in_records(r: Reading, page: Page, lines: Sequence[Line]) -> tuple[Letter, ...]:
    """The letters that labels tell: one alone, or one below another."""
    records = list(_records(r, lines))
    if len(records) == 1:
        near = _near_labels(r, lines)
        record = next(_records(r, near))
        if {"sent", "accepted", "posted", "answered"}.isdisjoint(record.labels):
            _date_by_place(record, lines)
        add_answer(record, near)
        drop_step(record, near)
        return _single(record, page)
    return tuple(letter for letter in _cards(r, records, page))[:MAX_LETTERS]


def kept_in_scripts(r: Reading, page: Page) -> tuple[Letter, ...]:
    """Letters whose markup a system keeps in a script (大汉's records), shown whole in the list."""
    if "<record>" not in r.signs or sum(r.html.count(hint) for hint in HINTS) < FEWEST:
        return ()
    found: list[Letter] = []
    for fragment in hanweb.records(cms_source(r)):
        outline = read_outline(LexborHTMLParser(fragment.html))
        lines = read_lines(outline)
        part = replace(r, outline=outline, counts=survey(outline, r.today), area=[""] * len(outline), lines=lines)
        found += read_cards(part, [replace(line, text=_spaced(outline, line)) for line in lines], page)
    return tuple(found[:MAX_LETTERS])


# --- one below another -------------------------------------------------------------------------------------------


def _own_lines(r: Reading, ranges: list[Range]) -> list[Line]:
    """The lines of the content: menus, footer and, on a letter's own page, lists of other letters left out."""
    lines = outside(r.lines, ranges) if ranges else r.lines
    out = [line for line in lines if r.area[line.start] not in ("nav", "crumb", "footer", "friend", "pager")]
    out = _above_the_bottom(r, lines, out)
    kept = [line for line in out if r.outline.tags[r.outline.parents[line.start]] not in ("option", "button", "select")]
    return [replace(line, text=_spaced(r.outline, line)) for line in kept]


def _above_the_bottom(r: Reading, lines: Sequence[Line], kept: list[Line]) -> list[Line]:
    """Without what stands below the last line of the footer: marks of the system, counters, words for machines."""
    bottom = max((line.start for line in lines if r.area[line.start] == "footer"), default=-1)
    above = [line for line in kept if line.start < bottom]
    return above if len(above) * 2 > len(kept) else kept


def _spaced(outline: Outline, line: Line) -> str:
    """A line of particulars with a blank between its elements, which a style may set apart: 来信人：张某来信时间：…"""
    if len(line.text) > PARTICULARS or ("：" not in line.text and ":" not in line.text):
        return line.text
    if line.text.rstrip()[-1] in "：:" and (state := _pictured_state(outline, line)):
        return line.text + state
    return " ".join(text for node in range(line.start, line.end) if (text := " ".join(outline.texts[node].split())))


def _pictured_state(outline: Outline, line: Line) -> str:
    """The state that stands as a picture behind its label."""
    alts = (outline.get(node, "alt").strip() for node in range(line.start, min(line.end + 2, len(outline))))
    return next((alt for alt in alts if alt and is_state(alt)), "")


def _records(r: Reading, lines: Sequence[Line]) -> Iterator[Record]:
    """Records cut where a label comes again."""
    record = Record(r.today)
    for line in lines:
        if record.begins_another(line.text):
            yield record
            record = Record(r.today, start=record.end)
        record.take(line.text)
        record.start = line.start if record.start < 0 else record.start
        record.end = line.end
    yield record


def _near_labels(r: Reading, lines: Sequence[Line]) -> list[Line]:
    """The lines of the part that holds all labels: what follows it is the template's."""
    labelled = [line for line in lines if any(name and name != "other" for name, _, _ in pieces(line.text))]
    if len(labelled) < 2:
        return list(lines)
    first, last = labelled[0].start, labelled[-1]
    holder = next((up for up in r.outline.ancestors(first, 60) if r.outline.ends[up] >= last.end), 0)
    end = r.outline.ends[holder]
    if field_of(last.text) and not any(last.end <= line.start < end for line in lines):
        end = r.outline.ends[max(r.outline.parents[holder], 0)]  # the label stands alone in its box
    return [line for line in lines if holder <= line.start < end]


def _date_by_place(record: Record, lines: Sequence[Line]) -> None:
    """Days without labels: the only one above the answer is that of the letter, the only one below it that of the answer."""
    above: list[str] = []
    below: list[str] = []
    held = above
    for line in lines:
        if any(name == "answer" for name, _, _ in pieces(line.text)):
            held = below
        elif record.is_day(line.text):
            held.append(line.text)
    if len(above) == len(below) == 1:
        record.put("sent", "", above[0])
        record.put("answered", "", below[0])


def _single(record: Record, page: Page) -> tuple[Letter, ...]:
    """A letter's own page: it must show an answer, a place for one, or a state beside the date of sending."""
    letter = record.letter(title=page.title, url=page.url, page=page.url, own_page=True)
    if letter is None or not (letter.answer or letter.answer_blank or letter.answered or letter.state):
        return ()
    dated = {"sent", "accepted"} & record.labels.keys() or ("posted" in record.labels and is_state(letter.state))
    if not dated and not ({"answered", "answer"} & record.labels.keys()):
        return ()
    return (letter,)


def _cards(r: Reading, records: Sequence[Record], page: Page) -> Iterator[Letter]:
    for record in records:
        title, url = _anchor(r, record)
        letter = record.letter(title=title, url=url, page=page.url, own_page=not url)
        if letter is not None:
            yield letter


def _anchor(r: Reading, record: Record) -> tuple[str, str]:
    """The words and address of the longest link inside a record, ("", "") without one."""
    best, where = "", ""
    for node in range(max(record.start, 0), record.end):
        text = "" if r.area[node] else r.counts.anchor_text.get(node, "")
        href = r.outline.get(node, "href") if len(text) > len(best) and not NOT_A_TITLE.match(text) else ""
        if href and href[0] != "#" and not href.lower().startswith("javascript:"):
            joined = r.addresses.join(href)
            best, where = (text, joined.url) if not joined.problem else (best, where)
    return best, where


# --- rows of a list ----------------------------------------------------------------------------------------------


def _listed(r: Reading, page: Page) -> Iterator[Letter]:
    for group in find_groups(r.outline, r.counts, r.area, (0, 0)):
        if not group.dated or any(r.area[group.container] == area for area in ("nav", "footer", "friend")):
            continue
        head = _head(r.outline, group)
        for span in group.spans[:MAX_LETTERS]:
            letter = _row(r, page, group, span, head)
            if letter is not None:
                yield letter


def _row(r: Reading, page: Page, group: Group, span: Span, head: Head) -> Letter | None:
    items = read_items(r.outline, r.counts, Group(group.container, [span]), r.addresses, r.today)
    if not items:
        return None
    item = items[0]
    record = Record(r.today, span.start, span.end)
    cells = _cells(r.outline, span.start)
    if head and len(cells) == len(head):
        for (name, label), cell in zip(head, cells, strict=True):
            if name and name not in TEXTS and (text := r.outline.text(cell)):
                record.put(name, label, text)
    else:
        _take_row(r, record, span)
    dates = sum(node in r.counts.date_at for node in span.nodes())
    listed = item.date if dates <= 1 and "answered" not in record.labels else None
    return record.letter(title=item.title, url=item.url, page=page.url, own_page=False, listed=listed)


def _take_row(r: Reading, record: Record, span: Span) -> None:
    """The labels of a card, and a text that is a state and nothing else."""
    texts = [text for node in span.nodes() if (text := " ".join(r.outline.texts[node].split()))]
    for text in texts:
        record.take(text)
    if "state" not in record.values:
        state = next((text for text in texts if is_state(text)), "")
        if state:
            record.put("state", "", state)


def _cells(outline: Outline, node: int) -> list[int]:
    """The parts of a row: its children, those of its only child where there is but one."""
    for _ in range(4):
        children = list(outline.children(node))
        if len(children) != 1:
            return children
        node = children[0]
    return []


def _head(outline: Outline, group: Group) -> Head:
    """The heading row of a list, [] without one: at least two labels, one of them of a date."""
    first = group.spans[0].start
    candidates = [node for node in outline.children(group.container) if node <= first]
    container = group.container
    for _ in range(2):
        parent = outline.parents[container]
        if parent < 0:
            break
        before = [node for node in outline.children(parent) if node < container][-2:]
        candidates += before
        candidates += [
            row for node in before if outline.tags[node] in ("table", "thead", "ul") for row in outline.children(node)
        ]
        container = parent
    for node in candidates:
        names = [outline.text(cell) for cell in _cells(outline, node)]
        found = [(field_of(name) or "", "".join(name.split())) for name in names]
        known = {name for name, _ in found if name}
        if len(known) >= 2 and known & {"sent", "accepted", "answered", "posted"}:
            return [(name, label) if name else ("", "") for name, label in found]
    return []
