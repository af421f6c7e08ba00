"""The audit as a Word document on an official page: result, problems by rule with examples, an annex with all counts."""

from __future__ import annotations

from itertools import groupby, islice
from pathlib import Path

from docx.document import Document as DocumentType
from docx.shared import Pt

from model import Confidence
from reports import official_layout as page
from reports.audit_record import AuditRecord
from reports.chinese_numbers import chinese
from reports.evidence import evidence_text
from reports.packed import packed
from reports.passes import shown, why
from reports.share_looked_at import limits
from reports.table import CONFIDENCE
from reports.visible import visible
from rules.explain import COUNTS, GROUPS
from storage.reporting import Noted

MOST = 20
"""Findings of one rule that stand in the document; the annex counts all."""


def write(record: AuditRecord, path: Path) -> None:
    """Write the document."""
    document = page.new_document()
    page.title(document, f"{visible(record.site.shown_name, 100)}检查报告")
    page.heading(document, "一、总体情况")
    for text in _overview(record):
        page.body(document, text)
    page.heading(document, "二、发现的问题")
    _problems(document, record)
    page.heading(document, "三、未检查或未能判定的部分")
    for text in _gaps(record):
        page.body(document, text)
    _annex(document, record)
    document.core_properties.title = f"{visible(record.site.shown_name, 100)}检查报告"
    document.core_properties.author = "xuncha"
    path.write_bytes(packed(document.save))


def _overview(record: AuditRecord) -> list[str]:
    coverage, score = record.coverage, record.score
    site = f"{visible(record.site.shown_name, 100)}（{visible(record.site.home_url, 200)}）"
    suspected = sum(tally.suspected for tally in record.tallies.values())
    doubt = f"，其中疑似{suspected}个，须人工确认" if suspected else ""
    texts = [
        f"{visible(record.title, 100)}于{shown(record.started)}开始对{site}进行检查，读取页面{coverage.pages}个，"
        f"发现问题{record.amount}个{doubt}。内容更新情况按{record.as_of}判断。"
    ]
    if part := limits(coverage, why(coverage.reason)):
        texts.append(f"{part}结果只反映已检查的部分，未列出的不等于没有问题。")
    if score is not None:
        number = "" if score.total is None else f"，{score.total:g}分" + ("（分值待核）" if score.provisional else "")
        texts.append(f"结果：{score.result}{number}。")
        texts += [
            f"单项否决{'（疑似，须人工确认）' if veto.suspected else ''}：{veto.name}，{visible(veto.why, 200)}。"
            for veto in score.vetoes
        ]
    if record.suppressed:
        texts.append(f"另有{record.suppressed}个问题已由人工排除，未列入。")
    return texts


def _problems(document: DocumentType, record: AuditRecord) -> None:
    kept = {rule: list(islice(group, MOST)) for rule, group in groupby(record.findings(), key=lambda each: each.finding.rule)}
    if not kept:
        page.body(document, "已检查的部分没有发现问题。")
    for number, (rule, tally) in enumerate(record.found(), 1):
        page.heading(document, f"（{chinese(number)}）{rule.name}（{tally.shown}个，{COUNTS[rule.counts]}）", 2)
        if advice := record.advice.get(rule.id, ""):
            page.body(document, f"整改要求：{advice}")
        listed = kept.get(rule.id, [])
        for index, each in enumerate(listed, 1):
            _finding(document, index, each)
        if tally.shown > len(listed):
            page.body(document, f"其余{tally.shown - len(listed)}个未在此列出。")


def _finding(document: DocumentType, index: int, each: Noted) -> None:
    finding = each.finding
    certainty = CONFIDENCE[Confidence.CONFIRMED if each.is_confirmed else Confidence.SUSPECTED]
    page.body(document, f"{index}.（{certainty}）{visible(finding.message, 500)}")
    where = f"网址：{visible(finding.url, 500)}"
    if finding.page != finding.url:
        where += f"；所在页面：{visible(finding.page, 500)}"
    detail = document.add_paragraph()
    detail.paragraph_format.line_spacing = Pt(18)
    detail.paragraph_format.left_indent = Pt(32)
    evidence = evidence_text(finding)
    page.styled(detail.add_run(where + (f"；{evidence}" if evidence else "")), page.BODY_FONT, page.SIZE_5)


def _gaps(record: AuditRecord) -> list[str]:
    texts = []
    if record.unknowns:
        texts.append(f"有{len(record.unknowns)}项因页面或检查范围的原因未能判定，不计分，需要时由人工查看。")
    if record.coverage.skipped:
        texts.append(f"按规定略过的网址{sum(record.coverage.skipped.values())}个（如robots.txt不允许）。")
    if record.coverage.unparseable:
        texts.append(f"无法解析的页面{record.coverage.unparseable}个。")
    return texts or ["无。"]


def _annex(document: DocumentType, record: AuditRecord) -> None:
    heading = page.heading(document, "附件：问题数量汇总")
    heading.paragraph_format.page_break_before = True
    rows = [["序号", "类别", "问题", "确认", "疑似", "文中列出"]]
    for number, (rule, tally) in enumerate(record.found(), 1):
        listed = str(min(tally.shown, MOST))
        rows.append([str(number), GROUPS[rule.group], rule.name, str(tally.confirmed), str(tally.suspected), listed])
    total = [str(sum(getattr(tally, name) for tally in record.tallies.values())) for name in ("confirmed", "suspected")]
    rows.append(["", "", "合计", *total, ""])
    page.table(document, rows, (12, 28, 62, 16, 16, 20))
