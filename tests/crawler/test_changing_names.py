"""Names whose answers change under us, and names with an address of each family: what a connection is really made to."""

from __future__ import annotations

import socket

import pytest

from crawler import address
from crawler.address import Resolver
from crawler.fetch import Fetcher, Limits
from tests.server import LoopbackServer, page

NAME = "www.changing.gov.cn"
OPEN = "203.0.113.0/24"


def has_ipv6() -> bool:
    try:
        with socket.create_server(("::1", 0), family=socket.AF_INET6):
            return True
    except OSError:
        return False


async def test_a_name_that_turns_to_a_private_address_is_never_connected_to(monkeypatch: pytest.MonkeyPatch) -> None:
    """Public when it is looked at, private when the connection is made: the address of the connection is what is judged."""
    asked: list[str] = []

    def turning(name: str) -> tuple[str, ...]:
        asked.append(name)
        return ("93.184.216.34",) if len(asked) == 1 else ("127.0.0.1",)

    monkeypatch.setattr(address, "_ask_system", turning)
    now = [0.0]
    with LoopbackServer({"/": page("内网")}) as inside:
        resolver = Resolver(clock=lambda: now[0])
        assert await resolver.addresses(NAME) == ("93.184.216.34",)
        now[0] = 61.0  # the answer is forgotten: the connection looks again
        async with Fetcher(resolver=resolver, limits=Limits(total=2.0)) as fetcher:
            response = await fetcher.get(f"http://{NAME}:{inside.port}/")
            assert (response.status, response.error) == (None, "private-address")
            again = await fetcher.get(f"http://{NAME}:{inside.port}/x")
            assert again.error == "private-address"
        assert len(asked) > 1 and inside.log == []


async def test_a_redirect_to_a_name_that_leads_inside_is_not_followed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(address, "_ask_system", lambda name: ("127.0.0.1",))
    with LoopbackServer({"/": page("内网")}) as inside:
        from tests.server import redirect

        with LoopbackServer({"/": redirect(f"http://rebound.example.cn:{inside.port}/")}) as outer:
            resolver = Resolver(overrides={NAME: ("127.0.0.1", outer.port)})
            async with Fetcher(resolver=resolver, limits=Limits(total=2.0)) as fetcher:
                response = await fetcher.get(f"http://{NAME}/")
        assert response.error == "private-address" and inside.log == []


@pytest.mark.skipif(not has_ipv6(), reason="this machine has no IPv6 loopback")
@pytest.mark.parametrize("alive", ["127.0.0.1", "::1"])
async def test_a_host_that_serves_one_family_only_opens(monkeypatch: pytest.MonkeyPatch, alive: str) -> None:
    """An AAAA record without a server behind it, or an A record: browsers take the other one, and so do we."""
    monkeypatch.setattr(address, "_ask_system", lambda name: ("::1", "127.0.0.1"))
    with LoopbackServer({"/": page("好")}, address=alive) as server:
        resolver = Resolver(allowed_networks=["127.0.0.0/8", "::1/128"])
        async with Fetcher(resolver=resolver, limits=Limits(total=3.0)) as fetcher:
            response = await fetcher.get(f"http://{NAME}:{server.port}/")
            other = await fetcher.get(f"http://{NAME}:{server.port}/", family="IPv6" if alive == "127.0.0.1" else "IPv4")
    assert (response.status, response.family) == (200, "IPv4" if alive == "127.0.0.1" else "IPv6")
    assert other.error == "connect"


@pytest.mark.skipif(not has_ipv6(), reason="this machine has no IPv6 loopback")
async def test_both_families_answer(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(address, "_ask_system", lambda name: ("::1", "127.0.0.1"))
    with LoopbackServer({"/": page("六")}, address="::1") as six, LoopbackServer({"/": page("四")}, port=six.port):
        resolver = Resolver(allowed_networks=["127.0.0.0/8", "::1/128"])
        async with Fetcher(resolver=resolver, limits=Limits(total=3.0)) as fetcher:
            url = f"http://{NAME}:{six.port}/"
            found = {(await fetcher.get(url, family=family)).body.decode() for family in ("IPv4", "IPv6")}
    assert found == {"四", "六"}
