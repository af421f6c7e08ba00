"""JUnit XML for gates."""

from xml.etree import ElementTree

from reports import junit
from tests.reports.sample import finding, hostile_findings, record


def suites(text: str) -> tuple[ElementTree.Element, dict[str, ElementTree.Element]]:
    root = ElementTree.fromstring(text)
    return root, {(suite.get("name") or "").split(" ")[0]: suite for suite in root}


def test_confirmed_fails_suspected_is_skipped_clean_passes() -> None:
    root, found = suites("".join(junit.lines(record([finding(1), finding(2, suspected=True)]))))
    assert (root.get("tests"), root.get("failures"), root.get("skipped"), root.get("errors")) == ("5", "1", "2", "0")
    broken = found["broken-link"]
    assert [[child.tag for child in case] for case in broken] == [["failure"], ["skipped"]]
    assert "返回404" in (broken[0][0].get("message") or "")
    assert [child.tag for child in found["stale-column"][0]] == ["skipped"]
    assert list(found["typo"][0]) == []


def test_the_counts_are_those_of_the_cases() -> None:
    root, found = suites("".join(junit.lines(record([finding(n, suspected=n % 2 == 0) for n in range(9)], complete=False))))
    assert int(root.get("tests") or 0) == len(root.findall(".//testcase"))
    for suite in found.values():
        assert int(suite.get("tests") or 0) == len(suite.findall("testcase"))
        assert int(suite.get("failures") or 0) == len(suite.findall(".//failure"))
        assert int(suite.get("skipped") or 0) == len(suite.findall(".//skipped"))
    assert root.find(".//error") is not None


def test_hostile_text_is_still_xml() -> None:
    root, _ = suites("".join(junit.lines(record(hostile_findings()))))
    assert len(root.findall(".//failure")) == len(hostile_findings())
