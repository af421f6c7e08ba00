"""Marks that stand twice (，，, 。；) and brackets that are never closed (《民族区域自治法规定……。), in whole paragraphs.

In 83 million characters of official text two such marks stand 75 times (not counted those behind a ％ that was a ‰ once, which
are left alone), all of them slips; an open 《 before the end of a sentence twice, a bracket open over two sentences 6 times,
all slips but one. Less is not enough, since a line's end may cut a text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from checks.lib.typo.wrong_form import WrongForm

_SHARES = frozenset("％%‰")
_RUN = re.compile(r"[，。、；：]{2,}")
_STRENGTH = "：，、；。"
"""Of two marks the stronger one is likelier meant."""
_TITLE = re.compile(r"《(?=[^《》]{2,80}[。；！？][^《》]*$)")
_BRACKET = re.compile(r"（(?=[^（）()]*$)")
_SENTENCES = re.compile(r"[。；].*?[。；]")
_WHOLE = {"《": "《……》", "（": "（……）"}
MARKS = frozenset("，、；。：《（")
"""What a wrong form of this kind begins with, and no other."""


def wrong_marks(text: str) -> Iterator[WrongForm]:
    """Marks of a text that stand twice, with the likelier one, and brackets that nothing closes."""
    for match in _RUN.finditer(text):
        if _is_slip(text, match):
            yield WrongForm(match.start(), match[0], max(match[0], key=_STRENGTH.find))
    start = 0
    for line in text.split("\n"):
        if at := _open_bracket(line):
            yield WrongForm(start + at.start(), at[0], _WHOLE[at[0]])
        start += len(line) + 1


def _is_slip(text: str, marks: re.Match[str]) -> bool:
    """Two marks, not a colon before an empty field, nor behind a share (％ was a ‰ once)."""
    two = marks[0]
    if len(two) != 2 or text[marks.start() - 1 : marks.start()] in _SHARES:
        return False
    return two[0] == two[1] or "：" not in two


def _open_bracket(line: str) -> re.Match[str] | None:
    """The bracket of a paragraph that nothing closes: before the end of its sentence, or over two sentences."""
    if line.count("《") > line.count("》") and (found := _TITLE.search(line)):
        return found
    if line.count("（") > line.count("）") and (found := _BRACKET.search(line)) and _SENTENCES.search(line, found.end()):
        return found
    return None
