"""Guides and letters that lack tags which nearly all others of their kind carry."""

from dataclasses import replace

from checks.lib.tag_forms import CONTENT, SITE
from checks.lib.tag_mates import expected_of_mates
from checks.lib.tag_names import SiteNames
from model import NEVER, Page

BARE = Page("http://www.demo.gov.cn/0.html", "", 200, NEVER)
FULL = {tag.lower(): ("有",) for tag in (*SITE, *CONTENT)}


def pages(*tags: dict[str, tuple[str, ...]]) -> list[Page]:
    return [replace(BARE, url=f"http://www.demo.gov.cn/{n}.html", tags=one) for n, one in enumerate(tags)]


def test_one_that_lacks_what_the_others_carry() -> None:
    lacking = {name: value for name, value in FULL.items() if name != "pubdate"}
    assert [(page.url[-6:], tags) for page, tags in expected_of_mates(pages(FULL, FULL, FULL, lacking))] == [
        ("3.html", (*SITE, *CONTENT))
    ]


def test_pages_of_another_system() -> None:
    only_site = {tag.lower(): ("有",) for tag in SITE}
    assert list(expected_of_mates(pages({}, {}, {}, FULL))) == []
    assert list(expected_of_mates(pages(*[only_site] * 5))) == [], "none has the tags of an article"
    assert [tags for _, tags in expected_of_mates(pages(*[only_site] * 5, {}))] == [SITE]


def test_a_code_that_only_one_page_bears() -> None:
    codes = SiteNames("SiteIDCode")
    for n in range(20):
        codes.note(f"{n}.html", "5301280001", "人事" if n == 0 else "动态", False)
    codes.note("x.html", "5301290003", "人事", False)
    assert [(url, wrong.tag, wrong.value) for url, wrong in codes.strange()] == [("x.html", "SiteIDCode", "5301290003")]


def test_a_name_that_the_template_holds() -> None:
    names = SiteNames()
    for n in range(20):
        names.note(f"{n}.html", "云泽市生态环境局", "动态", False)
    names.note("x.html", "某某市生态环境局", "动态", False)
    assert [(url, wrong.tag) for url, wrong in names.strange()] == [("x.html", "SiteName")]


def test_a_domain_of_another_site() -> None:
    domains = SiteNames("SiteDomain")
    for n in range(60):
        domains.note(f"{n}.html", "www.lingcheng.gov.cn", "公告" if n < 2 else "动态", False)
    domains.note("b.html", "lingcheng.gov.cn", "公告", False)
    assert list(domains.strange()) == []
    domains = SiteNames("SiteDomain")
    for n in range(60):
        domains.note(f"{n}.html", "www.lingcheng.gov.cn", "公告" if n < 2 else "动态", False)
    domains.note("x.html", "www.rongcheng.gov.cn", "公告", False)
    assert [(url, wrong.tag) for url, wrong in domains.strange()] == [("x.html", "SiteDomain")]
