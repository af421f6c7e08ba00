"""政府网站工作年度报表, Guangxi's version."""

from __future__ import annotations

from reports.forms.facts import Facts, today
from reports.forms.fields import Computed, Field, Form, Kind, Source
from reports.forms.media_figures import fill_accounts
from reports.forms.work_year import basic, fill_items

BASIC, VISITS, NEWS, MEDIA, ANSWERS = "基本信息", "用户访问", "信息发布", "新媒体传播", "解读回应"
SERVICE, TALK, SAFETY, NEW = "办事服务", "互动交流", "安全防护及安全管理", "创新发展"
R, C = Source.REGISTER, Source.COMPUTED


def _hand(block: str, kind: Kind = "int", *, optional: bool = False, **labels: str) -> tuple[Field, ...]:
    return tuple(Field(key, label, block, kind, optional=optional) for key, label in labels.items())


FORM = Form(
    id="work-year-gx",
    title="政府网站工作年度报表（广西）",
    span="year",
    per_site=True,
    writes_nothing=True,
    basis="桂政办发〔2017〕152号附件3",
    fields=(
        *_hand(BASIC, "text", publisher="发布主体", published="发布时间"),
        Field("name", "网站名称", BASIC, "text", R),
        Field("home_url", "首页网址", BASIC, "text", R),
        *_hand(BASIC, "text", domain="网站英文域名", chinese_domain="网站中文域名"),
        Field("owner", "主办单位", BASIC, "text", R),
        *_hand(BASIC, "text", operator="承办单位"),
        Field("site_kind", "网站类型", BASIC, "text", R),
        Field("code", "政府网站标识码", BASIC, "text", R),
        *_hand(BASIC, "text", certificate="电子标识码"),
        Field("icp", "ICP备案号", BASIC, "text", C),
        Field("police", "公安机关备案号", BASIC, "text", C),
        *_hand(BASIC, "text", public_url="公开网址"),
        Field("weibo_name", "微博名称*", BASIC, "text", R, optional=True),
        Field("wechat_name", "微信名称*", BASIC, "text", R, optional=True),
        *_hand(BASIC, "text", optional=True, app_name="移动客户端名称*"),
        *_hand(VISITS, visitors="独立用户访问总量（IP，个）", visits="网站总访问量（PV，次）"),
        Field("items", "信息发布总量（条）", NEWS, source=C),
        *_hand(NEWS, topics="开设专题数量（个）"),
        *_hand(MEDIA, weibo_items="微博：信息发布量（条）"),
        *_hand(MEDIA, optional=True, weibo_reads="微博：阅读量*（次）"),
        *_hand(MEDIA, weibo_followers="微博：关注量（个）", wechat_items="微信：信息发布量（条）"),
        *_hand(MEDIA, optional=True, wechat_reads="微信：阅读量*（次）"),
        *_hand(MEDIA, wechat_followers="微信：关注量（个）"),
        *_hand(MEDIA, optional=True, app_items="移动客户端*：信息发布量（条）", app_reads="移动客户端*：阅读量（次）",
               app_downloads="移动客户端*：下载量（次）"),
        Field("interpretations", "解读信息发布数量（条）", ANSWERS, source=C),
        *_hand(ANSWERS, responses="回应公众关注热点或重大舆情数量（次）"),
        *_hand(SERVICE, services="政务服务事项数量（项）", services_online="可全程在线办理数量（项）",
               cases="年度办结总数（件）", cases_people="年度办结：自然人（件）", cases_bodies="年度办结：法人（件）"),
        *_hand(TALK, interviews="在线访谈：期数（期）", interviews_people="在线访谈：关注人数（人）",
               interviews_messages="在线访谈：提问数量（条）", interviews_answers="在线访谈：回复数量（条）",
               surveys="征集调查：期数（期）", surveys_people="征集调查：参与人数（人）",
               surveys_opinions="征集调查：收到意见数量（条）", surveys_results="征集调查：公布结果期数（期）",
               messages="留言办理：收到数量（条）", messages_accepted="留言办理：受理数量（条）",
               messages_on_time="留言办理：按时办结数量（条）"),
        Field("messages_rate", "留言办理：按时办结率（%）", TALK, "percent", C),
        *_hand(SAFETY, "text", safety_level="安全防护能力等级（二级/三级/未定级）"),
        *_hand(SAFETY, safety_checks="年度定期安全检测评估次数（次）"),
        *_hand(SAFETY, "text", patrol="日常巡检：周期"),
        Field("patrol_problems", "日常巡检：发现问题数量（个）", SAFETY, source=Source.FINDINGS),
        Field("patrol_mended", "日常巡检：整改数量（个）", SAFETY, source=Source.FINDINGS),
        *_hand(SAFETY, "yes-no", safety_warning="监测预警机制", safety_response="应急响应机制", safety_drill="应急演练",
               safety_person="安全责任人", safety_backup="容灾备份"),
        *_hand(NEW, "yes-no", accessible="无障碍浏览", search="搜索功能", personal="个性化定制", open_design="开放式架构",
               big_data="大数据支撑", channels="多渠道拓展"),
        *_hand(NEW, "text", optional=True, innovation_other="其他"),
        *_hand("", "text", head="单位负责人", reviewer="审核人", writer="填表人", phone="联系电话"),
        Field("date", "填报日期", kind="text", source=C),
    ),
)  # fmt: skip


def compute(facts: Facts) -> Computed:
    """Register, footer, dated pages, and the problems of the quarters' passes of this site."""
    made = Computed(basic(facts) | {"date": today(facts)})
    fill_accounts(made, facts, {"weibo_name": "微博", "wechat_name": "微信"})
    fill_items(made, facts)
    results = [result for quarter in facts.by_quarter.values() for result in quarter if result.checked]
    if results:
        made.values["patrol_problems"] = str(sum(result.amount for result in results))
        made.values["patrol_mended"] = str(sum(result.mended for result in results))
    return made
