"""The text of an attachment: bytes to lines, bounded in size, pages, characters and time; every failure is a reason.

Formats are told by their first bytes, never by the name: PDF, Word (docx, doc, wps, RTF, pages of its own), Excel (xlsx,
xls, et), PowerPoint (pptx, ppt, dps), OFD, plain text, and zip archives of them.
"""

from __future__ import annotations

import io
import time
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from crawler.extract.charset import decode
from crawler.extract.files.archives import MAX_NESTING, members_of
from crawler.extract.files.compound_file import MAGIC, streams_of
from crawler.extract.files.office_markup import archive_lines, is_mail_archive, is_office_page, page_lines
from crawler.extract.files.old_office import SLIDES, WORD, old_office
from crawler.extract.files.rich_text import rich_text
from crawler.extract.files.zipped_text import Broken, member_sizes, ofd_lines, pptx_lines, word_lines

MAX_LINES: Final = 60_000
MAX_CHARACTERS: Final = 1_000_000
MAX_PAGES: Final = 300
MAX_SECONDS: Final = 8.0
"""Less than the time limit of a parse worker, so that the reason is told instead of a killed worker."""

JOINED: Final = 24
"""A line of a PDF that is so long and ends without a mark goes on in the next one."""

_BOOKS = frozenset({"Workbook", "Book"})
_LOCKS = frozenset({"EncryptedPackage"})
_PROGRAMS = frozenset({"META-INF/MANIFEST.MF", "AndroidManifest.xml", "mimetype"})
"""Members of what is packed as zip without being an archive: programs, books."""
_UNREAD = frozenset({"encrypted", "damaged", "bomb", "old-format", "cut"})
_MARKS = "。；：！？.;:!?"

REASONS = {
    "encrypted": "附件已加密，无法读取",
    "damaged": "附件已损坏或不是所称的格式，无法读取",
    "bomb": "附件解压后过大，未读取",
    "no-text": "附件是图片或扫描件，没有可读的文字",
    "old-format": "旧版格式，暂不能读取",
    "cut": "附件很长，只读取了前一部分",
    "partly": "压缩包内有文件未能读取（加密、损坏或过大）",
    "web-page": "返回的是网页而不是文件",
    "other-archive": "RAR、7z等压缩格式，未读取",
    "unknown-format": "格式不能识别，未读取",
    "empty": "附件为空",
}


@dataclass(frozen=True, slots=True)
class AttachmentText:
    """What an attachment says: its lines, or why there are none. `cut`: a limit was hit, the rest was not read."""

    form: str
    lines: tuple[str, ...] = ()
    reason: str = ""  # a key of REASONS, "" where there is text
    cut: bool = False


def read_attachment(body: bytes) -> AttachmentText:
    """The text of a file. Never raises for anything a server may send."""
    return _read(body, time.monotonic() + MAX_SECONDS, 0)


def _read(body: bytes, until: float, nesting: int) -> AttachmentText:
    form = form_of(body)
    if form in REASONS:
        return AttachmentText("", reason=form)
    try:
        if form == "archive":
            return _archive(body, until, nesting)
        lines, cut = _bounded(_READERS[form](body), until)
    except Broken as broken:
        return AttachmentText(form, reason=broken.reason)
    except MemoryError:
        return AttachmentText(form, reason="bomb")
    except Exception:  # a stranger's file and four libraries: whatever they raise means that it cannot be read
        return AttachmentText(form, reason="damaged")
    return AttachmentText(form, lines, "" if lines else "no-text", cut)


def _archive(body: bytes, until: float, nesting: int) -> AttachmentText:
    """The text of all files in an archive, one after the other."""
    if nesting >= MAX_NESTING:
        raise Broken("bomb")
    lines: list[str] = []
    characters, unread, cut = 0, False, False
    for member in members_of(body):
        if characters > MAX_CHARACTERS or len(lines) >= MAX_LINES or time.monotonic() > until:
            cut = True
            break
        read = AttachmentText("", reason=member) if isinstance(member, str) else _read(member, until, nesting + 1)
        unread |= read.reason in _UNREAD or read.reason == "partly"
        cut |= read.cut
        lines += read.lines
        characters += sum(map(len, read.lines))
    if not lines and not unread:
        return AttachmentText("archive", reason="no-text")
    return AttachmentText("archive", tuple(lines), "partly" if unread else "", cut)


def form_of(body: bytes) -> str:
    """The format of a file, or the reason (a key of REASONS) for which it is not read."""
    head = body[:1024]
    if not body.strip():
        return "empty"
    if b"%PDF-" in head:
        return "pdf"
    if head.startswith(b"PK\x03\x04"):
        return _zipped_form(body)
    if head.startswith(MAGIC):
        return _ole_form(body)
    start = head.lstrip(b"\xef\xbb\xbf \t\r\n")[:64].lower()
    if start.startswith((b"<!doctype html", b"<html", b"<script", b"<head", b"<meta", b"<?xml")):
        return "markup" if is_office_page(body) else "unknown-format" if start.startswith(b"<?xml") else "web-page"
    if start.startswith(b"{\\rtf"):
        return "rtf"
    if is_mail_archive(body):
        return "mail-archive"
    if start.startswith((b"rar!", b"7z\xbc\xaf")):
        return "other-archive"
    return "unknown-format" if b"\x00" in head else "text"


def _zipped_form(body: bytes) -> str:
    try:
        names = set(member_sizes(body))
    except Broken as broken:
        return broken.reason
    for name, form in (
        ("word/document.xml", "word"),
        ("xl/workbook.xml", "excel"),
        ("OFD.xml", "ofd"),
        ("xl/workbook.bin", "excel"),
        ("ppt/presentation.xml", "slides"),
    ):
        if name in names:
            return form
    return "unknown-format" if names & _PROGRAMS else "archive"


def _ole_form(body: bytes) -> str:
    try:
        names = streams_of(body, _BOOKS | _LOCKS | {WORD, SLIDES}).keys()
    except Broken as broken:
        return broken.reason
    if names & _LOCKS:
        return "encrypted"
    if names & {WORD, SLIDES}:
        return "old-office"
    return "excel" if names & _BOOKS else "old-format"


def _bounded(lines: Iterable[str], until: float) -> tuple[tuple[str, ...], bool]:
    kept: list[str] = []
    characters = 0
    for raw in lines:
        line = " ".join(raw.split())
        if not line:
            continue
        kept.append(line[:8000])
        characters += len(line)
        if characters > MAX_CHARACTERS or len(kept) >= MAX_LINES or time.monotonic() > until:
            return tuple(kept), True
    return tuple(kept), False


def _pdf_lines(body: bytes) -> Iterator[str]:
    import pypdfium2  # loaded in the workers that meet a PDF, not in every process
    import pypdfium2.raw

    try:
        document = pypdfium2.PdfDocument(body)
    except pypdfium2.PdfiumError as error:
        locked = pypdfium2.raw.FPDF_GetLastError() == pypdfium2.raw.FPDF_ERR_PASSWORD or "assword" in str(error)
        raise Broken("encrypted" if locked else "damaged") from error
    try:
        for number in range(min(len(document), MAX_PAGES)):
            page = document[number]
            text = page.get_textpage()
            yield from joined(text.get_text_range().splitlines())
            text.close()
            page.close()
    finally:
        document.close()


def joined(lines: Iterable[str]) -> Iterator[str]:
    """Lines of a printed page as paragraphs: a full line that ends without a mark goes on in the next one."""
    open_line = ""
    for raw in lines:
        line = raw.replace("\x02", "").replace("\ufffe", "").strip()
        whole = open_line + line
        if len(line) >= JOINED and line[-1] not in _MARKS and len(whole) < 4000:
            open_line = whole
            continue
        if whole:
            yield whole
        open_line = ""
    if open_line:
        yield open_line


def _excel_lines(body: bytes) -> Iterator[str]:
    import python_calamine

    try:
        book = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(body))
    except python_calamine.PasswordError as error:
        raise Broken("encrypted") from error
    for name in book.sheet_names[:50]:
        for row in book.get_sheet_by_name(name).iter_rows():
            yield from (_cell(value) for value in row[:200] if value not in ("", None))


def _cell(value: object) -> str:
    """A number as a person sees it: 13900000000.0 is a whole number."""
    return str(int(value)) if isinstance(value, float) and value.is_integer() and abs(value) < 1e18 else str(value)


def _text_lines(body: bytes) -> Iterator[str]:
    yield from decode(body)[0].splitlines()


def _word(body: bytes) -> Iterator[str]:
    with zipfile.ZipFile(io.BytesIO(body)) as archive:
        yield from word_lines(archive)


def _ofd(body: bytes) -> Iterator[str]:
    with zipfile.ZipFile(io.BytesIO(body)) as archive:
        yield from ofd_lines(archive, MAX_PAGES)


def _slides(body: bytes) -> Iterator[str]:
    with zipfile.ZipFile(io.BytesIO(body)) as archive:
        yield from pptx_lines(archive, MAX_PAGES)


_READERS = {
    "pdf": _pdf_lines,
    "excel": _excel_lines,
    "text": _text_lines,
    "word": _word,
    "ofd": _ofd,
    "slides": _slides,
    "old-office": old_office,
    "rtf": rich_text,
    "markup": page_lines,
    "mail-archive": archive_lines,
}
