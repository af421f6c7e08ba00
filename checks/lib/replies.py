"""What makes the answer to a letter a candidate for 答复质量不高: reasons that a person can check in ten seconds."""

from __future__ import annotations

import re
from collections.abc import Iterator

_BLANK = re.compile(r"[\s\u3000]+")
_POLITE = re.compile(
    r"^(?:尊敬的|亲爱的)?[^，。！：:；]{0,12}?(?:网友|网民|市民|群众|先生|女士|同志|朋友|来信人|用户|同学|老师|家长|师傅|业主)[^，。！：:；]{0,3}"
    r"(?:[，,：:！!。]?(?:您好|你好)[，,：:！!。]?|[：:，,])|"
    r"^(?:您好|你好)[，,：:！!。]?|"
    r"(?:首先)?(?:非常|十分|衷心)?(?:感谢|谢谢)(?:您|你)?[^，,。！!；]{0,30}[，,。！!；]?|欢迎(?:您|你)?[^，,。！!]{0,16}(?:监督|来信|来电|咨询|建议)[，,。！!]?|祝(?:您|你)?[^。！!]{0,16}[。！!]?|此致[，。]?|敬礼[！!。]?|"
    r"特此(?:回复|答复)[。！]?|"
    r"(?:您|你)(?:的)?(?:来信|留言|信件|邮件|咨询|问题|反映的问题|诉求|投诉|建议)[^，。！；]{0,16}(?:收悉|收到|已阅|知悉|知晓|获悉)[，,。！!；]?|"
    r"(?:来信|留言|信件)(?:已经?)?(?:收悉|收到)[，,。！!；]?|"
    r"(?:现)?(?:就|将|对)?(?:您|你)?[^，。！；]{0,20}(?:答复|回复|情况)如下[：:。，]?|"
    r"(?:19|20)\d{2}年\d{1,2}月\d{1,2}日$"
)
_SIGNED = re.compile(
    r"(?<=[。！!？?；;])(?:[\u4e00-\u9fff]{2,20}(?:局|厅|委员会|委|办公室|办|人民政府|政府|中心|大队|支队|公司|街道|办事处|所|站|院|处|社)"
    r"(?:(?:19|20)\d{2}年\d{1,2}月\d{1,2}日)?)+$"
)
"""The office, and the day, below an answer."""
_DATED = re.compile(r"(?<=[。！!？?；;\u4e00-\u9fff])(?:19|20)\d{2}[-/.]\d{1,2}[-/.]\d{1,2}(?:\d{1,2}:\d{2}(?::\d{2})?)?$")
_PHONE = re.compile(
    r"[（(]?(?:(?:咨询|联系|服务|办公|热线|具体)*(?:电话|热线|方式)(?:号码)?[为是：:]*)?(?<!\d)(?:0\d{2,3}[-—－]?)?\d{7,8}(?:(?:转|-)\d{1,4})?(?!\d)[）)]?"
)
"""A number to call, with its label: where to ask is no answer to what was asked."""
_REFERS = re.compile(
    r"^(?:(?:具体)?(?:情况|问题|事宜|详情)?|(?:您|你)(?:的|所)?(?:反映|咨询)?的?(?:问题|情况|诉求|事项))"
    r"(?:请|建议|敬请)(?:您|你)?(?:直接|自行|及时)?(?:致电|拨打|电话|联系|咨询|向)[^，。；]{0,24}$"
)
_SUBJECT = r"(?:(?:对|对于|关于)?(?:您|你)?(?:所)?(?:反映|提出|咨询|来信|留言|投诉)?的?(?:问题|情况|诉求|事项|建议)?[，,]?)"
_HOLLOW = re.compile(
    r"^(?:.{0,24}?(?:已|已经|现已|将|我们将|我们会|我们已)?(?:转|转交|转送|转办|转至|转到|移交|交由|批转|反馈(?:给|至)|通知)[^，。]{0,24}(?:办理|处理|核实|调查|答复|研究|单位|部门|股室|科室|领导)?[^，。]{0,6}|"
    rf"{_SUBJECT}"
    r"(?:请|建议)(?:您|你)?(?:直接|自行|到|向|拨打|致电|联系|与)?[^，。]{0,24}(?:咨询|联系|反映|了解|查询|办理|电话)[^，。]{0,20}|"
    rf"{_SUBJECT}"
    r"(?:我们|我局|我县|我市|我委|我办|我镇|我区)?(?:会|将|正在|已)?(?:尽快|及时|认真|进一步|积极|高度)?(?:安排|组织|研究|核实|调查|处理|办理|了解|重视|解决|落实|跟进|答复|回复|协调|沟通|对接|考虑)(?:您|你)?[^，。]{0,14}|"
    r"(?:关于|针对|对|对于)(?:您|你)[^，。]{0,30}(?:问题|情况|事项|诉求|建议|意见|一事)|"
    r"[^，。]{0,12}涉及(?:多个|多家|几个|不同|其他)(?:部门|单位|方面|问题)|"
    r"(?:待|等)[^，。]{0,12}(?:结果|消息|进展|明确|确定)[^，。]{0,6}(?:再|将|第一时间|及时|予以)[^，。]{0,14}|"
    r"[^，。]{0,16}(?:责成|责令|督促|安排|要求|协调|指派|委托|交办)(?:相关|有关|职能|责任|主管|属地|业务)(?:科室|股室|部门|单位|人员|同志)?(?:进行|予以|尽快|及时|认真|抓紧)*(?:调查|核实|处理|办理|核查|研究|落实|跟进)[^，。]{0,8}|"
    r"(?:已|已经)?(?:收悉|收到|知悉|阅|阅知|处理|办理|办结|回复|答复|解决|受理|记录|登记)(?:完毕|了)?|"
    r"(?:请|敬请)(?:您|你)?(?:耐心|再)?(?:等待|谅解|理解|留意|关注)[^，。]{0,10})$"
)
_SLOGAN = re.compile(
    r"高度重视|系统(?:性)?工程|民生(?:工程|实事|大事)|以人民为中心|统筹(?:规划|推进|兼顾)|分步(?:实施|推进)|[获幸安][得福全]感|常抓不懈|继续努力|虚心接受"
    r"|(?:^|不断|进一步|持续|努力|切实|着力|扎实)(?:做好|提[升高]|改[进善]|完善|加[强大快]|优化|推[进动])"
)
"""What could stand in the answer to any letter: a clause with it and without a fact says nothing."""
_FACT = re.compile(r"\d|[一二三四五六七八九十两几]+(?:[天月年日次个处家]|小时)|[了过]$|《|已(?:经|于)|完成|恢复")
_REBUFF = re.compile(
    r"^(?:您|你)?(?:自己|自行)(?:去)?(?:看|查|找|问|解决|想办法)|不再(?:重复)?(?:答复|回复|受理|回应)|无可奉告|(?:没法|无法|不便|不予)(?:答复|回答|回复)$"
    r"|^(?:这|此|那)?(?:事|件事|问题)?(?:我们?)?(?:不知道|不清楚|管不了|没办法)|看(?:文件|政策|规定)"
)
"""A clause that turns the writer away."""
_REFUSED = re.compile(
    r"(?:此|该|这|您)?[^，,。；;]{0,8}不归(?:我|本)[^，,。；;]{0,8}(?:管理?|负责|受理)[，,。；;]?|"
    r"[^，,。；;]{0,12}不(?:属于|在|属)[^，,。；;]{1,14}(?:职责|职权|管辖|业务|受理|管理)(?:范围|权限|范畴)?(?:之?内)?[，,。；;]?"
    r"(?:(?:故|因此|所以)?(?:我们|我局|我单位)?(?:不予|无法|不便|不能|无权)(?:答复|回复|解答|回答|处理|办理|受理)[^，,。；;]{0,8})?[。！]?"
)
"""A refusal that names nobody who is in charge; naming the right office is an answer."""
_SOMEBODY = re.compile(
    r"(?<!其[他它])(?<!有关)(?<!相关)(?<!主管)(?:[局委厅]|办事处|办公室|中心|公司|街道|社区|村委会|[乡镇区县市]政府|[大支]队|法院|物业|\d{4,})"
)
"""An office or a number that a visitor can turn to; 其他部门 and 有关单位 are nobody."""
_MUCH = re.compile(
    r"《|第[一二三四五六七八九十\d]+条|\d{3,4}-\d{7}|[一二三四1-4][、.．]|https?:|地址|材料|元|%|％|\d+月\d+日|\d{7,}|携带|身份证|户口|[凭持][\u4e00-\u9fff]{2,8}证|窗口|大厅|服务中心"
)
_SAYS_SOMETHING = re.compile(
    r"附件|见图|详见|链接|是的|可以|不可以|不能|没有|需要|不需要|\d|不|带|凭|窗口|大厅|已(?:经|(?:于|在)[^，。]{1,10})?(?:修|更换|清|装|开通|恢复|整改|拆除|补发|疏通)"
)
_THANKS = re.compile(r"感谢|表扬|致谢|点赞|锦旗|祝贺")
_THANKS_FIRST = re.compile(r"^(?:您好[，,！!]?)?(?:特此|非常|衷心|我要|我想)?(?:感谢|表扬|致谢|点赞|谢谢)")
_ASKS = re.compile(r"[？?]|请问|咨询|建议|投诉|举报|希望|反映|怎么|能否|何时|为什么|如何|不[作行满合]")
_ELSEWHERE = re.compile(r"附件|见图|详见|链接|https?:")
_ABOUT_THEM = re.compile(r"(?:信访人|来信人|反映人|投诉人|诉求人|来电人|举报人|该(?:网民|网友|市民|群众|同志|来信人))")
_UPWARD = re.compile(
    r"(?:现将[^。]{0,40}(?:汇报|报告)如下|特此(?:报告|汇报)|请(?:审阅|领导)|县长信箱办|市长信箱办公室|[你贵](?:办|单位)转来)"
)
_TO_YOU = re.compile(r"您|你(?!办|单位)")
_QUESTION = re.compile(r"[？?]+|(?:^|[\s。；])(?:[（(]?[1-9一二三四五][)）、.．])")
_LETTERS = re.compile(r"[^\u4e00-\u9fffA-Za-z0-9]+")
_ROUNDS = 5  # polite phrases one behind another
SHORT = 12
HOLLOW = 80
MANY = 3
BRIEF = 50


def substance(answer: str) -> str:
    """An answer without greetings, thanks, 来信收悉 and the date below it."""
    text = _SIGNED.sub("", _DATED.sub("", _BLANK.sub("", answer)))
    for _ in range(_ROUNDS):
        text = _POLITE.sub("", text).strip("，,。！!；;：: ")
    return text


def only_thanks(question: str, title: str = "", kind: str = "") -> bool:
    """Whether a letter only thanks or praises, so that thanks are the whole answer.

    A letter that opens with thanks and then asks is a question like any other.
    """
    words = _BLANK.sub("", question)
    named = _THANKS.search(f"{kind} {title}") or _THANKS.search(words[:16]) or _THANKS_FIRST.match(words)
    return bool(named) and not _ASKS.search(f"{title} {words}")


def faults(question: str, answer: str) -> Iterator[tuple[str, str]]:
    """(reason, what a person reads) of each fault that an answer may have; nothing for an ordinary answer."""
    core = substance(answer)
    plain = _LETTERS.sub("", core)
    if question and len(plain) >= 30 and _LETTERS.sub("", question).startswith(plain[:60]):
        yield "repeats-question", "答复内容与来信内容相同"
        return
    if len(plain) <= HOLLOW and core and (_only_refers(core) or (not _MUCH.search(core) and _is_hollow(core))):
        yield "hollow", "只有套话或推托（已转办、请咨询、尽快办理），没有答复问题"
    elif len(plain) <= SHORT and not _SAYS_SOMETHING.search(answer):
        yield "too-short", "答复过于简短，没有实质内容"
    if (_ABOUT_THEM.search(answer) or _UPWARD.search(answer)) and not _TO_YOU.search(answer):
        yield "wrong-voice", "直接使用内部办理材料，口吻未转换为对来信人的答复"
    asked = len(_QUESTION.findall(question))
    if asked >= MANY and plain and len(plain) <= BRIEF and not _ELSEWHERE.search(answer):
        yield "partial", f"来信提出{asked}个问题，答复只有{len(plain)}字"


def _only_refers(core: str) -> bool:
    """Whether the whole answer is the number of somebody who could be asked: 请致电县民政局咨询，电话0000-0000000."""
    if not _PHONE.search(core):
        return False
    rest = [clause for clause in re.split(r"[，,。！!；;、]", _PHONE.sub("", core)) if len(clause) > 1]
    return bool(rest) and all(_REFERS.match(clause) for clause in rest)


def _is_hollow(core: str) -> bool:
    clauses = [clause for clause in re.split(r"[，,。！!；;]", core) if clause]
    if _REFUSED.fullmatch(core):
        return True
    if any(_REFUSED.fullmatch(clause) for clause in clauses):
        others = [clause for clause in clauses if not _REFUSED.fullmatch(clause)]
        return all(_HOLLOW.match(clause) and not _SOMEBODY.search(clause) for clause in others)
    if any(_REBUFF.search(clause) for clause in clauses) and not any(_FACT.search(clause) for clause in clauses):
        return True
    return bool(clauses) and all(_says_nothing(clause) for clause in clauses)


def _says_nothing(clause: str) -> bool:
    return bool(_HOLLOW.match(clause)) or (_SLOGAN.search(clause) is not None and not _FACT.search(clause))
