"""Findings against the truth."""

from __future__ import annotations

from datetime import date
from typing import Any

import demo
from demo.compare import address, compare, merge, render
from demo.truth import Expected, Spared, Truth

SITE = "http://www.a.gov.cn/"
TRUTH = Truth(
    date(2026, 11, 20),
    ("broken-link", "typo", "stale-column"),
    (
        Expected(SITE, "broken-link", SITE + "dead.html", "404"),
        Expected(SITE, "broken-link", "http://gone.invalid/", "no such domain", needs="dns"),
        Expected(SITE, "stale-column", SITE + "dt/", "old"),
        Expected(SITE, "typo", SITE + "1.html", "布署", detail="布署"),
        Expected(SITE, "typo", SITE + "1.html", "幅射", detail="幅射"),
    ),
    (Spared(SITE, "*", SITE + "lx/", "one document"),),
)


def finding(rule: str, url: str, **evidence: Any) -> dict[str, Any]:
    return {"type": "finding", "rule": rule, "url": url, "evidence": evidence}


def result(findings: list[dict[str, Any]], rule: str, **options: Any) -> tuple[int, int, int]:
    found = next(r for r in compare(findings, TRUTH, **options).rules if r.rule == rule)
    return len(found.found), len(found.missed), len(found.wrong)


def test_found_missed_and_wrong() -> None:
    findings = [finding("broken-link", SITE + "dead.html"), finding("broken-link", SITE + "alive.html")]
    assert result(findings, "broken-link") == (1, 1, 1)
    assert result(findings, "broken-link", skip_needs=("dns",)) == (1, 0, 1)
    comparison = compare(findings, TRUTH)
    assert (comparison.rules[0].precision, comparison.rules[0].recall) == (0.5, 0.5)
    assert comparison.rules[1].precision is None
    assert not comparison.perfect


def test_a_finding_twice_is_wrong_once() -> None:
    assert result([finding("stale-column", SITE + "dt/")] * 2, "stale-column") == (1, 0, 1)


def test_index_file_is_the_same_address() -> None:
    assert result([finding("stale-column", SITE + "dt/index.html")], "stale-column") == (1, 0, 0)
    assert address("https://a.cn/%E4%B8%AD/index.shtml#x") == address("http://a.cn/中")
    assert address("http://a.cn/?a=1") != address("http://a.cn/?a=2")


def test_words_are_told_apart() -> None:
    url = SITE + "1.html"
    assert result([finding("typo", url, wrong="布署")], "typo") == (1, 1, 0)
    assert result([finding("typo", url, wrong="布署"), finding("typo", url, wrong="防止幅射")], "typo") == (2, 0, 0)
    assert result([finding("typo", url, wrong="会议")], "typo") == (0, 2, 1)


def test_look_alike_is_named() -> None:
    comparison = compare([finding("stale-column", SITE + "lx/")], TRUTH)
    assert comparison.rules[2].wrong[0].spared == "one document"
    assert "one document" in render(comparison)


def test_other_rules_are_counted_apart() -> None:
    comparison = compare([finding("no-ipv6", SITE)], TRUTH)
    assert comparison.unjudged == {"no-ipv6": 1}
    assert all(not r.wrong for r in comparison.rules)


def test_the_truth_against_itself_is_perfect() -> None:
    whole = demo.truth(date(2026, 11, 20))
    parts = []
    for site in demo.DEMO_SITES:
        said = [finding(e.rule, e.url, **({"wrong": e.detail} if e.detail else {})) for e in whole.of(site).expected]
        parts.append(compare(said, whole, site=site))
    merged = merge(parts)
    assert merged.perfect
    assert sum(len(r.found) for r in merged.rules) == len(whole.expected)
    assert "100.0%" in render(merged)
