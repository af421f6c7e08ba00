"""A finding as a person reads it: words for codes, fields by name, nothing obeyed."""

import re
from pathlib import Path

import pytest

from model import Finding
from reports.evidence import LABELS
from reports.evidence_words import CODED, worded
from reports.field_words import FIELDS
from reports.finding_story import evidence_lines
from tests.checks.build import case
from tests.checks.test_fixtures import cases, registry, run


def test_codes_dates_units_and_lists_are_words() -> None:
    attempts = [{"time": "2026-11-20T09:00:05+08:00", "status": 404, "error": ""}]
    shown = list(
        evidence_lines(
            {
                "reason": "soft-404", "how": "other-title", "limit": "6m", "external": False, "count": 0, "share": 60.0,
                "not_after": "2026-11-13T16:00:00+00:00", "attempts": attempts, "wrong": [{"tag": "PubDate", "value": ""}],
                "files": ["http://www.test.gov.cn/" + "x" * 60 + str(n) for n in range(2)], "own_key": "\u202e值",
            }
        )
    )  # fmt: skip
    assert "原因：页面提示不存在" in shown and "判断方式：正文相同、标题不同" in shown and "期限：6个月" in shown
    assert "证书到期：2026-11-14 00:00" in shown and "占比（%）：60" in shown
    assert "  11-20 09:00:05 404" in shown and "  标签 PubDate" in shown and "附件：2项" in shown
    assert "own_key：⟨U+202E⟩值" in shown
    assert not any(line.startswith(("站外链接", "出现次数")) for line in shown)


@pytest.mark.parametrize("rule", sorted(registry()))
def test_no_rule_shows_an_english_key_or_code(rule: str) -> None:
    for path in (path for name, path in cases() if name == rule and Path(path).stem.startswith("bad-")):
        subject, expected = case(path)
        fitting = [check for check in registry()[rule] if isinstance(subject, check.subject)]
        results = [result for check in fitting for result in run(check, subject, expected.get("params", {}))]
        for finding in (result for result in results if isinstance(result, Finding)):
            assert not finding.evidence.keys() - FIELDS.keys() - LABELS.keys(), f"{path}: name them in field_words.FIELDS"
            for key in CODED & finding.evidence.keys():
                value = finding.evidence[key]
                for each in value if isinstance(value, list) else [value]:
                    assert not isinstance(each, str) or not re.fullmatch(r"[a-z-]{3,}", worded(key, each)), (path, key, each)
