"""JUnit XML for gates of a build: a suite for each rule that ran, a case for each finding.

A confirmed finding is a failure; a suspected one and what could not be judged are skipped cases with their reason, since
a person has to look first. An audit that is not complete is an error, so that a gate never passes on half a look.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from itertools import groupby
from xml.sax.saxutils import escape, quoteattr

from reports.audit_record import AuditRecord, rule_of
from reports.evidence import evidence_text
from reports.passes import why
from reports.visible import visible
from storage.reporting import Noted, Tally


def lines(record: AuditRecord) -> Iterator[str]:
    """The document in pieces."""
    doubts = Counter(rule for rule, _, _ in record.unknowns)
    rules = list(dict.fromkeys([*record.rules, *record.tallies, *doubts]))
    tests = [_tests(record.tallies.get(rule, Tally()), doubts[rule]) for rule in rules]
    failures = sum(tally.confirmed for tally in record.tallies.values())
    skipped = sum(tally.suspected for tally in record.tallies.values()) + len(record.unknowns)
    errors = 0 if record.coverage.complete else 1
    yield '<?xml version="1.0" encoding="UTF-8"?>\n'
    yield (
        f'<testsuites name={_attribute(record.site.shown_name)} tests="{sum(tests) + 1}" failures="{failures}" '
        f'errors="{errors}" skipped="{skipped}" time="{record.coverage.seconds:.3f}">\n'
    )
    yield from _completeness(record, errors)
    found = groupby(record.findings(), key=lambda each: each.finding.rule)
    waiting = dict.fromkeys(rules)
    for rule, group in found:
        waiting.pop(rule, None)
        yield from _suite(record, rule, doubts[rule], group)
    for rule in waiting:
        yield from _suite(record, rule, doubts[rule], iter(()))
    yield "</testsuites>\n"


def _tests(tally: Tally, doubts: int) -> int:
    return tally.shown + doubts or 1


def _completeness(record: AuditRecord, errors: int) -> Iterator[str]:
    yield f'<testsuite name="audit" tests="1" failures="0" errors="{errors}" skipped="0">\n'
    yield f'<testcase classname="audit" name={_attribute(record.site.home_url)}>'
    if errors:
        reason = f"检查不完整：{why(record.coverage.reason) or '原因不明'}，尚有{record.coverage.pending}个已知网址未检查"
        yield f'<error type="incomplete" message={_attribute(reason)}/>'
    yield "</testcase>\n</testsuite>\n"


def _suite(record: AuditRecord, rule: str, doubts: int, group: Iterator[Noted]) -> Iterator[str]:
    tally = record.tallies.get(rule, Tally())
    name = f"{rule} {rule_of(rule).name}"
    yield (
        f'<testsuite name={_attribute(name)} tests="{_tests(tally, doubts)}" failures="{tally.confirmed}" errors="0" '
        f'skipped="{tally.suspected + doubts}" timestamp="{record.started:%Y-%m-%dT%H:%M:%S}">\n'
    )
    for each in group:
        yield _case(rule, each)
    for _, url, reason in (unknown for unknown in record.unknowns if unknown[0] == rule):
        told = _attribute(f"未判定：{reason}")
        yield f"<testcase classname={_attribute(rule)} name={_attribute(url)}><skipped message={told}/></testcase>\n"
    if not tally.shown and not doubts:
        yield f"<testcase classname={_attribute(rule)} name={_attribute(rule_of(rule).name)}/>\n"
    yield "</testsuite>\n"


def _case(rule: str, each: Noted) -> str:
    finding = each.finding
    head = f"<testcase classname={_attribute(rule)} name={_attribute(finding.url)}>"
    if not each.is_confirmed:
        return f"{head}<skipped message={_attribute('疑似，需人工确认：' + finding.message)}/></testcase>\n"
    where = f"对象：{visible(finding.url)}\n所在页面：{visible(finding.page)}"
    body = f"{visible(finding.message)}\n{where}\n{evidence_text(finding)}"
    return f"{head}<failure type={_attribute(rule)} message={_attribute(finding.message)}>{escape(body)}</failure></testcase>\n"


def _attribute(text: str) -> str:
    return quoteattr(visible(text))
