"""What a column publishes, by its ColumnType tag, its name, its breadcrumb and its address, in this order."""

from __future__ import annotations

import re
from collections.abc import Iterable
from urllib.parse import urlsplit

from model import ColumnKind, Page, PageKind

K = ColumnKind

_STANDING = (
    r"^(?!.*(?:政策|文件|法规|规章|公[告示]|通知|动态|要闻)).*"
    r"(?:清单|目录|名录|名册|一览表?|裁量基准|依据|制度|样式|发言人|联系点|场[所馆]|活动中心|号码|网站|链接|导航)$"
)
"""What a name ends in tells what its column holds: a list to look things up in (行政许可事项清单, 新闻发言人) is not news."""

# First match wins: narrower names stand before the general ones that they contain.
_NAMES: tuple[tuple[re.Pattern[str], ColumnKind], ...] = tuple(
    (re.compile(pattern), kind)
    for pattern, kind in (
        (
            r"^(?:机关|局|基层|支部)?(?:党建|党群|党的建设|党务|廉政|党风廉政|精神文明|文明|工会|群团|共青团|法治|普法|科普)"
            r"(?:工作|建设|创建|园地|之窗|天地|阵地|宣传|教育|知识|专栏)*$",
            K.OTHER,
        ),
        (
            r"^(?:统计|调查队?|普查|规划|财政|预算|征集).{0,4}(?:动态|要闻|新闻|快讯|简讯|资讯)$|^基层统计$|^今日(?!天气|[菜油物粮猪]价|价格|值班)[\u4e00-\u9fff]{2}$",
            K.NEWS,
        ),
        (r"年度报表|工作报表", K.SITE_REPORT),
        (r"(?:信息公开|政务公开|政府信息).{0,6}(?:年度报告|年报)|^年报$|公开年报|信息公开工作年度报告", K.DISCLOSURE_REPORT),
        (r"公开指南|公开制度|公开规定|依申请公开|公开目录$", K.DISCLOSURE_GUIDE),
        (r"解读|(?:政策|文件)?图解$|一图[读看]懂|政策问答|政策吹风会", K.INTERPRETATION),
        (r"回应关切|热点回应|舆情回应|政务回应", K.RESPONSE),
        (
            r"国务院.{0,4}(?:信息|要闻|文件|政策|动态)|中央精神|重要信息转载|转载|省政府信息|上级文件|上级政策|中国政府网",
            K.REPRINT,
        ),
        (
            r"规划计划|发展规划|规划信息|总体规划|专项规划|规划(?:纲要|文本|文件)|五年规划|年度计划|计划总结|工作计划|^规划(?:与?计划)?$",
            K.PLAN,
        ),
        (r"人事|任免|招考|招聘|公务员招录|干部任前", K.PERSONNEL),
        (r"预决算|预算|决算|财政资金|三公经费|财政信息", K.BUDGET),
        (r"统计|数据发布|数据开放|数据公开|经济运行", K.STATISTICS),
        (r"领导(?:信息|之窗|简介|成员|班子|介绍|分工|活动)?$|局领导|市领导|县领导|区领导|厅领导|委领导|负责人信息", K.LEADERS),
        (r"机构(?:职能|概况|设置|简介|信息|职责)?$|内设机构|直属单位|下属单位|部门职责|主要职责|职能职责", K.ORGANISATION),
        (r"概况|走进|印象|区情|县情|市情|省情|历史沿革|自然地理|人口民族|行政区划|简介", K.OVERVIEW),
        (r"征集|调查|民意|听证|公众参与", K.SURVEY),
        (r"访谈|在线直播|发布会|吹风会", K.INTERVIEW),
        (r"常见问题|知识库|智能问答|问答库|热点问答", K.QUESTIONS),
        (r"信箱|留言|咨询|投诉|来信|信件|问政|互动", K.MESSAGES),
        (r"办事|服务指南|政务服务|便民服务|表格下载|网上办理", K.SERVICE),
        (_STANDING, K.OTHER),
        (r"行政(?:处罚|许可|执法|强制|检查)|双公示|执法公示", K.OTHER),  # there is news only where there was a case
        (r"专题|专栏|主题活动", K.TOPIC),
        (r"通知|公告|公示|通告|招标|招投标|采购|中标|土地出让|拍卖", K.NOTICE),
        (r"政策|文件|法规|规章|规范性|法律(?!援助|服务|顾问|文书|咨询)|条例|令$", K.POLICY),
        (
            r"动态(?!调整|管理|管控|监|更新|评|平衡|清零|档案|跟踪|考核|核查|数据)|^工作进展$|要闻|新闻|资讯|快讯|"
            r"头条|政务活动|工作信息|简讯|图片(?:新闻|报道)|新闻报道|视频新闻|区县(?!链接|导航|网站|名录|部门)|"
            r"部门信息|基层(?!政务公开|减负|立法|治理|组织)|活动(?![场中室站])|信息快递|信息速递|快报|(?<![通电])讯$|(?:县区|市县|乡镇|镇街|街镇)信息$|(?<!联系)传真(?!号|电话)|时讯|播报|时政",
            K.NEWS,
        ),
    )
)

_PINYIN: tuple[tuple[re.Pattern[str], ColumnKind], ...] = tuple(
    (re.compile(rf"(?:^|/)(?:{pattern})(?:/|\.|_|$)", re.I), kind)
    for pattern, kind in (
        (r"zcjd|jiedu|wjjd|jdhy", K.INTERPRETATION),
        (r"tzgg|gsgg|tongzhi|gonggao|gggs|tz|gg|gs", K.NOTICE),
        (r"zcfg|zcwj|zfwj|gfxwj|flfg|wenjian|zhengce", K.POLICY),
        (r"zwdt|gzdt|xwdt|dtxx|dt|yaowen|zwyw|xwzx|jrxx|tpxw|bmdt|qxdt|jcdt|news|xinwen|ywdt", K.NEWS),
        (r"ldzc|ldxx|lingdao", K.LEADERS),
        (r"jgzn|jggk|jgsz|jgjj|nsjg", K.ORGANISATION),
        (r"ghjh|fzgh", K.PLAN),
        (r"rsxx|rsrm", K.PERSONNEL),
        (r"czyjs|yjs|czxx", K.BUDGET),
        (r"tjxx|tjsj|sjfb", K.STATISTICS),
        (r"hdjl|zmhd|zxts|ldxx|szxx", K.MESSAGES),
        (r"dczj|myzj|yjzj|wsdc", K.SURVEY),
        (r"zxft", K.INTERVIEW),
        (r"bszn|bsfw|wsbs", K.SERVICE),
        (r"ztzl", K.TOPIC),
        (r"xxgkzn|xxgkzd|ysqgk", K.DISCLOSURE_GUIDE),
        (r"xxgknb|gknb", K.DISCLOSURE_REPORT),
        (r"wzgznb|wznb", K.SITE_REPORT),
    )
)

_TYPES: dict[str, ColumnKind] = {
    "概况信息": K.OVERVIEW,
    "机构职能": K.ORGANISATION,
    "负责人信息": K.LEADERS,
    "工作动态": K.NEWS,
    "政策文件": K.POLICY,
    "信息公开指南": K.DISCLOSURE_GUIDE,
    "信息公开目录": K.DISCLOSURE_GUIDE,
    "信息公开年报": K.DISCLOSURE_REPORT,
    "依申请公开": K.DISCLOSURE_GUIDE,
    "数据发布": K.STATISTICS,
    "数据开放": K.STATISTICS,
    "政策解读": K.INTERPRETATION,
    "回应关切": K.RESPONSE,
    "办事服务": K.SERVICE,
    "咨询投诉": K.MESSAGES,
    "征集调查": K.SURVEY,
    "在线访谈": K.INTERVIEW,
}


def kind_of(page: Page, name: str, url: str) -> tuple[ColumnKind, str]:
    """(kind, reason) of a column page."""
    by_name = by_words(name)
    tagged = next((value.strip() for value in page.tags.get("columntype", ()) if value.strip()), "")
    exact = _TYPES.get(tagged)
    # A template's type is often copied into every column below it (通知公告 with ColumnType 工作动态): the column's own
    # name is the stronger fact where it is as plain as the tag.
    if (by_name or exact) is K.NEWS and (topic := _topic_above(page, name, news=by_name is K.NEWS)):
        return K.TOPIC, f"页面路径“{topic}”"
    if exact is not None and by_name in (None, exact):
        return exact, f"ColumnType={tagged}"
    if by_name is not None:
        return by_name, f"栏目名称“{name}”"
    if exact is not None:
        return exact, f"ColumnType={tagged}"
    structural = _by_structure(page)
    if structural is not None:
        return structural
    for source, words in (("ColumnType", [tagged]), ("页面路径", list(reversed(page.breadcrumb))[:2])):
        for word in words:
            kind = by_words(word)
            if kind is not None:
                return kind, f"{source}“{word}”"
    return _by_address(url)


def _topic_above(page: Page, name: str, *, news: bool) -> str:
    """The part of the breadcrumb that says that a column is one of the site's topics, or a part of one.

    What calls itself news (县内要闻) may stand in a 新闻专栏; in a 专题 even its 工作动态 ends with the topic.
    """
    above = page.breadcrumb[:-1] if page.breadcrumb[-1:] == (name,) else page.breadcrumb
    return next((part for part in reversed(above) if by_words(part) is K.TOPIC and ("专题" in part or not news)), "")


def _by_structure(page: Page) -> tuple[ColumnKind, str] | None:
    by_page = {PageKind.MESSAGES: K.MESSAGES, PageKind.SURVEY: K.SURVEY, PageKind.GUIDE: K.SERVICE}
    kind = by_page.get(page.kind)
    return (kind, page.kind_reason or "页面结构") if kind is not None else None


def _by_address(url: str) -> tuple[ColumnKind, str]:
    path = urlsplit(url).path
    segments: Iterable[str] = [segment for segment in path.split("/") if segment][::-1][:2]
    for segment in segments:
        for pattern, kind in _PINYIN:
            if pattern.search(segment):
                return kind, f"网址“{segment}”"
    return K.OTHER, "名称和网址均不能说明类别"


def by_words(name: str) -> ColumnKind | None:
    """The kind that a column's name tells, None when it tells none."""
    return next((kind for pattern, kind in _NAMES if pattern.search(name)), None) if name else None
