"""Letters shown whole in a list, without pages of their own: cards, question and answer in two rows, rows of a table.

The parts are found by structure and not by their class names: siblings of which each, or each pair, holds the words of one
letter and of its answer. A row of headings gives the labels of cells that have none.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence

from crawler.extract.letter_labels import TEXTS, field_of, is_state, pieces
from crawler.extract.letter_record import Record
from crawler.extract.lists import Span
from crawler.extract.outline import Outline
from crawler.extract.reading import Reading
from crawler.extract.text import Line
from model import DateFact, Letter, Page

FEWEST = 2
MAX_CARDS = 300
MAX_MARKS = 4_000
MAX_HEADS = 12  # rows of headings on one page
LONGEST_TITLE = 80
NOTE = 20  # characters of 暂无回复 and the like
SHORT_PROSE = 6  # characters of a line without a label that may be the letter or its answer
_ASKS = re.compile(r"^\s*[【\[(（]?\s*(?:问|网友问|网民问|Q\d{0,3}|提问|留言|来信|诉求)\s*[】\])）]?\s*[:：]")
_ANSWER_SIGN = re.compile(r"^\s*[【\[(（]?\s*(?:答|A\d{0,3})\s*[】\])）]?\s*[:：]")
_REPLIES = re.compile(r"^\s*[【\[(（]?\s*(?:答|A\d{0,3}|回复|答复)\s*[】\])）]?\s*[:：]")
_NO_REPLY = re.compile(r"^(?:[【\[(（]?\s*)?(?:暂无|暂未|尚未|还未|未|等待|待)(?:回复|答复|处理)")
_LEAD = re.compile(
    r"^(?:[\d一二三四五六七八九十]{1,4}\s*[、.．]|问(?=[^题责])|Q\d{0,3}[:：.]?|[·•●■◆▪>»]+|【[^】]{1,8}】|\[[^\]]{1,8}\])\s*"
)
_DAY = re.compile(
    r"[\[(（]?(?:19|20)\d{2}\s*[-/.年]\s*\d{1,2}\s*[-/.月]\s*\d{1,2}\s*日?(?:\s*\d{1,2}:\d{2}(?::\d{2})?)?[\])）]?"
)
_DATES = frozenset({"sent", "accepted", "posted", "answered"})
_ROWS = frozenset({"tr", "ul", "ol", "li", "dl", "div"})
_HEADINGS = frozenset({"sent", "accepted", "posted", "answered"})
Marks = dict[int, set[str]]  # first node of a line -> what it shows: "sent", "asks", "replies"


def read_cards(r: Reading, lines: Sequence[Line], page: Page) -> list[Letter]:
    """The letters of a page that shows them whole, [] where fewer than two stand on it."""
    rows = list(_rows(r, lines, page))
    if len(rows) >= FEWEST:
        return rows
    marks = _marks(r, lines)
    if sum("replies" in shown for shown in marks.values()) < FEWEST:
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
        shown = _shown(line.text)
        if shown:
            found[line.start] = shown
        if "sent" not in shown and any(node in r.counts.date_at for node in range(line.start, line.end)):
            bare.append(line.start)
    if not any("sent" in shown for shown in found.values()):
        for node in bare:
            if "answered" not in found.get(node, ()):
                found.setdefault(node, set()).add("sent")
    return found


def _shown(text: str) -> set[str]:
    shown: set[str] = set()
    for name, _, _ in pieces(text):
        if name in ("sent", "accepted", "posted"):
            shown.add("sent")
        elif name == "question":
            shown.add("asks")
        elif name == "answer":
            shown.add("replies")
        elif name == "answered":
            shown |= {"answered", "replies"}
    if _ASKS.match(text):
        shown.add("asks")
    if _REPLIES.match(text) or (len(text) < NOTE and _NO_REPLY.match(text)):
        shown.add("replies")
    return shown


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
    """The children of a container cut where another letter begins; only units with a day and an answer's place count."""
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
        if not here:
            plain = child if plain < 0 and "replies" in shown else plain
            end = stop if plain < 0 else end
            begin = child if begin < 0 or first < 0 else begin
            continue
        first = child if first < 0 else first
        marked.add(child)
        if ("sent" in here or "asks" in here) and "replies" in shown and "sent" in shown:
            units.append((begin, end, shown))
            begin, shown = plain if plain >= 0 else child, set()
        begin = child if begin < 0 else begin
        shown |= here
        end, plain = stop, -1
    if begin >= 0:
        units.append((begin, max(end, begin + 1), shown))
    if len(units) > 1 and first >= 0 and units[1][0] in marked:  # what stands above the first letter is the page's
        units[0] = (first, *units[0][1:])
    return [Span(start, stop) for start, stop, shown in units if {"sent", "replies"} <= shown]


def _card(r: Reading, lines: Sequence[Line], unit: Span, page: Page) -> Letter | None:
    record = Record(r.today, unit.start, unit.end, prose=SHORT_PROSE)
    title, listed = "", None
    replied = False
    for line in lines:
        shown = _shown(line.text)
        replied |= "replies" in shown
        if listed is None and not replied:
            listed = next((r.counts.date_at[node] for node in range(line.start, line.end) if node in r.counts.date_at), None)
        if not title and not record.labels and not any(name for name, _, _ in pieces(line.text)):
            title = _title(line.text)
            if title:
                continue
        record.take(_unfolded(line.text))
        record.answer_next |= "answered" in record.labels and "answer" not in record.labels
    return _letter(record, title, listed, page)


def _unfolded(text: str) -> str:
    """问：… and Q：… as the labels that the record knows; 暂无回复 as an empty place for the answer."""
    if len(text) < NOTE and _NO_REPLY.match(text):
        return "答复内容："
    return _ANSWER_SIGN.sub("答复内容：", _ASKS.sub("来信内容：", text))


def _title(text: str) -> str:
    """The words of a line that may be a letter's title, "" for a date, a number or a sentence."""
    text = _DAY.sub("", text).strip()
    while match := _LEAD.match(text):
        text = text[match.end() :]
    text = text.strip(" \u3000|｜-—:：[]（）()")
    return text if 4 <= len(text) <= LONGEST_TITLE and not is_state(text) and field_of(text) is None else ""


def _letter(record: Record, title: str, listed: DateFact | None, page: Page) -> Letter | None:
    title = title or "".join(record.texts.get("question", ()))[:30]
    whole = bool({"question", "answer"} & record.labels.keys())  # nothing of it stands elsewhere
    return record.letter(title=title, url="", page=page.url, own_page=whole, listed=listed)


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
        for at in range(len(following)):
            letter = _row(r, lines, following[at:], head, page)
            if letter is not None:
                yield letter


def _heading(outline: Outline, row: int) -> list[tuple[str, str]]:
    names = [outline.text(cell) for cell in outline.children(row)]
    found = [(field_of(name) or "", "".join(name.split())) for name in names]
    known = {name for name, _ in found if name}
    return found if 3 <= len(found) <= 12 and len(known) >= 2 and known & {"sent", "accepted"} else []


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
    if len(cells) != len(head) or any(node in r.counts.anchor_text for node in range(row, outline.ends[row])):
        return None
    record = Record(r.today, row, outline.ends[row])
    texts = [outline.text(cell) for cell in cells]
    for (name, label), text in zip(head, texts, strict=True):
        if name in TEXTS:
            record.take(f"{label}：{text}")
        elif name and text:
            record.put(name, label, text)
    for line in _detail(outline, lines, rows, len(head)):
        record.take(_unfolded(line.text))
    named = any(name == "title" for name, _ in head)
    free = [text for (name, _), text in zip(head, texts, strict=True) if not name and not text.isdigit()]
    return _letter(record, "" if named else max(free, key=len, default=""), None, page)


def _detail(outline: Outline, lines: Sequence[Line], rows: Sequence[int], width: int) -> Sequence[Line]:
    """The lines of the rows between the first row and the next of its width: the letter and its answer, folded below it."""
    end = outline.ends[rows[0]]
    for other in rows[1:]:
        if sum(1 for _ in outline.children(other)) == width:
            break
        end = outline.ends[other]
    begin = bisect_left(lines, outline.ends[rows[0]], key=lambda line: line.start)
    return lines[begin : bisect_left(lines, end, key=lambda line: line.start)]
