"""HTTPS as a browser meets it: can a connection be made, in which version, and does its certificate stand up.

Two connections a host: one that accepts everything, to see the certificate, and one that verifies, to learn what a
browser would say. Addresses come from the guarded resolver, so `--resolve` and the refusal of private networks hold.
"""

from __future__ import annotations

import asyncio
import socket
import ssl
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from crawler.address import LookupFailed, PrivateAddress
from crawler.host_names import host_of
from crawler.politeness import HostDown
from crawler.probes.ground import Ground
from crawler.transport import tls_context
from model import SHANGHAI, Json

_SECONDS = 10.0
_HOSTS = 4
_MOST_CHAIN = 10


async def probe(ground: Ground) -> Json:
    """`hosts`: for each authority of the site that is reached over https, what its TLS and its certificate are."""
    found: list[Json] = []
    for authority in ground.secure_hosts[:_HOSTS]:
        if ground.left < 1:
            break
        facts = await inspect(ground, authority)
        if facts["error"] and not facts["ours"] and ground.left > ground.spacing + 1:
            await asyncio.sleep(ground.spacing)
            facts = await inspect(ground, authority) | {"tries": 2}
        found.append(facts)
    return {"hosts": found}


async def inspect(ground: Ground, authority: str) -> Json:
    """One look at one "host:port". `error`: why there is no TLS; `ours`: that says nothing of the host."""
    host = host_of(f"https://{authority}/")
    facts: Json = {"host": host, "authority": authority, "at": datetime.now(SHANGHAI).isoformat(), "error": "", "ours": False}
    facts["tries"] = 1
    try:
        chain, version = await _shake(ground, authority, tls_context(verify=False))
        facts |= {"version": version, "certificate": await asyncio.to_thread(_described, chain, host)}
    except (PrivateAddress, LookupFailed, HostDown) as error:
        return facts | {"error": "dns", "ours": True, "detail": str(error)[:200]}
    except TimeoutError:
        return facts | {"error": "timeout"}
    except ssl.SSLError as error:
        return facts | {"error": "tls", "detail": str(error.reason or error)[:200]}
    except ConnectionResetError:  # the connection itself stood: nothing was refused
        return facts | {"error": "tls", "detail": "closed in the middle of the handshake"}
    except OSError as error:
        return facts | {"error": "connect", "detail": (error.strerror or str(error))[:200]}
    facts |= await _verified(ground, authority)
    return facts


async def _verified(ground: Ground, authority: str) -> Json:
    """What verification against the public roots says: {"trust": "ok"}, or its words and number."""
    ground.count()
    try:
        await _shake(ground, authority, tls_context())
    except ssl.SSLCertVerificationError as error:
        return {"trust": error.verify_message, "trust_code": error.verify_code}
    except (OSError, HostDown) as error:
        return {"trust": "", "trust_code": None, "detail": str(error)[:200]}
    return {"trust": "ok", "trust_code": 0}


async def _shake(ground: Ground, authority: str, context: ssl.SSLContext) -> tuple[list[bytes], str]:
    """Hands are shaken and nothing is asked: the chain as it was sent, and the protocol version."""
    host, _, port = authority.rpartition(":")
    name = host.strip("[]")
    ground.count()
    resolver = ground.fetcher.resolver
    resolver.check_literal(name)
    async with ground.fetcher.hosts.at(authority).turn():
        places = await resolver.only("").resolve(name, int(port))
        place = min(places, key=lambda each: each["family"] != socket.AF_INET)  # many machines have no IPv6
        async with asyncio.timeout(max(0.1, min(_SECONDS, ground.left))):
            _, writer = await asyncio.open_connection(place["host"], place["port"], ssl=context, server_hostname=name)
    try:
        connection: ssl.SSLObject = writer.get_extra_info("ssl_object")
        return _chain_of(connection), connection.version() or ""
    finally:
        writer.transport.abort()


def _chain_of(connection: ssl.SSLObject) -> list[bytes]:
    """The certificates that the server sent, leaf first; the leaf alone where this Python cannot tell more."""
    leaf = connection.getpeercert(binary_form=True)
    inner: Any = getattr(connection, "_sslobj", None)
    sent: Sequence[Any] = ()
    if hasattr(inner, "get_unverified_chain"):
        sent = inner.get_unverified_chain() or ()
    chain = [bytes(_der(each)) for each in sent[:_MOST_CHAIN]]
    return chain or ([leaf] if leaf else [])


def _der(certificate: Any) -> bytes:
    """The bytes of one certificate of a chain, in every form in which Python's versions give it."""
    if isinstance(certificate, bytes):
        return certificate
    encoded: bytes = certificate.public_bytes(2)  # ENCODING_DER
    return encoded


def _described(chain: Sequence[bytes], host: str) -> Json:
    """What a certificate says; most sites have none, and the library takes its time and memory."""
    from crawler.probes.certificate import describe

    return describe(chain, host)
