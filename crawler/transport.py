"""httpx's transport over aiohttp: exact URLs, no hidden redirects, cookies or decoding, precise failures, streaming.

Several times as fast as httpx's own transport (bench). It carries our resolver, and so the guard against private
networks; the answer's extensions tell the peer's address family.
"""

from __future__ import annotations

import errno
import math
import ssl
from collections.abc import AsyncGenerator, AsyncIterator, Callable
from functools import cache, partial
from typing import Any

import aiohttp
import certifi
import httpx
from aiohttp.client_reqrep import ClientResponse
from aiohttp.connector import Connection
from yarl import URL

from crawler.address import Family, LookupFailed, PrivateAddress, Resolver

_UNREACHABLE = frozenset({errno.ECONNREFUSED, errno.EHOSTUNREACH, errno.ENETUNREACH, errno.EADDRNOTAVAIL})
_BROKEN_OFF = frozenset({errno.ECONNRESET, errno.EPIPE, errno.ECONNABORTED})


CLOSED_IN_HANDSHAKE = "the server closed the connection in the middle of the handshake"


class DnsError(httpx.ConnectError):
    """The host has no address, or the resolver failed; the message begins with LookupFailed's kind."""


class PrivateAddressError(httpx.ConnectError):
    """The guard refused the host's address."""


class TlsError(httpx.ConnectError):
    """No TLS connection: versions, ciphers, alerts."""


class CertificateError(TlsError):
    """TLS would work, but the certificate does not stand up."""


class ResetError(httpx.NetworkError):
    """The server closed or reset the connection."""


class ShortBody(httpx.RemoteProtocolError):
    """The connection ended in good order before the announced length."""


class HeadersTooLarge(httpx.RemoteProtocolError):
    """The answer's headers are over the limit."""


def tls_context(*, verify: bool = True) -> ssl.SSLContext:
    """A context that old government servers can talk to.

    TLS 1.0, short keys and legacy renegotiation are let in (security level 0): the crawler only reads public pages,
    and an old server that still serves its visitors must not be called dead. Certificates are verified against the
    system's and Mozilla's roots, without the strictness about extensions that browsers do not share.
    """
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    if verify:
        context.load_default_certs()
        context.load_verify_locations(certifi.where())
    context.set_ciphers("DEFAULT:@SECLEVEL=0")
    context.minimum_version = ssl.TLSVersion.MINIMUM_SUPPORTED
    context.options |= getattr(ssl, "OP_LEGACY_SERVER_CONNECT", 0x4)
    context.verify_flags &= ~ssl.VERIFY_X509_STRICT
    if not verify:
        context.check_hostname = False
        context.verify_mode = ssl.CERT_NONE
    return context


class _Answer(ClientResponse):
    """aiohttp's response, which also remembers the peer; later the connection may already be given back."""

    family: Family = ""

    async def start(self, connection: Connection) -> ClientResponse:
        transport = connection.transport
        peer = transport.get_extra_info("peername") if transport is not None else None
        if peer:
            self.family = "IPv6" if ":" in peer[0] else "IPv4"
        return await super().start(connection)


class AiohttpTransport(httpx.AsyncBaseTransport):
    """One pool of connections. Use it in a running event loop; `connect` and `read` are seconds.

    Request extensions: "url" and "headers" (the exact address and pairs of text to send; default: the request's own),
    "insecure" (no verification of certificates), "seconds" (after which the caller gives up). Response extensions:
    "family" ("IPv4", "IPv6" or ""), "headers" (raw pairs): what httpx would make of them anew for every request and answer
    goes past it. `trust` makes the context for TLS when the first address needs it, which takes longer than some requests.
    """

    def __init__(
        self,
        resolver: Resolver,
        *,
        family: Family = "",
        connect: float = 10.0,
        read: float = 20.0,
        max_header: int = 32_768,
        max_headers: int = 256,
        trust: Callable[[], ssl.SSLContext] = tls_context,
    ) -> None:
        self._resolver = resolver
        self._trust = cache(trust)
        self._blind = cache(partial(tls_context, verify=False))
        self._read = read
        # No piece can be waited for longer than the whole: where that is as short, one clock is enough.
        self._whole = aiohttp.ClientTimeout(total=None, sock_connect=connect)
        connector = aiohttp.TCPConnector(
            resolver=resolver.only(family),
            use_dns_cache=False,  # the resolver has its own
            limit=0,  # the fetcher and the hosts bound the requests under way
            keepalive_timeout=15.0,
        )
        self._session = aiohttp.ClientSession(
            connector=connector,
            cookie_jar=aiohttp.DummyCookieJar(),
            response_class=_Answer,
            timeout=aiohttp.ClientTimeout(total=None, sock_connect=connect, sock_read=read),
            auto_decompress=False,
            trust_env=False,
            skip_auto_headers=("User-Agent", "Accept", "Accept-Encoding", "Content-Type"),
            max_line_size=max_header,
            max_field_size=max_header,
            max_headers=max_headers,
        )

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        """Send one request; the body of the answer streams as it came, still encoded."""
        asked = request.extensions
        url = URL(str(asked.get("url") or request.url), encoded=True)
        options: dict[str, Any] = {}
        if url.scheme == "https":
            options["ssl"] = self._blind() if asked.get("insecure") else self._trust()
        if asked.get("seconds", math.inf) <= self._read:
            options["timeout"] = self._whole
        if request.method == "POST":
            options["data"] = await request.aread()
        headers = asked.get("headers")
        try:
            self._resolver.check_literal(url.host or "")
            answer = await self._session.request(
                request.method,
                url,
                headers=_sent_headers(request) if headers is None else headers,
                allow_redirects=False,
                **options,
            )
        except FAILURES as error:
            raise translated(error) from error
        extensions = {"family": getattr(answer, "family", ""), "headers": answer.raw_headers}
        return httpx.Response(answer.status, stream=BodyStream(answer), extensions=extensions)

    async def aclose(self) -> None:
        """Close every connection."""
        await self._session.close()


class BodyStream(httpx.AsyncByteStream):
    """The answer's bytes as they arrive. Closed early, the connection is closed too: the rest is not wanted."""

    def __init__(self, answer: ClientResponse) -> None:
        self._answer = answer

    def __aiter__(self) -> AsyncIterator[bytes]:
        return self.chunks()

    async def chunks(self) -> AsyncGenerator[bytes, None]:
        """The pieces, to be closed when the rest is not wanted."""
        content = self._answer.content
        try:
            while chunk := await content.readany():
                yield chunk
        except FAILURES as error:
            raise translated(error) from error

    async def aclose(self) -> None:
        self._answer.close()


def _sent_headers(request: httpx.Request) -> list[tuple[str, str]]:
    # Host is aiohttp's business: it writes the address's own.
    return [(k.decode("latin-1"), v.decode("latin-1")) for k, v in request.headers.raw if k.lower() != b"host"]


FAILURES = (TimeoutError, aiohttp.ClientError, OSError, ValueError)
"""What aiohttp and our resolver raise where there is no answer."""


def translated(error: BaseException) -> httpx.HTTPError | httpx.InvalidURL:
    """The httpx exception for what aiohttp (or our resolver) raised."""
    match error:
        case PrivateAddress():
            return PrivateAddressError(str(error))
        case aiohttp.ClientConnectorDNSError():
            return _from_lookup(error.os_error)
        case aiohttp.ClientConnectorCertificateError():
            return CertificateError(_certificate_words(error.certificate_error))
        case aiohttp.ClientSSLError() | ssl.SSLError():
            return TlsError(str(getattr(error, "os_error", error)))
        case aiohttp.ConnectionTimeoutError():
            return httpx.ConnectTimeout("connect")
        case aiohttp.ServerTimeoutError() | TimeoutError():
            return httpx.ReadTimeout("read")
        case aiohttp.ServerDisconnectedError():
            return ResetError("the server closed the connection without an answer")
        case aiohttp.ClientPayloadError():
            return _from_payload(error)
        case aiohttp.InvalidURL():
            return httpx.InvalidURL(str(error))
        case aiohttp.ClientResponseError():
            return _from_answer(error)
        case OSError():
            return _from_system(error)
        case ValueError():
            return httpx.InvalidURL(str(error))
    return httpx.RemoteProtocolError(str(error) or type(error).__name__)


def _from_lookup(error: OSError) -> httpx.ConnectError:
    if isinstance(error, PrivateAddress):
        return PrivateAddressError(str(error))
    return DnsError(str(error) if isinstance(error, LookupFailed) else f"temporary: {error}")


def _from_system(error: OSError) -> httpx.NetworkError | httpx.ConnectTimeout | TlsError:
    number = error.errno
    if isinstance(error, aiohttp.ClientConnectorError) and error.ssl and (number is None or number in _BROKEN_OFF):
        return TlsError(CLOSED_IN_HANDSHAKE)
    words = error.strerror or str(error) or type(error).__name__
    if number == errno.ETIMEDOUT:
        return httpx.ConnectTimeout("connect")
    if number in _BROKEN_OFF or isinstance(error, ConnectionResetError | BrokenPipeError):
        return ResetError(words)
    if number in _UNREACHABLE or isinstance(error, aiohttp.ClientConnectorError):
        return httpx.ConnectError(words)
    return ResetError(words)


def _from_payload(error: aiohttp.ClientPayloadError) -> httpx.NetworkError | httpx.RemoteProtocolError:
    cause = error.__cause__
    if isinstance(cause, OSError) or "ConnectionResetError" in str(error):  # the parser's own complaint comes first
        return ResetError("reset in the middle of the body")
    if isinstance(cause, aiohttp.http_exceptions.ContentLengthError):
        return ShortBody(cause.message)
    return httpx.RemoteProtocolError(_first_line(cause or error))


def _from_answer(error: aiohttp.ClientResponseError) -> httpx.RemoteProtocolError:
    cause = error.__cause__
    words = _first_line(cause or error)
    too_large = words.startswith(("Got more than", "Too many headers"))
    return HeadersTooLarge(words) if too_large else httpx.RemoteProtocolError(words)


def _first_line(error: BaseException) -> str:
    text = str(getattr(error, "message", "") or error).strip()
    return text.splitlines()[0][:200] if text else type(error).__name__


def _certificate_words(error: Exception) -> str:
    message = getattr(error, "verify_message", "") or str(error)
    code = getattr(error, "verify_code", 0)
    return f"{message} (X509 {code})" if code else str(message)
