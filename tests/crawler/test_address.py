"""Looking names up: overrides, the guard, the cache."""

import asyncio
import socket
from collections.abc import Callable

import pytest

from crawler import address
from crawler.address import LookupFailed, PrivateAddress, Resolver, is_private, parse_override


@pytest.mark.parametrize(
    "ip",
    ["127.0.0.1", "10.1.1.1", "172.16.0.1", "192.168.1.1", "169.254.169.254", "100.64.0.1", "0.0.0.0", "224.0.0.1",
     "255.255.255.255", "::1", "::", "fe80::1%eth0", "fd00::1", "ff02::1", "::ffff:127.0.0.1", "::ffff:10.0.0.1",
     "64:ff9b::7f00:1", "64:ff9b::c0a8:101", "64:ff9b:1::1", "2002:7f00:1::1", "2002:c0a8:101::", "::127.0.0.1"],
)  # fmt: skip
def test_private(ip: str) -> None:
    assert is_private(ip)


@pytest.mark.parametrize(
    "ip", ["8.8.8.8", "114.114.114.114", "172.32.0.1", "2400:3200::1", "64:ff9b::808:808", "2002:808:808::1"]
)
def test_public(ip: str) -> None:
    assert not is_private(ip)


@pytest.mark.parametrize(
    ("text", "parsed"),
    [
        ("www.X.gov.cn=127.0.0.1", ("www.x.gov.cn", ("127.0.0.1", None))),
        ("x.gov.cn=127.0.0.1:8080", ("x.gov.cn", ("127.0.0.1", 8080))),
        ("x.gov.cn=[::1]:8080", ("x.gov.cn", ("::1", 8080))),
        ("x.gov.cn=[::1]", ("x.gov.cn", ("::1", None))),
    ],
)
def test_override(text: str, parsed: tuple[str, tuple[str, int | None]]) -> None:
    assert parse_override(text) == parsed


@pytest.mark.parametrize(
    "text", ["x.gov.cn", "=1.2.3.4", "x=", "x=host", "x=1.2.3.4:0", "x=1.2.3.4:99999", "x=::1", "x=[::1]8"]
)
def test_a_wrong_override_is_named(text: str) -> None:
    with pytest.raises(ValueError, match="--resolve"):
        parse_override(text)


Names = dict[str, tuple[str, ...] | OSError]


@pytest.fixture
def system(monkeypatch: pytest.MonkeyPatch) -> tuple[Names, list[str]]:
    """A name service of our own, and the questions it was asked."""
    names: Names = {}
    asked: list[str] = []

    def answer(name: str) -> tuple[str, ...] | OSError:
        asked.append(name)
        return names.get(name, LookupFailed("nxdomain", name))

    monkeypatch.setattr(address, "_ask_system", answer)
    return names, asked


async def refused(resolver: Resolver, host: str) -> bool:
    try:
        await resolver.addresses(host)
    except PrivateAddress:
        return True
    return False


async def test_the_guard(system: tuple[Names, list[str]]) -> None:
    names, _ = system
    names |= {
        "in.cn": ("10.0.0.1",),
        "own.gov.cn": ("127.0.0.1",),
        "net.cn": ("192.168.7.7",),
        "mixed.cn": ("10.0.0.1", "8.8.8.8"),
    }
    resolver = Resolver(
        overrides={"Over.cn": ("127.0.0.9", 81)}, allowed_hosts=["OWN.gov.cn"], allowed_networks=["192.168.7.0/24"]
    )
    assert await refused(resolver, "in.cn")
    assert await resolver.addresses("own.gov.cn.") == ("127.0.0.1",)
    assert await resolver.addresses("net.cn") == ("192.168.7.7",)
    assert await resolver.addresses("mixed.cn") == ("8.8.8.8",)
    assert await resolver.addresses("over.cn") == ("127.0.0.9",)
    answer = await resolver.only("").resolve("over.cn", 443)
    assert [(a["host"], a["port"]) for a in answer] == [("127.0.0.9", 81)]
    for literal in ("127.0.0.1", "[::1]", "::ffff:10.0.0.1", "127.0.0.9"):
        with pytest.raises(PrivateAddress):
            resolver.check_literal(literal)
    resolver.check_literal("192.168.7.1")
    resolver.check_literal("in.cn")
    await resolver.close()


async def test_one_question_serves_all_and_is_remembered(system: tuple[Names, list[str]]) -> None:
    names, asked = system
    names["a.cn"] = ("8.8.8.8", "2400:3200::1")
    now = [0.0]
    clock: Callable[[], float] = lambda: now[0]  # noqa: E731
    resolver = Resolver(clock=clock)
    await asyncio.gather(*(resolver.addresses("a.cn") for _ in range(5)))
    now[0] = 59
    assert [a["family"] for a in await resolver.only("IPv6").resolve("a.cn")] == [socket.AF_INET6]
    assert asked == ["a.cn"]
    now[0] = 61
    await resolver.addresses("a.cn")
    assert asked == ["a.cn", "a.cn"]
    for moment in (61, 70, 72):
        now[0] = moment
        with pytest.raises(LookupFailed, match="nxdomain"):
            await resolver.addresses("none.cn")
    assert asked[2:] == ["none.cn", "none.cn"]
    await resolver.close()


async def test_a_slow_name_service_ends_and_a_cancelled_caller_harms_nobody(monkeypatch: pytest.MonkeyPatch) -> None:
    import threading

    hold = threading.Event()

    def slow(name: str) -> tuple[str, ...]:
        hold.wait(5)
        return ("8.8.8.8",)

    monkeypatch.setattr(address, "_ask_system", slow)
    resolver = Resolver(seconds=0.1)
    with pytest.raises(LookupFailed, match="timeout"):
        await resolver.addresses("a.cn")
    patient = Resolver(seconds=5)
    first, second = (asyncio.create_task(patient.addresses("a.cn")) for _ in range(2))
    await asyncio.sleep(0.01)
    first.cancel()
    hold.set()
    assert await second == ("8.8.8.8",)
    assert first.cancelled() or first.cancelling()
    await resolver.close()
    await patient.close()
