"""JSON Lines: the machine-readable result of an audit, as other programs rely on it (docs/interface.md)."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from typing import Any

from model import SHANGHAI, Coverage, Finding
from rules.score import Score

VERSION = 1


def lines(
    *,
    site: str,
    started: datetime,
    as_of: str,
    rules: Iterable[str],
    findings: Iterable[Finding],
    unknowns: Iterable[tuple[str, str, str]],
    coverage: Coverage,
    score: Score | None,
    dismissed: int = 0,
) -> Iterator[str]:
    """The `audit` line, a line for each finding, the `summary` line. `dismissed`: findings left out because people said so."""
    audit = {
        "type": "audit",
        "version": VERSION,
        "site": site,
        "started": started.astimezone(SHANGHAI).isoformat("T", "seconds"),
    }
    yield _line(audit | {"as_of": as_of, "rules": list(rules)})
    counts: dict[str, int] = {}
    for finding in findings:
        counts[finding.rule] = counts.get(finding.rule, 0) + 1
        yield _line(finding_record(finding))
    yield _line(summary(coverage, counts, score, list(unknowns)) | {"dismissed": dismissed})


def finding_record(finding: Finding) -> dict[str, Any]:
    """A finding as it is printed."""
    return {
        "type": "finding",
        "rule": finding.rule,
        "url": finding.url,
        "page": finding.page,
        "column": finding.column,
        "confidence": finding.confidence,
        "message": finding.message,
        "evidence": finding.evidence,
    }


def summary(
    coverage: Coverage, counts: Mapping[str, int], score: Score | None, unknowns: list[tuple[str, str, str]]
) -> dict[str, Any]:
    """The last line."""
    doubts: dict[str, int] = {}
    for rule, _, _ in unknowns:
        doubts[rule] = doubts.get(rule, 0) + 1
    return {
        "type": "summary",
        "complete": coverage.complete,
        "reason": coverage.reason or None,
        "pages": coverage.pages,
        "requests": coverage.requests,
        "bytes": coverage.bytes,
        "seconds": coverage.seconds,
        "findings": dict(sorted(counts.items())),
        "score": score.total if score else None,
        "result": score.result if score else None,
        "vetoes": sorted({veto.rule for veto in score.vetoes}) if score else [],
        "not_judged": dict(sorted(doubts.items())),
        "not_visited": coverage.pending,
        "skipped": dict(sorted(coverage.skipped.items())),
        "unparseable": coverage.unparseable,
        "check_errors": dict(sorted(coverage.check_errors.items())),
    }


def _line(record: Mapping[str, Any]) -> str:
    return json.dumps(record, ensure_ascii=False, separators=(",", ":")) + "\n"
