"""The pieces of which the Word templates of the official forms are put together (scripts/make_form_templates.py)."""

from __future__ import annotations

from collections.abc import Sequence

from docx.document import Document as DocumentType
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Pt
from docx.text.paragraph import Paragraph

from reports import official_layout as page
from reports.forms.layout import Entry, Sheet

KEPT_ROWS = 3
"""The last rows of a table that stay with the signatures below it."""


def rows(document: DocumentType, sheet: Sheet) -> None:
    """A table with a row for each element of a list; its last rows stay with the signatures below, where there are some."""
    blank = [""] * (len(sheet.columns) - 1)
    head = [column.head for column in sheet.columns]
    cells = [f"{{{{ row.{column.key} }}}}" for column in sheet.columns]
    start, end = [[f"{{%tr for row in {sheet.rows} %}}", *blank]], [["{%tr endfor %}", *blank]]
    last = [[f"{{%tr if loop.revindex <= {KEPT_ROWS} %}}", *blank], cells, ["{%tr else %}", *blank]]
    body = [*last, cells, ["{%tr endif %}", *blank]] if sheet.below else [cells]
    centred = [number for number, column in enumerate(sheet.columns) if column.centred]
    table = page.table(document, [head, *start, *body, *end], sheet.widths, centred=centred)
    if sheet.below:
        page.keep_with_next(table, 3, 4)


def annex(document: DocumentType, sheet: Sheet, number: str) -> None:
    """A table on a page of its own behind a letter, while it has rows."""
    mark(document, f"{{%p if {sheet.rows} %}}")
    page.annex_mark(document, number)
    page.title(document, sheet.title)
    rows(document, sheet)
    mark(document, "{%p endif %}")


def entries(document: DocumentType, shown: Sequence[Entry], *, kept: bool = False) -> None:
    """Labelled values side by side, one line above or below a table."""
    if not shown:
        return
    texts = []
    for each in shown:
        text = f"{each.label}：{{{{ {each.key} }}}}"
        texts.append(f"{{%if {each.key} %}}{text}{{%endif %}}" if each.optional else text)
    line(document, *texts).paragraph_format.keep_with_next = kept


def paragraphs(document: DocumentType, name: str, text: str) -> None:
    """A paragraph for each element of a list."""
    mark(document, f"{{%p for p in {name} %}}")
    page.body(document, text).paragraph_format.keep_with_next = name == "annexes"
    mark(document, "{%p endfor %}")


def problems(document: DocumentType, otherwise: str) -> None:
    """A heading and a paragraph for each problem, `otherwise` where there is none."""
    mark(document, "{%p for p in problems %}")
    page.heading(document, "（{{ p.number }}）{{ p.title }}", 2)
    page.body(document, "{{ p.text }}")
    mark(document, "{%p else %}")
    page.body(document, otherwise)
    mark(document, "{%p endfor %}")


def when(document: DocumentType, name: str, text: str) -> None:
    """A paragraph while it has something to say; it stays with what follows."""
    mark(document, f"{{%p if {name} %}}")
    page.body(document, text).paragraph_format.keep_with_next = True
    mark(document, "{%p endif %}")


def mark(document: DocumentType, text: str) -> None:
    """A paragraph that holds nothing but a mark of docxtpl."""
    document.add_paragraph(text)


def signed(document: DocumentType) -> None:
    """Name and day; what stands before them keeps them off a page of their own."""
    issuer = page.right(document, "{{ issuer }}").paragraph_format
    issuer.space_before, issuer.keep_with_next = Pt(56), True
    page.right(document, "{{ date }}")


def red_head(document: DocumentType) -> None:
    """The red head of an official letter with its number, while there is one."""
    mark(document, "{%p if red_head %}")
    head = document.add_paragraph()
    head.alignment = WD_ALIGN_PARAGRAPH.CENTER
    head.paragraph_format.line_spacing = Pt(60)
    page.styled(head.add_run("{{ red_head }}"), page.TITLE_FONT, Pt(36), colour=page.RED)
    number = document.add_paragraph()
    number.alignment = WD_ALIGN_PARAGRAPH.CENTER
    number.paragraph_format.space_after = Pt(28)
    page.styled(number.add_run("{{ document_number }}"), page.BODY_FONT)
    page.rule_below(number)
    mark(document, "{%p endif %}")


def line(document: DocumentType, *texts: str) -> Paragraph:
    """Short entries side by side, one line above or below a table."""
    paragraph = document.add_paragraph()
    paragraph.paragraph_format.line_spacing = Pt(22)
    page.styled(paragraph.add_run("  ".join(texts)), page.BODY_FONT, Pt(11))
    return paragraph


def small(document: DocumentType, text: str) -> None:
    """A paragraph in small type: the remark below a table."""
    page.styled(document.add_paragraph().add_run(text), page.BODY_FONT, page.SIZE_5)
