"""The HTML report: whole in its counts, cut in its lists, dead to whatever a page says."""

from dataclasses import replace
from pathlib import Path

import pytest
from selectolax.lexbor import LexborHTMLParser

from model import Coverage
from reports import html
from reports.delivery import deliver
from tests.reports.sample import HOSTILE, finding, hostile_findings, record


def page(text: str) -> LexborHTMLParser:
    return LexborHTMLParser(text)


def test_a_person_sees_result_findings_and_remedy() -> None:
    text = "".join(html.lines(record([finding(1), finding(2), finding(3, "hidden-link", suspected=True)])))
    shown = page(text).body.text(separator=" ")  # type: ignore[union-attr]
    for words in (
        "测试区人民政府",
        "疑似单项否决",
        "91.5 分（分值待核）",
        "链接无法打开",
        "改正或删除链接。",
        "疑似，需人工确认",
        "列表由脚本加载",
        "0.15",
    ):
        assert words in shown
    assert len(page(text).css("ol.found > li")) == 3
    assert [node.text() for node in page(text).css(".card b")] == ["3", "2", "1", "120", "1"]


def test_it_says_when_not_everything_was_looked_at() -> None:
    text = "".join(html.lines(record([], complete=False)))
    assert "检查不完整" in text
    assert "尚有40个已知网址未检查" in text
    assert "已检查的部分没有发现问题" in text


def test_nothing_in_it_runs() -> None:
    text = "".join(html.lines(record(hostile_findings(), name=HOSTILE[0])))
    tree = page(text)
    assert tree.css("script, img, iframe, object, embed, form, link, base") == []
    attributes = [name for node in tree.css("*") for name in node.attributes]
    assert not [name for name in attributes if name.startswith("on")]
    assert all((node.attributes["href"] or "").startswith("http") for node in tree.css("a"))
    assert "default-src 'none'" in text
    assert not set("\x00\x0b\x1b\u202e\u2066") & set(text)
    assert "49" not in [node.text() for node in tree.css(".web")]


def test_no_click_leads_to_a_harmful_target() -> None:
    harmful, ordinary = finding(1, "hidden-link"), finding(2)
    links = [node.attributes["href"] for node in page("".join(html.lines(record([harmful, ordinary])))).css("a")]
    assert harmful.url not in links
    assert {harmful.page, ordinary.url, ordinary.page} <= set(links)


def test_a_long_list_goes_on_in_a_workbook_beside(tmp_path: Path) -> None:
    made = deliver(record(finding(n) for n in range(html.MOST + 7)), "html", tmp_path / "报告 1.html")
    assert [path.name for path in made] == ["报告 1.html", "报告 1-findings.xlsx"]
    assert all(path.is_file() for path in made)
    tree = page(made[0].read_text(encoding="utf-8"))
    assert len(tree.css("ol.found > li")) == html.MOST
    assert "其余 7 个" in tree.body.text()  # type: ignore[union-attr]
    assert "%E6%8A%A5%E5%91%8A%201-findings.xlsx" in [node.attributes["href"] for node in tree.css("a")]


def test_a_short_one_needs_no_second_file(tmp_path: Path) -> None:
    assert deliver(record([finding(1)]), "html", tmp_path / "a.html") == [tmp_path / "a.html"]


def test_without_a_file_the_rest_is_pointed_to(capsys: pytest.CaptureFixture[str]) -> None:
    deliver(record(finding(n) for n in range(html.MOST + 1)), "html", None)
    assert "其余 1 个未在此列出，见 --format xlsx 或 jsonl 的结果" in capsys.readouterr().out


def test_a_planned_sample_is_called_one_with_its_share() -> None:
    known = record([])
    part = replace(known, coverage=Coverage(False, "sample", pages=30, skipped={"sample": 70}))
    text = "".join(html.lines(part))
    assert "抽样检查，读取页面30个，占已知页面的30%。" in text
    assert "检查不完整" not in text
