"""The counts of a site for the official forms."""

from __future__ import annotations

from datetime import date, datetime

from checks.lib.figures import site_figures
from model import (
    Coverage,
    DateFact,
    DatePlace,
    Document,
    ElementState,
    Guide,
    GuideElement,
    Link,
    LinkKind,
    Page,
    PageKind,
    Site,
    SiteId,
    SiteView,
)

HOME = "http://www.demo.gov.cn/"
NOW = datetime.fromisoformat("2026-11-21T09:00:00+08:00")
DAY = DateFact(date(2026, 9, 1), "2026-09-01", DatePlace.SHOWN)


def document(kind: PageKind, name: str, title: str, links: tuple[str, ...] = ()) -> Document:
    return Document(HOME + name, title, kind, published=DAY, links=tuple(HOME + link for link in links))


def guide(name: str, *, doubt: str = "") -> Page:
    found = Guide("办事指南", (GuideElement("设定依据", "设定依据", ElementState.FILLED, name),), doubt=doubt)
    return Page(HOME + name, HOME + name, 200, NOW, title=name, kind=PageKind.GUIDE, guide=found)


def view(documents: tuple[Document, ...] = (), pages: tuple[Page, ...] = ()) -> SiteView:
    return SiteView(Site(SiteId(1), HOME, "青山县人民政府"), NOW, Coverage(True), None, (), documents, pages=pages)


def test_documents_interpretations_and_guides() -> None:
    policy, other = PageKind.POLICY, PageKind.INTERPRETATION
    elsewhere = document(policy, "p3", "关于印发《青山县古树名木保护办法》的通知")
    link = Link("http://www.province.gov.cn/jd.html", LinkKind.PAGE, "《青山县古树名木保护办法》解读", area="related")
    documents = (
        document(policy, "p1", "关于印发《青山县户外广告设施管理办法》的通知", ("i1",)),
        document(policy, "p2", "关于印发《青山县城市道路挖掘管理办法》的通知"),
        Document(elsewhere.url, elsewhere.title, policy, published=DAY, related=(link,)),
        document(policy, "p4", "关于张某某同志任职的通知"),
        document(other, "i1", "《青山县户外广告设施管理办法》解读", ("p1",)),
        document(other, "i2", "一图读懂《青山县户外广告设施管理办法》"),
    )
    found = site_figures(view(documents, (guide("一"), guide("二"), guide("三", doubt="指南内容在附件中"))))
    assert found["documents"] == {"total": 4, "to_interpret": 3, "interpreted": 2, "share": 66.7, "linked_both": 1}
    assert found["interpretations"] == {"total": 2, "文字": 1, "图解": 1, "视频": 0, "发布会": 0, "问答": 0}
    assert found["guides"] == {"total": 3, "unread": 1}


def test_a_site_without_documents() -> None:
    found = site_figures(view())
    assert found["documents"]["share"] is None and found["interpretations"]["total"] == 0
