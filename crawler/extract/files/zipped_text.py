"""Text out of zipped XML (docx, OFD) of strangers: members are bounded, entities are never resolved, nothing is loaded."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator

from lxml import etree

MAX_MEMBER = 40_000_000
"""Bytes of one member after unpacking."""

MAX_TOTAL = 200_000_000
"""Bytes that all members together claim."""

MAX_MEMBERS = 5_000

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_SLIDE = re.compile(r"ppt/(slides/slide|notesSlides/notesSlide)(\d{1,5})\.xml")
_PARTS = re.compile(r"word/(?:header\d*|document|footer\d*|footnotes)\.xml")
_PAGE = re.compile(r"(?:^|/)Pages?/Page_?(\d+)/Content\.xml$", re.IGNORECASE)


class Broken(Exception):
    """The file cannot be read; `reason` is a key of attachments.REASONS."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


def member_sizes(body: bytes) -> dict[str, int]:
    """The members of an archive with the size that they claim. Raises Broken for a bomb, a damaged or a locked one."""
    try:
        with zipfile.ZipFile(io.BytesIO(body)) as archive:
            members = archive.infolist()
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError) as error:
        raise Broken("damaged") from error
    if len(members) > MAX_MEMBERS or sum(member.file_size for member in members) > MAX_TOTAL:
        raise Broken("bomb")
    if any(member.flag_bits & 1 for member in members):
        raise Broken("encrypted")
    return {member.filename: member.file_size for member in members}


def _tree(archive: zipfile.ZipFile, name: str) -> etree._Element:
    with archive.open(name) as member:
        data = member.read(MAX_MEMBER + 1)
    if len(data) > MAX_MEMBER:
        raise Broken("bomb")
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, recover=False)
    try:
        return etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        raise Broken("damaged") from error


def word_lines(archive: zipfile.ZipFile) -> Iterator[str]:
    """The paragraphs of a docx, headers first; a table's cell is a paragraph."""
    names = sorted((name for name in archive.namelist() if _PARTS.fullmatch(name)), key=lambda name: "document" in name)
    for name in names[:40]:
        for paragraph in _tree(archive, name).iter(f"{_W}p"):
            yield "".join(_runs(paragraph))


def _runs(paragraph: etree._Element) -> Iterator[str]:
    for node in paragraph.iter(f"{_W}t", f"{_W}tab", f"{_W}br"):
        yield (node.text or "") if node.tag == f"{_W}t" else " "


def pptx_lines(archive: zipfile.ZipFile, slides: int) -> Iterator[str]:
    """The paragraphs of a presentation's slides and of the notes beside them."""
    names = [(int(match[2]), match[1], name) for name in archive.namelist() if (match := _SLIDE.fullmatch(name))]
    for _, _, name in sorted(names, key=lambda each: (each[0], each[1] != "slides/slide"))[: 2 * slides]:
        for paragraph in _tree(archive, name).iter(f"{_A}p"):
            yield "".join(node.text or "" for node in paragraph.iter(f"{_A}t"))


def ofd_lines(archive: zipfile.ZipFile, pages: int) -> Iterator[str]:
    """The lines of an OFD: pieces of text at one height of a page are one line."""
    names = [(int(match[1]), name) for name in archive.namelist() if (match := _PAGE.search(name))]
    for _, name in sorted(names)[:pages]:
        lines: dict[int, list[str]] = {}
        for node in _tree(archive, name).iter("{*}TextObject"):
            height = _height(node.get("Boundary") or "")
            words = "".join(code.text or "" for code in node.iter("{*}TextCode"))
            lines.setdefault(height, []).append(words)
        yield from ("".join(words) for _, words in sorted(lines.items()))


def _height(boundary: str) -> int:
    """The upper edge of a piece of text in millimetres; pieces of one line differ by less than one."""
    parts = boundary.split()
    try:
        return round(float(parts[1]))
    except (IndexError, ValueError, OverflowError):
        return 0
