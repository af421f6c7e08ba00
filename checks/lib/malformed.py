"""Finds text that no person wrote: wrong decoding, markup and office code made visible, templates that were not filled."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise

_SUSPECT = re.compile(r"[<&{$\[#\ufffd锟銆鐨锛鍦涓浗鏄€ÃâåæçèÂÖµÊ»\x00-\x08\x0b\x0c\x0e-\x1f\x80-\x9f\ue000-\uf8ff烫屯]")
_SUSPECT_WORDS = re.compile(r"mso-|Mso|Style Definitions|X-NONE|undefined|null|NaN|Invalid Date|\?\?|nbsp|style=|font-family")
"""A line without any of these is written by a person. (Two patterns, of which each is quick; one of both is not.)"""
_SUSPECT_SHARES = re.compile(r"font-size|text-indent|line-height|margin-left|text-align|StartFragment|EndFragment")
"""So is one with a percentage (下降12%), as reports are full of them, unless these or `_GBK_SIGNS` stand beside it."""

_TAGS = (
    "p|br|span|div|font|strong|b|i|u|table|tr|td|th|tbody|thead|img|a|h[1-6]|ul|ol|li|em|center|style|script|iframe|o:p|v:\\w+|w:\\w+|st1:\\w+|"
    "input|section|sup|sub|hr|xml|figure|video|embed|blockquote|label"
)
_TAG = re.compile(rf"</(?:{_TAGS})\s*>|<(?:{_TAGS})(?:\s+[\w:\-]+\s*=[^<>]{{0,400}})?\s*/?>", re.IGNORECASE)
_CUT_TAG = re.compile(
    r"<(?:img|a|span|p|font|div|td|table)\s[^<>]{0,60}(?:src|href|style|class|width|align)\s*=\s*[\"']", re.IGNORECASE
)
_ENTITY = re.compile(
    r"&(?:amp;)*(?:nbsp|ldquo|rdquo|lsquo|rsquo|mdash|hellip|middot|ensp|emsp|thinsp|times|bull|shy|#\d{2,6}|#x[0-9a-f]{2,5}|bsp);"
    rf"|(?:nbsp;){{2,}}|&nbsp(?![A-Za-z=])|&(?:amp;)*lt;/?(?:{_TAGS})(?![A-Za-z])",
    re.IGNORECASE,
)
_OFFICE = re.compile(
    r"\bmso-[a-z\-]+\s*:|MsoNormal|/\* Style Definitions \*/|X-NONE|MicrosoftInternetExplorer\d|\[if (?:!supportLists|gte mso)|"
    r"(?:StartFragment|EndFragment)|<\?xml:namespace\b|Normal\s0\s(?:false\s|7\.8 ?磅|10 pt)"
)
_NAMESPACE = re.compile(r"<\?xml:namespace\b[^<>]{0,300}>", re.IGNORECASE)
_STYLE = re.compile(
    r"(?:^|[\s}])[.#]?[A-Za-z][\w.\-]*(?:\s*,\s*[.#]?[\w.\-]+)*\s*\{\s*[a-z\-]{3,30}\s*:\s*[^{};]{1,80};[^{}]{0,400}\}"
    r"|(?:font-family|font-size|text-indent|line-height|margin-left|text-align)\s*:\s*[^;:<>]{1,40};\s*[a-z\-]{4,30}\s*:\s*[^;:<>]{1,40};?"
    r"|\bstyle\s*=\s*[\"'][a-z\-]{3,30}\s*:"
)
_TEMPLATE = re.compile(
    r"\{\{\s*[A-Za-z_$][^{}]{0,80}\}\}|\$\{\s*[A-Za-z_][\w.\[\]()]{0,60}\s*\}|\[object Object\]|"
    r"<%[=@]?[^<>%]{1,80}%>|\{\$[A-Za-z_][\w.\[\]|=']{0,60}\}|"
    r"\{(?:dede|pboot|eyou|cms|pc|loop|volist)[:=][^{}]{1,80}\}|\[!--[\w.]{2,30}--\]|<\$[A-Za-z]\w{1,30}[^<>$]{0,60}\$?>|"
    r"#\{\s*[A-Za-z_][\w.]{0,60}\s*\}|\{%\s*[a-z][^{}%]{1,60}%\}"
)
_VALUE = re.compile(
    r"^(?:undefined|null|NaN|\[?object\]?|Invalid Date|NaN[-/年]NaN.*)$"
    r"|[：:]\s?(?:undefined|null|NaN|Invalid Date|NaN-NaN-NaN)(?=$|[\s，。；|）)])|\bNaN[-/年]NaN|undefined[-/年]undefined",
    re.IGNORECASE,
)
_ABOUT_CODE = re.compile(
    r"html|css|xml|json|sql|jsp|javascript|java\b|python|代码|标签|标记语言|编程|源码|前端|正则表达式|网页制作|字符实体|转义|等(?:标记|符号|字符)|标记符|模板变量|占位符|语法|接口|函数|[花大方尖]括号|变量"
    r"|(?<![a-z])[a-z]{2,12}\s*属性",
    re.IGNORECASE,
)
_NAMED_TAG = re.compile(rf"(?<=[用为加与和或及到成以、])\s?<(?:{_TAGS})>", re.IGNORECASE)
"""A tag that a sentence names (标题改用 <h2> 与 <h3>): behind a verb or a conjunction, bare."""
_QUOTES = frozenset({("“", "”"), ("‘", "’"), ("「", "」"), ("『", "』"), ('"', '"'), ("'", "'")})
_KUN = re.compile("锟斤拷|锟\\S{0,2}拷|(?:烫){4,}|(?:屯){5,}|ï»¿|\ufeffï»¿")
_GBK_RUN = re.compile(r"[^\x00-\x7f]{6,}")
_GBK_SIGNS = re.compile("[锛銆鐨鍦涓浗鏄鍜鏂鏀鍥鏈浜绔鍏閮闂鍙鍚鎴缁鐢鍔瀛璇€]")
_LATIN_RUN = re.compile(
    r"(?:[Â-ôÃâåæçèéä][\x80-\xbf\u2010-\u203a\u20ac\u0152\u0153\u0160\u0161\u0178\u017d\u017e\u0192\u02c6\u02dc\u2122]{1,3}){3,}"
)
_GBK_BYTES = re.compile(r"[\xa1-\xfe]{10,}")
_QUESTION = re.compile(r"\?{2,}")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x80-\x84\x86-\x9f]")
_PRIVATE = re.compile(r"[\ue000-\uf8ff]")
_HAN = re.compile(r"[\u4e00-\u9fff]")

CERTAIN = frozenset({"mojibake", "replacement-character", "raw-markup", "office-markup", "raw-style"})
"""Reasons that leave no room for an honest page; the others a person looks at first."""

REASONS = {
    "mojibake": "乱码",
    "replacement-character": "无法显示的字符（�）",
    "raw-markup": "未解析的网页代码",
    "office-markup": "从Word粘贴带入的代码",
    "raw-style": "显示出来的样式代码",
    "unfilled-template": "未填充的模板代码",
    "empty-value": "程序空值（undefined、null等）",
    "question-marks": "成串问号（可能是编码丢失）",
    "control-character": "控制字符",
    "private-character": "无法正常显示的自造字符",
    "empty-body": "正文空白",
    "repeated-text": "正文内容重复",
}


@dataclass(frozen=True, slots=True)
class Fault:
    """One malformed place of a text."""

    reason: str
    sample: str


def faults_in(line: str) -> list[Fault]:
    """What is malformed in one line, each reason once."""
    if not _SUSPECT.search(line) and not _SUSPECT_WORDS.search(line) and not _has_suspect_share(line):
        return []
    found = _decoding(line) or _characters(line)
    if not speaks_of_code(line):
        found += _markup(line)
    return found


def _has_suspect_share(line: str) -> bool:
    return "%" in line and (_SUSPECT_SHARES.search(line) is not None or _GBK_SIGNS.search(line) is not None)


def speaks_of_code(line: str) -> bool:
    """Whether what a line says beside its markup is about code: there a tag is the text itself."""
    return _ABOUT_CODE.search(_TAG.sub("", _NAMESPACE.sub("", _TEMPLATE.sub("", line)))) is not None


def _decoding(line: str) -> list[Fault]:
    if match := _unquoted(_KUN, line):
        return [Fault("mojibake", _around(line, match))]
    for match in _GBK_RUN.finditer(line):
        signs = [sign.start() for sign in _GBK_SIGNS.finditer(match[0])]
        # What stands before the first sign may be sound text, which would not read as UTF-8.
        if len(signs) >= 2 and (_was_utf8(match[0], "gb18030") or _was_utf8(match[0][signs[0] :], "gb18030")):
            return [Fault("mojibake", _around(line, match))]
    if "\ufffd" in line and len(_GBK_SIGNS.findall(line)) >= 3:
        return [Fault("mojibake", line[:60])]
    for match in _GBK_BYTES.finditer(line):
        if _was_gbk(match[0]):
            return [Fault("mojibake", _around(line, match))]
    for match in _LATIN_RUN.finditer(line):
        if _was_utf8(match[0], "cp1252") or _was_utf8(match[0], "latin-1"):
            return [Fault("mojibake", _around(line, match))]
    return []


def _was_utf8(run: str, wrong: str) -> bool:
    """Whether the characters are what UTF-8 bytes of Chinese text look like when they are read as `wrong`."""
    try:
        data = run.encode(wrong, "ignore")
    except UnicodeError:
        return False
    text = data.decode("utf-8", "replace")
    han, lost = len(_HAN.findall(text)), text.count("\ufffd")
    return han >= 2 and lost * 2 <= han + 2 and len(text) < len(run)


def _was_gbk(run: str) -> bool:
    """Whether accented letters in a row are what GBK bytes look like when they are read as a Western text."""
    try:
        text = run.encode("latin-1")[: len(run) // 2 * 2].decode("gbk")
    except UnicodeError:
        return False
    return len(_HAN.findall(text)) * 5 >= len(text) * 4


def _characters(line: str) -> list[Fault]:
    found = []
    if match := re.search("\ufffd", line):
        found.append(Fault("replacement-character", _around(line, match)))
    marks = sum(len(match[0]) for match in _QUESTION.finditer(line))
    if marks >= 8 and marks * 3 >= len(line) and (match := _QUESTION.search(line)):
        found.append(Fault("question-marks", _around(line, match)))
    if len(_CONTROL.findall(line)) >= 3 and (match := _CONTROL.search(line)):
        found.append(Fault("control-character", _around(line, match)))
    if len(line) >= 20 and len(_PRIVATE.findall(line)) >= 3 and (match := _PRIVATE.search(line)):
        found.append(Fault("private-character", _around(line, match)))
    return found


def _unquoted(pattern: re.Pattern[str], line: str) -> re.Match[str] | None:
    """The first match that is not alone between quotation marks: there a writer speaks of it (“&nbsp;”是空格)."""
    for match in pattern.finditer(line):
        if (line[max(0, match.start() - 1) : match.start()], line[match.end() : match.end() + 1]) not in _QUOTES:
            return match
    return None


def _markup(line: str) -> list[Fault]:
    found: list[Fault] = []
    if not _TAG.search(named := _NAMED_TAG.sub("", line)):
        line = named
    patterns = (
        ("office-markup", _OFFICE),
        ("raw-markup", _TAG),
        ("raw-markup", _CUT_TAG),
        ("raw-markup", _ENTITY),
        ("raw-style", _STYLE),
        ("unfilled-template", _TEMPLATE),
        ("empty-value", _VALUE),
    )
    for reason, pattern in patterns:
        # A tag's own style is the tag's fault.
        match = _unquoted(pattern, _TAG.sub(" ", line) if reason == "raw-style" else line)
        if match and reason not in {fault.reason for fault in found}:
            found.append(Fault(reason, _around(match.string, match)))
    return found


def _around(line: str, match: re.Match[str]) -> str:
    start, end = max(0, match.start() - 20), min(len(line), match.end() + 20)
    return "".join(ch if ch.isprintable() else "\ufffd" for ch in line[start : min(end, start + 120)])


REPEATED = 80
"""Characters from which a paragraph that stands twice in a row is a slip."""

BLOCK = 300
"""Characters of several paragraphs that stand twice, one after another."""


def repeated(paragraphs: list[str]) -> str:
    """The beginning of text that stands twice in a row, "" without such."""
    for one, other in pairwise(paragraphs):
        if len(one) >= REPEATED and one == other:
            return one[:60]
    places: dict[str, int] = {}
    for at, text in enumerate(paragraphs):
        first = places.get(text)
        if first is not None and len(text) >= 20:
            length = at - first
            again = paragraphs[at : at + length]
            if length > 1 and again == paragraphs[first:at] and sum(map(len, again)) >= BLOCK:
                return text[:60]
        places.setdefault(text, at)
    return ""
