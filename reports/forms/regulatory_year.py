"""政府网站监管年度报表, the State Council's version: inspections by quarter, supervision, training."""

from __future__ import annotations

from reports.forms.closed_sites import in_year
from reports.forms.facts import Facts
from reports.forms.fields import Computed, Field, Form, Source
from reports.forms.quarter_cells import quarter_cells
from storage.site_changes import MERGED, OPENED

CHECKS, SAFETY, SITES = "网站抽查", "安全检查", "网站开设整合"
LETTERS, FAKES, TRAINING = "“我为政府网站找错”平台网民留言办理", "假冒政府网站处置", "人员培训"
CALLED = "问责人次"

FORM = Form(
    id="regulatory-year",
    title="政府网站监管年度报表",
    span="year",
    per_site=False,
    basis="国办函〔2018〕12号附件1、2",
    fields=(
        Field("unit", "填报单位", kind="text"),
        Field("site_total", "网站总数（个）", CHECKS, source=Source.REGISTER, over="quarter"),
        Field("check_share", "抽查比例（%）", CHECKS, "percent", Source.FINDINGS, "quarter"),
        Field("checked", "抽查网站数量（个）", CHECKS, source=Source.FINDINGS, over="flow"),
        Field("pass_rate", "抽查合格率（%）", CHECKS, "percent", Source.FINDINGS, "quarter"),
        Field("failed", "不合格网站数量（个）", CHECKS, source=Source.FINDINGS, over="flow"),
        Field("called", "问责人次", CHECKS, over="flow"),
        Field("called_talk", f"{CALLED}：约谈", CHECKS, over="flow"),
        Field("called_review", f"{CALLED}：书面检查", CHECKS, over="flow"),
        Field("called_circular", f"{CALLED}：通报批评", CHECKS, over="flow"),
        Field("called_warning", f"{CALLED}：警告或记过处分", CHECKS, over="flow"),
        Field("called_removal", f"{CALLED}：调离岗位或免职", CHECKS, over="flow"),
        Field("called_other", f"{CALLED}：其他", CHECKS, over="flow"),
        Field("performance", "是否纳入政府年度绩效考核", CHECKS, "yes-no"),
        Field("performance_share", "所占分值比例（%）", CHECKS, "percent", optional=True),
        Field("safety_checks", "检查次数", SAFETY),
        Field("safety_sites", "检查网站数量（个）", SAFETY),
        Field("running", "运行网站总数（个）", SITES, source=Source.REGISTER),
        Field("opened", "新开设网站数量（个）", SITES, source=Source.REGISTER),
        Field("merged", "整合迁移网站数量（个）", SITES, source=Source.REGISTER),
        Field("letters", "收到网民留言（条）", LETTERS),
        Field("letters_on_time", "按期办结（条）", LETTERS),
        Field("letters_late", "超期办结（条）", LETTERS),
        Field("fakes", "发现数量（个）", FAKES),
        Field("fakes_handled", "处置数量（个）", FAKES),
        Field("trainings", "次数", TRAINING),
        Field("trained", "人次", TRAINING),
        Field("training_days", "天数", TRAINING, "number"),
        Field("other", "其他（不超过200字）", "其他", "text", longest=200, optional=True),
        Field("head", "单位负责人", kind="text"),
        Field("reviewer", "审核人", kind="text"),
        Field("writer", "填报人", kind="text"),
        Field("phone", "联系电话", kind="text"),
        Field("date", "填报日期", kind="text", source=Source.COMPUTED),
    ),
)


def compute(facts: Facts) -> Computed:
    """The inspections of the quarters that have begun."""
    made = quarter_cells(facts, total="site_total", share="check_share", checked="checked", rate="pass_rate", failed="failed")
    made.values |= {"opened": in_year(facts, OPENED), "merged": in_year(facts, MERGED)}
    return made
