"""Bytes to text, as a browser that knows Chinese sites would do it.

Order: byte order mark, valid UTF-8, the header's charset, the meta charset, GB18030 if it fits, then a statistical guess.
gb2312 and gbk are always read as gb18030, their superset, because pages declare the small set and use the large one.
"""

from __future__ import annotations

import codecs
import re

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_META = re.compile(rb"<meta[^>]{0,300}?charset\s*=\s*[\"']?\s*([A-Za-z0-9_:.\-]{2,40})", re.IGNORECASE)
_HEADER = re.compile(r"charset\s*=\s*[\"']?\s*([A-Za-z0-9_:.\-]{2,40})", re.IGNORECASE)
_CHINESE = frozenset({"gb2312", "gbk", "gb_2312-80", "gb-2312", "x-gbk", "cp936", "ms936", "csgb2312", "euc-cn", "gb18030"})
_HEAD = 4096
_SAMPLE = 20_000


def decode(body: bytes, content_type: str = "") -> tuple[str, str]:
    """The text of `body` and the encoding that was used. Never raises; bad bytes become U+FFFD."""
    for mark, name in _BOMS:
        if body.startswith(mark):
            return body[len(mark) :].decode(name, "replace"), name
    declared = _declared(body, content_type)
    text = _strict(body, "utf-8")
    if text is not None and not ("gb18030" in declared and _is_chance(text)):
        return text, "utf-8"
    for name in declared:
        text = _strict(body, name)
        if text is not None and not _implausible(name, text):
            return text, name
    return _guess(body, declared)


def _strict(body: bytes, name: str) -> str | None:
    try:
        return body.decode(name)
    except (UnicodeDecodeError, LookupError):
        pass
    # A body cut by the size limit may end inside a character: that alone disproves nothing.
    try:
        return codecs.getincrementaldecoder(name)("strict").decode(body)
    except (UnicodeDecodeError, LookupError):
        return None


def _declared(body: bytes, content_type: str) -> list[str]:
    names: list[str] = []
    header = _HEADER.search(content_type)
    meta = _META.search(body[:_HEAD])
    for raw in (header and header.group(1), meta and meta.group(1).decode("ascii", "replace")):
        name = canonical_name(raw or "")
        if name and name not in names:
            names.append(name)
    return names


def canonical_name(raw: str) -> str:
    """The codec to use for a declared charset, "" when it is unknown; the GB family becomes gb18030."""
    name = raw.strip().lower()
    if name in _CHINESE:
        return "gb18030"
    try:
        found = codecs.lookup(name)
        b"".decode(name)
    except (LookupError, UnicodeError):
        return ""
    return found.name


def _is_chance(text: str) -> bool:
    """Whether GBK bytes happen to be valid UTF-8: then they give accented and Cyrillic letters and no Chinese."""
    return not text.isascii() and max(text) < "\u0800"


def _implausible(name: str, text: str) -> bool:
    """Whether a one-byte encoding that accepts anything turned Chinese bytes into accented letters."""
    if not name.startswith(("iso8859", "cp125", "latin", "ascii")):
        return False
    return sum("\x80" <= c <= "\xff" for c in text[:_SAMPLE]) > 20


def _guess(body: bytes, declared: list[str]) -> tuple[str, str]:
    sample = body[:_SAMPLE]
    if _errors(sample, "utf-8") * 200 < len(sample) and b"\xef\xbf" not in sample[:3]:
        damaged = body.decode("utf-8", "replace")
        if _chinese(damaged) > _chinese(body.decode("gb18030", "replace")) // 2 or "utf-8" in declared:
            return damaged, "utf-8"
    if _errors(sample, "gb18030") * 100 <= len(sample):
        return body.decode("gb18030", "replace"), "gb18030"
    from charset_normalizer import from_bytes  # only here: dear to import, and hardly any page is so broken

    best = from_bytes(sample).best()
    name = canonical_name(best.encoding) if best else ""
    if name:
        return body.decode(name, "replace"), name
    return body.decode(declared[0] if declared else "utf-8", "replace"), declared[0] if declared else "utf-8"


def _errors(sample: bytes, name: str) -> int:
    return sample.decode(name, "replace").count("\ufffd")


def _chinese(text: str) -> int:
    """Characters of the basic common block; a wrong decoding produces few of the frequent ones."""
    return sum(text.count(c) for c in "的一是不在有中和国年人民政府")
