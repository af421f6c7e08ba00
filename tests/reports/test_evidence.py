"""Evidence as a person reads it."""

from model import Finding
from reports.evidence import evidence_lines, evidence_text
from tests.reports.sample import HOME


def shown(**evidence: object) -> dict[str, str]:
    return dict(evidence_lines(Finding("typo", HOME, HOME, "错", evidence=dict(evidence))))


def test_words_instead_of_codes() -> None:
    attempts = [
        {"time": "2026-11-20T09:00:05+08:00", "status": 404},
        {"time": "2026-11-20T09:01:00+08:00", "status": None, "error": "timeout"},
    ]
    assert shown(status=404, reason="http-status", attempts=attempts, places=[{"page": HOME}]) == {
        "原因": "返回错误码",
        "返回码": "404",
        "核实经过": "11-20 09:00:05 404；11-20 09:01:00 超时",
    }


def test_lists_are_short_and_say_how_long_they_are() -> None:
    assert shown(right=["部署"], missing=[str(n) for n in range(8)]) == {"应为": "部署", "缺少": "0、1、2、3、4 等8个"}
    assert shown(places=[{"page": "a"}, {"page": "b"}], pages=["x"]) == {"所在页面": "a、b", "页面": "x"}


def test_what_says_nothing_is_left_out() -> None:
    assert shown(latest=None, text="", bucket="A", offset=3, similarity=0.9312) == {"相似度": "0.9312"}
    assert evidence_text(Finding("typo", HOME, HOME, "错", evidence={"wrong": "布\u202e署"})) == "原文：布⟨U+202E⟩署"
