"""Tables and lists of private persons: whom a column of names, numbers or homes is about, as its heads and title tell."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from checks.lib.protected import is_full_name

_TABLE_OF_PERSONS = re.compile(
    r"身份证|公民身份号码|低保|特困|救助|补贴|补助|户主|贫困户|脱贫户|残疾|考生|准考证|家庭住址|银行卡|一卡通|与户主关系|领取人|性别|津贴|年龄"
)
PARTICULARS = re.compile(r"来\s*源\s*[:：]|出\s*处|上传|供稿|录入|责任编辑|发布(?:时间|日期|机构)|作者\s*[:：]|浏览|点击")
"""The line below a title: the office that published a list says nothing of whom the list names."""
_NAME_HEAD = re.compile(r"^(?:户主|申请人|领取人|受助人|受益人|(?:补贴|补助|救助|享受)对象)$", re.MULTILINE)
"""What stands above a column of names beside 姓名, alone in its cell."""
OFFICE = re.compile(
    r"联系人|咨询|监督|举报电话|热线|办公|值班|客服|负责人|责任人|经办|招聘|报名|承办|代理机构|采购人|招标|投标|公司|集团|合作社|"
    r"经营部|商行|酒店|宾馆|医院|学校|幼儿园|局|所长|科长|主任|书记|镇长|乡长|村长|站长|队长|局长|处长|院长|经理|老师|律师|记者|"
    r"网格员|民警|警长|辅警|河长|林长|路长|田长|护林员|驻村|工作队|第一书记|联络员|服务电话|受理电话|办理电话|窗口|技术支持|"
    r"邮箱|传真|开户许可|法定代表人|安全员|管理员|值守|应急|抢险|防汛|巡查员|包保|帮扶干部|村干部|单位|职务|岗位|部门|机构|中介|"
    r"招商|推广|营业|门店|店铺|服务点|配送|物业|党员|直接联系|机手|师傅|上门|预约"
)
DOOR = re.compile(
    r"\d+(?:号楼|幢|栋|座|楼|单元)[\u4e00-\u9fff\dA-Za-z\-]{0,12}?\d+(?:室|号|户)"
    r"|(?:路|街|巷|弄|大道|里)\d+(?:弄\d+)?号|(?:村|屯|寨|组|社|队|湾)[\u4e00-\u9fff]{0,8}?\d+号(?!楼)|\d+组\d+号"
    r"|\d+-\d+-\d{3,4}|\d+单元\d+"
)

_RECEIVERS = re.compile(
    r"录取|学员|轮候|摇号|抽签|中签|入围|入选|考生|应试|面试|体检|公租房|廉租|保障房|保障性住房|配租|安置|就业困难|失业|公益性岗位|"
    r"补贴|补助|救助|资助|慰问|发放|困难|独居|空巢|孤儿|残疾|优抚|退役军人|高龄|老人|病人|患者"
)
"""Whom a list names that has no heads: they were given something or wait for it, and are in charge of nothing."""
_FEWEST = 3
_TITLE = 160  # characters before the first name in which the list is introduced
_HOME_HEAD = re.compile(r"^(?:家庭|现|户籍|居住|实际居住)?(?:住址|居住地|居住地址|家庭地址)$", re.MULTILINE)
_PERSON_HEAD = re.compile(r"姓\s*名|老人|户主|申请人|领取人|受助人|受益人|对象|学生|儿童|学员|患者|残疾人|孤儿|业主|居民|村民")
_HEADS = 80
"""Characters before the head of the homes in which the head of the names stands."""


def is_table_of_persons(text: str) -> bool:
    """A list with names in which persons and not offices are registered."""
    at = text.find("姓名")
    if at < 0 and (head := _NAME_HEAD.search(text)):
        at = head.start()
    if at < 0 or _TABLE_OF_PERSONS.search(text) is None:
        return False
    around = text[max(0, at - 80) : at + 120].split("\n")
    return not any(OFFICE.search(line) for line in around if not PARTICULARS.search(line))


def listed_beside_names(text: str, numbers: Sequence[tuple[int, int]]) -> frozenset[int]:
    """Where the numbers begin that fill a line of their own right below a person's name, in a list of receivers.

    `numbers`: (start, end) of each number. Neither the title nor what stands above the list may speak of an office.
    """
    if len(numbers) < _FEWEST:
        return frozenset()
    pairs = [(start, named) for start, end in numbers if (named := _name_above(text, start, end)) >= 0]
    if len(pairs) < _FEWEST:
        return frozenset()
    first = pairs[0][1]
    lines = [line for line in text[max(0, first - _TITLE) : first].split("\n") if not PARTICULARS.search(line)]
    introduced = any(_RECEIVERS.search(line) for line in lines) and not any(OFFICE.search(line) for line in lines)
    return frozenset(start for start, _ in pairs) if introduced else frozenset()


def _name_above(text: str, start: int, end: int) -> int:
    """Where the name begins that fills the line above a number which fills its own; -1 for none."""
    below = text[end : end + 1] in ("", "\n")
    if not below or text[start - 1 : start] != "\n":
        return -1
    begin = text.rfind("\n", 0, start - 1) + 1
    return begin if is_full_name(text[begin : start - 1].strip()) else -1


def homes_in_a_column(text: str) -> Iterator[tuple[int, int]]:
    """(start, end) of the homes down to the door, each in a cell of its own, below a head 住址 beside one of persons."""
    head = _HOME_HEAD.search(text)
    if head is None or _PERSON_HEAD.search(text, max(0, head.start() - _HEADS), head.start()) is None:
        return
    if any(OFFICE.search(line) for line in text[max(0, head.start() - _HEADS) : head.end() + 20].split("\n") if len(line) < 12):
        return
    at = head.end()
    for line in text[at : at + 20_000].split("\n"):
        door = DOOR.search(line) if 6 <= len(line) <= 60 else None
        if door and not re.search(r"[*×某Xx]", line):
            yield at, at + door.end()
        at += len(line) + 1
