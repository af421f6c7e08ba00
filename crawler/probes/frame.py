"""The files from which scripts write the head and the bottom of the home page, and other bottoms: what stands in them."""

from __future__ import annotations

from crawler.extract.charset import decode
from crawler.extract.frame.frame_file import BOTTOMS, PARTS, address_in, bottoms_asked, read_frame_file
from crawler.host_names import host_of, same_domain
from crawler.probes.ground import Ground
from crawler.urls import join
from model import Json

SECONDS = 20.0
MAX_BYTES = 300_000


async def probe(ground: Ground) -> Json:
    """{part: what its file writes}, see `read_frame_file`; left out where the file is not the site's or does not answer.

    "bottoms": {address: what it writes} of the files that other pages name for their bottom.

    A bottom that is an empty element names no file: then the first script of the site's own that writes a bottom, or asks for
    a file of that name (fetch('/inc/foot.html')), is taken.
    """
    found: Json = {}
    for part in PARTS:
        if url := _address(ground, part):
            if said := await _read(ground, url):
                found[part] = said
        elif part == "scripted_footer" and _is_filled(ground):
            for script in _own_scripts(ground):
                if said := await _bottom_by(ground, script):
                    found[part] = said
                    break
    bottoms = {url: said for url in ground.bottoms if _is_own(ground, url) and (said := await _read(ground, url))}
    return {**found, BOTTOMS: bottoms} if bottoms else found


async def _bottom_by(ground: Ground, script: str) -> Json | None:
    """The bottom that a script writes, or that stands in a file which it asks for; None without one."""
    code = await _text(ground, script)
    asked = (join(ground.landed_url, raw).url for raw in bottoms_asked(code))
    for url in (at for at in asked if at and _is_own(ground, at)):
        said = await _read(ground, url)
        if said and said["bottom"]:
            return said
    said = {**read_frame_file(code), "url": script}
    return said if said["bottom"] else None


async def _read(ground: Ground, url: str) -> Json | None:
    """What a file of the frame writes, None where it may not be asked for or does not answer."""
    text = await _text(ground, url)
    return {**read_frame_file(text), "url": url} if text else None


async def _text(ground: Ground, url: str) -> str:
    """The text of a file, "" where it may not be asked for or does not answer."""
    if not await ground.allowed(url):
        return ""
    response = await ground.get(url, seconds=SECONDS, max_body=MAX_BYTES)
    return decode(response.body, response.headers.get("content-type", ""))[0] if response.ok and response.body else ""


def _is_filled(ground: Ground) -> bool:
    """Whether something that has no address of its own fills the bottom of the home page."""
    filler = (ground.home.features or {}).get("scripted_footer", "") if ground.home else ""
    return bool(filler) and not address_in(filler)


def _own_scripts(ground: Ground) -> list[str]:
    """The script files of the site itself that the home page loads."""
    named = (ground.home.features or {}).get("own_scripts", "") if ground.home else ""
    return [url for url in named.split("\n") if url and _is_own(ground, url)]


def _address(ground: Ground, part: str) -> str:
    """Where the home page says that the part comes from, "" where it names no file of the site's own domain."""
    named = address_in((ground.home.features or {}).get(part, "")) if ground.home else ""
    url = join(ground.landed_url, named).url if named else ""
    return url if url and _is_own(ground, url) else ""


def _is_own(ground: Ground, url: str) -> bool:
    return same_domain(host_of(url), host_of(ground.landed_url))
