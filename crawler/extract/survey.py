"""Counts over an outline as prefix sums: characters, link characters, anchors that could be titles, list dates.

With these, any question about a subtree ("how many dates below this node?") is one subtraction.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from itertools import accumulate

from crawler.extract.card_titles import card_title
from crawler.extract.list_dates import list_dates
from crawler.extract.outline import TEXT, Outline
from model import DateFact

NOT_A_TITLE = re.compile(
    r"^(?!(?!(?:19|20)\d\d$)\d{4,8}$)[\[【(（]?(?:[\d\s.…<>«»|＞＜\-·•*]*|首\s*页|尾\s*页|末\s*页|上一?页|下一?页|前一?页|后一?页|第一页|最后一页|[<>＜＞\[【]*\s*更多.{0,3}|"
    r"(?i:more|go|english|prev|next|top)[>》\s]*|查看更多|加载更多|返回.{0,4}|跳转|转到|详细|详情|查看详情|查看|\[?详细\]?|(?:点击)?(?:阅读|查看|展开)(?:全文|更多|原文)|了解(?:详情|更多)|收藏|打印|关闭|下载|点击下载|附件下载|下载附件|删除|编辑|登录|注册|[大中小]|[特超加]大|[大中小]号|打印本[页文]|打印此[页文]|关闭窗口|关闭本页|关闭页面|我要纠错)[\]】)）>》»＞…\s]*$"
)
_SHORT_WORDS = 60  # characters up to which an answer is remembered: menus and headings are on every page of a site


@dataclass(slots=True)
class Survey:
    """Prefix sums (length n+1) and what they count; `anchor_text` has every anchor, also those that are no titles."""

    chars: list[int]
    link_chars: list[int]
    anchors: list[int]
    dates: list[int]
    anchor_text: dict[int, str] = field(default_factory=dict)
    date_at: dict[int, DateFact] = field(default_factory=dict)

    def between(self, sums: list[int], outline: Outline, node: int) -> int:
        """What `sums` counts in the subtree of `node`."""
        return sums[outline.ends[node]] - sums[node]


def survey(outline: Outline, today: date) -> Survey:
    """One pass over the outline; year-less dates take the nearest year not after `today`."""
    date_at = list_dates(outline, today)
    anchor_text: dict[int, str] = {}
    chars = [len(text.strip()) if text else 0 for text in outline.texts]
    links, anchors, dates = ([0] * len(outline) for _ in range(3))
    for node in date_at:
        dates[node] = 1
    anchor_end, ends = 0, outline.ends
    for i in _clicked(outline):
        if i < anchor_end or (outline.tags[i] != "a" and not _clickable(outline, i)):
            continue
        anchor_end = ends[i]
        links[i:anchor_end] = chars[i:anchor_end]
        words = _anchor_text(outline, i, date_at)
        titled = bool(words) and not is_no_title(words)
        if not titled and (title := card_title(outline, i, date_at, NOT_A_TITLE)):
            words, titled = title, not is_no_title(title)
        anchor_text[i] = words
        anchors[i] = int(titled)
    return Survey(_sums(chars), _sums(links), _sums(anchors), _sums(dates), anchor_text, date_at)


def _clicked(outline: Outline) -> list[int]:
    """The nodes that may be anchors."""
    nodes = zip(outline.tags, outline.attrs, strict=True)
    return [i for i, (tag, attrs) in enumerate(nodes) if tag == "a" or "onclick" in attrs or "onmousedown" in attrs]


def _sums(counts: list[int]) -> list[int]:
    return list(accumulate(counts, initial=0))


def is_no_title(words: str) -> bool:
    """Whether an anchor says nothing but what a button says (更多, 下一页)."""
    return _is_button(words) if len(words) <= _SHORT_WORDS else NOT_A_TITLE.match(words) is not None


@lru_cache(8192)
def _is_button(words: str) -> bool:
    return NOT_A_TITLE.match(words) is not None


def _clickable(outline: Outline, node: int) -> bool:
    """A row that opens its page by a script on itself: an anchor for a person, though not for a crawler."""
    if outline.tags[node] not in ("p", "li", "tr", "div", "span", "td", "h3", "h4"):
        return False
    return outline.ends[node] - node <= 40 and "a" not in outline.tags[node : outline.ends[node]]


def _anchor_text(outline: Outline, node: int, date_at: dict[int, DateFact]) -> str:
    """What the anchor says (dates of the list left out), else its title or the alt of its picture."""
    end = outline.ends[node]
    if end - node == 2 and outline.tags[node + 1] == TEXT and node + 1 not in date_at:
        text = outline.texts[node + 1].strip()
        if "\n" not in text and "\t" not in text and text:
            return text
    masked = [i for i in range(node, end) if i in date_at]
    if masked:
        text = " ".join(
            outline.text(a, b) for a, b in zip([node, *(i + 1 for i in masked)], [*masked, end], strict=True)
        ).strip()
    else:
        text = outline.text(node)
    if text:
        return text
    for i in range(node, min(end, node + 12)):
        label = (outline.get(i, "title") or outline.get(i, "alt")).strip()
        if label:
            return " ".join(label.split())
    return ""
