"""Hundreds of small sites served by one process by their Host header, with a log of every request: who asked when.

Most sites are healthy, some hold a dead link; one never answers, one answers its home page and then hangs; some stand
together on a shared platform. The same for the same number.
"""

from __future__ import annotations

import asyncio
import json
import multiprocessing
import multiprocessing.synchronize
import socket
import time
from array import array
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from multiprocessing.process import BaseProcess
from random import Random
from types import TracebackType
from typing import Literal, Self
from urllib.request import Request, urlopen

from demo.content import Writer
from demo.wire import Handler, HttpProtocol, Reply, response

COLUMNS = ("工作动态", "通知公告", "政策文件", "机构概况")
START_SECONDS = 60.0
NEVER = 3600.0
LOG_HOST = b"log.bench.invalid"
_HOST = b"\r\nhost:"
_MISSING = b"<html><head><title>404 Not Found</title></head><body><h1>404 Not Found</h1></body></html>"


@dataclass(frozen=True, slots=True)
class SmallSite:
    """One site and how it behaves."""

    host: str
    name: str
    code: str
    platform: str  # "" where it stands alone
    manner: Literal["well", "hangs", "hangs later"]
    articles: int
    dead: bool  # one article holds a dead link


def plan(amount: int, seed: int = 1) -> tuple[SmallSite, ...]:
    """The sites: number 3 never answers, number 7 hangs behind its home page, two platforms carry six sites each."""
    random = Random(seed)
    made = []
    for n in range(amount):
        manner: Literal["well", "hangs", "hangs later"] = "hangs" if n == 3 else "hangs later" if n == 7 else "well"
        platform = "甲平台" if 20 <= n < 26 else "乙平台" if 40 <= n < 46 else ""
        host, code = f"www.s{n:04d}.bench-many.gov.cn", f"{5300000000 + n * 10:010d}"
        made.append(SmallSite(host, f"青山第{n + 1}区人民政府", code, platform, manner, random.randint(6, 16), n % 3 == 0))
    return tuple(made)


def pages(site: SmallSite, today: date) -> dict[str, str]:
    """Path -> HTML."""
    writer = Writer(site.host, site.name)
    random = Random(site.host)
    articles = [
        (f"/xw/t{today - timedelta(days=n * 2):%Y%m%d}_{1000 + n}.html", writer.news(), today - timedelta(days=n * 2))
        for n in range(site.articles)
    ]
    rows = ["".join(f'<li><a href="{u}">{t}</a><span>{d}</span></li>' for u, t, d in articles[c::3]) for c in range(3)]
    blocks = "".join(f'<h2><a href="/l{c}/">{COLUMNS[c]}</a></h2><ul>{rows[c]}</ul>' for c in range(3))
    made = {"/": _page(site, "", site.name, blocks)}
    for c in range(3):
        tags = f'<meta name="ColumnName" content="{COLUMNS[c]}"><meta name="ColumnType" content="工作动态">'
        path = f'<div class="position">当前位置：<a href="/">首页</a> &gt; {COLUMNS[c]}</div>'
        made[f"/l{c}/"] = _page(site, tags, f"{COLUMNS[c]}_{site.name}", f'{path}<ul class="list">{rows[c]}</ul>')
    about = "".join(f"<p>{text}</p>" for text in writer.paragraphs(3, 4))
    made["/l3/"] = _page(site, "", f"机构概况_{site.name}", f"<h1>机构概况</h1>{about}")
    for n, (url, title, day) in enumerate(articles):
        text = "".join(f'<p style="text-indent:2em">{text}</p>' for text in writer.paragraphs(random.randint(4, 14), 5))
        lost = '<p><a href="/lost/old.html">相关材料</a></p>' if site.dead and n == 0 else ""
        tags = f'<meta name="ArticleTitle" content="{title}"><meta name="PubDate" content="{day} 09:00">'
        info = f'<div class="info">发布时间：{day} 来源：{site.name}</div>'
        body = f'<h1>{title}</h1>{info}<div class="TRS_Editor">{text}{lost}</div>'
        made[url] = _page(site, tags, f"{title}_{site.name}", body)
    return made


def _page(site: SmallSite, tags: str, title: str, body: str) -> str:
    menu = "".join(f'<li><a href="/l{c}/">{name}</a></li>' for c, name in enumerate(COLUMNS))
    style = "".join(f".m-{n} .c{{display:block;float:left;margin:0 {n}px;line-height:24px;color:#333}}\n" for n in range(120))
    return f"""<!DOCTYPE html><html lang="zh-CN"><head><meta charset="utf-8"><title>{title}</title>
<meta name="SiteName" content="{site.name}"><meta name="SiteIDCode" content="{site.code}">
{tags}<style>{style}</style></head><body><div class="nav"><ul><li><a href="/">首页</a></li>{menu}</ul></div>
<div class="main">{body}</div>
<div class="footer"><p>主办单位：{site.name}办公室　网站标识码：{site.code}</p></div></body></html>"""


class _Log:
    """When which site was asked; seconds of the monotonic clock, which all processes of a machine share."""

    def __init__(self) -> None:
        self.times, self.numbers = array("d"), array("I")

    def text(self) -> bytes:
        return json.dumps([list(self.times), list(self.numbers)]).encode()


def handler(sites: Sequence[SmallSite], today: date, log: _Log) -> Handler:
    """Answers by host and path."""
    numbers = {site.host.encode(): number for number, site in enumerate(sites)}
    html = [("Content-Type", "text/html; charset=utf-8")]
    made = [{path.encode(): Reply(response(200, html, text.encode())) for path, text in pages(s, today).items()} for s in sites]
    missing, whole_404 = Reply(response(404, html, b"", head=True)), Reply(response(404, html, _MISSING))
    never = Reply(b"", delay=NEVER)

    def handle(method: bytes, target: bytes, rest: bytes) -> Reply:
        host = host_of(rest)
        if host == LOG_HOST:
            return Reply(response(200, [("Content-Type", "application/json")], log.text()))
        number = numbers.get(host)
        if number is None:
            return whole_404
        log.times.append(time.monotonic())
        log.numbers.append(number)
        manner = sites[number].manner
        if manner == "hangs" or (manner == "hangs later" and target.startswith(b"/xw/")):
            return never
        found = made[number].get(target)
        if found is None:
            return missing if method == b"HEAD" else whole_404
        return found if method != b"HEAD" else Reply(found.data.partition(b"\r\n\r\n")[0] + b"\r\n\r\n")

    return handle


def host_of(rest: bytes) -> bytes:
    """The Host header's name without its port."""
    start = (b"\r\n" + rest).lower().find(_HOST)
    if start < 0:
        return b""
    value = rest[start + len(_HOST) - 2 :].partition(b"\r\n")[0]
    return value.strip().lower().partition(b":")[0]


async def _serve(sites: Sequence[SmallSite], today: date, listener: socket.socket) -> None:
    handle = handler(sites, today, _Log())
    server = await asyncio.get_running_loop().create_server(lambda: HttpProtocol(handle), sock=listener, backlog=2048)
    async with server:
        await server.serve_forever()


def _process(
    sites: Sequence[SmallSite], today: date, listener: socket.socket, ready: multiprocessing.synchronize.Event
) -> None:
    ready.set()  # the listener takes connections already; the first answers come when the pages are made
    asyncio.run(_serve(sites, today, listener))


class SmallSitesServer:
    """A context manager around the serving process."""

    def __init__(self, sites: Sequence[SmallSite], today: date) -> None:
        self._sites, self._today = sites, today
        self.port = 0
        self._process: BaseProcess | None = None

    def __enter__(self) -> Self:
        listener = socket.create_server(("127.0.0.1", 0), backlog=2048)
        self.port = listener.getsockname()[1]
        context = multiprocessing.get_context("spawn")
        ready = context.Event()
        arguments = (self._sites, self._today, listener, ready)
        self._process = context.Process(target=_process, args=arguments, daemon=True)
        self._process.start()
        listener.close()
        ready.wait(START_SECONDS)
        self.log()  # waits until it answers
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        if self._process:
            self._process.terminate()
            self._process.join(10)

    def log(self) -> list[tuple[float, int]]:
        """(when, number of the site) of every request so far."""
        asked = Request(f"http://127.0.0.1:{self.port}/", headers={"Host": LOG_HOST.decode()})
        with urlopen(asked, timeout=START_SECONDS) as answer:
            times, numbers = json.load(answer)
        return list(zip(times, numbers, strict=True))
