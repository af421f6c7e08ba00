"""Paragraphs of an exercise on writing, whose wrong forms are there to be found: 下列词语中没有错别字的一项是（　）A.… B.…"""

from __future__ import annotations

import re
from collections.abc import Sequence

_QUESTION = re.compile(
    r"(?:下列|下面|以下|下述|[请找选指圈]出|改正)[^。！]{0,24}"
    r"(?:错别字|错字|别字|字形|书写|写法|用字|注音|读音|拼写|加点|词语|成语|病句|标点|语句|句子)[^。！]{0,16}"
    r"(?:[一两]?[项组个句]|哪|是\s*[（(]|有误|无误|正确|错误|不当|[？?]|[（(]\s*[）)])"
)
_OPTION = re.compile(r"^\s*(?:[（(]?[A-Ea-e][)）.、．:：\s]|[①②③④⑤])")
_OPTIONS = 6
"""Options that may stand below a question, each in a paragraph of its own."""


def in_exercises(texts: Sequence[str]) -> frozenset[int]:
    """Numbers of the paragraphs that ask which writing is right, and of the options below them."""
    found: set[int] = set()
    for number, text in enumerate(texts):
        if not _QUESTION.search(text):
            continue
        found.add(number)
        for below in range(number + 1, min(number + 1 + _OPTIONS, len(texts))):
            if not _OPTION.match(texts[below]):
                break
            found.add(below)
    return frozenset(found)
