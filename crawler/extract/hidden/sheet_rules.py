"""The rules of a style sheet that hold on every screen: comments away, blocks for all screens opened, other blocks left out."""

from __future__ import annotations

import re

from crawler.extract.hidden.braces import closing

_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_BLOCK = re.compile(r"@(?:media|supports|(?:-\w+-)?keyframes|container|layer)\b[^{};]{0,300}\{", re.IGNORECASE)
_EVERY_SCREEN = re.compile(r"@media\s+(?:only\s+)?(?:screen|all)\s*(?:,\s*projection\s*)?\{", re.IGNORECASE)
_MOST = 200


def rules_for_all(sheet: str) -> str:
    """The sheet without its comments and without what holds only in print, on small screens or in a movement."""
    sheet = _COMMENT.sub("", sheet) if "/*" in sheet else sheet
    at = 0
    for _ in range(_MOST if "@" in sheet else 0):
        block = _BLOCK.search(sheet, at)
        if block is None:
            break
        end = closing(sheet, block.end(), len(sheet))
        kept = sheet[block.end() : end] if _EVERY_SCREEN.fullmatch(block[0]) else ""
        sheet, at = f"{sheet[: block.start()]}{kept}{sheet[end + 1 :]}", block.start()
    return sheet
