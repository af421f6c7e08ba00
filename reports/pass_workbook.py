"""A pass over many sites as one workbook: the sites with their results, and every finding with its site."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import closing
from pathlib import Path
from typing import Any

import xlsxwriter

from reports.audit_record import AuditRecord
from reports.excel import MOST_IN_MEMORY, FindingSheet, Formats, head, height_of, print_layout
from reports.official_sheet import OPTIONS
from reports.passes import why
from reports.share_looked_at import limits
from reports.visible import visible

SITES, FINDINGS = "网站", "问题"
COLUMNS = (
    ("序号", 6), ("网站", 30), ("标识码", 13), ("类型", 7), ("主办单位", 26), ("结果", 14), ("得分", 8), ("确认", 8),
    ("疑似", 8), ("未判定", 8), ("读取页面", 9), ("检查范围", 34), ("首页网址", 34),
)  # fmt: skip
NUMBERS = frozenset({0, 6, 7, 8, 9, 10})


def write(title: str, records: Sequence[AuditRecord], path: Path) -> None:
    """Write the workbook."""
    small = sum(record.amount for record in records) <= MOST_IN_MEMORY
    with xlsxwriter.Workbook(str(path), {**OPTIONS, "in_memory": small, "constant_memory": not small}) as book:
        book.set_properties({"title": title, "author": "xuncha"})
        formats = Formats(book)
        _sites(book.add_worksheet(SITES), title, records, formats)
        with closing(FindingSheet(book, FINDINGS, formats, title, before=(("网站", 22), ("标识码", 12)))) as sheet:
            for record in records:
                for each in record.findings():
                    sheet.add(each, record.site.shown_name, record.site.code)


def _sites(sheet: Any, title: str, records: Sequence[AuditRecord], formats: Formats) -> None:
    head(sheet, COLUMNS, formats)
    print_layout(sheet, f"{title}　{SITES}")
    for row, record in enumerate(records, 1):
        values = _values(row, record)
        sheet.set_row(row, height_of(values, [width for _, width in COLUMNS]))
        for column, text in enumerate(values):
            if column in NUMBERS and text:
                sheet.write_number(row, column, float(text), formats.plain)
            else:
                sheet.write_string(row, column, visible(text, 500), formats.text)
    sheet.autofilter(0, 0, max(len(records), 1), len(COLUMNS) - 1)


def _values(number: int, record: AuditRecord) -> list[str]:
    site, score, coverage = record.site, record.score, record.coverage
    tallies = record.tallies.values()
    return [
        str(number),
        record.site.shown_name,
        site.code,
        site.kind.value,
        site.owner,
        score.result if score else "未检查",
        "" if score is None or score.total is None else f"{score.total:g}",
        str(sum(tally.confirmed for tally in tallies)),
        str(sum(tally.suspected for tally in tallies)),
        str(len(record.unknowns)),
        str(coverage.pages),
        limits(coverage, why(coverage.reason)) or "完整",
        site.home_url,
    ]
