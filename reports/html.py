"""One HTML file for a person: what was found, why, what to do. Without scripts; nothing from the web is obeyed.

Counts are whole, long lists are cut: the rest stands in a workbook beside the file (`data_file`), which the caller writes.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from urllib.parse import quote

from model import Counts, Rule
from reports import charts, trend_page
from reports.audit_record import DANGEROUS, DANGEROUS_PAGES, AuditRecord
from reports.evidence import evidence_lines
from reports.page_templates import environment
from reports.passes import shown, skip_words, why
from reports.share_looked_at import limits
from reports.visible import http_link, visible
from rules.explain import COUNTS, GROUPS
from storage.reporting import Noted, Tally

MOST = 50
"""Findings of one rule that stand in the file itself."""
UNKNOWNS = 5


@dataclass(frozen=True, slots=True)
class Entry:
    """One finding, ready to be escaped."""

    message: str
    confirmed: bool
    url: str
    url_link: str
    page: str
    page_link: str
    column: str
    number: int
    since: str
    evidence: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Section:
    """One rule with the findings that are shown."""

    rule: Rule
    group: str
    counts: str
    tally: Tally
    advice: str
    entries: tuple[Entry, ...]

    @property
    def rest(self) -> int:
        """Findings that are only counted here."""
        return self.tally.shown - len(self.entries)

    @property
    def is_grave(self) -> bool:
        """Whether it can be a veto by itself, or stands beside the vetoes."""
        return self.rule.counts in (Counts.VETO, Counts.VETO_COUNT, Counts.SERIOUS)


def needs_data_file(record: AuditRecord) -> bool:
    """Whether some findings do not stand in the file itself."""
    return any(tally.shown > MOST for tally in record.tallies.values())


def lines(record: AuditRecord, *, data_file: str = "") -> Iterator[str]:
    """The whole page in pieces. `data_file` is the name of the workbook with every finding, "" where there is none."""
    unknowns = Counter(rule for rule, _, _ in record.unknowns)
    groups = charts.bars(record.by_group())
    trends = trend_page.shown(record.trends) if record.trends is not None else None
    yield from (
        environment()
        .get_template("audit.html")
        .generate(
            record=record,
            coverage=record.coverage,
            score=record.score,
            started=shown(record.started),
            limits=limits(record.coverage, why(record.coverage.reason)),
            skipped=[(skip_words(name), amount) for name, amount in sorted(record.coverage.skipped.items())],
            groups=groups,
            sections=_sections(record),
            unknowns=sorted(unknowns.items()),
            unknown_examples=_examples(record),
            trends=trends,
            data_file=data_file,
            data_link=quote(data_file),
        )
    )


def _sections(record: AuditRecord) -> list[Section]:
    kept: dict[str, tuple[Entry, ...]] = {}
    for rule, group in groupby(record.findings(), key=lambda each: each.finding.rule):
        entries: list[Entry] = []
        for each in group:
            if len(entries) < MOST:
                entries.append(_entry(each))
        kept[rule] = tuple(entries)
    return [
        Section(rule, GROUPS[rule.group], COUNTS[rule.counts], tally, record.advice.get(rule.id, ""), kept.get(rule.id, ()))
        for rule, tally in record.found()
    ]


def _entry(each: Noted) -> Entry:
    finding = each.finding
    return Entry(
        message=visible(finding.message),
        confirmed=each.is_confirmed,
        url=visible(finding.url),
        url_link="" if finding.rule in DANGEROUS else http_link(finding.url),
        page=visible(finding.page) if finding.page != finding.url else "",
        page_link="" if finding.rule in DANGEROUS_PAGES else http_link(finding.page),
        column=visible(finding.column or ""),
        number=each.number,
        since=shown(each.first_seen)[:10],
        evidence=tuple(evidence_lines(finding)),
    )


def _examples(record: AuditRecord) -> dict[str, list[tuple[str, str]]]:
    found: dict[str, list[tuple[str, str]]] = {}
    for rule, url, reason in record.unknowns:
        listed = found.setdefault(rule, [])
        if len(listed) < UNKNOWNS:
            listed.append((visible(url, 300), visible(reason, 300)))
    return found
