"""Whether what a column publishes belongs under its name, by the grammar of titles.

News tells of deeds; a document names itself.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from model import ColumnView

_FITTING: tuple[tuple[re.Pattern[str], re.Pattern[str]], ...] = tuple(
    (re.compile(rf"(?:{name})(?:信息|公开|专栏|栏目)?$"), re.compile(titles))
    for name, titles in (
        (
            r"解读",
            r"解读|读懂|看懂|图解|图说|问答|[?？]|答记者问|发布会|专家|政策|《|明白|"
            r"怎么|如何|为什么|哪些|要点|说明|视频|动漫|[|丨｜:：]",
        ),
        (
            r"政策问答|热点问答|常见问题",
            r"[?？问答]|怎么|怎样|如何|什么|哪|[吗呢]$|能否|是否|可以|多[少久长]|条件|材料|流程|政策|办理|申[请领报]|标准|须知|指南|说明|有关|相关",
        ),
        (
            r"规划计划|计划规划|规划纲要|(?:发展|专项|总体|区域|年度|工作)(?:规划|计划)",
            r"规划|计划|编制|用地|详规|控规|公示|公告|通知|纲要|"
            r"(?:方案|要点|目标|总结|意见|任务|安排|分工|报告|清单|名单)(?:[》（(].*)?$",
        ),
        (
            r"人事|(?:人事|干部)任免|招聘|招考|招录",
            r"[任免聘招录选评职岗]|考(?!察)|调(?!研)|人员|人才|面试|"
            r"体检|公示|公告|通知|退休|三支一扶|干部|同志|名单|公务员|教师",
        ),
        (r"预决?算|决算|财政资金|财政", r"[算税债]|财政|资金|经费|收支|三公|绩效|采购|专项|补助|补贴|审计|公开|说明|表$"),
        (
            r"政策(?:文件|法规)|规范性文件|^(?:政府)?文件|法规规章|^法律法规",
            r"(?:通知|意见|办法|规定|细则|方案|决定|条例|规则|措施|批复|函|公告|通告|通报|令|法|规划|计划|要点|报告|清单|标准|制度|目录|"
            r"指南|政策|文件|预案|纲要|章程|规范|安排|任务|规程|名单|公示|说明|手册|[表书图]|"
            r"须知|规约|条款|决议)(?:[（(》第].*)?$|令第|〔|废止|解读|读懂|图解|《|印发|^关于|(?:政府|局|委|办|厅|室|会)关于",
        ),
        (
            r"(?<!基层)统计(?:数据|公报|月报)?|数据发布",
            r"统计|数据|[\d一二三四]季度|月|半年|年|经济|运行|指标|公报|普查|价|人口|收入|增长|产值|调查|%|监测|分析",
        ),
        (
            r"(?:办事|服务|办理)指南",
            r"指南|须知|流程|事项|办理|申[请报领办]|登记|审[批核验]|许可|备案|核[准发销]|证|照|资格|注册|注销|变更|补[办换]|认定|缴|领取|手续"
            r"|材料|条件|预约|查询|公告|通知|问答|怎么|如何|报名|招|服务清单",
        ),
        (
            r"通知公告|公告公示|公示公告|通知|公示",
            r"[通公]告|通知|公示|启事|公布|名单|公开|征集|招|结果|意见|邀请|提醒|提示|预告|预警|受理|拟|中标|告知|函|声明|须知|办法|方案|说明|"
            r"报名|安排|调整|关于|一览|通报|倡议|公开信|招标|采购|拍卖|出让|令",
        ),
    )
)
"""Names that promise one sort of document, and what a title of that sort has."""
_NEWS_COLUMN = re.compile(
    r"(?:工作|部门|基层|乡镇|镇街|街道|政务|本地|今日|单位|县区|区县|机关)(?:动态|要闻)$"
    r"|^(?:政务|今日|图片)?新闻$"
)
_NOTICE = re.compile(r"(?:通知|公告|公示|通告|启事|通知书|公告书)(?:[（(].{0,12}[)）])?$")
_ACTOR = re.compile(
    r"[省市县区州盟旗]?(?:财政|税务|审计|人社|人力资源和社会保障|统计|发改|发展改革|政策研究)(?:总?局|厅|委|室)"
)
"""Offices whose names hold the very words of a column."""
_SUBJECT = re.compile(
    r"(?:^|[：:｜|丨])[\u4e00-\u9fff]{1,10}?(?:[县区镇乡村局]|街道|社区|办公室|委员会)(?!关于)[\u4e00-\u9fff]{3}"
    r"|^[\u4e00-\u9fff]{1,10}(?:[县区镇乡村局]|街道|社区)[：:](?!关于)[\u4e00-\u9fff]{3}"
)
"""A title that begins with who did something: a document's ends with what it is."""
_DEED = re.compile(
    r"召开|调研|开展|举办|举行|部署|督导|督查|走访|慰问|出席|座谈|推进|推动|检查|视察|会见|深入|走进|组织|参加|传达|助力|扎实|稳步|有序|圆满|"
    r"启动|赴|宣讲|培训|带队|主持|多措并举|全力|积极|持续|强化|加强|落实|提升|总结|发布|开班|见[成实]效|新变化|"
    r"丰富[\u4e00-\u9fff]{2,6}$|惠及|新进展|展演|展示|推介|顺利|加力|提速|荣获|亮相"
)


_FEW = 3


@dataclass(frozen=True, slots=True)
class Strange:
    """Items that do not belong under the name of their column: what they are, how many of how many."""

    what: str
    amount: int
    total: int
    example: str


def strange_items(view: ColumnView, least: int, share: float) -> Strange | None:
    """Nearly all of a column's items where they are of a sort that its name excludes, None for any other column.

    `share` of `least` and more items must be strange, and of the others hardly any may fit; of fewer items every one.
    """
    titles = [item.title.strip() for item in view.items if item.title.strip()]
    if len(titles) < min(least, _FEW) or view.external * 2 > len(titles):
        return None
    if _NEWS_COLUMN.search(view.column.name):
        found = [title for title in titles if _NOTICE.search(title)]
        return _enough("通知公告", found, titles, least, share)
    fitting = next((words for name, words in _FITTING if name.search(view.column.name)), None)
    if fitting is None:
        return None
    told = [title for title in titles if _DEED.search(title) or _SUBJECT.search(title)]
    found = [title for title in told if not fitting.search(_ACTOR.sub("", title))]
    other = [title for title in titles if _NOTICE.search(title) and not fitting.search(title)]
    if len(other) > len(found):
        return None
    return _enough("与栏目无关的工作动态等", [*found, *other], titles, least, share)


def _enough(what: str, found: list[str], titles: list[str], least: int, share: float) -> Strange | None:
    if len(titles) < least and len(found) < len(titles):
        return None  # few items say something only where not one belongs
    return Strange(what, len(found), len(titles), found[0]) if found and len(found) >= share * len(titles) else None
