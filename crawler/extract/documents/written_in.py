"""An interpretation that stands on the document's own page: written out below it or in a tab, or drawn as a picture."""

from __future__ import annotations

import re
from collections.abc import Sequence

from crawler.extract.outline import Outline
from crawler.extract.text import Line

LEAST = 40  # characters, in two sentences at least, under the heading
_WRITTEN = re.compile(
    r"[【\[（(\s]*(?:附件?\s*\d{0,2}\s*[:：.、]?\s*)?(?:[一二三四五六七八九十]、)?(?:关于)?(?:《.{4,100}》|本(?:文件|办法|规定|通知|意见|方案))?的?"
    r"(?:起草说明\s*[与和及、]\s*)?(?:政策|文字|文件|图片|图文|视频|音频|动漫)?(?:解读|图解)(?:材料|说明|稿|文本)?[】\]）)\s]*[:：]?"
)
_EXPLAINS = re.compile("解读|图解")
_ASIDE = 30  # lines of a part that a click opens
_PICTURED = re.compile(r"一图|图解|[读看]懂|解读|长图|漫画|海报")
_ABOVE_A_PICTURE = re.compile(r"[【\[（(]?(?:政策|文件|图片)?(?:图解|解读|一图[读看]懂|长图)(?:政策)?[】\]）)]?[:：]?")
_NO_PICTURE = re.compile(r"icon|ico[\W_]|logo|btn|button|qrcode|ewm|share|print|arrow|blank", re.IGNORECASE)


def written_below(body: Sequence[str]) -> str:
    """The line of a document's text under which its interpretation is written out (附：《X》解读), "" without one."""
    for at, line in enumerate(body):
        below = "".join(body[at + 1 :]) if "解读" in line[-8:] and _WRITTEN.fullmatch(line) else ""
        if len(below) >= LEAST and below.count("。") >= 2:
            return line[:60]
    return ""


def written_aside(outline: Outline, lines: Sequence[Line]) -> str:
    """The heading of an interpretation that is written out in a part which a click opens (a tab), "" without one."""
    for at, line in enumerate(lines):
        if not _EXPLAINS.search(line.text[-8:]) or not outline.hidden[line.start] or not _WRITTEN.fullmatch(line.text):
            continue
        below = ""
        for other in lines[at + 1 : at + 1 + _ASIDE]:
            if not outline.hidden[other.start]:
                break
            below += other.text
        if (len(below) >= LEAST and below.count("。") >= 2) or _shows(outline, line):
            return line.text[:60]
    return ""


def _shows(outline: Outline, heading: Line) -> bool:
    """Whether a picture or a film stands below a heading, in the part that the heading is of."""
    part = next((up for up in outline.ancestors(heading.start, 3) if outline.ends[up] > heading.end), -1)
    inside = range(heading.end, outline.ends[part]) if part >= 0 else range(0)
    return any(
        outline.tags[node] in ("video", "embed", "iframe")
        or (outline.tags[node] == "img" and not is_ornament(outline.get(node, "src")))
        for node in inside
    )


def is_ornament(source: str) -> bool:
    """Whether a picture's address is that of an icon, a logo or a button."""
    return _NO_PICTURE.search(source) is not None


def pictured(outline: Outline, lines: Sequence[Line], body: tuple[int, int]) -> str:
    """The words that make an interpretation of a picture in a document's text: its own, or those of the line above it."""
    above = ""
    starts = {line.start: line.text for line in lines if body[0] <= line.start < body[1]}
    for node in range(*body):
        above = starts.get(node, above)
        if outline.tags[node] != "img" or _NO_PICTURE.search(outline.get(node, "src")):
            continue
        words = next((said for name in ("alt", "title") if _PICTURED.search(said := outline.get(node, name))), "")
        if words or _ABOVE_A_PICTURE.fullmatch(above.strip()):
            return (words or above).strip()[:60]
    return ""
