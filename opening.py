"""Opens what the audits of one process share, from the settings, and closes it again."""

from __future__ import annotations

import asyncio
import contextlib
import os
import platform
import secrets
from collections.abc import AsyncIterator, Iterable, Mapping

from configured import load_rules
from crawler.address import Resolver, parse_override
from crawler.fetch import Fetcher, Limits
from crawler.hosts import Hosts
from crawler.politeness import Politeness
from crawler.robots import Robots
from crawler.urls import host_of
from model import ConfigError, Site
from rules.signatures import load_signatures
from settings import Settings
from storage.database import Database
from tools import Tools
from workers.pool import Workers

Overrides = Mapping[str, tuple[str, int | None]]


def parse_overrides(texts: Iterable[str]) -> dict[str, tuple[str, int | None]]:
    """--resolve options. Raises ConfigError."""
    try:
        return dict(parse_override(text) for text in texts)
    except ValueError as error:
        raise ConfigError(str(error)) from None


def new_fetcher(settings: Settings, sites: Iterable[Site], overrides: Overrides) -> Fetcher:
    """The network for audits of `sites`, whose own hosts may lie in a private network."""
    c = settings.crawler
    hosts = {host_of(site.home_url) for site in sites} | {host for site in sites for host in site.extra_hosts}
    resolver = Resolver(
        overrides=overrides, allowed_networks=c.allow_private_networks, allowed_hosts=hosts, seconds=c.connect_seconds
    )
    politeness = Politeness(
        delay=c.delay,
        concurrency=c.concurrency,
        retry_after_cap=c.retry_after_cap,
        backoff_cap=c.backoff_cap,
        crawl_delay_cap=c.crawl_delay_cap,
        # A host that is down is tried anew before the next look at one of its links is due.
        breaker_seconds=max(1.0, settings.verify.spacing * 0.8),
    )
    limits = Limits(
        connect=c.connect_seconds,
        read=c.total_seconds,
        total=c.total_seconds,
        max_body=c.max_page_bytes,
        max_redirects=c.max_redirects,
    )
    return Fetcher(
        hosts=Hosts(politeness, neighbours=c.per_host_group),
        resolver=resolver,
        limits=limits,
        user_agent=c.user_agent,
        # The pages behind an expired certificate are inspected too; the certificate is a finding of its own.
        insecure_ok=True,
        connections=c.connections,
    )


def new_workers(settings: Settings) -> Workers:
    """The parse workers, not opened."""
    return Workers(
        settings.workers.processes,
        page_seconds=settings.workers.page_seconds,
        pages_per_process=settings.workers.pages_per_process,
    )


@contextlib.asynccontextmanager
async def open_tools(
    settings: Settings,
    db: Database,
    *,
    sites: Iterable[Site],
    overrides: Overrides,
    stop: asyncio.Event,
    workers: Workers | None = None,
) -> AsyncIterator[Tools]:
    """Network, workers (the caller's, where he has opened some) and rules for audits of `sites`."""
    ruleset = load_rules(settings)
    own = contextlib.nullcontext(workers) if workers is not None else new_workers(settings)
    async with new_fetcher(settings, sites, overrides) as fetcher, own as workers:
        yield Tools(
            settings=settings,
            db=db,
            fetcher=fetcher,
            robots=Robots(fetcher, crawl_delay_cap=settings.crawler.crawl_delay_cap),
            workers=workers,
            ruleset=ruleset,
            signatures=load_signatures(),
            owner=f"{platform.node()}:{os.getpid()}:{secrets.token_hex(3)}",
            stop=stop,
            overrides=overrides,
        )
