"""季度普查情况汇总表: each site with its outstanding problems and whether they have been mended."""

from __future__ import annotations

from reports.forms.facts import Facts
from reports.forms.fields import NOTHING, Computed, Field, Form, Source
from reports.forms.site_results import SiteResult
from reports.forms.wording import names

FORM = Form(
    id="survey-summary",
    title="季度普查情况汇总表",
    span="quarter",
    per_site=False,
    basis="政府网站季度普查通报附件表式",
    fields=(Field("unit", "填报单位", kind="text", optional=True),),
    row_fields=(
        Field("problems", "存在的突出问题", kind="text", source=Source.FINDINGS),
        Field("mended", "是否完成整改", kind="yes-no", source=Source.FINDINGS),
    ),
)


def compute(facts: Facts) -> Computed:
    """The rows in the order portals, departments, others."""
    made = Computed({"period_words": facts.period.words if facts.period else ""})
    made.tables["rows"] = [_row(number, result, facts) for number, result in enumerate(facts.results, 1)]
    missing = [result.name for result in facts.results if not result.checked]
    unsure = [result.name for result in facts.results if result.checked and not result.complete and not result.problems]
    if unsure:
        made.warnings.append(f"只抽查了一部分或检查未完成，未发现问题也未写“无”：{names(unsure)}")
    if missing:
        made.warnings.append(f"本期没有检查结果，未写“无”：{names(missing)}")
    return made


def _row(number: int, result: SiteResult, facts: Facts) -> dict[str, str]:
    site = result.site
    computed = "、".join(result.problem_names) or (NOTHING if result.checked and result.complete else "")
    problems = facts.hand("problems", site) or computed
    mended = ""
    if problems not in ("", NOTHING):
        mended = facts.hand("mended", site) or ("是" if result.amount and result.mended == result.amount else "否")
    return {"number": str(number), "name": result.name, "code": site.code, "problems": problems, "mended": mended}
