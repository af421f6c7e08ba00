"""The visits of home pages as lines for a person: how each site opened just now, and its record of the last days."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from model import Json, Site
from reports.evidence_words import CODES
from storage.visits import Visit

OUTCOMES: Mapping[str, str] = {
    "ok": "已打开",
    "failed": "未打开",
    "refused": "按程序拒绝（不计）",
    "ours": "本机原因（不计）",
}


def visit_lines(site: Site, visit: Visit, record: Json) -> Iterator[str]:
    """One line: the site, this visit, the share of failures in its record."""
    cause = f"（{visit.status or CODES.get(visit.error, visit.error)}）" if visit.outcome == "failed" else ""
    visits, failed = (sum(day[key] for day in record.get("days", ())) for key in ("visits", "failed"))
    share = f"，近{len(record['days'])}天{visits}次中未打开{failed}次（{100 * failed / visits:.1f}%）" if visits else ""
    took = f" {visit.milliseconds / 1000:.1f}秒" if visit.outcome == "ok" else ""
    yield f"{site.shown_name}　{OUTCOMES.get(visit.outcome, visit.outcome)}{cause}{took}{share}\n"
