"""The site's own search, asked as a visitor would."""

import dataclasses
from datetime import UTC, datetime
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

import pytest

from crawler.probes import Ground, Title, search
from crawler.probes.search import address_of
from model import Page, PageKind, SearchEntry, SearchForm
from tests.crawler.probes.ground import HOST, ground_on
from tests.server import LoopbackServer, Route, Visit, answer, page

SEARCH = f"http://{HOST}/search"
FORM = SearchForm(SEARCH, "q", values=(("site", "1"),))
TITLES = tuple(Title(f"http://{HOST}/a/{n}.html", f"全区第{n}期干部培训班工作正式开班") for n in (1, 2, 3))
KNOWN = {title.url: title.title for title in TITLES}
CHROME = '<ul><li><a href="/">首页</a></li><li><a href="/xw/">新闻动态</a></li></ul>'


def engine(known: dict[str, str], *, words: str = "q", encoding: str = "utf-8") -> Route:
    """A search that renders what it knows, marking the words in the titles."""

    async def respond(visit: Visit) -> None:
        asked = parse_qs(urlsplit(visit.request.target).query, encoding=encoding).get(words, [""])[0]
        hits = [(url, title) for url, title in known.items() if asked in title]
        rows = "".join(f'<li><a href="{url}">{title.replace(asked, f"<em>{asked}</em>")}</a></li>' for url, title in hits)
        await visit.send(page(f"{CHROME}<p>{asked}</p>{rows or '<p>没有找到相关结果</p>'}", encoding=encoding))

    return respond


async def probed(route: Route, entry: SearchEntry, **more: Any) -> tuple[dict[str, Any], list[str]]:
    home = Page(f"http://{HOST}/", f"http://{HOST}/", 200, datetime.now(UTC), kind=PageKind.HOME, search=entry)
    with LoopbackServer({"/search": route}) as server:
        async with ground_on(server, home=home, titles=more.pop("titles", TITLES), **more) as ground:
            facts = await search.probe(ground)
    return facts, [unquote(request.target) for request in server.log]


async def test_every_title_is_found() -> None:
    facts, asked = await probed(engine(KNOWN), SearchEntry((FORM,)))
    assert (facts["state"], facts["asked"], facts["missing"], facts["other_host"]) == ("works", 3, [], False)
    assert asked == [f"/search?site=1&q={title.title}" for title in TITLES]


async def test_a_title_is_not_found_although_the_search_works() -> None:
    facts, asked = await probed(engine({TITLES[0].url: TITLES[0].title}), SearchEntry((FORM,)))
    assert facts["state"] == "works" and [each["url"] for each in facts["missing"]] == [TITLES[1].url, TITLES[2].url]
    assert len(asked) <= 7


async def test_a_search_of_other_things_works_and_knows_none_of_them() -> None:
    others = {f"/b/{n}.html": f"关于做好第{n}批工作的通知" for n in range(5)}
    facts, _ = await probed(engine(others), SearchEntry((FORM,)))
    assert facts["state"] == "works" and len(facts["missing"]) == 3


async def test_a_search_that_never_finds_anything() -> None:
    facts, _ = await probed(engine({}), SearchEntry((FORM,)))
    assert facts["state"] == "nothing" and len(facts["missing"]) == 3
    encoded, _ = await probed(engine({}), SearchEntry((dataclasses.replace(FORM, handled=True),)))
    assert encoded["state"] == "unclear", "a script may send other words than we do"


@pytest.mark.parametrize(
    ("route", "state"),
    [
        (answer(404), "broken"),
        (answer(500), "broken"),
        (answer(403), "refused"),
        (answer(521, b"<script>", {"X-Via-JSL": "a"}), "refused"),
        (page(f"{CHROME}<div id='list'></div><p>没有找到相关结果</p><script>$.ajax({{url: '/s.json'}})</script>"), "unclear"),
        (page(f"{CHROME}<p>欢迎使用搜索</p>"), "unclear"),
    ],
)
async def test_what_no_title_can_prove(route: Route, state: str) -> None:
    facts, asked = await probed(route, SearchEntry((FORM,)))
    assert facts["state"] == state
    assert len(asked) <= 7


async def test_a_firewall_that_dislikes_questions_is_no_broken_search() -> None:
    async def wary(visit: Visit) -> None:
        await visit.send(answer(404) if "?" in visit.request.target else page("<form>搜索</form>"))

    facts, asked = await probed(wary, SearchEntry((FORM,)))
    assert facts["state"] == "unclear" and asked[-1] == "/search"


async def test_a_posted_form_is_asked_plainly_and_believed_only_when_it_answers() -> None:
    form = dataclasses.replace(FORM, method="post")
    works, _ = await probed(engine(KNOWN), SearchEntry((form,)))
    refuses, asked = await probed(answer(404), SearchEntry((form,)))
    assert works["state"] == "works"
    assert (refuses["state"], refuses["why"]) == ("unusable", "搜索表单以POST方式提交") and len(asked) == 3


async def test_a_search_that_breaks_only_now_and_then_is_not_broken() -> None:
    async def moody(visit: Visit) -> None:
        await visit.send(answer(502) if visit.nth == 0 and "1期" in unquote(visit.request.target) else page("<p>无</p>"))

    facts, _ = await probed(moody, SearchEntry((FORM,)))
    assert facts["state"] != "broken"


@pytest.mark.parametrize(
    ("entry", "state"),
    [
        (SearchEntry(), "absent"),
        (SearchEntry(hint="搜索框"), "hint"),
        (SearchEntry(page=f"http://{HOST}/ss/"), "hint"),
        (SearchEntry((dataclasses.replace(FORM, scripted="表单由脚本提交"),)), "unusable"),
        (SearchEntry((dataclasses.replace(FORM, action="https://www.baidu.com/s"),)), "unusable"),
    ],
)
async def test_what_is_not_asked(entry: SearchEntry, state: str) -> None:
    facts, asked = await probed(engine(KNOWN), entry)
    assert facts["state"] == state and asked == []


async def test_robots_are_obeyed_and_a_home_page_that_was_not_read_is_unknown() -> None:
    async def forbids(url: str) -> bool:
        return False

    facts, asked = await probed(engine(KNOWN), SearchEntry((FORM,)), allowed=forbids)
    assert facts["state"] == "unusable" and asked == []
    with LoopbackServer() as server:
        async with ground_on(server) as ground:
            assert await search.probe(ground) == {"state": "unread"}


async def test_the_form_of_the_search_page_that_the_home_page_links_to() -> None:
    linked = Page(SEARCH, SEARCH, 200, datetime.now(UTC), kind=PageKind.SEARCH, search=SearchEntry((FORM,)))
    facts, _ = await probed(engine(KNOWN), SearchEntry(page=SEARCH), search_page=linked)
    assert facts["state"] == "works"


async def test_words_are_sent_in_the_charset_of_the_page() -> None:
    form = dataclasses.replace(FORM, charset="gb2312")
    facts, _ = await probed(engine(KNOWN, encoding="gb18030"), SearchEntry((form,)))
    assert (facts["state"], facts["missing"]) == ("works", [])
    assert address_of(form, "通知") == f"{SEARCH}?site=1&q=%CD%A8%D6%AA"
    assert address_of(SearchForm(f"{SEARCH}?m=1", "q", charset="no-such"), "知") == f"{SEARCH}?q=%E7%9F%A5"


def test_a_ground_knows_its_host() -> None:
    assert Ground(None, None, "", "https://www.a.gov.cn/index.html", 0).host == "www.a.gov.cn"  # type: ignore[arg-type]
