"""The demo web says what its truth claims, and nothing else is wrong with it."""

from __future__ import annotations

from datetime import date, timedelta
from urllib.parse import urlsplit

import pytest

import demo
from demo import aspnet, gkmlpt, hanweb, jpaas, phpcms, selfmade, trs, ucap, vsb, webplus
from demo.external import CLOSED, GONE
from demo.press import Press
from demo.truth import RULES, TRUTH_FILE, read_toml, write_toml
from demo.web import Web
from tests.demo.links import crawl, fetch, links, list_pages, settle, text_of

AS_OF = date(2026, 11, 20)
LARGE = (trs, hanweb, phpcms, vsb)
SMALL = (ucap, gkmlpt, jpaas, webplus, aspnet, selfmade)
FAMILIES = (*LARGE, *SMALL)
LARGE_HOMES = tuple(f"http://{family.IDENTITY.host}/" for family in LARGE)
BROKEN = ("broken-link", "broken-image", "broken-attachment")
DEAD_WORDS = ("不存在", "没有找到")
LIMITS = {"工作动态": 14, "通知公告": 181, "公示公告": 181, "政策文件": 181, "政策解读": 181, "专题专栏": 181, "互动交流": 61}


@pytest.fixture(scope="module")
def web() -> Web:
    return demo.build(AS_OF)


def presses(as_of: date = AS_OF) -> list[Press]:
    return [family.build(as_of) for family in FAMILIES]


def test_the_same_day_gives_the_same_bytes() -> None:
    for first, second in zip(presses(), presses(), strict=True):
        assert first.host.pages.keys() == second.host.pages.keys()
        same = [first.host.pages[k] == second.host.pages[k] for k in first.host.pages if not callable(first.host.pages[k])]
        assert all(same)
        assert first.expected == second.expected
        assert first.spared == second.spared


def test_the_written_truth_is_what_is_planted() -> None:
    written = read_toml(TRUTH_FILE)
    assert write_toml(demo.truth(written.as_of)) == TRUTH_FILE.read_text(encoding="utf-8")
    assert written == demo.truth(written.as_of)


def test_every_rule_is_planted_and_spared(web: Web) -> None:
    assert {e.rule for e in web.truth.expected} == set(RULES)
    for site in demo.DEMO_SITES:
        part = web.truth.of(site)
        assert len(part.expected) >= (12 if site in LARGE_HOMES else 3)
        assert len(part.spared) >= (20 if site in LARGE_HOMES else 5)
    for rule in set(RULES):
        assert any(s.rule in (rule, "*") for s in web.truth.spared), rule
    both = {(e.site, e.rule, e.url) for e in web.truth.expected} & {(s.site, s.rule, s.url) for s in web.truth.spared}
    assert not both


@pytest.mark.parametrize("site", demo.DEMO_SITES)
def test_sites_are_of_a_real_size(web: Web, site: str) -> None:
    press = next(p for p in presses() if p.home == site)
    assert (15 if site in LARGE_HOMES else 9) <= len(press.columns) <= 35
    assert (40 if site in LARGE_HOMES else 25) <= len(list(press.all_articles())) <= 180
    titles = [(a.title, a.day) for a in press.all_articles()]
    assert len(titles) == len(set(titles))


@pytest.mark.parametrize("site", demo.DEMO_SITES)
def test_every_internal_link_works_unless_planted(web: Web, site: str) -> None:
    part = web.truth.of(site)
    planted = {e.url for e in part.expected}
    host = urlsplit(site).hostname
    pages = crawl(web, site, {e.url for e in part.expected if e.rule in BROKEN})
    seen: set[str] = set()
    for url, answer in pages.items():
        if answer.content_type.startswith("text/"):
            text = text_of(answer)
            seen.update((*links(url, text), *list_pages(url, text)))
    wrong = [
        url
        for url in seen - planted
        if urlsplit(url).hostname == host and not url.endswith("/jump/b")
        and (settle(web, url).status != 200 or any(w in text_of_html(web, url) for w in DEAD_WORDS))
    ]  # fmt: skip
    assert wrong == []
    assert [e.url for e in part.expected if e.rule in BROKEN and e.url not in seen] == []
    # Whatever else is published can be reached too, but for what only machines read.
    published = {a.path for a in next(p for p in presses() if p.home == site).all_articles()}
    reached = {urlsplit(u).path + ("?" + urlsplit(u).query if urlsplit(u).query else "") for u in pages}
    assert published <= reached


def text_of_html(web: Web, url: str) -> str:
    answer = settle(web, url)
    return text_of(answer) if answer.content_type.startswith("text/html") else ""


def test_planted_dead_targets_are_dead(web: Web) -> None:
    for e in web.truth.expected:
        if e.rule not in BROKEN or e.url in (CLOSED, GONE):
            continue
        answer = settle(web, e.url)
        html = answer.content_type.startswith("text/html")
        soft = html and any(word in text_of(answer) for word in DEAD_WORDS)
        assert answer.status >= 300 or not answer.body or soft, e
    assert urlsplit(CLOSED).hostname in web.closed
    assert urlsplit(GONE).hostname not in web.hosts


def test_look_alikes_exist(web: Web) -> None:
    for s in web.truth.spared:
        answer = settle(web, s.url)
        if "not a link" in s.why:
            assert answer.status == 404, s
        elif answer.status in (403, 412, 429, 521):
            assert s.rule == "broken-link", s
        else:
            assert answer.status == 200, s


@pytest.mark.parametrize("as_of", [AS_OF, date(2027, 1, 4), date(2028, 2, 29), date(2026, 7, 1)])
def test_freshness_is_as_planted_on_any_day(as_of: date) -> None:
    for press in presses(as_of):
        stale = {e.url for e in press.expected if e.rule == "stale-column"}
        for column in press.columns.values():
            days = [a.day for a in column.articles if a.day <= as_of]
            if not days or column.form == "archived":
                continue
            age = (as_of - max(days)).days
            assert (age > LIMITS.get(column.kind, 365)) == (press.url(column.path) in stale), column.name


def test_one_home_page_rests(web: Web) -> None:
    fresh = {}
    for press in presses():
        shown = [a for c in press.columns.values() if c.home for a in c.articles if a.day <= AS_OF]
        fresh[press.home] = max(a.day for a in shown) >= AS_OF - timedelta(days=14)
    stale = {e.url for e in web.truth.expected if e.rule == "stale-homepage"}
    assert {home for home, good in fresh.items() if not good} == stale
    assert len(stale) == 1


def test_interpretations_are_linked_as_claimed(web: Web) -> None:
    for press in presses():
        lacking = {e.url for e in press.expected if e.rule == "unlinked-interpretation"}
        articles = {press.url(a.path): a for a in press.all_articles()}
        paired = {s.url for s in press.spared if s.rule == "missing-interpretation" and s.why.startswith("interpreted")}
        documents = {u: a for u, a in articles.items() if u in paired}
        for url, article in articles.items():
            if article.layout != "interpretation":
                continue
            subject = article.body.split("《")[-1].split("》")[0] if "政策原文" not in article.body else ""
            policy = next(u for u, d in documents.items() if (subject or "养护实施方案") in d.title)
            there = policy in set(links(url, text_of(fetch(web, url))))
            back = url in set(links(policy, text_of(fetch(web, policy))))
            assert there == (url not in lacking), article.title
            assert back == (policy not in lacking), article.title


def test_typos_stand_in_the_text(web: Web) -> None:
    planted = [e for e in web.truth.expected if e.rule == "typo"]
    for e in planted:
        assert e.detail in text_of(fetch(web, e.url))
    # The generated text beside them is clean: no wrong word stands anywhere else.
    pages = {e.url for e in planted} | {s.url for s in web.truth.spared if s.rule == "typo"}
    for press in presses():
        for article in press.all_articles():
            if press.url(article.path) not in pages:
                assert not [e.detail for e in planted if e.detail in article.title + article.body]


def test_the_old_site_is_really_gbk(web: Web) -> None:
    answer = fetch(web, "http://www.demo-shiqiao.gov.cn/")
    assert "gb2312" in answer.content_type
    with pytest.raises(UnicodeDecodeError):
        answer.body.decode("utf-8")


@pytest.mark.parametrize(
    "url",
    [
        "http://www.demo-qingjiang.gov.cn/zwgk/rl/?month=2199-12",
        "http://www.demo-qingjiang.gov.cn/ztzl/xxgk/" + "xxgk/" * 40,
        "http://www.demo-qingjiang.gov.cn/zmhd/online.jsp;jsessionid=0A",
        "http://www.demo-qingjiang.gov.cn/lxwm/?print=1",
        "http://www.demo-shiqiao.gov.cn/index.php?m=content&c=index&a=lists&catid=6&page=999999",
        "http://big5.demo-qingjiang.gov.cn/gate/big5/www.demo-qingjiang.gov.cn/lxwm/",
    ],
)
def test_traps_answer_for_ever(web: Web, url: str) -> None:
    assert fetch(web, url).status == 200
