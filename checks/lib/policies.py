"""Titles of policy documents: which need an interpretation, and what two titles have in common."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import Literal

from checks.lib import issuers

Need = Literal["needs", "not", "unsure"]


@dataclass(frozen=True, slots=True)
class Class:
    """Whether a document needs an interpretation, and the words that say so."""

    need: Need
    reason: str


@dataclass(frozen=True, slots=True)
class Title:
    """A title without its wrapping: `key` for comparison, the years it names, and whether it is a draft."""

    key: str
    years: frozenset[str]
    draft: bool

    @property
    def generic(self) -> bool:
        """Whether the key is too common to tell documents apart (做好…工作)."""
        return len(self.key) < 6 or (len(self.key) < 12 and _GENERIC.fullmatch(self.key) is not None)


_GENERIC = re.compile(r"(?:进一步|切实|扎实)?(?:做好|加强|开展|推进|落实|抓好|规范)?.{0,6}(?:工作|管理|事项|问题)")
_DRAFT = re.compile(r"征求意见|意见征集|公开征求|征集.{0,20}意见|草案|征集意见|听证|送审稿")
_NOT = (
    "任免|任职|免职|聘任|免去|试用期|批复|复函|提案|建议的答复|议案|公示|招聘|招录|遴选|放假|值班|节日安排|召开|会议通知|表彰|表扬|"
    "通报|嘉奖|记功|授予|命名|授牌|年度报告|工作报告|工作年报|预算公开|决算公开|预决算|讲话|致辞|贺信|慰问|工作分工|领导分工|"
    "分工的通知|成立.{0,30}(?:小组|指挥部|专班|委员会|机构)|调整.{0,30}(?:小组|指挥部|专班|成员|委员会|机构)|活动的通知|大赛|竞赛|评选|"
    "中标|采购|拍卖|挂牌出让|征收土地|征地|补偿安置公告|名单|行政处罚|处罚决定|许可决定|处分|注销|考试|培训班|工作要点|立法(?:工作)?计划|重大行政决策(?:事项)?|考核(?:工作)?的通知|(?:目标|任务|责任)分解|任务分工|"
    "停水|停电|交通管制|办公地址|启用.{0,6}印章|印章|更名|督查|考核结果|检查结果|抽查结果|抽检|申报.{0,40}通知|废止|停止执行|宣布失效|延长.{0,60}有效期|继续(?:有效|执行|施行)|更正"
)
_NOT_ACT = re.compile(_NOT)
_STRONG_END = re.compile(
    r"(?:办法|规定|细则|条例|若干措施|政策措施|措施|若干政策|实施意见|若干意见|指导意见|行动计划|行动方案|实施方案|三年行动|"
    r"规划|规划纲要|纲要|管理规范|奖补政策|扶持政策|优惠政策|负面清单|裁量权基准|裁量基准|补贴标准|收费标准)$"
)
_WEAK_END = re.compile(r"(?:意见|方案|规则|决定|计划|通告|政策|标准|目录|清单|制度|预案|规程|指南|准则)$")
_PLAN = re.compile(r"方案|计划|三年行动")
_OWN_WORK = re.compile(
    r"宣传|普法|(?:干部|教师|业务|专题)培训|演练|竞赛|比赛|评选|考核|测评|督查|督导|巡查|创建|迎检|大排查|大检查|百日|专项检查|安全生产月|普查|征兵|换届|"
    r"主题教育|学习教育|结对帮扶|包保|值班|值守|防汛|抗旱|森林防火|防灭火|春运|文体|运动会|文化节|庆祝|纪念|三夏|秋收|春耕|复课|开学|机关(?:党建|作风)|"
    r"党风廉政|意识形态|保密|义务植树|政务公开|离任审计|当前(?:重点)?工作|(?:春|夏|秋|冬)季征兵|招聘|招录|遴选|选聘|选调|机构改革|媒体中心|项目(?:实施|建设|工作)方案$"
)
"""A plan for the office's own work: whom it concerns, it tells; nobody needs to have it explained."""
_OF_A_SEASON = re.compile(r"防汛|抗旱|森林防火|防灭火|义务植树|三夏|秋收|春耕")
_OVER_YEARS = re.compile(r"[三五]年(?:专项)?(?:行动|提升|建设)|(?:19|20)\d\d年?[-—–－~～至](?:19|20)\d\d年")
"""A plan for several years concerns more than the office's own work of a season."""
_EVENT = re.compile(r"(?:举办|举行|开展).{0,30}(?:运动会|比赛|竞赛|大赛|文化节|艺术节|晚会|庆典|展览会?|论坛|博览会|招聘会)")
_PUBLISHED_LIST = re.compile(r"公布.{0,40}(?:名录|代表性项目|传承人|保护单位|示范点|获奖)")
"""What is told and not ruled, whatever number it bears."""
_HOUSEKEEPING = re.compile(
    r"常务会|议题|公文(?!化)|差旅费|会议费|培训费|公务(?:接待|用车|卡|出差)|机关(?:事务|工作人员|干部|内部|食堂|后勤|车辆|办公用房|工会|值班)|政务信息(?:工作|报送)|印章|请销假|考勤|"
    r"绩效(?:考核|考评|管理|评价)|目标(?:责任|管理|考核)|内部(?:控制|审计|管理)|请示报告|政府网站|政务新媒体|电子政务内网|财务管理|干部(?:人事|教育|管理)|"
    r"政府系统|政府工作人员|督查(?:激励|工作|考核)|(?:政府|机关)会议|(?:工作|编外|窗口|执法|公职|驻村|挂职|在编|聘用)人员|领导干部|"
    r"职能配置|内设机构|人员编制|作风建设|三重一大|(?:企业|单位)负责人|审计(?:业务|项目|质量)|行政事业(?:性)?(?:单位)?(?:国有)?资产|责任追究|"
    r"(?:考核|考评|督查|问责)(?:评价|评议)?(?:管理|实施|工作)?(?:办法|细则|规定|方案)"
)
"""内部管理制度: 国办发〔2018〕37号 counts such rules as no normative documents."""

_NOT_END = re.compile(
    r"(?:审查|审核|评审|反馈|整改|批复|答复|处理|复核|验收|鉴定|推荐)意见$|(?:活动|会议|比赛|演练|接待|招聘|评选|竞赛|考试)(?:实施|工作)?方案$|"
    r"(?:议事|工作|会议|小组|委员会)规则$|(?:表彰|处罚|处分|处理|任免|许可|征收)决定$"
)
_LETTER = re.compile(r"的函(?:\s*\([^()]{1,20}\))?$|^[^《]{0,40}关于(?:原则)?(?:同意|准予|核准|批准)[^《]*$")
"""One office to another: a letter, or what it agrees to (关于同意调整…规划的通知)."""
_OUT_OF_FORCE = re.compile(r"(?:现已|全文|已|宣布)*(?:失效|废止|作废|终止|撤销|停止执行|无效|否$)")
_FILE_NAME = re.compile(r"^附件?\s*\d{0,2}\s*[:：.、]\s*|\.(?:pdf|docx?|wps|ofd|ceb|rtf|zip|rar)$", re.IGNORECASE)
_HANDED_ON = re.compile(r"^[^《]{0,30}(?:转发|批转)(?!.{0,60}(?:实施细则|实施办法|实施意见|贯彻意见))")
_OF_THE_CENTRE = re.compile(r"(?:转发|批转)[^《]{0,4}《?(?:中共中央|国务院|全国人大|中央)")
INTERNAL = "内部工作安排或者管理制度"
OF_ANOTHER = "发文机关不是本网站的主办单位"
HANDED_ON = "转发其他机关的文件"
"""Circulars do fault such documents; but the first office may have interpreted it elsewhere, so that a person must look."""

_TAIL = re.compile(
    r"(?:的)?(?:通知|通告|公告|函|批复|意见函)?(?:全文|原文|文本|文字版|pdf版)?$",
)
_HEAD = re.compile(r"^.{0,40}?关于(?:印发|发布|公布|下发|修订印发|转发|批转|修改|修订|重新印发|进一步)?")
_ORDER = re.compile(r"^.{0,30}令\s*(?:[\[(〔]?\d{4}[\])〕]?年?)?\s*第?\s*\d{1,4}\s*号\s*[:：,，]?(?=.{4})")
_NOTICE = re.compile(r"\s*(?:\([^()]*\))?\s*(?:的?(?:通知|公告|通告|函|令|公布|发布))?\s*(?:\([^()]*\))?(?:全文|原文|解读)?\s*")
_ISSUES = re.compile(r"(?:印发|发布|公布|下发|转发|批转|颁布|修订|修改|出台|制定)(?:了|修订后的|修改后的)?\s*$")
_DUTY = re.compile(r"关于(?:禁止|严禁|限制|划定|实行|规范|加强|调整|设定|明确|全面禁止)[^《》]{4,60}的通告$")
_FOR_A_WHILE = re.compile(r"期间|期内|高考|考试|节日|春节|清明|国庆|赛事|活动|演练|施工|通行|停[车水电气]|绕行|线路")
DUTY = "规定义务的通告"
"""A public order asks something of everybody; whether it stands for long enough to be explained, a person must say."""
_SEASONAL = re.compile(r"防火|禁火|戒严|封山|禁渔|禁牧|禁采|防汛|抗旱|防凌|征兵|嘉奖|通令|管制")
_TRIAL = re.compile(r"(?:试行|暂行|修订|修正|修订版|试行版|第.{1,3}批)")
_WRAP = re.compile(
    r"(?:微?视频|短视频|动漫|动画|音频|海报|漫画)\s*[|丨:]|(?:一|几|两|三)?(?:张|幅|组)?(?:长)?(?:图|文|分钟|视频)(?:带你)?(?:[读看秒]懂|解读|了解|速览)|图解(?:政策)?|(?:政策|文字|图片|图文|视频|音频|动漫|动画|部门|专家|媒体|权威|负责人|领导|简明|要点)?"
    r"(?:解[读析]|释义)(?:文章|材料|说明|稿|之[一二三四五六七八九十]+)?|长图|漫画|h5|答记者问|记者问|政策问答|问答|新闻(?:发布|通气|吹风)会|吹风会|通气会|起草说明|编制说明|"
    r"有关负责(?:人|同志)就|相关负责(?:人|同志)就|负责(?:人|同志)就|发布会|音视频|明白纸|一问一答",
    re.IGNORECASE,
)
_TOOK_PLACE = re.compile(
    r"(?:发布|吹风|通气)会[^《》]{0,16}(?:召开|举行|举办|开讲)|(?:召开|举行|举办)[^《》]{0,40}(?:《[^《》]{4,120}》)?[^《》]{0,10}(?:发布|吹风|通气)会$"
)
_ANNOUNCES = re.compile(r"[读看秒]懂|图说|速览|专访|政策解析|政策解答|政策明白")
_JUNK = re.compile(r"[\s\u3000《》〈〉“”‘’\"'〔〕\[\]【】（）()［］·、，,。.：:；;|丨｜—\-－_/!！?？]+")
_YEARS = re.compile(r"((?:19|20)\d{2})(?:[-—~至到]+(?:19|20)?\d{2,4})?年?(?:度)?")
_AMENDS = re.compile(
    r"(?:修改|修订|修正|废止|调整|延长)(?:部分|若干|后的?|了)?(?:条款|内容)?\s*[《〈]|[》〉](?:修订|修改|修正|补充)(?:内容|说明|情况|条款)"
)
_SEVERAL = re.compile(r"(?:印发|发布|公布|制定|下发|出台)(?:了)?\s*《[^《》]{4,80}》\s*(?:[、和及与]\s*)?《[^《》]{4,80}》")
_DERIVED = re.compile(
    r"(?:的)?(?:实施细则|实施办法|实施意见|实施方案|补充规定|补充通知|细则|配套.{0,6}|操作规程|工作指引|若干规定)"
)
_WHOLE = re.compile(r"(?:办法|规定|条例|意见|方案|规划|细则|规则|措施|计划|制度|章程)$")
_HIGHER = re.compile(r"[^《]{0,8}?(国务院|中共中央|中央|全国人大|[\u4e00-\u9fff]{2,3}省|[\u4e00-\u9fff]{2,5}自治区)")
_LOCAL = re.compile(r"[\u4e00-\u9fff]{1,7}[市县区州旗盟](?!场)")
_BOOK = re.compile(r"《([^《》]{4,200}(?:〈[^〉]*〉[^《》]*)?)》")


def classify(title: str, number: str = "", *, owner: str = "", office: str = "", mark: str = "") -> Class:
    """Whether a document of this title and number needs an interpretation (GX-2023 task 7, cms.md 11).

    `owner` says whose site it is, `office` who issued the document, `mark` how the region's numbers begin (issuers.py): a
    document of another office that is only republished is that office's to interpret.
    """
    text = unicodedata.normalize("NFKC", title)
    core = _core(text)
    if _DRAFT.search(text):
        return Class("not", "征求意见稿")
    if issuers.is_of_the_centre(text, number):
        return Class("not", "上级文件")
    handed_on = _HANDED_ON.search(text) is not None and not issuers.of_own_department(text, owner)
    if handed_on and _OF_THE_CENTRE.search(text):
        return Class("unsure", "转发中央文件")
    if match := _NOT_END.search(core) or _LETTER.search(text):
        return Class("not", match[0])
    strong = _STRONG_END.search(core)
    outer = text.replace(core, "") if strong else text
    if match := _NOT_ACT.search(outer):
        return Class("not", match[0][:20])
    if issuers.of_another(text, office, owner) or issuers.is_numbered_elsewhere(number, mark):
        return Class("unsure", OF_ANOTHER)
    if not re.search(r"规(?:字)?〔", number) and _is_internal(core, strong[0] if strong else ""):
        return Class("unsure", INTERNAL)
    if strong:
        return Class("needs", f"{HANDED_ON}（{strong[0]}）" if handed_on else strong[0])
    if handed_on:
        return Class("unsure", HANDED_ON)
    if "令" in number or re.search(r"令(?:第|\d|$)", text):
        if _SEASONAL.search(text):
            return Class("unsure", "季节性命令")
        return Class("needs", "政府令")
    if re.search(r"规(?:字)?〔", number):
        day_of_it = _EVENT.search(text) or _PUBLISHED_LIST.search(text)
        return Class("unsure", day_of_it[0][:20]) if day_of_it else Class("needs", "行政规范性文件编号")
    if "函" in number:
        return Class("not", "函")
    if _DUTY.search(text) and not _SEASONAL.search(text) and not _FOR_A_WHILE.search(text):
        return Class("needs", DUTY)
    if (match := _WEAK_END.search(core)) and match[0] == "意见" and not _OWN_WORK.search(core):
        return Class("needs", "意见")
    return Class("unsure", match[0] if match else "文种不明")


def _is_internal(core: str, act: str) -> bool:
    """Whether what is issued concerns the offices themselves: a plan of their own work, a rule for their own housekeeping."""
    if _HOUSEKEEPING.search(core):
        return True
    work = _OWN_WORK.search(_OF_A_SEASON.sub("", core) if _OVER_YEARS.search(core) else core)
    return _PLAN.search(act) is not None and work is not None


def titles_in(text: str) -> tuple[Title, ...]:
    """The documents that a title names in 《》, longest first."""
    found = {fold(f"《{name}》") for name in _BOOK.findall(unicodedata.normalize("NFKC", text))}
    return tuple(sorted(found, key=lambda title: -len(title.key)))


def fold(title: str) -> Title:
    """A title brought to the form in which two titles of one document are equal."""
    text = unicodedata.normalize("NFKC", title)
    draft = _DRAFT.search(text) is not None
    core = _WRAP.sub("", _core(_WRAP.sub("", text)))
    years = frozenset(_YEARS.findall(core))
    core = _TRIAL.sub("", _YEARS.sub("", core))
    return Title(_JUNK.sub("", core).removeprefix("的").removesuffix("的").lower(), years, draft)


def same(one: Title, other: Title) -> bool:
    """Whether two titles are surely of one document: equal, not too common, no other year, both final or both drafts."""
    return bool(one.key) and one.key == other.key and not one.generic and compatible(one, other)


def compatible(one: Title, other: Title) -> bool:
    """Whether nothing speaks against one document: draft against final text, or different years."""
    years = not one.years or not other.years or bool(one.years & other.years)
    return one.draft == other.draft and years


def amends(title: str) -> bool:
    """Whether a title speaks of a change of the document that it names (关于修改《X》的决定)."""
    return _AMENDS.search(title) is not None


def issues_several(title: str) -> bool:
    """Whether a notice issues several documents at once: 关于印发《甲办法》《乙办法》的通知."""
    return title.count("《") > 1 and _SEVERAL.search(title) is not None


def derived(one: str, other: str) -> bool:
    """Whether one key is the other with 实施细则, 补充规定 and the like behind it: two documents, one made under the other."""
    short, long = sorted((one, other), key=len)
    if len(short) == len(long) or not long.startswith(short) or not _WHOLE.search(short):
        return False
    return _DERIVED.fullmatch(long[len(short) :]) is not None


def is_higher(interpretation: str, title: str) -> bool:
    """Whether an interpretation begins with the State Council or a province, and the document's title with a city or county."""
    match = _HIGHER.match(interpretation.strip().lstrip("《"))
    return match is not None and match[1] not in title and _LOCAL.match(title) is not None


def quoted(title: str) -> str:
    """A title in quotation marks that hold: 《…》, or “…” where it has 《》 of its own."""
    return (
        f"“{title}”" if re.search(r"[《》]", title.strip("《》")) or is_interpretation(title) else f"《{title.strip('《》')}》"
    )


def is_out_of_force(validity: str) -> bool:
    """Whether a property table says that a document is no longer in force: 失效, 已废止."""
    return _OUT_OF_FORCE.match(validity.strip()) is not None


def names_it(text: str, title: Title) -> bool:
    """Whether the words of a link are the title of a document, at whatever address, or the name of its file."""
    text = _FILE_NAME.sub("", text.strip())
    return any(same(title, named) for named in (fold(text), *titles_in(text)))


def is_news_of_one(title: str) -> bool:
    """Whether a title tells that an interpretation took place (《甲办法》新闻发布会召开): news, that need not lead anywhere."""
    return _TOOK_PLACE.search(title) is not None


def is_interpretation(text: str) -> bool:
    """Whether the words of a link or a title announce an interpretation."""
    return _ANNOUNCES.search(text) is not None or _WRAP.search(unicodedata.normalize("NFKC", text)) is not None


def _core(text: str) -> str:
    """What a notice issues: the name in 《》 where that is its whole object, else the title without 关于 … 的通知.

    A notice about another document (关于学习贯彻《X》的通知) issues nothing and keeps its tail.
    """
    text = _ORDER.sub("", re.sub(r"[〈<《]", "《", re.sub(r"[〉>》]", "》", text)))
    book = re.search(r"《(.{4,200})》", text)
    if book is None or not _NOTICE.fullmatch(text[book.end() :]):
        return _bare(text)
    before = text[: book.start()]
    if "关于" in before and not _ISSUES.search(before):
        return _trimmed(text)
    return _core(book[1])


def _bare(text: str) -> str:
    text = re.sub(r"[《》]", "", text)
    text = _HEAD.sub("", text, count=1) if "关于" in text else text
    return _trimmed(_TAIL.sub("", _trimmed(text)))


def _trimmed(text: str) -> str:
    """Without notes in brackets at the end: （试行）, (2024年修订)."""
    return re.sub(r"(?:\s*\([^()]{1,20}\))+$", "", text.strip()).strip()
