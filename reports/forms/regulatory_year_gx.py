"""政府网站监管年度报表, Guangxi's version: every field by quarter, with the list of closed sites."""

from __future__ import annotations

from reports.forms.closed_sites import by_quarter, list_closed
from reports.forms.facts import Facts
from reports.forms.fields import Computed, Field, Form, Source
from reports.forms.quarter_cells import quarter_cells
from storage.site_changes import CLOSED, MERGED, OPENED, PAUSED

CHECKS, SAFETY, SITES = "季度普查", "定期安全检查", "网站开设整合"
ERRORS, MAILBOX, CONTENT = "网民纠错办理", "主席信箱网民信件办理", "自治区人民政府门户网站内容保障情况"
FAKES, TRAINING = "假冒政府网站处置", "人员培训"


def _flow(block: str, **labels: str) -> tuple[Field, ...]:
    return tuple(Field(key, label, block, over="flow") for key, label in labels.items())


FORM = Form(
    id="regulatory-year-gx",
    title="政府网站监管年度报表（广西）",
    span="year",
    per_site=False,
    writes_nothing=True,
    basis="桂政办发〔2017〕152号附件2",
    row_fields=(Field("closed_on", "下线日期", kind="text"),),
    fields=(
        Field("unit", "填报单位", kind="text"),
        Field("site_total", "网站总数（个）", CHECKS, source=Source.REGISTER, over="stock"),
        Field("checked", "普查网站数量（个）", CHECKS, source=Source.FINDINGS, over="stock"),
        Field("pass_rate", "普查合格率（%）", CHECKS, "percent", Source.FINDINGS, "stock"),
        Field("failed", "不合格网站数量（个）", CHECKS, source=Source.FINDINGS, over="flow"),
        Field("problems", "普查发现问题数量（个）", CHECKS, source=Source.FINDINGS, over="flow"),
        Field("mended", "问题整改数量（个）", CHECKS, source=Source.FINDINGS, over="flow"),
        Field("talks", "约谈人数（人）", CHECKS, over="flow"),
        Field("public_url", "公开网址", CHECKS, "text", over="stock"),
        *_flow(SAFETY, safety_checks="检查次数（次）"),
        Field("safety_sites", "检查网站数量（个）", SAFETY, over="stock"),
        *_flow(SAFETY, safety_problems="发现问题数量（个）", safety_mended="问题整改数量（个）"),
        Field("running", "运行网站总数（个）", SITES, source=Source.REGISTER, over="stock"),
        Field("opened", "新开设（个）", SITES, source=Source.REGISTER, over="flow"),
        Field("closed", "永久下线（个）", SITES, source=Source.REGISTER, over="flow"),
        Field("paused", "临时下线（个）", SITES, source=Source.REGISTER, over="flow"),
        *_flow(ERRORS, errors="收到留言数量（条）", errors_on_time="按期办结数量（条）"),
        *_flow(MAILBOX, mails="收到信件数量（件）", mails_on_time="按期办结数量（件）"),
        *_flow(CONTENT, content_items="栏目内容保障稿件数量（条）", content_notices="稿件采用通知次数（次）",
               content_interviews="在线访谈次数（次）", content_surveys="调查征集次数（次）"),
        *_flow(FAKES, fakes="发现数量（个）", fakes_handled="处置数量（个）"),
        *_flow(TRAINING, held="办训：次数（次）", held_people="办训：人次", held_days="办训：总天数（天）"),
        *_flow(TRAINING, attended="参训：次数（次）", attended_people="参训：人次", attended_days="参训：总天数（天）"),
        Field("head", "单位负责人", kind="text"),
        Field("reviewer", "审核人", kind="text"),
        Field("writer", "填表人", kind="text"),
        Field("phone", "联系电话", kind="text"),
        Field("date", "填报日期", kind="text", source=Source.COMPUTED),
    ),
)  # fmt: skip


def compute(facts: Facts) -> Computed:
    """The inspections of the quarters, and the sites that are out of service."""
    made = quarter_cells(
        facts, total="site_total", checked="checked", rate="pass_rate", failed="failed", problems="problems", mended="mended"
    )
    running = made.values.pop("running")
    made.values["running_year"] = running
    made.values |= by_quarter(facts, {OPENED: "opened", CLOSED: "closed", MERGED: "closed", PAUSED: "paused"})
    list_closed(made, facts, FORM.id)
    return made
