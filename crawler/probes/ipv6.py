"""IPv6: the name's AAAA record, the home page over IPv6, whether it is the same page, and pages one click further."""

from __future__ import annotations

import asyncio
import ipaddress
import re
from collections.abc import Awaitable, Callable

from crawler.address import Family, LookupFailed, addresses_in_dns
from crawler.extract.charset import decode
from crawler.extract.frame.search_answer import read_answer
from crawler.fetch import Response
from crawler.host_names import may_exist
from crawler.probes.ground import Ground
from crawler.probes.health import network_works
from crawler.verify import challenge_of, fault_of
from model import Json, LinkKind

_SECONDS = 15.0
_TRIES = 3
_LINKS = 8
_HEAD = 50_000
_TITLE = re.compile(r"<title[^>]{0,200}>([^<]{0,300})", re.IGNORECASE)

Lookup = Callable[[str, Family], Awaitable[tuple[str, ...]]]


async def probe(ground: Ground, look_up: Lookup = addresses_in_dns) -> Json:
    """`host`, and either `skipped` (why nothing can be said) or `aaaa`, `control` and what the requests over IPv6 gave.

    `machine`: whether this machine reaches anything over IPv6. `same`: the home page is the same over both families.
    """
    host = ground.host
    facts: Json = {"host": host, "skipped": _not_asked(ground, host)}
    if facts["skipped"]:
        return facts
    try:
        facts["aaaa"] = [each for each in await look_up(host, "IPv6") if not _is_mapped(each)]
    except LookupFailed as error:
        return facts | {"skipped": f"域名解析没有可靠的应答（{error.kind}）"}
    if not facts["aaaa"]:
        return facts | {"control": await _control_has_record(ground, look_up)}
    return facts | await _over_ipv6(ground)


def _not_asked(ground: Ground, host: str) -> str:
    if host in ground.overrides:
        return "首页域名使用了指定的地址，未查询域名解析"
    try:
        ipaddress.ip_address(host)
        return "网站以IP地址访问，没有域名可查"
    except ValueError:
        return "" if "." in host and may_exist(host) else "网站域名不是公共域名"


def _is_mapped(address: str) -> bool:
    ip = ipaddress.ip_address(address.partition("%")[0])
    return isinstance(ip, ipaddress.IPv4Address) or ip.ipv4_mapped is not None


async def _control_has_record(ground: Ground, look_up: Lookup) -> bool:
    """Whether our resolver tells AAAA records at all: some networks filter them."""
    for control in ground.control_hosts:
        try:
            if any(not _is_mapped(each) for each in await look_up(control, "IPv6")):
                return True
        except LookupFailed:
            continue
    return False


async def _over_ipv6(ground: Ground) -> Json:
    tries: list[Json] = []
    answer: Response | None = None
    for turn in range(_TRIES):
        if turn:
            await asyncio.sleep(ground.spacing)
        if ground.left < 1:
            return {"skipped": "时间已用完，未能经IPv6访问首页"}
        answer = await ground.get(ground.landed_url, seconds=_SECONDS, browser=turn > 0, ipv6=True)
        refused = bool(challenge_of(answer, ground.signatures)) or answer.status in ground.signatures.refused
        fault = "refused" if refused else fault_of(answer, LinkKind.PAGE, ground.landed_url)
        tries.append({"status": answer.status, "error": fault, "milliseconds": answer.milliseconds})
        if not fault or refused:
            break
    assert answer is not None
    opened = not tries[-1]["error"]
    facts: Json = {
        "tries": tries,
        "opened": opened,
        "machine": answer.status is not None or await network_works(ground, "IPv6"),
    }
    if opened:
        plain = await ground.get(ground.landed_url, seconds=_SECONDS)
        facts["same"] = None if plain.error or plain.status != answer.status else alike(answer, plain)
        facts["links"] = await _second_level(ground)
    return facts


async def _second_level(ground: Ground) -> Json:
    """How many of some pages one click from the home page open over IPv6 too."""
    asked = opened = 0
    failed: list[str] = []
    for url in ground.second_level[:_LINKS]:
        if ground.left < 1:
            break
        answer = await ground.get(url, seconds=_SECONDS, ipv6=True, max_body=65_536)
        asked += 1
        if answer.status is not None and answer.status < 400:
            opened += 1
        else:
            failed.append(url)
    return {"asked": asked, "opened": opened, "failed": failed}


def alike(one: Response, other: Response) -> bool:
    """Whether two answers are the same page: the same title, or texts of which little differs."""
    kinds = [each.headers.get("content-type", "") for each in (one, other)]
    heads = [decode(each.body[:_HEAD], kind)[0] for each, kind in zip((one, other), kinds, strict=True)]
    titles = [match[1].strip() if (match := _TITLE.search(text)) else "" for text in heads]
    if titles[0] and titles[0] == titles[1]:
        return True
    sizes = [len(read_answer(each.body, kind).text) for each, kind in zip((one, other), kinds, strict=True)]
    return not any(titles) and abs(sizes[0] - sizes[1]) <= max(sizes) // 4
