"""Write reports/templates/*.docx: the Word templates of the official forms. `--check` fails when one is out of date.

The templates are ordinary Word files with docxtpl marks: {{ name }} for a cell, {%tr for row in rows %} around a row,
{%p if … %} around a paragraph. Users edit copies of them (xuncha forms template). The tables are those of
reports/forms/layouts.py, of which the workbooks are made too; the letters around them stand here.
"""

from __future__ import annotations

import io
import sys
import zipfile
from collections.abc import Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from docx.document import Document as DocumentType  # noqa: E402
from docx.enum.text import WD_ALIGN_PARAGRAPH  # noqa: E402
from docx.shared import Pt  # noqa: E402
from docx.table import _Cell  # noqa: E402
from docx.text.paragraph import Paragraph  # noqa: E402

from reports import official_layout as page  # noqa: E402
from reports.forms.fields import QUARTER_WORDS, QUARTERS, YEAR, Field, Form  # noqa: E402
from reports.forms.known import FORMS  # noqa: E402
from reports.forms.layout import Entry, Sheet, lines_of  # noqa: E402
from reports.forms.layouts import (  # noqa: E402
    FAILED,
    GOOD,
    MEDIA,
    MONTHLY,
    NOTICE,
    SELF_CHECK,
    SURVEY,
    sheets_of,
    table_fields,
)  # fmt: skip

FOLDER = ROOT / "reports" / "templates"
NO_CELL = "／"
ADDRESSEES = "{{ addressees or '＿＿＿＿＿＿' }}："
KEPT_ROWS = 3
"""The last rows of a table that stay with the signatures below it."""


def build(form: Form) -> DocumentType:
    """The template of one form."""
    if form.id in LAYOUTS:
        return LAYOUTS[form.id](form)
    return _yearly(form)


# --- tables over many sites ---------------------------------------------------------------------------------------


def _whole(sheet: Sheet) -> DocumentType:
    """A document that is one table."""
    document = page.new_document(landscape=sheet.landscape)
    page.title(document, sheet.title)
    _entries(document, sheet.above)
    _rows(document, sheet)
    _entries(document, sheet.below, kept=bool(sheet.remark))
    if sheet.remark:
        _small(document, sheet.remark)
    return document


# --- letters ------------------------------------------------------------------------------------------------------


def _circular(form: Form) -> DocumentType:
    document = page.new_document()
    _red_head(document)
    page.title(document, "{{ title }}")
    page.body(document, ADDRESSEES, indent=False)
    page.body(document, "按照{{ basis }}等要求，对{{ period_words }}政府网站运行情况进行了检查。现将有关情况通报如下：")
    page.heading(document, "一、总体情况")
    _paragraphs(document, "overview", "{{ p.text }}")
    page.heading(document, "二、发现的主要问题")
    _problems(document, "本次检查未发现需要通报的问题。")
    page.heading(document, "三、工作要求")
    page.body(document, "{{ demands }}").paragraph_format.keep_with_next = True
    _when(document, "deadline", "存在问题的单位请于{{ deadline }}报送整改情况。")
    _mark(document, "{%p if annexes %}")
    page.body(document).paragraph_format.keep_with_next = True
    _paragraphs(document, "annexes", "{{ p.text }}")
    _mark(document, "{%p endif %}")
    _signed(document)
    for sheet in (FAILED, GOOD, MEDIA):
        _annex(document, sheet, f"{{{{ annex_{sheet.rows} }}}}")
    return document


def _self_check(form: Form) -> DocumentType:
    document = page.new_document()
    page.title(document, "{{ title }}")
    page.body(document, ADDRESSEES, indent=False)
    page.heading(document, "一、自查情况")
    _paragraphs(document, "overview", "{{ p.text }}")
    _when(document, "work", "{{ work }}")
    page.heading(document, "二、发现的问题及整改情况")
    _problems(document, "自查未发现问题。")
    page.heading(document, "三、下一步工作")
    page.body(document, "{{ next_steps }}").paragraph_format.keep_with_next = True
    _mark(document, "{%p if rows %}")
    page.body(document).paragraph_format.keep_with_next = True
    page.body(document, "附件：自查问题及整改情况表").paragraph_format.keep_with_next = True
    _mark(document, "{%p endif %}")
    _signed(document)
    _annex(document, SELF_CHECK, "附件")
    return document


def _notice(form: Form) -> DocumentType:
    document = page.new_document()
    page.title(document, "{{ title }}")
    _mark(document, "{%p if document_number %}")
    paragraph = page.body(document, "{{ document_number }}", indent=False)
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    _mark(document, "{%p endif %}")
    page.body(document, ADDRESSEES.replace("addressees", "addressee"), indent=False)
    page.body(
        document,
        "经检查，你单位主办的{{ site_name }}（{% if site_code %}网站标识码{{ site_code }}，{% endif %}首页网址{{ site_url }}）"
        "存在{{ amount }}个问题（见附表）。请在{{ deadline }}完成整改"
        "{% if reply_to %}，并将整改情况报送{{ reply_to }}{% endif %}。",
    )
    last = page.body(document, "整改应当举一反三，同类问题一并排查。对问题有异议的，请说明理由并附佐证材料。")
    last.paragraph_format.keep_with_next = True
    _signed(document)
    heading = page.heading(document, "附表：问题清单")
    heading.paragraph_format.space_before = Pt(28)
    _rows(document, NOTICE)
    _when(document, "rest", "{{ rest }}")
    return document


# --- yearly forms -------------------------------------------------------------------------------------------------


def _yearly(form: Form) -> DocumentType:
    own, *others = sheets_of(form)
    document = page.new_document()
    page.title(document, own.title)
    # 年度 under the title, as the official tables have it
    paragraph = page.body(document, own.subtitle, indent=False)
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    _entries(document, own.above)
    _field_table(document, table_fields(form))
    _entries(document, own.below)
    for sheet in others:
        page.annex_mark(document, f"附：{sheet.title}")
        _rows(document, sheet)
    return document


def _field_table(document: DocumentType, fields: Sequence[Field]) -> None:
    """Block, group, item and the cells; names that several lines share are merged."""
    quarterly = any(each.over for each in fields)
    widths = (20.0, 20.0, 26.0, 18.0, 18.0, 18.0, 18.0, 18.0) if quarterly else (24.0, 30.0, 54.0, 48.0)
    head = ["项目", "", "", *QUARTER_WORDS, "年度"] if quarterly else ["项目", "", "", "内容"]
    table = page.table(document, [head, *([""] * len(widths) for _ in fields)], widths)
    page.fill(page.merge(table.rows[0].cells[1], table.rows[0].cells[2]), "指标", bold=True, centred=True)
    for number, line in enumerate(lines_of(fields), 1):
        cells = table.rows[number].cells
        if line.block_span:
            block = page.merge(cells[0], table.rows[number + line.block_span - 1].cells[0])
            page.fill(block, line.block, centred=True)
        if line.group and line.group_span:
            group = page.merge(cells[1], table.rows[number + line.group_span - 1].cells[1])
            page.fill(group, line.group, centred=True)
        page.fill(cells[2] if line.group else page.merge(cells[1], cells[2]), line.item)
        _values(cells, line.field, quarterly=quarterly)
    page.keep_with_next(table, len(fields) + 1 - KEPT_ROWS, len(fields) + 1)


def _values(cells: Sequence[_Cell], each: Field, *, quarterly: bool) -> None:
    if not each.over:
        value = page.merge(cells[3], cells[-1]) if quarterly else cells[3]
        page.fill(value, f"{{{{ {each.key} }}}}", centred=quarterly)
        return
    for cell, suffix in zip(cells[3:], (*QUARTERS, YEAR), strict=True):
        empty = suffix == YEAR and each.over == "quarter"
        page.fill(cell, NO_CELL if empty else f"{{{{ {each.key}_{suffix} }}}}", centred=True)


# --- pieces -------------------------------------------------------------------------------------------------------


def _rows(document: DocumentType, sheet: Sheet) -> None:
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


def _annex(document: DocumentType, sheet: Sheet, number: str) -> None:
    """A table on a page of its own behind a letter, while it has rows."""
    _mark(document, f"{{%p if {sheet.rows} %}}")
    page.annex_mark(document, number)
    page.title(document, sheet.title)
    _rows(document, sheet)
    _mark(document, "{%p endif %}")


def _entries(document: DocumentType, entries: Sequence[Entry], *, kept: bool = False) -> None:
    """Labelled values side by side, one line above or below a table."""
    if not entries:
        return
    texts = []
    for each in entries:
        text = f"{each.label}：{{{{ {each.key} }}}}"
        texts.append(f"{{%if {each.key} %}}{text}{{%endif %}}" if each.optional else text)
    _line(document, *texts).paragraph_format.keep_with_next = kept


def _paragraphs(document: DocumentType, name: str, text: str) -> None:
    _mark(document, f"{{%p for p in {name} %}}")
    page.body(document, text).paragraph_format.keep_with_next = name == "annexes"
    _mark(document, "{%p endfor %}")


def _problems(document: DocumentType, otherwise: str) -> None:
    _mark(document, "{%p for p in problems %}")
    page.heading(document, "（{{ p.number }}）{{ p.title }}", 2)
    page.body(document, "{{ p.text }}")
    _mark(document, "{%p else %}")
    page.body(document, otherwise)
    _mark(document, "{%p endfor %}")


def _when(document: DocumentType, name: str, text: str) -> None:
    """A paragraph while it has something to say; it stays with what follows."""
    _mark(document, f"{{%p if {name} %}}")
    page.body(document, text).paragraph_format.keep_with_next = True
    _mark(document, "{%p endif %}")


def _mark(document: DocumentType, text: str) -> None:
    document.add_paragraph(text)


def _signed(document: DocumentType) -> None:
    """Name and day; what stands before them keeps them off a page of their own."""
    issuer = page.right(document, "{{ issuer }}").paragraph_format
    issuer.space_before, issuer.keep_with_next = Pt(56), True
    page.right(document, "{{ date }}")


def _red_head(document: DocumentType) -> None:
    _mark(document, "{%p if red_head %}")
    head = document.add_paragraph()
    head.alignment = WD_ALIGN_PARAGRAPH.CENTER
    head.paragraph_format.line_spacing = Pt(60)
    page.styled(head.add_run("{{ red_head }}"), page.TITLE_FONT, Pt(36), colour=page.RED)
    number = document.add_paragraph()
    number.alignment = WD_ALIGN_PARAGRAPH.CENTER
    number.paragraph_format.space_after = Pt(28)
    page.styled(number.add_run("{{ document_number }}"), page.BODY_FONT)
    page.rule_below(number)
    _mark(document, "{%p endif %}")


def _line(document: DocumentType, *texts: str) -> Paragraph:
    """Short entries side by side, one line above or below a table."""
    paragraph = document.add_paragraph()
    paragraph.paragraph_format.line_spacing = Pt(22)
    page.styled(paragraph.add_run("  ".join(texts)), page.BODY_FONT, Pt(11))
    return paragraph


def _small(document: DocumentType, text: str) -> None:
    page.styled(document.add_paragraph().add_run(text), page.BODY_FONT, page.SIZE_5)


LAYOUTS = {
    "monthly": lambda _: _whole(MONTHLY),
    "survey-summary": lambda _: _whole(SURVEY),
    "circular": _circular,
    "self-check": _self_check,
    "notice": _notice,
}


def content(data: bytes) -> dict[str, bytes]:
    """The parts of a Word file that matter; its own times do not."""
    with zipfile.ZipFile(io.BytesIO(data)) as packed:
        return {name: packed.read(name) for name in packed.namelist() if name.startswith("word/") and name.endswith(".xml")}


def main() -> None:
    """Write the templates, or hold them against the layouts."""
    stale = []
    for form in FORMS.values():
        made = io.BytesIO()
        build(form).save(made)
        file = FOLDER / f"{form.id}.docx"
        if not file.is_file() or content(file.read_bytes()) != content(made.getvalue()):
            stale.append(file.name)
            if "--check" not in sys.argv[1:]:
                file.write_bytes(made.getvalue())
    if stale and "--check" in sys.argv[1:]:
        sys.exit(f"out of date: {', '.join(stale)}; run: python scripts/make_form_templates.py")


if __name__ == "__main__":
    main()
