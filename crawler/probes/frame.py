"""The files from which scripts write the head and the bottom of the home page: what stands in them."""

from __future__ import annotations

from crawler.extract.charset import decode
from crawler.extract.frame.frame_file import PARTS, address_in, read_frame_file
from crawler.host_names import host_of, same_domain
from crawler.probes.ground import Ground
from crawler.urls import join
from model import Json

SECONDS = 20.0
MAX_BYTES = 300_000


async def probe(ground: Ground) -> Json:
    """{part: what its file writes}, see `read_frame_file`; left out where the file is not the site's or does not answer."""
    found: Json = {}
    for part in PARTS:
        url = _address(ground, part)
        if not url or not await ground.allowed(url):
            continue
        response = await ground.get(url, seconds=SECONDS, max_body=MAX_BYTES)
        if response.ok and response.body:
            text, _ = decode(response.body, response.headers.get("content-type", ""))
            found[part] = {**read_frame_file(text), "url": url}
    return found


def _address(ground: Ground, part: str) -> str:
    """Where the home page says that the part comes from, "" where it names no file of the site's own domain."""
    named = address_in((ground.home.features or {}).get(part, "")) if ground.home else ""
    url = join(ground.landed_url, named).url if named else ""
    return url if url and same_domain(host_of(url), host_of(ground.landed_url)) else ""
