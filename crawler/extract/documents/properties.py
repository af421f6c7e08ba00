"""The property table of a published document (信息公开): labels and values in cells, lines or one line each."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

from crawler.extract.dates import parse_day
from crawler.extract.documents.property_rows import run_on, unbracketed, with_rows
from crawler.extract.outline import Outline, squeeze
from crawler.extract.text import Line
from model import DatePlace, Properties

_FIELDS = {
    "index_number": "索引号 信息索引 信息索引号 索取号 索引编号 索引 索引编码 文件索引 文件索引号",
    "document_number": "文号 发文文号 公文文号 发布文号 字号",
    "office": "印发机关 发文机构 发布机构 公开责任部门 信息来源单位 责任部门 责任单位",
    "title": "标题 名称 信息名称 文件名称 文件标题 公文名称",
    "validity": "有效性 是否有效 时效 时效性 时效说明 时效状态 效力 效力状态 效力状况 效力说明 文件效力 "
    "文件状态 有效状态 是否失效",
    "written": "成文 成文日",
    "published": "印发公布 公布",
    "category": "组配分类 信息类别 信息分类 文件类型 公文种类",
}
_MADE = {
    "document_number": ("发文 公文 文件 文书 制发 发", "号 字号 编号 编码 文号"),
    "office": ("发文 制文 成文 印发 发布 公开 公布 制定 制发 起草", "单位 机关 机构 部门 主体"),
    "written": ("成文 制定 签发 签署 落款 形成 印发 生成 制作 发文 制发", "日期 时间"),
    "published": ("发布 公开 公布 上网 挂网 上传 登载 网上发布 印发公布", "日期 时间"),
}
"""Labels made of two words."""
_OTHERS = """
主题分类 主题词 关键词 关键字 公开方式 公开范围 内容概述 生效时间 生效日期 实施日期 废止时间
失效时间 废止日期 失效日期 体裁分类 服务对象 公开形式 公开属性 公开时限 信息格式 分类 栏目
载体类型 来源 主题 体裁 事项分类 统一编号 规范性文件统一编号 统一登记号 公开程序
"""
_LABELS = (
    {label: field for field, labels in _FIELDS.items() for label in labels.split()}
    | {one + two: field for field, (ones, twos) in _MADE.items() for one in ones.split() for two in twos.split()}
    | dict.fromkeys(_OTHERS.split(), "")
)
_BLANK = re.compile(r"[\s\u00a0\u3000【】\[\]]+")
_PAIR = re.compile(r"^\s*[【\[]?\s*((?:[\u4e00-\u9fff][\s\u3000\u00a0]*){1,9})[】\]]?\s*[:：]\s*[】\]]?(.*)$", re.DOTALL)
_INNER = re.compile(
    r"[\s，,、；;|（(]+(?=(?:"
    + "|".join(r"[\s\u3000]*".join(label) for label in sorted(_LABELS, key=len, reverse=True) if len(label) > 1)
    + r")\s*[:：])"
)
_A_LABEL = re.compile(r"索引|索(?:\s|&\w+;){0,6}[引取](?:\s|&\w+;){0,6}(?:编\s*)?号|发文(?:字号|机关)|文件编[号码]")
_ONLY_CHINESE = re.compile(r"[\u4e00-\u9fff]{2,10}")
_KEY = {"索引号": "index_number", "文号": "document_number", "成文日期": "written", "有效性": "validity"}
_NONE = frozenset({"", "无", "暂无", "-", "--", "—", "——", "/", "无文号"})

_OPEN, _CLOSE = "〔[［(（【〈﹝", "〕]］)）】〉﹞"
DOCUMENT_NUMBER = re.compile(
    rf"([\u4e00-\u9fff]{{2,16}}?)\s*[{re.escape(_OPEN)}]\s*((?:19|20)?\d{{2}})\s*年?\s*[{re.escape(_CLOSE)}]\s*第?\s*(\d{{1,5}})\s*号"
)
_NO_NUMBER = re.compile(r"[〔（(]\s*(?:(?:19|20)\d\d)?\s*[〕）)]第?[\s_＿XＸx×*]*号?$")
"""A number of which only the word and the year were filled in: 府发〔2026〕　号."""
_ORDER = re.compile(r"(?:[\u4e00-\u9fff]{2,16}令\s*)?(?:(?:19|20)\d{2}年)?第\s*\d{1,4}\s*号令?")
_WIDE = str.maketrans("０１２３４５６７８９", "0123456789")
_NUMBER_LINE = 60
FEWEST_LABELS = 2
_LONGEST_LABEL = 40
"""Characters of a line beyond which it is no label, blanks between its characters counted."""


def normal_number(raw: str) -> str:
    """A 文号 with the brackets 〔〕, ASCII digits and no blanks; other forms with blanks removed."""
    text = _BLANK.sub("", raw.replace("【", "〔").replace("[", "〔").replace("】", "〕").replace("]", "〕")).translate(_WIDE)
    match = DOCUMENT_NUMBER.search(text)
    if match:
        return f"{match[1]}〔{match[2]}〕{match[3]}号"
    return "" if _NO_NUMBER.search(text) else text


def label_of(text: str) -> str | None:
    """The field of a label ("" for one without a field of ours), None when the text is no label."""
    return _LABELS.get(_BLANK.sub("", text).rstrip(":：")) if len(text) <= 24 else None


def may_stand_in_cells(html: str) -> bool:
    """Whether the labels of a property table are on a page at all; asked before its lines are cut again."""
    return _A_LABEL.search(html) is not None


def holds_labels(lines: list[Line], start: int, end: int) -> bool:
    """Whether the nodes from `start` to before `end` hold labels of a property table, and not the items of a list."""
    inside = (line.text for line in lines if start <= line.start < end)
    names = (_BLANK.sub("", text[:_LONGEST_LABEL].split("：")[0].split(":")[0]) for text in inside)
    found = [name for name in names if label_of(name) is not None]
    return FEWEST_LABELS <= len(found) == len(set(found))


def with_colons(outline: Outline, lines: list[Line]) -> list[Line]:
    """The lines; where a label fills an element and its value the next, which a style sets apart, as 索引号：…."""
    found: list[Line] = []
    rows = (part for one in with_rows(outline, lines, _is_label) for part in unbracketed(one, _is_label))
    single = [part for one in rows for part in run_on(one, _label_before)]
    for line in single:
        if line.text.count("：") >= FEWEST_LABELS and _PAIR.match(line.text[:_LONGEST_LABEL]):
            found.append(Line(line.start, line.end, _apart(outline, line)))
            continue
        if len(line.text) > _NUMBER_LINE * 2 or ":" in line.text[:14] or "：" in line.text[:14]:
            found.append(line)
            continue
        first = next((text for node in range(line.start, line.end) if (text := squeeze(outline.texts[node]))), "")
        value = line.text[len(first) :].strip()
        apart = bool(first) and bool(value) and label_of(first) is not None and line.text.startswith(first)
        found.append(Line(line.start, line.end, f"{first}：{value}") if apart else line)
    return found


def _label_before(text: str) -> str:
    """The label with which a word of a line begins, its value right behind it (索引号014/2026-1); "" for none."""
    match = _ONLY_CHINESE.match(text)
    names = (text[:end] for end in range(match.end() if match else 0, 1, -1))
    return next((name for name in names if label_of(name) is not None), "")


def _is_label(text: str) -> bool:
    return label_of(text) is not None


def _apart(outline: Outline, line: Line) -> str:
    """A line of several labels, each in an element of its own without a blank between them, with blanks."""
    texts = [text for node in range(line.start, line.end) if (text := squeeze(outline.texts[node]))]
    labelled = sum(label_of(text.split("：")[0]) is not None for text in texts if "：" in text)
    return " ".join(texts) if labelled >= FEWEST_LABELS else line.text


def read_properties(lines: list[Line], today: date) -> Properties | None:
    """The table's values, None where fewer than two labels of such a table are on the page. The first value wins."""
    values: dict[str, str] = {}
    labels = 0
    waiting = ""
    seen: set[str] = set()
    labelled: set[str] = set()
    for line in lines:
        if len(line.text) > _LONGEST_LABEL and ":" not in line.text and "：" not in line.text:
            if waiting and waiting not in values:
                values[waiting] = line.text[:600].strip()
            waiting = ""
            continue
        for piece in _INNER.split(line.text[:600]):
            pair = _PAIR.match(piece)
            name = _BLANK.sub("", pair[1] if pair else piece).rstrip(":：")
            field = _LABELS.get(name) if len(name) <= 10 else None
            if name == "字号" and not re.search(r"\d", pair[2] if pair else ""):
                field = None  # 字号：大 中 小
            if field is None:
                if waiting and waiting not in values:
                    values[waiting] = piece.strip()
                waiting = ""
                continue
            if name not in seen:
                labels += name in _LABELS and name not in (
                    "来源",
                    "栏目",
                    "分类",
                    "标题",
                    "名称",
                    "主题",
                    "发布时间",
                    "发布日期",
                )
                seen.add(name)
            labelled.add(field)
            value = pair[2].strip(" \t\n\u3000\u00a0，,；;）)") if pair else ""
            waiting = field if field and not value else ""
            if field and value:
                values.setdefault(field, value)
    if labels < 2:
        return None
    if "validity" not in values and (said := next((m for line in lines if (m := _IN_FORCE.search(line.text[:600]))), None)):
        values["validity"] = said[1]
    if len(values.get("validity", "")) > _LONGEST_LABEL and not _is_validity(values):
        del values["validity"]  # the text below the table
    return replace(
        _build(values, today), blank=tuple(label for label, field in _KEY.items() if field in labelled - values.keys())
    )


_IN_FORCE = re.compile(r"本(?:文件|办法|通知|规定|细则|意见|方案)?(现行有效|继续有效|已废止|已失效|已经废止|已经失效)")
"""A sentence among the particulars that tells whether the document is in force, without a label."""

_VALID = re.compile(
    r"效|[废终]止|现行|施行|修[改订正]|长期|正常|^[是否]$|\d{4}|尚未|暂停|清理|执行|停止|作废|撤销|正在|沿用|保留|继续"
)
"""Words of a document's validity: what stands below an empty cell is none of them."""


def _is_validity(values: dict[str, str]) -> bool:
    words = values.get("validity", "")[:40]
    return bool(_VALID.search(words)) and words != values.get("title", "")[:40]


def _build(values: dict[str, str], today: date) -> Properties:
    clean = {k: v if v.strip() not in _NONE else "" for k, v in values.items()}
    return Properties(
        index_number=clean.get("index_number", "")[:80],
        document_number=normal_number(clean.get("document_number", "")[:80]),
        office=clean.get("office", "")[:100],
        title=clean.get("title", "")[:300],
        validity=clean.get("validity", "")[:40] if _is_validity(clean) else "",
        written=parse_day(clean.get("written", ""), DatePlace.WRITTEN, today),
        published=parse_day(clean.get("published", ""), DatePlace.TABLE, today),
        category=clean.get("category", "")[:40],
    )


def number_near_title(lines: list[Line], body: tuple[int, int], title_node: int) -> str:
    """The 文号 that stands alone on one of the first lines of the text or under the title, "" without one."""
    first = title_node if title_node >= 0 else body[0]
    shown = 0
    for line in lines:
        if line.start < first or not (first <= line.start < max(body[1], first + 60)):
            continue
        shown += 1
        if shown > 12:
            return ""
        text = line.text.strip("（()） ")
        if len(text) > _NUMBER_LINE:
            continue
        match = DOCUMENT_NUMBER.fullmatch(_BLANK.sub("", text).translate(_WIDE).replace("[", "〔").replace("]", "〕"))
        if match:
            return normal_number(text)
        if shown > 1 and _ORDER.fullmatch(text):
            return _BLANK.sub("", text)
    return ""
