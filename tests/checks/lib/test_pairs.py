"""Policies and interpretations: several documents in one, drafts, changes, documents of higher offices, generic titles."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from checks.lib.interpreted import form_of
from checks.lib.pairs import interpretations_of, pair, policies_of
from checks.lib.policies import derived
from model import DateFact, DatePlace, Document, PageKind

HOME = "http://www.demo.gov.cn/"
ADS, ROADS = "青山县户外广告设施管理办法", "青山县城市道路挖掘管理办法"


def document(kind: str, number: int, title: str, *, links: tuple[str, ...] = (), cited: tuple[str, ...] = ()) -> Document:
    day = DateFact(date(2026, 9, number), f"2026-09-0{number}", DatePlace.SHOWN)
    return Document(f"{HOME}{kind}{number}.html", title, PageKind(kind), published=day, links=links, cited=cited)


def found(policy: str, interpretation: str, **facts: tuple[str, ...]) -> list[tuple[str, bool]]:
    """How a policy and an interpretation of these titles are paired."""
    documents = [document("policy", 1, policy), document("interpretation", 2, interpretation, **facts)]
    [only] = policies_of(documents)
    return [(one.how, one.sure) for one in pair(only, interpretations_of(documents, ()))]


@pytest.mark.parametrize("title", [f"《{ADS}》和《{ROADS}》解读", f"关于《{ROADS}》《{ADS}》的政策解读"])
def test_one_interpretation_of_several_documents(title: str) -> None:
    for name in (ADS, ROADS):
        assert found(f"青山县人民政府关于印发《{name}》的通知", title) == [("title", True)]


def test_several_documents_named_in_its_first_lines_only() -> None:
    cited = (f"《{ADS}》", f"《{ROADS}》")
    for name in (ADS, ROADS):
        assert found(f"关于印发《{name}》的通知", "关于城市管理两个办法的解读", cited=cited) == [("cited", False)]


def test_a_draft_and_its_final_text_are_two_documents() -> None:
    assert found(f"关于印发《{ADS}》的通知", f"《{ADS}（征求意见稿）》起草说明") == []
    assert found(f"关于公开征求《{ADS}（征求意见稿）》意见的公告", f"《{ADS}》解读") == []


def test_a_change_is_not_surely_the_document() -> None:
    assert found(ADS, f"关于修改《{ADS}》的解读") == [("title", False)]
    assert found(ADS, f"《{ADS}》解读") == [("title", True)]


@pytest.mark.parametrize("title", ["国务院《深化“放管服”改革实施方案》解读", "《四川省深化“放管服”改革实施方案》解读"])
def test_a_higher_office_s_document_of_a_like_title(title: str) -> None:
    assert found("青山县深化“放管服”改革实施方案", title) == []


def test_a_ministry_interprets_its_own() -> None:
    title = "国家数据局有关负责同志就《公共数据资源登记管理暂行办法》答记者问"
    assert found("关于印发《公共数据资源登记管理暂行办法》的通知", title) == [("title", True)]


@pytest.mark.parametrize("title", ["关于进一步加强管理工作的通知政策解读", "《关于做好安全生产工作的通知》解读"])
def test_generic_titles_never_pair(title: str) -> None:
    assert found("关于做好2026年安全生产工作的通知", title) == []


def test_documents_made_under_another() -> None:
    assert derived("城镇土地使用税征收管理办法", "城镇土地使用税征收管理办法实施细则")
    assert not derived("青山县深化医改", "青山县深化医改实施方案")
    assert found("青山县城镇土地使用税征收管理办法", "《青山县城镇土地使用税征收管理办法实施细则》解读") == []


def test_a_mere_link_is_not_sure_where_the_title_names_another() -> None:
    link = (f"{HOME}policy1.html",)
    assert found(f"关于印发《{ADS}》的通知", f"《{ROADS}》解读", links=link) == [("link", False)]


@pytest.mark.parametrize(
    ("title", "form"),
    [
        (f"《{ADS}》解读", "文字"),
        (f"一图读懂《{ADS}》", "图解"),
        (f"视频解读 | {ADS}", "视频"),
        (f"动漫：带您看懂{ADS}", "视频"),
        (f"《{ADS}》新闻发布会实录", "发布会"),
        (f"县城管局负责人就《{ADS}》答记者问", "问答"),
    ],
)
def test_forms(title: str, form: str) -> None:
    [one] = interpretations_of([document("interpretation", 2, title)], ())
    assert form_of(one) == form


@pytest.mark.parametrize(
    ("title", "documents"),
    [
        ("关于同意设立青山县白石工业集中区的批复", 2),
        (f"青山县人民政府办公室关于印发《{ADS}》的通知", 1),
        (ADS, 1),
        ("青政发〔2026〕6号", 1),
        ("青山县人民政府文件", 1),
    ],
)
def test_one_number_on_two_titles(title: str, documents: int) -> None:
    copies = [
        replace(document("policy", number, name), number="青政发〔2026〕6号")
        for number, name in ((1, f"关于印发《{ADS}》的通知"), (2, title))
    ]
    assert len(policies_of(copies)) == documents


def test_a_notice_of_several_documents_is_interpreted_by_that_of_each() -> None:
    for name in (ADS, ROADS):
        assert found(f"关于印发《{ADS}》《{ROADS}》的通知", f"《{name}》政策解读") == [("title", True)]
    assert ("title", True) not in found(f"关于学习《{ADS}》《{ROADS}》的通知", f"《{ADS}》政策解读")


def test_the_rules_by_themselves_join_the_notice_that_issues_them() -> None:
    notice = replace(document("policy", 1, f"关于印发《{ADS}》的通知"), number="青政规〔2026〕3号")
    rules = document("policy", 2, ADS)
    [group] = policies_of([rules, notice])
    assert {copy.url for copy in group.copies} == {rules.url, notice.url}
    change = document("policy", 3, f"关于修改《{ADS}》的决定")
    assert len(policies_of([notice, change])) == 2
