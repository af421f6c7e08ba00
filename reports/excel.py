"""The audit as a workbook: a summary, a sheet for each group of rules with filters, what could not be judged.

Many rows are streamed to disk (constant memory). Every text is written as a text, so that no cell becomes a formula, and only
plain web addresses become links.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from pathlib import Path
from typing import Any

import xlsxwriter

from model import Confidence
from reports.audit_record import DANGEROUS, DANGEROUS_PAGES, AuditRecord, rule_of
from reports.evidence import evidence_text
from reports.official_sheet import OPTIONS
from reports.passes import shown, why
from reports.table import CONFIDENCE
from reports.visible import http_link, visible
from rules.explain import COUNTS, GROUPS
from storage.reporting import Noted

COLUMNS = (
    ("序号", 6), ("问题", 18), ("可信度", 8), ("说明", 60), ("对象网址", 45), ("所在页面", 45), ("栏目", 16),
    ("证据", 50), ("首次发现", 12), ("编号", 8),
)  # fmt: skip
MOST_ROWS = 1_000_000
MOST_LINKS = 65_000
"""A sheet of Excel takes 65,530 links and 1,048,576 rows."""
MOST_IN_MEMORY = 5_000
"""Findings of a workbook that is made without files in between: of 500 small reports those files take most of the time."""
LONGEST_CELL = 8_000
MOST_LINES = 12
LONGEST_LINK_BYTES = 650
"""Each byte that is no ASCII becomes three in a link, and a link takes 2,079."""
SUMMARY = "汇总"


def write(record: AuditRecord, path: Path) -> None:
    """Write the workbook."""
    small = record.amount <= MOST_IN_MEMORY
    options = {**OPTIONS, "in_memory": small, "constant_memory": not small}
    with xlsxwriter.Workbook(str(path), options) as book:
        book.set_properties({"title": f"{visible(record.name, 100)} 检查结果", "author": "xuncha"})
        formats = _Formats(book)
        summary = book.add_worksheet(SUMMARY)
        sheets: dict[str, _Sheet] = {}
        for rule, _ in record.found():
            name = GROUPS[rule.group]
            if name not in sheets:
                sheets[name] = _Sheet(book, name, formats)
        for rule_id, group in groupby(record.findings(), key=lambda each: each.finding.rule):
            sheet = sheets[GROUPS[rule_of(rule_id).group]]
            for each in group:
                sheet.add(each)
        _unknowns(book, record, formats)
        for sheet in sheets.values():
            sheet.close()
        _summary(summary, record, formats, sheets)


class _Formats:
    """The cell formats of one workbook."""

    def __init__(self, book: Any) -> None:
        self.head = book.add_format({"bold": True, "bg_color": "#DCE6F1", "border": 1, "valign": "vcenter", "text_wrap": True})
        self.text = book.add_format({"valign": "top", "text_wrap": True})
        self.plain = book.add_format({"valign": "top"})
        self.link = book.add_format({"valign": "top", "font_color": "#0563C1", "underline": 1})
        self.bold = book.add_format({"bold": True, "valign": "top"})
        self.title = book.add_format({"bold": True, "font_size": 14})


class _Sheet:
    """One group's sheet while it is written, row after row."""

    def __init__(self, book: Any, name: str, formats: _Formats) -> None:
        self.name, self._formats = name, formats
        self._sheet = book.add_worksheet(name)
        self._links = 0
        self.rows = 0
        self.left_out = 0
        _head(self._sheet, COLUMNS, formats)

    def add(self, each: Noted) -> None:
        """Write one finding."""
        if self.rows >= MOST_ROWS:
            self.left_out += 1
            return
        self.rows += 1
        finding, row, text = each.finding, self.rows, self._formats.text
        certainty = CONFIDENCE[Confidence.CONFIRMED if each.is_confirmed else Confidence.SUSPECTED]
        evidence = evidence_text(finding)
        self._sheet.set_row(row, _height(finding.message, evidence))
        self._sheet.write_number(row, 0, row, self._formats.plain)
        self._string(row, 1, rule_of(finding.rule).name, text)
        self._string(row, 2, certainty, self._formats.plain)
        self._string(row, 3, finding.message, text)
        self._address(row, 4, finding.url, linked=finding.rule not in DANGEROUS)
        self._address(row, 5, finding.page, linked=finding.rule not in DANGEROUS_PAGES)
        self._string(row, 6, finding.column or "", text)
        self._string(row, 7, evidence, text)
        self._string(row, 8, shown(each.first_seen)[:10], self._formats.plain)
        if each.number:
            self._sheet.write_number(row, 9, each.number, self._formats.plain)

    def close(self) -> None:
        """The filter over what was written."""
        self._sheet.autofilter(0, 0, max(self.rows, 1), len(COLUMNS) - 1)

    def _string(self, row: int, column: int, text: str, style: Any) -> None:
        self._sheet.write_string(row, column, visible(text, LONGEST_CELL), style)

    def _address(self, row: int, column: int, url: str, *, linked: bool) -> None:
        link = http_link(url) if linked and self._links < MOST_LINKS else ""
        if link and (link.isascii() or len(link.encode()) <= LONGEST_LINK_BYTES):
            self._links += 1
            self._sheet.write_url(row, column, link, self._formats.link, string=visible(url, LONGEST_CELL))
        else:
            self._string(row, column, url, self._formats.plain)


def _height(message: str, evidence: str) -> float:
    """Points for a row; not every program fits a row to its wrapped text by itself."""
    lines = max(len(message) // (COLUMNS[3][1] // 2), len(evidence) // (COLUMNS[7][1] // 2)) + 1
    return 15.0 * min(lines, MOST_LINES)


def _head(sheet: Any, columns: Sequence[tuple[str, int]], formats: _Formats) -> None:
    sheet.freeze_panes(1, 0)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0)
    for index, (name, width) in enumerate(columns):
        sheet.set_column(index, index, width)
        sheet.write_string(0, index, name, formats.head)


def _unknowns(book: Any, record: AuditRecord, formats: _Formats) -> None:
    if not record.unknowns:
        return
    sheet = book.add_worksheet("未判定")
    _head(sheet, (("规则", 24), ("网址", 60), ("原因", 60)), formats)
    listed = record.unknowns[:MOST_ROWS]
    for row, values in enumerate(listed, 1):
        for column, text in enumerate(values):
            sheet.write_string(row, column, visible(text, LONGEST_CELL), formats.text)
    sheet.autofilter(0, 0, len(listed), 2)


def _summary(sheet: Any, record: AuditRecord, formats: _Formats, sheets: dict[str, _Sheet]) -> None:
    sheet.set_column(0, 0, 22)
    sheet.set_column(1, 1, 30)
    sheet.set_column(2, 2, 40)
    sheet.set_column(3, 5, 14)
    sheet.set_column(6, 6, 70)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.write_string(0, 0, f"{visible(record.name, 200)} 检查结果", formats.title)
    row = 1
    for name, value in _facts(record, sheets):
        sheet.write_string(row, 0, name, formats.bold)
        sheet.write_string(row, 1, visible(value), formats.plain)
        row += 1
    row = _rule_table(sheet, row + 1, record, formats)
    if record.score is not None and record.score.lines:
        _score_table(sheet, row + 1, record, formats)


def _facts(record: AuditRecord, sheets: dict[str, _Sheet]) -> list[tuple[str, str]]:
    coverage, score = record.coverage, record.score
    state = "完整" if coverage.complete else f"不完整：{why(coverage.reason)}，尚有{coverage.pending}个已知网址未检查"
    facts = [
        ("首页网址", record.site.home_url), ("网站标识码", record.site.code), ("主办单位", record.site.owner),
        ("检查", record.title), ("开始时间", shown(record.started)), ("判断日期", record.as_of), ("检查范围", state),
        ("读取页面", str(coverage.pages)), ("发现问题", str(record.amount)),
    ]  # fmt: skip
    if record.suppressed:
        facts.append(("人工排除（未列入）", str(record.suppressed)))
    left_out = sum(each.left_out for each in sheets.values())
    if left_out:
        facts.append(("超出表格行数未列入", str(left_out)))
    if score is not None:
        number = "不评分" if score.total is None else f"{score.total:g}分" + ("（分值待核）" if score.provisional else "")
        facts += [("结果", f"{score.result}，{number}")]
        facts += [(f"单项否决{'（疑似）' if veto.suspected else ''}", f"{veto.name}，{veto.why}") for veto in score.vetoes]
        facts += [("说明", note) for note in score.notes]
    return [(name, value) for name, value in facts if value]


def _rule_table(sheet: Any, row: int, record: AuditRecord, formats: _Formats) -> int:
    for column, name in enumerate(("类别", "问题", "计入方式", "确认", "疑似", "规则", "如何整改")):
        sheet.write_string(row, column, name, formats.head)
    for rule, tally in record.found():
        row += 1
        group = GROUPS[rule.group]
        sheet.write_url(row, 0, f"internal:'{group}'!A1", formats.link, string=group)
        sheet.write_string(row, 1, rule.name, formats.plain)
        sheet.write_string(row, 2, COUNTS[rule.counts], formats.plain)
        sheet.write_number(row, 3, tally.confirmed, formats.plain)
        sheet.write_number(row, 4, tally.suspected, formats.plain)
        sheet.write_string(row, 5, rule.id, formats.plain)
        sheet.write_string(row, 6, record.advice.get(rule.id, ""), formats.text)
    return row + 1


def _score_table(sheet: Any, row: int, record: AuditRecord, formats: _Formats) -> None:
    assert record.score is not None
    for column, name in enumerate(("检查项", "问题", "个数", "扣分", "上限", "", "说明")):
        sheet.write_string(row, column, name, formats.head)
    for line in record.score.lines:
        row += 1
        sheet.write_string(row, 0, line.item, formats.plain)
        sheet.write_string(row, 1, line.name, formats.plain)
        for column, number in ((2, line.count), (3, line.points), (4, line.cap)):
            sheet.write_number(row, column, number, formats.plain)
        sheet.write_string(row, 6, line.note, formats.text)
