"""Finds data of private persons in a text: resident numbers, mobile numbers, bank cards, passports, homes down to the door.

Offices, firms and samples publish numbers, too: a number alone proves a person only where it carries its own proof (a
resident number's check character); all others need words that speak of a private person and none that speak of an office.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from checks.lib.id_numbers import is_card_number, is_old_resident_id, is_resident_id, masked, masked_text
from checks.lib.tables_of_persons import DOOR, OFFICE, PARTICULARS, homes_in_a_column, is_table_of_persons, listed_beside_names

KINDS = {
    "id-card": "身份证号码",
    "mobile": "手机号码",
    "bank-card": "银行卡号",
    "passport": "护照号码",
    "address": "家庭住址",
}
MAX_TEXT = 1_000_000
MAX_HITS = 2_000
CELL = 24
"""A line shorter than this is a cell of a table or a form and means nothing without its neighbours."""

_DIGITS = re.compile(r"\d\d{7}")  # eight; what begins with a single character is looked for much faster
_GROUPED = re.compile(r"[ \-](?:\d{4}[ \-]\d{3}(?<=\d.\d{4}.\d{3})|\d{8}(?<=\d{6}.\d{8}))")
"""Looked for by what stands between the groups: a pattern that begins with digits tries every one of them."""
_HOMES = ("住址", "家庭地址", "户籍", "居住")
_SEVENTEEN = re.compile(r"\d{15}")
_ID = re.compile(r"(?<![0-9A-Za-z*])[1-9]\d{16}[0-9Xx](?![0-9A-Za-z*])")
_BORN = 14
"""Digits of a resident's number that say where and when."""
_DISABILITY = re.compile(r"(?<![0-9A-Za-z*])([1-9]\d{16}[0-9Xx])[1-7][1-4](?:[Bb]\d)?(?![0-9A-Za-z*])")
"""The number of a 残疾人证: the resident's number, the kind (1-7) and the degree (1-4), after a reissue B and its count."""
_ID_SPACED = re.compile(r"(?<![0-9A-Za-z*])[1-9]\d{5}[ -](?:18|19|20)\d{6}[ -]\d{3}[0-9Xx](?![0-9A-Za-z*])")
_OLD_ID = re.compile(r"(?:身份证(?:号码?|件号)?|公民身份号码)[：:\s]{0,3}([1-9]\d{14})(?![0-9A-Za-z*])")
_MOBILE = re.compile(r"(?<![0-9A-Za-z*.\-+])(?:\+?86[- ]?)?(1[3-9]\d(?:\d{8}|[ -]\d{4}[ -]\d{4}))(?![0-9A-Za-z*])")
_CARD = re.compile(
    r"(?<![0-9A-Za-z*])62\d{14,17}(?![0-9A-Za-z*])|(?<![0-9A-Za-z*])62\d{2}(?: \d{4}){3}(?: \d{1,3})?(?![0-9A-Za-z*])"
)
_PASSPORT = re.compile(
    r"护照(?:号码?|证件号码?|编号)?[：:\s]{0,3}((?:[EeGgDdSsPp]\d{8}|[Ee][A-HJ-NP-Za-hj-np-z]\d{7}))(?![0-9A-Za-z*])"
)
_HOME = re.compile(
    r"(?:家庭住址|家庭地址|现住址|现居住地址|户籍地址|户籍所在地|户籍地|居住地址|居住地|住址)[：:\s]{0,3}"
    r"([\u4e00-\u9fffA-Za-z0-9\-－—（）()#]{4,60})"
)
_NO_ID = re.compile(
    r"(?:信用代码|机构代码|纳税人识别号|税号|登记证号|注册号|订单号?|流水号|受理号|受理编号|办件编号|案号|案件编号|文号|条形码|"
    r"准考证号?|考号|产品编号|物资编码|招标编号|采购编号|合同编号|项目编号|项目代码|许可证号|备案号|批次号|快递单号|运单号|账号|卡号|编码)"
    r"[为是（(）)：:\s]{0,4}[0-9A-Za-z]{0,4}$"
)
_SAMPLE = re.compile(r"样表|示例|样例|范例|填写说明|例如|假如|样本|举例|如[：:]$|模板|虚构")
_PRIVATE = re.compile(
    r"本人|我的(?:电话|手机|联系|号码)|我[是叫家]|来信人|写信人|留言人|信访人|投诉人|举报人|报案人|求助人|当事人|被处罚人|户主|村民|"
    r"居民|业主|租户|学生|考生|家长|患者|病人|死者|亲属|父亲|母亲|丈夫|妻子|儿子|女儿|被征收人|被拆迁人|受益人|受助|救助对象|低保|"
    r"特困|五保|残疾人姓名|贫困户|脱贫户|农户|申请人|姓名|其[子女父母妻夫][\u4e00-\u9fff]{2,3}(?:的|，)?(?:手机|电话|联系)"
)
_OWN = re.compile(r"(?:我(?:自己|本人)?的|本人的?)(?:联系)?(?:手机|电话|号码|方式)(?:号码?)?(?:是|为)?[：:\s（(]{0,3}$")
_IN_OFFICE = re.compile(
    r"我(?:是|叫|就是)[^，。；\n]{0,14}(?:[书记任员警师者][，。；\s]|[局镇乡科站所处队院村河林路]长|主任|书记|经理|律师|老师|记者)"
)
"""Who gives his own number is a private person, unless he says what he is in charge of."""
_OTHER_HEAD = re.compile(
    r"^(?:准\s*考\s*证|考\s*生?|报\s*名|学籍?|面试|座位|抽签|申请|登记|档案|证书|资格证书?|合格证书?)\s*(?:序|编)?号码?$|^编\s*号$",
    re.MULTILINE,
)
"""Above a column of a list's own numbers, alone in its cell: tickets of 11 digits may begin with a province (13 to 15)."""
_PHONE_HEAD = re.compile(
    r"^[\u4e00-\u9fff]{0,6}(?:电\s*话|手\s*机|联[系络]方式|联系号码)[\u4e00-\u9fff]{0,4}(?:[（(].{0,8}[）)])?$",
    re.MULTILINE,
)
_GUARDIANS = re.compile(
    r"^(?:学生|法定)?(?:监护人|家长)(?:姓名)?\n(?:[^\n]{1,8}\n)?(?:监护人|家长)?(?:联系)?(?:电\s*话|手\s*机|方式)(?:号码?)?$",
    re.MULTILINE,
)
"""Heads of columns of parents and their numbers, each in a cell: nobody in charge of anything, however few they are."""
_PARTICULARS_LINE = re.compile(rf"^.*(?:{PARTICULARS.pattern}).*\n", re.MULTILINE)
_OFFICE_ACCOUNT = re.compile(
    r"局|财政|国库|中心|公司|集团|基金会|红十字|慈善|学校|大学|医院|委员会|政府|管理处|法院|专户|代管|收款单位|对公|缴款|缴费|保证金|捐"
)
_CARD_WORDS = re.compile(r"卡号|银行卡|银行账[号户]|账号|帐号|储蓄|一卡通|社保卡|存折|开户行|户名")


@dataclass(frozen=True, slots=True)
class PersonalData:
    """One datum of a private person; what is shown of it is masked already."""

    kind: str  # a key of KINDS
    offset: int
    masked: str
    context: str


def find_personal_data(text: str, today: date) -> list[PersonalData]:
    """Every datum of a text, in order of kind and place; equal values once. `today` bounds birthdays."""
    text = text[:MAX_TEXT]
    spans: list[tuple[str, int, int]] = []
    if _DIGITS.search(text) or _GROUPED.search(text):
        spans += (*_ids(text, today), *_mobiles(text), *_cards(text), *_passports(text))
    if any(word in text for word in _HOMES):
        spans += _homes(text)
    found: list[PersonalData] = []
    seen: set[tuple[str, str]] = set()
    for kind, start, end in spans:
        value = re.sub(r"[ \-]", "", text[start:end])
        if (kind, value) in seen or len(found) >= MAX_HITS:
            continue
        seen.add((kind, value))
        shown = _masked_home(value) if kind == "address" else masked(value)
        found.append(PersonalData(kind, start, shown, _context(text, start, shown)))
    return found


Spans = Iterator[tuple[str, int, int]]


def _ids(text: str, today: date) -> Spans:
    if not _SEVENTEEN.search(text) and not _GROUPED.search(text):
        return
    counted = _counted_up(text, today)
    for pattern in (_ID, _ID_SPACED):
        for match in pattern.finditer(text):
            number = re.sub(r"[ \-]", "", match[0])
            if number[:_BORN] in counted or not is_resident_id(number, today):
                continue
            if not _other_number(text, match.start(), match.end()):
                yield "id-card", match.start(), match.end()
    if "残疾" in text:
        for match in _DISABILITY.finditer(text):
            if is_resident_id(match[1], today) and not _SAMPLE.search(text, max(0, match.start() - 60), match.end()):
                yield "id-card", match.start(1), match.end(1)
    for match in _OLD_ID.finditer(text):
        if is_old_resident_id(match[1], today) and not _other_number(text, match.start(1), match.end(1)):
            yield "id-card", match.start(1), match.end(1)


def _counted_up(text: str, today: date) -> set[str]:
    """Beginnings of numbers that a system counts up (准考证号 of 18 digits): one in eleven passes the check by chance.

    Two residents of one place and birthday have two valid numbers; of two such numbers where one is not valid, both are none.
    """
    heads: dict[str, set[str]] = {}
    for match in _ID.finditer(text):
        heads.setdefault(match[0][:_BORN], set()).add(match[0])
    return {
        head for head, numbers in heads.items() if len(numbers) > 1 and not all(is_resident_id(one, today) for one in numbers)
    }


def _other_number(text: str, start: int, end: int) -> bool:
    before = text[max(0, start - 24) : start]
    return bool(_NO_ID.search(before) or _SAMPLE.search(text, max(0, start - 60), min(len(text), end + 12)))


def _mobiles(text: str) -> Spans:
    matches = list(_MOBILE.finditer(text))
    table = (len(matches) >= 3 and is_table_of_persons(text)) or (bool(matches) and any(homes_in_a_column(text)))
    listed = listed_beside_names(text, [(match.start(), match.end()) for match in matches])
    guardians = _GUARDIANS.search(text) if matches else None
    counted = bool(matches) and _OTHER_HEAD.search(text) is not None and _PHONE_HEAD.search(text) is None
    for match in matches:
        start, end = match.span(1)
        if counted and _fills_its_cell(text, match.start(), end):
            continue
        around = _line_around(text, start, end)
        if _SAMPLE.search(around):
            continue
        if guardians and start > guardians.end() and _fills_its_cell(text, match.start(), end):
            yield "mobile", start, end
            continue
        own = _OWN.search(text, max(0, start - 20), start) is not None and _IN_OFFICE.search(around) is None
        if OFFICE.search(around) and not own:
            continue
        if own or table or start in listed or _PRIVATE.search(around) or _ID.search(_own_line(text, start, end)):
            yield "mobile", start, end


def _own_line(text: str, start: int, end: int) -> str:
    """At most 80 characters to either side of a number in its own line: where a resident's number stands, it is his."""
    first, last = text.rfind("\n", 0, start) + 1, text.find("\n", end)
    return text[max(first, start - 80) : min(len(text) if last == -1 else last, end + 80)]


def _fills_its_cell(text: str, start: int, end: int) -> bool:
    return not (text[text.rfind("\n", 0, start) + 1 : start] + text[end : end + 8].split("\n")[0]).strip()


def _line_around(text: str, start: int, end: int) -> str:
    """At most 60 characters of the number's own line before it and 20 behind; of a table's cell those of its neighbours."""
    first, last = text.rfind("\n", 0, start) + 1, text.find("\n", end)
    last = len(text) if last == -1 else last
    if last - first < CELL:
        first, last = max(0, start - 40), min(len(text), end + 20)
        head = [mark.end() for mark in _PARTICULARS_LINE.finditer(text, max(0, first - 200), start)]
        first = max(first, *head) if head else first
    return text[max(first, start - 60) : min(last, end + 20)]


def _cards(text: str) -> Spans:
    if "62" not in text or not (_SEVENTEEN.search(text) or _GROUPED.search(text)):
        return
    for match in _CARD.finditer(text):
        start, end = match.span()
        if not is_card_number(match[0].replace(" ", "")):
            continue
        around = "\n".join(  # the office that published a text says nothing of whose card it names
            line for line in text[max(0, start - 80) : end + 40].split("\n") if not PARTICULARS.search(line)
        )
        if _SAMPLE.search(around) or _OFFICE_ACCOUNT.search(
            re.sub(r"(?:农村)?[\u4e00-\u9fff]{0,8}银行[\u4e00-\u9fff]{0,12}", "", around)
        ):
            continue
        if _CARD_WORDS.search(around) or _CARD_WORDS.search(text[:start]):
            yield "bank-card", start, end


def _passports(text: str) -> Spans:
    if "护照" not in text:
        return
    for match in _PASSPORT.finditer(text):
        if not _SAMPLE.search(text, max(0, match.start() - 60), match.end()):
            yield "passport", *match.span(1)


def _homes(text: str) -> Spans:
    for match in _HOME.finditer(text):
        door = DOOR.search(match[1])
        around = text[max(0, match.start() - 60) : match.end()]
        if door and not re.search(r"[*×某Xx]{1,}", match[1]) and not _SAMPLE.search(around):
            yield "address", match.start(1), match.start(1) + door.end()
    for start, end in homes_in_a_column(text):
        yield "address", start, end


def _masked_home(address: str) -> str:
    """A home as far as its district; figures, too, are hidden."""
    return re.sub(r"\d", "*", address[:6]) + "*" * max(4, len(address) - 6)


_LABEL = re.compile(
    r"(?:公民|居民|本人|我的|个人|家庭|户籍|居住|所在|联系|移动|手机|身份|残疾|护照|银行|社保|储蓄|姓名|电话|证件?|号码?|卡|账|帐|户|"
    r"地?址|方式|编|现|住|是|为)+[：:\s]{0,2}$"
)
"""Words of a label and no others: before them may stand whose number it is."""


def _context(text: str, start: int, shown: str) -> str:
    """The label before a datum and the datum masked; nothing else of the person."""
    label = _LABEL.search(text[max(0, start - 12) : start])
    return masked_text(label[0].replace("\n", " ") if label else "") + shown
