"""The page of an official document (GB/T 9704—2012) for python-docx: margins, fonts, line spacing, headings, tables.

Fonts are named as the standard names them; a machine without them shows its own substitute, the file stays right.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence

from docx import Document
from docx.document import Document as DocumentType
from docx.enum.section import WD_ORIENT
from docx.enum.table import WD_CELL_VERTICAL_ALIGNMENT, WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.section import Section
from docx.shared import Mm, Pt, RGBColor
from docx.table import Table, _Cell
from docx.text.paragraph import Paragraph
from docx.text.run import Run

TITLE_FONT = "方正小标宋简体"
BODY_FONT = "仿宋_GB2312"
HEAD_FONT = "黑体"
SECOND_FONT = "楷体_GB2312"
PAGE_NUMBER_FONT = "宋体"
LATIN_FONT = "Times New Roman"
SIZE_2, SIZE_3, SIZE_4, SIZE_5 = Pt(22), Pt(16), Pt(14), Pt(10.5)
"""二号, 三号, 四号, 五号."""
LINE = Pt(28)
ROW_HEIGHT = Mm(7)
CELL_AIR = Pt(1.5)
"""Between the text of a cell and the lines above and below it."""
RED = RGBColor(0xE6, 0x00, 0x12)


def new_document(*, landscape: bool = False) -> DocumentType:
    """An empty document with the standard's page, text style and page numbers."""
    document = Document()
    document.core_properties.author = document.core_properties.comments = ""
    section = document.sections[0]
    set_page(section, landscape=landscape)
    style = document.styles["Normal"]
    style.font.name, style.font.size = LATIN_FONT, SIZE_3
    style.element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), BODY_FONT)
    spacing = style.paragraph_format
    spacing.line_spacing_rule, spacing.line_spacing = WD_LINE_SPACING.EXACTLY, LINE
    spacing.space_before = spacing.space_after = Pt(0)
    _page_numbers(document, section)
    return document


def set_page(section: Section, *, landscape: bool = False) -> None:
    """A4; 37 mm above, 35 mm below, 28 mm left, 26 mm right (turned for wide tables)."""
    width, height = Mm(210), Mm(297)
    margins = (Mm(37), Mm(35), Mm(28), Mm(26))
    if landscape:
        width, height, margins = height, width, (Mm(28), Mm(26), Mm(25), Mm(25))
        section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = width, height
    section.top_margin, section.bottom_margin, section.left_margin, section.right_margin = margins
    section.footer_distance = Mm(28) if not landscape else Mm(15)


def styled(run: Run, font: str, size: Pt = SIZE_3, *, bold: bool = False, colour: RGBColor | None = None) -> Run:
    """A run in a Chinese font."""
    run.font.name, run.font.size, run.bold = LATIN_FONT, size, bold
    run._element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), font)
    if colour is not None:
        run.font.color.rgb = colour
    return run


def title(document: DocumentType, text: str) -> Paragraph:
    """The title: 小标宋 二号, centred, with a line of air below."""
    paragraph = document.add_paragraph()
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    paragraph.paragraph_format.line_spacing = Pt(35)
    paragraph.paragraph_format.space_after = Pt(28)
    styled(paragraph.add_run(text), TITLE_FONT, SIZE_2)
    return paragraph


def heading(document: DocumentType, text: str, level: int = 1) -> Paragraph:
    """一、 in 黑体; （一） in 楷体."""
    paragraph = body(document)
    paragraph.paragraph_format.keep_with_next = True
    styled(paragraph.add_run(text), HEAD_FONT if level == 1 else SECOND_FONT)
    return paragraph


def body(document: DocumentType, text: str = "", *, indent: bool = True) -> Paragraph:
    """A paragraph of the text: 仿宋 三号, indented by two characters."""
    paragraph = document.add_paragraph()
    if indent:
        _indent(paragraph)
    if text:
        styled(paragraph.add_run(text), BODY_FONT)
    return paragraph


def _indent(paragraph: Paragraph) -> None:
    indent = OxmlElement("w:ind")
    indent.set(qn("w:firstLineChars"), "200")
    indent.set(qn("w:firstLine"), "640")
    paragraph._element.get_or_add_pPr().append(indent)


def annex_mark(document: DocumentType, text: str) -> Paragraph:
    """附件1 in 黑体 at the left edge of a new page's first line."""
    paragraph = body(document, indent=False)
    paragraph.paragraph_format.page_break_before = True
    paragraph.paragraph_format.keep_with_next = True
    styled(paragraph.add_run(text), HEAD_FONT)
    return paragraph


def right(document: DocumentType, text: str) -> Paragraph:
    """Signature or date, four characters from the right edge."""
    paragraph = document.add_paragraph()
    paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    paragraph.paragraph_format.right_indent = Pt(64)
    styled(paragraph.add_run(text), BODY_FONT)
    return paragraph


def table(
    document: DocumentType, rows: Sequence[Sequence[str]], widths: Iterable[float], *, head: int = 1, size: Pt = SIZE_5,
    centred: Collection[int] = (),
) -> Table:  # fmt: skip
    """A ruled table; widths in millimetres, the first `head` rows bold and repeated on every page; some columns centred."""
    widths = list(widths)
    made: Table = document.add_table(rows=len(rows), cols=len(widths))
    made.style = "Table Grid"
    made.alignment = WD_TABLE_ALIGNMENT.CENTER
    made.autofit = False
    for column, width in zip(made.columns, widths, strict=True):
        column.width = Mm(width)
    for index, row in enumerate(rows):
        cells = made.rows[index].cells
        for column, (cell, text, width) in enumerate(zip(cells, row, widths, strict=True)):
            cell.width = Mm(width)
            fill(cell, text, size=size, bold=index < head, centred=index < head or column in centred)
        if index < head:
            repeat(made, index)
        made.rows[index].height = ROW_HEIGHT
        whole_row(made, index)
    return made


def fill(cell: _Cell, text: str, *, size: Pt = SIZE_5, bold: bool = False, centred: bool = False) -> None:
    """Text of a table cell: 宋体 that fits, single spacing."""
    paragraph = cell.paragraphs[0]
    spacing = paragraph.paragraph_format
    spacing.line_spacing_rule = WD_LINE_SPACING.SINGLE
    spacing.space_before = spacing.space_after = CELL_AIR
    if centred:
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    # An empty cell is as high as the mark of its paragraph, so that has the size of the text too.
    mark, height = OxmlElement("w:rPr"), OxmlElement("w:sz")
    height.set(qn("w:val"), str(int(size.pt * 2)))
    mark.append(height)
    paragraph._element.get_or_add_pPr().append(mark)
    cell.vertical_alignment = WD_CELL_VERTICAL_ALIGNMENT.CENTER
    styled(paragraph.add_run(text), PAGE_NUMBER_FONT, size, bold=bold)


def merge(first: _Cell, last: _Cell) -> _Cell:
    """One cell of several that are still empty."""
    cell: _Cell = first.merge(last)
    for extra in cell.paragraphs[1:]:
        extra._element.getparent().remove(extra._element)
    return cell


def keep_with_next(made: Table, first: int, last: int) -> None:
    """Rows that stay on the page of what follows them."""
    for row in made.rows[first:last]:
        for cell in row.cells:
            for paragraph in cell.paragraphs:
                paragraph.paragraph_format.keep_with_next = True


def repeat(made: Table, index: int) -> None:
    """A row that stands again on top of every page."""
    mark = OxmlElement("w:tblHeader")
    mark.set(qn("w:val"), "true")
    made.rows[index]._tr.get_or_add_trPr().append(mark)


def whole_row(made: Table, index: int) -> None:
    """A row that is not torn apart between two pages."""
    made.rows[index]._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))


def rule_below(paragraph: Paragraph, colour: str = "E60012") -> None:
    """A red line under a paragraph: the line of a red head."""
    borders = OxmlElement("w:pBdr")
    line = OxmlElement("w:bottom")
    for name, value in (("val", "single"), ("sz", "18"), ("space", "4"), ("color", colour)):
        line.set(qn(f"w:{name}"), value)
    borders.append(line)
    paragraph._element.get_or_add_pPr().append(borders)


def _page_numbers(document: DocumentType, section: Section) -> None:
    """— 1 — at the bottom, 四号: odd pages on the right, even ones on the left, each one character from the edge."""
    document.settings.odd_and_even_pages_header_footer = True
    odd, even = section.footer.paragraphs[0], section.even_page_footer.paragraphs[0]
    odd.alignment, odd.paragraph_format.right_indent = WD_ALIGN_PARAGRAPH.RIGHT, SIZE_4
    even.alignment, even.paragraph_format.left_indent = WD_ALIGN_PARAGRAPH.LEFT, SIZE_4
    for paragraph in (odd, even):
        _page_number(paragraph)


def _page_number(paragraph: Paragraph) -> None:
    styled(paragraph.add_run("— "), PAGE_NUMBER_FONT, SIZE_4)
    run = styled(paragraph.add_run(), PAGE_NUMBER_FONT, SIZE_4)
    for kind, text in (("begin", ""), ("", "PAGE"), ("end", "")):
        if kind:
            mark = OxmlElement("w:fldChar")
            mark.set(qn("w:fldCharType"), kind)
        else:
            mark = OxmlElement("w:instrText")
            mark.text = text
        run._element.append(mark)
    styled(paragraph.add_run(" —"), PAGE_NUMBER_FONT, SIZE_4)
