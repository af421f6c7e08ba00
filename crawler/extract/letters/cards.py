"""Letters shown whole in a list, without pages of their own: cards, question and answer in two rows, rows of a table.

The parts are found by structure and not by their class names: siblings of which each, or each pair, holds the words of one
letter and of its answer. A row of headings gives the labels of cells that have none.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence

from crawler.extract.letters.labels import TEXTS, field_of, pieces
from crawler.extract.letters.record import Record
from crawler.extract.letters.signs import shown_in, title_in, unfolded, with_colon
from crawler.extract.lists.parts import Span
from crawler.extract.outline import Outline
from crawler.extract.reading import Reading
from crawler.extract.text import Line
from model import DateFact, Letter, Page

FEWEST = 2
MAX_CARDS = 300
MAX_MARKS = 4_000
MAX_HEADS = 12  # rows of headings on one page
SHORT_PROSE = 6  # characters of a line without a label that may be the letter or its answer
_HEADINGS = frozenset({"sent", "accepted", "posted", "answered"})
_OF_ANSWERS = frozenset({"answered", "answer", "state", "question"})
_ENDS = frozenset({"replies", "state"})
"""What shows where a letter stands: its answer, or the words 未回复 and 办理中 in place of one."""
Marks = dict[int, set[str]]  # first node of a line -> what it shows: "sent", "asks", "replies"


def read_cards(r: Reading, lines: Sequence[Line], page: Page) -> list[Letter]:
    """The letters of a page that shows them whole, [] where fewer than two stand on it."""
    rows = list(_rows(r, lines, page))
    if len(rows) >= FEWEST:
        return rows
    lines = [with_colon(r.outline, line) for line in lines]
    marks = _marks(r, lines)
    if not any("replies" in shown for shown in marks.values()) or sum(bool(_ENDS & shown) for shown in marks.values()) < FEWEST:
        return []
    starts = [line.start for line in lines]
    letters = []
    for unit in _units(r.outline, marks)[:MAX_CARDS]:
        own = lines[bisect_left(starts, unit.start) : bisect_left(starts, unit.end)]
        if letter := _card(r, own, unit, page):
            letters.append(letter)
    return letters if len(letters) >= FEWEST else []


def _marks(r: Reading, lines: Sequence[Line]) -> Marks:
    """What each line shows of a letter; a bare date counts as the day of sending where no label tells one."""
    found: Marks = {}
    bare: list[int] = []
    for line in lines:
        shown = shown_in(line.text)
        if shown:
            found[line.start] = shown
        if "sent" not in shown and any(node in r.counts.date_at for node in range(line.start, line.end)):
            bare.append(line.start)
    if any("sent" in shown for shown in found.values()):
        return found
    dated = [node for node, shown in found.items() if "dated" in shown]
    if dated:
        for node in dated:
            found[node].add("sent")
    else:
        for node in bare:
            if "answered" not in found.get(node, ()):
                found.setdefault(node, set()).add("sent")
    return found


def _units(outline: Outline, marks: Marks) -> list[Span]:
    """The parts of the page that are one letter each: those of the container that gives most of them."""
    tried: set[int] = set()
    best: list[Span] = []
    ordered = sorted(marks)[:MAX_MARKS]
    for node in ordered:
        for up in outline.ancestors(node, 12):
            if up in tried or (outline.tags[up] in ("html", "body") and best):
                continue
            tried.add(up)
            begin, end = bisect_left(ordered, up), bisect_left(ordered, outline.ends[up])
            if end - begin <= 2 * len(best):
                continue  # a letter has two marks at least
            found = _split(outline, up, ordered[begin:end], marks)
            if len(found) > len(best):
                best = found
    return best


def _split(outline: Outline, container: int, inside: Sequence[int], marks: Marks) -> list[Span]:
    """The children of a container cut where another letter begins; units with a day and an answer or state count."""
    units: list[tuple[int, int, set[str]]] = []
    begin, shown, end = -1, set[str](), -1
    plain = -1  # the first child without a mark behind the last one with an answer
    first, marked = -1, set[int]()
    at = 0
    for child in outline.children(container):
        stop = outline.ends[child]
        here: set[str] = set()
        while at < len(inside) and inside[at] < stop:
            here |= marks[inside[at]] if inside[at] >= child else set()
            at += 1
        if not here - {"state"}:  # a state alone may be of the letter before or of the next
            plain = child if plain < 0 or "replies" not in shown else plain
            end = end if "replies" in shown else stop
            begin = child if begin < 0 or first < 0 else begin
            continue
        first = child if first < 0 else first
        marked.add(child)
        again = "sent" in here and "sent" in shown  # a letter without a place for its answer stands before
        if again or ("asks" in here and {"replies", "sent"} <= shown):
            units.append((begin, end, shown))
            begin, shown = plain if plain >= 0 else child, set()
        begin = child if begin < 0 else begin
        shown |= here
        end, plain = stop, -1
    if begin >= 0:
        units.append((begin, max(end, begin + 1), shown))
    if len(units) > 1 and first >= 0 and units[1][0] in marked:  # what stands above the first letter is the page's
        units[0] = (first, *units[0][1:])
    return [Span(start, stop) for start, stop, shown in units if "sent" in shown and _ENDS & shown]


def _card(r: Reading, lines: Sequence[Line], unit: Span, page: Page) -> Letter | None:
    record = Record(r.today, unit.start, unit.end, prose=SHORT_PROSE)
    title, listed = "", None
    replied = False
    for line in lines:
        shown = shown_in(line.text)
        replied |= "replies" in shown
        if listed is None and not replied:
            listed = next((r.counts.date_at[node] for node in range(line.start, line.end) if node in r.counts.date_at), None)
        told = unfolded(line.text)
        plain = told == [line.text] and not any(name for name, _, _ in pieces(line.text))
        if plain and not title and not record.labels:
            title = title_in(line.text)
            if title:
                continue
        for piece in told:
            if not title and not record.labels and piece != line.text:
                title, piece = title_in(piece) or title, "" if title_in(piece) else piece
            record.take(piece)
        record.answer_next |= "answered" in record.labels and "answer" not in record.labels
    alone = "state" in record.labels and not any(_leads_on(r, node) for node in unit.nodes())
    return _letter(record, title, listed, page, alone)


def _letter(record: Record, title: str, listed: DateFact | None, page: Page, alone: bool) -> Letter | None:
    """`alone`: it cannot be opened, and its state stands here."""
    title = title or _first_words("".join(record.texts.get("question", ())))
    whole = alone or bool({"question", "answer"} & record.labels.keys())  # nothing of it stands elsewhere
    return record.letter(title=title, url="", page=page.url, own_page=whole, listed=listed)


def _first_words(question: str) -> str:
    """What stands for a title: the words before the first colon (路灯不亮：请问…), else the beginning."""
    head = re.match(r"[^：:，。？?！!]{4,24}(?=[：:])", question)
    return head[0] if head else question[:30]


# --- rows under headings -----------------------------------------------------------------------------------------


def _rows(r: Reading, lines: Sequence[Line], page: Page) -> Iterator[Letter]:
    """The rows below a row of headings that names a date, where nothing in them can be clicked."""
    outline = r.outline
    done: set[int] = set()
    for line in lines:
        if field_of(line.text) not in _HEADINGS:
            continue
        row = next(
            (up for up in outline.ancestors(line.start, 5) if outline.tags[up] in ("tr", "ul", "ol", "li", "dl", "div")), -1
        )
        if len(done) >= MAX_HEADS:
            return
        if row < 0 or row in done or not (head := _heading(outline, row)):
            continue
        done.add(row)
        following = _following(outline, row)[: 2 * MAX_CARDS]
        if any(_heads_an_answer(outline, other) for other in following):
            continue  # the table of one letter: its particulars, then those of its answer
        for at in range(len(following)):
            letter = _row(r, lines, following[at:], head, page)
            if letter is not None:
                yield letter


def _heading(outline: Outline, row: int) -> list[tuple[str, str]]:
    names = [outline.text(cell) for cell in outline.children(row)]
    found = [(field_of(name) or "", "".join(name.split())) for name in names]
    known = {name for name, _ in found if name}
    # 受理时间 heads the table of applications too; only beside an answer or a state is it a letter's.
    dated = "sent" in known or ("accepted" in known and known & _OF_ANSWERS)
    return found if 3 <= len(found) <= 12 and len(known) >= 2 and dated else []


def _heads_an_answer(outline: Outline, row: int) -> bool:
    """Whether a row is nothing but labels of an answer (答复部门, 答复日期)."""
    known = [field_of(name) for cell in outline.children(row) if (name := outline.text(cell))]
    return len(known) > 1 and None not in known and "answered" in known and "sent" not in known


def _following(outline: Outline, row: int) -> list[int]:
    """The rows behind a row of headings: its siblings, or those of the body behind its thead."""
    parent = outline.parents[row]
    rows = [child for child in outline.children(parent) if child > row]
    if rows or outline.parents[parent] < 0:
        return rows
    behind = (child for child in outline.children(outline.parents[parent]) if child > parent)
    return [inner for child in behind for inner in outline.children(child)]


def _row(r: Reading, lines: Sequence[Line], rows: Sequence[int], head: list[tuple[str, str]], page: Page) -> Letter | None:
    """The letter of the first of some rows, with what is folded below it."""
    outline, row = r.outline, rows[0]
    cells = list(outline.children(row))
    if len(cells) != len(head):
        return None
    folded = _detail(outline, lines, rows, len(head))  # what a click on the row shows
    if any(_leads_on(r, node, by_script=not folded) for node in range(row, outline.ends[row])):
        return None
    record = Record(r.today, row, outline.ends[row])
    texts = [outline.text(cell) for cell in cells]
    for (name, label), text in zip(head, texts, strict=True):
        if name in TEXTS:
            record.take(f"{label}：{text}")
        elif name and text:
            record.put(name, label, text)
    for line in folded:
        for piece in unfolded(line.text):
            record.take(piece)
    named = any(name == "title" for name, _ in head)
    free = [text for (name, _), text in zip(head, texts, strict=True) if not name and not text.isdigit()]
    alone = {"answered", "state"} <= {name for name, _ in head}
    return _letter(record, "" if named else max(free, key=len, default=""), None, page, alone)


def _leads_on(r: Reading, node: int, *, by_script: bool = True) -> bool:
    """Whether a link stands here that has a page to lead to; `by_script`: what a click runs may open one."""
    if node not in r.counts.anchor_text:
        return False
    href = r.outline.get(node, "href").strip().lower()
    by_link = bool(href) and href[0] != "#" and not href.startswith("javascript:")
    return by_link or (by_script and bool(r.outline.get(node, "onclick")))


def _detail(outline: Outline, lines: Sequence[Line], rows: Sequence[int], width: int) -> Sequence[Line]:
    """The lines of the rows between the first row and the next of its width: the letter and its answer, folded below it."""
    end = outline.ends[rows[0]]
    for other in rows[1:]:
        if sum(1 for _ in outline.children(other)) == width:
            break
        end = outline.ends[other]
    begin = bisect_left(lines, outline.ends[rows[0]], key=lambda line: line.start)
    return lines[begin : bisect_left(lines, end, key=lambda line: line.start)]
