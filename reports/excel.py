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
from reports.official_sheet import A4, CELL_FONT, OPTIONS, height, span
from reports.passes import shown, why
from reports.share_looked_at import limits
from reports.table import CONFIDENCE
from reports.visible import http_link, visible
from rules.explain import COUNTS, GROUPS
from storage.reporting import Noted

COLUMNS = (
    ("序号", 6), ("问题", 15), ("可信度", 8), ("说明", 42), ("对象网址", 32), ("所在页面", 30), ("栏目", 12),
    ("证据", 38), ("首次发现", 12), ("编号", 7),
)  # fmt: skip
SUMMARY_WIDTHS = (20, 22, 24, 8, 8, 8, 66)
MM_A_CHARACTER = 1.95
"""Of a column's width, by which the height of a row is reckoned."""
SIZE = 10
SAME = "同左"
MOST_ROWS = 1_000_000
MOST_LINKS = 65_000
"""A sheet of Excel takes 65,530 links and 1,048,576 rows."""
MOST_IN_MEMORY = 5_000
"""Findings of a workbook that is made without files in between: of 500 small reports those files take most of the time."""
LONGEST_CELL = 8_000
MOST_HEIGHT = 200.0
"""Points: more of a long cell is seen when it is opened."""
LONGEST_LINK_BYTES = 650
"""Each byte that is no ASCII becomes three in a link, and a link takes 2,079."""
SUMMARY = "汇总"


def write(record: AuditRecord, path: Path) -> None:
    """Write the workbook."""
    small = record.amount <= MOST_IN_MEMORY
    options = {**OPTIONS, "in_memory": small, "constant_memory": not small}
    with xlsxwriter.Workbook(str(path), options) as book:
        book.set_properties({"title": f"{visible(record.site.shown_name, 100)} 检查结果", "author": "xuncha"})
        formats = Formats(book)
        summary = book.add_worksheet(SUMMARY)
        sheets: dict[str, FindingSheet] = {}
        for rule, _ in record.found():
            name = GROUPS[rule.group]
            if name not in sheets:
                sheets[name] = FindingSheet(book, name, formats, record.site.shown_name)
        for rule_id, group in groupby(record.findings(), key=lambda each: each.finding.rule):
            sheet = sheets[GROUPS[rule_of(rule_id).group]]
            for each in group:
                sheet.add(each)
        _unknowns(book, record, formats)
        for sheet in sheets.values():
            sheet.close()
        _summary(summary, record, formats, sheets)


class Formats:
    """The cell formats of one workbook."""

    def __init__(self, book: Any) -> None:
        font = {"font_name": CELL_FONT, "font_size": SIZE, "valign": "top"}
        cell = {**font, "border": 1, "border_color": "#A6A6A6"}
        self.head = book.add_format({**cell, "bold": True, "bg_color": "#DCE6F1", "valign": "vcenter", "text_wrap": True})
        self.text = book.add_format({**cell, "text_wrap": True, "num_format": "@"})
        self.plain = book.add_format(cell)
        self.link = book.add_format({**cell, "font_color": "#0563C1", "underline": 1, "text_wrap": True})
        self.bold = book.add_format({**font, "bold": True})
        self.fact = book.add_format({**font, "text_wrap": True})
        self.title = book.add_format({"font_name": CELL_FONT, "bold": True, "font_size": 14})


class FindingSheet:
    """A sheet of findings while it is written, row after row; `before` are columns that the caller fills."""

    def __init__(self, book: Any, name: str, formats: Formats, site: str, before: Sequence[tuple[str, int]] = ()) -> None:
        self.name, self._formats = name, formats
        self._columns = (*COLUMNS[:1], *before, *COLUMNS[1:])
        self._shift = len(before)
        self._sheet = book.add_worksheet(name)
        self._links = 0
        self.rows = 0
        self.left_out = 0
        head(self._sheet, self._columns, formats)
        print_layout(self._sheet, f"{site}　{name}")

    def add(self, each: Noted, *before: str) -> None:
        """Write one finding behind the texts of the caller's columns."""
        if self.rows >= MOST_ROWS:
            self.left_out += 1
            return
        self.rows += 1
        finding, row, text = each.finding, self.rows, self._formats.text
        certainty = CONFIDENCE[Confidence.CONFIRMED if each.is_confirmed else Confidence.SUSPECTED]
        evidence = evidence_text(finding)
        page = SAME if finding.page == finding.url else finding.page
        texts = (
            "",
            *before,
            rule_of(finding.rule).name,
            "",
            finding.message,
            finding.url,
            page,
            finding.column or "",
            evidence,
        )
        self._sheet.set_row(row, height_of(texts, [width for _, width in self._columns]))
        self._sheet.write_number(row, 0, row, self._formats.plain)
        for column, said in enumerate(before, 1):
            self._string(row, column, said, text)
        at = self._shift
        self._string(row, at + 1, rule_of(finding.rule).name, text)
        self._string(row, at + 2, certainty, self._formats.plain)
        self._string(row, at + 3, finding.message, text)
        self._address(row, at + 4, finding.url, linked=finding.rule not in DANGEROUS)
        self._address(row, at + 5, page, linked=finding.rule not in DANGEROUS_PAGES)
        self._string(row, at + 6, finding.column or "", text)
        self._string(row, at + 7, evidence, text)
        self._string(row, at + 8, shown(each.first_seen)[:10], self._formats.plain)
        if each.number:
            self._sheet.write_number(row, at + 9, each.number, self._formats.plain)
        else:
            self._sheet.write_blank(row, at + 9, None, self._formats.plain)

    def close(self) -> None:
        """The filter over what was written."""
        self._sheet.autofilter(0, 0, max(self.rows, 1), len(self._columns) - 1)

    def _string(self, row: int, column: int, text: str, style: Any) -> None:
        self._sheet.write_string(row, column, visible(text, LONGEST_CELL), style)

    def _address(self, row: int, column: int, url: str, *, linked: bool) -> None:
        link = http_link(url) if linked and self._links < MOST_LINKS else ""
        if link and (link.isascii() or len(link.encode()) <= LONGEST_LINK_BYTES):
            self._links += 1
            self._sheet.write_url(row, column, link, self._formats.link, string=visible(url, LONGEST_CELL))
        else:
            self._string(row, column, url, self._formats.text)


def height_of(texts: Sequence[str], widths: Sequence[int]) -> float:
    """Points for a row; not every program fits a row to its wrapped text by itself."""
    cells = ((text[:LONGEST_CELL], width * MM_A_CHARACTER) for text, width in zip(texts, widths, strict=False))
    return min(height(cells, SIZE), MOST_HEIGHT)


def print_layout(sheet: Any, title: str) -> None:
    """A4 across, one page wide, the site on top and numbered pages; a name's & is no order to the printer."""
    sheet.set_landscape()
    sheet.set_paper(A4)
    sheet.set_margins(left=0.5, right=0.5, top=0.75, bottom=0.75)
    sheet.fit_to_pages(1, 0)
    sheet.set_header("&L&10" + " " + visible(title, 80).replace("&", "&&"))
    sheet.set_footer("&C&10第 &P 页，共 &N 页")


def head(sheet: Any, columns: Sequence[tuple[str, int]], formats: Formats) -> None:
    sheet.freeze_panes(1, 0)
    sheet.repeat_rows(0)
    for index, (name, width) in enumerate(columns):
        sheet.set_column(index, index, width)
        sheet.write_string(0, index, name, formats.head)


def _unknowns(book: Any, record: AuditRecord, formats: Formats) -> None:
    if not record.unknowns:
        return
    sheet = book.add_worksheet("未判定")
    widths = (26, 60, 70)
    head(sheet, tuple(zip(("规则", "网址", "原因"), widths, strict=True)), formats)
    print_layout(sheet, f"{record.site.shown_name}　未判定")
    listed = record.unknowns[:MOST_ROWS]
    for row, values in enumerate(listed, 1):
        sheet.set_row(row, height_of(values, widths))
        for column, text in enumerate(values):
            sheet.write_string(row, column, visible(text, LONGEST_CELL), formats.text)
    sheet.autofilter(0, 0, len(listed), 2)


def _summary(sheet: Any, record: AuditRecord, formats: Formats, sheets: dict[str, FindingSheet]) -> None:
    for column, width in enumerate(SUMMARY_WIDTHS):
        sheet.set_column(column, column, width)
    print_layout(sheet, f"{record.site.shown_name}　{SUMMARY}")
    sheet.set_row(0, 24)
    sheet.write_string(0, 0, f"{visible(record.site.shown_name, 200)} 检查结果", formats.title)
    row = 1
    last = len(SUMMARY_WIDTHS) - 1
    for name, value in _facts(record, sheets):
        text = visible(value)
        sheet.set_row(row, height_of([text], [sum(SUMMARY_WIDTHS[1:])]))
        sheet.write_string(row, 0, name, formats.bold)
        span(sheet, (row, 1), (row, last), text, formats.fact)
        row += 1
    row = _rule_table(sheet, row + 1, record, formats)
    if record.score is not None and record.score.lines:
        _score_table(sheet, row + 1, record, formats)


def _facts(record: AuditRecord, sheets: dict[str, FindingSheet]) -> list[tuple[str, str]]:
    coverage, score = record.coverage, record.score
    state = limits(coverage, why(coverage.reason)) or "完整"
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


def _rule_table(sheet: Any, row: int, record: AuditRecord, formats: Formats) -> int:
    for column, name in enumerate(("类别", "问题", "计入方式", "确认", "疑似", "合计", "如何整改")):
        sheet.write_string(row, column, name, formats.head)
    for rule, tally in record.found():
        row += 1
        group = GROUPS[rule.group]
        advice = record.advice.get(rule.id, "")
        sheet.set_row(row, height_of([f"{rule.name}（{rule.id}）", advice], [SUMMARY_WIDTHS[1], SUMMARY_WIDTHS[6]]))
        sheet.write_url(row, 0, f"internal:'{group}'!A1", formats.link, string=group)
        sheet.write_string(row, 1, f"{rule.name}（{rule.id}）", formats.text)
        sheet.write_string(row, 2, COUNTS[rule.counts], formats.text)
        for column, number in ((3, tally.confirmed), (4, tally.suspected), (5, tally.shown)):
            sheet.write_number(row, column, number, formats.plain)
        sheet.write_string(row, 6, advice, formats.text)
    return row + 1


def _score_table(sheet: Any, row: int, record: AuditRecord, formats: Formats) -> None:
    assert record.score is not None
    for column, name in enumerate(("检查项", "问题", "依据", "个数", "扣分", "上限", "说明")):
        sheet.write_string(row, column, name, formats.head)
    for line in record.score.lines:
        row += 1
        sheet.set_row(row, height_of(("", line.name, line.basis), SUMMARY_WIDTHS))
        for column, text in enumerate((line.item, line.name, line.basis)):
            sheet.write_string(row, column, text, formats.text)
        for column, number in ((3, line.count), (4, line.points), (5, line.cap)):
            sheet.write_number(row, column, number, formats.plain)
        sheet.write_string(row, 6, line.note, formats.text)
