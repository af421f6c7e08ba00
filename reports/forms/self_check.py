"""自查报告: a unit's own report on its sites, with every problem and whether it is mended."""

from __future__ import annotations

from reports.audit_record import rule_of
from reports.forms.facts import Facts, today
from reports.forms.fields import Computed, Field, Form, Source
from reports.forms.problem_text import paragraphs
from reports.forms.wording import broken_off, sampled
from reports.visible import visible

NEXT = "对未完成整改的问题逐一落实责任人和完成时限，完善日常巡检和内容审核制度，确保网站安全、准确、及时、有效运行。"
FORM = Form(
    id="self-check",
    title="自查报告",
    span="quarter",
    per_site=False,
    basis="党政机关公文格式（GB/T 9704—2012）",
    fields=(
        Field("title", "标题", kind="text", source=Source.COMPUTED),
        Field("addressees", "主送机关", kind="text"),
        Field("issuer", "署名（报告单位）", kind="text"),
        Field("date", "成文日期", kind="text", source=Source.COMPUTED),
        Field("work", "开展情况（可空）", kind="text", optional=True),
        Field("next_steps", "下一步工作", kind="text", default=NEXT),
    ),
)


def compute(facts: Facts) -> Computed:
    """Paragraphs and the list of problems."""
    assert facts.period is not None
    words = facts.period.words
    of = facts.site.shown_name if facts.site else "政府网站"
    made = Computed({"title": f"{of}{words}自查报告", "date": today(facts), "period_words": words})
    checked = [result for result in facts.results if result.checked]
    total, done = sum(result.amount for result in checked), sum(result.mended for result in checked)
    scope = "、".join(result.name for result in checked[:5]) + ("等" if len(checked) > 5 else "")
    overview = []
    if checked:
        overview.append(f"按照《政府网站与政务新媒体检查指标》，{words}对{len(checked)}个网站（{scope}）进行了自查。")
        overview += [text] if (text := sampled(checked)) else []
    if total:
        overview.append(f"共发现问题{total}处，已完成整改{done}处，正在整改{total - done}处。")
    elif checked:
        overview.append("未发现需要整改的问题。")
    made.tables["overview"] = [{"text": text} for text in overview]
    made.tables["problems"] = [{"number": p.number, "title": p.title, "text": p.text} for p in paragraphs(checked)]
    made.tables["rows"] = _rows(facts)
    if not checked:
        made.warnings.append("本季度没有检查结果")
    made.warnings += broken_off(checked)
    return made


def _rows(facts: Facts) -> list[dict[str, str]]:
    rows: list[dict[str, str]] = []
    for result in (each for each in facts.results if each.checked):
        for rule, (amount, mended) in result.problems.items():
            example = result.examples.get(rule)
            state = "已整改" if mended == amount else f"已整改{mended}处" if mended else "正在整改"
            rows.append(
                {
                    "number": str(len(rows) + 1),
                    "name": result.name,
                    "problem": rule_of(rule).name,
                    "amount": str(amount),
                    "example": visible(example.message, 200) if example else "",
                    "state": state,
                }
            )
    return rows
