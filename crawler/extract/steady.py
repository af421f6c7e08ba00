"""Identity of a page's bytes but for what changes on every visit: clocks, counters, tokens, stamps and cache busters.

Computed before a page is parsed: a page whose identity is that of an earlier pass is not read again. So nothing that a rule
judges may be left out: no day, no words, no address.
"""

from __future__ import annotations

import re
from hashlib import blake2b


def _coded(*words: str) -> tuple[bytes, ...]:
    """Words in both encodings that Chinese sites use."""
    return tuple(word.encode(name) for name in ("utf-8", "gb18030") for word in words)


def _either(words: tuple[bytes, ...]) -> bytes:
    return b"(?:" + b"|".join(map(re.escape, words)) + b")"


_AMOUNT = _either(_coded("次数", "数", "量", "人数", "人次")) + b"?" + _either((*_coded("："), b":")) + b"?"
_COUNT = _AMOUNT + rb"\s{0,5}(?:<[^<>]{0,100}>\s{0,5}){0,3}\d{1,9}"
_BUSTER = rb"(?:amp;)?(?:v|t|ts|ver|_|rnd|rand|random|r|timestamp|time)=(?:0?\.\d{4,20}|\d{8,20}|[0-9a-f]{12,40})"
_SECRET = rb"[\w.-]{0,40}[\"']?\s{0,3}(?:[:=]|[^<>]{0,80}?(?:value|content)\s{0,3}=)\s{0,3}[\"']?[\w+/=:.-]{6,20000}"


def _from(start: bytes, rest: bytes) -> tuple[bytes, re.Pattern[bytes]]:
    return start, re.compile(re.escape(start) + rest)


_MASKS: tuple[tuple[bytes, re.Pattern[bytes]], ...] = (
    _from(b"<!--", rb"[^<>]{0,300}-->"),  # stamps of the generator; a comment with markup may be a script's code
    *(_from(word, rb"[^<\r\n]{0,80}") for word in _coded("今天是", "今日是", "当前时间", "现在是", "北京时间")),
    *(_from(word, _COUNT) for word in _coded("浏览", "点击", "阅读", "访问", "查看")),
    _from(b"1", rb"[4-9]\d{8}(?:\d{3})?(?!\d)"),  # seconds and milliseconds since 1970
    *(_from(start, _BUSTER) for start in (b"?", b"&")),
    _from(b"jsessionid=", rb"[\w.!-]{8,80}"),
    *(_from(word, _SECRET) for word in (b"csrf", b"token", b"nonce", b"viewstate", b"eventvalidation", b"captcha")),
)
"""What must stand in the page, in lower case, for a pattern to be worth trying, and the pattern, which begins with it."""

_MINUTES = re.compile(rb":\d{2}:\d{2}(?!\d)")
_TIME = re.compile(rb"\d{1,2}:\d{2}:\d{2}(?!\d)")


def steady_hash(body: bytes) -> str:
    """32 hexadecimal digits."""
    body = body.lower()
    for start, mask in _MASKS:
        if start in body:
            body = mask.sub(b"", body)
    if _MINUTES.search(body):
        body = _TIME.sub(b"", body)
    return blake2b(body, digest_size=16).hexdigest()
