"""TLS and certificates as they are met on a real connection."""

import asyncio
import ssl
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
import trustme

from crawler.probes import tls
from crawler.probes.certificate import describe, fits
from tests.crawler.probes.ground import HOST, ground_on
from tests.server import LoopbackServer, answer

AUTHORITY = f"{HOST}:443"


def served(leaf: trustme.LeafCert) -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    leaf.configure_cert(context)
    return context


async def inspected(context: ssl.SSLContext | None, authority: str = AUTHORITY) -> dict[str, object]:
    with LoopbackServer({"/": answer(200)}, tls=context) as server:
        async with ground_on(server, scheme="https", secure_hosts=(authority,)) as ground:
            [facts] = (await tls.probe(ground))["hosts"]
        await asyncio.sleep(0.05)  # the server's side of a refused handshake ends too
    assert isinstance(facts, dict)
    return facts


async def test_a_trusted_certificate(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    authority = trustme.CA()
    authority.cert_pem.write_to_path(str(tmp_path / "ca.pem"))
    monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "ca.pem"))
    facts = await inspected(served(authority.issue_cert(HOST)))
    assert (facts["error"], facts["trust"], facts["trust_code"], facts["version"]) == ("", "ok", 0, "TLSv1.3")
    certificate = facts["certificate"]
    assert isinstance(certificate, dict)
    assert certificate["names"] == [HOST] and certificate["matches"] and not certificate["self_signed"]
    assert certificate["not_before"] < facts["at"] < certificate["not_after"]  # type: ignore[operator]


async def test_an_unknown_issuer_with_its_chain_and_without() -> None:
    above = trustme.CA()
    middle = above.create_child_ca()
    whole = await inspected(served(middle.issue_cert(HOST)))
    assert whole["trust_code"] in (19, 20) and whole["certificate"]["issuer_sent"] and whole["certificate"]["chain"] >= 2  # type: ignore[index]
    leaf = middle.issue_cert(HOST)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    whole_file = leaf.private_key_pem.bytes() + leaf.cert_chain_pems[0].bytes()
    with trustme.Blob(whole_file).tempfile() as path:
        context.load_cert_chain(path)
    alone = await inspected(context)
    assert alone["trust_code"] in (20, 21) and not alone["certificate"]["issuer_sent"] and alone["certificate"]["chain"] == 1  # type: ignore[index]


async def test_times_and_names() -> None:
    now = datetime.now(UTC)
    old = trustme.CA().issue_cert("*.other.gov.cn", not_before=now - timedelta(days=9), not_after=now - timedelta(days=2))
    certificate = (await inspected(served(old)))["certificate"]
    assert isinstance(certificate, dict)
    assert not certificate["matches"] and certificate["not_after"] < now.isoformat()


async def test_no_tls_there() -> None:
    async def plain(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.read(100)
        writer.write(answer(400))
        writer.close()

    server = await asyncio.start_server(plain, "127.0.0.1", 0)
    port = server.sockets[0].getsockname()[1]
    with LoopbackServer({}) as other:
        async with server, ground_on(other, secure_hosts=(f"127.0.0.1:{port}",)) as ground:
            [facts] = (await tls.probe(ground))["hosts"]
    assert (facts["error"], facts["tries"], facts["ours"]) == ("tls", 2, False)


async def test_nobody_there_and_a_name_that_we_do_not_know() -> None:
    with LoopbackServer({}) as server:
        async with ground_on(server, secure_hosts=("127.0.0.1:1", "no-such-host.invalid:443")) as ground:
            shut, unknown = (await tls.probe(ground))["hosts"]
    assert (shut["error"], shut["ours"]) == ("connect", False)
    assert (unknown["error"], unknown["ours"]) == ("dns", True)


async def test_private_addresses_stay_guarded() -> None:
    with LoopbackServer({}) as server:
        async with ground_on(server, secure_hosts=("192.168.3.4:443",)) as ground:
            [facts] = (await tls.probe(ground))["hosts"]
    assert facts["ours"] is True


@pytest.mark.parametrize(
    ("host", "name", "expected"),
    [
        ("www.a.gov.cn", "www.a.gov.cn", True),
        ("WWW.a.gov.cn.", "www.a.gov.cn", True),
        ("www.a.gov.cn", "*.a.gov.cn", True),
        ("a.gov.cn", "*.a.gov.cn", False),
        ("x.www.a.gov.cn", "*.a.gov.cn", False),
        ("gov.cn", "*.cn", False),
        ("127.0.0.1", "127.0.0.1", True),
        ("127.0.0.1", "*.0.0.1", False),
    ],
)
def test_names_that_fit(host: str, name: str, expected: bool) -> None:
    assert fits(host, name) is expected


def test_bytes_that_are_no_certificate() -> None:
    assert "problem" in describe([b"not a certificate"], HOST)
    assert "problem" in describe([], HOST)
