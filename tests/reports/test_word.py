"""The Word report."""

import io
from pathlib import Path

from docx import Document
from docx.shared import Mm

from reports import word
from reports.visible import visible
from tests.reports.sample import HOSTILE, finding, hostile_findings, record


def test_it_holds_examples_and_counts_all(tmp_path: Path) -> None:
    file = tmp_path / "a.docx"
    word.write(
        record([*(finding(n) for n in range(word.MOST + 5)), finding(1, "stale-column", suspected=True)], complete=False), file
    )
    document = Document(str(file))
    text = "\n".join(paragraph.text for paragraph in document.paragraphs)
    for words in (
        "测试区人民政府检查报告",
        "检查不完整（达到页数上限）",
        "（一）链接无法打开（25个，扣分）",
        "整改要求：改正或删除链接。",
        "其余5个未在此列出",
        "（二）栏目更新不及时",
    ):
        assert words in text
    rows = [[cell.text for cell in row.cells] for row in document.tables[-1].rows]
    assert rows[1] == ["1", "可用性", "链接无法打开", "25", "0", "20"]
    assert rows[-1] == ["", "", "合计", "25", "1", ""]


def test_the_page_of_an_official_document(tmp_path: Path) -> None:
    file = tmp_path / "b.docx"
    word.write(record([]), file)
    section = Document(str(file)).sections[0]
    margins = (section.top_margin, section.bottom_margin, section.left_margin, section.right_margin)
    assert [round(margin / Mm(1)) for margin in margins if margin] == [37, 35, 28, 26]


def test_hostile_text_stays_text(tmp_path: Path) -> None:
    file = tmp_path / "c.docx"
    word.write(record(hostile_findings(), name=HOSTILE[4]), file)
    text = "\n".join(paragraph.text for paragraph in Document(io.BytesIO(file.read_bytes())).paragraphs)
    for hostile in HOSTILE:
        assert visible(hostile, 500) in text
