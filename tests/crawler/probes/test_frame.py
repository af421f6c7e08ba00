"""The files of the home page's frame are read once, and only those of the site itself."""

from datetime import UTC, datetime
from typing import Any

import pytest

from crawler.probes import frame
from model import Page, PageKind
from tests.crawler.probes.ground import HOST, ground_on
from tests.server import LoopbackServer, answer

BOTTOM = "document.write('<p>主办单位：示例县人民政府办公室 网站标识码：5118990001</p>');".encode()


async def probed(named: dict[str, str], scripts: tuple[str, ...] = (), **more: Any) -> tuple[dict[str, Any], list[str]]:
    if scripts:
        named = {**named, "own_scripts": "\n".join(f"http://{HOST}{script}" for script in scripts)}
    home = Page(f"http://{HOST}/", f"http://{HOST}/", 200, datetime.now(UTC), kind=PageKind.HOME, features=named)
    code = {"/js/foot.js": BOTTOM, "/js/chrome.js": b"function bottom(){" + BOTTOM + b"}", "/js/tabs.js": b"var now = 1;"}
    code["/js/asks.js"] = b"fetch('/inc/foot.html').then(function(r){return r.text()}).then(show)"
    code["/inc/foot.html"] = "<footer><p>主办单位：示例县人民政府办公室 网站标识码：5118990001</p></footer>".encode()
    routes = {path: answer(body=body, headers={"Content-Type": "application/javascript"}) for path, body in code.items()}
    with LoopbackServer(routes) as server:
        async with ground_on(server, home=home, **more) as ground:
            facts = await frame.probe(ground)
    return facts, [request.target for request in server.log]


async def test_the_bottom_is_read() -> None:
    facts, asked = await probed({"scripted_footer": "/js/foot.js"})
    assert asked == ["/js/foot.js"]
    assert facts["scripted_footer"]["identity"]["code"] == "5118990001"


@pytest.mark.parametrize(
    "named",
    [{}, {"scripted_footer": "<app-footer>"}, {"scripted_footer": "http://cdn.example.com/foot.js"}],
    ids=["none", "no file", "another's"],
)
async def test_nothing_else_is_asked(named: dict[str, str]) -> None:
    assert await probed(named) == ({}, [])


async def test_a_file_that_does_not_answer_and_one_that_robots_forbid() -> None:
    async def never(url: str) -> bool:
        return False

    assert (await probed({"scripted_footer": "/js/gone.js"}))[0] == {}
    assert await probed({"scripted_footer": "/js/foot.js"}, allowed=never) == ({}, [])


async def test_an_empty_bottom_is_sought_in_the_own_scripts() -> None:
    scripts = ("/js/tabs.js", "/js/chrome.js", "/js/late.js")
    facts, asked = await probed({"scripted_footer": "空的页脚元素 pg-bottom"}, scripts)
    assert asked == ["/js/tabs.js", "/js/chrome.js"]
    assert facts["scripted_footer"]["whole"] and facts["scripted_footer"]["identity"]["code"] == "5118990001"
    assert await probed({}, scripts) == ({}, [])
    assert await probed({"scripted_footer": "空的页脚元素 pg-bottom"}, ("/js/tabs.js",)) == ({}, ["/js/tabs.js"])


async def test_the_bottoms_of_other_pages() -> None:
    facts, asked = await probed(
        {"scripted_footer": "/js/foot.js"}, bottoms=(f"http://{HOST}/js/chrome.js", "http://cdn.example.com/foot.js")
    )
    assert asked == ["/js/foot.js", "/js/chrome.js"]
    assert facts["bottoms"][f"http://{HOST}/js/chrome.js"]["bottom"]


async def test_a_bottom_for_which_an_own_script_asks() -> None:
    facts, asked = await probed({"scripted_footer": "空的页脚元素 ft"}, ("/js/tabs.js", "/js/asks.js"))
    assert asked == ["/js/tabs.js", "/js/asks.js", "/inc/foot.html"]
    assert facts["scripted_footer"]["whole"] and facts["scripted_footer"]["identity"]["code"] == "5118990001"
