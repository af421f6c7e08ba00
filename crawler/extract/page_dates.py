"""The dates of a page outside its lists: shown beside the title, in tags, in the address, signed, generated."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from crawler.extract.dates import parse_dates, parse_day, plain, url_date
from crawler.extract.outline import Outline
from crawler.extract.text import Line
from model import DateFact, DatePlace, Properties

_NOT_SHOWN = re.compile(
    r"成文|生成|生效|实施|施行|失效|废止|今日|今天是|现在是|截止|截至|版权|copyright|有效期|制作时间|处理时间|回复|答复|办结|办理时间|Produced|农历|星期|"
    r"征集时间|活动时间|会议时间|开始|结束|归档|出生|印发[日时][期间]|制发|签发|访问时间|服务器时间|(?:开通|上线|建立)(?:时间|日期)?\s*[:：]|原文.{0,4}(?:时间|日期)|来源(?:网站)?(?:发布|发表)?(?:时间|日期)",
    re.IGNORECASE,
)
_LABEL = re.compile(
    r"(?:发布|发稿|发表|发文|公开|公布|更新|录入|添加|上传|上网|写信|来信|咨询|提交|留言|提问)\s*(?:的)?\s*(?:时间|日期|于)|(?:时间|日期)\s*发布|"
    r"(?:^|[\s|【\[（(　])(?:时\s*间|日\s*期)\s*[】\]）)]?\s*[:：]"
)
_OWN = re.compile(
    r"^(?:[发公更录添上写来咨提留信文登刊][\u4e00-\u9fff]{1,3})?(?:时间|日期)$"
)  # 救助时间, 生产日期 are an event's
_STRONG = re.compile(r"发布\s*(?:时间|日期)|发稿\s*时间|(?:时间|日期)\s*发布|公开\s*(?:日期|时间)")
_SOURCE = re.compile(
    r"(?:信息来源|文章来源|稿件来源|新闻来源|来\s*源|稿\s*源|发布机构|发文机关|发布单位|供稿单位|供稿)\s*[:：]\s*(.{0,80})"
)
_SOURCE_END = re.compile(
    r"\s{2,}|[|｜【\[]|\s*(?:发布(?:时间|日期)|时间\s*[:：]|日期\s*[:：]|作者|责任?编辑|编辑|审核\s*[:：]|校对\s*[:：]|浏览|点击|阅读|访问|字体|字号|打印|分享|【|更新|下载|收藏|扫一扫|关闭|大\s*中|小\s*中)|\s(?:(?:19|20)\d{2}[-年/.])"
)
_PARTICULARS = re.compile(
    r"来\s*源|稿\s*源|供\s*稿|浏览|点击|阅读|访问"
)  # beside a date they make a line on the article, not on an event
_IN_BRACKETS = re.compile(r"[（(\[【][^（(\[【)）]{8,24}[)）\]】]")
_YEAR = re.compile(r"(?:19|20)\d\d")
_SPELLED = re.compile(
    r"(?:时间|日期)\s*[:：]\s*二[〇○零ＯO][一二三四五六七八九〇○零ＯO]{2}年"
)  # else it is the day of a document
_LONGEST = 160
_AT_THE_BOTTOM = re.compile(r"网站标识码|ICP备|公网安备")


@dataclass(frozen=True, slots=True)
class _Candidate:
    line: int
    fact: DateFact
    labelled: bool
    strong: bool


def date_lines(
    lines: list[Line], outline: Outline, area: list[str], today: date, skip: list[tuple[int, int]]
) -> list[_Candidate]:
    """Lines that may show the date of publication: short, outside lists, menus and footer, with a full date."""
    found: list[_Candidate] = []
    ranges = sorted(skip)
    k = 0
    bottom = _bottom(lines)
    for index, line in enumerate(lines):
        text = line.text
        if len(text) > _LONGEST or len(text) < 8 or (index >= bottom and not _STRONG.search(text)):
            continue
        while k < len(ranges) and line.start >= ranges[k][1]:
            k += 1
        if (k < len(ranges) and ranges[k][0] <= line.start) or area[line.start] in ("nav", "footer", "friend", "pager"):
            continue
        if outline.hidden[line.start] or not (_YEAR.search(plain(text)) or ("年" in text and _SPELLED.search(text))):
            continue
        label = _label_before(lines, index)
        facts = _shown_facts(text, label, today)
        if facts and not _in_data_row(outline, line.start, text, facts[0].raw):
            named = f"{label} {text}"
            found.append(
                _Candidate(index, facts[0], bool(_LABEL.search(named) or _OWN.match(label)), bool(_STRONG.search(named)))
            )
    return found


def _bottom(lines: list[Line]) -> int:
    """The first line of the site's own particulars at the end of a page: 最后更新 behind them is the site's day."""
    found = (i for i, line in enumerate(lines) if i * 2 > len(lines) and _AT_THE_BOTTOM.search(line.text))
    return next(found, len(lines))


def _shown_facts(text: str, label: str, today: date) -> list[DateFact]:
    facts = parse_dates(text, DatePlace.SHOWN, today)
    kept: list[DateFact] = []
    for fact in facts:
        at = text.find(fact.raw)
        before = _close(f"{label} {text[:at]}"[-20:])[-14:]
        after = text[at + len(fact.raw) : at + len(fact.raw) + 4]
        if not _NOT_SHOWN.search(before) and not re.match(r"\s*(?:至|到|—|~|-\s*\d)", after) and "星期" not in after:
            kept.append(fact)
    return sorted(kept, key=lambda f: not _STRONG.search(text[max(0, text.find(f.raw) - 8) : text.find(f.raw)]))


def _close(text: str) -> str:
    """Words whose characters stand apart (成 文 日 期) as they are meant."""
    return _APART.sub("", text) if " " in text or "\u3000" in text else text


_APART = re.compile(r"(?<=[\u4e00-\u9fff])[ \u3000\u00a0]{1,2}(?=[\u4e00-\u9fff][ \u3000\u00a0：:]|[\u4e00-\u9fff]$)")
_ROW = 4
"""Cells of a table's row from which a bare date among them is one of its figures (生产日期, 批号)."""


def _in_data_row(outline: Outline, node: int, text: str, raw: str) -> bool:
    """Whether a line is nothing but a date in a row of figures; a row of particulars (来源, 浏览) holds the page's own."""
    if len(text) > len(raw) + 9:
        return False
    above = list(outline.ancestors(node, 6))
    row = next((up for up in above if outline.tags[up] == "tr"), -1)
    if row < 0 or not any(outline.tags[up] in ("td", "th") for up in above):
        return False
    cells = [child for child in outline.children(row) if outline.tags[child] in ("td", "th")]
    words = outline.text(row)
    return len(cells) >= _ROW and len(words) > len(text) and _PARTICULARS.search(words) is None and _LABEL.search(words) is None


def _label_before(lines: list[Line], index: int) -> str:
    """The line before, where it is nothing but a label for a date (a table's left cell)."""
    if index == 0 or len(lines[index].text) > 40:
        return ""
    text = re.sub(r"[\s\u3000]+", "", lines[index - 1].text).rstrip(":：")
    return text if 2 <= len(text) <= 6 and text.endswith(("时间", "日期")) else ""


def shown_date(
    candidates: list[_Candidate], lines: list[Line], title: int, body: tuple[int, int], named: str = ""
) -> tuple[DateFact | None, int]:
    """The date beside the title and its line's index: labelled near the title, labelled elsewhere, then unlabelled near it.

    `named` is the title's text: a date in brackets behind it in the same element is shown too.
    """
    best: tuple[int, int, _Candidate] | None = None
    prose = next((line.start for line in lines if body[0] <= line.start < body[1] and len(line.text) >= 40), body[1])
    for candidate in candidates:
        line = lines[candidate.line]
        inside = body[0] <= line.start < body[1]
        near = _is_near(line, title, body)
        if inside and not candidate.strong and (line.start > prose or not near):
            continue
        if not candidate.labelled and not (near and _is_bare(line.text, candidate.fact)) and not _is_behind(line, title, named):
            continue
        # 发布日期 below the text says more than a bare date that happens to stand near the title; in the text it may be
        # another document's.
        amid = inside and line.start > prose
        rank = 6 * (near and not amid) + (2 if amid else 4) * candidate.strong + 3 * candidate.labelled
        if best is None or rank > best[0]:
            best = (rank, candidate.line, candidate)
    return (best[2].fact, best[1]) if best else (None, -1)


_BLANK = re.compile(
    r"(?:发布|发稿|发表|发文|公开|更新|录入|添加|上传)\s*(?:的)?\s*(?:时间|日期)\s*[:：∶]|"
    r"(?:^|[\s|【\[（(　])(?:时\s*间|日\s*期)\s*[:：∶]\s*[|｜]?\s*(?:$|来源|信息来源|作者|浏览|点击|字体)|"
    r"^(?:发布|公开)(?:时间|日期)$"
)


def blank_label(lines: list[Line], area: list[str]) -> bool:
    """Whether a page without a shown date has the label of one outside its menus: a script may fill in the day."""
    return any(len(line.text) <= _LONGEST and not area[line.start] and _BLANK.search(line.text) for line in lines)


def is_stated(lines: list[Line], index: int) -> bool:
    """Whether the line of the shown date says that it is the day of publication (发布时间), which an event's day is not."""
    if index < 0:
        return False
    text = lines[index].text
    return bool(_STRONG.search(f"{_label_before(lines, index)} {text}")) or bool(
        _LABEL.search(text) and _PARTICULARS.search(text)
    )


def _is_behind(line: Line, title: int, named: str) -> bool:
    """Whether a line is the title with nothing but a date in brackets behind it."""
    if not named or line.start < title or line.start - title > 10 or not line.text.startswith(named):
        return False
    return _IN_BRACKETS.fullmatch(line.text[len(named) :].strip()) is not None


def _is_near(line: Line, title: int, body: tuple[int, int]) -> bool:
    if title >= 0:
        return -40 <= line.start - title <= 60
    return body[1] > 0 and -40 <= line.start - body[0] <= 0


_WITH_CLOCK = 30
_DIVIDED = re.compile(r"^[/|·•丨｜]\s*[\w\s]{2,20}$|^[\w\s]{2,20}\s*[/|·•丨｜]$")
_OFFICE = re.compile(
    r"^[\u4e00-\u9fff]{1,16}(?:[局委厅部处科院校队办网镇乡]|政府|中心|街道|办公室|委员会|开发区)(?:\s+(?:\d{1,7}\s*次?|[讯电]|发布|报道))?$"
)
"""The office beside a date, and how often the page was read or what it is (讯)."""
_ENACTED = re.compile(r"(?:会议|常委会|政府|部)\S{0,12}(?:通过|批准|公布|修订|修正)|(?:起|日)施行|第\S{1,4}次会议")
_OF_A_TEXT = re.compile(r"[，。；、《》？！,;]|会议|讲话|召开|举行|开始|结束|截止|至")


def _is_bare(text: str, fact: DateFact) -> bool:
    """Whether an unlabelled date stands in a line of particulars, not in a sentence."""
    rest = text.replace(fact.raw, "", 1).strip()
    if _ENACTED.search(rest):
        return False
    if _OFFICE.match(rest) and not _OF_A_TEXT.search(rest):
        return True  # 2026-11-20 县水利局 128
    if not _OF_A_TEXT.search(rest) and (len(rest) <= _WITH_CLOCK if fact.clock else _DIVIDED.search(rest)):
        return True  # 县水利局 / 2026-11-20 09:12, 2026.11.20 | 县水利局
    return len(rest) <= 6 or (
        len(rest) <= 100
        and bool(
            re.search(
                r"来\s*源|稿\s*源|(?:供稿|出处|撰稿|记者|通讯员|审核|(?:发布|供稿|责任|提供)(?:单位|机构|部门|科室|人|者))\s*[:：]|作者|浏览|点击|阅读|字体|字号|打印|分享|编辑|次",
                rest,
            )
        )
    )


def source_of(lines: list[Line], area: list[str], title: int, shown_line: int, body: tuple[int, int]) -> str:
    """The source as written after its label, near the title first, then anywhere outside menus; "" where it is empty."""
    order = sorted(range(len(lines)), key=lambda i: (i != shown_line, abs(lines[i].start - max(title, 0))))
    for index in order[:400]:
        line = lines[index]
        if (
            len(line.text) > 300
            or area[line.start] in ("nav", "footer", "friend")
            or ("源" not in line.text and "发" not in line.text and "供" not in line.text)
        ):
            continue
        if body[0] <= line.start < body[1] and line.end < body[1] - 30:
            continue
        match = _SOURCE.search(line.text)
        if match:
            return _SOURCE_END.split(match[1].strip(), maxsplit=1)[0].strip(" 　。;；）)")[:80]
    return ""


def other_dates(
    tags: Mapping[str, tuple[str, ...]],
    url: str,
    lines: list[Line],
    body: tuple[int, int],
    properties: Properties | None,
    today: date,
) -> list[DateFact]:
    """Dates of the property table, the tags, the address, the signature, and of generation."""
    found: list[DateFact] = []
    if properties:
        found += [fact for fact in (properties.published, properties.written) if fact]
    for name, place in (("pubdate", DatePlace.TAG), ("publishdate", DatePlace.TAG), ("firstpublishedtime", DatePlace.TAG),
                        ("maketime", DatePlace.GENERATED), ("htmlgeneratetime", DatePlace.GENERATED)):  # fmt: skip
        fact = next((f for v in tags.get(name, ()) if (f := parse_day(v, place, today))), None)
        if fact and not (place is DatePlace.TAG and any(f.place is DatePlace.TAG for f in found)):
            found.append(fact)
    in_url = url_date(url)
    if in_url:
        found.append(in_url)
    signed = _signed(lines, body, today)
    return [*found, signed] if signed else found


_CLOCK = re.compile(r"今[天日]|农历|(?:当前|系统|北京)时间|现在(?:是|时间)")
"""A line of a date that is the visitor's own day and nobody's signature."""
_IN_FORCE = re.compile(r"[日起][^，。]{0,4}(?:施行|实施|执行|生效)")
"""A line that tells from when on a document holds: 本办法自2026年8月1日起施行."""


def _signed(lines: list[Line], body: tuple[int, int], today: date) -> DateFact | None:
    inside = [line for line in lines if body[0] <= line.start < body[1]]
    for line in reversed(inside[-15:]):
        if len(line.text) > 40 or _CLOCK.search(line.text) or _IN_FORCE.search(line.text):
            continue
        facts = parse_dates(line.text, DatePlace.SIGNED, today)
        if facts and ("年" in facts[0].raw) and len(line.text) - len(facts[0].raw) <= 20:
            return facts[0]
    return None


def first_dated_node(candidates: list[_Candidate], lines: list[Line]) -> int:
    """The node of the first labelled date line, -1 without one: a hint where the title stands."""
    for wanted in (True, False):
        for candidate in candidates:
            if candidate.labelled or not wanted:
                return lines[candidate.line].start
    return -1


def published_of(facts: list[DateFact]) -> DateFact | None:
    """The date that counts: shown, then property table, then tag, then address."""
    for place in (DatePlace.SHOWN, DatePlace.TABLE, DatePlace.TAG, DatePlace.URL):
        found = next((f for f in facts if f.place is place), None)
        if found:
            return found
    return None
