"""Counts over an outline as prefix sums: characters, link characters, anchors that could be titles, list dates.

With these, any question about a subtree ("how many dates below this node?") is one subtraction.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache

from crawler.extract.dates import parse_dates, plain
from crawler.extract.outline import TEXT, Outline
from model import DateFact, DatePlace

NOT_A_TITLE = re.compile(
    r"^(?:[\d\s.…<>«»|＞＜\-·•*]*|首\s*页|尾\s*页|末\s*页|上一?页|下一?页|前一?页|后一?页|第一页|最后一页|[<>＜＞\[【]*\s*更多.{0,3}|"
    r"(?i:more|go|english|prev|next|top)[>》\s]*|查看更多|加载更多|返回.{0,4}|跳转|转到|详细|详情|查看详情|查看|\[?详细\]?|收藏|打印|关闭|下载|点击下载|附件下载|下载附件|删除|编辑|登录|注册|[大中小]|[特超加]大|[大中小]号|打印本[页文]|打印此[页文]|关闭窗口|关闭本页|关闭页面|我要纠错)$"
)
_SHORT_WORDS = 60  # characters up to which an answer is remembered: menus and headings are on every page of a site
_EDGE = " \t\r\n\u00a0\u3000[]()（）【】〔〕<>《》|·•:：,，;；/-—"
_LABEL = re.compile(
    r"^(?:发布|发文|公开|更新|生成|成文|上传|录入|添加|来信|写信|咨询|提交|留言|提问|征集|开始|信息)?(?:时间|日期|于)?\s*[:：]?\s*$"
)
_SHORT_ALONE = re.compile(r"^\d{1,2}\s*(?:[-/.]\s*\d{1,2}|月\s*\d{1,2}\s*日)(?:\s+\d{1,2}:\d{2})?$")
_RELATIVE_ALONE = re.compile(r"^(?:\d{1,3}\s*(?:分钟|小时|天|日|周)前|今天|昨天|前天|刚刚)(?:\s*\d{1,2}:\d{2})?$")
_DAY_ALONE = re.compile(r"^(\d{1,2})日?$")
_MONTH_DAY_ALONE = re.compile(r"^(\d{1,2})[-/.月](\d{1,2})日?$")
_YEAR_MONTH = re.compile(r"^((?:19|20)\d{2})\s*[-/.年]\s*(\d{1,2})月?$")
_YEAR_ALONE = re.compile(r"^((?:19|20)\d{2})年?$")
_CLOCK_TEXT = re.compile(r"今天是|今日是|(?:星期|周)[一二三四五六日天]|农历|更新于|页面生成")
_DIGIT = re.compile(r"\d|[０-９]|天$")


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
    date_at = _list_dates(outline, today)
    anchor_text: dict[int, str] = {}
    all_chars, all_links, all_anchors, all_dates = [0], [0], [0], [0]
    chars = links = anchors = dates = anchor_end = 0
    ends, attrs = outline.ends, outline.attrs
    for i, (tag, text) in enumerate(zip(outline.tags, outline.texts, strict=True)):
        if tag == TEXT:
            length = len(text.strip())
            chars += length
            if i < anchor_end:
                links += length
            if i in date_at:
                dates += 1
        elif i >= anchor_end and (tag == "a" or ("onclick" in attrs[i] and _clickable(outline, i))):
            anchor_end = ends[i]
            anchor_text[i] = words = _anchor_text(outline, i, date_at)
            if words and not is_no_title(words):
                anchors += 1
        all_chars.append(chars)
        all_links.append(links)
        all_anchors.append(anchors)
        all_dates.append(dates)
    return Survey(all_chars, all_links, all_anchors, all_dates, anchor_text, date_at)


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


def _list_dates(outline: Outline, today: date) -> dict[int, DateFact]:
    found: dict[int, DateFact] = {}
    previous: tuple[int, str] = (-99, "")
    for i, text in enumerate(outline.texts):
        if not text or len(text) > 400:
            continue
        word = text.strip(_EDGE)
        if not word:
            continue
        even = _may_be_a_date(word) if len(word) <= _SHORT_WORDS else ""
        if not even:
            previous = (i, "")
            continue
        fact = _alone(even, word, today)
        split = None if fact and fact.certain else _split(previous[1], even, today)
        if split and i - previous[0] <= 8:
            found.pop(previous[0], None)
            found[previous[0]] = split
            fact = None
        if fact:
            found[i] = fact
        previous = (i, even)
    return found


@lru_cache(8192)
def _may_be_a_date(word: str) -> str:
    """A short text with its figures in ASCII, "" where it has none or is a clock of the page."""
    return plain(word) if _DIGIT.search(word) and not _CLOCK_TEXT.search(word) else ""


@lru_cache(8192)
def _alone(even: str, word: str, today: date) -> DateFact | None:
    """The date of a text that is nothing else, or a date at its beginning or end beside a label."""
    if _SHORT_ALONE.match(even) or _RELATIVE_ALONE.match(even):
        facts = parse_dates(word, DatePlace.LIST, today)
        return facts[0] if facts else None
    if not re.search(r"(?:19|20)\d{2}", even):
        return None
    facts = parse_dates(word, DatePlace.LIST, today)
    if not facts or not facts[0].certain:
        return None
    start = word.find(facts[0].raw)
    before, after = word[:start], word[start + len(facts[0].raw) :]
    if _LABEL.match(before.strip(_EDGE)):
        return facts[0] if len(after.strip(_EDGE)) <= 40 and len(facts) <= 2 else None
    if not after.strip(_EDGE) and len(before) <= 12 and before.rstrip().endswith((":", "：")):
        return facts[0]
    return None


def _split(before: str, here: str, today: date) -> DateFact | None:
    """A date on two lines of a card: 15 and 2022-08, or 08-15 and 2022, in either order."""
    for day, year in ((before, here), (here, before)):
        short, month = _DAY_ALONE.match(day), _YEAR_MONTH.match(year)
        if short and month:
            return _built(f"{month[1]}-{month[2]}-{short[1]}", today)
        both, alone = _MONTH_DAY_ALONE.match(day), _YEAR_ALONE.match(year)
        if both and alone:
            return _built(f"{alone[1]}-{both[1]}-{both[2]}", today)
    return None


def _built(raw: str, today: date) -> DateFact | None:
    facts = parse_dates(raw, DatePlace.LIST, today)
    return facts[0] if facts else None
