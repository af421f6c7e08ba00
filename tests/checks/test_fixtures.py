"""Every check against its fixture folder: exact findings of the bad cases, silence on the honest look-alikes."""

from __future__ import annotations

import dataclasses
from pathlib import Path
from typing import Any

import pytest

from checks import HEADINGS, Check, registry
from model import Finding, Page, Unknown
from tests.checks.build import case

FOLDER = Path(__file__).parent
BROKEN = {"status", "reason", "text", "pages", "places", "attempts"}
COLUMN = {"kind", "latest", "days", "limit_days"}
EVIDENCE = {
    "duplicate-content": {"duplicate_of", "similarity"},
    "abnormal-date": {"date", "reason"},
    "missing-date": {"date", "reason"},
    "broken-link": BROKEN,
    "broken-image": BROKEN,
    "broken-attachment": BROKEN,
    "broken-resource": BROKEN,
    "stale-column": COLUMN | {"bucket"},
    "empty-column": COLUMN,
    "stale-homepage": {"missing", "latest", "days", "limit_days"},
    "missing-interpretation": {"title", "document_number", "published"},
    "unlinked-interpretation": {"policy", "interpretation"},
    "typo": {"wrong", "right", "context"},
    "page-tags": {"missing", "empty", "wrong"},
    "site-identity": {"missing", "wrong"},
    "no-error-report-entry": {"missing", "wrong_code"},
    "no-mobile-layout": {"missing"},
    "no-accessibility": {"missing"},
    "no-privacy-policy": {"missing"},
    "missing-annual-report": {"missing"},
    "domain-name": {"missing", "host"},
    "registry-mismatch": {"differences"},
    "overdue-reply": {"received", "replied", "working_days", "limit", "deadline", "state"},
    "message-disclosure": {"reason"},
    "no-interaction-channel": {"missing", "seen"},
    "poor-reply": {"reason", "answer", "question"},
    "missing-survey-result": {"ended", "ended_raw", "state", "days", "limit_days"},
    "no-online-survey": {"ways", "ended"},
    "incomplete-service-guide": {"missing", "absent", "empty"},
    "wrong-service-guide": {"reason", "element", "value"},
    "missing-form-sample": {"reason", "missing", "forms"},
    "no-service-statistics": {"reason", "latest", "days", "limit_days"},
    "basic-info": {"kind", "reason", "missing"},
    "required-link": {"missing"},
    "policy-metadata": {"missing"},
    "late-interpretation": {"title", "document_number", "published", "working_days"},
    "hidden-link": {"reason", "text"},
    "harmful-link": {"reason", "text"},
    "commercial-content": {"reason", "text"},
    "tampered-page": {"reason"},
    "unmarked-external-link": {"reason", "text"},
    "site-unreachable": {"missing", "basis", "visits", "failures", "failed_percent", "limit_percent", "limit_seconds"},
    "slow-response": {"missing", "median_ms", "limit_ms", "visits"},
    "certificate": {"missing", "host", "reason", "not_after", "days_left", "issuer", "protocol"},
    "no-ipv6": {"missing", "host", "aaaa"},
    "no-site-search": {"missing", "reason"},
}


def cases() -> list[tuple[str, Path]]:
    found = []
    for rule in registry():
        for path in sorted((FOLDER / rule).glob("*")):
            if path.suffix == ".html" or (path.suffix == ".toml" and not path.with_suffix(".html").exists()):
                found.append((rule, path))
    return found


@pytest.mark.parametrize(("rule", "path"), cases(), ids=lambda value: value.stem if isinstance(value, Path) else value)
def test_case(rule: str, path: Path) -> None:
    subject, expected = case(path)
    given = expected.get("params", {})
    fitting = [check for check in registry()[rule] if isinstance(subject, check.subject)]
    results = [result for check in fitting for result in run(check, subject, given)]
    assert fitting
    findings = [result for result in results if isinstance(result, Finding)]
    unknown = [result.url for result in results if isinstance(result, Unknown)]
    wanted = expected.get("findings", [])
    assert len(findings) == len(wanted), findings
    for finding, want in zip(findings, wanted, strict=True):
        assert_contains(dataclasses.asdict(finding), want)
        assert EVIDENCE.get(rule, set()) <= finding.evidence.keys()
        assert finding.rule == rule and finding.message.strip()
    assert unknown == expected.get("unknown", [])
    assert bool(wanted) == path.stem.startswith("bad-"), "a bad case expects findings, a good one none"


def run(check: Check, subject: object, given: dict[str, Any]) -> list[Finding | Unknown]:
    return list(check.run([subject] if check.batched else subject, check.params.model_validate(given)))


def assert_contains(actual: Any, want: Any) -> None:
    """Every key of `want` stands in `actual` with that value."""
    if isinstance(want, dict):
        for key, value in want.items():
            assert key in actual, key
            assert_contains(actual[key], value)
        return
    assert actual == want


@pytest.mark.parametrize("rule", sorted(registry()))
def test_every_check_has_bad_cases_and_look_alikes(rule: str) -> None:
    names = [path.stem for found, path in cases() if found == rule]
    assert sum(name.startswith("bad-") for name in names) >= 2, names
    assert sum(name.startswith("good-") for name in names) >= 2, names


@pytest.mark.parametrize("check", [one for checks in registry().values() for one in checks], ids=lambda one: one.module)
def test_every_check_is_documented_under_the_five_headings(check: Check) -> None:
    lines = check.doc.splitlines()
    assert any("\u4e00" <= char <= "\u9fff" for char in lines[0]), "the first line is the official name"
    at = [next((n for n, line in enumerate(lines) if line.startswith(heading)), -1) for heading in HEADINGS]
    assert -1 not in at and at == sorted(at), dict(zip(HEADINGS, at, strict=True))
    for heading, start, end in zip(HEADINGS, at, [*at[1:], len(lines)], strict=True):
        assert len("".join(lines[start:end]).removeprefix(heading).strip()) >= 10, heading


@pytest.mark.parametrize("rule", sorted(registry()))
def test_a_rule_is_one_file_named_as_the_rule(rule: str) -> None:
    for check in registry()[rule]:
        assert check.module.rsplit(".", 1)[-1] == rule.replace("-", "_")


def test_no_fixture_folder_without_a_check() -> None:
    folders = {path.name for path in FOLDER.iterdir() if path.is_dir() and "-" in path.name}
    assert folders <= set(registry())


def test_parameters_have_an_order() -> None:
    """What a set holds comes in another order in every process, and pages would be taken for checked by other rules."""
    for found in registry().values():
        for check in (each for each in found if each.subject is Page):
            values = check.params().model_dump().values()
            assert not any(isinstance(value, set | frozenset) for value in values), check.rule
