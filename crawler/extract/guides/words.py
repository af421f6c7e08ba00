"""The elements of a service guide (办事指南要素) and the labels under which pages show them."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache

NAME, BASIS, CONDITIONS, MATERIALS = "事项名称", "设定依据", "申请条件", "办理材料"
PLACE, OFFICE, FEE, TIME, CONTACT, FLOW = "办理地点", "办理机构", "收费标准", "办理时间", "联系电话", "办理流程"
CLASSES = (NAME, BASIS, CONDITIONS, MATERIALS, PLACE, OFFICE, FEE, TIME, CONTACT, FLOW)
"""The ten key element classes of 国办秘函〔2019〕19号."""

COMPLAINT, FORMS = "监督电话", "表格样表"
"""Elements beside the ten that checks look at."""

_DOES = (
    "办理|办事|受理|申请|申报|申办|申领|经办|接件|收件|审批|许可|行政许可|登记|备案|确认|服务|事项|业务|窗口|"
    "现场|网上|线上|线下|窗口办理|网上办理|现场办理"
)
_PATTERNS: Mapping[str, str] = {
    NAME: (
        r"(?:事项|业务|服务事项|许可事项|许可项目|审批事项|项目|服务|清单|主项|子项|办理项|"
        r"实施清单|办事|许可|职权)名称|事项|办(?:的是)?什么事?|(?:这)?是(?:个|件|一件)?什么(?:事|业务)|(?:这(?:件|个|项)事(?:情|项)?|本?事项)(?:叫|是)(?:什么)?|(?:办理|服务|办事|业务|许可|审批|经办)(?:事项|项目)"
    ),
    BASIS: (
        rf"(?:依据|根据|凭)什么(?:来?办理?)?|(?:有|按照?|依照?)(?:什么|哪些|哪条)(?:依据|规定|政策|法律|文件)(?:办理?)?|依据名称|设定的依据|"
        rf"(?:{_DOES}|设定|设立|法律|法规|实施|政策|法定|规章|文件|执法|权力|职权|主要|相关|有关){{0,3}}依据(?:文件|及?条款|是什么)?"
    ),
    CONDITIONS: (
        rf"(?:谁|哪些人|什么人)(?:可以|能)(?:申请|办理?)|(?:能不能|可不可以|能否|可否)(?:申请|办理?|享受)|(?:什么|哪些)情况下?(?:可以|能)(?:申请|办理?)|(?:需要?|应)?(?:具备|符合|满足)?"
        rf"(?:什么|哪些|下列|以下|这些)条件(?:的?(?:才|就|方)?(?:能|可以?)(?:办理?|申请))?|"
        rf"(?:(?:{_DOES}|准予|准入|审查|享受|认定|准予(?:批准|许可|登记)的?|"
        rf"申请人)?(?:应当?)?(?:具备|符合)?的?条件|(?:申请(?:人)?|申报|办理|准入)资格)(?:及|和|与)?(?:要求|说明|标准)?|(?:受理|办理|申请)?范围(?:及|和|与)条件|"
        rf"(?:{_DOES}|服务)?对象(?:及|和|与)(?:{_DOES})?条件|(?:受理|准入|许可|认定|办理|申请|申报|审批)标准"
    ),
    MATERIALS: (
        rf"(?:需要?|要)?(?:带|准备|提交|提供)?(?:什么|哪些)(?:材料|资料|证件)|"
        rf"(?:请|需要?|要)?[您你]?(?:准备|携带|带|带好|带齐|备齐|提供|提交|交)(?:好|齐|些)?(?:以下|下列|这些|哪些|什么|啥)(?:东西|材料|资料|证件)?|"
        rf"(?:需要?|要|应)(?:准备|带|提供|提交|交)的(?:东西|材料|资料|证件)|"
        rf"(?:需要?|须|应当?)?(?:提交|提供|报送|递交)的?(?:{_DOES}|全部|所有|各项)(?:申请)?(?:材料|资料)(?:清单|目录)?|"
        rf"(?:{_DOES}|申请人)?(?:所|需|须|要|应|当|应当|必|提|交|供|携|带|准备|的|附送|报送|提交|提供|需要){{0,5}}"
        r"(?:材料|资料|证件|要件)(?:清单|目录|名称|要求|明细|列表|情况)?|必[备需要](?:材料|资料)"
    ),
    PLACE: (
        rf"(?:[到去在])?(?:哪里?|哪儿|何处|什么地方)(?:可以|能)?(?:去)?(?:办理?|申请)|"
        rf"(?:办理|服务|受理|办事)?(?:窗口|大厅|地方)在?(?:哪里?|哪儿|何处|什么地方)|[到去在]哪个(?:窗口|地方|大厅)(?:办理?|申请)?|办[理事]?的?地方|"
        rf"(?:{_DOES}|经办|办公|联系|咨询|收件|邮寄|材料(?:接收|提交|递交)|单位|机构|接收|交接|提交|所在)?(?:地点|地址|场所)(?:名称)?|(?:办理|"
        rf"受理|办事|服务)(?:窗口|大厅)(?:名称|地址)?|(?:{_DOES}|办公|大厅|服务窗口|所在|具体)(?:地理)?位置"
    ),
    OFFICE: (
        rf"(?:由)?(?:谁来?|哪个(?:部门|单位|机关))(?:负责|[给帮为][我您你]们?)?(?:办理?|受理|审批)|部门|"
        rf"(?:{_DOES}|实施|承办|决定|权力|(?:业务|行业|行政)主管|具体办理|负责办理|主管|责任|行使|经办|申请受理|执行|牵头|发证|审核|主办|负责|归口|所属|事项所属|对口|具体承办|权力实施)"
        r"(?:主体|机关|机构|部门|单位|处室|科室)(?:名称)?|主办单位"
    ),
    FEE: (
        rf"(?:需?要)?(?:收|交|花)?多少(?:钱|费用)|(?:要不要|是否要|[收交花]不[收交花])(?:[交花收]?[钱费])|(?:要|需要?|用)[花交收]?(?:钱|费)(?:吗|么|嘛)|收不收费|怎么收费|"
        rf"(?:{_DOES}|行政|行政事业性)?(?:收费|费用|缴费)(?:标准|依据|情况|项目|信息|方式|说明|"
        rf"金额|(?:依据|项目)(?:及|和|与)(?:收费)?标准|标准(?:及|和|与)(?:收费)?依据)?|(?:是否|有无)(?:收费|缴费|收取费用)(?:[及和与、](?:收费)?(?:标准|依据))?|工本费"
    ),
    TIME: (
        rf"(?:法律|法定|规定|承诺|我们|最[长快多]){{0,2}}(?:要|需要?)?(?:多久|多长时间|几天|多少天|何时)(?:可以|能)?(?:办(?:理|结|好|完|成)?|出结果|[拿取领出]证)?|什么时(?:候|间)(?:可以|能)?办理?|"
        rf"几点(?:上班|开门|能办|可以办)|"
        rf"(?:窗口|大厅)?(?:开放|服务|营业)时间|(?:{_DOES}|法定|承诺|办结|法定办结|法定办理|承诺办结|承诺办理|办公|工作|对外|对外服务|"
        rf"对外办公|窗口办公|窗口工作|接待|上班|公示)"
        r"(?:时限|期限|时间|周期)(?:说明)?|[时期]限|(?:办理|承诺|办结|承诺办结|法定办结)(?:工作日|天数)"
    ),
    CONTACT: (
        rf"(?:向|找)?谁(?:问|咨询)|[问找]谁|(?:有)?(?:疑问|问题)(?:问|找)谁|怎么咨询|问一问|打(?:哪个|什么)?电话(?:问|咨询)?|咨询请(?:打|拨打?)|(?:不清楚|不明白|不懂)[找问]谁|"
        rf"(?:{_DOES}|咨询|联系|咨询服务|(?:业务|政策|办事|窗口|受理|审批)咨询|联系人|办公|值班|服务咨询)?(?:电话|"
        rf"热线)(?:号码)?|咨询(?:方式|途径|渠道|窗口|服务|电话)?|联系方式|"
        r"咨询(?:及|和|与)?(?:监督|投诉|查询)(?:投诉)?(?:电话|方式|渠道)?|联系人(?:及|和|与)(?:联系)?电话"
    ),
    FLOW: (
        rf"(?:{_DOES}|工作|基本|运行|权力运行|外部|内部)?(?:流程|程序|步骤|过程|环节)(?:图|说明|图解)?|"
        rf"(?:如何|怎么|怎样)(?:办理?|申请|申办)|办事过程|(?:需要)?(?:哪些|什么|几个)(?:步骤|环节|流程|手续)|[分要走](?:哪几?|几几?)步(?:办理?|走)?"
    ),
    COMPLAINT: (
        r"(?:监督|投诉|举报|监督投诉|投诉举报|纪检监督)(?:电话|方式|渠道|机关|热线|途径|部门|"
        r"投诉方式)(?:号码)?|投诉请(?:打|拨打?)|不满意[找问]谁|[向找去到](?:谁|哪里?)投诉|救济(?:方式|途径|渠道)|(?:行政)?(?:复议|诉讼)(?:部门|机关|机构)?"
    ),
    FORMS: (
        r"(?:申请|相关|办事|所需|业务|空白|示例)?(?:表格|表单|样表|空表|空白表|空白表格|样本|范本|"
        r"示例样表|示范文本)(?:下载|名称|[及与和、/]?(?:样表|样本|范本|空表|空白表))?(?:下载)?|附件下载|填写(?:样本|示例|范本|说明)"
    ),
}
_CLASSES = {name: re.compile(pattern) for name, pattern in _PATTERNS.items()}
_OTHERS = re.compile(
    r"(?:办理|服务|面向|适用)?对象|申请主体|(?:事项|实施|基本|业务)?(?:编码|代码)|(?:事项|"
    r"办件|项目|服务|结果|公开|证照|权力)类型|办理形式|办理方式|"
    r"行使层级|通办范围|(?:审批|办理)?结果(?:名称|类型|样本|送达)?|证件名称|.{0,6}有效期限?|"
    r"(?:到)?(?:办事)?现场次数|(?:许可|审批|办理|申请)?数量(?:限制|要求|及方式)?|权力来源|法律效力|服务主题|常见问题(?:解答)?|"
    r"申请方式|领取(?:方式|地点|时间)|服务承诺|办理渠道|备注|说明|交通(?:指引|路线|方式)|乘车路线|年(?:审|检).{0,4}|联办机构|中介服务|运行系统|"
    r"基本信息|其他(?:事项|信息|说明)?|适用范围|注意事项|温馨提示|"
    r"(?:网上|在线)(?:办理|申报|申请)(?:地址|网址|入口)|网址|是否.{2,10}|物流快递|"
    r"结果送达方式|审查(?:标准|类型|方式)|附件|相关附件|常见错误示例|法律责任|办事者权利义务"
)
_MARKS = re.compile(
    r"^[\s●◆■☆★※·*▶►○◎□>»§]*(?P<open>[【\[<（(〔]?)\s*"
    r"(?P<number>第[一二三四五六七八九十]{1,3}[章节条、]?|"
    r"[一二三四五六七八九十]{1,3}(?=\s*[、.．)）,，:：\s])|\d{1,2}(?=\s*[、.．)）,，]|\s+[\u4e00-\u9fff])|"
    r"[①-⑳])?\s*[、.．)）,，:：]?\s*[【\[]?"
)
_TAIL = re.compile(r"^\s*[】\]>〕]?\s*(?:[（(][^()（）]{0,24}[)）])?\s*[】\]]?\s*(?P<colon>[:：])?\s*")
_FOLDS = " ？?+＋-－−▼▽∨﹀▲△∧>›»▸▾↓"
"""Marks behind a label: of a part that folds (申请条件 +), of a question (怎么办？)."""

_SUBJECT = re.compile(r"^(?:我们?|[您你]们?|咱们?)(?=[要能可该应需去到在找])")
"""Who asks: 我要准备哪些东西."""
FOLD = re.compile(
    r"[\[【(（<]?\s*(?:(?:点击)?(?:展开|收起)(?:更多|全部|详情)?|点击(?:查看|更多)|查看(?:更多|详情)|[+＋－-])\s*[>\]】)）]?"
)
"""The words of a switch beside a label that opens and closes its part."""

_BLANK = re.compile(r"[\s\u00a0\u3000]+")
_SPLIT = re.compile(r"[/、与和及,，]+")
_COLON_LABEL = re.compile(r"[\s　;；。,，]+(?=[\u4e00-\u9fff]{2,8}\s*[:：])")
_BARE_NUMBER = re.compile(r"\s*[（(]?[一二三四五六七八九十\d]{1,3}\s*[)）、.．]?\s*")
"""Before the mark behind it: 七 、 办公地点：."""
LONGEST = 18
_NUMERALS = "一二三四五六七八九"
_SEPARATORS = frozenset("、.．)）,，:：")


@lru_cache(4096)
def classes_of(words: str) -> tuple[str, ...]:
    """The elements that a label names, at times several (办理地点/时间); "" for a label of none; () for no label."""
    text = _SUBJECT.sub("", _BLANK.sub("", words))
    if not 2 <= len(text) <= LONGEST:
        return ()
    for name, pattern in _CLASSES.items():
        if pattern.fullmatch(text):
            return (name,)
    if _OTHERS.fullmatch(text):
        return ("",)
    parts = [part for part in _SPLIT.split(text) if part]
    if len(parts) < 2:
        return ()
    found = [classes_of(part if len(part) > 2 else f"办理{part}") for part in parts]
    if not all(found):
        return ()
    return tuple(dict.fromkeys(name for names in found for name in names if name)) or ("",)


def without_marks(label: str) -> str:
    """A label without its number, brackets and colon: 五、交件地点： -> 交件地点."""
    marks = _MARKS.match(label)
    return _BLANK.sub("", label[marks.end() if marks else 0 :].strip(" 】]）):：").rstrip(_FOLDS))


def read_label(text: str) -> tuple[tuple[str, ...], str, str, str] | None:
    """(elements, label, style of its numbering, what follows it) where a text begins with a label, else None.

    What follows counts only behind a colon or a closing bracket; a bare label stands alone.
    """
    marks = _MARKS.match(text)
    start = marks.end() if marks else 0
    opened = bool(marks and marks["open"])
    rest = text[start:]
    head = re.match(r"[^:：。】\]〕>（(]{2,30}", rest)
    if head is None:
        return None
    label = head[0].strip(" ）)").rstrip(_FOLDS)
    elements = classes_of(label)
    if not elements:
        return None
    tail = _TAIL.match(rest[head.end() :])
    behind = rest[head.end() + (tail.end() if tail else 0) :]
    closed = opened or bool(tail and tail["colon"])
    if behind[:1] == "。" and marks and marks["number"]:  # （一）设定依据。《…》
        behind, closed = behind[1:], True
    if behind.strip() and not closed:
        return None
    return elements, _BLANK.sub("", label), _style(marks), behind.strip()


def _style(marks: re.Match[str] | None) -> str:
    """一、 and 二、 are of one style, （一） and 1. of others; "" without a number."""
    number = marks["number"] if marks else ""
    if not number:
        return ""
    bracket = "(" if marks and marks["open"] in ("(", "（") else ""
    if marks and not bracket and marks.string[marks.end("number") :].lstrip()[:1] not in _SEPARATORS:
        bracket = "_"  # a number in an element of its own
    return bracket + re.sub(r"[一二三四五六七八九十]+", "一", re.sub(r"\d+", "1", number))


def number_at(text: str) -> int:
    """The number with which a line begins, 0 without one."""
    marks = _MARKS.match(text)
    number = (marks["number"] or "") if marks else ""
    if number.isdecimal():
        return int(number)
    numerals = re.sub(r"[^一二三四五六七八九十]", "", number)
    tens, _, ones = numerals.partition("十") if "十" in numerals else ("", "", numerals)
    value = _NUMERALS.find(ones[:1]) + 1 if ones else 0
    return value + (10 * (_NUMERALS.find(tens) + 1 if tens else 1) if "十" in numerals else 0)


def numbering(text: str) -> str:
    """The style of the number with which a line begins, "" without one."""
    return _style(_MARKS.match(text))


def carries_on(label: str, text: str, held: Sequence[str]) -> bool:
    """Whether a line goes on with the numbers of the labels; one that begins again at 1 numbers what the element lists.

    `held` are the lines of the element so far.
    """
    style = numbering(label)
    if numbering(text) != style:
        return False
    inner = [number_at(line) for line in held if numbering(line) == style]
    number = number_at(text)
    return number != 1 and not (1 in inner and number == len(inner) + 1 <= number_at(label))


def pieces(text: str) -> list[str]:
    """A line cut before each label with a colon that stands within it."""
    cut = [0]
    for match in _COLON_LABEL.finditer(text):
        after = re.match(r"[\u4e00-\u9fff]{2,8}(?=\s*[:：])", text[match.end() :])
        if after and classes_of(after[0]) and not _BARE_NUMBER.fullmatch(text, cut[-1], match.start()):
            cut.append(match.end())
    return [text[a:b].strip() for a, b in zip(cut, [*cut[1:], len(text)], strict=True)]
