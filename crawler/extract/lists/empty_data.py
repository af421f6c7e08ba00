"""A list whose rows its page keeps as data, and has none: var news = []; if (news.length == 0) document.write("暂无信息")."""

from __future__ import annotations

import re
from collections.abc import Sequence

from crawler.cms.source import unescape
from crawler.extract.placeholders import is_placeholder

_EMPTY = re.compile(r"(?:\b(?:var|let|const)\s+|[,;{]\s*)([A-Za-z_$]\w{0,30})\s*=\s*(?:\[\s*\]|\"\"|'')\s*[,;\n]")
_LOADS = re.compile(
    r"ajax|fetch\s*\(|XMLHttpRequest|ActiveXObject|getJSON|axios|\.load\s*\(|\$\.(?:get|post)|createElement\s*\(\s*[\"']script|import\s*\("
    r"|(?:get|load|query|fetch|init)_?(?:list|data|news|page|info|items)\w{0,20}\s*\(|jpage|dataproxy|layui|laypage|new\s+Vue|createApp",
    re.IGNORECASE,
)
_WRITES = re.compile(r"document\.write|innerHTML|insertAdjacentHTML|\.(?:html|append|prepend)\s*\(")
_LITERAL = re.compile(r"\"((?:[^\"\\\n]|\\.){2,400})\"|'((?:[^'\\\n]|\\.){2,400})'")
_TAG = re.compile(r"<[^<>]{0,200}>")
_ITEMS = re.compile(r"<(?:li|a|tr|dd|p)\b", re.IGNORECASE)
MAX_CODE, MAX_NAMES = 60_000, 20
NO_DATA = "列表脚本中没有数据"


def empty_data(scripts: Sequence[str], beside: Sequence[str] = ()) -> str:
    """The words that the page shows in place of its list, or that its data are empty; "" where that is not sure.

    `beside`: the page's other scripts, which may fill what these leave empty.
    """
    for code in scripts:
        if len(code) > MAX_CODE or _LOADS.search(code) or not (_WRITES.search(code) and _ITEMS.search(code)):
            continue
        names = [match[1] for match in _EMPTY.finditer(code)][:MAX_NAMES]
        read = [name for name in names if _is_read(code, name)]
        whole = "\n".join((*scripts, *(code for code in beside if code not in scripts)))[: 4 * MAX_CODE] if read else ""
        if any(not _is_filled(whole, name) for name in read):
            return _words(code) or NO_DATA
    return ""


def _is_read(code: str, name: str) -> bool:
    """Whether code goes through a variable as through rows."""
    own = re.escape(name)
    return re.search(rf"(?<![\w.$]){own}\s*\.\s*(?:split|length|forEach|map)\b|\b(?:in|of)\s+{own}\b", code) is not None


def _is_filled(code: str, name: str) -> bool:
    """Whether anything gives the variable another value, puts something into it, or is handed it and may do so."""
    own = re.escape(name)
    given = re.findall(rf"(?<![\w.$]){own}\s*(?:\[[^\]]{{0,40}}\]\s*)?\+?=(?!=)", code)
    put = re.search(rf"(?<![\w.$]){own}\s*\.\s*(?:push|unshift|splice|concat)\s*\(", code)
    handed = re.search(
        rf"(?<![\w$.])(?!(?:if|while|switch)\b|(?:\$|jQuery|_)\.each\b|Array\.isArray\b|Object\.keys\b)"
        rf"[A-Za-z_$][\w$.]{{0,60}}\s*\(\s*(?:[^()]{{0,60}},\s*)?{own}\s*[,)]",
        code,
    )
    return len(given) > 1 or put is not None or handed is not None


def _words(code: str) -> str:
    texts = (unescape(match[1] or match[2] or "") for match in _LITERAL.finditer(code))
    return next((words for text in texts if is_placeholder(words := " ".join(_TAG.sub(" ", text).split()))), "")
