"""TLS: verified by default, read all the same where that is allowed; families apart."""

import asyncio
import socket
import ssl
from collections.abc import Iterator

import pytest
import trustme

from crawler import fetch
from crawler.address import Resolver
from crawler.fetch import Fetcher, Limits
from crawler.politeness import Politeness
from crawler.transport import tls_context
from crawler.verify import speaks_other_tls
from tests.server import LoopbackServer, page

NAME = "www.example.gov.cn"


@pytest.fixture(scope="module")
def authority() -> trustme.CA:
    return trustme.CA()


@pytest.fixture(scope="module")
def server(authority: trustme.CA) -> Iterator[LoopbackServer]:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert(NAME).configure_cert(context)
    with LoopbackServer({"/": page("安全")}, tls=context) as running:
        yield running


def resolver(*hosts: str) -> Resolver:
    return Resolver(overrides=dict.fromkeys(hosts, ("127.0.0.1", None)))


@pytest.fixture
def trusting(authority: trustme.CA, monkeypatch: pytest.MonkeyPatch) -> None:
    context = tls_context()
    authority.configure_trust(context)
    monkeypatch.setattr(fetch, "tls_context", lambda: context)


async def test_a_trusted_certificate(server: LoopbackServer, trusting: None) -> None:
    async with Fetcher(resolver=resolver(NAME)) as fetcher:
        response = await fetcher.get(server.url("/", host=NAME))
    assert (response.status, response.certificate_error) == (200, "")


async def test_another_name(server: LoopbackServer, trusting: None) -> None:
    async with Fetcher(resolver=resolver("other.gov.cn"), insecure_ok=True) as fetcher:
        response = await fetcher.get(server.url("/", host="other.gov.cn"))
    assert response.status == 200
    assert "other.gov.cn" in response.certificate_error


async def test_an_unknown_issuer_is_refused_or_noted(server: LoopbackServer) -> None:
    url = server.url("/", host=NAME)
    async with Fetcher(resolver=resolver(NAME)) as fetcher:
        response = await fetcher.get(url)
        assert (response.status, response.error) == (None, "tls-certificate")
    async with Fetcher(resolver=resolver(NAME), insecure_ok=True) as fetcher:
        for path in ("/", "/?again"):
            response = await fetcher.get(server.url(path, host=NAME))
            assert (response.status, response.error) == (200, "")
            assert "certificate" in response.certificate_error


async def test_plain_http_behind_https_is_a_tls_error() -> None:
    async def plain(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.write(b"HTTP/1.1 400 Bad Request\r\n\r\n")
        await writer.drain()
        writer.close()

    server = await asyncio.start_server(plain, "127.0.0.1")
    port = server.sockets[0].getsockname()[1]
    async with server, Fetcher(resolver=resolver(NAME), limits=Limits(total=2.0)) as fetcher:
        response = await fetcher.get(f"https://{NAME}:{port}/")
    assert (response.status, response.error) == (None, "tls")


ALERT = bytes((0x15, 3, 3, 0, 2, 2, 40))  # handshake_failure


@pytest.mark.parametrize("said", [ALERT, b""])
async def test_a_server_of_other_ciphers_is_told_apart_from_a_dead_one(said: bytes) -> None:
    async def other(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.read(512)
        writer.write(said)
        writer.close()

    server = await asyncio.start_server(other, "127.0.0.1")
    port = server.sockets[0].getsockname()[1]
    async with server, Fetcher(resolver=resolver(NAME), limits=Limits(total=2.0)) as fetcher:
        response = await fetcher.get(f"https://{NAME}:{port}/")
    assert (response.status, response.error) == (None, "tls")
    assert speaks_other_tls(response)


def _has_ipv6() -> bool:
    try:
        with socket.create_server(("::1", 0), family=socket.AF_INET6):
            return True
    except OSError:
        return False


@pytest.mark.skipif(not _has_ipv6(), reason="this machine has no IPv6 loopback")
async def test_families_are_asked_apart() -> None:
    with LoopbackServer({"/": page("六")}, address="::1") as six:
        networks = ["::1/128", "127.0.0.0/8"]
        async with Fetcher(resolver=Resolver(allowed_networks=networks), politeness=Politeness()) as fetcher:
            response = await fetcher.get(six.url("/"), family="IPv6")
            assert (response.status, response.family) == (200, "IPv6")
        names = Resolver(overrides={NAME: ("::1", six.port)})
        async with Fetcher(resolver=names) as fetcher:
            assert (await fetcher.get(f"http://{NAME}/", family="IPv6")).family == "IPv6"
            assert (await fetcher.get(f"http://{NAME}/", family="IPv4")).error == "dns"


async def test_no_trust_is_loaded_for_plain_http(monkeypatch: pytest.MonkeyPatch) -> None:
    made: list[bool] = []
    monkeypatch.setattr(fetch, "tls_context", lambda: made.append(True) or tls_context())
    with LoopbackServer({"/": page("明")}) as plain:
        async with Fetcher(resolver=resolver(NAME)) as fetcher:
            assert (await fetcher.get(plain.url("/", host=NAME))).status == 200
            assert made == []


async def test_trust_is_loaded_once_for_all_that_is_asked_with_tls(
    server: LoopbackServer, authority: trustme.CA, monkeypatch: pytest.MonkeyPatch
) -> None:
    made: list[ssl.SSLContext] = []

    def trusting() -> ssl.SSLContext:
        made.append(tls_context())
        authority.configure_trust(made[-1])
        return made[-1]

    monkeypatch.setattr(fetch, "tls_context", trusting)
    async with Fetcher(resolver=resolver(NAME)) as fetcher:
        answers = [await fetcher.get(server.url(path, host=NAME)) for path in ("/", "/?again")]
    assert [answer.status for answer in answers] == [200, 200]
    assert len(made) == 1
