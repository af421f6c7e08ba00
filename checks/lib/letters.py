"""What the state of a public letter means, and which letters the indicators leave out."""

from __future__ import annotations

import re
from enum import StrEnum

from model import ColumnKind, Letter, SiteView


class State(StrEnum):
    """Where a letter stands, as far as its page says it."""

    ANSWERED = "answered"
    OPEN = "open"  # expressly not answered yet
    MOVED = "moved"  # handed to another office; its answer may stand elsewhere
    VOID = "void"  # not accepted, withdrawn, a repetition, extended: no answer is due in the ordinary limit
    UNKNOWN = "unknown"


_VOID = re.compile(r"不予|不公开|无效|撤[销回]|作废|重复|退回|驳回|不受理|保密|暂缓|暂不|延期|删除|审核")
_WITHDRAWN = re.compile(r"(?:来信人|写信人|网民|本人)[^，。]{0,8}(?:撤回|撤销|撤诉)|不再办理")
_MOVED = re.compile(r"转|移送|移交|交办|分办|分发|派发|流转")
_OPEN = re.compile(
    r"^(?:未|尚未|暂未|待|等待|正在)|中$|逾期|超期|^已?(?:受理|接收|收件|登记|提交|签收|收到)(?:中|成功)?$|^(?:受理|处理|办理)中"
)
_DONE = re.compile(r"回复|答复|办结|处理|办理|反馈|解决|完成|办复|办毕|结案|公开|评价|归档|采纳|结束|解答|回信")
_SPECIAL = re.compile(
    r"信访|纪检|纪委|监察|依申请|提案|议案|代表建议|在线访谈|访谈|征集|民意调查|网上调查|问卷|找错|纠错|常见问题|知识库|12380|12388|"
    r"失信|招聘|行政复议|扫黑|巡察|巡视|办件|许可|审批|处罚|公示"
)
_LETTER_LABEL = re.compile(
    r"来信|写信|留言|咨询|提问|反映|投诉|诉求|问政|寄信|发信|收信|建议|求助|信件|来电|提出|收到|^[提问留写来寄投]于?$"
)
_LETTER_PLACE = re.compile(
    r"信箱|留言|咨询|来信|信件|投诉|问政|诉求|互动|建言|写信|热线|12345|民生|呼声|民声|心声|百姓|网民|网友|答复|回复|问答|直通车|回音|"
    r"我[要想来](?:问|说)|有问必答"
)
_REPORT = re.compile(r"举报|监督")
_CONSULTS = re.compile(r"咨询|信箱|留言|互动|来信|投诉")
_INQUIRES = re.compile(r"咨询|询问|请问|想问|怎么|怎样|如何|多少|哪里|哪些|什么|是否|能否|可否|[吗么？?]")
_QUESTION_MARK = re.compile(r"[？?]+")
_SIMPLE = 120  # characters
_SLOW_KINDS = re.compile(r"投诉|举报|求助|建议|意见|诉求|申诉|反映|维权|信访|检举")
_COMPLAINS = re.compile(rf"{_SLOW_KINDS.pattern}|纠纷|赔偿|拖欠|违[法规章建]|不合理|为什么|为何")


def state_of(letter: Letter) -> State:
    """An answer that is shown beats every word; of the words the strongest."""
    if letter.answered is not None or len(letter.answer) >= 4:
        return State.ANSWERED
    word = letter.state
    for pattern, state in ((_VOID, State.VOID), (_MOVED, State.MOVED), (_OPEN, State.OPEN), (_DONE, State.ANSWERED)):
        if word and pattern.search(word):
            return state
    return State.OPEN if letter.answer_blank and not word else State.UNKNOWN


def is_void(letter: Letter) -> bool:
    """Whether the letter was withdrawn, refused or a repetition: what stands below it is a note, no answer."""
    return _VOID.search(letter.state) is not None or _WITHDRAWN.search(letter.answer[:40]) is not None


def is_special(words: str) -> bool:
    """Whether a column is one of the channels that the indicators leave out: 信访, 纪检举报, 访谈, 调查, 依申请公开, 找错."""
    return bool(_SPECIAL.search(words)) or bool(_REPORT.search(words) and not _CONSULTS.search(words))


def is_left_out(letter: Letter, place: str = "") -> bool:
    """Whether it is no letter to an office that answers to everybody: by its column, its kind, or the words for its date.

    申请时间, 受理时间 and 办结时间 stand on lists of permits, too: such words make a letter only in a place for letters.
    """
    place = place or letter.column
    if is_special(place) or is_special(letter.kind):
        return True
    return not (_LETTER_LABEL.search(letter.received_label) or _LETTER_PLACE.search(place))


def boxes_of(site: SiteView) -> dict[str, str]:
    """The box that lists a letter's own page, by the address of that page: pages without a breadcrumb do not name it."""
    boxes = (view for view in site.columns if view.column.kind is ColumnKind.MESSAGES)
    return {item.url: view.column.name for view in boxes for item in view.items if item.url}


def is_simple(letter: Letter) -> bool:
    """Whether a letter asks one short question and nothing else: what an office answers from what it knows."""
    asked = f"{letter.kind} {letter.title} {letter.question}"
    many = len(letter.question) > _SIMPLE or len(_QUESTION_MARK.findall(letter.question)) > 1
    return not many and not _COMPLAINS.search(asked) and _INQUIRES.search(f"{letter.kind} {letter.title}") is not None


def is_slow_kind(letter: Letter) -> bool:
    """Whether its kind is one that offices may take longer for than for a question (投诉, 建议, 求助)."""
    return _SLOW_KINDS.search(letter.kind) is not None
