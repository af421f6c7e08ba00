"""Which labels are channels for consultation and suggestions (咨询建言渠道), which only may be, and which do not count."""

from __future__ import annotations

import re
from collections.abc import Iterable

_SPECIAL = re.compile(
    r"信访|举报|纪检|纪委|监察|违纪|违法|检举|12388|12380|12315|12389|12337|扫黑|巡视|巡察|找错|纠错|提案|议案|代表建议|"
    r"邮箱|电话[:：]|电话$|[\d-]{7,}|咨询(?:有限)?公司|征集|调查|访谈|听证|依申请|常见|指南|办法|须知|回应|咨询电话|投诉电话|热线电话"
)
_STRONG = re.compile(
    r"信箱|留言|咨询|写信|问政|建言|献策|投诉|意见建议|建议意见|我要(?:问|说|建议|提问|反映)|12345|诉求|有问必答|"
    r"接诉即办|呼声|市民热线|政务(?:服务)?热线|民生(?:热线|直通|在线)|网上提问|在线提问|百姓(?:声音|心声)|领导留言|互动平台"
)
_WEAK = re.compile(r"互动|公众参与|政民|参与|交流|民声|问答")
_ADDRESS = re.compile(
    r"zxzx|zxts|zxly|/lyb|liuyan|lyzx|ldxx|szxx|xzxx|jzxx|qzxx|12345|mailbox|guestbook|wlwz|wszx|tszx|wsxx|xinxiang",
    re.IGNORECASE,
)
_INSTEAD = re.compile(
    r"信访|举报|纪检|纪委|监察|检举|123\d\d|邮箱|信箱地址|(?:咨询|投诉|热线|联系)电话|电话[:：]|找错|纠错|常见问题"
)
"""What offices offer in place of such a channel."""
_NO_CHANNEL = re.compile(r"备\d|名单|办法|通报|公示|公告|案例|《|工作|会议|条例|解读")
ONLY = "仅电话邮箱："
"""In front of the name of a page: it holds a telephone number or a mailbox and no way to write on line."""

_SHORT = 10  # characters; a longer label is a headline that speaks of such things
_HOTLINE = 16


def is_channel(label: str) -> bool:
    """Whether a label names a place where anybody can ask or suggest something on line; a form and an address count."""
    if label.startswith("地址："):
        return bool(_ADDRESS.search(label)) and not re.search(r"tel:|jubao|xinfang|xfj|12388", label, re.IGNORECASE)
    if label.startswith("表单："):
        return not _SPECIAL.search(label)
    longest = _HOTLINE if "12345" in label or label.endswith("热线") else _SHORT
    return len(label) <= longest and bool(_STRONG.search(label)) and not _SPECIAL.search(label)


def only_addresses(labels: Iterable[str]) -> frozenset[str]:
    """The names of pages that are no channel although they are called so."""
    return frozenset(label.removeprefix(ONLY) for label in labels if label.startswith(ONLY))


def may_lead_to_one(label: str) -> bool:
    """Whether a label names a part of the site that usually holds such a place (互动交流, 公众参与)."""
    return len(label) <= 12 and bool(_WEAK.search(label)) and not _SPECIAL.search(label)


def is_special(label: str) -> bool:
    """Whether a label is a channel that does not count alone: 网上信访, 纪检举报, a telephone number, a mailbox address."""
    return len(label) <= 24 and _INSTEAD.search(label) is not None and not _NO_CHANNEL.search(label)
