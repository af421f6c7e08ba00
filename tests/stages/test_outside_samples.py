"""Hosts of other sites that say the same to every address; applications and doors, which do so honestly."""

from __future__ import annotations

from datetime import UTC, datetime
from types import SimpleNamespace
from typing import Any

import pytest

from crawler.fetch import Response
from crawler.outside import read_outside
from model import LinkKind
from stages.outside_samples import OutsideSamples
from storage.frontier import FrontierState, Waiting
from tools import Progress

NAMES = ("机构", "动态", "公告", "土地出让", "地籍测绘", "规划", "执法", "服务", "互动", "党建", "专题", "联系")
MENU = "".join(f'<li><a href="/c{at}/">{name}</a></li>' for at, name in enumerate(NAMES))
HOME = f"<title>城南区国土资源分局</title><body><h2>欢迎访问城南区国土资源分局</h2><ul>{MENU}</ul></body>"
DEEP = "http://gtfj.chengnan.gov.cn/tdcr/2024/0812.html"
NOTICE = "城南区国有土地使用权出让公告（2024年第6号）"


def answer(body: str, url: str = DEEP, status: int = 200) -> Response:
    return Response(
        requested=url, url=url, final=url, status=status, headers={"content-type": "text/html; charset=utf-8"}, set_cookie=(),
        body=body.encode(), truncated=False, error="", detail="", hops=(), milliseconds=1, family="IPv4", observed_at=datetime.now(UTC),
    )  # type: ignore[call-arg]  # fmt: skip


def samples(sample: Response) -> tuple[OutsideSamples, list[str]]:
    asked: list[str] = []

    async def get(url: str, **_: Any) -> Response:
        asked.append(url)
        return sample

    return OutsideSamples(SimpleNamespace(fetcher=SimpleNamespace(get=get)), Progress("x")), asked  # type: ignore[arg-type]


async def says_to_all(body: str, sample: Response, text: str = NOTICE, url: str = DEEP) -> bool:
    shown = read_outside(answer(body))
    assert shown is not None
    waiting = Waiting(1, url, LinkKind.PAGE, "verify", 1, text, FrontierState.PENDING, ())
    return await samples(sample)[0].says_to_all(waiting, answer(body), shown)


async def test_a_host_that_shows_its_home_page_for_any_address() -> None:
    assert await says_to_all(HOME, answer(HOME))
    assert not await says_to_all(HOME, answer(HOME, status=404))
    assert not await says_to_all(HOME, answer("<title>提示</title><body>您访问的页面不存在，请返回首页重新选择栏目</body>"))


@pytest.mark.parametrize(
    ("body", "text", "url"),
    [
        (HOME + f"<p>{NOTICE}</p>", NOTICE, DEEP),  # it says what was promised
        (HOME.replace(MENU, "<li>土地出让</li>"), NOTICE, DEEP),  # a bare page, which may be all there is
        (HOME, "城南区国土资源分局网站", DEEP),
        (HOME, NOTICE, "http://gtfj.chengnan.gov.cn/"),
        (f'<title>系统</title><body>{MENU}正在进入系统，请稍候，感谢您的使用<div id="app"></div></body>', NOTICE, DEEP),
        (
            f'<title>登录</title><body>{MENU}请输入用户名和密码登录系统后使用全部功能<input type="password"></body>',
            NOTICE,
            DEEP,
        ),
    ],
)
async def test_honest_pages(body: str, text: str, url: str) -> None:
    assert not await says_to_all(body, answer(body), text, url)


async def test_a_host_is_asked_once() -> None:
    page, (known, asked) = answer(HOME), samples(answer(HOME))
    shown = read_outside(page)
    assert shown is not None
    for number in range(3):
        url = f"http://gtfj.chengnan.gov.cn/tdcr/2024/081{number}.html"
        assert await known.says_to_all(
            Waiting(number, url, LinkKind.PAGE, "verify", 1, NOTICE, FrontierState.PENDING, ()), page, shown
        )
    assert len(asked) == 1
