"""The tables of each official form, laid out as the originals."""

from __future__ import annotations

from collections.abc import Mapping

from reports.forms.fields import Field, Form
from reports.forms.layout import Column, Entry, Sheet

FOOT = ("head", "reviewer", "writer", "phone", "date")
NUMBER = Column("序号", "number", 12, number=True, centred=True)

MONTHLY = Sheet(
    name="月监测情况表",
    title="{{ period_words }}政府网站月监测情况表",
    above=(Entry("填报单位（盖章）", "unit"), Entry("公开网址", "public_url"), Entry("填报日期", "date")),
    columns=(
        Column("序号", "number", 13, number=True, centred=True),
        Column("网站标识码", "code", 28, centred=True),
        Column("网站名称", "name", 36),
        Column("门户", "portal", 12, centred=True),
        Column("首页网址", "url", 40),
        Column("监测评分（分）", "score", 17, number=True, centred=True),
        Column("结果", "result", 16, centred=True),
        Column("存在的问题", "problems", 60),
        Column("备注", "note", 24),
    ),
    below=(Entry("审核人", "reviewer"), Entry("填表人", "writer"), Entry("联系电话", "phone")),
    remark="评分依据：{{ profile }}",
    landscape=True,
)
SURVEY = Sheet(
    name="普查情况汇总表",
    title="{{ period_words }}政府网站普查情况汇总表",
    above=(Entry("填报单位", "unit", optional=True),),
    columns=(
        NUMBER,
        Column("网站名称", "name", 38),
        Column("网站标识码", "code", 28, centred=True),
        Column("存在的突出问题", "problems", 62),
        Column("是否完成整改", "mended", 16, centred=True),
    ),
)
FAILED = Sheet(
    name="不合格网站名单",
    title="不合格网站名单",
    rows="failed",
    columns=(
        Column("序号", "number", 14, number=True, centred=True),
        Column("网站名称", "name", 46),
        Column("主办单位", "owner", 46),
        Column("存在的突出问题", "problem", 50),
    ),
    if_rows=True,
)
GOOD = Sheet(
    name="未发现问题的网站名单",
    title="未发现问题的网站名单",
    rows="good",
    columns=(
        Column("序号", "number", 14, number=True, centred=True),
        Column("网站名称", "name", 66),
        Column("主办单位", "owner", 76),
    ),
    if_rows=True,
)
MEDIA = Sheet(
    name="不合格政务新媒体名单",
    title="不合格政务新媒体名单",
    rows="media_failed_rows",
    columns=(
        NUMBER,
        Column("账号名称", "name", 34),
        Column("平台", "platform", 18, centred=True),
        Column("主办单位", "owner", 34),
        Column("最后更新", "latest", 24, centred=True),
        Column("存在的问题", "problem", 34),
    ),
    if_rows=True,
)
SELF_CHECK = Sheet(
    name="自查问题及整改情况表",
    title="自查问题及整改情况表",
    columns=(
        NUMBER,
        Column("网站名称", "name", 34),
        Column("问题", "problem", 32),
        Column("数量", "amount", 13, number=True, centred=True),
        Column("例", "example", 43),
        Column("整改情况", "state", 22, centred=True),
    ),
    if_rows=True,
)
NOTICE = Sheet(
    name="问题清单",
    title="问题清单",
    every="every",
    above=(
        Entry("网站名称", "site_name"),
        Entry("网站标识码", "site_code", optional=True),
        Entry("编号", "document_number", optional=True),
        Entry("整改期限", "deadline"),
    ),
    columns=(NUMBER, Column("问题", "problem", 28), Column("具体情况", "message", 66), Column("网址", "where", 50)),
)
CLOSED = Sheet(
    name="下线网站名单",
    title="永久下线、临时下线网站名单",
    columns=(
        Column("序号", "number", 14, number=True, centred=True),
        Column("网站名称", "name", 60),
        Column("网站标识码", "code", 32, centred=True),
        Column("状态", "state", 25, centred=True),
        Column("下线日期", "date", 25, centred=True),
    ),
)
SHEETS: Mapping[str, tuple[Sheet, ...]] = {
    "monthly": (MONTHLY,),
    "survey-summary": (SURVEY,),
    "circular": (FAILED, GOOD, MEDIA),
    "self-check": (SELF_CHECK,),
    "notice": (NOTICE,),
}


def sheets_of(form: Form) -> tuple[Sheet, ...]:
    """The tables of a form; a yearly one is a table of its fields, with the closed sites behind it where it lists them."""
    if form.id in SHEETS:
        return SHEETS[form.id]
    foot = {each.key: each for each in form.fields if each.key in FOOT}
    unit = any(each.key == "unit" for each in form.fields)
    title = form.title.replace("（广西）", "")
    own = Sheet(
        name=title,
        title=title,
        subtitle="（{{ year }}年度）",
        above=(Entry("填报单位", "unit"),) if unit else (),
        below=tuple(Entry(foot[key].label, key) for key in FOOT if key in foot),
    )
    return (own, CLOSED) if form.row_fields else (own,)


def table_fields(form: Form) -> list[Field]:
    """The fields that stand in the form's own table."""
    return [each for each in form.fields if each.block]
