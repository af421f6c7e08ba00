"""The headers we send: our own name by default, an ordinary browser's where a server turns programs away."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

USER_AGENT = "Mozilla/5.0 (compatible; xuncha/0.1; +https://github.com/xuncha/xuncha)"

_CHROME = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36"

_PLAIN = {
    "Accept": "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8",
    "Accept-Language": "zh-CN,zh;q=0.9,en;q=0.5",
    "Accept-Encoding": "gzip, deflate, br",
}
_BROWSER = {
    "Accept": "text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,image/webp,image/apng,*/*;q=0.8",
    "Accept-Language": "zh-CN,zh;q=0.9",
    "Accept-Encoding": "gzip, deflate, br",
    "Cache-Control": "max-age=0",
    "Sec-Fetch-Dest": "document",
    "Sec-Fetch-Mode": "navigate",
    "Sec-Fetch-Site": "none",
    "Sec-Fetch-User": "?1",
    "Upgrade-Insecure-Requests": "1",
}


@lru_cache(64)
def _usual(user_agent: str, browser: bool) -> tuple[tuple[str, str], ...]:
    return (("User-Agent", _CHROME if browser else user_agent), *(_BROWSER if browser else _PLAIN).items())


def request_headers(
    user_agent: str,
    extra: Mapping[str, str],
    *,
    browser: bool = False,
    byte_range: tuple[int, int] | None = None,
    etag: str | None = None,
    modified: str | None = None,
) -> tuple[tuple[str, str], ...]:
    """The headers of one request; `extra` wins over the usual ones, and `byte_range` is inclusive."""
    known = tuple((name, value) for name, value in (("If-None-Match", etag), ("If-Modified-Since", modified)) if value)
    if not extra and byte_range is None:
        return (*_usual(user_agent, browser), *known)
    headers = dict(_usual(user_agent, browser))
    if byte_range is not None:
        headers["Range"] = f"bytes={byte_range[0]}-{byte_range[1]}"
        headers["Accept-Encoding"] = "identity"  # the range is one of the file, not of its compressed form
    headers.update(known)
    wins = {name.lower() for name in extra}
    usual = ((name, value) for name, value in headers.items() if name.lower() not in wins)
    return (*usual, *extra.items())
