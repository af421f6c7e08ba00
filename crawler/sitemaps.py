"""Extra sources of addresses: sitemap.xml (and indexes of them), RSS and Atom feeds. Untrusted, bounded."""

from __future__ import annotations

import gzip
import re
import zlib
from collections.abc import Iterable
from html import unescape

from crawler.fetch import Fetcher
from crawler.urls import canonical, join, origin_of

MAX_FILES = 20
MAX_ADDRESSES = 50_000
MAX_BYTES = 20_000_000
WELL_KNOWN = ("/sitemap.xml", "/rss.xml")

# Found by pattern and not by an XML parser: no entity of a hostile file is ever expanded, and broken files still serve.
_LOCATION = re.compile(rb"<(?:\w+:)?(loc|link)\b[^>]*>\s*(?:<!\[CDATA\[)?\s*([^<\]\s]{4,2000})", re.I)
_HREF = re.compile(rb"<(?:\w+:)?link\b[^>]*\bhref\s*=\s*[\"']([^\"'<>]{4,2000})[\"']", re.I)


async def read_addresses(fetcher: Fetcher, home_url: str, listed: Iterable[str] = ()) -> list[str]:
    """The page addresses that a site's sitemaps and feeds name, canonical, each once."""
    waiting = list(dict.fromkeys([*listed, *(origin_of(home_url) + path for path in WELL_KNOWN)]))[:MAX_FILES]
    asked: set[str] = set()
    found: dict[str, None] = {}
    while waiting and len(asked) < MAX_FILES and len(found) < MAX_ADDRESSES:
        url = waiting.pop(0)
        if url in asked:
            continue
        asked.add(url)
        response = await fetcher.get(url, max_body=MAX_BYTES)
        if not response.ok:
            continue
        addresses, more = parse(unpacked(response.body), url)
        waiting += more
        found.update(dict.fromkeys(addresses[: MAX_ADDRESSES - len(found)]))
    return list(found)


def parse(body: bytes, base: str) -> tuple[list[str], list[str]]:
    """(page addresses, further sitemaps) in a sitemap, an index of them, or a feed; nothing for anything else."""
    head = body[:2_000].lower()
    if b"<html" in head or not any(mark in head for mark in (b"<urlset", b"<sitemapindex", b"<rss", b"<feed", b"<rdf:rdf")):
        return [], []
    raw = [match[1] for match in _LOCATION.findall(body)] + _HREF.findall(body)
    joined = (join(base, unescape(text.decode("utf-8", "replace"))) for text in raw[:MAX_ADDRESSES])
    addresses = [canonical(j.url) for j in joined if not j.problem]
    return ([], addresses) if b"<sitemapindex" in head else (addresses, [])


def unpacked(body: bytes) -> bytes:
    """A sitemap as served, unpacked when it is gzip; at most MAX_BYTES."""
    if not body.startswith(b"\x1f\x8b"):
        return body
    try:
        return zlib.decompressobj(wbits=31).decompress(body, MAX_BYTES)
    except (zlib.error, gzip.BadGzipFile, EOFError):
        return b""
