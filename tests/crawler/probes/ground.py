"""A ground for probes in tests: a quick fetcher, a site on loopback under a public name."""

import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from crawler.address import Resolver
from crawler.fetch import Fetcher
from crawler.politeness import Politeness
from crawler.probes import Ground
from rules.signatures import load_signatures
from tests.server import LoopbackServer

HOST = "www.probed.gov.cn"


@asynccontextmanager
async def ground_on(server: LoopbackServer, **more: Any) -> AsyncIterator[Ground]:
    """The ground of a site that `server` serves; `more` are fields of Ground."""
    scheme = more.pop("scheme", "http")
    overrides = {HOST: ("127.0.0.1", server.port)}
    resolver = Resolver(overrides=overrides, allowed_networks=["127.0.0.0/8", "::1/128"], allowed_hosts=["localhost"])
    home = f"{scheme}://{HOST}/"
    async with Fetcher(
        politeness=Politeness(breaker_failures=100, backoff_step=0.01, backoff_cap=0.02), resolver=resolver, insecure_ok=True
    ) as fetcher:
        fields = {"spacing": 0.01, "until": time.monotonic() + 20, "arrival": {"milliseconds": 5, "status": 200}, **more}
        yield Ground(fetcher, load_signatures(), home, home, overrides=overrides, **fields)
