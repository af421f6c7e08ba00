"""Code that was scrambled so that nobody reads it, undone without running it: escapes, fromCharCode, base64, packers.

Only what hides plain letters counts as scrambled: \\u003c in data and \\u4e2d for Chinese are everyday spelling.
"""

from __future__ import annotations

import base64
import binascii
import html
import re
from urllib.parse import unquote

MAX_CODE = 200_000
_MAX_PACKED_WORDS = 5_000
_HINTS = ("\\x", "\\u00", "fromCharCode", "atob", "unescape", "decodeURI", "p,a,c,k,e,", "reverse()")
_HEX_LETTER = re.compile(r"\\x([2-7][0-9a-fA-F])")
_UNI_LETTER = re.compile(r"\\u00([2-7][0-9a-fA-F])")
_ANY_UNI = re.compile(r"\\u([0-9a-fA-F]{4})")
_PERCENT_UNI = re.compile(r"%u([0-9a-fA-F]{4})")
_CHAR_CODES = re.compile(r"fromCharCode(?:[\"']\s*\])?\s*\(\s*((?:0x[0-9a-fA-F]+|\d+)(?:\s*,\s*(?:0x[0-9a-fA-F]+|\d+))*)\s*\)")
_NUMBER = re.compile(r"0x[0-9a-fA-F]+|\d+")
_BASE64 = re.compile(r"atob\s*\(\s*[\"']([A-Za-z0-9+/=\s]{16,100000})[\"']")
_UNESCAPE = re.compile(r"(?:unescape|decodeURI(?:Component)?)\s*\(\s*[\"']([^\"']{8,100000})[\"']")
_ESCAPED_LETTER = re.compile(r"%[4-7][0-9a-fA-F]")
_PACKED = re.compile(
    r"\}\s*\(\s*(?:'((?:[^'\\]|\\.)*)'|\"((?:[^\"\\]|\\.)*)\")\s*,\s*(\d{1,3})\s*,\s*(\d{1,5})\s*,\s*"
    r"(?:'((?:[^'\\]|\\.)*)'|\"((?:[^\"\\]|\\.)*)\")\s*\.\s*split\s*\(\s*[\"']\|[\"']\s*\)"
)
_REVERSED = re.compile(
    r"([\"'])((?:(?!\1).){16,5000})\1\s*\.\s*split\(\s*[\"']{2}\s*\)\s*\.\s*reverse\(\)\s*\.\s*join\(", re.DOTALL
)
_WORD = re.compile(r"\b\w+\b")
_JOINED = re.compile(r"([\"'])\s*\+\s*\1")
_LISTED = re.compile(r"([\"'])\s*,\s*\1")
_JOINS = re.compile(r"\]\s*\.\s*join\(\s*[\"']{2}\s*\)")
_DIGITS = "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
ENOUGH = 8
"""Escaped letters that are a way of writing and no accident."""


def unscramble(code: str) -> str:
    """What scrambled code says, "" for code that hides nothing. Bounded; never runs anything."""
    code = code[:MAX_CODE]
    if not any(hint in code for hint in _HINTS):
        return ""
    parts = [*_from_escapes(code), *_from_codes(code), *_from_base64(code), *_from_percent(code), *_from_packer(code)]
    parts += [match[2][::-1] for match in _REVERSED.finditer(code)]
    return "\n".join(plain(part) for part in parts)[:MAX_CODE]


def plain(code: str) -> str:
    """Code with its everyday spellings undone: \\uXXXX, \\/, \\", "a"+"b", ["a","b"].join(""), numeric entities."""
    text = _ANY_UNI.sub(_letter, code) if "\\u" in code else code
    if ".join(" in text and _JOINS.search(text):
        text = _LISTED.sub("", text)
    text = _JOINED.sub("", text).replace("\\/", "/").replace('\\"', '"').replace("\\'", "'")
    return html.unescape(text) if "&#" in text else text


def _letter(match: re.Match[str]) -> str:
    number = int(match[1], 16)
    return match[0] if 0xD800 <= number <= 0xDFFF else chr(number)


def _from_escapes(code: str) -> list[str]:
    if len(_HEX_LETTER.findall(code)) + len(_UNI_LETTER.findall(code)) < ENOUGH:
        return []
    if not re.search(r"\\x[46-7][0-9a-fA-F]", code) and len(re.findall(r"\\u00[46-7][0-9a-fA-F]", code)) < ENOUGH:
        return []
    return [_HEX_LETTER.sub(_letter, code)]


def _from_codes(code: str) -> list[str]:
    found = []
    for match in _CHAR_CODES.finditer(code):
        numbers = [int(number, 0) if number[:2] == "0x" else int(number) for number in _NUMBER.findall(match[1])]
        if len(numbers) >= ENOUGH and all(0 < n < 0xD800 for n in numbers):
            found.append("".join(map(chr, numbers)))
    return found


def _from_base64(code: str) -> list[str]:
    found = []
    for match in _BASE64.finditer(code):
        try:
            found.append(base64.b64decode("".join(match[1].split()) + "==").decode("utf-8", "replace"))
        except (binascii.Error, ValueError):
            continue
    return [unquote(text) for text in found]


def _from_percent(code: str) -> list[str]:
    found = []
    for match in _UNESCAPE.finditer(code):
        if len(_ESCAPED_LETTER.findall(match[1])) >= ENOUGH:  # unescape("%3Cspan id=...") hides nothing
            found.append(unquote(_PERCENT_UNI.sub(_letter, match[1])))
    return found


def percent_decoded(code: str) -> str:
    """What stands in unescape("…") and its kind, also where only signs are escaped."""
    if "unescape" not in code and "decodeURI" not in code:
        return ""
    return "\n".join(unquote(_PERCENT_UNI.sub(_letter, match[1])) for match in _UNESCAPE.finditer(code[:MAX_CODE]))


def _from_packer(code: str) -> list[str]:
    """eval(function(p,a,c,k,e,d){...}('0 1...',62,20,'word|word'.split('|'))): numbers stand for words."""
    if "p,a,c,k,e," not in code:
        return []
    found = []
    for match in _PACKED.finditer(code):
        packed, words = match[1] or match[2] or "", (match[5] or match[6] or "").split("|")[:_MAX_PACKED_WORDS]
        base = int(match[3])
        if not 2 <= base <= len(_DIGITS):
            continue
        found.append(_WORD.sub(lambda m, b=base, w=words: _word(m[0], b, w), packed))
    return found


def _word(token: str, base: int, words: list[str]) -> str:
    number = 0
    for char in token[:6]:
        digit = _DIGITS.find(char)
        if not 0 <= digit < base:
            return token
        number = number * base + digit
    return words[number] if number < len(words) and words[number] else token
