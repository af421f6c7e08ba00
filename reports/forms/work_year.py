"""政府网站工作年度报表, the State Council's version: what one site did in a year."""

from __future__ import annotations

from model import SiteKind
from reports.forms.facts import KIND_WORDS, Facts, today
from reports.forms.fields import Computed, Field, Form, Source, amount, written
from reports.forms.media_figures import fill_accounts

BASIC, NEWS, TOPICS, ANSWERS = "基本信息", "信息发布", "专栏专题", "解读回应"
SERVICE, TALK, SAFETY, MEDIA, NEW = "办事服务", "互动交流", "安全防护", "移动新媒体", "创新发展"
R, C = Source.REGISTER, Source.COMPUTED

FORM = Form(
    id="work-year",
    title="政府网站工作年度报表",
    span="year",
    per_site=True,
    basis="国办函〔2018〕12号附件3、4",
    fields=(
        Field("name", "网站名称", BASIC, "text", R),
        Field("home_url", "首页网址", BASIC, "text", R),
        Field("owner", "主办单位", BASIC, "text", R),
        Field("site_kind", "网站类型", BASIC, "text", R),
        Field("code", "政府网站标识码", BASIC, "text", R),
        Field("icp", "ICP备案号", BASIC, "text", C),
        Field("police", "公安机关备案号", BASIC, "text", C),
        Field("visitors", "独立用户访问总量（个）", BASIC),
        Field("visits", "网站总访问量（次）", BASIC),
        Field("items", "总数（条）", NEWS, source=C),
        Field("items_overview", "概况类信息更新量（条）", NEWS, source=C),
        Field("items_news", "政务动态信息更新量（条）", NEWS, source=C),
        Field("items_disclosed", "信息公开目录信息更新量（条）", NEWS, source=C),
        Field("topics", "维护数量（个）", TOPICS),
        Field("topics_new", "新开设数量（个）", TOPICS),
        Field("interpretations", "解读信息发布：总数（条）", ANSWERS, source=C),
        Field("interpretations_text", "解读信息发布：解读材料数量（条）", ANSWERS),
        Field("interpretations_media", "解读信息发布：解读产品数量（条）", ANSWERS),
        Field("interpretations_press", "解读信息发布：媒体评论文章数量（篇）", ANSWERS),
        Field("responses", "回应公众关注热点或重大舆情数量（次）", ANSWERS),
        Field("has_service_list", "是否发布服务事项目录", SERVICE, "yes-no"),
        Field("users", "注册用户数（个）", SERVICE),
        Field("services", "政务服务事项数量（项）", SERVICE),
        Field("services_online", "可全程在线办理政务服务事项数量（项）", SERVICE),
        Field("cases", "办件量：总数（件）", SERVICE),
        Field("cases_people", "办件量：自然人办件量（件）", SERVICE),
        Field("cases_bodies", "办件量：法人办件量（件）", SERVICE),
        Field("one_platform", "是否使用统一平台", TALK, "yes-no"),
        Field("messages", "留言办理：收到留言数量（条）", TALK),
        Field("messages_done", "留言办理：办结留言数量（条）", TALK),
        Field("messages_days", "留言办理：平均办理时间（天）", TALK, "number"),
        Field("messages_public", "留言办理：公开答复数量（条）", TALK),
        Field("surveys", "征集调查：征集调查期数（期）", TALK),
        Field("surveys_opinions", "征集调查：收到意见数量（条）", TALK),
        Field("surveys_results", "征集调查：公布调查结果期数（期）", TALK),
        Field("interviews", "在线访谈：访谈期数（期）", TALK),
        Field("interviews_messages", "在线访谈：网民留言数量（条）", TALK),
        Field("interviews_answers", "在线访谈：答复网民提问数量（条）", TALK),
        Field("smart_answers", "是否提供智能问答", TALK, "yes-no"),
        Field("safety_checks", "安全检测评估次数（次）", SAFETY),
        Field("safety_problems", "发现问题数量（个）", SAFETY),
        Field("safety_mended", "问题整改数量（个）", SAFETY),
        Field("safety_warning", "是否建立安全监测预警机制", SAFETY, "yes-no"),
        Field("safety_drill", "是否开展应急演练", SAFETY, "yes-no"),
        Field("safety_person", "是否明确网站安全责任人", SAFETY, "yes-no"),
        Field("has_media", "是否有移动新媒体", MEDIA, "yes-no", R),
        Field("weibo_name", "微博：名称", MEDIA, "text", R, optional=True),
        Field("weibo_items", "微博：信息发布量（条）", MEDIA, optional=True),
        Field("weibo_followers", "微博：关注量（个）", MEDIA, optional=True),
        Field("wechat_name", "微信：名称", MEDIA, "text", R, optional=True),
        Field("wechat_items", "微信：信息发布量（条）", MEDIA, optional=True),
        Field("wechat_followers", "微信：订阅数（个）", MEDIA, optional=True),
        Field("other_media", "其他（类型、平台、名称、信息发布量、用户数或下载量）", MEDIA, "text", optional=True),
        Field("innovation", "创新发展（搜索即服务、多语言版本、无障碍浏览、千人千网）", NEW, "text", longest=100),
        Field("innovation_other", "其他（不超过200字）", NEW, "text", longest=200, optional=True),
        Field("head", "单位负责人", kind="text"),
        Field("reviewer", "审核人", kind="text"),
        Field("writer", "填报人", kind="text"),
        Field("phone", "联系电话", kind="text"),
        Field("date", "填报日期", kind="text", source=C),
    ),
)


def compute(facts: Facts) -> Computed:
    """Register, footer, accounts on other platforms, and the dated pages of the year."""
    made = Computed(basic(facts) | {"date": today(facts)})
    fill_accounts(made, facts, {"weibo_name": "微博", "wechat_name": "微信"})
    if any(made.values.get(key) for key in ("weibo_name", "wechat_name")):
        made.values["has_media"] = "是"
    fill_items(made, facts)
    made.values |= {cell: str(number) for cell, number in facts.items.items()}
    if facts.items:
        made.warnings.append("概况、动态、公开目录信息更新量按所在栏目的类型统计，通知公告未计入，请核对")
    return made


def fill_items(made: Computed, facts: Facts) -> None:
    """Items and interpretations of the year as far as they were read; what a person enters should not be less."""
    total = sum(facts.dated.values())
    if not total:
        return
    found = {"items": total, "interpretations": facts.dated.get("interpretation", 0)}
    made.values |= {key: str(number) for key, number in found.items()}
    made.warnings.append("信息发布、解读总数按已读取的当年页面统计，可能偏少，请核对后填写 items、interpretations")
    for key, number in found.items():
        entered = amount(facts.hand(key, facts.site))
        if entered is not None and entered < number:
            made.warnings.append(f"填写的{key}为{written(entered)}，少于本网站已读取的当年信息{number}条")


def basic(facts: Facts) -> dict[str, str]:
    """基本信息 of the site."""
    assert facts.site is not None and facts.period is not None
    site = facts.site
    kind = KIND_WORDS[site.kind if site.kind in KIND_WORDS else SiteKind.DEPARTMENT]
    return {
        "year": str(facts.period.year),
        "name": site.name,
        "home_url": site.home_url,
        "owner": site.owner or facts.identity.get("owner", ""),
        "site_kind": kind,
        "code": site.code or facts.identity.get("code", ""),
        "icp": facts.identity.get("icp", ""),
        "police": facts.identity.get("police", ""),
    }
