"""Identity of a page's bytes but for what changes on every visit: clocks, counters, tokens, stamps and cache busters.

Computed before a page is parsed: a page whose identity is that of an earlier pass is not read again. So nothing that a rule
judges may be left out: no day, no words, no address.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from hashlib import blake2b


def _either(words: Iterable[bytes]) -> bytes:
    return b"(?:" + b"|".join(map(re.escape, words)) + b")"


_BUSTER = rb"(?:amp;)?(?:v|t|ts|ver|_|rnd|rand|random|r|timestamp|time)=(?:0?\.\d{4,20}|\d{8,20}|[0-9a-f]{12,40})"
_SECRET = rb"[\w.-]{0,40}[\"']?\s{0,3}(?:[:=]|[^<>]{0,80}?(?:value|content)\s{0,3}=)\s{0,3}[\"']?[\w+/=:.-]{6,20000}"


def _from(start: bytes, rest: bytes) -> tuple[bytes, re.Pattern[bytes]]:
    return start, re.compile(re.escape(start) + rest)


def _in_words(encoding: str) -> tuple[tuple[bytes, re.Pattern[bytes]], ...]:
    """Clocks and counters by the words in front of them."""
    words = ("次数", "数", "量", "人数", "人次")
    amount = _either(word.encode(encoding) for word in words) + b"?" + _either(("：".encode(encoding), b":")) + b"?"
    count = amount + rb"\s{0,5}(?:<[^<>]{0,100}>\s{0,5}){0,3}\d{1,9}"
    clocks, counters = ("今天是", "今日是", "当前时间", "现在是", "北京时间"), ("浏览", "点击", "阅读", "访问", "查看")
    return (
        *(_from(word.encode(encoding), rb"[^<\r\n]{0,80}") for word in clocks),
        *(_from(word.encode(encoding), count) for word in counters),
    )


_MASKS: tuple[tuple[bytes, re.Pattern[bytes]], ...] = (
    _from(b"<!--", rb"[^<>]{0,300}-->"),  # stamps of the generator; a comment with markup may be a script's code
    _from(b"1", rb"[4-9]\d{8}(?:\d{3})?(?!\d)"),  # seconds and milliseconds since 1970
    *(_from(start, _BUSTER) for start in (b"?", b"&")),
    _from(b"jsessionid", rb"=[\w.!-]{8,80}"),
    *(_from(word, _SECRET) for word in (b"csrf", b"token", b"nonce", b"viewstate", b"eventvalidation", b"captcha")),
)
"""What must stand in the page, in lower case, for a pattern to be worth trying, and the pattern, which begins with it."""

_WORDS = {encoding: _in_words(encoding) for encoding in ("utf-8", "gb18030")}
_ASCII = bytes(range(128))
_NO_LETTERS = bytes(set(range(256)) - set(b"abcdefghijklmnopqrstuvwxyz"))
_HEAD = 2048  # bytes in which a page names its encoding
_MINUTES = re.compile(rb":\d{2}:\d{2}(?!\d)")


def _words(head: bytes) -> tuple[tuple[bytes, re.Pattern[bytes]], ...]:
    """The patterns of the encoding that the page names; of both where it names none."""
    if b"charset=utf" in head:
        return _WORDS["utf-8"]
    return _WORDS["gb18030"] if b"charset=gb" in head else _WORDS["utf-8"] + _WORDS["gb18030"]


def steady_hash(body: bytes) -> str:
    """32 hexadecimal digits."""
    body = body.lower()
    # A word of letters also stands in the page's letters alone, a Chinese one in what is not ASCII: both are short.
    letters, others = body.translate(None, _NO_LETTERS), body.translate(None, _ASCII)
    for start, mask in (*_words(body[:_HEAD].replace(b'"', b"")), *_MASKS):
        if start in (letters if start.isalpha() else body if start.isascii() else others):
            body = mask.sub(b"", body)
    return blake2b(_without_times(body), digest_size=16).hexdigest()


def _without_times(body: bytes) -> bytes:
    """Without 9:05:07 and 19:05:07. Looked for by their colons: a pattern that begins with digits tries every one of them."""
    parts, done = [], 0
    for match in _MINUTES.finditer(body):
        hour = match.start()
        while hour > done and match.start() - hour < 2 and body[hour - 1 : hour].isdigit():
            hour -= 1
        if hour < match.start():
            parts.append(body[done:hour])
            done = match.end()
    return b"".join((*parts, body[done:])) if parts else body
