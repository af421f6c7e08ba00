"""Finds marks of secrecy and of internal use that a published document should not carry."""

from __future__ import annotations

import re
from dataclasses import dataclass

from checks.lib import protected

_ANY = re.compile(r"密|内部|公开|传阅")
_STAR = re.compile(
    r"(?<![\u4e00-\u9fff“‘「\"])((?:绝\s?密|机\s?密|秘\s?密|工作秘密)\s?[★☆]\s?"
    r"(?:\d{1,3}\s?(?:年|个月|天)|[一二三四五六七八九十]{1,3}年|长期|启封前?|解密前)?)(?!\s?启用)"
)
_LEVEL = re.compile(r"^(?:文件)?密\s{0,2}级\s?[：:]\s?(绝\s?密|机\s?密|秘\s?密)(?![\u4e00-\u9fff])")
_STAMP = re.compile(r"^(绝\s{0,2}密|机\s{0,2}密|秘\s{0,2}密)(?:\s?(?:文件|件))?$")
_HEAD = 3  # first lines of a document, where a level alone in its line is its stamp
_SPREAD = r"(?:外传|外泄|外借|上网|上传|转发|转载|复印|复制|翻印|拍照|公开|传播|扩散|泄露)"
_BAN = (
    r"(?:请?注意保[存密管]|妥善保[存管]|[阅用]后(?:即焚|销毁|收回|归还|退还)|"
    rf"(?:请?勿|切勿|不得|严禁|禁止|不准|不要)(?:擅自|随意)?(?:对外|向外)?{_SPREAD}(?:(?:[、，]|[和或及])?{_SPREAD})*)"
)
_INTERNAL = re.compile(
    r"^[（(【\[★]?\s?((?:(?:[本此该](?:文件|件|材料|资料|信息)[，,]?)?(?:内部(?:资料|文件|材料|使用|参考|传阅|信息|刊物|掌握)|"
    r"(?:仅|只)(?:供|限)(?:于)?(?:本?(?:单位|系统|机关))?内部(?:使用|参考|传阅|掌握|学习|人员)?))"
    rf"(?:[，,、；;！!\s·]{{0,3}}{_BAN}){{1,3}})"
    r"\s?(?:[）)】\]！!。★]?$|[。！!][^“”\"]*$)"
)
_WITHHELD = re.compile(
    r"^(?:公\s?开\s?(?:属\s?性|方\s?式|形\s?式|类\s?[型别]|选\s?项|范\s?围|程\s?度|状\s?态)|信息公开(?:选项|属性|方式|类型)|是否公开|主动公开)\s?[：:]\s?((?:[此本]件)?(?:不予公开|不公开|不宜公开)|非公开|否)$"
)
_CLOSED = re.compile(r"^[（(]?\s?((?:此件|本件|本文件|此文件)(?:不予公开|不公开|不宜公开|不得公开))\s?[）)]?$")
_SAYS = re.compile(
    r"^[（(]?\s?((?:此件|本件|该件|[本此该]文件|[本此该]材料|[本此]信息|[本此](?:通知|通报|方案|报告|纪要|简报|名单|表格?|函|预案|意见|总结))(?:内容)?(?:属于?|系|为)(?:工作秘密|国家秘密|涉密(?:文件|材料|信息)?|内部(?:资料|文件|材料)))"
    r"(?=[，,。；;！!）)]|$)"
)
"""A document that says of itself, at the beginning of a line, what it is."""
_ABOUT = re.compile(r"保密|密级|定密|国家秘密|标志|标识|标注|标明|标有|样式|格式|版头|解密|泄密|涉密|商业秘密|期满|公文处理")
_TEACHES = re.compile(r"密级|定密|标志|标识|标注|格式|样式|知识|解读|怎样|如何|问答|[？?]|培训|宣传|保密法|条例|办法|规定")
"""Titles of pages that show a mark to explain it; other documents about secrecy (转发保密检查通报) may bear one themselves."""
MAX_LINE = 60


@dataclass(frozen=True, slots=True)
class Mark:
    """A mark that stands in a text."""

    kind: str  # "secret", "internal", "withheld"
    mark: str
    context: str


def find_marks(lines: list[str], title: str = "", first: int | None = None) -> list[Mark]:
    """The marks that stand in lines of a document, each once. `title`: a document about secrecy speaks of marks.

    `first`: which line opens the document's text, None where that is not known.
    """
    found: dict[str, Mark] = {}
    about = _ABOUT.search(title) is not None
    for at, line in enumerate(lines):
        if not _ANY.search(line):
            continue
        for kind, mark in _marks(line, about=about, near=" ".join(lines[max(0, at - 2) : at + 1])):
            found.setdefault(mark, Mark(kind, mark, line[:120]))
        if first is None or not first <= at < first + _HEAD:
            continue
        stamp = _STAMP.match(line.strip())
        if stamp and not about and "密" not in title and not _ABOUT.search(" ".join(lines[at : at + 4])):
            found.setdefault(stamp[1], Mark("secret", stamp[1], line[:120]))
        starred = _STAR.fullmatch(line.strip())
        if starred and about and not _TEACHES.search(title) and not _ABOUT.search(" ".join(lines[at + 1 : at + 3])):
            found.setdefault(starred[1].strip(), Mark("secret", starred[1].strip(), line[:120]))
    return list(found.values())


def _marks(line: str, *, about: bool, near: str) -> list[tuple[str, str]]:
    """A star after the level is nobody's prose; everything else must stand alone in its line, as a stamp does."""
    found = []
    for match in _STAR.finditer(line):
        spoken = _ABOUT.search(near.replace(match[0], "")) or about or protected.quoted(line, match.start(), match.end())
        if not spoken and match.start() <= MAX_LINE:
            found.append(("secret", match[1].strip()))
    text = line.strip()
    if not about and (said := _SAYS.match(text)) and not _ABOUT.search(text.replace("国家秘密", "").replace("涉密", "")):
        found.append(("internal" if "内部" in said[1] else "secret", said[1]))
    if len(line) > MAX_LINE or about:
        return found
    if (level := _LEVEL.match(text)) and len(text) <= 20:
        found.append(("secret", level[1]))
    if internal := _INTERNAL.match(text):
        found.append(("internal", internal[1]))
    if _WITHHELD.match(text) or _CLOSED.match(text):
        found.append(("withheld", text))
    return found
