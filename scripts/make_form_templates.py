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

from reports import official_layout as page  # noqa: E402
from reports.forms.fields import QUARTER_WORDS, QUARTERS, YEAR, Field, Form  # noqa: E402
from reports.forms.known import FORMS  # noqa: E402
from reports.forms.layout import Sheet, lines_of  # noqa: E402
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
from scripts import form_pieces as piece  # noqa: E402

FOLDER = ROOT / "reports" / "templates"
NO_CELL = "／"
ADDRESSEES = "{{ addressees or '＿＿＿＿＿＿' }}："


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
    piece.entries(document, sheet.above)
    piece.rows(document, sheet)
    piece.entries(document, sheet.below, kept=bool(sheet.remark))
    if sheet.remark:
        piece.small(document, sheet.remark)
    return document


# --- letters ------------------------------------------------------------------------------------------------------


def _circular(form: Form) -> DocumentType:
    document = page.new_document()
    piece.red_head(document)
    page.title(document, "{{ title }}")
    page.body(document, ADDRESSEES, indent=False)
    page.body(document, "按照{{ basis }}等要求，对{{ period_words }}政府网站运行情况进行了检查。现将有关情况通报如下：")
    page.heading(document, "一、总体情况")
    piece.paragraphs(document, "overview", "{{ p.text }}")
    page.heading(document, "二、发现的主要问题")
    piece.problems(document, "本次检查未发现需要通报的问题。")
    page.heading(document, "三、工作要求")
    page.body(document, "{{ demands }}").paragraph_format.keep_with_next = True
    piece.when(document, "deadline", "存在问题的单位请于{{ deadline }}报送整改情况。")
    piece.mark(document, "{%p if annexes %}")
    page.body(document).paragraph_format.keep_with_next = True
    piece.paragraphs(document, "annexes", "{{ p.text }}")
    piece.mark(document, "{%p endif %}")
    piece.signed(document)
    for sheet in (FAILED, GOOD, MEDIA):
        piece.annex(document, sheet, f"{{{{ annex_{sheet.rows} }}}}")
    return document


def _self_check(form: Form) -> DocumentType:
    document = page.new_document()
    page.title(document, "{{ title }}")
    page.body(document, ADDRESSEES, indent=False)
    page.heading(document, "一、自查情况")
    piece.paragraphs(document, "overview", "{{ p.text }}")
    piece.when(document, "work", "{{ work }}")
    page.heading(document, "二、发现的问题及整改情况")
    piece.problems(document, "自查未发现问题。")
    page.heading(document, "三、下一步工作")
    page.body(document, "{{ next_steps }}").paragraph_format.keep_with_next = True
    piece.mark(document, "{%p if rows %}")
    page.body(document).paragraph_format.keep_with_next = True
    page.body(document, "附件：自查问题及整改情况表").paragraph_format.keep_with_next = True
    piece.mark(document, "{%p endif %}")
    piece.signed(document)
    piece.annex(document, SELF_CHECK, "附件")
    return document


def _notice(form: Form) -> DocumentType:
    document = page.new_document()
    page.title(document, "{{ title }}")
    piece.mark(document, "{%p if document_number %}")
    paragraph = page.body(document, "{{ document_number }}", indent=False)
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    piece.mark(document, "{%p endif %}")
    page.body(document, ADDRESSEES.replace("addressees", "addressee"), indent=False)
    page.body(
        document,
        "经检查，你单位主办的{{ site_name }}（{% if site_code %}网站标识码{{ site_code }}，{% endif %}首页网址{{ site_url }}）"
        "存在{{ amount }}个问题（见附表）。请在{{ deadline }}完成整改"
        "{% if reply_to %}，并将整改情况报送{{ reply_to }}{% endif %}。",
    )
    last = page.body(document, "整改应当举一反三，同类问题一并排查。对问题有异议的，请说明理由并附佐证材料。")
    last.paragraph_format.keep_with_next = True
    piece.signed(document)
    heading = page.heading(document, "附表：问题清单")
    heading.paragraph_format.space_before = Pt(28)
    piece.rows(document, NOTICE)
    piece.when(document, "rest", "{{ rest }}")
    return document


# --- yearly forms -------------------------------------------------------------------------------------------------


def _yearly(form: Form) -> DocumentType:
    own, *others = sheets_of(form)
    document = page.new_document()
    page.title(document, own.title)
    # 年度 under the title, as the official tables have it
    paragraph = page.body(document, own.subtitle, indent=False)
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    piece.entries(document, own.above)
    _field_table(document, table_fields(form))
    piece.entries(document, own.below)
    for sheet in others:
        page.annex_mark(document, f"附：{sheet.title}")
        piece.rows(document, sheet)
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
    page.keep_with_next(table, len(fields) + 1 - piece.KEPT_ROWS, len(fields) + 1)


def _values(cells: Sequence[_Cell], each: Field, *, quarterly: bool) -> None:
    if not each.over:
        value = page.merge(cells[3], cells[-1]) if quarterly else cells[3]
        page.fill(value, f"{{{{ {each.key} }}}}", centred=quarterly)
        return
    for cell, suffix in zip(cells[3:], (*QUARTERS, YEAR), strict=True):
        empty = suffix == YEAR and each.over == "quarter"
        page.fill(cell, NO_CELL if empty else f"{{{{ {each.key}_{suffix} }}}}", centred=True)


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
