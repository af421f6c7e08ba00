"""Write reports/templates/*.docx: the Word templates of the official forms. `--check` fails when one is out of date.

The templates are ordinary Word files with docxtpl marks: {{ name }} for a cell, {%tr for row in rows %} around a row,
{%p if … %} around a paragraph. Users edit copies of them (xuncha forms template), so the layout is made once, here.
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

from reports import official_layout as page  # noqa: E402
from reports.forms.fields import QUARTER_WORDS, QUARTERS, YEAR, Field, Form  # noqa: E402
from reports.forms.known import FORMS  # noqa: E402

FOLDER = ROOT / "reports" / "templates"
FOOT = ("head", "reviewer", "writer", "phone", "date")
NO_CELL = "／"


def build(form: Form) -> DocumentType:
    """The template of one form."""
    if form.id in LAYOUTS:
        return LAYOUTS[form.id](form)
    return _yearly(form)


# --- tables over many sites ---------------------------------------------------------------------------------------


def _monthly(form: Form) -> DocumentType:
    document = page.new_document(landscape=True)
    page.title(document, "{{ period_words }}" + form.title)
    _line(document, "填报单位（盖章）：{{ unit }}", "公开网址：{{ public_url }}", "填报日期：{{ date }}")
    head = ("序号", "网站标识码", "网站名称", "门户", "首页网址", "监测评分（分）", "结果", "存在的问题", "备注")
    keys = ("number", "code", "name", "portal", "url", "score", "result", "problems", "note")
    _rows(document, head, keys, (13, 30, 40, 13, 46, 18, 18, 48, 20))
    _line(document, "审核人：{{ reviewer }}", "填表人：{{ writer }}", "联系电话：{{ phone }}")
    _small(document, "评分依据：{{ profile }}")
    return document


def _survey(form: Form) -> DocumentType:
    document = page.new_document()
    page.title(document, "{{ period_words }}政府网站普查情况汇总表")
    _line(document, "{%if unit %}填报单位：{{ unit }}{%endif %}")
    head = ("序号", "网站名称", "网站标识码", "存在的突出问题", "是否完成整改")
    _rows(document, head, ("number", "name", "code", "problems", "mended"), (12, 48, 28, 48, 20))
    return document


# --- letters ------------------------------------------------------------------------------------------------------


def _circular(form: Form) -> DocumentType:
    document = page.new_document()
    _red_head(document)
    page.title(document, "{{ title }}")
    page.body(document, "{{ addressees }}：", indent=False)
    page.body(document, "按照{{ basis }}等要求，对{{ period_words }}政府网站运行情况进行了检查。现将有关情况通报如下：")
    page.heading(document, "一、总体情况")
    _paragraphs(document, "overview", "{{ p.text }}")
    page.heading(document, "二、发现的主要问题")
    _problems(document, "本次检查未发现需要通报的问题。")
    page.heading(document, "三、工作要求")
    page.body(document, "{{ demands }}")
    _when(document, "deadline", "存在问题的单位请于{{ deadline }}报送整改情况。")
    _when(document, "failed", "附件：不合格网站名单")
    _signed(document)
    _mark(document, "{%p if failed %}")
    page.heading(document, "附件").paragraph_format.page_break_before = True
    page.title(document, "不合格网站名单")
    head = ("序号", "网站名称", "主办单位", "存在的突出问题")
    _rows(document, head, ("number", "name", "owner", "problem"), (14, 46, 46, 50), "failed")
    _mark(document, "{%p endif %}")
    return document


def _self_check(form: Form) -> DocumentType:
    document = page.new_document()
    page.title(document, "{{ title }}")
    page.body(document, "{{ addressees }}：", indent=False)
    page.heading(document, "一、自查情况")
    _paragraphs(document, "overview", "{{ p.text }}")
    _when(document, "work", "{{ work }}")
    page.heading(document, "二、发现的问题及整改情况")
    _problems(document, "自查未发现问题。")
    page.heading(document, "三、下一步工作")
    page.body(document, "{{ next_steps }}")
    _when(document, "rows", "附件：自查问题及整改情况表")
    _signed(document)
    _mark(document, "{%p if rows %}")
    page.heading(document, "附件").paragraph_format.page_break_before = True
    page.title(document, "自查问题及整改情况表")
    head = ("序号", "网站名称", "问题", "数量", "例", "整改情况")
    _rows(document, head, ("number", "name", "problem", "amount", "example", "state"), (12, 34, 32, 13, 43, 22))
    _mark(document, "{%p endif %}")
    return document


def _notice(form: Form) -> DocumentType:
    document = page.new_document()
    page.title(document, "{{ title }}")
    _mark(document, "{%p if document_number %}")
    paragraph = page.body(document, "{{ document_number }}", indent=False)
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    _mark(document, "{%p endif %}")
    page.body(document, "{{ addressee }}：", indent=False)
    page.body(
        document,
        "经检查，你单位主办的{{ site_name }}（{% if site_code %}网站标识码{{ site_code }}，{% endif %}首页网址{{ site_url }}）"
        "存在{{ amount }}个问题（见附表）。请在{{ deadline }}完成整改"
        "{% if reply_to %}，并将整改情况报送{{ reply_to }}{% endif %}。",
    )
    page.body(document, "整改应当举一反三，同类问题一并排查。对问题有异议的，请说明理由并附佐证材料。")
    _signed(document)
    heading = page.heading(document, "附表：问题清单")
    heading.paragraph_format.space_before = Pt(28)
    _rows(document, ("序号", "问题", "具体情况", "网址"), ("number", "problem", "message", "where"), (12, 28, 66, 50))
    _when(document, "rest", "{{ rest }}")
    return document


# --- yearly forms -------------------------------------------------------------------------------------------------


def _yearly(form: Form) -> DocumentType:
    document = page.new_document()
    page.title(document, form.title.replace("（广西）", ""))
    # 年度 under the title, as the official tables have it
    paragraph = page.body(document, "（{{ year }}年度）", indent=False)
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    if any(each.key == "unit" for each in form.fields):
        _line(document, "填报单位：{{ unit }}")
    _field_table(document, [each for each in form.fields if each.block])
    foot = {each.key: each for each in form.fields if each.key in FOOT}
    _line(document, *(f"{foot[key].label}：{{{{ {key} }}}}" for key in FOOT if key in foot))
    if form.row_fields:
        page.heading(document, "附：永久下线、临时下线网站名单").paragraph_format.page_break_before = True
        head = ("序号", "网站名称", "网站标识码", "状态", "下线日期")
        _rows(document, head, ("number", "name", "code", "state", "date"), (14, 60, 32, 25, 25))
    return document


def _field_table(document: DocumentType, fields: Sequence[Field]) -> None:
    quarterly = any(each.over for each in fields)
    widths = (22.0, 44.0, 18.0, 18.0, 18.0, 18.0, 18.0) if quarterly else (26.0, 82.0, 48.0)
    head = ["项目", "指标", *QUARTER_WORDS, "年度"] if quarterly else ["项目", "指标", "内容"]
    table = page.table(document, [head, *([""] * len(widths) for _ in fields)], widths)
    for number, each in enumerate(fields, 1):
        cells = table.rows[number].cells
        page.fill(cells[1], each.label)
        if each.over:
            for cell, suffix in zip(cells[2:], (*QUARTERS, YEAR), strict=True):
                empty = suffix == YEAR and each.over == "quarter"
                page.fill(cell, NO_CELL if empty else f"{{{{ {each.key}_{suffix} }}}}", centred=True)
        else:
            value = page.merge(cells[2], cells[-1]) if quarterly else cells[2]
            page.fill(value, f"{{{{ {each.key} }}}}", centred=quarterly)
    start = 0
    for number in range(1, len(fields) + 1):
        if number == len(fields) or fields[number].block != fields[start].block:
            block = page.merge(table.rows[start + 1].cells[0], table.rows[number].cells[0])
            page.fill(block, fields[start].block, centred=True)
            start = number


# --- pieces -------------------------------------------------------------------------------------------------------


def _rows(
    document: DocumentType, head: Sequence[str], keys: Sequence[str], widths: Sequence[float], name: str = "rows"
) -> None:
    """A table with a row for each element of a list."""
    blank = [""] * (len(head) - 1)
    cells = [f"{{{{ row.{key} }}}}" for key in keys]
    page.table(document, [head, [f"{{%tr for row in {name} %}}", *blank], cells, ["{%tr endfor %}", *blank]], widths)


def _paragraphs(document: DocumentType, name: str, text: str) -> None:
    _mark(document, f"{{%p for p in {name} %}}")
    page.body(document, text)
    _mark(document, "{%p endfor %}")


def _problems(document: DocumentType, otherwise: str) -> None:
    _mark(document, "{%p for p in problems %}")
    page.heading(document, "（{{ p.number }}）{{ p.title }}", 2)
    page.body(document, "{{ p.text }}")
    _mark(document, "{%p else %}")
    page.body(document, otherwise)
    _mark(document, "{%p endfor %}")


def _when(document: DocumentType, name: str, text: str) -> None:
    _mark(document, f"{{%p if {name} %}}")
    page.body(document, text)
    _mark(document, "{%p endif %}")


def _mark(document: DocumentType, text: str) -> None:
    document.add_paragraph(text)


def _signed(document: DocumentType) -> None:
    page.right(document, "{{ issuer }}").paragraph_format.space_before = Pt(56)
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


def _line(document: DocumentType, *texts: str) -> None:
    """Short entries side by side, one line above or below a table."""
    paragraph = document.add_paragraph()
    paragraph.paragraph_format.line_spacing = Pt(22)
    page.styled(paragraph.add_run("  ".join(texts)), page.BODY_FONT, Pt(11))


def _small(document: DocumentType, text: str) -> None:
    page.styled(document.add_paragraph().add_run(text), page.BODY_FONT, page.SIZE_5)


LAYOUTS = {
    "monthly": _monthly,
    "survey-summary": _survey,
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
