"""URL traps: addresses without end that a crawler must leave in time, and copies of pages under other addresses."""

from __future__ import annotations

import re
from collections.abc import Callable
from zlib import crc32

from demo.press import Press
from demo.web import Answer, Dynamic, Request, VirtualHost, key, page

Trap = tuple[re.Pattern[str], Dynamic]


def set_traps(press: Press, traps: tuple[Trap, ...], otherwise: Dynamic) -> None:
    """Answer what the site has no page for: the first trap that matches the target, else `otherwise`."""

    def answer(request: Request) -> Answer:
        for pattern, made in traps:
            if pattern.search(request.target):
                return made(request)
        return otherwise(request)

    press.host.fallback = answer


def calendar(press: Press, path: str) -> Trap:
    """Months without end, forwards and backwards."""

    def month(request: Request) -> Answer:
        found = re.search(r"month=(\d{1,6})-(\d{1,2})", request.target)
        year, number = (int(found[1]), int(found[2])) if found else (press.as_of.year, press.as_of.month)
        count = year * 12 + number - 1
        links = " ".join(
            f'<a href="{path}?month={c // 12}-{c % 12 + 1:02d}">{text}</a>'
            for c, text in ((count - 1, "上月"), (count + 1, "下月"))
        )
        text = (
            f"<html><head><title>政务日历</title></head><body><h1>政务日历</h1><p>{year}年{number}月</p>{links}</body></html>"
        )
        return page(text, encoding=press.encoding, declared=press.declared)

    press.spare("*", path, "a calendar without end")
    return re.compile("^" + re.escape(path)), month


def endless_folder(press: Press, path: str, name: str) -> Trap:
    """A relative link without a leading slash, on a server that answers at any depth."""
    text = (
        f"<html><head><title>信息公开专区</title></head><body><h1>信息公开专区</h1>"
        f'<p>{press.writer.paragraphs(1)[0]}</p><a href="{name}/">信息公开</a></body></html>'
    )
    press.spare("*", path, "a relative link that goes deeper for ever")
    made = page(text, encoding=press.encoding, declared=press.declared)
    return re.compile("^" + re.escape(path) + f"({name}/)*$"), lambda _: made


def session_ids(press: Press, path: str) -> Trap:
    """A page whose every answer links to itself under a new session id."""

    def answer(request: Request) -> Answer:
        fresh = f"{crc32(request.target.encode()):08X}"
        text = (
            "<html><head><title>在线办理</title></head><body><h1>在线办理</h1><p>请选择办理方式，或拨打服务热线咨询。</p>"
            f'<a href="{path};jsessionid={fresh}.node1">刷新</a> '
            f'<a href="{path}?PHPSESSID={fresh.lower()}">继续</a></body></html>'
        )
        return page(text, encoding=press.encoding, declared=press.declared)

    press.spare("*", path, "a new session id in every answer")
    return re.compile("^" + re.escape(path)), answer


def print_views(press: Press) -> Trap:
    """Every article once more with ?print=1."""

    def answer(request: Request) -> Answer:
        plain = re.sub(r"[?&]print=1$", "", request.target)
        return press.host.answer(Request(request.method, request.host, plain, request.headers))

    return re.compile(r"[?&]print=1$"), answer


def any_page_number(press: Press, pattern: str, last: Callable[[re.Match[str]], str], otherwise: Dynamic) -> Trap:
    """A page number beyond the end is answered with the last page."""
    compiled = re.compile(pattern)

    def answer(request: Request) -> Answer:
        found = compiled.search(request.target)
        target = last(found) if found else "/"
        if key(target) not in press.host.pages:
            return otherwise(request)
        return press.host.answer(Request(request.method, request.host, target, request.headers))

    return compiled, answer


def mirror(sources: dict[str, VirtualHost]) -> Dynamic:
    """A gate that serves every host once more below its own address, as traditional-character gates do."""

    def answer(request: Request) -> Answer:
        found = re.match(r"/gate/big5/([a-z0-9.-]+)(/.*)?$", request.target)
        if not found or found[1] not in sources:
            return page("<html><body>gate</body></html>", status=404)
        return sources[found[1]].answer(Request(request.method, found[1], found[2] or "/", request.headers))

    return answer
