"""What the words of a line show of a letter, where no label of the list tells it: 问：…, 管理员回复（日期）, a title."""

from __future__ import annotations

import re
from dataclasses import replace

from crawler.extract.letters.labels import field_of, is_state, pieces
from crawler.extract.outline import Outline
from crawler.extract.text import Line

LONGEST_TITLE = 80
_A_LABEL = 4  # characters of a label among others in one line
NOTE = 20  # characters of 暂无回复 and the like
_DATE = r"(?:19|20)\d{2}\s*[-/.年]\s*\d{1,2}\s*[-/.月]\s*\d{1,2}\s*日?(?:\s*\d{1,2}:\d{2}(?::\d{2})?)?"
_IN_BRACKETS = rf"[（(\[【]\s*(?P<day>{_DATE})\s*[)）\]】]\s*[:：]?\s*"
_WHO = r"[^\s，。；：:【】\[\]]{0,10}?"
_ASKS = re.compile(r"^\s*[【\[(（]?\s*(?:问|网友问|网民问|Q\d{0,3}|提问|留言|来信|诉求)\s*(?:[】\])）]\s*[:：]?|[:：])")
_REPLIES = re.compile(rf"^\s*[【\[(（]?\s*(?:答|A\d{{0,3}}|{_WHO}(?:回复|答复))\s*(?:[】\])）]\s*[:：]?|[:：])")
_REPLIES_DATED = re.compile(rf"^\s*[【\[]?\s*[^\s，。；：:【】\[\]]{{0,20}}?(?:回复|答复|回应)\s*[】\]]?\s*{_IN_BRACKETS}")
_ASKS_DATED = re.compile(
    r"^\s*[【\[]?\s*(?:网友|网民|市民|群众|居民|来信人|留言人|写信人|咨询人)?(?:提问|留言|来信|写信|咨询|诉求|反映|求助|投诉|建议|问)\s*[】\]]?\s*"
    rf"{_IN_BRACKETS}"
)
_SENT_DATED = re.compile(
    rf"(?:(?:网友|网民|市民|群众|用户|游客)?[于在])?\s*(?P<day>{_DATE})\s*(?:留言|提问|来信|咨询|提交|发表)\s*$"
)
_NO_REPLY = re.compile(r"^(?:[【\[(（]?\s*)?(?:暂无|暂未|尚未|还未|未|等待|待)(?:回复|答复|处理)")
_OFFICE_STATE = re.compile(
    r"^\s*[【\[]?(?P<office>[\u4e00-\u9fff]{2,16}?(?:局|委|办|厅|院|处|队|镇|乡|政府|街道|中心|公司|部门|单位))[】\]]?\s*[：:]?\s*"
    r"[\[【(（]?(?P<state>(?:已|未|待|正在|尚未)?(?:回复|答复|办结|办理|处理|受理|反馈|转办|交办)(?:中)?)[\]】)）]?\s*$"
)
"""Who has a letter, and how far it is, in one line without labels: 区水务局 处理中."""
_LEAD = re.compile(
    r"^(?:[\d一二三四五六七八九十]{1,4}\s*[、.．]|(?:来信|留言|咨询)内容[:：]|问(?=[^题责])|Q\d{0,3}[:：.]?|[·•●■◆▪>»]+|【[^】]{1,8}】|\[[^\]]{1,8}\])\s*"
)
_SENTENCE = re.compile(r"[。！？?!]")
_DAY = re.compile(rf"[\[(（]?{_DATE}[\])）]?")
_BARE = {"问题": "信件标题", "问": "来信内容", "答": "答复内容", "回复": "答复内容", "答复": "答复内容"}
"""Labels that stand in an element of their own, without a colon."""


def shown_in(text: str) -> set[str]:
    """What a line shows of a letter: sent, dated (another date of it), asks, answered, replies, state."""
    shown: set[str] = set()
    for name, _, _ in pieces(text):
        if name == "sent":
            shown.add("sent")
        elif name in ("accepted", "posted"):
            shown.add("dated")
        elif name == "question":
            shown.add("asks")
        elif name == "answer":
            shown.add("replies")
        elif name == "answered":
            shown |= {"answered", "replies"}
        elif name == "state":
            shown.add("state")
    if _SENT_DATED.search(text):
        shown.add("sent")
    if _ASKS.match(text):
        shown.add("asks")
    if _ASKS_DATED.match(text):
        shown |= {"asks", "sent"}
    if _REPLIES_DATED.match(text):
        shown |= {"answered", "replies"}
    if len(text) < NOTE + 8 and _OFFICE_STATE.match(text):
        shown.add("state")
    if _titled_state(text):
        shown.add("state")
    if _REPLIES.match(text) or (len(text) < NOTE and _NO_REPLY.match(text)):
        shown.add("replies")
    return shown


def _titled_state(text: str) -> tuple[str, str] | None:
    """A letter's title with its state in one line, as cards head themselves (自来水发黄 处理中); None for any other line."""
    title, _, state = text.rpartition(" ")
    if not 2 < len(title) <= LONGEST_TITLE or _SENTENCE.search(title) or "：" in title or ":" in title:
        return None
    return (title.strip(), state) if len(state) > 1 and is_state(state) else None


def unfolded(text: str) -> list[str]:
    """问：… and Q：… as the labels that the record knows; a date beside the word 回复 or 留言 as a line of its own."""
    if len(text) < NOTE and _NO_REPLY.match(text):
        return ["答复内容："]
    if match := _SENT_DATED.search(text):
        return [text[: match.start()], f"留言时间：{match['day']}"]
    if match := _ASKS_DATED.match(text):
        return [f"留言时间：{match['day']}", f"来信内容：{text[match.end() :]}"]
    if match := _REPLIES_DATED.match(text):
        return [f"答复时间：{match['day']}", f"答复内容：{_blank(text[match.end() :])}"]
    if len(text) < NOTE + 8 and (match := _OFFICE_STATE.match(text)):
        return [f"承办单位：{match['office']}", f"办理状态：{match['state']}"]
    if titled := _titled_state(text):
        return [titled[0], f"办理状态：{titled[1]}"]
    if _ASKS.match(text):
        return [_ASKS.sub("来信内容：", text)]
    match = _REPLIES.match(text)
    return [f"答复内容：{_blank(text[match.end() :])}"] if match else [text]


def _blank(answer: str) -> str:
    """An answer, "" where it says that there is none yet."""
    return "" if len(answer) < NOTE and _NO_REPLY.match(answer) else answer


def with_colon(outline: Outline, line: Line) -> Line:
    """A line whose first words fill an element and are a label, as if a colon stood behind them."""
    first = next((text for node in range(line.start, line.end) if (text := outline.texts[node].strip())), " ")
    label = _BARE.get(first) or (first if field_of(first) and first[-1] not in ":：" else "")
    rest = line.text[len(first) :].strip()
    if first == "问" and not _SENTENCE.search(rest):
        return line  # a title
    if not label or not rest or rest[0] in ":：" or not line.text.startswith(first):
        return line
    return replace(line, text=f"{label}：{rest}")


def with_colons(outline: Outline, line: Line) -> Line:
    """A line of several particulars whose labels fill elements of their own, as if a colon stood behind each."""
    texts = [text for node in range(line.start, line.end) if (text := " ".join(outline.texts[node].split()))]
    marked = {at for at, text in enumerate(texts) if len(text) >= _A_LABEL and field_of(text) and text[-1] not in ":："}
    if len(marked) < 2:
        return with_colon(outline, line)
    return replace(line, text=" ".join(f"{text}：" if at in marked else text for at, text in enumerate(texts)))


def title_in(text: str) -> str:
    """The words of a line that may be a letter's title, "" for a date, a number or a sentence."""
    text = _DAY.sub("", text).strip()
    while match := _LEAD.match(text):
        text = text[match.end() :]
    text = text.strip(" \u3000|｜-—:：[]（）()")
    return text if 4 <= len(text) <= LONGEST_TITLE and not is_state(text) and field_of(text) is None else ""
