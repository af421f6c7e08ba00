"""Labels of public letters (领导信箱, 咨询, 投诉, 留言): which fact a label names, and the words of a letter's state."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache

_FIELDS: Mapping[str, str] = {
    "sent": "来信时间 来信日期 写信时间 写信日期 提交时间 提交日期 提问时间 提问日期 咨询时间 咨询日期 留言时间 留言日期 "
    "反映时间 反映日期 投诉时间 投诉日期 申请时间 创建时间 诉求时间 收信时间 收件时间 收件日期 信件时间 信件日期 寄信时间 "
    "发信时间 发信日期 建议时间 求助时间 问政时间 登记时间 来电时间 提交信件 提交留言 提交诉求 提交问题 "
    "信件提交 留言提交 提交于 来信于 留言于 提问于 咨询于 来信 写信 留言 提问 提交",
    "accepted": "受理时间 受理日期",
    "posted": "发布时间 发布日期 发表时间 时间 日期",
    "answered": "回复时间 回复日期 答复时间 答复日期 办结时间 办结日期 办理时间 办理日期 处理时间 处理日期 反馈时间 反馈日期 "
    "办复时间 办复日期 "
    "阶段答复时间 阶段性答复时间 阶段回复时间 首次答复时间 首次回复时间 初次答复时间 "
    "回信时间 回信日期 解答时间 解答日期 答疑时间 完成时间 回复于 答复于 "
    "回应于 反馈于 回应时间 回应日期",
    "office": "受理单位 受理部门 办理单位 办理部门 答复单位 答复部门 回复单位 回复部门 承办单位 承办部门 处理部门 处理单位 "
    "转办单位 处理对象 回复人 答复人 回复机构 答复机构 受理机构 办理机构 责任单位 回复者 解答单位 反馈单位 收信单位 写信对象 "
    "回应单位 回应部门",
    "state": "进度 进展 处理进度 处理进展 办理进展 "
    "处理状态 办理状态 回复状态 答复状态 信件状态 受理状态 办件状态 当前状态 状态 办理进度 留言状态 处理情况 回复情况",
    "term": "办理时限 答复时限 办结时限 办理期限 答复期限 回复期限 办结期限 承诺时限",
    "extended": "延期告知 延期说明 延期情况 延期原因 延期办理 延期答复 延期回复 延期时间 延期至 延长期限 延长办理期限",
    "number": "信件编号 信件号 流水号 受理编号 查询码 查询号 办件编号 留言编号 编号 工单编号 信件序号 咨询编号",
    "kind": "信件类型 来信类型 留言类型 咨询类型 问题类型 类型 类别 信件类别 诉求类型 留言类别 信件分类 问题分类 "
    "来信类别 来信性质",
    "title": "信件标题 信件主题 来信标题 来信主题 留言标题 留言主题 咨询标题 咨询主题 问题标题 主题 标题 诉求标题 投诉标题",
    "question": "信件内容 来信内容 留言内容 咨询内容 问题内容 反映内容 投诉内容 诉求内容 建议内容 详细内容 提问内容 问题描述 "
    "写信内容 内容 留言详情 来信详情 咨询问题 留言正文 网友留言 网民留言 信件正文 诉求详情 诉求 来信正文 "
    "网民提问 网友提问 群众提问 群众留言 群众来信 网民来信 网友来信 网民诉求 群众诉求 网民咨询 群众咨询",
    "answer": "回复内容 答复内容 办理结果 处理结果 办理情况 答复意见 回复意见 反馈内容 反馈结果 办理意见 处理意见 办结意见 "
    "答复结果 回复结果 官方回复 官方答复 部门回复 部门答复 单位答复 单位回复 回信内容 答复情况 解答内容 处理回复 办理回复 "
    "阶段答复 阶段性答复 首次答复 首次回复 办复内容 办复意见 办复结果 处理内容 回函内容 "
    "官方回应 部门回应 单位回应 回应内容 "
    "回音 官方回音 部门回音 "
    "受理结果 留言回复 留言答复 信件回复 来信答复 来信回复 回复详情 答复详情 回复信息 答复信息 回复 答复 答",
    "other": "来信人 写信人 留言人 姓名 昵称 网友 网名 咨询人 投诉人 反映人 提问人 发信人 署名 联系电话 联系方式 电子邮箱 邮箱 "
    "满意度 满意度评价 评价 评价结果 群众评价 是否公开 公开方式 浏览次数 浏览量 点击数 点击次数 阅读次数 地区 所属区域 ip 来源 "
    "附件 联系地址 地址 承办人 收信人 关键词 访问量 热度 操作 序号 事发地点 诉求人 提交人 标签 领域 所在地",
}
LABELS: Mapping[str, str] = {label: field for field, labels in _FIELDS.items() for label in labels.split()}
"""Every label without blanks -> its field."""

SHORT_DATES = frozenset({"来信", "写信", "留言", "提问", "提交", "回复", "答复"})
"""Words that are labels of a date only where a date stands behind them."""

TEXTS = frozenset({"question", "answer"})
"""Fields whose value may go on over several lines."""

_BLANK = re.compile(r"[\s\u00a0\u3000]+")
_ANY = "|".join(r"[\s\u3000]*".join(label) for label in sorted(LABELS, key=len, reverse=True) if len(label) > 1)
_PAIR = re.compile(
    rf"(?:^|(?<=[^\u4e00-\u9fff])|(?<=[：:]))[【\[（(]?\s*({_ANY})\s*[】\]）)]?\s*"
    r"(?:[：:]\s*[】\]]?|(?=[\[（(]?\s*(?:19|20)\d{2}[-/.年]\d)"
    r"|(?<=状态\s)(?=(?:已|未|待|正在|尚未)(?:回复|答复|办结|办理|处理|受理|转办|转交|交办|反馈)))"
)
_OWNED = re.compile(
    r"^[【\[]?([^：:，。；\s【\[]{2,16}?(?:局|委|办|厅|部|院|所|站|中心|政府|公司|大队|支队|街道|镇|乡|单位|[科处股组会馆]))[】\]]?\s*(?:的)?"
    r"(回复|答复|反馈|回应|答)(?:内容|意见)?\s*(?:[：:]|$)"
)
_SIGNED = re.compile(
    r"^(?P<who>[^：:，。；]{0,20}?)\s*[于在]?\s*(?P<day>(?:19|20)\d{2}[-/.年]\d{1,2}[-/.月]\d{1,2}日?(?:\s*\d{1,2}:\d{2}(?::\d{2})?)?)\s*"
    r"(?P<label>回复|答复)\s*(?:[：:]|$)\s*(?P<text>.*)$"
)
_STEP = re.compile(
    r"^已?(?P<label>办结|答复|回复|办理完[毕成]|反馈)\s*(?P<day>(?:19|20)\d{2}[-/.年]\d{1,2}[-/.月]\d{1,2}日?(?:\s*\d{1,2}:\d{2}(?::\d{2})?)?)$"
)
"""The last step of a letter's course, with its day beside it."""
_COLON = re.compile(r"[：:]|(?:19|20)\d{2}[-/.年]")
_MARKS = " \t\u3000\u00a0【】[]（）()：:*·•"

_HINTS = """
来信时间 写信时间 来信日期 写信日期 咨询时间 留言时间 提问时间 提交时间 反映时间 投诉时间 咨询日期 留言日期 受理时间
回复时间 答复时间 回复日期 答复日期 办结时间 处理时间 办理时间 反馈时间 回复内容 答复内容 回复单位 答复单位 处理状态
办理状态 回复状态 信件状态 信件编号 来信内容 信件内容 留言内容 咨询内容 来信标题 信件标题 受理编号 办理结果 收信时间
提交于 回复于 答复于 官方回复 官方答复 网友留言 管理员回复 暂未回复 暂无回复 尚未回复
留言于 来信于 提问于 回应于 官方回应
提交日期 提问日期 反映日期 投诉日期 办复日期 办复时间 信件正文 来信正文 留言正文 诉求内容 诉求时间
等待答复 等待回复 暂未答复 尚未答复 当前状态 群众提交 网民提交 网民提问 网友提问 群众提问 网民来信 群众来信
"""
HINTS = tuple(_HINTS.split())
"""Words that stand at two places at least among the first ones of a page with letters."""

_NOTHING = re.compile(
    r"^(?:暂无|暂未|尚未|未|无|没有|还未|等待|待)?(?:任何)?(?:回复|答复|处理|办理|反馈|内容|结果|信息|数据|时间)*$|^[-—/\s.。]*$"
    r"|^(?:正在|待|等待)?(?:办理|处理|回复|答复)中?[.。…]*$"
)
STATE = re.compile(
    r"^[\[【(（]?\s*((?:已|未|待|正在|不予?|暂不?|尚未|逾期|超期)?(?:转)?(?:办理完[毕成]|回复|答复|办结|办理|处理|受理|反馈|解决|办复|公开|交办|转办|"
    r"转交|审[核查]|登记|提交|接收|撤[销回]|完成|采纳|评价|结案|归档|未办|办|转|签收|分[办发]|退回|作废)(?:完[毕成]|中|结束|单)?"
    r"|无效(?:信件|留言)?|重复(?:信件|留言)?|退回|作废|延期(?:办理|答复)?|逾期未办)\s*[\]】)）]?$"
)
"""A text that is nothing but the state of a letter."""
_BETWEEN = re.compile(r"[，,、；;]")


def field_of(text: str) -> str | None:
    """The field of a text that is nothing but a label, None for any other text."""
    return LABELS.get(_BLANK.sub("", text).strip(_MARKS).lower()) if len(text) <= 24 else None


@lru_cache(2048)
def pieces(text: str) -> tuple[tuple[str, str, str], ...]:
    """A line as (field, label, value) in its order; what stands before the first label has the field ""."""
    owned = _OWNED.match(text) if len(text) < 400 or "回复" in text[:24] or "答复" in text[:24] else None
    if owned and owned[1] not in LABELS:
        return ("office", "答复单位", owned[1]), ("answer", owned[2], text[owned.end() :].strip())
    signed = _SIGNED.match(text) if "复" in text[:60] else None
    if signed:
        label = signed["label"]
        return ("office", "答复单位", signed["who"]), ("answered", label, signed["day"]), ("answer", label, signed["text"])
    if step := _STEP.match(text) if len(text) < 32 else None:
        return (("answered", step["label"], step["day"]),)
    alone = field_of(text)
    if alone is not None:
        return ((alone, _BLANK.sub("", text).strip(_MARKS), ""),)
    marks = list(_PAIR.finditer(text[:4000])) if _COLON.search(text) else []
    if not marks:
        return (("", "", text),)
    found: list[tuple[str, str, str]] = []
    if before := text[: marks[0].start()].strip():
        found.append(("", "", before))
    for mark, end in zip(marks, [*(m.start() for m in marks[1:]), len(text)], strict=True):
        label = _BLANK.sub("", mark[1])
        found.append((LABELS[label], label, text[mark.end() : end].strip(" \t\u3000|｜;；,，")))
    return tuple(found)


def is_nothing(value: str) -> bool:
    """Whether a value says that there is no answer yet: empty, a dash, 暂无回复."""
    return _NOTHING.match(value.strip()) is not None


def is_state(text: str) -> bool:
    """Whether a short text is the state of a letter, or states one behind another (已受理，正在办理), and nothing else."""
    return len(text) <= 12 and all(STATE.match(part.strip()) for part in _BETWEEN.split(text))
