"""The cells of a register file, CSV or XLSX, row by row with the line number that a person sees; bounded in size."""

from __future__ import annotations

import contextlib
import csv
import io
import re
import unicodedata
import warnings
import zipfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from model import ConfigError

MAX_BYTES = 20_000_000
MAX_UNPACKED = 100_000_000  # of all parts of a workbook together
MAX_ROWS = 50_000
MAX_CELLS = 100  # cells of a row that are read
MAX_CELL = 2_000  # characters
HEADER_ROWS = 20  # a title and notes may stand above the header
DELIMITERS = (",", "\t", ";", "，", "；")
_BLANK = ("Cc", "Cf", "Zl", "Zp", "Zs")
_OLD_EXCEL = b"\xd0\xcf\x11\xe0"


@dataclass(frozen=True, slots=True)
class Row:
    """One row that is not empty."""

    line: int
    cells: tuple[str, ...]


_NOISE = re.compile(r"\([^)]*\)?|[\s*:]")  # after NFKC: notes in parentheses, marks


@dataclass(frozen=True, slots=True)
class Sheet:
    """A file below its header row."""

    header: Row | None  # None: the file is empty
    places: Mapping[str, list[int]]  # field -> the cells of the header that name it
    rows: Sequence[Row]  # those below

    def values(self, row: Row) -> dict[str, str]:
        """The cells of a row by field; of several columns of a field the first."""
        return {field: row.cells[cells[0]] for field, cells in self.places.items() if cells[0] < len(row.cells)}


def read_sheet(path: Path, headers: Mapping[str, Sequence[str]]) -> Sheet:
    """A file whose columns are named by a header row: `headers` maps a field to the names that its column may have.

    Raises ConfigError for a file that cannot be read; whether a needed field is there, the caller says.
    """
    known = {name: field for field, names in headers.items() for name in names}
    rows = read_rows(path, lambda row: len(fields_of(row, known)))
    head = rows[:HEADER_ROWS]
    if not head:
        return Sheet(None, {}, ())
    position = max(range(len(head)), key=lambda i: (len(fields_of(head[i], known)), -i))
    return Sheet(head[position], fields_of(head[position], known), rows[position + 1 :])


def fields_of(row: Row, known: Mapping[str, str]) -> dict[str, list[int]]:
    """The fields that a row names as a header would, each with its cells. `known`: a column's name -> its field."""
    places: dict[str, list[int]] = {}
    for position, cell in enumerate(row.cells):
        name = _NOISE.sub("", unicodedata.normalize("NFKC", cell)).casefold()
        if name in known:
            places.setdefault(known[name], []).append(position)
    return places


def read_rows(path: Path, likeness: Callable[[Row], int]) -> list[Row]:
    """The rows of a register file; a text file is cut at the mark whose first rows look most like a header.

    Raises ConfigError.
    """
    data = _bytes(path)
    if data.startswith(_OLD_EXCEL):
        raise ConfigError(f"{path}: an old or locked Excel file; save it as .xlsx without a password, or as CSV")
    if data.startswith(b"PK"):
        return _bounded(path, _workbook(path, data))
    text = _text(path, data)
    return _bounded(path, _csv(path, text, max(DELIMITERS, key=lambda mark: _best(text, mark, likeness))))


def _best(text: str, delimiter: str, likeness: Callable[[Row], int]) -> int:
    """How much the likeliest of the first rows looks like a header."""
    head = "\n".join(text.splitlines()[:HEADER_ROWS])
    lines = csv.reader(io.StringIO(head, newline=""), delimiter=delimiter)
    with contextlib.suppress(csv.Error):
        return max((likeness(Row(0, tuple(cells[:MAX_CELLS]))) for cells in lines), default=0)
    return 0


def _bytes(path: Path) -> bytes:
    try:
        if path.stat().st_size > MAX_BYTES:
            raise ConfigError(f"{path}: larger than {MAX_BYTES // 1_000_000} MB; a register of sites is not")
        return path.read_bytes()
    except OSError as error:
        raise ConfigError(f"{path}: cannot be read ({error.strerror})") from None


def _text(path: Path, data: bytes) -> str:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        encodings = ["utf-16"]
    else:
        encodings = ["utf-8-sig", "gb18030"]
    for encoding in encodings:
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\x00" not in text:
            return text
    raise ConfigError(f"{path}: neither a workbook nor text in UTF-8 or GB18030; save it as .xlsx or as CSV")


def _csv(path: Path, text: str, delimiter: str) -> Iterator[Row]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    before = 0
    while True:
        try:
            cells = next(reader, None)
        except csv.Error as error:
            raise ConfigError(f'{path}:{before + 1}: {error}; look for a quotation mark (") that is not in its place') from None
        if cells is None:
            return
        yield Row(before + 1, tuple(clean(cell) for cell in cells[:MAX_CELLS]))
        before = reader.line_num


def _workbook(path: Path, data: bytes) -> Iterator[Row]:
    # Imported here: it is slow, and only an import needs it.
    import openpyxl

    try:
        unpacked = sum(part.file_size for part in zipfile.ZipFile(io.BytesIO(data)).infolist())
        if unpacked > MAX_UNPACKED:
            raise ConfigError(f"{path}: unpacks to more than {MAX_UNPACKED // 1_000_000} MB; a register of sites does not")
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # styles and extensions that openpyxl does not know
            book = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=True)
            try:
                sheet = book.worksheets[0]
                sheet.reset_dimensions()  # the stored size of a sheet is often wrong
                for line, values in enumerate(sheet.iter_rows(max_col=MAX_CELLS, values_only=True), 1):
                    yield Row(line, tuple(_shown(value) for value in values))
            finally:
                book.close()
    except ConfigError:
        raise
    except Exception as error:  # what openpyxl raises for a broken or foreign file is not documented
        raise ConfigError(f"{path}: not a readable workbook; open it and save it again as .xlsx, or as CSV") from error


def _shown(value: Any) -> str:
    """A cell as a person sees it: a code that Excel made a number is digits again."""
    if value is None or isinstance(value, bool):
        return ""
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        return str(int(value))
    return clean(str(value))


def clean(text: str) -> str:
    """Without control characters and doubled spaces; line breaks stay, they part the items of a list."""
    kept = ("\n" if c in "\r\n" else " " if unicodedata.category(c) in _BLANK else c for c in text[:MAX_CELL])
    lines = (" ".join(line.split()) for line in "".join(kept).split("\n"))
    return "\n".join(line for line in lines if line)


def _bounded(path: Path, rows: Iterator[Row]) -> list[Row]:
    kept: list[Row] = []
    empty = 0
    for row in rows:
        if any(row.cells):
            kept.append(row)
        else:
            empty += 1
        if len(kept) > MAX_ROWS:
            raise ConfigError(f"{path}: more than {MAX_ROWS} rows; split the file")
        if empty > MAX_ROWS:
            break
    return kept
