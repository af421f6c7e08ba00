"""Document numbers (文号): find them in a text and bring them to one form, 国发〔2018〕43号.

Brackets occur as 〔〕 ［］ [] （） () 【】 and with blanks; a year has 4 digits or 2; 号 may be missing. Orders (第45号令)
and the unified numbers of normative documents (HHCR-2023-01005) are numbers too.
"""

from __future__ import annotations

import re
import unicodedata

_OPEN, _CLOSE = "〔［[（(【〖", "〕］])）】〗"
_BRACKETED = re.compile(
    rf"([\u4e00-\u9fff]{{1,12}})\s*[{re.escape(_OPEN)}]\s*((?:19|20)?\d{{2}})\s*[{re.escape(_CLOSE)}]\s*第?\s*(\d{{1,5}})\s*号?"
)
_ORDER = re.compile(r"(?:((?:19|20)\d{2})年)?第\s*(\d{1,4})\s*号令|令\s*(?:((?:19|20)\d{2})年)?第?\s*(\d{1,4})\s*号")
_UNIFIED = re.compile(r"(?<![A-Za-z0-9])([A-Z]{2,6})[-—](\d{4})[-—](\d{3,6})(?!\d)")
_LEADING = re.compile(r"^.*(?:根据|按照|依据|转发|印发|关于|贯彻|落实|以|和|与|的)")


def find_numbers(text: str) -> tuple[str, ...]:
    """Every document number of a text in one form, in order, each once."""
    text = unicodedata.normalize("NFKC", text[:5000]).replace("〔", "[").replace("〕", "]")
    found: list[tuple[int, str]] = []
    for match in _BRACKETED.finditer(text):
        office = _LEADING.sub("", match[1]) or match[1]
        found.append((match.start(), f"{office}〔{_year(match[2])}〕{int(match[3])}号"))
    for match in _ORDER.finditer(text):
        year, number = match[1] or match[3] or "", match[2] or match[4]
        found.append((match.start(), f"{year}第{int(number)}号令"))
    found += [(match.start(), "-".join(match.groups())) for match in _UNIFIED.finditer(text)]
    return tuple(dict.fromkeys(number for _, number in sorted(found)))


def normalise_number(text: str) -> str:
    """The first document number of a text in one form, "" where there is none."""
    return next(iter(find_numbers(text)), "")


def is_specific(number: str) -> bool:
    """Whether a number names one document by itself; an order's bare number (第45号令) may stand for several offices."""
    return "〔" in number or "-" in number


def _year(digits: str) -> str:
    if len(digits) == 4:
        return digits
    return ("19" if int(digits) > 70 else "20") + digits
