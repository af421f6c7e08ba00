"""IPv6: what the name service says, what opens, and when nothing can be said."""

import dataclasses
import socket
from typing import Any

import pytest

from crawler.address import Family, LookupFailed, Resolver, addresses_in_dns
from crawler.fetch import Fetcher
from crawler.probes import Ground, ipv6
from crawler.probes.ipv6 import Lookup
from rules.signatures import load_signatures
from tests.crawler.probes.ground import HOST, ground_on
from tests.server import LoopbackServer, answer, page


def name_service(**known: tuple[str, ...]) -> Lookup:
    """Answers for hosts by their first label; others have no record."""

    async def look_up(host: str, family: Family) -> tuple[str, ...]:
        if host.startswith("broken"):
            raise LookupFailed("temporary", host)
        return known.get(host.partition(".")[0], ())

    return look_up


async def asked(look_up: Lookup, *, host: str = "www.a.gov.cn", overridden: bool = False) -> dict[str, Any]:
    async with Fetcher(resolver=Resolver()) as fetcher:
        home = f"http://{host}/"
        overrides = {host: ("127.0.0.1", None)} if overridden else {}
        ground = Ground(fetcher, load_signatures(), home, home, 1e12, overrides=overrides, control_hosts=("control.gov.cn",))
        return await ipv6.probe(ground, look_up)


async def test_no_record_counts_only_where_others_have_one() -> None:
    known = await asked(name_service(control=("240e::1",)))
    assert (known["skipped"], known["aaaa"], known["control"]) == ("", [], True)
    filtered = await asked(name_service())
    assert filtered["control"] is False
    mapped = await asked(name_service(www=("::ffff:1.2.3.4",), control=("240e::1",)))
    assert mapped["aaaa"] == [], "a record that hides an IPv4 address is none"


@pytest.mark.parametrize("host", ["127.0.0.1", "intranet", "www.a.invalid", "broken.a.gov.cn"])
async def test_nothing_can_be_said(host: str) -> None:
    assert (await asked(name_service(control=("240e::1",)), host=host))["skipped"]
    assert (await asked(name_service(), overridden=True))["skipped"]


def has_ipv6() -> bool:
    try:
        with socket.socket(socket.AF_INET6) as probe:
            probe.bind(("::1", 0))
    except OSError:
        return False
    return True


@pytest.mark.skipif(not has_ipv6(), reason="this machine has no IPv6")
async def test_a_home_page_over_ipv6() -> None:
    home, other = (page(f"<title>{name}</title><p>{name * 50}</p>") for name in ("首页", "测试页"))
    six = LoopbackServer({"/": home, "/a.html": page("a")}, address="::1")
    with six, LoopbackServer({"/": home}, port=six.port) as four:
        same = await over_ipv6(four)
        four.routes["/"] = other
        different = await over_ipv6(four)
        six.routes["/"] = answer(404)
        shut = await over_ipv6(four)
    assert (same["opened"], same["same"], same["machine"]) == (True, True, True)
    assert same["links"] == {"asked": 2, "opened": 1, "failed": [f"http://{HOST}/none.html"]}
    assert different["same"] is False
    assert (shut["opened"], len(shut["tries"])) == (False, 3)


async def over_ipv6(four: LoopbackServer) -> dict[str, Any]:
    """The probe of a name that has an address of each family, both with the port of `four`."""

    async def both(host: str) -> tuple[str, ...]:
        return "127.0.0.1", "::1"

    async with ground_on(four) as ground:
        ground.fetcher.resolver.addresses = both  # type: ignore[method-assign]
        pages = (f"http://{HOST}/a.html", f"http://{HOST}/none.html")
        named = dataclasses.replace(ground, overrides={}, second_level=pages)
        return await ipv6.probe(named, name_service(www=("240e::1",)))


async def test_the_name_service_itself() -> None:
    assert await addresses_in_dns("localhost", "IPv4") == ("127.0.0.1",)
    assert await addresses_in_dns("127.0.0.1", "IPv6") == ()
