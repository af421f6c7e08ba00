"""Host name -> addresses: `--resolve`, both families, and the guard that keeps the crawl out of private networks."""

from __future__ import annotations

import asyncio
import ipaddress
import socket
import time
from collections.abc import Callable, Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from aiohttp.abc import AbstractResolver, ResolveResult

Family = Literal["", "IPv4", "IPv6"]
Override = tuple[str, int | None]

_FAMILIES: Mapping[str, int] = {"": socket.AF_UNSPEC, "IPv4": socket.AF_INET, "IPv6": socket.AF_INET6}
_KEEP_SECONDS = 60.0
_KEEP_FAILURE_SECONDS = 10.0
_REMEMBERED = 10_000  # hosts
_THREADS = 16

_NAT64 = ipaddress.IPv6Network("64:ff9b::/96")
_NAT64_LOCAL = ipaddress.IPv6Network("64:ff9b:1::/48")
_COMPATIBLE = ipaddress.IPv6Network("::/96")
_NO_ADDRESS = {getattr(socket, name) for name in ("EAI_NODATA", "EAI_ADDRFAMILY") if hasattr(socket, name)}


class PrivateAddress(OSError):
    """The host leads into a private, loopback, link-local or otherwise not public network; no connection was made."""


class LookupFailed(OSError):
    """The name has no usable answer. `kind`: "nxdomain", "no-address", "temporary" (may be our side), "timeout"."""

    def __init__(self, kind: str, host: str) -> None:
        super().__init__(f"{kind}: {host}")
        self.kind = kind


@dataclass(frozen=True, slots=True)
class _Answer:
    addresses: tuple[str, ...]
    failure: OSError | None
    until: float  # on the monotonic clock


def parse_override(text: str) -> tuple[str, Override]:
    """HOST=ADDR[:PORT] of `--resolve`; an IPv6 address stands in brackets. ValueError says what is wrong."""
    host, mark, target = text.strip().partition("=")
    if not (host and mark and target):
        raise ValueError(f"--resolve {text}: expected HOST=ADDR[:PORT]")
    try:
        return host.lower().rstrip("."), _read_target(target)
    except ValueError as error:
        raise ValueError(f"--resolve {text}: {error}") from None


def _read_target(target: str) -> Override:
    if target.startswith("["):
        address, _, rest = target[1:].partition("]")
        if rest and not rest.startswith(":"):
            raise ValueError("only :PORT may follow the bracket")
        port = rest[1:]
    elif target.count(":") > 1:
        raise ValueError("an IPv6 address stands in brackets: [::1]:8080")
    else:
        address, _, port = target.partition(":")
    ipaddress.ip_address(address)
    if not port:
        return address, None
    if not (port.isdecimal() and 0 < int(port) < 65536):
        raise ValueError(f"{port} is not a port")
    return address, int(port)


def is_private(address: str) -> bool:
    """Whether an IP address is anything but a public one, also where a private one hides inside IPv6."""
    ip = ipaddress.ip_address(address.partition("%")[0])
    if not ip.is_global or ip.is_multicast or ip.is_unspecified:
        return True
    if isinstance(ip, ipaddress.IPv4Address):
        return False
    if ip in _NAT64_LOCAL or ip in _COMPATIBLE:
        return True
    inner = _inner_address(ip)
    return inner is not None and is_private(str(inner))


def _inner_address(ip: ipaddress.IPv6Address) -> ipaddress.IPv4Address | None:
    if ip in _NAT64:
        return ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF)
    return ip.ipv4_mapped or ip.sixtofour or (ip.teredo[1] if ip.teredo else None)


class Resolver:
    """Looks names up once a minute at most, in its own threads (so that the hosts file and the system's rules hold).

    `overrides` is the operator's explicit word, so its target is allowed for that host; `allowed_hosts` (the audited
    site's own) may lie anywhere; `allowed_networks` (CIDR) may be reached under any name.
    """

    def __init__(
        self,
        *,
        overrides: Mapping[str, Override] | None = None,
        allowed_networks: Iterable[str] = (),
        allowed_hosts: Iterable[str] = (),
        seconds: float = 10.0,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._overrides = {_plain(host): target for host, target in (overrides or {}).items()}
        self._networks = tuple(ipaddress.ip_network(network, strict=False) for network in allowed_networks)
        self._allowed_hosts = frozenset(_plain(host) for host in allowed_hosts)
        self._seconds = seconds
        self._clock = clock
        self._threads = ThreadPoolExecutor(_THREADS, thread_name_prefix="resolve")
        self._free = asyncio.Semaphore(_THREADS)
        self._known: dict[str, _Answer] = {}
        self._under_way: dict[str, asyncio.Task[_Answer]] = {}

    async def addresses(self, host: str) -> tuple[str, ...]:
        """Every address of `host` that may be connected to, in the system's order.

        Raises LookupFailed or PrivateAddress.
        """
        name = _plain(host)
        override = self._overrides.get(name)
        if override is not None:
            return (override[0],)
        answer = self._known.get(name)
        if answer is None or answer.until <= self._clock():
            answer = await self._look_up_once(name)
        if answer.failure is not None:
            raise answer.failure.with_traceback(None)
        return self._admitted(name, answer.addresses)

    async def machine_of(self, host: str) -> str:
        """The address by which hosts on one machine are known; "" where there is none, or where an override stands for it."""
        if _plain(host) in self._overrides:
            return ""
        try:
            return min(await self.addresses(host))
        except OSError:
            return ""

    def port_of(self, host: str, port: int) -> int:
        """The port to connect to for `host`: the override's where it names one."""
        override = self._overrides.get(_plain(host))
        return override[1] or port if override is not None else port

    def check_literal(self, host: str) -> None:
        """Raise PrivateAddress if `host` is itself an IP address that may not be reached. Names pass."""
        name = _plain(host)
        if _is_literal(name):
            self._admitted(name, (name,))

    def only(self, family: Family) -> FamilyResolver:
        """The same resolver for the HTTP library, restricted to one address family ("" for both)."""
        return FamilyResolver(self, family)

    async def close(self) -> None:
        """Give up what is under way."""
        for task in self._under_way.values():
            task.cancel()
        self._threads.shutdown(wait=False, cancel_futures=True)

    def _admitted(self, name: str, addresses: tuple[str, ...]) -> tuple[str, ...]:
        if name in self._allowed_hosts:
            return addresses
        admitted = tuple(a for a in addresses if not is_private(a) or self._is_allowed(a))
        if not admitted:
            raise PrivateAddress(f"{name} -> {', '.join(addresses[:3])}")
        return admitted

    def _is_allowed(self, address: str) -> bool:
        ip = ipaddress.ip_address(address.partition("%")[0])
        mapped = ip.ipv4_mapped if isinstance(ip, ipaddress.IPv6Address) else None
        return any((mapped or ip) in network for network in self._networks)

    async def _look_up_once(self, name: str) -> _Answer:
        task = self._under_way.get(name)
        if task is None:
            task = asyncio.create_task(self._look_up(name))
            self._under_way[name] = task
            task.add_done_callback(lambda _: self._under_way.pop(name, None))
        return await asyncio.shield(task)  # one caller's cancellation must not take the answer from the others

    async def _look_up(self, name: str) -> _Answer:
        await self._free.acquire()
        job = asyncio.get_running_loop().run_in_executor(self._threads, _ask_system, name)
        job.add_done_callback(lambda _: self._free.release())  # a thread that is late stays taken until it returns
        done, _ = await asyncio.wait({job}, timeout=self._seconds)
        found = job.result() if done else LookupFailed("timeout", name)
        if isinstance(found, OSError):
            answer = _Answer((), found, self._clock() + _KEEP_FAILURE_SECONDS)
        else:
            answer = _Answer(found, None, self._clock() + _KEEP_SECONDS)
        if len(self._known) >= _REMEMBERED:
            self._known.clear()
        self._known[name] = answer
        return answer


class FamilyResolver(AbstractResolver):
    """What aiohttp asks: a `Resolver`, restricted to one family."""

    def __init__(self, resolver: Resolver, family: Family) -> None:
        self._resolver = resolver
        self._family = _FAMILIES[family]

    async def resolve(self, host: str, port: int = 0, family: socket.AddressFamily = socket.AF_UNSPEC) -> list[ResolveResult]:
        """The addresses to connect to, with the port of an override."""
        wanted = self._family or family
        port = self._resolver.port_of(host, port)
        results: list[ResolveResult] = []
        for address in await self._resolver.addresses(host):
            kind = socket.AF_INET6 if ":" in address else socket.AF_INET
            if wanted in (socket.AF_UNSPEC, kind):
                flags = socket.AI_NUMERICHOST | socket.AI_NUMERICSERV
                results.append(ResolveResult(hostname=host, host=address, port=port, family=kind, proto=0, flags=flags))
        if not results:
            raise LookupFailed("no-address", host)
        return results

    async def close(self) -> None:
        """Nothing of its own to release."""


def _ask_system(name: str) -> tuple[str, ...] | OSError:
    """getaddrinfo, in a thread. Failures are returned, so that a late one is never an unheard exception."""
    try:
        infos = socket.getaddrinfo(name, None, type=socket.SOCK_STREAM)
    except socket.gaierror as error:
        return LookupFailed(_kind_of(error), name)
    except (OSError, UnicodeError):
        return LookupFailed("nxdomain", name)  # not a name at all: empty or overlong labels
    return tuple(dict.fromkeys(str(info[4][0]) for info in infos))


def _kind_of(error: socket.gaierror) -> str:
    if error.errno == socket.EAI_NONAME:
        return "nxdomain"
    return "no-address" if error.errno in _NO_ADDRESS else "temporary"


def _plain(host: str) -> str:
    return host.lower().strip("[]").rstrip(".")


# --- one family of a name, for the probe of IPv6 ---------------------------------------------------------------------


async def addresses_in_dns(host: str, family: Family, seconds: float = 10.0) -> tuple[str, ...]:
    """What the name service says of a host in one family; () where the name has none. No connection is made.

    Overrides do not count here. Raises LookupFailed when there is no answer that could be relied on.
    """
    job = asyncio.get_running_loop().run_in_executor(None, _ask_family, _plain(host), _FAMILIES[family])
    done, _ = await asyncio.wait({job}, timeout=seconds)
    found = job.result() if done else LookupFailed("timeout", host)
    if isinstance(found, LookupFailed) and found.kind in ("nxdomain", "no-address"):
        return ()
    if isinstance(found, OSError):
        raise found
    return found


def _ask_family(name: str, family: int) -> tuple[str, ...] | OSError:
    """getaddrinfo for one family, in a thread."""
    try:
        infos = socket.getaddrinfo(name, None, family=family, type=socket.SOCK_STREAM)
    except socket.gaierror as error:
        return LookupFailed(_kind_of(error), name)
    except (OSError, UnicodeError):
        return LookupFailed("temporary", name)
    return tuple(dict.fromkeys(str(info[4][0]) for info in infos))


@lru_cache(4096)
def _is_literal(name: str) -> bool:
    """Whether a host is named by its IP address."""
    try:
        ipaddress.ip_address(name.partition("%")[0])
    except ValueError:
        return False
    return True
