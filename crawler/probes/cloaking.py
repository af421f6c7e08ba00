"""What some pages of a site tell an ordinary visitor and what they tell a search robot that a searcher follows.

Tampering often shows to robots only. Both are asked at the same time, so that an edit in between proves nothing.
"""

from __future__ import annotations

import asyncio
import re
from collections.abc import Sequence

from crawler.extract.charset import decode
from crawler.extract.outline import squeeze
from crawler.fetch import Fetcher, Response
from crawler.outside import ROBOT, read_outside
from model import Json

_BYTES = 400_000
_LINKS = 300
_WORDS = re.compile(r"<a\b[^>]{0,600}>([^<]{2,60})</a", re.IGNORECASE)


async def cloaking(fetcher: Fetcher, urls: Sequence[str]) -> Json:
    """{"pages": [{"url", "visitor": said, "robot": said}]}; a page that did not answer both well is left out.

    said: {"title", "keywords", "description", "links": words of links}; `links` only where the two differ.
    """
    pages = []
    for url in dict.fromkeys(urls):
        visitor, robot = await asyncio.gather(
            fetcher.get(url, max_body=_BYTES, browser=True), fetcher.get(url, max_body=_BYTES, headers=ROBOT)
        )
        theirs, ours = _said(robot), _said(visitor)
        if theirs is None or ours is None:
            continue
        seen = set(ours["links"])
        pages.append(
            {
                "url": url,
                "visitor": {**ours, "links": []},
                "robot": {**theirs, "links": [words for words in theirs["links"] if words not in seen]},
            }
        )
    return {"pages": pages}


def _said(response: Response) -> Json | None:
    shown = read_outside(response) if response.ok else None
    if shown is None:
        return None
    page, _ = decode(response.body, response.headers.get("content-type", ""))
    words = dict.fromkeys(squeeze(match[1]) for match in _WORDS.finditer(page))
    return {
        "title": shown.title,
        "keywords": shown.keywords,
        "description": shown.description,
        "links": list(words)[:_LINKS],
    }
